"""What a calendar shows: things that happen on a day, and what kind of day it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from ui.language import tr, words


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One visit, call or duty; `state` is the word and `token` the colour of how it stands.

    `time` is `HH:MM` or empty, `icon` a Lucide name; only a `movable` item can be dragged to another day.
    Views with an axis of time show it for `before` + `minutes` + `after` minutes from `time` on, `minutes`
    being what it is about, and views with a column for everybody in the column of `who_id`.
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
    minutes: int = 60
    before: int = 0
    after: int = 0
    who: str = ""
    who_id: int = 0  # nobody yet
    tell: Callable[[], str] | None = field(default=None, compare=False)
    """Writes the explanation when somebody asks for it: of many items few are ever asked."""

    @property
    def start(self) -> datetime | None:
        """Return the moment at which it begins, None while its time is open."""
        return datetime.combine(self.day, time.fromisoformat(self.time)) if self.time else None

    @property
    def length(self) -> int:
        """Return the minutes that it takes in all."""
        return self.before + self.minutes + self.after

    def until(self) -> str:
        """Return the wall time at which all of it is over, empty while its time is open."""
        return f"{self.start + timedelta(minutes=self.length):%H:%M}" if self.start else ""

    def explanation(self) -> str:
        """Return what is said about it where the mouse rests."""
        return self.tell() if self.tell is not None else self.tooltip or self.spoken()

    def spoken(self) -> str:
        """Return what a screen reader says."""
        return ", ".join(part for part in (self.time, self.title, self.state) if part)


@dataclass(frozen=True, slots=True)
class MoveWish:
    """Where somebody wants an item to be; `time` and `who_id` stay as they are where they are None."""

    item_id: object
    day: date
    time: str | None = None
    who_id: int | None = None  # 0: nobody


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
