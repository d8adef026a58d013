"""What other calendar programs are given: one entry for each visit and each appointment call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry; with `start` it has a time, else it fills the day."""

    uid: str  # the same for the same visit or call in every file
    day: date
    start: datetime | None = None  # aware, in the branch's zone
    end: datetime | None = None
    title: str
    text: str = ""
    place: str = ""
    alarm_minutes: int | None = None  # before the start
    sequence: int = 0  # grows with each change
    firm: bool = True  # False: the time is still open
