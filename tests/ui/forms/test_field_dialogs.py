from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.attachments import NewFile
from branchdesk.domain.customers import CustomerKind, Site
from branchdesk.domain.devices import Device, DeviceKind
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.field_gaps import GapKind
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import ActsFor, Recommendation, RecommendationState
from branchdesk.domain.site_book import Aspect, Logbook, PreparationMeeting, Rating
from branchdesk.domain.visit_findings import Finding
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from tests.ui.branch import TODAY, session_of, small_branch
from ui.duty_acts import open_duty
from ui.forms.addendum import AddendumDialog
from ui.forms.devices import DevicesDialog
from ui.forms.effect import EffectDialog
from ui.forms.month_gaps import MonthGapsDialog
from ui.forms.open_advice import OpenAdviceDialog
from ui.forms.pest_trend import PestTrendDialog
from ui.forms.site_advice import SiteAdviceDialog
from ui.forms.site_logbook import LogbookDialog
from ui.forms.site_ratings import SiteRatingsDialog
from ui.forms.staff_meeting import StaffMeetingDialog
from ui.forms.visit_prepare import VisitPrepareDialog
from ui.forms.withhold import WithholdDialog
from ui.operations import running
from ui.session import Session
from ui.tabs.calendar_field_card import recorded, sections
from ui.widgets.form_dialog import FormDialog
from ui.widgets.grid_field import GridField

NOVEMBER = Month(2026, 11)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


@pytest.fixture
def visit(session: Session) -> Visit:
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, since=TODAY, until=TODAY))
    return session.desk.visits.visit(ids[0])


@pytest.fixture
def site(session: Session, visit: Visit) -> Site:
    return session.desk.customers.site(visit.site_id)


