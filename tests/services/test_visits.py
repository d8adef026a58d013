"""Plans never drift, nothing is planned twice, and what follows a visit is made with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, Customer, HolidayPolicy, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visit_record import VisitRecord
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.domain.visits import Cause, PlanSlot, Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk


@pytest.fixture
def contract(desk: Desk, customer: Customer, site: Site) -> Contract:
    draft = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-1",
        start_on=date(2026, 11, 1),
        end_on=date(2027, 10, 31),
        rule="每月31日",
        start_at="22:00",
    )
    return desk.customers.save_contract(draft).value


def visits(desk: Desk) -> list[Visit]:
    return desk.context.reader.find(Visit)


@pytest.mark.req("V4")
@pytest.mark.req("V1")
def test_a_contract_owes_one_visit_in_each_month(desk: Desk, contract: Contract) -> None:
    days = [visit.date_on for visit in visits(desk)]
    assert days[:4] == [date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]
    assert [(day.year, day.month) for day in days] == sorted({(day.year, day.month) for day in days})
    assert contract.rule.startswith("FREQ=MONTHLY")


def test_planning_again_adds_nothing(desk: Desk, contract: Contract) -> None:
    before = len(visits(desk))
    assert desk.visits.plan().value == 0
    assert len(visits(desk)) == before
    assert contract.id


@pytest.mark.req("V3")
def test_a_moved_visit_leaves_its_slot_and_the_series_where_they_are(desk: Desk, contract: Contract) -> None:
    first = visits(desk)[0]
    desk.visits.move_visit(first.id, date(2026, 12, 2), why="店庆", cause=Cause.CUSTOMER)
    moved = desk.visits.visit(first.id)
    slot = desk.visits.slot_of(moved)
    assert slot is not None
    assert (moved.date_on, moved.original_on, slot.anchor_on) == (
        date(2026, 12, 2),
        date(2026, 11, 30),
        date(2026, 11, 30),
    )
    assert visits(desk)[1].date_on == date(2026, 12, 31)
    assert desk.visits.plan().value == 0
    assert contract.id


def test_a_cancelled_visit_is_not_planned_again(desk: Desk, contract: Contract) -> None:
    first = visits(desk)[0]
    desk.visits.cancel_visit(first.id, "装修停业", Cause.CUSTOMER)
    assert desk.visits.plan().value == 0
    assert desk.visits.visit(first.id).status is VisitStatus.CANCELLED
    assert contract.id


def test_undoing_a_contract_takes_its_plan_with_it(desk: Desk, customer: Customer, site: Site) -> None:
    draft = Contract(customer_id=customer.id, site_id=site.id, number="HT-2", start_on=date(2026, 11, 1))
    outcome = desk.customers.save_contract(replace(draft, rule="weekly"))
    assert outcome.undo is not None
    outcome.undo()
    assert (visits(desk), desk.context.reader.find(PlanSlot)) == ([], [])


@pytest.mark.req("D05")
def test_a_visit_that_a_holiday_moves_keeps_its_original_day_and_the_reason(
    desk: Desk, customer: Customer, site: Site
) -> None:
    draft = Contract(customer_id=customer.id, site_id=site.id, number="HT-3", start_on=date(2027, 1, 1))
    desk.customers.save_contract(replace(draft, rule="每月1日", holiday_policy=HolidayPolicy.AFTER))
    first = visits(desk)[0]
    assert first.original_on == date(2027, 1, 1)
    assert first.date_on > date(2027, 1, 1)
    assert first.moved_why


def test_a_visit_outside_its_contract_is_refused_with_a_way_forward(desk: Desk, contract: Contract) -> None:
    with pytest.raises(Invalid, match="outside contract HT-1"):
        desk.visits.move_visit(visits(desk)[0].id, date(2028, 1, 1))
    assert contract.id


@pytest.mark.req("R012")
@pytest.mark.parametrize(
    ("first", "follow_up"),
    [(date(2026, 11, 2), date(2026, 11, 16)), (date(2026, 9, 17), date(2026, 10, 8))],
)
def test_a_first_service_is_followed_up_after_fourteen_days(
    desk: Desk, site: Site, first: date, follow_up: date
) -> None:
    planned = desk.visits.save_visit(Visit(site_id=site.id, kind=VisitKind.FIRST, date_on=first)).value
    done = replace(planned, status=VisitStatus.DONE)
    desk.field.record(VisitRecord(visit=done, sheet=VisitSheet(intro_minutes=30)))
    found = [visit for visit in visits(desk) if visit.kind is VisitKind.FOLLOW_UP]
    assert [visit.date_on for visit in found] == [follow_up]
    assert bool(found[0].moved_why) == (follow_up != first + timedelta(days=14))


@pytest.mark.req("R021")
def test_a_report_needs_what_was_found_and_what_was_done(desk: Desk, site: Site) -> None:
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 20))).value
    done = desk.visits.save_visit(replace(visit, status=VisitStatus.DONE, findings="后厨发现鼠粪")).value
    with pytest.raises(Invalid) as caught:
        desk.visits.issue_report(done.id)
    assert set(caught.value.problems) == {"actions"}


@pytest.mark.req("R051")
def test_reports_are_numbered_without_gaps_and_issued_once(
    desk: Desk, site: Site, clock: ManualClock
) -> None:
    numbers = []
    for day in (19, 20):
        visit = Visit(site_id=site.id, date_on=date(2026, 11, day), findings="鼠粪", actions="补充毒饵站")
        done = desk.visits.save_visit(replace(visit, status=VisitStatus.DONE)).value
        numbers.append(desk.visits.issue_report(done.id, signed_by="王经理").value.number)
        with pytest.raises(Refused, match="issued already"):
            desk.visits.issue_report(done.id)
    assert numbers == ["SR-2026-11-0001", "SR-2026-11-0002"]
    assert clock.today() == date(2026, 11, 22)


def test_a_done_visit_is_neither_moved_nor_cancelled(desk: Desk, site: Site) -> None:
    visit = Visit(site_id=site.id, date_on=date(2026, 11, 20), status=VisitStatus.DONE)
    done = desk.visits.save_visit(visit).value
    with pytest.raises(Refused):
        desk.visits.move_visit(done.id, date(2026, 11, 25))
    with pytest.raises(Refused):
        desk.visits.cancel_visit(done.id, "x", Cause.US)


@pytest.mark.req("R016")
def test_a_visit_moves_to_another_time_technician_and_length_at_once(desk: Desk, site: Site) -> None:
    people = [desk.customers.save_employee(Employee(name=name)).value for name in ("赵强", "孙丽")]
    plan = Visit(site_id=site.id, date_on=date(2026, 11, 24), start_at="22:00", technician_id=people[0].id)
    saved = desk.visits.save_visit(plan).value
    desk.visits.move_visit(
        saved.id, date(2026, 11, 25), start_at="21:15", technician_id=people[1].id, minutes=90, why="盘点"
    )
    moved = desk.visits.visit(saved.id)
    assert (moved.date_on, moved.start_at, moved.minutes) == (date(2026, 11, 25), "21:15", 90)
    assert (moved.technician_id, moved.original_on) == (people[1].id, date(2026, 11, 24))
    desk.visits.move_visit(saved.id, date(2026, 11, 25), technician_id=0, why="盘点")
    assert desk.visits.visit(saved.id).technician_id is None


def test_booking_asks_no_reason_and_keeps_the_day_that_was_owed(desk: Desk, site: Site) -> None:
    person = desk.customers.save_employee(Employee(name="赵强")).value
    owed = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 24))).value
    outcome = desk.visits.book_visit(
        owed.id, date(2026, 11, 26), start_at="22:00", technician_id=person.id, minutes=45
    )
    booked = outcome.value
    assert (booked.date_on, booked.start_at, booked.technician_id) == (
        date(2026, 11, 26),
        "22:00",
        person.id,
    )
    assert (booked.minutes, booked.original_on, booked.moved_cause) == (45, date(2026, 11, 24), None)
    assert outcome.undo is not None
    outcome.undo()
    assert replace(desk.visits.visit(owed.id), version=0) == replace(owed, version=0)


def test_what_has_a_time_is_moved_and_not_booked_anew(desk: Desk, site: Site) -> None:
    plan = Visit(site_id=site.id, date_on=date(2026, 11, 24), start_at="22:00")
    saved = desk.visits.save_visit(plan).value
    assert desk.visits.book_visit(saved.id, date(2026, 11, 24), minutes=90).value.minutes == 90
    for day, start_at in ((date(2026, 11, 25), None), (date(2026, 11, 24), "21:00")):
        with pytest.raises(Refused, match="say why"):
            desk.visits.book_visit(saved.id, day, start_at=start_at)


def test_what_lacks_time_or_technician_is_in_the_pool(desk: Desk, site: Site) -> None:
    person = desk.customers.save_employee(Employee(name="赵强")).value
    plan = Visit(site_id=site.id, date_on=date(2026, 11, 24), start_at="22:00", technician_id=person.id)
    drafts = (plan, replace(plan, start_at=""), replace(plan, technician_id=None))
    _booked, *owed = [desk.visits.save_visit(draft).value.id for draft in drafts]
    query = ListQuery(ListKind.VISITS, filters=("unbooked",))
    assert sorted(desk.lists.ids(query)) == owed
    desk.visits.cancel_visit(owed[0], "停业", Cause.CUSTOMER)
    assert desk.lists.ids(query) == owed[1:]
