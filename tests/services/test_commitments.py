"""Our own promises: given with a day, kept in time or counted as broken (R147-R149)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.commitments import UNCONFIRMED, Commitment, CommitmentKind, CommitmentState
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.months import Month
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 22)


def promise(customer: Customer, **values: object) -> Commitment:
    return replace(
        Commitment(customer_id=customer.id, text="周五前更换灭鼠站", due_on=date(2026, 11, 27)),
        **values,  # type: ignore[arg-type]  # the names are the record's own
    )


@pytest.mark.req("R148")
def test_a_promise_has_no_day_of_its_own(desk: Desk, customer: Customer) -> None:
    with pytest.raises(Invalid) as refused:
        desk.commitments.give(Commitment(customer_id=customer.id, text="更换灭鼠站"))
    assert set(refused.value.problems) == {"due_on"}


@pytest.mark.req("R148")
def test_thirteen_of_fourteen_promises_kept_are_92_9_percent(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    made = [desk.commitments.give(promise(customer, due_on=date(2026, 11, 23))).value for _ in range(14)]
    for one in made[:13]:
        desk.commitments.keep(one.id)
    clock.advance(timedelta(days=2))
    desk.commitments.give(promise(customer))  # still running: not judged
    assert desk.commitments.kept_share(Month(2026, 11)) == (13, 14)


@pytest.mark.req("R148")
def test_kept_exactly_at_its_time_is_kept_a_minute_later_is_late(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    first, second = (
        desk.commitments.give(promise(customer, due_on=TODAY, due_time="15:00")).value for _ in range(2)
    )
    clock.advance(timedelta(hours=6))
    assert desk.commitments.state(first) is CommitmentState.OPEN
    kept = desk.commitments.keep(first.id).value
    clock.advance(timedelta(minutes=1))
    assert desk.commitments.state(second) is CommitmentState.OVERDUE
    late = desk.commitments.keep(second.id).value
    assert desk.commitments.state(kept) is CommitmentState.KEPT
    assert desk.commitments.state(late) is CommitmentState.LATE


@pytest.mark.req("R148")
def test_a_promise_that_is_settled_stays_so_until_it_is_taken_back(desk: Desk, customer: Customer) -> None:
    one = desk.commitments.give(promise(customer)).value
    broken = desk.commitments.break_(one.id, "配件缺货")
    with pytest.raises(Refused):
        desk.commitments.keep(one.id)
    assert broken.undo is not None
    broken.undo()
    assert desk.commitments.withdraw(one.id, "客户改期").value.withdrawn_why == "客户改期"


@pytest.mark.req("R149")
def test_an_update_that_was_made_promises_the_next(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    now = desk.context.clock.now()
    case = Complaint(customer_id=customer.id, reporter="陈静", text="鼠", received_at=now)
    complaint = desk.complaints.register(case).value
    update = promise(
        customer,
        kind=CommitmentKind.UPDATE,
        complaint_id=complaint.id,
        due_on=TODAY,
        due_time="15:00",
        every_minutes=120,
    )
    one = desk.commitments.give(update).value
    clock.advance(timedelta(hours=5, minutes=30))
    following = desk.commitments.tell(one.id, "配件已到，明早更换").value
    assert following is not None
    assert (following.due_on, following.due_time, following.complaint_id) == (TODAY, "16:30", complaint.id)
    at = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    given = desk.commitments.tell(following.id, "已更换", next_at=at).value
    assert given is not None
    assert (given.due_on, given.due_time) == (date(2026, 11, 23), "09:00")
    assert desk.commitments.tell(given.id, "无异常", last=True).value is None
    states = [desk.commitments.state(one) for one in desk.commitments.of_complaint(complaint.id)]
    assert states == [CommitmentState.KEPT] * 3


@pytest.mark.req("R149")
def test_an_update_is_taken_back_with_its_talk_and_the_next_promise(desk: Desk, customer: Customer) -> None:
    one = promise(customer, kind=CommitmentKind.UPDATE, due_on=TODAY, every_minutes=60)
    given = desk.commitments.give(one).value
    undo = desk.commitments.tell(given.id, "在路上").undo
    assert len(desk.commitments.of_customer(customer.id)) == 2
    assert undo is not None
    undo()
    (left,) = desk.commitments.of_customer(customer.id)
    assert not left.settled


@pytest.mark.req("R147")
def test_sixty_minutes_are_promised_as_ninety(desk: Desk) -> None:
    at = datetime(2026, 11, 22, 9, 0, tzinfo=ZONE)
    assert desk.commitments.suggested_due(60, at) == datetime(2026, 11, 22, 10, 30, tzinfo=ZONE)


def test_a_promise_is_never_about_the_matter_of_another(desk: Desk, customer: Customer) -> None:
    now = desk.context.clock.now()
    other = desk.customers.save_customer(Customer(name="西湖饭店")).value
    case = Complaint(customer_id=other.id, reporter="陈静", text="鼠", received_at=now)
    complaint = desk.complaints.register(case).value
    with pytest.raises(Refused):
        desk.commitments.give(promise(customer, complaint_id=complaint.id))


@pytest.mark.req("R148")
def test_the_month_report_says_92_9_percent(
    desk: Desk, customer: Customer, site: Site, clock: ManualClock
) -> None:
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 10, 29)))
    made = [desk.commitments.give(promise(customer, due_on=date(2026, 11, 23))).value for _ in range(14)]
    for one in made[:13]:
        desk.commitments.keep(one.id)
    clock.advance(timedelta(days=2))
    november = desk.summaries.month(2026, 11)
    assert november.figure("communication", "commitments").value == 14
    kept = november.figure("communication", "commitments_kept").value
    assert kept is not None
    assert f"{kept:.1f}" == "92.9"


@pytest.mark.req("R149")
def test_an_update_due_at_three_and_not_made_is_on_the_list(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    update = promise(customer, kind=CommitmentKind.UPDATE, due_on=TODAY, due_time="15:00")
    one = desk.commitments.give(update).value
    clock.advance(timedelta(hours=7))
    due = [duty for duty in desk.duties.due() if duty.kind is DutyKind.UPDATE_DUE]
    assert [(duty.link_id, duty.due_at and f"{duty.due_at:%H:%M}") for duty in due] == [(one.id, "15:00")]
    desk.commitments.tell(one.id, "已安排", last=True)
    assert [duty for duty in desk.duties.due() if duty.kind is DutyKind.UPDATE_DUE] == []


@pytest.mark.req("R149")
def test_updates_about_a_case_that_is_over_are_not_asked_for(desk: Desk, customer: Customer) -> None:
    now = desk.context.clock.now()
    case = Complaint(customer_id=customer.id, reporter="陈静", text="鼠", received_at=now)
    complaint = desk.complaints.register(case).value
    update = promise(customer, kind=CommitmentKind.UPDATE, due_on=TODAY, complaint_id=complaint.id)
    desk.commitments.give(update)
    assert DutyKind.UPDATE_DUE in [duty.kind for duty in desk.duties.due()]
    with desk.context.act("test") as work:
        work.update(replace(complaint, closed_at=now))
    assert DutyKind.UPDATE_DUE not in [duty.kind for duty in desk.duties.due()]


@pytest.mark.req("R148")
def test_a_promise_that_nobody_confirmed_inside_says_so(desk: Desk, customer: Customer) -> None:
    one = desk.commitments.give(promise(customer, due_on=TODAY)).value
    (duty,) = [duty for duty in desk.duties.due() if duty.kind is DutyKind.COMMITMENT_DUE]
    assert duty.say.params["warning"] == UNCONFIRMED
    desk.commitments.change(replace(one, confirmed_by="李经理"))
    (duty,) = [duty for duty in desk.duties.due() if duty.kind is DutyKind.COMMITMENT_DUE]
    assert "warning" not in duty.say.params


@pytest.mark.req("R148")
def test_promises_follow_their_customer_when_two_become_one(desk: Desk, customer: Customer) -> None:
    other = desk.customers.save_customer(Customer(name="三川实业")).value
    one = desk.commitments.give(promise(other)).value
    undo = desk.people.merging.merge(customer.id, other.id).undo
    assert desk.commitments.commitment(one.id).customer_id == customer.id
    assert undo is not None
    undo()
    assert desk.commitments.commitment(one.id).customer_id == other.id
