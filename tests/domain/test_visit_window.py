from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from branchdesk.domain.visit_window import VisitWindow, window_of


@dataclass(frozen=True)
class Planned:
    start_at: str
    minutes: int = 60
    minutes_before: int = 45
    minutes_after: int = 60
    date_on: date = date(2026, 11, 24)


@pytest.mark.req("R016")
def test_four_durations_make_one_window_past_midnight() -> None:
    assert window_of(Planned("22:00")) == VisitWindow(
        datetime(2026, 11, 24, 22, 0),
        datetime(2026, 11, 24, 22, 45),
        datetime(2026, 11, 24, 23, 45),
        datetime(2026, 11, 25, 0, 45),
    )


def test_without_a_time_there_is_no_window() -> None:
    assert window_of(Planned("")) is None
