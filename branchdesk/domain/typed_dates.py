"""Dates as people type them beside a telephone: `25`, `9-25`, `明天`, `+15wd`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from dateutil.relativedelta import relativedelta

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg

_WORDS = {
    "今天": 0, "今日": 0, "today": 0, "t": 0,
    "明天": 1, "明日": 1, "tomorrow": 1, "tom": 1,
    "后天": 2, "大后天": 3,
    "昨天": -1, "昨日": -1, "yesterday": -1,
    "前天": -2,
}  # fmt: skip
_STEP = re.compile(r"([+-])(\d{1,4})(wd|d|w|m|y|个?工作日|天|周|个?月|年)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_WEEKDAY = re.compile(r"(下?)(?:周|星期|礼拜)([一二三四五六日天])")
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


class Lean(StrEnum):
    """Which of several possible dates is meant where the year or the month was left out."""

    NEAR = "near"
    PAST = "past"
    FUTURE = "future"


class WorkingDays(Protocol):
    """What is needed to count working days."""

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after (before, where negative) the day."""


def parse_typed_date(
    text: str, today: date, calendar: WorkingDays | None = None, *, lean: Lean = Lean.NEAR
) -> date:
    """Read a typed date; raises `Refused` with what can be typed instead."""
    typed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower().replace("−", "-")
    readers: tuple[Callable[[], date | None], ...] = (
        lambda: _word(typed, today),
        lambda: _step(typed, today, calendar),
        lambda: _full(typed),
        lambda: _partial(typed, today, lean),
    )
    for reader in readers:
        try:
            found = reader()
        except (ValueError, OverflowError):
            break
        if found is not None and _FIRST <= found <= _LAST:
            return found
    raise Refused(
        msg(
            "“{text}” is not a date. Type for example 25, 9-25, 2026-9-25, tomorrow, +15 or +15wd.",
            text=text.strip(),
        )
    )


def _word(typed: str, today: date) -> date | None:
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    if match := _WEEKDAY.fullmatch(typed):
        wanted = "一二三四五六日".index(match[2].replace("天", "日"))
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=wanted + (7 if match[1] else 0))
    return None


def _step(typed: str, today: date, calendar: WorkingDays | None) -> date | None:
    match = _STEP.fullmatch(typed)
    if match is None:
        return None
    count, unit = int(match[1] + match[2]), (match[3] or "d").removeprefix("个")
    if unit in ("wd", "工作日"):
        return _working_days(today, count, calendar)
    months = {"m": 1, "月": 1, "y": 12, "年": 12}.get(unit)
    if months is not None:
        return today + relativedelta(months=months * count)
    return today + timedelta(days=count * (7 if unit in ("w", "周") else 1))


def _working_days(today: date, count: int, calendar: WorkingDays | None) -> date:
    if calendar is None:
        raise Refused(msg("Working days cannot be counted here. Type a date, or days such as +15."))
    return calendar.add_working_days(today, count)


def _full(typed: str) -> date | None:
    match = _FULL.fullmatch(typed) or _COMPACT.fullmatch(typed)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _partial(typed: str, today: date, lean: Lean) -> date | None:
    if match := _MONTH_DAY.fullmatch(typed):
        month, day = int(match[1]), int(match[2])
        # Eight years hold a 29 February on either side of any day, century turns included.
        candidates = _dates((today.year + n, month, day) for n in range(-8, 9))
    elif match := _DAY.fullmatch(typed):
        months = [today.replace(day=1) + relativedelta(months=n) for n in (-2, -1, 0, 1, 2)]
        candidates = _dates((first.year, first.month, int(match[1])) for first in months)
    else:
        return None
    return _choose(candidates, today, lean)


def _dates(parts: Iterator[tuple[int, int, int]]) -> list[date]:
    found = []
    for year, month, day in parts:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _choose(candidates: list[date], today: date, lean: Lean) -> date | None:
    if lean is Lean.PAST:
        candidates = [day for day in candidates if day <= today]
    if lean is Lean.FUTURE:
        candidates = [day for day in candidates if day >= today]
    return min(candidates, key=lambda day: (abs(day - today), day < today), default=None)
