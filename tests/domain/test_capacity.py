"""Every pair of windows of one technician that meet is found once, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.capacity import Booking, BusySpan, clashes, clashes_of, loads, queue
from branchdesk.domain.visit_window import window_of

DAY = date(2026, 11, 24)
BOOKINGS = st.builds(
    Booking,
    id=st.just(0),
    date_on=st.dates(DAY, DAY + timedelta(days=2)),
    start_at=st.sampled_from(("", "00:30", "08:00", "21:30", "22:00", "23:45")),
    minutes_before=st.sampled_from((0, 45)),
    minutes=st.sampled_from((15, 60, 240)),
    minutes_after=st.sampled_from((0, 60)),
    technician_id=st.sampled_from((None, 1, 2)),
)


def numbered(drawn: list[Booking]) -> list[Booking]:
    return [replace(one, id=number) for number, one in enumerate(drawn, 1)]


def meets(one: Booking, other: Booking) -> bool:
    """Ask minute by minute, as slow and as plain as can be."""
    a, b = window_of(one), window_of(other)
    if a is None or b is None or one.technician_id is None or one.technician_id != other.technician_id:
        return False
    return a.start < b.end and b.start < a.end


@given(st.lists(BOOKINGS, max_size=9))
def test_all_pairs_that_meet_and_no_others_are_found(drawn: list[Booking]) -> None:
    bookings = numbered(drawn)
    found = [
        frozenset((clash.visit.id, clash.other.id))
        for clash in clashes(bookings)
        if isinstance(clash.other, Booking)
    ]
    assert len(found) == len(set(found))
    wanted = {frozenset((a.id, b.id)) for a, b in combinations(bookings, 2) if meets(a, b)}
    assert set(found) == wanted
    for one in bookings:
        others = clashes_of(one, one.technician_id, one.id, bookings, ())
        assert {other.id for other in others if isinstance(other, Booking)} == {
            b.id for b in bookings if b.id != one.id and meets(one, b)
        }


@pytest.mark.req("R016")
def test_a_job_that_begins_when_the_window_ends_is_no_clash() -> None:
    night = Booking(id=1, date_on=DAY, start_at="22:00", minutes=60, minutes_after=105, technician_id=1)
    after = Booking(id=2, date_on=DAY + timedelta(days=1), start_at="00:45", technician_id=1)
    assert clashes([night, after]) == []
    (clash,) = clashes([night, replace(after, start_at="00:44")])
    assert (clash.visit.id, clash.minutes) == (2, 1)


def test_a_time_taken_elsewhere_clashes_with_visits_but_not_with_another_such_time() -> None:
    visit = Booking(id=1, date_on=DAY, start_at="09:00", technician_id=1)
    busy = [
        BusySpan(1, datetime(2026, 11, 24, 8, 0), datetime(2026, 11, 24, 12, 0), "培训"),
        BusySpan(1, datetime(2026, 11, 24, 8, 0), datetime(2026, 11, 24, 9, 0), "体检"),
        BusySpan(2, datetime(2026, 11, 24, 8, 0), datetime(2026, 11, 24, 12, 0), "培训"),
    ]
    (clash,) = clashes([visit], busy)
    assert (clash.visit, clash.other, clash.minutes) == (visit, busy[0], 60)


def test_a_full_day_counts_whole_windows_and_zero_sets_no_limit() -> None:
    one = Booking(id=1, date_on=DAY, minutes_before=30, minutes=60, minutes_after=30, technician_id=1)
    (load,) = loads([one, replace(one, id=2)])
    assert (load.visits, load.minutes) == (2, 240)
    assert (load.is_over(240, 2), load.is_over(239, 2), load.is_over(240, 1)) == (False, True, True)
    assert not load.is_over(0, 0)


@pytest.mark.req("R081")
def test_the_queue_sorts_by_the_moment_of_payment_then_by_day() -> None:
    waiting = [Booking(id=n, date_on=DAY + timedelta(days=n)) for n in (1, 2, 3, 4)]
    paid = {
        3: datetime(2026, 11, 22, 9, 40, tzinfo=UTC),
        4: datetime(2026, 11, 22, 9, 10, tzinfo=UTC),
    }
    assert [one.visit.id for one in queue(waiting, paid, 480, 6)] == [4, 3, 1, 2]
