"""What became due while nobody looked, told once and worked off from there (D04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.visits import Visit
from tests.ui.branch import TODAY, small_branch
from ui.app import App, Wishes
from ui.forms.away import AwayDialog
from ui.operations import settled
from ui.settings import Settings

LATER = date(2026, 11, 26)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk = small_branch(tmp_path)
    desk.visits.save_visit(Visit(site_id=1, date_on=date(2026, 12, 2), start_at="22:00"))
    desk.duty_work.mark_seen()
    desk.close()
    return tmp_path


def opened(folder: Path, day: date) -> App:
    settings = Settings(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    app = App(settings, Wishes(folder / "small.branchdesk", "", day, None, throw_away=True))
    app.start()
    return app


def closed(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(settled)
    window = app.window
    assert window is not None
    window.close()
    window.session.desk.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.fixture
def app(folder: Path, qtbot: QtBot) -> Iterator[App]:
    made = opened(folder, LATER)
    qtbot.waitUntil(lambda: settled() and isinstance(QApplication.activeModalWidget(), AwayDialog))
    yield made
    closed(made, qtbot)


def shown() -> AwayDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AwayDialog)
    return dialog


@pytest.mark.req("D04")
def test_after_a_gap_the_window_tells_what_became_due_in_between(app: App) -> None:
    assert app.window is not None
    days = {duty.due_on for duty in shown().duties()}
    assert days
    assert all(TODAY < day < LATER for day in days)
    shown().reject()


@pytest.mark.req("D04")
@pytest.mark.usefixtures("app")
def test_a_digit_answers_from_the_list_and_what_is_done_leaves_it(qtbot: QtBot) -> None:
    dialog = shown()
    dialog.tree.setFocus()
    for _step in dialog.duties():
        if (duty := dialog.duty()) is not None and duty.kind is DutyKind.APPOINTMENT_CALL:
            break
        QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
    duty = dialog.duty()
    assert duty is not None
    assert duty.kind is DutyKind.APPOINTMENT_CALL
    QTest.keyClick(dialog.tree, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: settled() and duty.key not in {one.key for one in dialog.duties()})
    dialog.reject()


@pytest.mark.req("D04")
def test_the_same_day_tells_nothing_again_but_the_menu_does(folder: Path, app: App, qtbot: QtBot) -> None:
    shown().reject()
    closed(app, qtbot)
    again = opened(folder, LATER)
    window = again.window
    assert window is not None
    qtbot.waitUntil(lambda: settled() and bool(window.session.duties))
    assert QApplication.activeModalWidget() is None
    window.greeting.show_again()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), AwayDialog))
    shown().reject()
    app.window = window  # the fixture closes what is open


def test_a_day_after_the_other_tells_nothing(folder: Path) -> None:
    desk = open_branch(folder / "small.branchdesk", Seat("王芳", as_of=date(2026, 11, 23)))
    assert desk.duty_work.look_after_absence() is None
    desk.close()
