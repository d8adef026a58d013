"""A grade adds calls to the one a month that everybody gets (R025, R139)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.settings import Settings
from branchdesk.services.call_work import Talk
from branchdesk.services.desk import Desk

UNCALLED = ListQuery(ListKind.CUSTOMERS, filters=("uncalled",))


@pytest.fixture
def desk(desk: Desk, clock: ManualClock) -> Desk:
    clock.instant = ManualClock.at(date(2026, 11, 23)).instant
    return desk


def graded(desk: Desk, grade: str) -> Customer:
    return desk.customers.save_customer(Customer(name=f"客户{grade}", grade=grade)).value


def talk(customer: Customer, day: int, result: CallResult = CallResult.REACHED) -> Interaction:
    moment = datetime(2026, 11, day, 2, tzinfo=UTC)
    return Interaction(customer_id=customer.id, purpose=Purpose.COURTESY, result=result, happened_at=moment)


def seldom(desk: Desk) -> int:
    """Read the figure of the month."""
    value = desk.summaries.month(2026, 11).figure("communication", "no_contact").value
    return int(value or 0)


@pytest.mark.req("R139")
def test_a_customer_of_grade_a_is_listed_until_the_second_call(desk: Desk) -> None:
    customer = graded(desk, "A")
    desk.interactions.log(talk(customer, 3))
    assert (desk.lists.ids(UNCALLED), seldom(desk)) == ([customer.id], 1)
    assert desk.call_work.plan()[0].say.params == {"calls": 1, "owed": 2, "day": date(2026, 11, 3)}
    desk.interactions.log(talk(customer, 9, CallResult.UNREACHABLE))
    assert (desk.lists.ids(UNCALLED), seldom(desk)) == ([customer.id], 1)
    desk.interactions.log(talk(customer, 10))
    assert (desk.lists.ids(UNCALLED), seldom(desk)) == ([], 0)
    assert desk.call_work.plan()[0].say.params == {"day": date(2026, 11, 10)}


@pytest.mark.req("R139")
@pytest.mark.parametrize("grade", ["B", "C", ""])
def test_one_call_is_enough_for_the_other_grades(desk: Desk, grade: str) -> None:
    customer = graded(desk, grade)
    assert desk.lists.ids(UNCALLED) == [customer.id]
    desk.interactions.log(talk(customer, 3))
    assert (desk.lists.ids(UNCALLED), seldom(desk)) == ([], 0)


@pytest.mark.req("R139", "R025")
@pytest.mark.parametrize("number", [-1, 0, 1])
def test_the_floor_holds_whatever_is_set(desk: Desk, number: int) -> None:
    desk.upkeep.save_settings(Settings(calls_per_month_a=number, calls_per_month_b=number))
    customers = [graded(desk, grade) for grade in "ABC"]
    desk.interactions.log(talk(customers[0], 3))
    assert (len(desk.lists.ids(UNCALLED)), seldom(desk)) == (2, 2)
    for customer in customers[1:]:
        desk.interactions.log(talk(customer, 3))
    assert (desk.lists.ids(UNCALLED), seldom(desk)) == ([], 0)


@pytest.mark.req("R139", "D02")
def test_one_call_with_two_reasons_is_one_call(desk: Desk) -> None:
    customer = graded(desk, "A")
    first = talk(customer, 3)
    both = [Talk(interaction=first), Talk(interaction=replace(first, purpose=Purpose.FINANCE))]
    desk.call_work.log_together(both)
    assert desk.lists.ids(UNCALLED) == [customer.id]


@pytest.mark.req("R139")
def test_who_is_owed_a_call_comes_before_a_longer_silence(desk: Desk) -> None:
    low, high = graded(desk, "C"), graded(desk, "A")
    desk.interactions.log(talk(low, 3))
    desk.interactions.log(talk(high, 10))
    assert [line.whom.customer_id for line in desk.call_work.plan()] == [high.id, low.id]
