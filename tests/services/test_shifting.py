"""The wizard moves all visits of a holiday at once, around clashes and full days, and back with one undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.capacity import Booking, clashes
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.settings import Settings
from branchdesk.domain.shifting import Room, ShiftPolicy, long_holidays, propose
from branchdesk.domain.visits import Cause, PlanSlot, Visit, VisitStatus
from branchdesk.domain.workdays import WorkCalendar
from branchdesk.services.desk import Desk
from branchdesk.services.shifting import ShiftRange

FIRST, LAST = date(2026, 2, 15), date(2026, 2, 23)
FESTIVAL = ShiftRange(first=FIRST, last=LAST)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock.at(date(2026, 1, 20))


@pytest.fixture
def visits(desk: Desk, customer: Customer, site: Site) -> list[Visit]:
    """Plan four visits of one technician within the Spring Festival of 2026, and one after it."""
    who = desk.customers.save_employee(Employee(name="周强", role=EmployeeRole.TECHNICIAN)).value
    found = []
    for day in (16, 17, 18, 20, 26):
        draft = Visit(site_id=site.id, date_on=date(2026, 2, day), start_at="22:00", technician_id=who.id)
        found.append(desk.visits.save_visit(draft).value)
    assert customer.id
    return found


def days(desk: Desk, wanted: ShiftRange) -> list[date | None]:
    return [one.to_on for one in desk.plan.shifting.preview(wanted).proposals]


@pytest.mark.req("D05")
def test_the_next_long_holidays_come_from_the_work_calendar() -> None:
    found = [
        (str(run.name), run.first, run.last) for run in long_holidays(WorkCalendar(), date(2026, 1, 20), 300)
    ]
    assert found[0] == ("Spring Festival", date(2026, 2, 15), date(2026, 2, 23))
    assert found[-1] == ("National Day", date(2026, 10, 1), date(2026, 10, 7))


@pytest.mark.req("D05")
@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (ShiftPolicy.BEFORE, [14, 13, 12, 11]),
        (ShiftPolicy.AFTER, [24, 25, 27, 28]),
        (ShiftPolicy.NEAREST, [14, 13, 12, 24]),
    ],
)
def test_each_policy_goes_around_days_on_which_the_technician_is_taken(
    desk: Desk, policy: ShiftPolicy, expected: list[int]
) -> None:
    found = desk.plan.shifting.preview(replace(FESTIVAL, policy=policy))
    assert [one.to_on.day for one in found.proposals if one.to_on] == expected
    assert not any(one.clashes or one.over for one in found.proposals)
    assert found.over == frozenset()


@pytest.mark.req("D05")
def test_all_move_in_one_act_with_their_cause_and_come_back_with_one_undo(
    desk: Desk, visits: list[Visit]
) -> None:
    shifting = desk.plan.shifting
    moves = [(one.visit.id, one.to_on) for one in shifting.preview(FESTIVAL).proposals if one.to_on]
    done = shifting.apply(moves[:3], "春节放假", Cause.FORCE_MAJEURE)
    moved = desk.visits.visit(visits[0].id)
    assert (moved.date_on, moved.original_on) == (date(2026, 2, 14), date(2026, 2, 16))
    assert (moved.moved_why, moved.moved_cause) == ("春节放假", Cause.FORCE_MAJEURE)
    assert desk.visits.visit(visits[3].id) == visits[3]
    assert done.undo is not None
    done.undo()
    assert [desk.visits.visit(one.id).date_on for one in visits] == [one.date_on for one in visits]
    with pytest.raises(Invalid, match="Say why"):
        shifting.apply(moves, " ")
    with pytest.raises(Refused, match="Nothing is ticked"):
        shifting.apply([], "x")


@pytest.mark.req("D05")
@pytest.mark.req("D03")
def test_a_visit_that_was_called_about_asks_for_a_reconfirmation(
    desk: Desk, customer: Customer, visits: list[Visit], clock: ManualClock
) -> None:
    desk.interactions.log(
        Interaction(customer_id=customer.id, visit_id=visits[3].id, purpose=Purpose.APPOINTMENT)
    )
    clock.advance(timedelta(days=14))
    desk.plan.shifting.apply([(visits[3].id, date(2026, 2, 25))], "春节放假")
    kinds = [(duty.kind, duty.link_id) for duty in desk.duties.due(30)]
    assert ("reconfirmation", visits[3].id) in kinds


@pytest.mark.req("D05")
def test_a_day_chosen_by_hand_shows_whom_it_runs_into(desk: Desk, visits: list[Visit]) -> None:
    found = desk.plan.shifting.preview(FESTIVAL, {visits[0].id: date(2026, 2, 26)})
    first = found.proposals[0]
    assert (first.to_on, first.clashes) == (date(2026, 2, 26), ("三川 · 总店",))
    desk.upkeep.save_settings(Settings(technician_visits_per_day=1))
    found = desk.plan.shifting.preview(FESTIVAL, {visits[0].id: date(2026, 2, 26)})
    assert found.proposals[0].over
    assert {day for day, _who in found.over} == {date(2026, 2, 26)}


def test_a_range_that_runs_backwards_or_too_far_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="lies before the start") as no:
        desk.plan.shifting.preview(ShiftRange(first=LAST, last=FIRST))
    assert no.value.field == "last"
    with pytest.raises(Refused, match="at most two months"):
        desk.plan.shifting.preview(ShiftRange(first=FIRST, last=date(2026, 8, 1)))


@pytest.mark.req("V3")
def test_the_slots_of_a_contract_stay_when_its_visits_go(desk: Desk, customer: Customer, site: Site) -> None:
    agreed = Contract(customer_id=customer.id, site_id=site.id, number="HT-1", start_on=date(2026, 2, 1))
    desk.customers.save_contract(replace(agreed, rule="每月18日", end_on=date(2026, 5, 31)))
    before = [(slot.anchor_on, slot.planned_on) for slot in desk.context.reader.find(PlanSlot)]
    found = desk.plan.shifting.preview(FESTIVAL).proposals
    desk.plan.shifting.apply([(one.visit.id, one.to_on) for one in found if one.to_on], "春节放假")
    assert desk.visits.plan().value == 0
    assert [(slot.anchor_on, slot.planned_on) for slot in desk.context.reader.find(PlanSlot)] == before
    planned = [v.date_on for v in desk.context.reader.find(Visit) if v.status is VisitStatus.PLANNED]
    assert sorted(planned)[1:] == [date(2026, 3, 18), date(2026, 4, 18), date(2026, 5, 18)]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(("08:00", "13:00", "22:00", "")), st.integers(1, 3)),
        max_size=14,
    ),
    st.sampled_from(tuple(ShiftPolicy)),
)
def test_every_visit_gets_a_working_day_outside_the_range_and_new_clashes_only_where_nothing_else_is_left(
    drawn: list[tuple[int, str, int]], policy: ShiftPolicy
) -> None:
    visits = [
        Booking(id=n, date_on=FIRST + timedelta(days=offset), start_at=at, technician_id=who)
        for n, (offset, at, who) in enumerate(drawn, 1)
    ]
    calendar = WorkCalendar()
    room = Room(tuple(visits), (), 480, 6)
    found = propose(visits, FIRST, LAST, policy, calendar, room, {})
    assert sorted(one.visit.id for one in found) == [one.id for one in visits]
    for one in found:
        assert one.to_on is not None
        assert calendar.is_working_day(one.to_on)
        assert not FIRST <= one.to_on <= LAST
    after = [replace(one.visit, date_on=one.to_on) for one in found if one.to_on]
    assert clashes(after) == []