def save(dialog: FormDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save()
    qtbot.waitUntil(lambda: not running())


def put(grid: GridField, row: int, *texts: str) -> None:
    for column, text in enumerate(texts):
        item = grid.item(row, column)
        assert item is not None
        if text:
            item.setText(text)


@pytest.mark.req("R004")
@pytest.mark.req("R008")
def test_steps_and_help_are_agreed_in_one_dialog(session: Session, visit: Visit, qtbot: QtBot) -> None:
    dialog = VisitPrepareDialog(None, session, visit)
    put(dialog.form.field("steps"), 0, "厨房夜间胶饵处理", "打烊后", "7 天见效")
    put(dialog.form.field("helps"), 0, "覆盖食品", "王经理")
    save(dialog, qtbot)
    (one,) = session.desk.field.helps(visit.id)
    assert (one.text, one.told_whom, one.told_on) == ("覆盖食品", "王经理", TODAY)
    rows = [row for section in sections(session, visit) for row in section.rows]
    assert (rows[0].text, rows[0].detail) == ("厨房夜间胶饵处理", "未确认")


def test_a_kind_of_device_brings_its_next_number(session: Session, site: Site, qtbot: QtBot) -> None:
    dialog = DevicesDialog(None, session, site)
    grid = dialog.form.field("devices")
    put(grid, 0, "鼠饵站", "", "后门")
    put(grid, 1, "鼠饵")
    put(grid, 2, "灭蝇灯")
    save(dialog, qtbot)
    assert [one.number for one in session.desk.site_book.devices(site.id)] == ["MY01", "SE01", "SE02"]


@pytest.mark.req("R009")
def test_a_logbook_is_placed_and_its_place_stands_at_the_site(
    session: Session, site: Site, qtbot: QtBot
) -> None:
    dialog = LogbookDialog(None, session, Logbook(site_id=site.id))
    dialog.form.field("place").set_value("前台抽屉")
    save(dialog, qtbot)
    book = session.desk.site_book.logbook(site.id)
    assert book is not None
    assert (book.place, book.placed_on) == ("前台抽屉", TODAY)
    assert session.desk.customers.site(site.id).logbook_place == "前台抽屉"


@pytest.mark.req("R014")
def test_a_meeting_is_recorded_with_who_and_what(session: Session, site: Site, qtbot: QtBot) -> None:
    dialog = StaffMeetingDialog(None, session, PreparationMeeting(site_id=site.id))
    dialog.form.field("attendees").set_value("厨师长")
    save(dialog, qtbot)
    assert session.desk.site_book.meetings(site.id) == []
    dialog.form.field("topics").set_value("清空台面")
    save(dialog, qtbot)
    assert [one.held_on for one in session.desk.site_book.meetings(site.id)] == [TODAY]


@pytest.mark.req("R037")
def test_a_rating_takes_its_picture_with_it(session: Session, site: Site, qtbot: QtBot) -> None:
    dialog = SiteRatingsDialog(None, session, site, NOVEMBER)
    dialog.form.field("rating_hygiene").set_value(Rating.POOR)
    dialog.form.field("files_hygiene").set_value([NewFile("drain.txt", b"grease")])
    save(dialog, qtbot)
    assert dialog.form.field("text_hygiene").accessibleDescription()
    dialog.form.field("text_hygiene").set_value("排水沟积油")
    save(dialog, qtbot)
    (one,) = session.desk.site_book.ratings(site.id, NOVEMBER)
    assert (one.aspect, one.text) == (Aspect.HYGIENE, "排水沟积油")
    assert [file.file_name for file in session.desk.attachments.of("site_rating", one.id)] == ["drain.txt"]


@pytest.mark.req("R053")
def test_a_declined_recommendation_says_why(session: Session, site: Site, qtbot: QtBot) -> None:
    session.desk.site_book.save_recommendations(site.id, [Recommendation(text="封堵后门缝隙")])
    dialog = SiteAdviceDialog(None, session, site)
    grid = dialog.form.field("rows")
    put(grid, 0, "", "", "", "", "不采纳")
    put(grid, 1, "加装纱窗")
    save(dialog, qtbot)
    assert dialog.result() == 0
    put(grid, 0, "", "", "", "", "", "预算不足")
    save(dialog, qtbot)
    known = {one.text: one for one in session.desk.site_book.recommendations(site.id)}
    assert known["封堵后门缝隙"].state is RecommendationState.DECLINED
    assert (known["封堵后门缝隙"].closed_on, known["加装纱窗"].given_on) == (TODAY, TODAY)


@pytest.mark.req("R053")
def test_what_waits_over_all_sites_stands_in_one_list(session: Session, site: Site, qtbot: QtBot) -> None:
    late = Recommendation(text="封堵后门缝隙", given_on=date(2026, 10, 1), due_on=date(2026, 11, 1))
    ours = Recommendation(text="增设鼠饵站", given_on=date(2026, 11, 1), acts=ActsFor.US)
    done = replace(late, state=RecommendationState.DONE)
    session.desk.site_book.save_recommendations(1, [ours, done])
    session.desk.site_book.save_recommendations(site.id, [late])
    dialog = OpenAdviceDialog(None, session)
    qtbot.addWidget(dialog)
    assert [one.text for one in session.desk.site_book.open_advice()] == ["封堵后门缝隙", "增设鼠饵站"]
    assert "1 条逾期" in dialog.lead.text()
    dialog.table.activated_record.emit(dialog.model.ids()[0])
    assert dialog.findChild(SiteAdviceDialog) is not None


@pytest.mark.req("R051")
def test_an_addendum_is_written_and_shown_on_the_card(session: Session, qtbot: QtBot) -> None:
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, until=date(2026, 10, 31)))
    done = next(one for one in map(session.desk.visits.visit, ids) if session.desk.visits.report_of(one.id))
    report = session.desk.visits.report_of(done.id)
    assert report is not None
    dialog = AddendumDialog(None, session, report)
    dialog.form.field("text").set_value("数量应为 4 只")
    save(dialog, qtbot)
    assert [one.number for one in session.desk.field.addenda(done.id)] == [1]
    events = [event for section in recorded(session, done) for event in section.events]
    assert [(event.title, event.detail) for event in events] == [("补充 1", "数量应为 4 只")]


