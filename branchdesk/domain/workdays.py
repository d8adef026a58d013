"""Which days the branch works: the Chinese work calendar under the branch's own editable table (R063)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

from branchdesk.domain.messages import Message, mark, msg

_loading = Lock()
_DAY = timedelta(days=1)
_FIRST_YEAR_WITH_SWAPS = 2002
_SWAP = re.compile(r"由 (\d{4}-\d{2}-\d{2}) 调休")

# The first festival in this order names a run of days off: National Day week is not called Mid-Autumn.
_FESTIVALS = {
    "国庆节": mark("National Day"),
    "春节": mark("Spring Festival"),
    "农历除夕": mark("Lunar New Year's Eve"),
    "元旦": mark("New Year's Day"),
    "清明节": mark("Tomb-Sweeping Day"),
    "劳动节": mark("Labour Day"),
    "端午节": mark("Dragon Boat Festival"),
    "中秋节": mark("Mid-Autumn Festival"),
}


class DayKind(StrEnum):
    """Why a day is worked or not."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    WORKED_WEEKEND = "worked_weekend"  # a weekend day worked in exchange for a day off (调休)
    BRANCH_CLOSED = "branch_closed"  # the branch's table says off where the public calendar names no holiday
    BRANCH_OPEN = "branch_open"  # the branch's table says work where the public calendar says off


_WORKED = {DayKind.WORKING, DayKind.WORKED_WEEKEND, DayKind.BRANCH_OPEN}


@dataclass(frozen=True, slots=True)
class WorkdayOverride:
    """One row of the branch's editable table; it outranks the public calendar."""

    day: date
    working: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class DayNote:
    """What is known about one day; render `name` and `why` with `Words.value`."""

    day: date
    kind: DayKind
    name: Message | str = ""  # the festival, or the branch's own words
    swapped_with: date | None = None  # the day worked for this day off, or the day off earned by this day

    @property
    def working(self) -> bool:
        """Tell whether the branch works on this day."""
        return self.kind in _WORKED

    @property
    def why(self) -> Message:
        """Say in a few words why the day is worked or not (D23)."""
        return self._why_named() if self.name else _WHY[self.kind]

    def _why_named(self) -> Message:
        name, other = self.name, self.swapped_with
        match self.kind:
            case DayKind.HOLIDAY if other:
                return msg("day off for {name}, worked on {other} instead", name=name, other=other)
            case DayKind.HOLIDAY:
                return msg("public holiday: {name}", name=name)
            case DayKind.WORKED_WEEKEND:
                return msg("worked weekend day for {name}", name=name)
            case DayKind.BRANCH_CLOSED:
                return msg("day off in the branch's table: {name}", name=name)
            case DayKind.BRANCH_OPEN:
                return msg("worked by the branch's table: {name}", name=name)
        return _WHY[self.kind]


_WHY = {
    DayKind.WORKING: msg("working day"),
    DayKind.WEEKEND: msg("weekend"),
    DayKind.HOLIDAY: msg("public holiday"),
    DayKind.WORKED_WEEKEND: msg("worked weekend day"),
    DayKind.BRANCH_CLOSED: msg("day off in the branch's table"),
    DayKind.BRANCH_OPEN: msg("worked by the branch's table"),
}


