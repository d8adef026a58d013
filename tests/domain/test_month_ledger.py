"""Twelve boxes from plain facts (D01)."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.month_ledger import (
    Attended,
    BoxState,
    BoxTrouble,
    OwedService,
    seen_month,
    year_of_site,
)
from branchdesk.domain.months import Month
from branchdesk.domain.visits import VisitStatus


def owed(month: int, status: VisitStatus | None = None, waived: str = "", day: int = 5) -> OwedService:
    return OwedService(
        slot_id=month * 100 + day,
        site_id=1,
        contract="HT-1",
        anchor_on=date(2026, month, day),
        planned_on=date(2026, month, day),
        waived_why=waived,
        visit_id=month if status else None,
        status=status,
        visit_on=date(2026, month, day) if status else None,
    )


def came(*months: int) -> list[Attended]:
    return [Attended(number, 1, Month(2026, number)) for number in months]


@pytest.mark.req("D01")
@pytest.mark.parametrize(
    ("services", "attended", "state", "trouble"),
    [
        ([], 0, BoxState.NONE, None),
        ([owed(1)], 0, BoxState.OWED, BoxTrouble.EMPTY),
        ([owed(1, VisitStatus.PLANNED)], 1, BoxState.BOOKED, None),
        ([owed(1, VisitStatus.DONE)], 1, BoxState.DONE, None),
        ([owed(1, VisitStatus.DONE)], 2, BoxState.DONE, BoxTrouble.DOUBLED),
        ([owed(1, VisitStatus.MISSED)], 0, BoxState.OWED, BoxTrouble.EMPTY),
        ([owed(1, VisitStatus.CANCELLED, "停业")], 0, BoxState.WAIVED, None),
        ([owed(1, VisitStatus.DONE), owed(1, VisitStatus.MISSED, day=20)], 1, BoxState.OWED, None),
        ([owed(1, VisitStatus.DONE), owed(1, None, "停业", 20)], 1, BoxState.DONE, None),
        ([owed(1, VisitStatus.DONE)], 0, BoxState.DONE, BoxTrouble.EMPTY),  # it was given in another month
    ],
)
def test_a_box_says_how_its_month_stands(
    services: list[OwedService], attended: int, state: BoxState, trouble: BoxTrouble | None
) -> None:
    january, *rest = year_of_site(2026, services, came(*[1] * attended))
    assert (january.state, january.trouble) == (state, trouble)
    assert {(box.state, box.trouble) for box in rest} == {(BoxState.NONE, None)}


def test_a_service_counts_for_its_own_month_where_the_holiday_policy_put_it_elsewhere() -> None:
    anchor, planned = date(2026, 10, 1), date(2026, 9, 30)
    assert seen_month(planned, anchor, planned) == Month(2026, 10)
    assert seen_month(date(2026, 9, 29), anchor, planned) == Month(2026, 9)
    assert seen_month(planned) == Month(2026, 9)


def test_other_years_are_left_out() -> None:
    boxes = year_of_site(2027, [owed(1, VisitStatus.DONE)], came(1))
    assert {box.state for box in boxes} == {BoxState.NONE}
    assert [box.month.key for box in boxes][::11] == ["2027-01", "2027-12"]
