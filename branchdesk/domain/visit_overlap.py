"""Whether two visits of one technician run into each other (R016)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar


class Attendance(Protocol):
    """What a visit and a row of the list of visits have in common."""

    @property
    def id(self) -> int:
        """Return the id of the visit."""

    @property
    def date_on(self) -> date:
        """Return its day."""

    @property
    def start_at(self) -> str:
        """Return its wall time HH:MM, empty while open."""

    @property
    def minutes(self) -> int:
        """Return how long it takes."""


A = TypeVar("A", bound=Attendance)


def overlapping(visit: Attendance, others: Iterable[A]) -> list[A]:
    """Return the others that run at the same time, also past midnight; visits without a time never do."""
    own = _span(visit)
    if own is None:
        return []
    return [other for other in others if other.id != visit.id and _meet(own, _span(other))]


def _span(visit: Attendance) -> tuple[datetime, datetime] | None:
    if not visit.start_at:
        return None
    start = datetime.combine(visit.date_on, time.fromisoformat(visit.start_at))
    return start, start + timedelta(minutes=visit.minutes)


def _meet(one: tuple[datetime, datetime], other: tuple[datetime, datetime] | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]
