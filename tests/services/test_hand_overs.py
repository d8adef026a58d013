"""A case is never without an owner: it changes hands only when somebody accepts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, EventKind
from branchdesk.domain.customers import Customer
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.hand_overs import HandOver, HandOverAnswer, HandOverKind, batons, count, pending
from branchdesk.services.desk import Desk

TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def at_ten(clock: ManualClock) -> ManualClock:
    clock.instant = TEN
    return clock


@pytest.fixture
def case(desk: Desk, customer: Customer, at_ten: ManualClock) -> Complaint:
    return desk.complaints.register(
        Complaint(customer_id=customer.id, text="厨房又见蟑螂", received_at=at_ten.now())
    ).value


def owner(desk: Desk, case: Complaint) -> str:
    return desk.complaints.complaint(case.id).owner


def pass_on(desk: Desk, case: Complaint, to: str, clock: ManualClock, minutes: int) -> None:
    desk.hand_overs.offer(case.id, to, "更熟悉现场")
    clock.advance(timedelta(minutes=minutes))
    desk.hand_overs.accept(case.id)


@pytest.mark.req("R090")
@pytest.mark.req("D17")
def test_while_an_offer_is_pending_the_owner_stays(desk: Desk, case: Complaint) -> None:
    desk.hand_overs.offer(case.id, "李", "技术问题")
    assert owner(desk, case) == "王芳"
    assert desk.hand_overs.accept(case.id).value.owner == "李"
    assert desk.complaints.events_of(case.id)[-1].kind is EventKind.HANDED_OVER


@pytest.mark.req("R090")
def test_the_owner_cannot_be_changed_by_correcting_the_case(desk: Desk, case: Complaint) -> None:
    with pytest.raises(Refused, match="until somebody accepts") as caught:
        desk.complaints.update(replace(case, owner="李"))
    assert caught.value.field == "owner"


@pytest.mark.req("D17")
def test_an_offer_that_nobody_accepts_goes_back_by_itself(
    desk: Desk, case: Complaint, at_ten: ManualClock
) -> None:
    desk.hand_overs.offer(case.id, "李", "技术问题")
    at_ten.advance(timedelta(minutes=15))
    assert desk.hand_overs.pending(case.id) is not None, "exactly at the end it can still be accepted"
    at_ten.advance(timedelta(seconds=1))
    assert desk.hand_overs.pending(case.id) is None
    with pytest.raises(Refused, match="went back to 王芳"):
        desk.hand_overs.accept(case.id)
    (duty,) = (one for one in desk.duties.due() if one.kind is DutyKind.HAND_OVER)
    assert "still yours" in str(duty.say)
    at_ten.advance(timedelta(minutes=1))
    desk.complaints.note(case.id, "我继续处理")
    assert not [one for one in desk.duties.due() if one.kind is DutyKind.HAND_OVER], "the owner goes on"
    desk.hand_overs.offer(case.id, "赵", "技术问题")
    assert [one.kind for one in desk.hand_overs.of(case.id)] == [HandOverKind.RETURNED, None]


@pytest.mark.req("D17")
def test_declining_needs_a_reason_and_keeps_the_owner(desk: Desk, case: Complaint) -> None:
    desk.hand_overs.offer(case.id, "李", "技术问题")
    with pytest.raises(Refused, match="why it is declined"):
        desk.hand_overs.decline(case.id, " ")
    desk.hand_overs.decline(case.id, "不是本区")
    assert owner(desk, case) == "王芳"
    assert [(one.kind, one.reason) for one in desk.hand_overs.of(case.id)] == [
        (HandOverKind.DECLINED, "不是本区")
    ]


def test_only_one_offer_at_a_time_and_only_to_somebody_else(desk: Desk, case: Complaint) -> None:
    with pytest.raises(Invalid):
        desk.hand_overs.offer(case.id, "王芳", "x")
    desk.hand_overs.offer(case.id, "李", "x")
    with pytest.raises(Refused, match="already offered to 李"):
        desk.hand_overs.offer(case.id, "赵", "x")
    desk.hand_overs.withdraw(case.id)
    desk.hand_overs.offer(case.id, "赵", "x")
    assert owner(desk, case) == "王芳"


@pytest.mark.req("R091")
@pytest.mark.req("R165")
def test_hand_overs_are_counted_and_timed_and_the_third_is_flagged(
    desk: Desk, case: Complaint, at_ten: ManualClock
) -> None:
    desk.customers.save_employee(Employee(name="周主管", role=EmployeeRole.SUPERVISOR))
    pass_on(desk, case, "李", at_ten, 10)
    pass_on(desk, case, "赵", at_ten, 14)
    assert desk.hand_overs.count(case.id).over_limit is False
    assert desk.escalation.tasks_of(case.id) == []
    pass_on(desk, case, "孙", at_ten, 12)
    found = desk.hand_overs.count(case.id)
    assert (found.accepted, found.mean_minutes, found.over_limit) == (3, 12, True)
    (notice,) = desk.escalation.tasks_of(case.id)
    assert (notice.whom, notice.text) == ("周主管", "王芳 → 李 → 赵 → 孙")
    assert desk.hand_overs.mean_minutes(TEN, TEN + timedelta(days=1)) == 12


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from([None, *HandOverKind]), st.integers(0, 14)), max_size=6
    ),
    st.integers(0, 300),
)
def test_at_most_one_offer_is_pending_whatever_happened(
    course: list[tuple[int, HandOverKind | None, int]], after: int
) -> None:
    offers, answers, at = [], [], TEN
    for number, (gap, kind, minutes) in enumerate(course, start=1):
        at += timedelta(minutes=gap + 16)
        offers.append(HandOver(id=number, to_name="李", from_name="王", reason="x", offered_at=at))
        if kind is not None:
            when = at + timedelta(minutes=minutes)
            answers.append(HandOverAnswer(id=number, hand_over_id=number, kind=kind, answered_at=when))
    found = batons(offers, answers, at + timedelta(minutes=after))
    assert sum(one.kind is None for one in found) <= 1
    assert (pending(found) is not None) == any(one.kind is None for one in found)
    assert count(found, 2).accepted == sum(one.kind is HandOverKind.ACCEPTED for one in found)
