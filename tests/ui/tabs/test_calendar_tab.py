from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visits import Cause, Visit, VisitStatus
from tests.ui.branch import TODAY, empty_branch, session_of, small_branch
from ui.calendar_view.items import DayKind
from ui.forms.interaction import InteractionDialog
from ui.forms.report import ReportDialog
from ui.forms.visit import VisitDialog
from ui.forms.visit_done import VisitDoneDialog
from ui.forms.visit_move import VisitMoveDialog
from ui.notices import Notice
from ui.operations import running, settled
from ui.session import Link, Session
from ui.tabs.calendar_bar import View
from ui.tabs.calendar_items import day_marks
from ui.tabs.calendar_tab import CalendarTab


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> CalendarTab:
    made = CalendarTab(session)
    qtbot.addWidget(made)
    session.bus.changed.connect(made.take_changes)
    made.resize(1066, 690)
    made.show()
    session.duties_changed.connect(made._show_card)
    made.wake()
    session.reload_duties(made)
    qtbot.waitUntil(lambda: settled() and made.card.content() is not None)
    return made


def visit_on(session: Session, day: date) -> int:
    return session.desk.lists.ids(ListQuery(ListKind.VISITS, since=day, until=day))[0]


def states(tab: CalendarTab, day: date) -> list[tuple[str, str]]:
    return [(item.state, item.token) for item in tab.pages.month.items_on(day)]


def dialog_of(tab: CalendarTab, kind: type[QDialog]) -> QDialog:
    return [child for child in tab.findChildren(kind) if child.isVisible()][-1]


def run(tab: CalendarTab, position: str) -> None:
    next(command for command in tab.commands() if command.shortcut == position).act()


def test_chips_say_how_visits_stand(tab: CalendarTab) -> None:
    assert states(tab, date(2026, 11, 10)) == [("缺服务报告", "soon")]
    assert states(tab, date(2026, 11, 19)) == [("未登记", "late")]
    assert states(tab, TODAY) == [("已计划", "info")]


@pytest.mark.req("R018")
def test_a_logged_appointment_call_turns_the_chip_green(tab: CalendarTab, session: Session) -> None:
    visit_id = visit_on(session, TODAY)
    customer_id = session.desk.customers.site(session.desk.visits.visit(visit_id).site_id).customer_id
    call = Interaction(customer_id=customer_id, visit_id=visit_id, purpose=Purpose.APPOINTMENT)
    session.tell(session.desk.interactions.log(call))
    assert states(tab, TODAY) == [("已确认", "kept")]


@pytest.mark.req("R007")
def test_the_card_begins_with_the_sensitive_places_in_red(tab: CalendarTab, session: Session) -> None:
    tab.show_record(Link("visit", visit_on(session, date(2026, 12, 8))))
    content = tab.card.content()
    assert content is not None
    assert (content.warning, content.warning_token) == ("敏感场所：二楼样品间禁止喷洒", "late")
    assert tab.pages.month.month == (2026, 12)


@pytest.mark.req("R030")
def test_the_card_addresses_the_contact_and_shows_the_lights(tab: CalendarTab, session: Session) -> None:
    tab.show_record(Link("visit", visit_on(session, date(2026, 12, 8))))
    content = tab.card.content()
    assert content is not None
    facts = {fact.label: fact.value for section in content.sections for fact in section.facts}
    assert facts["联系人"].startswith("欧阳经理")
    assert content.sections[0].rows[0].detail == "2026-12-01 到期"


def test_without_a_visit_the_card_shows_the_day_with_visits_and_duties(tab: CalendarTab) -> None:
    tab.go_to_today()
    content = tab.card.content()
    assert content is not None
    assert content.key == "day:2026-11-22"
    visits, duties = content.sections
    assert [row.text for row in visits.rows] == ["14:00 西湖饭店 · 主楼"]
    assert any("逾期" in row.detail for row in duties.rows)


def test_holidays_and_worked_weekends_are_named(session: Session) -> None:
    marks = day_marks(session.desk.context.calendar, date(2026, 9, 28), date(2026, 10, 12))
    assert {mark.day: mark.kind for mark in marks}[date(2026, 10, 10)] is DayKind.WORKED_WEEKEND
    assert "国庆节" in {mark.name for mark in marks}


def test_a_dropped_chip_asks_why_and_moves_with_a_way_back(
    tab: CalendarTab, session: Session, qtbot: QtBot
) -> None:
    visit_id = visit_on(session, TODAY)
    tab.pages.month.move_requested.emit(visit_id, date(2026, 11, 25))
    dialog = dialog_of(tab, VisitMoveDialog)
    assert isinstance(dialog, VisitMoveDialog)
    assert dialog.form.field("date_on").value() == date(2026, 11, 25)
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    moved = session.desk.visits.visit(visit_id)
    assert (moved.date_on, moved.original_on, moved.moved_cause) == (
        date(2026, 11, 25),
        TODAY,
        Cause.CUSTOMER,
    )
    assert states(tab, TODAY) == []
    session.undo_last(tab)
    qtbot.waitUntil(lambda: not running())
    assert states(tab, TODAY) == [("已计划", "info")]


