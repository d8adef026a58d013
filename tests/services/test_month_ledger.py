"""Twelve boxes a year: each owed, booked, done or waived, and red where a month is empty or doubled (D01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.month_ledger import BoxState, BoxTrouble
from branchdesk.domain.visits import Cause, Visit, VisitStatus
from branchdesk.services.desk import Desk

N, O, B, D, W = BoxState.NONE, BoxState.OWED, BoxState.BOOKED, BoxState.DONE, BoxState.WAIVED  # noqa: E741


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock.at(date(2025, 12, 20))


@pytest.fixture
def visits(desk: Desk, customer: Customer, site: Site) -> list[Visit]:
    """Plan a visit on the fifth of each month of 2026."""
    contract = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-1",
        start_on=date(2026, 1, 1),
        end_on=date(2026, 12, 31),
        rule="每月5日",
    )
    desk.customers.save_contract(contract)
    return sorted(desk.context.reader.find(Visit), key=lambda visit: visit.date_on)


def states(desk: Desk, site: Site) -> list[BoxState]:
    return [box.state for box in desk.plan.ledger.site_year(site.id, 2026)]


def troubles(desk: Desk, site: Site) -> dict[int, BoxTrouble]:
    boxes = desk.plan.ledger.site_year(site.id, 2026)
    return {box.month.number: box.trouble for box in boxes if box.trouble is not None}


@pytest.mark.req("D01")
def test_a_year_begins_with_twelve_booked_months(desk: Desk, site: Site, visits: list[Visit]) -> None:
    assert states(desk, site) == [B] * 12
    assert troubles(desk, site) == {}
    assert len(visits) == 12


@pytest.mark.req("D01")
def test_a_visit_moved_out_of_its_month_leaves_one_empty_and_doubles_the_other(
    desk: Desk, site: Site, visits: list[Visit]
) -> None:
    desk.visits.move_visit(visits[1].id, date(2026, 3, 9), why="盘点", cause=Cause.CUSTOMER)
    assert troubles(desk, site) == {2: BoxTrouble.EMPTY, 3: BoxTrouble.DOUBLED}
    (line,) = desk.plan.ledger.overview(2026)
    assert (line.site, line.problems) == ("总店", 2)


@pytest.mark.req("D01")
def test_a_service_is_waived_with_its_reason_and_owed_again(
    desk: Desk, site: Site, visits: list[Visit]
) -> None:
    slot = visits[3].slot_id or 0
    with pytest.raises(Invalid, match="Say why"):
        desk.plan.ledger.waive(slot, " ")
    done = desk.plan.ledger.waive(slot, "装修停业")
    assert states(desk, site)[3] is W
    assert desk.plan.ledger.site_year(site.id, 2026)[3].services[0].waived_why == "装修停业"
    assert desk.visits.visit(visits[3].id).status is VisitStatus.CANCELLED
    assert desk.visits.plan().value == 0
    assert done.undo is not None
    done.undo()
    assert states(desk, site)[3] is B
    desk.plan.ledger.waive(slot, "装修停业")
    desk.plan.ledger.owe_again(slot)
    assert (states(desk, site)[3], desk.visits.visit(visits[3].id).status) == (B, VisitStatus.PLANNED)
    with pytest.raises(Refused, match="not waived"):
        desk.plan.ledger.owe_again(slot)


@pytest.mark.req("D01")
def test_a_missed_month_is_booked_again_and_counts_as_done(
    desk: Desk, site: Site, visits: list[Visit], clock: ManualClock
) -> None:
    ledger = desk.plan.ledger
    clock.advance(timedelta(days=17))  # 2026-01-06
    desk.plan.causes.miss(visits[0].id, "技术员生病", Cause.US)
    assert (states(desk, site)[0], troubles(desk, site)) == (O, {1: BoxTrouble.EMPTY})
    slot = visits[0].slot_id or 0
    draft = ledger.draft(slot)
    assert (draft.date_on, draft.site_id) == (date(2026, 1, 6), site.id)
    again = ledger.book(slot, replace(draft, date_on=date(2026, 1, 12))).value
    assert (states(desk, site)[0], troubles(desk, site)) == (B, {})
    with pytest.raises(Refused, match="2026-01-12 serves this month already"):
        ledger.book(slot, draft)
    desk.visits.save_visit(replace(again, status=VisitStatus.DONE))
    assert states(desk, site)[0] is D
    with pytest.raises(Refused, match="cannot be waived"):
        ledger.waive(slot, "x")
    assert desk.visits.plan().value == 0


def test_a_quarterly_plan_owes_nothing_in_between(desk: Desk, customer: Customer, site: Site) -> None:
    contract = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-2",
        start_on=date(2026, 1, 1),
        rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=8",
    )
    desk.customers.save_contract(contract)
    assert states(desk, site) == [B, N, N] * 4
    assert desk.plan.ledger.overview(2031) == []
