"""A closed case keeps its clocks as they ended; an open one follows its rows; reopened, they run again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.clock_results import ClockResult
from branchdesk.domain.complaint_clocks import ClockKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer
from branchdesk.domain.deadlines import ClockState
from branchdesk.services.clock_freezing import freeze
from branchdesk.services.desk import Desk

LATE = datetime(2026, 11, 23, 9, 55, tzinfo=UTC)  # Monday, 17:55


@pytest.fixture
def case(desk: Desk, customer: Customer, clock: ManualClock) -> Complaint:
    clock.instant = LATE
    return desk.complaints.register(
        Complaint(customer_id=customer.id, text="厨房又见蟑螂", received_at=clock.now())
    ).value


def end(desk: Desk, case: Complaint) -> Complaint:
    """Close a case as the log does, without asking for a verdict."""
    from dataclasses import replace

    with desk.context.act("close_complaint") as work:
        known = work.get(Complaint, case.id)
        closed = work.update(replace(known, closed_at=work.at))
        freeze(work, desk.context, closed)
    return closed


@pytest.mark.req("D16")
def test_a_later_calendar_moves_the_clock_of_an_open_case_and_leaves_a_closed_one(
    desk: Desk, customer: Customer, case: Complaint, clock: ManualClock
) -> None:
    """Case of OCA helpdesk pull 157: a review found deadlines of closed tickets being moved."""
    other = desk.complaints.register(Complaint(customer_id=customer.id, text="又迟到")).value
    expected = datetime(2026, 11, 24, 9, 5)
    assert desk.complaints.clocks(case.id)[0].deadline.at == expected
    clock.advance(timedelta(hours=16))
    end(desk, case)
    version = desk.context.calendar.version
    with desk.context.act("close_branch") as work:
        work.insert(Workday(day=date(2026, 11, 24), working=False, name="盘点"))
    assert desk.complaints.clocks(other.id)[0].deadline.at == datetime(2026, 11, 25, 9, 5)
    frozen = desk.complaints.clocks(case.id)[0]
    assert (frozen.deadline.at, frozen.state) == (expected, ClockState.MISSED)
    result = desk.context.reader.first(ClockResult, complaint_id=case.id)
    assert result is not None
    assert (result.kind, result.calendar) == (ClockKind.DIRECT_ANSWER, version)
    assert desk.context.calendar.version != version


@pytest.mark.req("D21")
def test_reopening_starts_the_clocks_again_and_keeps_the_first_result(
    desk: Desk, case: Complaint, clock: ManualClock
) -> None:
    desk.complaints.answer(case.id, "今晚返工")
    end(desk, case)
    clock.instant = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    again = desk.complaints.reopen(case.id, "蟑螂又出现").value
    assert (again.number, again.reopened) == (case.number, 1)
    answer = desk.complaints.clocks(case.id)[0]
    assert (answer.deadline.at, answer.done_at) == (datetime(2026, 11, 25, 10, 10), None)
    clock.advance(timedelta(minutes=5))
    told = desk.complaints.answer(case.id, "今天下午上门").value
    assert (told.answered_at, told.answered_again_at) == (LATE, clock.now())
    end(desk, again)
    results = desk.context.reader.find(ClockResult, complaint_id=case.id, kind=ClockKind.DIRECT_ANSWER)
    assert [(one.run, one.state) for one in results] == [(0, ClockState.MET), (1, ClockState.MET)]


@pytest.mark.req("D16")
def test_late_registration_is_a_lateness_of_its_own(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    clock.instant = LATE
    received = LATE - timedelta(minutes=55)
    case = desk.complaints.register(
        Complaint(customer_id=customer.id, text="早该登记", received_at=received)
    ).value
    assert case.registered_at - case.received_at == timedelta(minutes=55)
    assert desk.complaints.clocks(case.id)[0].deadline.at == datetime(2026, 11, 23, 17, 10)
