"""What the month says of calls, clocks, promises and reports, on days that one can count by hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.interactions import Interaction, InteractionKind, Purpose
from branchdesk.domain.receivables import Payment, Promise
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def branch(tmp_path: Path, clock: ManualClock) -> Desk:
    desk = create_branch(tmp_path / "b.branchdesk", "静安", "zh_CN", Seat("王敏"), clock)
    desk.customers.save_customer(Customer(name="百味餐饮", code="C1"))
    desk.customers.save_site(Site(customer_id=1, name="总店"))
    return desk


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def _figure(desk: Desk, key: str, month: int = 11) -> Decimal | None:
    section, _, name = key.partition(".")
    return desk.summaries.month(2026, month).figure(section, name).value


def _visit(desk: Desk, day: date, status: VisitStatus = VisitStatus.DONE) -> Visit:
    visit = Visit(site_id=1, kind=VisitKind.EXTRA, date_on=day, status=status, findings="无", actions="投饵")
    return desk.visits.save_visit(visit).value


def _call(desk: Desk, visit: Visit, purpose: Purpose, at: datetime) -> None:
    desk.interactions.log(
        Interaction(
            customer_id=1,
            visit_id=visit.id,
            kind=InteractionKind.CALL_OUT,
            purpose=purpose,
            happened_at=at,
        )
    )


@pytest.mark.req("R017")
def test_an_appointment_call_is_in_time_up_to_the_last_working_day_before_its_day(branch: Desk) -> None:
    # A week before Tuesday 13 October lies in the holidays: Wednesday 30 September is the day.
    first, second = _visit(branch, date(2026, 10, 13)), _visit(branch, date(2026, 10, 13))
    _call(branch, first, Purpose.APPOINTMENT, _at(date(2026, 9, 30), 17))
    _call(branch, second, Purpose.APPOINTMENT, _at(date(2026, 10, 6), 9))
    assert _figure(branch, "communication.appointment_calls", 10) == 2
    assert _figure(branch, "communication.appointment_in_time", 10) == 50


@pytest.mark.req("R019")
def test_a_same_day_call_counts_on_the_day_before_the_set_hour(branch: Desk) -> None:
    day = date(2026, 11, 17)
    for hour, on in ((17, day), (19, day), (10, day - timedelta(days=1))):
        _call(branch, _visit(branch, day), Purpose.SAME_DAY, _at(on, hour))
    _visit(branch, day, VisitStatus.MISSED)
    assert _figure(branch, "communication.same_day") == Decimal("33.3333")


@pytest.mark.req("R025")
def test_a_customer_with_whom_nobody_spoke_this_month_is_counted(branch: Desk) -> None:
    branch.customers.save_customer(Customer(name="晚到", code="C2"))
    _call(branch, _visit(branch, date(2026, 11, 3)), Purpose.OTHER, _at(date(2026, 11, 1), 0, 30))
    assert _figure(branch, "communication.no_contact") == 1
    assert _figure(branch, "communication.no_contact", 10) is None


@pytest.mark.req("R035")
def test_a_done_visit_without_report_is_missing_one(branch: Desk) -> None:
    visit = _visit(branch, date(2026, 11, 20))
    _visit(branch, date(2026, 11, 21))
    branch.visits.issue_report(visit.id)
    assert _figure(branch, "visits.reports_issued") == 1
    assert _figure(branch, "visits.reports_missing") == 1


@pytest.mark.req("R092")
def test_answers_are_measured_from_the_complaint_and_running_clocks_are_not_judged(
    branch: Desk, clock: ManualClock
) -> None:
    def complain(at: datetime, answered: datetime | None, kind: LogKind = LogKind.COMPLAINT) -> None:
        clock.instant = max(at, clock.instant)
        case = branch.complaints.register(
            Complaint(customer_id=1, kind=kind, text="蟑螂", received_at=at)
        ).value
        if answered is not None:
            branch.complaints.answer(case.id, "明天来", at=answered)

    tuesday, now = date(2026, 11, 17), clock.now()
    complain(_at(tuesday, 10), _at(tuesday, 10, 10))  # exactly in time
    complain(_at(tuesday, 10), _at(tuesday, 10, 30))
    complain(_at(tuesday, 22), None)  # never answered
    complain(_at(tuesday, 11), None, LogKind.PRAISE)
    complain(now - timedelta(minutes=1), None)  # on a Sunday: the clock has not begun
    assert _figure(branch, "complaints.received") == 4
    assert _figure(branch, "complaints.praise") == 1
    assert _figure(branch, "complaints.answered_in_time") == Decimal("33.3333")
    assert _figure(branch, "complaints.answer_minutes") == 20
    assert _figure(branch, "complaints.per_100_visits") is None
    _visit(branch, tuesday)
    assert _figure(branch, "complaints.per_100_visits") == 400


@pytest.mark.req("R078")
def test_a_promise_is_judged_once_in_the_month_in_which_its_grace_runs_out(
    branch: Desk, clock: ManualClock
) -> None:
    clock.instant = _at(date(2026, 10, 20), 9)
    for due in (date(2026, 10, 28), date(2026, 10, 30)):  # the second runs to Monday 2 November
        branch.receivables.promise(Promise(customer_id=1, amount_fen=500_00, due_on=due))
    clock.instant = _at(date(2026, 11, 3), 9)
    branch.receivables.record_payment(Payment(customer_id=1, paid_on=date(2026, 11, 2), amount_fen=500_00))
    assert _figure(branch, "receivables.promises_made", 10) == 2
    assert _figure(branch, "receivables.promises_kept", 10) == 0
    assert _figure(branch, "receivables.promises_kept", 11) == 100


def test_a_service_put_off_to_the_next_month_stays_owed_in_its_own(branch: Desk) -> None:
    contract = Contract(
        customer_id=1,
        site_id=1,
        number="HT-1",
        start_on=date(2026, 10, 28),
        end_on=date(2026, 11, 20),
        rule="monthly",
    )
    branch.customers.save_contract(contract)
    branch.visits.plan(since=date(2026, 10, 28))
    visit = branch.visits.visit(1)
    branch.visits.move_visit(visit.id, date(2026, 11, 4), why="装修")
    october = branch.summaries.month(2026, 10)
    assert [october.figure("visits", key).value for key in ("planned", "done", "open", "moved")] == [
        1,
        0,
        1,
        1,
    ]
    assert _figure(branch, "visits.planned") == 0
    assert all(tie.difference == 0 for tie in october.ties)
