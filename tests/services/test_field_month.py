"""What a month lacks, what a site keeps, and what was known before a customer had to call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from branchdesk.domain.customers import Customer, CustomerKind, Site
from branchdesk.domain.devices import Device, DeviceKind, label_order, next_number
from branchdesk.domain.errors import Invalid
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.field_gaps import GapKind
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import Recommendation, RecommendationState
from branchdesk.domain.site_book import Aspect, Logbook, PreparationMeeting, Rating, SiteRating
from branchdesk.domain.visit_findings import Finding, FindingKind
from branchdesk.domain.visit_record import VisitRecord
from branchdesk.domain.visit_sheet import CustomerHelp, VisitSheet, not_left_done
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.desk import Desk

NOVEMBER = Month(2026, 11)


def recorded(desk: Desk, site: Site, day: date, *, issue: bool = False, **values: Any) -> Visit:
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=day)).value
    known: dict[str, Any] = {"actions": "补充毒饵", "handed_to": "王经理"} | {
        name: value for name, value in values.items() if hasattr(visit, name)
    }
    ticks = {name: value for name, value in values.items() if not hasattr(visit, name)}
    sheet = VisitSheet(
        finding_remarks="已检查全部点位",
        **{"logbook_checked": True, "doors_closed": True, "lights_off": True, "all_back": True} | ticks,
    )
    done = replace(visit, status=VisitStatus.DONE, **known)
    return desk.field.record(VisitRecord(visit=done, sheet=sheet), issue=issue).value


def rated(site: Site, **texts: str) -> list[SiteRating]:
    return [
        SiteRating(site_id=site.id, month_on=NOVEMBER.first, aspect=one, text=texts.get(one.value, ""))
        for one in Aspect
    ]


def gaps(desk: Desk, kind: GapKind) -> list[date]:
    return [gap.day for gap in desk.field.month_gaps(NOVEMBER) if gap.kind is kind]


@pytest.mark.req("R009")
def test_a_visit_without_the_tick_is_listed_where_a_logbook_lies(desk: Desk, site: Site) -> None:
    recorded(desk, site, date(2026, 11, 5), logbook_checked=False)
    book = Logbook(site_id=site.id, place="前台抽屉", placed_on=date(2026, 11, 10), placed_by="赵强")
    desk.site_book.save_logbook(replace(book, explained_to="王经理"))
    recorded(desk, site, date(2026, 11, 12), logbook_checked=False)
    checked = recorded(desk, site, date(2026, 11, 19), logbook_entries="11-15 员工更衣室见蟑螂 1 只")
    assert gaps(desk, GapKind.LOGBOOK) == [date(2026, 11, 12)]
    sheet = desk.field.sheet(checked.id)
    assert sheet is not None
    assert sheet.logbook_entries == "11-15 员工更衣室见蟑螂 1 只"


@pytest.mark.req("R022")
def test_the_hand_over_keeps_to_whom_what_was_asked_and_the_next_service(desk: Desk, site: Site) -> None:
    said: dict[str, Any] = {"explained": True, "questions": "异味？", "thanked": True, "next_agreed": True}
    visit = recorded(desk, site, date(2026, 11, 5), handed_to="陈经理", **said)
    kept = desk.field.sheet(visit.id)
    assert {name: getattr(kept, name) for name in said} == said
    assert desk.visits.visit(visit.id).handed_to == "陈经理"
    assert gaps(desk, GapKind.HAND_OVER) == []


@pytest.mark.req("R022")
def test_a_report_left_in_the_logbook_is_listed_with_its_reason(desk: Desk, site: Site) -> None:
    recorded(desk, site, date(2026, 11, 5), handed_to="", left_without_hand_over="经理外出，留在记录本")
    recorded(desk, site, date(2026, 11, 6))
    found = [gap for gap in desk.field.month_gaps(NOVEMBER) if gap.kind is GapKind.HAND_OVER]
    assert [(gap.day, gap.detail) for gap in found] == [(date(2026, 11, 5), "经理外出，留在记录本")]


@pytest.mark.req("R023")
def test_what_was_not_ticked_on_leaving_is_told(desk: Desk, site: Site) -> None:
    visit = recorded(desk, site, date(2026, 11, 5), lights_off=False)
    assert not_left_done(desk.field.sheet(visit.id)) == (False, True, False)
    assert gaps(desk, GapKind.LEAVING) == [date(2026, 11, 5)]


@pytest.mark.req("R035")
def test_a_done_visit_without_its_report_is_one_missing_report(desk: Desk, site: Site) -> None:
    recorded(desk, site, date(2026, 11, 19), issue=True)
    recorded(desk, site, date(2026, 11, 20))
    assert gaps(desk, GapKind.REPORT) == [date(2026, 11, 20)]


@pytest.mark.req("R037")
def test_the_twelfth_site_of_a_group_is_the_one_not_rated(desk: Desk) -> None:
    group = desk.customers.save_customer(Customer(name="三川集团", kind=CustomerKind.GROUP)).value
    names = [f"{number}店" for number in range(1, 13)]
    sites = [desk.customers.save_site(Site(customer_id=group.id, name=name)).value for name in names]
    for one in sites:
        recorded(desk, one, date(2026, 11, 12))
    for one in sites[:11]:
        desk.site_book.save_ratings(rated(one))
    found = [gap.site for gap in desk.field.month_gaps(NOVEMBER) if gap.kind is GapKind.RATING]
    assert found == ["12店"]


@pytest.mark.req("R037")
def test_a_rating_that_is_not_good_says_why_and_a_second_one_corrects(desk: Desk, site: Site) -> None:
    rows = rated(site)
    poor = replace(rows[1], rating=Rating.POOR)
    with pytest.raises(Invalid):
        desk.site_book.save_ratings([poor])
    desk.site_book.save_ratings(rows)
    desk.site_book.save_ratings([replace(poor, text="排水沟积油")])
    kept = desk.site_book.ratings(site.id, NOVEMBER)
    assert sorted((one.aspect.value, one.rating.value) for one in kept) == [
        ("hygiene", "poor"),
        ("preparation", "good"),
        ("structure", "good"),
    ]


@pytest.mark.req("R014")
def test_two_failures_in_three_months_ask_for_a_meeting_which_restarts_the_count(
    desk: Desk, site: Site
) -> None:
    recorded(desk, site, date(2026, 9, 18), preparation_missing="食品未覆盖")
    assert desk.site_book.meeting_suggested(site.id) == ()
    visit = recorded(desk, site, date(2026, 11, 20), preparation_missing="后厨门未开")
    again = desk.field.record(desk.field.record_of(visit.id))
    assert "short meeting" in str(again.message)
    on = date(2026, 11, 20)
    assert desk.site_book.meeting_suggested(site.id, on) == (date(2026, 9, 18), date(2026, 11, 20))
    meeting = PreparationMeeting(site_id=site.id, held_on=on, attendees="王经理、厨师长", topics="覆盖食品")
    desk.site_book.save_meeting(meeting)
    assert desk.site_book.meeting_suggested(site.id) == ()


@pytest.mark.req("R008")
def test_what_the_customer_is_to_do_is_kept_with_the_day_it_was_said(desk: Desk, site: Site) -> None:
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 24))).value
    one = CustomerHelp(text="覆盖食品", told_on=date(2026, 11, 17), told_whom="王经理")
    desk.field.save_preparation(visit.id, steps=[], helps=[one, CustomerHelp(text="打开后门")])
    assert [(row.text, row.told_on) for row in desk.field.helps(visit.id)] == [
        ("覆盖食品", date(2026, 11, 17)),
        ("打开后门", None),
    ]


@pytest.mark.req("R143")
def test_a_known_gap_in_the_back_door_is_named_when_rats_are_reported_later(
    desk: Desk, site: Site, customer: Customer
) -> None:
    visit = recorded(desk, site, date(2026, 9, 10))
    record = desk.field.record_of(visit.id)
    door = Finding(kind=FindingKind.STRUCTURE, place="后门", note="缝隙")
    drain = Finding(kind=FindingKind.HYGIENE, place="排水沟", settled_on=date(2026, 10, 1))
    desk.field.record(replace(record, findings=(door, drain)))
    done = Recommendation(text="更换密封条", given_on=date(2026, 9, 10), state=RecommendationState.DONE)
    desk.site_book.save_recommendations(
        site.id,
        [replace(done, closed_on=date(2026, 9, 30)), Recommendation(text="封堵", given_on=date(2026, 9, 10))],
    )
    with desk.context.act("extra") as work:
        work.insert(
            ExtraRequest(
                number="ESR-1",
                customer_id=customer.id,
                site_id=site.id,
                received_at=datetime(2026, 11, 5, 2, 0, tzinfo=UTC),
                pest="鼠类",
            )
        )
    found = desk.field.earlier_findings(date(2026, 11, 1), date(2026, 11, 30))
    assert [(one.found_on, one.text, one.request, one.pest) for one in found] == [
        (date(2026, 9, 10), "后门 缝隙", "ESR-1", "鼠类"),
        (date(2026, 9, 10), "封堵", "ESR-1", "鼠类"),
    ]
    assert desk.field.earlier_findings(date(2026, 10, 1), date(2026, 10, 31)) == []


def test_devices_are_numbered_on_and_a_removed_one_keeps_its_findings(desk: Desk, site: Site) -> None:
    rows = [Device(kind=DeviceKind.FLY_LAMP, number=f"MY{number}") for number in (2, 10, 9)]
    desk.site_book.save_devices(site.id, rows)
    known = desk.site_book.devices(site.id)
    assert [one.number for one in known] == ["MY2", "MY9", "MY10"]
    assert next_number(DeviceKind.FLY_LAMP, known) == "MY11"
    assert next_number(DeviceKind.ROACH_HOUSE, known) == "ZJ01"
    visit = recorded(desk, site, date(2026, 11, 5))
    record = desk.field.record_of(visit.id)
    desk.field.record(
        replace(record, findings=(Finding(device_id=known[0].id, pest="蝇类", number=3, unit="只"),))
    )
    desk.site_book.save_devices(site.id, [known[2]])
    assert [one.number for one in desk.site_book.devices(site.id)] == ["MY10"]
    everything = desk.site_book.devices(site.id, removed=True)
    assert [one.number for one in sorted(everything, key=label_order)] == ["MY2", "MY10"]
    with pytest.raises(Invalid):
        desk.site_book.save_devices(site.id, [known[2], Device(number="MY10")])
