"""What the calendar asks at every turn of a leaf uses the indexes made for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk
from tests.storage.test_query_plans import Asked, asked, desk, fill, full_scans

__all__ = ["asked", "desk"]  # the fixtures of the plans of queries
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MONTH = ListQuery(ListKind.VISITS, since=FIRST, until=LAST)
ASKS: dict[str, Callable[[Desk], object]] = {
    "days": lambda one: one.lists.days(MONTH),
    "unbooked": lambda one: one.lists.ids(
        ListQuery(ListKind.VISITS, filters=("unbooked",), since=FIRST, until=LAST)
    ),
    "owed": lambda one: one.visits.owed(FIRST, LAST),
    "bookings": lambda one: one.plan.capacity.bookings(FIRST, LAST),
    "free people": lambda one: one.plan.capacity.free_people(
        Visit(site_id=1, date_on=LAST, start_at="22:00")
    ),
    "busy": lambda one: one.plan.busy.between(FIRST, LAST),
}


@pytest.mark.parametrize("name", ASKS)
def test_a_leaf_reads_no_table_that_grows_for_ever_from_end_to_end(
    desk: Desk,
    asked: Asked,
    name: str,
) -> None:
    fill(desk, "一号店")
    asked.clear()
    ASKS[name](desk)
    assert asked
    assert full_scans(desk, asked) == set()


def test_days_come_with_the_ids_of_their_visits_in_order(desk: Desk) -> None:
    fill(desk, "一号店", "二号店")
    found = desk.lists.days(MONTH)
    assert [visit_id for visit_id, _day in found] == desk.lists.ids(MONTH)
    assert {day for _id, day in found} == {date(2026, 11, 25)}
