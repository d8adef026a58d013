"""The monthly sheets about calls, used with keyboard and mouse (R116)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.call_quality import QualityItem
from branchdesk.domain.employees import Employee
from branchdesk.domain.months import Month
from tests.ui.branch import session_of, small_branch
from ui.forms.call_quality import CallQualityDialog, QualitySheetDialog
from ui.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        session.desk.customers.save_employee(Employee(name="小周"))
        yield session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def sheet_dialog(session: Session, window: QWidget) -> QualitySheetDialog:
    person = next(one for one in session.desk.customers.employees() if one.name == "小周")
    month = Month.of(session.today)
    return QualitySheetDialog(window, session, session.desk.call_quality.sheet(person.id, month))


@pytest.mark.req("R116")
def test_two_ticks_are_saved_as_seventeen_of_nineteen(
    qtbot: QtBot, session: Session, window: QWidget
) -> None:
    dialog = sheet_dialog(session, window)
    for item in (QualityItem.INTERRUPTS, QualityItem.HURRIES):
        dialog.form.field(item.value).setChecked(True)
    dialog.form.field("calls").set_value(4)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    again = sheet_dialog(session, window).record()
    assert (again.score, again.calls) == (17, 4)


@pytest.mark.req("R116")
def test_a_sheet_without_a_call_is_not_saved(session: Session, window: QWidget) -> None:
    dialog = sheet_dialog(session, window)
    assert set(dialog.check()) == {"calls"}


@pytest.mark.req("R116")
def test_the_list_turns_back_by_months_and_never_into_the_future(session: Session, window: QWidget) -> None:
    dialog = CallQualityDialog(window, session)
    this = dialog.month
    dialog.turn(1)
    assert dialog.month == this
    dialog.turn(-1)
    assert dialog.month == this.plus(-1)
    assert "小周" in [row.employee.name for row in session.desk.call_quality.of_month(dialog.month)]
