"""Quarterly meetings: planned, held with minutes, decisions followed, the pack gathered (R024, D10)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from branchdesk.domain.care import Improvement
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer, CustomerKind, Site
from branchdesk.domain.duties import Assignee, Duty, DutyKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.interactions import InteractionKind
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.meetings import Meeting, MeetingTask, QuarterState
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.language import Words
from branchdesk.services.desk import Desk
from exports.pdf.meeting_sheet import meeting_sheet_pdf

TODAY = date(2026, 11, 22)


def go(clock: ManualClock, day: date) -> None:
    clock.instant = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


def held(customer: Customer, day: date) -> Meeting:
    return Meeting(
        customer_id=customer.id, planned_on=day, held_on=day, theirs="陈经理", minutes="谈了门缝与签收"
    )


def of(desk: Desk, kind: DutyKind, days: int = 0) -> list[Duty]:
    return [duty for duty in desk.duties.due(days) if duty.kind is kind]


@pytest.mark.req("R024")
def test_the_last_meeting_of_august_leaves_the_fourth_quarter_due(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    go(clock, date(2026, 8, 20))
    desk.meetings.save_meeting(held(customer, date(2026, 8, 14)))
    go(clock, TODAY)
    one = desk.meetings.standing_of(customer.id)
    assert (one.state, one.quarter.last) == (QuarterState.OPEN, date(2026, 12, 31))
    assert of(desk, DutyKind.QUARTERLY_MEETINGS) == []
    go(clock, date(2026, 12, 1))
    assert desk.meetings.standing_of(customer.id).state is QuarterState.SOON
    (duty,) = of(desk, DutyKind.QUARTERLY_MEETINGS)
    assert (duty.due_on, duty.assignee) == (date(2026, 12, 1), Assignee.AREA_MANAGER)


@pytest.mark.req("R024")
def test_customers_absent_during_service_come_first(desk: Desk, site: Site) -> None:
    desk.customers.save_customer(Customer(name="西湖饭店", grade="A"))
    group = desk.customers.save_customer(Customer(name="集团", kind=CustomerKind.GROUP)).value
    desk.customers.save_customer(Customer(name="门店", kind=CustomerKind.OUTLET, group_id=group.id))
    draft = Visit(site_id=site.id, date_on=date(2026, 11, 10), findings="无", actions="检查")
    done = replace(draft, status=VisitStatus.DONE, left_without_hand_over="无人，已留记录本")
    desk.visits.save_visit(done)
    found = desk.meetings.to_meet()
    assert [(one.whom.customer, one.absent) for one in found] == [("三川", 1), ("西湖饭店", 0), ("集团", 0)]


@pytest.mark.req("D10")
def test_a_planned_meeting_stays_due_until_its_minutes_are_written(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    planned = desk.meetings.save_meeting(
        Meeting(customer_id=customer.id, planned_on=date(2026, 11, 24))
    ).value
    assert [duty.due_on for duty in of(desk, DutyKind.MEETING, 7)] == [date(2026, 11, 24)]
    assert desk.meetings.to_meet()[0].planned_on == date(2026, 11, 24)
    go(clock, date(2026, 12, 9))
    assert [duty.days_late(date(2026, 12, 9)) for duty in of(desk, DutyKind.MEETING)] == [15]
    assert of(desk, DutyKind.QUARTERLY_MEETINGS) == []  # it is planned, that is known already
    minutes = replace(planned, held_on=date(2026, 12, 8), theirs="陈经理", minutes="都谈了")
    desk.meetings.save_meeting(minutes)
    assert of(desk, DutyKind.MEETING) == []
    assert desk.meetings.to_meet() == []


@pytest.mark.req("D10")
def test_what_was_decided_is_a_duty_until_it_is_done(desk: Desk, customer: Customer) -> None:
    tasks = (
        MeetingTask(what="补毒饵站", owner="赵强", due_on=date(2026, 11, 25)),
        MeetingTask(what="修后门", owner="陈经理", by_customer=True, due_on=date(2026, 11, 30)),
    )
    outcome = desk.meetings.save_meeting(held(customer, date(2026, 11, 20)), tasks)
    found = of(desk, DutyKind.MEETING_TASK, 10)
    assert [(duty.due_on, duty.who) for duty in found] == [
        (date(2026, 11, 25), "赵强"),
        (date(2026, 11, 30), ""),
    ]
    desk.meetings.finish_task(found[0].link_id, "已补三个")
    assert [duty.link_id for duty in of(desk, DutyKind.MEETING_TASK, 10)] == [found[1].link_id]
    assert outcome.undo is not None
    with pytest.raises(Refused):
        desk.meetings.finish_task(found[0].link_id)


def test_a_held_meeting_stands_among_the_contacts_and_goes_with_its_undo(
    desk: Desk, customer: Customer
) -> None:
    task = MeetingTask(what="补门缝", owner="王芳", due_on=date(2026, 12, 1))
    outcome = desk.meetings.save_meeting(held(customer, date(2026, 11, 20)), [task])
    ids = desk.lists.ids(ListQuery(ListKind.INTERACTIONS, customer_id=customer.id))
    (contact,) = [desk.interactions.interaction(one) for one in ids]
    assert (contact.kind, contact.spoke_with) == (InteractionKind.MEETING, "陈经理")
    assert outcome.undo is not None
    outcome.undo()
    assert desk.meetings.meetings_of(customer.id) == []
    assert desk.lists.ids(ListQuery(ListKind.INTERACTIONS, customer_id=customer.id)) == []


def test_a_meeting_that_was_held_cannot_be_cancelled_and_a_planned_one_needs_a_reason(
    desk: Desk, customer: Customer
) -> None:
    past = desk.meetings.save_meeting(held(customer, date(2026, 11, 20))).value
    with pytest.raises(Refused):
        desk.meetings.cancel_meeting(past.id, "客户出差")
    coming = desk.meetings.save_meeting(Meeting(customer_id=customer.id, planned_on=date(2026, 11, 27))).value
    with pytest.raises(Refused):
        desk.meetings.cancel_meeting(coming.id, " ")
    desk.meetings.cancel_meeting(coming.id, "客户出差")
    assert desk.meetings.planned(customer.id) is None


def test_minutes_without_anybody_are_refused(desk: Desk, customer: Customer) -> None:
    with pytest.raises(Invalid):
        desk.meetings.save_meeting(replace(held(customer, date(2026, 11, 20)), theirs=""))


def pack_text(desk: Desk, customer: Customer, *, with_prices: bool = True) -> str:
    from tests.exports.pdf.test_care_papers import MADE, text_and_size

    pack = desk.meetings.pack(customer.id, with_prices=with_prices)
    text, _size = text_and_size(lambda stream: meeting_sheet_pdf(pack, Words("zh_CN"), stream, made_at=MADE))
    return text


@pytest.fixture
def busy(desk: Desk, customer: Customer, site: Site) -> Customer:
    """Give a customer a visit, a complaint, an invoice, an improvement and a decision of the last months."""
    draft = Visit(site_id=site.id, date_on=date(2026, 11, 10), findings="鼠粪", actions="补充毒饵站")
    visit = desk.visits.save_visit(replace(draft, status=VisitStatus.DONE)).value
    desk.visits.issue_report(visit.id, signed_by="陈经理")
    desk.complaints.register(Complaint(customer_id=customer.id, text="又见蟑螂"))
    desk.receivables.save_invoice(
        Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 11, 1), amount_fen=123_456)
    )
    desk.care.save_improvement(
        Improvement(customer_id=customer.id, what="封堵后门缝隙", noticed_on=date(2026, 10, 15))
    )
    task = MeetingTask(what="修后门", owner="陈经理", by_customer=True, due_on=date(2026, 9, 30))
    desk.meetings.save_meeting(held(customer, date(2026, 8, 14)), [task])
    return customer


@pytest.mark.req("D10")
@pytest.mark.req("R028")
def test_the_pack_gathers_what_one_talks_about(desk: Desk, busy: Customer) -> None:
    text = pack_text(desk, busy)
    for word in ("季度会议", "2026-08-15", "封堵后门缝隙", "2026-11-10", "又见蟑螂", "修后门", "1,234.56"):
        assert word in text


@pytest.mark.req("R085")
def test_papers_without_prices_carry_no_amount(desk: Desk, busy: Customer) -> None:
    assert "1,234.56" not in pack_text(desk, busy, with_prices=False)
    desk.customers.save_customer(replace(desk.customers.customer(busy.id), price_free=True))
    pack = desk.meetings.pack(busy.id)
    assert (pack.money, pack.requests_cost_fen) == (None, None)


def test_a_pack_of_a_customer_without_a_history_is_a_page_to_write_on(desk: Desk, customer: Customer) -> None:
    stream = io.BytesIO()
    pack = desk.meetings.pack(customer.id)
    made_at = datetime(2026, 11, 22, 9, 0)
    assert meeting_sheet_pdf(pack, Words("zh_CN"), stream, made_at=made_at).pages == 1
