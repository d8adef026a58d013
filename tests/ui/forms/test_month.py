from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.branch import session_of, small_branch
from ui.forms.month import MonthDialog
from ui.forms.month_page import MonthPage
from ui.language import tr
from ui.operations import running
from ui.printing import PrintPreview
from ui.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def shown(session: Session, month: date, qtbot: QtBot) -> MonthDialog:
    dialog = MonthDialog(None, session, month)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not running())
    return dialog


@pytest.mark.req("R173")
def test_every_figure_of_the_month_stands_on_the_page(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, date(2026, 10, 1), qtbot)
    assert dialog.summary is not None
    (page,) = dialog.findChildren(MonthPage)
    texts = {label.text() for label in page.findChildren(QLabel)}
    assert {"完成服务", "开票金额 (元)", tr("agrees")} <= texts


def test_the_future_has_no_summary(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, date(2026, 11, 1), qtbot)
    dialog.turn(1)
    dialog.turn(-1)
    qtbot.waitUntil(lambda: not running())
    assert dialog.summary is not None
    assert dialog.summary.month == 10


@pytest.mark.req("R059")
def test_workbook_pdf_and_print_come_from_the_value_that_is_shown(
    session: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(session, date(2026, 10, 1), qtbot)
    for name, save in (("month.xlsx", dialog.save_workbook), ("month.pdf", dialog.save_pdf)):
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        save()
        qtbot.waitUntil(lambda: not running())
        assert target.stat().st_size > 1000
    dialog.print_pages()
    qtbot.waitUntil(lambda: not running())
    (preview,) = dialog.findChildren(PrintPreview)
    preview.close()


def test_a_month_is_locked_only_after_asking(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, date(2026, 10, 1), qtbot)
    dialog.lock()
    (question,) = dialog.findChildren(QMessageBox)
    question.buttons()[0].click()
    qtbot.waitUntil(lambda: not running())
    assert dialog.summary is not None
    assert dialog.summary.locked_at is not None