class WorkCalendar:
    """Working days of one branch: its own rows first, then the published calendar of its country."""

    def __init__(self, overrides: Iterable[WorkdayOverride] = (), country: str | None = "CN") -> None:
        """Take the branch's rows (a later row for the same day wins); without a country: Monday to Friday."""
        self._country = country
        self._overrides = {row.day: row for row in overrides}

    def note(self, day: date) -> DayNote:
        """Tell what kind of day it is and why."""
        public = self._public(day)
        row = self._overrides.get(day)
        closes_weekend = row is not None and not row.working and public.kind is DayKind.WEEKEND
        if row is None or (row.working == public.working and not closes_weekend):
            return public
        kind = DayKind.BRANCH_OPEN if row.working else DayKind.BRANCH_CLOSED
        return DayNote(day, kind, row.name.strip())

    def is_working_day(self, day: date) -> bool:
        """Tell whether the branch works on this day."""
        row = self._overrides.get(day)
        return row.working if row else self._public(day).working

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, before it where negative; 0 gives `day` itself."""
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def next_working_day(self, day: date) -> date:
        """Return the first working day on or after `day`."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day on or before `day`."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; negative where `end` is earlier.

        The inverse of `add_working_days`: backwards, `end` counts and `start` does not.
        """
        step = _DAY if end > start else -_DAY
        days = (start + step * i for i in range(1, abs((end - start).days) + 1))
        return sum(map(self.is_working_day, days)) * step.days

    def is_announced(self, day: date) -> bool:
        """Tell whether the holidays of the day's year are known, not only the statutory days guessed (V8)."""
        if self._country != "CN":
            return True
        return _has_swaps(_published("CN", day.year)) or self._announced_by_branch(day.year)

    @property
    def announced_until(self) -> date:
        """Return the last day before the first year whose holidays are not announced."""
        if self._country != "CN":
            return date.max
        year = _FIRST_YEAR_WITH_SWAPS
        while self.is_announced(date(year, 1, 1)):
            year += 1
        return date(year, 1, 1) - _DAY

    @property
    def version(self) -> str:
        """Name the table in use; the text changes whenever the table may have changed."""
        from hashlib import sha256  # slow to load, and rarely asked for

        rows = sorted((row.day.isoformat(), row.working, row.name) for row in self._overrides.values())
        digest = f"+{sha256(repr(rows).encode()).hexdigest()[:8]}" if rows else ""
        return f"{self._country} {_library_version()}{digest}" if self._country else f"mon-fri{digest}"

    def _public(self, day: date) -> DayNote:
        known = _published(self._country, day.year).get(day) if self._country else None
        return known or DayNote(day, DayKind.WORKING if day.weekday() < 5 else DayKind.WEEKEND)

    def _announced_by_branch(self, year: int) -> bool:
        """See the official table in the branch's rows: it repeats statutory days or swaps days.

        A single row is not enough: a branch that closes for its own anniversary has not published a year.
        """
        rows = [row for row in self._overrides.values() if row.day.year == year]
        closed = [row.day for row in rows if not row.working]
        repeats = any(self._public(day).kind is DayKind.HOLIDAY for day in closed)
        swaps = any(row.working and row.day.weekday() >= 5 for row in rows)
        return repeats or (swaps and any(day.weekday() < 5 for day in closed))


def _has_swaps(year: Mapping[date, DayNote]) -> bool:
    return any(note.kind is DayKind.WORKED_WEEKEND for note in year.values())


def _library_version() -> str:
    from holidays.version import __version__

    return __version__


@cache
def _published(country: str, year: int) -> Mapping[date, DayNote]:
    """Return the days of a year that the library does not leave to the days of the week."""
    import holidays  # slow to load: only when a date is asked for

    # Said outright: without it the names follow the language of the machine, and swaps are read from them.
    chinese = country == "CN"
    table = (
        _china()(years=year, language="zh_CN") if chinese else holidays.country_holidays(country, years=year)
    )
    named = {day: name for day, name in table.items() if day.year == year}
    notes = {day: _holiday(day, named) for day in named}
    earned = {note.swapped_with: note for note in notes.values() if note.swapped_with}
    for day in sorted(table.weekend_workdays):
        if day.year == year:
            off = earned.get(day)
            name, other = (off.name, off.day) if off else ("", None)
            notes[day] = DayNote(day, DayKind.WORKED_WEEKEND, name, other)
    return notes


def _china() -> Any:
    """Return the library's class of Chinese holidays without the modules of 250 other countries.

    They are imported by the package in which they all stand, and double the time (docs/decisions/0005): an
    empty package stands in for it meanwhile. Whoever asks for another country finds the real one afterwards.
    """
    package = "holidays.countries"
    with _loading:
        stands_in = package not in sys.modules
        if stands_in:
            sys.modules[package] = module_from_spec(find_spec(package))  # type: ignore[arg-type]  # installed
        try:
            return import_module(f"{package}.china").China
        finally:
            if stands_in:
                del sys.modules[package]


def _holiday(day: date, named: Mapping[date, str]) -> DayNote:
    swap = _SWAP.search(named[day])
    if swap is None:
        return DayNote(day, DayKind.HOLIDAY, _festival(named[day]))
    run = _run_of_days_off(day, named)
    festivals = [name for name in _FESTIVALS if any(name in named.get(other, "") for other in run)]
    name = _festival(festivals[0]) if festivals else ""
    return DayNote(day, DayKind.HOLIDAY, name, date.fromisoformat(swap[1]))


def _run_of_days_off(day: date, named: Mapping[date, str]) -> list[date]:
    run = [day]
    for step in (-_DAY, _DAY):
        other = day + step
        while other in named or other.weekday() >= 5:
            run.append(other)
            other += step
    return run


def _festival(name: str) -> Message | str:
    for chinese, english in _FESTIVALS.items():
        if chinese in name:
            return Message(english)
    return name
