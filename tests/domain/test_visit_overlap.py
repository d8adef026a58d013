from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.visit_overlap import overlapping
from branchdesk.domain.visits import Visit

DAY = date(2026, 11, 10)


@pytest.mark.req("R016")
def test_a_window_past_midnight_meets_a_visit_of_the_next_day() -> None:
    night = Visit(id=1, date_on=DAY, start_at="22:00", minutes=165)
    late = Visit(id=2, date_on=DAY, start_at="23:30", minutes=60)
    after = Visit(id=3, date_on=date(2026, 11, 11), start_at="00:30", minutes=30)
    free = Visit(id=4, date_on=date(2026, 11, 11), start_at="00:45", minutes=30)
    assert overlapping(night, [night, late, after, free]) == [late, after]


def test_a_visit_without_a_time_meets_nobody() -> None:
    open_time = Visit(id=1, date_on=DAY)
    fixed = Visit(id=2, date_on=DAY, start_at="09:00")
    assert overlapping(open_time, [fixed]) == []
    assert overlapping(fixed, [open_time]) == []
