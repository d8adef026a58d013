"""The plan by mouse and keyboard: ledger, clashes, queue, wizard, causes, collection visits, calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from branchdesk.domain.interactions import CallResult
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.months import Month
from branchdesk.domain.plan_records import BusyTime, ScheduleRelease
from branchdesk.domain.visits import Cause, Visit, VisitKind, VisitStatus
from branchdesk.services.collecting import CollectionResult
from branchdesk.services.month_ledger import SiteYear
from tests.readers.test_busy_calendar import calendar
from tests.ui.branch import TODAY, session_of, small_branch
from ui.forms.busy_calendar import BusyCalendarDialog
from ui.forms.clashes import ClashesDialog
from ui.forms.collection_result import CollectionResultDialog
from ui.forms.collection_visit import CollectionVisitDialog
from ui.forms.contract import ContractDialog
from ui.forms.late_arrival import LateArrivalDialog
from ui.forms.month_ledger import MonthLedgerDialog
from ui.forms.plan_queue import QueueDialog
from ui.forms.punctuality import PunctualityDialog
from ui.forms.schedule_release import ScheduleReleaseDialog
from ui.forms.shift_visits import ShiftVisitsDialog
from ui.forms.slot_book import SlotBookDialog
from ui.forms.slot_waive import SlotWaiveDialog
from ui.forms.visit import VisitDialog
from ui.forms.visit_cancel import VisitCancelDialog
from ui.forms.visit_reasons import VisitReasonsDialog
from ui.operations import running
from ui.session import Session
from ui.tabs import collections_visits
from ui.tabs.calendar_card import VisitCard
from ui.tabs.calendar_plan import changes, sections
from ui.widgets.form_dialog import FormDialog


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def save(dialog: FormDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save()
    qtbot.waitUntil(lambda: not running())


def visit_on(session: Session, day: date) -> Visit:
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, since=day, until=day))
    return session.desk.visits.visit(ids[0])


def cell(dialog: ShiftVisitsDialog, row: int, column: int) -> QTableWidgetItem:
    found = dialog.table.item(row, column)
    assert found is not None
    return found


def line(dialog: MonthLedgerDialog) -> SiteYear:
    """Return the one site with a plan."""
    (found,) = dialog.shown()
    return found


@pytest.mark.req("D01")
def test_the_ledger_shows_each_month_and_offers_what_fits(session: Session, qtbot: QtBot) -> None:
    dialog = MonthLedgerDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    site = line(dialog)
    dialog.choose(site.id, 12)
    box = site.boxes[11]
    words = [text for text, _icon, _act in dialog.offers(site, box)]
    assert words == ["改期…", "免除…", "查看上门", "打开客户档案"]
    (service,) = box.services
    waive = SlotWaiveDialog(dialog, session, service, site.site)
    waive.form.field("why").set_value("装修停业")
    save(waive, qtbot)
    dialog.refresh()
    box = line(dialog).boxes[11]
    assert next(iter(dialog.offers(site, box)))[0] == "恢复应服务"
    assert dialog.boxes.data(dialog.boxes.index(0, 13)) == "已免除"
    assert "装修停业" in str(dialog.boxes.data(dialog.boxes.index(0, 13), Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.req("D01")
def test_only_wrong_months_and_years_are_filtered_by_keys(session: Session, qtbot: QtBot) -> None:
    dialog = MonthLedgerDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.only_problems.setChecked(True)
    assert dialog.shown() == []
    december = visit_on(session, date(2026, 12, 8))
    session.desk.visits.move_visit(december.id, date(2027, 1, 5), why="x")
    dialog.refresh()
    assert line(dialog).problems == 1
    dialog.search.setText("没有这家")
    dialog.search.searched.emit("没有这家")
    assert dialog.shown() == []
    dialog.search.setText("滨江")
    dialog.search.searched.emit("滨江")
    assert line(dialog).site == "滨江厂区"
    dialog.set_year(2031)
    assert dialog.shown() == []
    nobody = MonthLedgerDialog(None, session, customer_id=999)
    qtbot.addWidget(nobody)
    assert nobody.shown() == []


@pytest.mark.req("D01")
def test_a_failed_month_is_booked_from_its_box(session: Session, qtbot: QtBot) -> None:
    december = visit_on(session, date(2026, 12, 8))
    session.desk.visits.cancel_visit(december.id, "停业", Cause.CUSTOMER)
    dialog = MonthLedgerDialog(None, session)
    qtbot.addWidget(dialog)
    box = line(dialog).boxes[11]
    assert next(iter(dialog.offers(line(dialog), box)))[0] == "安排上门…"
    book = SlotBookDialog(dialog, session, box.services[0].slot_id, "滨江厂区")
    assert book.form.values()["start_at"] == "22:00"
    book.form.field("date_on").set_value(date(2026, 12, 15))
    save(book, qtbot)
    dialog.refresh()
    assert line(dialog).boxes[11].trouble is None


@pytest.mark.req("R016")
def test_clashes_are_listed_and_moved_from_the_list(session: Session, qtbot: QtBot) -> None:
    desk = session.desk
    planned = visit_on(session, date(2026, 12, 8))
    second = replace(planned, id=0, version=0, slot_id=None, start_at="22:30", kind=VisitKind.EXTRA)
    second = desk.visits.save_visit(second).value
    dialog = ClashesDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    (clash,) = dialog.lines()
    assert (clash.visit_id, clash.minutes) == (second.id, "30")
    desk.visits.move_visit(second.id, date(2026, 12, 9), why="x")
    dialog.refresh()
    assert dialog.lines() == []
    desk.visits.move_visit(second.id, date(2027, 2, 9), start_at="22:30", why="x")
    dialog.refresh()
    assert dialog.lines() == []
    dialog.look_further()
    assert len(dialog.lines()) == 1


@pytest.mark.req("R081")
def test_the_queue_says_what_each_visit_waits_for(session: Session, qtbot: QtBot) -> None:
    session.desk.visits.save_visit(Visit(site_id=1, kind=VisitKind.ONE_OFF, date_on=date(2026, 11, 30)))
    dialog = QueueDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    waiting = [one for one in dialog.lines() if one.waiting.visit.date_on == date(2026, 11, 30)]
    assert [(one.missing(), one.paid) for one in waiting] == [("未定时间、未指派", "未预付")]


@pytest.mark.req("D05")
def test_the_wizard_begins_with_the_next_festival_and_moves_what_is_ticked(
    session: Session, qtbot: QtBot
) -> None:
    desk = session.desk
    kept = [desk.visits.save_visit(Visit(site_id=1, date_on=date(2027, 2, day))).value for day in (5, 7, 8)]
    dialog = ShiftVisitsDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.form.values()["first"] == date(2027, 2, 5)
    assert dialog.form.values()["why"] == "节假日：春节"
    assert [one.visit.id for one in dialog.proposals()][:3] == [one.id for one in kept]
    cell(dialog, 0, 0).setCheckState(Qt.CheckState.Unchecked)
    cell(dialog, 1, 4).setText("2027-02-26")
    assert (kept[1].id, date(2027, 2, 26)) in dialog.moves()
    assert kept[0].id not in dict(dialog.moves())
    moving = dict(dialog.moves())
    save(dialog, qtbot)
    assert desk.visits.visit(kept[0].id).date_on == date(2027, 2, 5)
    moved = desk.visits.visit(kept[1].id)
    assert (moved.date_on, moved.moved_cause) == (date(2027, 2, 26), Cause.FORCE_MAJEURE)
    assert all(desk.visits.visit(one).date_on == day for one, day in moving.items())


def test_a_range_that_runs_backwards_is_told_under_its_field(session: Session, qtbot: QtBot) -> None:
    dialog = ShiftVisitsDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.form.field("last").set_value(date(2027, 1, 1))
    dialog.refresh()
    assert dialog.proposals() == ()
    save(dialog, qtbot)
    assert dialog.result() == 0


@pytest.mark.req("D07")
def test_a_miss_is_recorded_with_the_branchs_own_reason(session: Session, qtbot: QtBot) -> None:
    reasons = VisitReasonsDialog(None, session)
    reasons.form.field("us").set_value("车坏\n人手不足")
    save(reasons, qtbot)
    forgotten = visit_on(session, date(2026, 11, 19))
    dialog = VisitCancelDialog(None, session, forgotten, missed=True)
    dialog.form.field("cancelled_cause").set_value(Cause.US)
    dialog.form.field("cancelled_why").set_value("人手不足")
    save(dialog, qtbot)
    assert session.desk.visits.visit(forgotten.id).status is VisitStatus.MISSED
    section = changes(session, session.desk.visits.visit(forgotten.id))
    assert section is not None
    assert [event.detail for event in section.events] == ["人手不足（责任：我方）"] or section.events[
        0
    ].detail


@pytest.mark.req("D07")
def test_a_late_arrival_is_explained_and_the_figures_are_fair(session: Session, qtbot: QtBot) -> None:
    today = visit_on(session, TODAY)
    done = replace(today, start_at="08:00", status=VisitStatus.DONE, arrived_at="08:40")
    done = session.desk.visits.save_visit(done).value
    dialog = LateArrivalDialog(None, session, done)
    dialog.form.field("cause").set_value(Cause.CUSTOMER)
    dialog.form.field("why").set_value("门卫不放行")
    save(dialog, qtbot)
    report = PunctualityDialog(None, session)
    qtbot.addWidget(report)
    report.show()
    (row,) = [one for one in session.desk.plan.causes.punctuality(Month.of(TODAY)) if one.total.arrivals]
    assert (row.total.late_ours, row.total.late_others) == (0, 1)


@pytest.mark.req("R070")
def test_a_collection_visit_is_planned_and_its_result_stored(session: Session, qtbot: QtBot) -> None:
    desk = session.desk
    hotel = next(one for one in (1, 2, 3) if desk.customers.customer(one).name == "西湖饭店")
    dialog = CollectionVisitDialog(None, session, Visit(kind=VisitKind.COLLECTION), hotel)
    assert "张发票" in dialog.total()
    dialog.form.field("date_on").set_value(date(2026, 11, 26))
    save(dialog, qtbot)
    visit = visit_on(session, date(2026, 11, 26))
    assert visit.kind is VisitKind.COLLECTION
    (section, *_rest) = sections(session, visit)
    assert section.title.startswith("2026-11-26 登门")
    assert len(section.rows) == len(desk.plan.collecting.lines(visit.id))
    result = CollectionResultDialog(None, session, visit)
    result.form.field("result").set_value(CallResult.PAID)
    result.form.field("text").set_value("已转账")
    save(result, qtbot)
    assert desk.visits.visit(visit.id).status is VisitStatus.DONE
    (section, *_rest) = sections(session, desk.visits.visit(visit.id))
    assert [fact.value for fact in section.facts if fact.value == "已转账"] == ["已转账"]


@pytest.mark.req("R080")
def test_a_large_job_asks_for_a_supervisor_within_the_dialog(session: Session, qtbot: QtBot) -> None:
    draft = Visit(site_id=1, kind=VisitKind.ONE_OFF, date_on=date(2026, 11, 27), amount_fen=10_000_001)
    dialog = VisitDialog(None, session, draft)
    save(dialog, qtbot)
    assert dialog.result() == 0
    assert "款到安排" in dialog.hints()
    dialog.form.field("release_by").set_value("李总")
    dialog.form.field("release_why").set_value("总部担保")
    save(dialog, qtbot)
    assert dialog.result() == 1
    (release,) = session.desk.context.reader.find(ScheduleRelease)
    assert (release.approved_by, release.why) == ("李总", "总部担保")
    (section, *_rest) = sections(session, session.desk.visits.visit(release.visit_id or 0))
    assert section.rows[0].text == "李总 特批：总部担保"


@pytest.mark.req("R080")
def test_a_planned_visit_of_a_dear_contract_is_released_by_its_own_dialog(
    session: Session, qtbot: QtBot
) -> None:
    desk = session.desk
    contract = desk.customers.contract(1)
    desk.customers.save_contract(replace(contract, fee_fen=20_000_000))
    visit = visit_on(session, date(2026, 12, 8))
    (section, *_rest) = sections(session, visit)
    assert section.rows[0].token == "late"
    dialog = ScheduleReleaseDialog(None, session, visit)
    dialog.form.field("release_by").set_value("李总")
    dialog.form.field("release_why").set_value("长期客户")
    save(dialog, qtbot)
    assert desk.plan.prepayment.state(visit).passes


@pytest.mark.req("R016")
@pytest.mark.req("R015")
def test_the_contract_says_the_whole_window_and_who_agreed_to_the_timetable(
    session: Session, qtbot: QtBot
) -> None:
    contract = replace(
        session.desk.customers.contract(1),
        minutes_on_site=60,
        minutes_cleaning=30,
        minutes_preparation=45,
        minutes_after=30,
        agreed_by="欧阳经理",
        agreed_on=date(2026, 8, 25),
    )
    dialog = ContractDialog(None, session, contract)
    qtbot.addWidget(dialog)
    assert "22:00–00:45（165 分钟）" in dialog.preview()
    assert dialog.form.values()["agreed_by"] == "欧阳经理"
    session.desk.customers.save_contract(contract)
    card = VisitCard(session, visit_on(session, date(2026, 12, 8)).id).content()
    facts = {fact.label: fact.value for section in card.sections for fact in section.facts}
    assert facts["同意人"] == "欧阳经理 2026-08-25"
    assert facts["占用时段"] == "22:00–00:45"


def test_a_technicians_calendar_is_read_by_its_dialog(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "赵强.ics"
    file.write_bytes(calendar("UID:a\r\nDTSTART:20261208T220000\r\nDURATION:PT1H\r\nSUMMARY:培训"))
    technician = session.desk.customers.employees()[0].id
    dialog = BusyCalendarDialog(None, session, technician)
    dialog.form.field("path").set_value(str(tmp_path / "gone.ics"))
    save(dialog, qtbot)
    assert dialog.result() == 0
    dialog.form.field("path").set_value(str(file))
    save(dialog, qtbot)
    assert [one.title for one in session.desk.context.reader.find(BusyTime)] == ["培训"]
    clashes = ClashesDialog(None, session)
    qtbot.addWidget(clashes)
    assert [one.other for one in clashes.lines()] == ["另有安排：培训"]
    again = BusyCalendarDialog(None, session, technician)
    qtbot.addWidget(again)
    again.open()
    again.forget()
    qtbot.waitUntil(lambda: not running())
    assert session.desk.context.reader.find(BusyTime) == []


def test_enter_opens_the_box_that_the_keyboard_is_on(session: Session, qtbot: QtBot) -> None:
    dialog = MonthLedgerDialog(None, session)
    qtbot.addWidget(dialog)
    opened = []
    dialog.table._open_box = lambda: opened.append(dialog.table.currentIndex().column())
    dialog.show()
    dialog.choose(line(dialog).id, 12)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert opened == [13]


@pytest.mark.req("D01")
@pytest.mark.req("D07")
def test_the_card_says_what_a_failed_month_and_a_late_arrival_still_ask_for(session: Session) -> None:
    desk = session.desk
    december = visit_on(session, date(2026, 12, 8))
    desk.visits.cancel_visit(december.id, "停业", Cause.CUSTOMER)
    (section,) = sections(session, desk.visits.visit(december.id))
    assert section.rows[0].text == "2026年12月的服务仍未提供。请在月份台账中重新排期或免除。"
    desk.plan.ledger.book(december.slot_id or 0, replace(desk.plan.ledger.draft(december.slot_id or 0)))
    assert sections(session, desk.visits.visit(december.id)) == ()
    today = visit_on(session, TODAY)
    late = replace(today, start_at="08:00", status=VisitStatus.DONE, arrived_at="08:40")
    (section,) = sections(session, desk.visits.save_visit(late).value)
    assert section.rows[0].text == "迟到 40 分钟。未说明原因前算我方责任。"
    desk.plan.causes.explain_late(today.id, "门卫不放行", Cause.CUSTOMER)
    assert sections(session, desk.visits.visit(today.id)) == ()


@pytest.mark.req("R070")
def test_a_chosen_invoice_alone_is_ticked(session: Session, qtbot: QtBot) -> None:
    desk = session.desk
    hotel = next(one for one in (1, 2, 3) if desk.customers.customer(one).name == "西湖饭店")
    (first, *_rest) = desk.receivables.open_invoices(hotel)
    dialog = CollectionVisitDialog(None, session, Visit(kind=VisitKind.COLLECTION), hotel, (first.id,))
    qtbot.addWidget(dialog)
    assert dialog.total().startswith("1 张发票")


@pytest.mark.req("R070")
def test_the_invoice_shows_the_visit_and_its_result(session: Session) -> None:
    desk = session.desk
    hotel = next(one for one in (1, 2, 3) if desk.customers.customer(one).name == "西湖饭店")
    (first, *_rest) = desk.receivables.open_invoices(hotel)
    assert collections_visits.sections(session, first.id) == ()
    site = desk.customers.sites_of(hotel)[0]
    visit = desk.plan.collecting.plan(Visit(site_id=site.id, date_on=date(2026, 11, 26)), [first.id]).value
    (section,) = collections_visits.sections(session, first.id)
    assert section.rows[0].text.startswith("2026-11-26 登门：1 张发票")
    desk.plan.collecting.record(visit.id, CollectionResult(result=CallResult.PAID, text="已转账"))
    (section,) = collections_visits.sections(session, first.id)
    assert section.rows[0].detail == "称已付款"