def test_a_done_visit_is_not_moved_but_told_why(
    tab: CalendarTab, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Notice] = []
    monkeypatch.setattr("ui.notices.post", told.append)
    tab.pages.month.move_requested.emit(visit_on(session, date(2026, 11, 10)), TODAY)
    assert not tab.findChildren(VisitMoveDialog)
    assert "可以改期" in told[0].text


def test_the_chosen_visit_stays_chosen_from_view_to_view(tab: CalendarTab, session: Session) -> None:
    visit_id = visit_on(session, date(2026, 11, 19))
    tab.show_record(Link("visit", visit_id))
    for view in (View.AGENDA, View.LIST, View.MONTH):
        tab.show_view(view)
        assert tab.current_record() == visit_id


def test_the_list_begins_at_today(tab: CalendarTab, session: Session) -> None:
    tab.show_view(View.LIST)
    assert tab.current_record() == visit_on(session, TODAY)


@pytest.mark.parametrize(("position", "expected"), [(3, 1), (4, 1)])
def test_filters_leave_what_is_open(tab: CalendarTab, position: int, expected: int) -> None:
    tab.bar.state.setCurrentIndex(position)
    tab.bar.filtered.emit()
    assert tab.pages.shown == expected
    tab.bar.clear_filters()
    assert not tab.bar.is_filtered()


def test_one_technician_is_seen_alone(tab: CalendarTab) -> None:
    tab.bar.technician.setCurrentIndex(tab.bar.technician.findText("孙丽"))
    tab.bar.filtered.emit()
    assert states(tab, date(2026, 11, 10)) == []
    assert len(states(tab, TODAY)) == 1


def test_a_link_drops_the_filter_that_hides_its_visit(tab: CalendarTab, session: Session) -> None:
    tab.bar.state.setCurrentIndex(2)
    tab.bar.filtered.emit()
    visit_id = visit_on(session, TODAY)
    tab.show_record(Link("visit", visit_id))
    assert tab.current_record() == visit_id


def test_every_act_opens_its_dialog_on_the_chosen_visit(tab: CalendarTab, session: Session) -> None:
    tab.show_record(Link("visit", visit_on(session, TODAY)))
    for shortcut, kind in (
        ("Ctrl+N", VisitDialog),
        ("Space", InteractionDialog),
        ("Ctrl+R", VisitDoneDialog),
        ("Ctrl+D", VisitMoveDialog),
        ("F2", VisitDialog),
    ):
        run(tab, shortcut)
        dialog_of(tab, kind).close()
    tab.show_record(Link("visit", visit_on(session, date(2026, 11, 10))))
    run(tab, "Ctrl+Shift+R")
    dialog_of(tab, ReportDialog).close()


def test_enter_and_arrows_reach_a_visit_without_a_mouse(tab: CalendarTab, session: Session) -> None:
    tab.go_to_today()
    tab.pages.month.setFocus()
    QTest.keyClick(tab.pages.month, Qt.Key.Key_Tab)
    assert tab.current_record() == visit_on(session, TODAY)
    QTest.keyClick(tab.pages.month, Qt.Key.Key_Return)
    dialog_of(tab, VisitDialog).close()


def test_the_view_is_remembered(tab: CalendarTab, session: Session, qtbot: QtBot) -> None:
    tab.show_view(View.AGENDA)
    tab.remember()
    again = CalendarTab(session)
    qtbot.addWidget(again)
    assert again.pages.view is View.AGENDA


def test_an_empty_branch_teaches(tmp_path: Path, qtbot: QtBot) -> None:
    with session_of(empty_branch(tmp_path), tmp_path) as session:
        tab = CalendarTab(session)
        qtbot.addWidget(tab)
        tab.show()
        tab.wake()
        assert tab._nothing_yet.isVisible()
        assert not tab.pages.isVisible()


def test_three_thousand_visits_in_a_month_are_read_at_once(tab: CalendarTab, session: Session) -> None:
    draft = Visit(site_id=1, date_on=TODAY, start_at="08:00", minutes=30, status=VisitStatus.PLANNED)
    with session.desk.context.act("many") as work:
        for n in range(3_000):
            work.insert(replace(draft, date_on=date(2026, 11, 1) + timedelta(days=n % 30)))
    start = perf_counter()
    tab.pages.load()
    assert perf_counter() - start < 1
    assert tab.pages.shown > 3_000
