"""What a calendar shows: things that happen on a day, and what kind of day it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ui.language import tr, words


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One visit, call or duty; `state` is the word and `token` the colour of how it stands.

    `time` is `HH:MM` or empty, `icon` a Lucide name; only a `movable` item can be dragged to another day.
    """

    id: object
    day: date
    time: str
    title: str
    state: str
    token: str = "info"  # noqa: S105 - a colour, no secret
    tooltip: str = ""
    icon: str = ""
    movable: bool = True
    struck: bool = False  # does not take place

    def spoken(self) -> str:
        """Return what a screen reader says."""
        return ", ".join(part for part in (self.time, self.title, self.state) if part)


class DayKind(Enum):
    """What the calendar of working days says about a day."""

    HOLIDAY = "holiday"
    WORKED_WEEKEND = "worked"


@dataclass(frozen=True, slots=True)
class DayMark:
    """A holiday, or a weekend on which people work; `name` is written in the cell."""

    day: date
    name: str
    kind: DayKind

    def sign(self) -> str:
        """Return the one character that Chinese calendars print: 休 or 班."""
        return tr("off") if self.kind is DayKind.HOLIDAY else tr("work")


Days = dict[date, list[CalendarItem]]


def by_day(items: Iterable[CalendarItem]) -> Days:
    """Group items by day, in the order of their times; items without a time come first."""
    days: Days = {}
    for item in items:
        days.setdefault(item.day, []).append(item)
    for found in days.values():
        found.sort(key=lambda item: item.time)
    return days


def spoken_day(day: date, items: list[CalendarItem], mark: DayMark | None) -> str:
    """Return what a screen reader says about a day."""
    head = words().long_date(day) + (f", {mark.sign()} {mark.name}" if mark else "")
    return "; ".join([head, *(item.spoken() for item in items[:20])])
