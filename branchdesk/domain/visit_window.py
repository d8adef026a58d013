"""When a visit takes a place up: preparing, work, the customer's cleaning, cleaning up (R016)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol


class Timed(Protocol):
    """What a window is made of: a row of the list of visits has all of it."""

    @property
    def date_on(self) -> date:
        """Return the day on which the window begins."""

    @property
    def start_at(self) -> str:
        """Return the wall time HH:MM at which it begins, empty while open."""

    @property
    def minutes_before(self) -> int:
        """Return the minutes of preparing."""

    @property
    def minutes(self) -> int:
        """Return the minutes of work on site."""

    @property
    def minutes_after(self) -> int:
        """Return the minutes of the customer's cleaning and of cleaning up together."""


@dataclass(frozen=True, slots=True)
class VisitWindow:
    """The total window `start` to `end` and, within it, the work on site; local moments without a zone."""

    start: datetime
    work_from: datetime
    work_until: datetime
    end: datetime


def window_of(visit: Timed) -> VisitWindow | None:
    """Return the window of a visit, also past midnight; None while its time is open.

    The time agreed with the customer is when preparing begins: 22:00 with 45 minutes of preparing, 60 of
    work, 30 of cleaning and 30 afterwards lasts until 00:45.
    """
    if not visit.start_at:
        return None
    start = datetime.combine(visit.date_on, time.fromisoformat(visit.start_at))
    work_from = start + timedelta(minutes=visit.minutes_before)
    work_until = work_from + timedelta(minutes=visit.minutes)
    return VisitWindow(start, work_from, work_until, work_until + timedelta(minutes=visit.minutes_after))
