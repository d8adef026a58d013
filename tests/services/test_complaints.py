"""A case has a number, an owner and clocks from its first minute, and closes only when all is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaint_clocks import ClockKind
from branchdesk.domain.complaints import Complaint, ComplaintPause, EventKind, Stage
from branchdesk.domain.customers import Customer
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.services.desk import Desk
from tests.judged import close


@pytest.fixture
def at_noon(clock: ManualClock) -> ManualClock:
    """Set the clock to Monday 2026-11-23, 11:55."""
    clock.instant = datetime(2026, 11, 23, 3, 55, tzinfo=UTC)
    return clock


def register(desk: Desk, customer: Customer, **facts: object) -> Complaint:
    draft = Complaint(customer_id=customer.id, text="厨房又见蟑螂", **facts)  # type: ignore[arg-type]
    return desk.complaints.register(draft).value


@pytest.mark.req("R090")
def test_numbers_run_by_month_and_the_case_has_an_owner(desk: Desk, customer: Customer) -> None:
    first, second = register(desk, customer), register(desk, customer)
    assert (first.number, second.number) == ("TS-2026-11-001", "TS-2026-11-002")
    assert first.owner == "王芳"


@pytest.mark.req("R092")
@pytest.mark.usefixtures("at_noon")
def test_the_clocks_of_the_worked_example(desk: Desk, customer: Customer) -> None:
    direct = desk.complaints.clocks(register(desk, customer).id)
    other = desk.complaints.clocks(register(desk, customer, needs_department=True).id)
    assert [(clock.kind, clock.deadline.at) for clock in (direct[0], other[0])] == [
        (ClockKind.DIRECT_ANSWER, datetime(2026, 11, 23, 15, 5)),
        (ClockKind.AGREED_ANSWER, datetime(2026, 11, 23, 15, 55)),
    ]


@pytest.mark.req("D16")
def test_the_clock_starts_when_it_was_received_not_when_it_was_typed(
    desk: Desk, customer: Customer, at_noon: ManualClock
) -> None:
    received = at_noon.now() - timedelta(hours=2)
    case = register(desk, customer, received_at=received)
    assert (case.received_at, case.registered_at) == (received, at_noon.now())
    assert desk.complaints.clocks(case.id)[0].state is ClockState.BREACHED


def test_correcting_a_pause_corrects_the_deadline(
    desk: Desk, customer: Customer, at_noon: ManualClock
) -> None:
    at_noon.instant = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    case = register(desk, customer, needs_department=True)
    start = at_noon.now() + timedelta(minutes=10)
    pause = ComplaintPause(
        complaint_id=case.id, from_at=start, to_at=start + timedelta(minutes=20), reason="待客户照片"
    )
    saved = desk.complaints.save_pause(pause).value
    assert desk.complaints.clocks(case.id)[0].deadline.at == datetime(2026, 11, 23, 11, 20)
    desk.complaints.save_pause(replace(saved, to_at=start + timedelta(minutes=5)))
    assert desk.complaints.clocks(case.id)[0].deadline.at == datetime(2026, 11, 23, 11, 5)


@pytest.mark.req("V14")
def test_an_answer_exactly_at_the_deadline_is_in_time(
    desk: Desk, customer: Customer, at_noon: ManualClock
) -> None:
    case = register(desk, customer)
    at_noon.instant = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
    desk.complaints.answer(case.id, "今晚返工")
    assert desk.complaints.clocks(case.id)[0].state is ClockState.MET


@pytest.mark.req("R101")
@pytest.mark.req("R118")
@pytest.mark.req("D21")
def test_a_case_closes_only_when_everything_is_known(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    with pytest.raises(Invalid) as caught:
        desk.closing.close(case.id)
    assert set(caught.value.problems) == {"verdict", "told_at", "satisfied", "standards"}
    assert desk.complaints.complaint(case.id).closed_at is None


def test_closing_and_reopening_keep_the_number_and_count(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    close(desk, case.id)
    with pytest.raises(Refused, match="Reopen it first"):
        desk.complaints.answer(case.id, "x")
    again = desk.complaints.reopen(case.id, "蟑螂又出现").value
    assert (again.number, again.reopened, again.closed_at) == (case.number, 1, None)
    kinds = [event.kind for event in desk.complaints.events_of(case.id)]
    assert kinds == [
        *(EventKind.RECEIVED, EventKind.JUDGED, EventKind.TOLD),
        *(EventKind.CLOSED, EventKind.REOPENED),
    ]


@pytest.mark.req("R086")
def test_stages_never_go_back(desk: Desk, customer: Customer) -> None:
    case = desk.complaints.update(replace(register(desk, customer), stage=Stage.SOLUTION)).value
    with pytest.raises(Refused, match="stays reached"):
        desk.complaints.update(replace(case, stage=Stage.RECAP))
    assert case.received_at.date() == date(2026, 11, 22)