@pytest.mark.req("R038")
def test_a_finding_is_kept_from_the_head_office_with_reason_and_approver(
    session: Session, visit: Visit, qtbot: QtBot
) -> None:
    record = session.desk.field.record_of(visit.id)
    rat = Finding(pest="鼠类", number=2, unit="只")
    session.desk.field.record(replace(record, findings=(rat, replace(rat, number=1))))
    dialog = WithholdDialog(None, session, visit.id, session.desk.field.record_of(visit.id).findings)
    grid = dialog.form.field("rows")
    put(grid, 0, "", "客户要求")
    save(dialog, qtbot)
    assert dialog.result() == 0
    put(grid, 0, "", "", "区域经理周")
    save(dialog, qtbot)
    assert [one.withheld for one in session.desk.field.record_of(visit.id).findings] == [True, False]


@pytest.mark.req("R052")
def test_twelve_months_stand_in_a_table_and_a_line(
    session: Session, visit: Visit, site: Site, qtbot: QtBot
) -> None:
    session.desk.site_book.save_devices(site.id, [Device(kind=DeviceKind.BAIT_STATION, number="SE01")])
    (device,) = session.desk.site_book.devices(site.id)
    done = session.desk.field.record_of(visit.id)
    rat = Finding(pest="鼠类", number=3, unit="只", device_id=device.id)
    session.desk.field.record(
        replace(done, visit=replace(done.visit, status=VisitStatus.DONE), findings=(rat,))
    )
    dialog = PestTrendDialog(None, session, site)
    qtbot.addWidget(dialog)
    table = dialog.table
    rows = [
        [item.text() if (item := table.item(row, column)) else "" for column in (0, 12, 13)]
        for row in range(table.rowCount())
    ]
    assert rows == [["合计", "3", "3"], ["鼠类", "3", "3"], ["设备 SE01", "3", "3"]]
    assert "2026-11: 3" in dialog.chart.accessibleDescription()


@pytest.mark.req("R035")
@pytest.mark.req("R037")
def test_the_list_of_the_month_leads_to_the_visit(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = session.desk.customers.customer(1)
    session.desk.customers.save_customer(replace(customer, kind=CustomerKind.GROUP))
    followed: list[int] = []
    monkeypatch.setattr(session, "follow", lambda _kind, record_id: followed.append(record_id))
    dialog = MonthGapsDialog(None, session, NOVEMBER)
    qtbot.addWidget(dialog)
    gaps = session.desk.field.month_gaps(NOVEMBER)
    assert [gap.kind for gap in gaps] == [GapKind.REPORT, GapKind.RATING]
    assert "缺报告 1" in dialog.lead.text()
    dialog.table.activated_record.emit(gaps[0].id)
    assert followed == [gaps[0].visit_id]


@pytest.mark.req("R010")
def test_the_duty_of_the_first_service_opens_the_two_fields_that_end_it(
    session: Session, site: Site, qtbot: QtBot
) -> None:
    first = Visit(site_id=site.id, date_on=date(2026, 11, 2), kind=VisitKind.FIRST)
    saved = session.desk.visits.save_visit(first).value
    record = session.desk.field.record_of(saved.id)
    done = replace(saved, status=VisitStatus.DONE)
    session.desk.field.record(replace(record, visit=done, sheet=replace(record.sheet, intro_minutes=30)))
    duties = [one for one in session.desk.duties.due() if one.kind is DutyKind.EFFECT_UNEXPLAINED]
    room = QWidget()
    qtbot.addWidget(room)
    open_duty(room, session, duties[0])
    dialog = room.findChild(EffectDialog)
    assert dialog is not None
    dialog.form.field("effect_to").set_value("王经理")
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    sheet = session.desk.field.sheet(saved.id)
    assert sheet is not None
    assert (sheet.effect_to, sheet.completed_on) == ("王经理", TODAY)
    assert all(one.kind is not DutyKind.EFFECT_UNEXPLAINED for one in session.desk.duties.due())
