"""The pattern radar over a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from branchdesk.domain.complaint_patterns import Trait
from branchdesk.domain.complaints import Complaint, ComplaintCategory, LogKind, Stage
from branchdesk.domain.customers import Customer, CustomerKind, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.desk import Desk


@pytest.fixture
def technician(desk: Desk) -> Employee:
    return desk.customers.save_employee(Employee(name="李师傅")).value


def done_visit(desk: Desk, site: Site, technician: Employee, day: date) -> Visit:
    planned = Visit(site_id=site.id, date_on=day, technician_id=technician.id)
    visit = desk.visits.save_visit(planned).value
    return desk.visits.save_visit(replace(visit, status=VisitStatus.DONE)).value


def complain(desk: Desk, site: Site, day: date, hour: int = 2, **changes: Any) -> Complaint:
    case = Complaint(
        customer_id=site.customer_id,
        site_id=site.id,
        received_at=datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
        text="师傅迟到",
        category=ComplaintCategory.PUNCTUALITY,
    )
    return desk.complaints.register(replace(case, **changes)).value


@pytest.mark.req("R121")
def test_three_of_a_kind_about_one_technician_are_flagged(
    desk: Desk, site: Site, technician: Employee
) -> None:
    done_visit(desk, site, technician, date(2026, 11, 2))
    cases = [complain(desk, site, date(2026, 11, day)) for day in (3, 12, 21)]
    found = desk.case_patterns.of_case(cases[0].id)
    kind = next(one for one in found if one.trait is Trait.KIND_AND_TECHNICIAN)
    assert (kind.flagged_on, kind.cases[0].technician) == (date(2026, 11, 21), "李师傅")


@pytest.mark.req("D20")
def test_a_complaint_counts_for_the_technician_of_the_visit_before_it_not_of_the_one_after(
    desk: Desk, site: Site, technician: Employee
) -> None:
    other = desk.customers.save_employee(Employee(name="王师傅")).value
    done_visit(desk, site, technician, date(2026, 11, 2))
    done_visit(desk, site, other, date(2026, 11, 12))
    complain(desk, site, date(2026, 11, 10))
    radar = desk.case_patterns.radar()
    assert [(case.technician, case.days_after_visit) for case in radar.soon] == [("李师傅", 8)]


@pytest.mark.req("D20")
def test_a_call_after_midnight_in_the_branch_follows_the_visit_of_the_same_utc_day(
    desk: Desk, site: Site, technician: Employee
) -> None:
    done_visit(desk, site, technician, date(2026, 11, 12))
    complain(desk, site, date(2026, 11, 11), hour=17)  # 01:00 on the 12th in Shanghai
    assert [case.days_after_visit for case in desk.case_patterns.radar().soon] == [0]


@pytest.mark.req("D20")
def test_rates_are_complaints_per_hundred_visits_and_marked_while_visits_are_few(
    desk: Desk, site: Site, technician: Employee
) -> None:
    for day in range(4):
        done_visit(desk, site, technician, date(2026, 11, 2) + timedelta(days=day))
    complain(desk, site, date(2026, 11, 10))
    (rate,) = desk.case_patterns.radar().by_technician
    assert (rate.label, str(rate.per_hundred), rate.is_thin) == ("李师傅", "25.0", True)


@pytest.mark.req("R102")
def test_invalid_complaints_may_be_left_out(desk: Desk, site: Site) -> None:
    case = complain(desk, site, date(2026, 11, 10))
    complain(desk, site, date(2026, 11, 11))
    desk.complaints.update(replace(case, valid=False))
    assert len(desk.case_patterns.radar().cases) == 2
    assert len(desk.case_patterns.radar(valid_only=True).cases) == 1


@pytest.mark.req("R128")
def test_praise_is_no_complaint(desk: Desk, site: Site) -> None:
    complain(desk, site, date(2026, 11, 10), kind=LogKind.PRAISE)
    assert not desk.case_patterns.radar().cases


@pytest.mark.req("R126")
def test_silent_customers_whom_nobody_called_are_named(desk: Desk, site: Site) -> None:
    for number in range(5):
        desk.customers.save_customer(Customer(name=f"安静{number}"))
    desk.customers.save_customer(Customer(name="总部", kind=CustomerKind.GROUP))
    complain(desk, site, date(2026, 11, 10))
    first, second = sorted(one.id for one in desk.case_patterns.radar().quiet.not_called)[:2]
    called = Interaction(customer_id=first, kind=InteractionKind.CALL_OUT)
    long_ago = datetime(2026, 9, 1, 2, tzinfo=UTC)
    desk.interactions.log(called)
    desk.interactions.log(replace(called, customer_id=second, happened_at=long_ago))
    quiet = desk.case_patterns.radar().quiet
    assert (quiet.customers, quiet.without_complaint, len(quiet.not_called)) == (6, 5, 4)
    assert {one.id: one.spoke_on for one in quiet.not_called}[second] == date(2026, 9, 1)


@pytest.mark.req("R126")
def test_ringing_without_reaching_anybody_is_no_call(desk: Desk, customer: Customer) -> None:
    tried = Interaction(customer_id=customer.id, result=CallResult.UNREACHABLE)
    desk.interactions.log(tried)
    assert [one.id for one in desk.case_patterns.radar().quiet.not_called] == [customer.id]


@pytest.mark.req("R165")
def test_the_time_at_a_stage_runs_until_the_next_one(desk: Desk, site: Site) -> None:
    now = desk.context.clock.now()
    case = complain(desk, site, date(2026, 11, 10), received_at=now - timedelta(minutes=22))
    desk.complaints.update(replace(case, stage=Stage.RECAP))
    (listening,) = desk.case_patterns.radar().stages
    assert (listening.stage, listening.cases, listening.minutes) == (Stage.LISTEN, 1, 22)


def test_an_empty_branch_has_no_patterns(desk: Desk) -> None:
    radar = desk.case_patterns.radar()
    assert (radar.cases, radar.patterns, radar.stages) == ((), (), ())
    assert len(radar.months) == len(radar.trend) == 12
