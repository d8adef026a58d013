"""The days on which one greets customers, also by the old calendar: festivals, birthdays (R140, R141)."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache


class Festival(StrEnum):
    """The festivals before which the branch greets its customers."""

    NEW_YEAR = "new_year"
    SPRING = "spring"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    NATIONAL_DAY = "national_day"


@dataclass(frozen=True, slots=True)
class FestivalDay:
    """A festival in one year."""

    festival: Festival
    on: date


_SOLAR = {Festival.NEW_YEAR: (1, 1), Festival.NATIONAL_DAY: (10, 1)}
_LUNAR = {Festival.SPRING: (1, 1), Festival.DRAGON_BOAT: (5, 5), Festival.MID_AUTUMN: (8, 15)}


def festival_day(festival: Festival, year: int) -> date:
    """Return the day of a festival in a year of the common calendar."""
    if festival in _SOLAR:
        month, day = _SOLAR[festival]
        return date(year, month, day)
    return _solar(year, *_LUNAR[festival])


def festivals_near(today: date, days_before: int) -> list[FestivalDay]:
    """Return the festivals whose list is open: from `days_before` days ahead to the day itself."""
    found = (
        FestivalDay(festival, festival_day(festival, year))
        for year in (today.year, today.year + 1)
        for festival in Festival
    )
    last = today + timedelta(days=days_before)
    return sorted((one for one in found if today <= one.on <= last), key=lambda one: one.on)


def list_day(day: FestivalDay, days_before: int = 7) -> date:
    """Return when the list of recipients comes up."""
    return day.on - timedelta(days=days_before)


def birthday_in(born: date, year: int, *, lunar: bool = False) -> date:
    """Return the birthday in a year: 29 Feb is kept on the 28th in other years (R141).

    A lunar birthday is written down in the old calendar, month and day as people say them (八月十五); then
    `year` is its year too, and the thirtieth of a short month is its last day.
    """
    if lunar:
        return _solar(year, born.month, born.day)
    if (born.month, born.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return born.replace(year=year)


def next_birthday(born: date, today: date, *, lunar: bool = False) -> date:
    """Return the first birthday on or after a day."""
    # The old calendar's year ends in January or February: its days may belong to the year before.
    years = (today.year - 1, today.year, today.year + 1)
    return min(day for day in (birthday_in(born, year, lunar=lunar) for year in years) if day >= today)


def birthdays_near(born: date, since: date, until: date, *, lunar: bool = False) -> Iterator[date]:
    """Yield the birthdays between two days, both included."""
    day = next_birthday(born, since, lunar=lunar)
    if day <= until:
        yield day


def _solar(year: int, month: int, day: int) -> date:
    """Turn a day of the old calendar into the common one."""
    first, days = _months(year)[month]
    return first + timedelta(days=min(day, days) - 1)


@cache
def _months(year: int) -> dict[int, tuple[date, int]]:
    """Return the first day of each month of a year of the old calendar, and how many days the month has.

    Worked out once a year: the library takes 15 ms for it, and a branch has hundreds of birthdays.
    """
    from lunar_python import LunarYear, Solar

    found = {}
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year and not month.isLeap():
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            day = date(first.getYear(), first.getMonth(), first.getDay())
            found[month.getMonth()] = (day, month.getDayCount())
    return found
