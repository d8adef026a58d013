from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.branch import session_of, small_branch
from ui.forms.workdays import WorkdaysDialog
from ui.forms.workdays_list import SpecialDay, own_days, special_days
from ui.operations import running
from ui.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def days_of(session: Session, year: int) -> dict[date, SpecialDay]:
    desk = session.desk
    return {row.day: row for row in special_days(year, desk.context.calendar, own_days(desk))}


@pytest.mark.req("R063")
def test_the_year_lists_holidays_and_worked_weekends(session: Session) -> None:
    days = days_of(session, 2026)
    assert not days[date(2026, 10, 1)].working
    assert days[date(2026, 9, 20)].working
    assert date(2026, 11, 23) not in days


def test_a_day_of_ones_own_is_saved_and_named_as_such(session: Session, qtbot: QtBot) -> None:
    dialog = WorkdaysDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.day.set_value(date(2026, 12, 24))
    dialog.name.set_value("年度盘点")
    dialog.save_day()
    qtbot.waitUntil(lambda: not running())
    row = days_of(session, 2026)[date(2026, 12, 24)]
    assert (row.working, row.name, row.own) == (False, "年度盘点", True)
    assert dialog.table.current_id() == date(2026, 12, 24).toordinal()


def test_a_year_that_is_not_announced_says_so(session: Session, qtbot: QtBot) -> None:
    dialog = WorkdaysDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.is_provisional()
    dialog.turn(1)
    assert dialog.is_provisional()


def test_a_day_without_a_date_is_not_saved(session: Session, qtbot: QtBot) -> None:
    dialog = WorkdaysDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.day.set_value(None)
    dialog.save_day()
    assert not running()
    assert own_days(session.desk) == {}
