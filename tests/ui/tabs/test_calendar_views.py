"""Six views over the same visits: turned, filtered, remembered, and moved in by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from branchdesk.domain.duties import Duty
from branchdesk.domain.plan_records import BusyTime
from branchdesk.domain.visits import Cause, Visit, VisitStatus
from branchdesk.services.duties import Duties
from branchdesk.storage.database import BranchDatabase
from tests.ui.branch import TODAY, empty_branch, session_of, small_branch
from ui.calendar_view.carried_visits import packed
from ui.calendar_view.items import MoveWish
from ui.calendar_view.time_layout import Slot
from ui.calendar_view.time_view import TimeView
from ui.forms.slot_book import SlotBookDialog
from ui.forms.visit import VisitDialog
from ui.forms.visit_book import VisitBookDialog
from ui.forms.visit_move import VisitMoveDialog
from ui.language import set_language
from ui.notices import Notice
from ui.operations import running, settled
from ui.session import DUTIES_AHEAD, Link, Session
from ui.tabs.calendar_bar import LEAST_WIDTH, CalendarBar, View
from ui.tabs.calendar_tab import CalendarTab

TIMED = (View.WEEK, View.DAY, View.PEOPLE)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> CalendarTab:
    return shown(session, qtbot)


def shown(session: Session, qtbot: QtBot) -> CalendarTab:
    made = CalendarTab(session)
    qtbot.addWidget(made)
    session.bus.changed.connect(made.take_changes)
    made.resize(1066, 690)
    made.show()
    made.wake()
    qtbot.waitUntil(lambda: settled() and made.card.content() is not None)
    return made


def plan(session: Session, **more: Any) -> Visit:
    draft = Visit(site_id=1, date_on=date(2026, 11, 25), start_at="21:00", technician_id=1)
    return session.desk.visits.save_visit(replace(draft, **more)).value


def at_hours(tab: CalendarTab, view: View, day: date) -> TimeView:
    tab.show_view(view)
    tab.pages.go_to_day(day)
    page = tab.pages.page()
    assert isinstance(page, TimeView)
    page.grab()
    return page


def dialog_of(tab: CalendarTab, kind: type[QDialog]) -> Any:
    return [child for child in tab.findChildren(kind) if child.isVisible()][-1]


def many(session: Session, count: int) -> None:
    draft = Visit(site_id=1, date_on=TODAY, minutes=60, technician_id=1, status=VisitStatus.PLANNED)
    with session.desk.context.act("many") as work:
        for n in range(count):
            day = date(2026, 12, 1) + timedelta(days=n % 28)
            work.insert(replace(draft, date_on=day, start_at=f"{8 + n % 15:02d}:00"))


@pytest.mark.parametrize("view", list(View))
def test_every_view_shows_the_visit_that_was_chosen(tab: CalendarTab, session: Session, view: View) -> None:
    saved = plan(session)
    tab.reload()
    tab.show_view(view)
    tab.show_record(Link("visit", saved.id))
    assert tab.current_record() == saved.id
    assert tab.pages.current_day() == saved.date_on
    for other in View:
        tab.show_view(other)
        assert tab.current_record() == saved.id, other


@pytest.mark.parametrize(
    ("view", "first", "last", "title"),
    [
        (View.MONTH, date(2026, 11, 1), date(2026, 11, 30), "2026年11月"),
        (View.WEEK, date(2026, 11, 16), date(2026, 11, 22), "2026年11月16日–22日"),
        (View.DAY, TODAY, TODAY, "2026年11月22日 周日"),
        (View.PEOPLE, TODAY, TODAY, "2026年11月22日 周日"),
        (View.AGENDA, date(2026, 11, 1), date(2026, 11, 30), "2026年11月"),
    ],
)
def test_a_leaf_turns_and_comes_back(
    tab: CalendarTab, view: View, first: date, last: date, title: str
) -> None:
    tab.show_view(view)
    tab.go_to_today()
    assert (tab.pages.span(), tab.bar._title.text()) == ((first, last), title)
    tab.turn(1)
    assert tab.pages.span()[0] == last + timedelta(days=1)
    tab.turn(-1)
    assert tab.pages.span() == (first, last)


def test_filters_hold_in_every_view(tab: CalendarTab, session: Session) -> None:
    plan(session, date_on=TODAY, technician_id=1)
    tab.bar.technician.setCurrentIndex(tab.bar.technician.findText("孙丽"))
    tab.bar.filtered.emit()
    for view in (View.WEEK, View.DAY, View.PEOPLE, View.MONTH):
        tab.show_view(view)
        tab.go_to_today()
        assert {item.who for item in tab.pages.source.between(TODAY, TODAY)} == {"孙丽"}
    tab.show_view(View.PEOPLE)
    page = tab.pages.page()
    assert isinstance(page, TimeView)
    assert [column.title for column in page._columns] == ["孙丽"]


@pytest.mark.parametrize("view", [View.MONTH, *TIMED])
def test_where_filters_leave_nothing_one_click_shows_all(tab: CalendarTab, view: View) -> None:
    tab.show_view(view)
    assert tab.bar._nothing.isHidden()
    tab.bar.search.setText("没有这样的客户")
    tab.bar.filtered.emit()
    assert tab.bar._nothing.isVisible()
    tab.bar._nothing.findChildren(QToolButton)[0].click()
    assert tab.bar._nothing.isHidden()
    assert not tab.bar.is_filtered()


def test_paper_shows_the_days_that_the_view_shows(tab: CalendarTab) -> None:
    tab.show_view(View.WEEK)
    tab.go_to_today()
    listing = tab.listing()
    assert (listing.note, list(listing.ids)) == (
        "2026年11月16日–22日",
        tab.pages.source.ids(date(2026, 11, 16), TODAY),
    )


def test_technicians_stand_side_by_side_with_what_they_have(tab: CalendarTab, session: Session) -> None:
    plan(session, date_on=TODAY, start_at="22:00", technician_id=1, minutes=90)
    page = at_hours(tab, View.PEOPLE, TODAY)
    tab.reload()
    found = {column.title: column.note for column in page._columns}
    assert found == {"未指派": "", "赵强": "1 次 · 1.5 h", "孙丽": "1 次 · 1 h"}


def test_a_technicians_own_appointment_stands_in_the_column_and_stays(
    tab: CalendarTab, session: Session
) -> None:
    night = datetime(2026, 11, 22, 23, 0, tzinfo=session.desk.context.zone)
    with session.desk.context.act("busy") as work:
        work.insert(
            BusyTime(
                technician_id=1, uid="a", starts_at=night, ends_at=night + timedelta(hours=9), title="培训"
            )
        )
    page = at_hours(tab, View.PEOPLE, TODAY)
    (item,) = [item for item in page.items_in(1) if not item.movable]
    assert (item.time, item.minutes, item.state) == ("23:00", 420, "已另有安排")
    page.select_day(TODAY, item.id)
    assert tab.current_record() is None
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert not [child for child in tab.findChildren(QDialog) if child.isVisible()]
    assert page._columns[1].note == "空闲"


@pytest.mark.req("R016")
def test_two_jobs_at_once_are_flagged_over_the_technician(tab: CalendarTab, session: Session) -> None:
    plan(session, date_on=TODAY, start_at="22:00", minutes=165)
    plan(session, date_on=TODAY, start_at="23:30", site_id=2)
    plan(session, date_on=TODAY, start_at="09:00", technician_id=2)
    page = at_hours(tab, View.PEOPLE, TODAY)
    tab.reload()
    assert [bool(column.alert) for column in page._columns] == [False, True, False]
    assert page._columns[1].alert == "三川实业 · 滨江厂区与三川实业 · 市区办公楼时间冲突。"
    head = QPoint(page.slot_point(Slot(1)).x(), 10)
    assert page.explanation(head).endswith("时间冲突。")


@pytest.mark.parametrize("view", TIMED)
def test_a_click_finds_the_visit_in_the_real_window(tab: CalendarTab, session: Session, view: View) -> None:
    saved = plan(session)
    tab.reload()
    page = at_hours(tab, view, saved.date_on)
    page.select_day(saved.date_on, saved.id)
    page.select_day(saved.date_on)
    rect = page.item_rect(saved.id)
    assert not rect.isEmpty()
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert tab.current_record() == saved.id


def test_a_visit_let_go_elsewhere_asks_why_prefilled(
    tab: CalendarTab, session: Session, qtbot: QtBot
) -> None:
    saved = plan(session)
    tab.pages.move_wanted.emit(MoveWish(saved.id, date(2026, 11, 26), "20:30", 2))
    dialog = dialog_of(tab, VisitMoveDialog)
    values = dialog.form.values()
    assert (values["date_on"], values["start_at"], values["technician_id"]) == (
        date(2026, 11, 26),
        "20:30",
        2,
    )
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    moved = session.desk.visits.visit(saved.id)
    assert (moved.date_on, moved.start_at, moved.technician_id) == (date(2026, 11, 26), "20:30", 2)
    assert moved.original_on == saved.date_on


def test_another_technician_at_the_same_time_is_no_move(
    tab: CalendarTab, session: Session, qtbot: QtBot
) -> None:
    saved = plan(session)
    tab.pages.move_wanted.emit(MoveWish(saved.id, saved.date_on, None, 2))
    qtbot.waitUntil(lambda: not running())
    moved = session.desk.visits.visit(saved.id)
    assert (moved.technician_id, moved.original_on, moved.moved_cause) == (2, None, None)
    session.undo_last(tab)
    qtbot.waitUntil(lambda: not running())
    assert session.desk.visits.visit(saved.id).technician_id == 1
    tab.pages.move_wanted.emit(MoveWish(saved.id, saved.date_on, None, 0))
    qtbot.waitUntil(lambda: not running())
    assert session.desk.visits.visit(saved.id).technician_id is None


@pytest.mark.req("R016")
def test_where_the_technician_is_booked_it_is_said_before_saving_with_a_way_forward(
    tab: CalendarTab, session: Session
) -> None:
    plan(session, technician_id=2, start_at="21:30", minutes=60)
    saved = plan(session)
    tab.pages.move_wanted.emit(MoveWish(saved.id, saved.date_on, None, 2))
    dialog = dialog_of(tab, VisitMoveDialog)
    assert "孙丽" in dialog.hints()
    assert "这个时间有空：赵强" in dialog.hints()
    dialog._placement.take_free_time()
    assert dialog.form.field("start_at").value() == "22:30"
    assert dialog.hints() == ""


def test_beyond_the_contract_is_said_before_saving(tab: CalendarTab, session: Session) -> None:
    visit_id = next(row for row in tab.pages.source.ids(date(2026, 12, 1), date(2026, 12, 31)))
    tab.pages.move_wanted.emit(MoveWish(visit_id, date(2027, 9, 14)))
    dialog = dialog_of(tab, VisitMoveDialog)
    assert "HT-2026-001" in dialog.hints()
    dialog.save()
    assert dialog.isVisible()
    assert session.desk.visits.visit(visit_id).date_on == date(2026, 12, 8)


def test_a_longer_visit_is_saved_at_once_and_undone(tab: CalendarTab, session: Session, qtbot: QtBot) -> None:
    saved = plan(session)
    tab.pages.length_wanted.emit(saved.id, 90)
    qtbot.waitUntil(lambda: not running())
    assert session.desk.visits.visit(saved.id).minutes == 90
    session.undo_last(tab)
    qtbot.waitUntil(lambda: not running())
    assert session.desk.visits.visit(saved.id).minutes == 60


def test_a_length_that_clashes_asks_first(tab: CalendarTab, session: Session, qtbot: QtBot) -> None:
    plan(session, start_at="22:00")
    saved = plan(session)
    tab.pages.length_wanted.emit(saved.id, 120)
    question = dialog_of(tab, QMessageBox)
    assert "120" in question.text()
    assert session.desk.visits.visit(saved.id).minutes == 60
    question.buttons()[0].click()
    qtbot.waitUntil(lambda: not running())
    assert session.desk.visits.visit(saved.id).minutes == 120


def test_what_is_not_booked_waits_in_the_pool(tab: CalendarTab, session: Session) -> None:
    plan(session, start_at="")
    plan(session, technician_id=None)
    tab.reload()
    # The fixture's own first visit has nobody either.
    assert tab.pool.count() == 3
    assert not tab.pool.list.isVisible()
    tab.pool.take_focus()
    assert tab.pool.list.isVisible()
    assert tab.pool.list.pool.index(0).data().startswith("三川实业 · 市区办公楼, 2026年11月24日 周二")


def test_an_empty_pool_says_so(tab: CalendarTab, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Notice] = []
    monkeypatch.setattr("ui.notices.post", told.append)
    (waiting,) = tab.pages.source.pool(TODAY)
    session.tell(session.desk.visits.book_visit(waiting, date(2026, 11, 24), technician_id=1))
    told.clear()
    tab._show_pool()
    assert "都有时间和技师" in told[0].text


def test_the_pool_leads_to_the_visit(tab: CalendarTab, session: Session) -> None:
    saved = plan(session, start_at="", date_on=date(2026, 11, 23))
    tab.reload()
    tab.pool.take_focus()
    QTest.keyClick(tab.pool.list, Qt.Key.Key_Home)
    book, show = tab.pool.menu().actions()
    assert (book.text(), show.text()) == ("排期…", "查看上门")
    show.trigger()
    assert tab.current_record() == saved.id


def test_enter_in_the_pool_books_without_a_reason(tab: CalendarTab, session: Session, qtbot: QtBot) -> None:
    saved = plan(session, start_at="", technician_id=None, date_on=date(2026, 11, 23))
    tab.reload()
    tab.pool.take_focus()
    QTest.keyClick(tab.pool.list, Qt.Key.Key_Home)
    QTest.keyClick(tab.pool.list, Qt.Key.Key_Return)
    dialog = dialog_of(tab, VisitBookDialog)
    assert "why" not in dialog.form.keys()  # noqa: SIM118 - a method of the form
    assert dialog.form.field("technician_id").value() == 1
    dialog.save()
    assert dialog.isVisible(), "a booking has a time"
    dialog.form.field("start_at").set_value("22:00")
    dialog.form.field("date_on").set_value(date(2026, 11, 24))
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    booked = session.desk.visits.visit(saved.id)
    assert (booked.date_on, booked.start_at, booked.moved_cause) == (date(2026, 11, 24), "22:00", None)
    assert tab.pool.count() == 1


@pytest.mark.req("D01")
def test_a_service_whose_visit_failed_waits_in_the_pool_and_is_booked_from_there(
    tab: CalendarTab, session: Session, qtbot: QtBot
) -> None:
    (failed,) = tab.pages.source.ids(date(2026, 12, 1), date(2026, 12, 31))
    session.tell(session.desk.visits.cancel_visit(failed, "停业", Cause.CUSTOMER))
    slot_id = session.desk.visits.visit(failed).slot_id
    assert slot_id is not None
    assert tab.pool.list.pool.row_of(-slot_id) == 0
    assert "已取消" in tab.pool.list.pool.index(0).data()
    tab.pages.move_wanted.emit(MoveWish(-slot_id, date(2026, 12, 15), "20:00", 2))
    dialog = dialog_of(tab, SlotBookDialog)
    values = dialog.form.values()
    assert (values["date_on"], values["start_at"], values["technician_id"]) == (
        date(2026, 12, 15),
        "20:00",
        2,
    )
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    assert tab.pool.list.pool.row_of(-slot_id) == -1
    (booked,) = tab.pages.source.between(date(2026, 12, 15), date(2026, 12, 15))
    assert (booked.time, booked.who) == ("20:00", "孙丽")


def test_a_drop_on_a_free_time_books_at_once(tab: CalendarTab, session: Session, qtbot: QtBot) -> None:
    saved = plan(session, start_at="", technician_id=None)
    tab.reload()
    page = at_hours(tab, View.PEOPLE, saved.date_on)
    at = QPointF(page.slot_point(Slot(2, 20 * 60)))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    data = packed(saved.id)
    QApplication.sendEvent(page.viewport(), QDragEnterEvent(at.toPoint(), copy, data, left, none))
    QApplication.sendEvent(page.viewport(), QDropEvent(at, copy, data, left, none))
    qtbot.waitUntil(lambda: not running())
    booked = session.desk.visits.visit(saved.id)
    assert (booked.start_at, booked.technician_id, booked.original_on) == ("20:00", 2, None)


def test_a_new_visit_takes_day_time_and_technician_from_the_place(tab: CalendarTab, session: Session) -> None:
    page = at_hours(tab, View.PEOPLE, date(2026, 11, 25))
    QTest.mouseDClick(
        page.viewport(), Qt.MouseButton.LeftButton, pos=page.slot_point(Slot(1, 20 * 60)) + QPoint(0, 2)
    )
    page.select_place(Slot(1, 20 * 60))
    tab._acts.new()
    values = dialog_of(tab, VisitDialog).form.values()
    assert (values["date_on"], values["start_at"], values["technician_id"]) == (
        date(2026, 11, 25),
        "20:00",
        1,
    )
    assert session.today < values["date_on"]


def test_more_than_a_week_has_room_for_is_shown_by_day_then_by_technician(tab: CalendarTab) -> None:
    tab.show_view(View.WEEK)
    tab.pages.whole_day_wanted.emit(date(2026, 11, 25))
    assert (tab.pages.view, tab.pages.current_day()) == (View.DAY, date(2026, 11, 25))
    tab.pages.whole_day_wanted.emit(date(2026, 11, 25))
    assert tab.pages.view is View.PEOPLE


def test_view_day_and_pool_are_remembered_for_the_day(
    tab: CalendarTab, session: Session, qtbot: QtBot
) -> None:
    tab.show_view(View.WEEK)
    tab.pages.go_to_day(date(2027, 2, 3))
    tab.pool.set_open(opened=True)
    tab.remember()
    again = shown(session, qtbot)
    assert (again.pages.view, again.pages.current_day()) == (View.WEEK, date(2027, 2, 3))
    assert again.pool.is_open()
    for text in ("2026-11-21 2027-02-03", "2026-11-22 soon", ""):
        session.settings.set_text("calendar/day", text)
        assert shown(session, qtbot).pages.current_day() == TODAY


@pytest.mark.parametrize("view", [View.MONTH, *TIMED, View.AGENDA])
def test_a_turn_asks_as_few_statements_for_three_thousand_visits_as_for_three_hundred(
    tab: CalendarTab, session: Session, monkeypatch: pytest.MonkeyPatch, view: View
) -> None:
    asked: list[str] = []
    plain = BranchDatabase.execute_sql

    def counting(self: BranchDatabase, sql: str, *more: Any, **named: Any) -> Any:
        if current_thread() is main_thread():  # duties are derived behind the window
            asked.append(sql)
        return plain(self, sql, *more, **named)

    monkeypatch.setattr(BranchDatabase, "execute_sql", counting)
    counts = []
    for count in (300, 2_700):
        many(session, count)
        tab.show_view(view)
        tab.pages.go_to_day(date(2026, 11, 25))
        tab.pages.now_leaf.show_marks()  # the first ones come behind the first picture
        asked.clear()
        tab.pages.turn(1)
        tab.grab()
        counts.append(len(asked))
        tab.pages.turn(-1)
    assert counts[0] == counts[1] <= 12


def test_a_month_reads_no_more_visits_than_it_draws(tab: CalendarTab, session: Session) -> None:
    many(session, 3_000)
    tab.pages.go_to_day(date(2026, 12, 1))
    assert tab.pages.shown > 3_000
    month = tab.pages.month
    assert sum(map(len, month._days.values())) <= 42 * 16 + 108
    assert len(month.items_on(date(2026, 12, 2))) > 100


def test_duties_of_far_days_come_from_the_background(
    tab: CalendarTab, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    plain = Duties.due

    def due(self: Duties, days: int = 0) -> list[Duty]:
        asked.append(days)
        return plain(self, days)

    monkeypatch.setattr(Duties, "due", due)
    tab.pages.go_to_day(TODAY + timedelta(days=200))
    with qtbot.waitSignal(session.duties_changed):
        tab._show_card()
    assert all(days > DUTIES_AHEAD for days in asked)
    assert len(asked) == 1
    tab._show_card()
    qtbot.waitUntil(settled)
    assert len(asked) == 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_views_stand_in_a_box_where_it_is_narrow(qtbot: QtBot, language: str) -> None:
    set_language(language)
    bar = CalendarBar()
    qtbot.addWidget(bar)
    bar.set_title("2026年11月22日 周日")
    bar.set_view(View.WEEK)
    bar.resize(1200, 90)
    bar.show()
    assert (bar._segments.isVisible(), bar._box.isVisible()) == (True, False)
    bar.resize(LEAST_WIDTH, 90)
    qtbot.waitUntil(lambda: not bar._segments.isVisible())
    assert bar._box.isVisible()
    assert bar._box.geometry().right() <= bar.width()
    with qtbot.waitSignal(bar.view_chosen) as chosen:
        bar._box.activated.emit(2)
    assert chosen.args == ["day"]


@pytest.mark.parametrize("view", TIMED)
def test_an_empty_branch_teaches_in_every_view(tmp_path: Path, qtbot: QtBot, view: View) -> None:
    (tmp_path / "empty").mkdir()
    with session_of(empty_branch(tmp_path / "empty"), tmp_path / "empty") as session:
        tab = shown(session, qtbot)
        tab.show_view(view)
        assert tab._nothing_yet.isVisible()
        assert not tab.pool.isVisible()
