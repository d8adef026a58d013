"""What is recorded at a visit: one act, frozen when its report is issued, and said again while it is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from peewee import IntegrityError

from branchdesk.domain.customers import Site
from branchdesk.domain.devices import Device, DeviceKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import ActsFor, Recommendation, RecommendationState
from branchdesk.domain.report_evidence import ReportAddendum
from branchdesk.domain.visit_findings import Finding, FindingKind, MaterialUse, for_head_office
from branchdesk.domain.visit_record import VisitRecord
from branchdesk.domain.visit_sheet import VisitSheet, VisitStep, is_agreed
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk

DAY = date(2026, 11, 20)


def planned(desk: Desk, site: Site, day: date = DAY, kind: VisitKind = VisitKind.ROUTINE) -> Visit:
    return desk.visits.save_visit(Visit(site_id=site.id, date_on=day, start_at="22:00", kind=kind)).value


def done(visit: Visit, **values: Any) -> VisitRecord:
    usual: dict[str, Any] = {"status": VisitStatus.DONE, "actions": "补充毒饵", "handed_to": "王经理"}
    sheet = VisitSheet(visit_id=visit.id, finding_remarks="全部点位已检查", logbook_checked=True)
    return VisitRecord(visit=replace(visit, **(usual | values)), sheet=sheet)


def rat(device: Device | None = None, number: int = 3) -> Finding:
    return Finding(
        device_id=device.id if device else None, pest="鼠类", place="后厨", number=number, unit="只"
    )


def advised(text: str, **values: Any) -> Recommendation:
    return replace(Recommendation(text=text, acts=ActsFor.CUSTOMER, owner="王经理"), **values)


@pytest.fixture
def station(desk: Desk, site: Site) -> Device:
    device = Device(site_id=site.id, kind=DeviceKind.BAIT_STATION, number="SE03", place="后门")
    return desk.site_book.save_device(device).value


def test_one_save_writes_all_and_one_undo_takes_all_back(desk: Desk, site: Site, station: Device) -> None:
    visit = planned(desk, site)
    material = MaterialUse(name="溴敌隆毒饵", quantity_milli=500_000, unit="g", area="后厨")
    record = replace(
        done(visit),
        findings=(rat(station),),
        materials=(material,),
        recommendations=(advised("封堵后门缝隙"),),
    )
    outcome = desk.field.record(record)
    assert outcome.value.findings == "SE03 后厨：鼠类 3 只\n全部点位已检查"
    assert outcome.value.recommendations == "封堵后门缝隙（王经理）"
    assert outcome.undo is not None
    outcome.undo()
    reader = desk.context.reader
    assert desk.visits.visit(visit.id).status is VisitStatus.PLANNED
    kinds = (Finding, MaterialUse, Recommendation, VisitSheet)
    assert [len(reader.find(kind)) for kind in kinds] == [0, 0, 0, 0]


@pytest.mark.req("R001")
def test_a_first_visit_without_minutes_needs_a_reason_which_is_kept(desk: Desk, site: Site) -> None:
    visit = planned(desk, site, date(2026, 11, 23), VisitKind.FIRST)
    with pytest.raises(Invalid) as caught:
        desk.field.record(done(visit))
    assert set(caught.value.problems) == {"intro_minutes"}
    with pytest.raises(Invalid):
        desk.visits.save_visit(replace(visit, status=VisitStatus.DONE))
    record = done(visit)
    desk.field.record(replace(record, sheet=replace(record.sheet, no_intro_why="客户临时外出")))
    sheet = desk.field.sheet(visit.id)
    assert sheet is not None
    assert sheet.no_intro_why == "客户临时外出"


@pytest.mark.req("R010")
def test_a_first_service_is_complete_only_when_its_effect_was_explained(desk: Desk, site: Site) -> None:
    visit = planned(desk, site, kind=VisitKind.FIRST)
    record = done(visit)
    sheet = replace(record.sheet, intro_minutes=30, completed_on=DAY)
    with pytest.raises(Invalid) as caught:
        desk.field.record(replace(record, sheet=sheet))
    assert set(caught.value.problems) == {"completed"}
    desk.field.record(replace(record, sheet=replace(sheet, effect_to="王经理", effect_on=DAY)))
    kept = desk.field.sheet(visit.id)
    assert kept is not None
    assert kept.completed_on == DAY


@pytest.mark.req("R010")
def test_the_effect_may_be_explained_after_the_report_was_issued(desk: Desk, site: Site) -> None:
    visit = planned(desk, site, date(2026, 11, 2), VisitKind.FIRST)
    record = done(visit)
    desk.field.record(replace(record, sheet=replace(record.sheet, intro_minutes=30)), issue=True)
    with pytest.raises(Invalid):
        desk.field.explain_effect(visit.id, " ", DAY)
    desk.field.explain_effect(visit.id, "王经理", DAY)
    sheet, paper = desk.field.sheet(visit.id), desk.field.paper(visit.id)
    assert sheet is not None
    assert (sheet.effect_to, sheet.effect_on, sheet.completed_on) == ("王经理", DAY, DAY)
    assert paper.sheet is not None
    assert paper.sheet.effect_on is None


@pytest.mark.req("R051")
def test_an_issued_report_stays_and_gets_addenda(desk: Desk, site: Site, station: Device) -> None:
    visit = planned(desk, site)
    for _earlier in range(41):
        number_one_up(desk)
    record = replace(done(visit), findings=(rat(station),), recommendations=(advised("封堵后门缝隙"),))
    outcome = desk.field.record(record, issue=True)
    report = desk.visits.report_of(visit.id)
    assert report is not None
    assert (report.number, outcome.undo) == ("SR-2026-11-0042", None)
    with pytest.raises(Refused, match="SR-2026-11-0042"):
        desk.field.record(replace(desk.field.record_of(visit.id), findings=()))
    with pytest.raises(Refused, match="addendum"):
        desk.visits.save_visit(replace(desk.visits.visit(visit.id), findings="没有"))
    added = desk.field.write_addendum(visit.id, "数量应为 4 只").value
    again = desk.field.write_addendum(visit.id, "已电话告知王经理").value
    assert (added.number, again.number) == (1, 2)
    assert desk.visits.report_of(visit.id) == report
    paper = desk.field.paper(visit.id)
    assert (paper.frozen, [one.text for one in paper.addenda]) == (
        True,
        ["数量应为 4 只", "已电话告知王经理"],
    )


def number_one_up(desk: Desk) -> None:
    from branchdesk.domain.visits import ServiceReport

    with desk.context.act("number") as work:
        work.next_number(ServiceReport, "SR-2026-11-")


@pytest.mark.req("R051")
def test_the_facts_of_an_issued_report_do_not_follow_later_changes(
    desk: Desk, site: Site, station: Device
) -> None:
    visit = planned(desk, site)
    record = replace(done(visit), findings=(rat(station),), recommendations=(advised("封堵后门缝隙"),))
    desk.field.record(record, issue=True)
    desk.site_book.save_device(replace(desk.site_book.devices(site.id)[0], place="侧门"))
    one = desk.field.advice(site.id).open[0]
    desk.site_book.save_recommendations(site.id, [replace(one, state=RecommendationState.DONE)])
    paper = desk.field.paper(visit.id)
    assert paper.devices[0].place == "后门"
    assert [one.text for one in paper.advice.open] == ["封堵后门缝隙"]
    assert desk.field.advice(site.id).open == ()


@pytest.mark.req("R051")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE report_addendum SET text = 'x'",
        "DELETE FROM report_addendum",
        "UPDATE report_facts SET content = '{}'",
        "DELETE FROM service_report",
    ],
)
def test_the_file_itself_guards_the_evidence(desk: Desk, site: Site, sql: str) -> None:
    desk.field.record(done(planned(desk, site)), issue=True)
    visit = desk.context.reader.find(Visit)[0]
    desk.field.write_addendum(visit.id, "补充说明")
    with pytest.raises(IntegrityError, match="never"):
        desk.context.database.execute_sql(sql)
    assert len(desk.context.reader.find(ReportAddendum)) == 1


@pytest.mark.req("R053")
def test_three_open_recommendations_of_five_are_said_again(desk: Desk, site: Site) -> None:
    texts = ["封堵后门缝隙", "加装纱窗", "清理排水沟", "垫高货架", "更换密封条"]
    first = planned(desk, site, date(2026, 10, 20))
    desk.field.record(replace(done(first), recommendations=tuple(map(advised, texts))))
    known = desk.field.advice(site.id).open
    answered = (
        replace(known[0], state=RecommendationState.DONE),
        replace(known[1], state=RecommendationState.DECLINED, closed_why="预算不足"),
    )
    second = planned(desk, site)
    desk.field.record(replace(done(second), answered=answered), issue=True)
    paper = desk.field.paper(second.id)
    assert (len(paper.advice.open), paper.advice.total) == (3, 5)
    report = desk.visits.report_of(second.id)
    assert report is not None
    assert report.recommendations.count("\n") == 2
    assert len(desk.field.paper(first.id).advice.open) == 5


@pytest.mark.req("R052")
def test_a_year_of_findings_adds_up_by_pest_and_by_device(desk: Desk, site: Site, station: Device) -> None:
    lamp = desk.site_book.save_device(Device(site_id=site.id, kind=DeviceKind.FLY_LAMP, number="MY01")).value
    flies = Finding(device_id=lamp.id, pest="蝇类", number=12, unit="只")
    for day, rows in (
        (date(2025, 12, 15), (rat(station, 2),)),
        (date(2026, 11, 5), (rat(station, 3), flies)),
        (DAY, (rat(None, 1), replace(flies, number=80, unit="%"))),
    ):
        desk.field.record(replace(done(planned(desk, site, day)), findings=rows))
    found = desk.field.trend(site.id, Month(2026, 11))
    assert len(found.months) == 12
    assert found.pests == {"蝇类": (*[0] * 11, 12), "鼠类": (2, *[0] * 10, 4)}
    assert found.devices == {"": (*[0] * 11, 1), "MY01": (*[0] * 11, 12), "SE03": (2, *[0] * 10, 3)}
    assert found.totals == (2, *[0] * 10, 16)
    assert tuple(sum(column) for column in zip(*found.devices.values(), strict=True)) == found.totals


def test_what_is_kept_from_the_head_office_stays_in_the_internal_report(desk: Desk, site: Site) -> None:
    visit = planned(desk, site)
    rows = tuple(rat(None, number) for number in range(1, 11))
    desk.field.record(replace(done(visit), findings=rows))
    marked = desk.field.record_of(visit.id).findings[0]
    with pytest.raises(Invalid):
        desk.field.withhold([replace(marked, withheld=True, withheld_why="客户要求")])
    desk.field.withhold([replace(marked, withheld=True, withheld_why="客户要求", withheld_by="区域经理周")])
    found = desk.field.record_of(visit.id).findings
    assert (len(for_head_office(found)), len(found)) == (9, 10)


@pytest.mark.req("R060")
def test_normal_alone_is_no_finding_while_recommendations_wait(desk: Desk, site: Site) -> None:
    texts = ("封堵后门缝隙", "加装纱窗", "清理排水沟")
    first = planned(desk, site, date(2026, 10, 20))
    desk.field.record(replace(done(first), recommendations=tuple(map(advised, texts))))
    record = done(planned(desk, site))
    bare = replace(record, sheet=replace(record.sheet, finding_remarks="正常。"))
    with pytest.raises(Invalid, match="3 open recommendations"):
        desk.field.record(bare, issue=True)
    desk.field.record(bare)
    kept = desk.field.record_of(bare.visit.id)
    detailed = replace(kept, sheet=replace(kept.sheet, finding_remarks="后厨粘鼠板无新捕获"))
    desk.field.record(detailed, issue=True)


@pytest.mark.req("R004")
def test_a_step_is_agreed_by_name_and_day_before_it_is_carried_out(desk: Desk, site: Site) -> None:
    visit = planned(desk, site)
    step = VisitStep(visit_id=visit.id, text="厨房夜间胶饵处理", detail="打烊后", expected="7 天内见效")
    desk.field.save_preparation(visit.id, steps=[step], helps=[])
    kept = desk.field.steps(visit.id)[0]
    assert not is_agreed(kept)
    late = replace(kept, agreed_with="王经理", agreed_on=date(2026, 11, 21))
    with pytest.raises(Invalid):
        desk.field.save_preparation(visit.id, steps=[late], helps=[])
    agreed = replace(kept, agreed_with="王经理", agreed_on=date(2026, 11, 18))
    desk.field.save_preparation(visit.id, steps=[agreed], helps=[])
    assert is_agreed(desk.field.steps(visit.id)[0])


def test_rows_that_are_left_out_go_and_come_back_with_undo(desk: Desk, site: Site) -> None:
    visit = planned(desk, site)
    desk.field.record(replace(done(visit), findings=(rat(None, 1), rat(None, 2))))
    record = desk.field.record_of(visit.id)
    kept = replace(record.findings[1], number=5)
    outcome = desk.field.record(
        replace(record, findings=(kept, Finding(kind=FindingKind.STRUCTURE, note="门缝")))
    )
    assert [one.number for one in desk.field.record_of(visit.id).findings] == [5, None]
    assert outcome.undo is not None
    outcome.undo()
    assert [one.number for one in desk.field.record_of(visit.id).findings] == [1, 2]
