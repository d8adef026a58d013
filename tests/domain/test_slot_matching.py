"""Slots follow a changed rule month by month; what was touched stays."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.recurrence import Occurrence
from branchdesk.domain.slot_matching import Held, match_slots

DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 30))


def owed(*days: date) -> list[Occurrence]:
    return [Occurrence(day, day) for day in sorted(days)]


def test_a_monthly_slot_that_nobody_touched_follows_to_the_new_day() -> None:
    found = match_slots([Held("a", date(2026, 12, 8), follows=True)], owed(date(2026, 12, 15)))
    ((slot, day),) = found.kept
    assert (slot.key, day.original, found.new, found.gone) == ("a", date(2026, 12, 15), (), ())


@pytest.mark.req("V4")
def test_a_slot_that_was_served_takes_the_months_place_of_the_new_day() -> None:
    found = match_slots([Held("done", date(2026, 11, 5), follows=False)], owed(date(2026, 11, 25)))
    assert (found.kept, found.new, found.gone) == ((), (), ())


def test_days_beyond_the_slots_are_new_and_slots_beyond_the_days_go() -> None:
    slots = [Held("a", date(2026, 1, 5), follows=True), Held("b", date(2026, 1, 19), follows=True)]
    fewer = match_slots(slots, owed(date(2026, 1, 31)))
    assert [slot.key for slot in fewer.gone] == ["b"]
    more = match_slots(slots, owed(*(date(2026, 1, day) for day in (7, 14, 21))))
    assert [one.original for one in more.new] == [date(2026, 1, 21)]


@given(
    st.lists(st.tuples(DAYS, st.booleans()), unique_by=lambda pair: pair[0], max_size=12),
    st.sets(DAYS, max_size=12),
)
def test_nothing_is_lost_nothing_is_doubled_and_matching_again_changes_nothing(
    held: list[tuple[date, bool]], days: set[date]
) -> None:
    slots = [Held(number, day, follows) for number, (day, follows) in enumerate(held)]
    found = match_slots(slots, owed(*days))
    fixed = {slot.anchor_on for slot in slots if not slot.follows}
    moved = {slot.key: day.original for slot, day in found.kept if slot.follows}
    gone = {slot.key for slot in found.gone}
    assert all(slot.follows for slot in found.gone)
    assert {slot.key for slot in slots if slot.follows} == set(moved) | gone
    after = [*fixed, *moved.values(), *(one.original for one in found.new)]
    assert len(after) == len(set(after))
    wanted, there = Counter(f"{day:%Y-%m}" for day in days), Counter(f"{day:%Y-%m}" for day in fixed)
    for month, number in Counter(f"{day:%Y-%m}" for day in after).items():
        assert number == max(wanted[month], there[month])
    again = match_slots([Held(day, day, day not in fixed) for day in after], owed(*days))
    assert (again.new, again.gone) == ((), ())
    assert all(slot.anchor_on == day.original for slot, day in again.kept)
