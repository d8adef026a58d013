"""Reading dates and times as people and programs write them; an ambiguous one is refused, never guessed."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from branchdesk.domain.messages import msg
from branchdesk.readers.plain import as_text, quoted, refused_value, usable
from branchdesk.readers.workbook import Cell


class DateOrder(Enum):
    """How `3/4/2026` is meant."""

    MDY = "mdy"
    DMY = "dmy"


# 1900-01-00 of Excel, whose 1900 wrongly is a leap year: right from 1900-03-01 on.
_EPOCH = date(1899, 12, 30)
# Whole numbers outside 1925 to 2119 are rather years, counts or mistakes than dates.
_SERIALS = range(9133, 80355)
_YEARS = range(1900, 2200)
_CLOCK = (
    r"(?:(上午|下午|中午|晚上|早上|凌晨|am|pm)?\s*([0-9]{1,2})[:点时]([0-9]{1,2}|半)?"
    r"(?:[:分]([0-9]{1,2})?秒?)?(?:\.[0-9]{1,9})?\s*(am|pm)?)"
)
_ZONE = r"(?:\s*(?:z|utc|[+-][0-9]{2}:?[0-9]{2}))?"
_WEEKDAY = r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_YEAR_FIRST = re.compile(
    r"([0-9]{4})\s*(?:([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})|年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]?)"
)
_COMPACT = re.compile(r"((?:19|20|21)[0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_TAIL = re.compile(rf"{_WEEKDAY}(?:(?:\s+|t|\s*,\s*|(?<=[日号])){_CLOCK}{_ZONE})?{_WEEKDAY}", re.IGNORECASE)
_TIME = re.compile(_CLOCK, re.IGNORECASE)


def as_date(cell: Cell, order: DateOrder | None = None) -> date:
    """Return the calendar day; a time of day behind it is dropped. `3/4/2026` needs an `order`."""
    return _moment(cell, order)[0]


def as_datetime(cell: Cell, order: DateOrder | None = None) -> datetime:
    """Return the local wall time without a zone, to the second; a day alone means midnight."""
    return datetime.combine(*_moment(cell, order))


def as_time(cell: Cell) -> time:
    """Return a time of day: `9:30`, `9点半`, `下午3:30`, a true time, or a fraction of a day."""
    usable(cell)
    if isinstance(cell, datetime):
        return _to_second(cell).time()
    if isinstance(cell, time):
        return cell.replace(microsecond=0)
    if isinstance(cell, (float, int, Decimal)) and not isinstance(cell, bool) and 0 <= cell < 1:
        return _of_fraction(float(cell)).time()
    found = _TIME.fullmatch(_text(cell)) if isinstance(cell, str) else None
    value = _clock_of(found.groups()) if found else None
    if value is None:
        raise refused_value(
            cell, msg('"{value}" is not a time of day. Write it as 09:30.', value=quoted(cell))
        )
    return value


def _moment(cell: Cell, order: DateOrder | None) -> tuple[date, time]:
    usable(cell)
    if isinstance(cell, datetime):
        moment = _to_second(cell)
        return moment.date(), moment.time()
    if isinstance(cell, date):
        return cell, time()
    found = _of_number(cell) if not isinstance(cell, str) else _of_text(_text(cell), order)
    if found is None:
        raise refused_value(
            cell,
            msg(
                '"{value}" is not a date that can be told for certain. Write it as 2026-11-02.',
                value=quoted(cell),
            ),
        )
    return found


def _of_number(cell: Cell) -> tuple[date, time] | None:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal)) or not math.isfinite(cell):
        return None
    whole = int(cell)
    if whole in _SERIALS:
        moment = _of_fraction(float(cell - whole))
        return _EPOCH + timedelta(days=whole + moment.day - 1), moment.time()
    return _of_text(str(whole), None) if cell == whole else None


def _of_text(text: str, order: DateOrder | None) -> tuple[date, time] | None:
    if re.fullmatch(r"[0-9]{5}", text):
        return _of_number(int(text)) if int(text) in _SERIALS else None
    day, end = _leading_day(text, order)
    tail = _TAIL.fullmatch(text, end)
    if day is None or tail is None:
        return None
    if tail[2] is None:
        return day, time()
    clock = _clock_of(tail.groups())
    return (day, clock) if clock is not None else None


def _leading_day(text: str, order: DateOrder | None) -> tuple[date | None, int]:
    """Return the day at the start of the text and where it ends."""
    if found := _YEAR_FIRST.match(text):
        year, month, day = found[1], found[3] or found[5], found[4] or found[6]
    elif found := _COMPACT.match(text):
        year, month, day = found[1], found[2], found[3]
    elif order is not None and (found := _YEAR_LAST.match(text)):
        month, day = (found[1], found[3]) if order is DateOrder.MDY else (found[3], found[1])
        year = found[4]
    else:
        return None, 0
    return _day(int(year), int(month), int(day)), found.end()


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_of(groups: tuple[str | None, ...]) -> time | None:
    before, hours, minutes, seconds, after = groups
    hour = int(hours or 0)
    half = (before or after or "").lower()
    if half in ("下午", "晚上", "pm") and hour < 12:
        hour += 12
    if half in ("am", "上午", "凌晨", "早上") and hour == 12:
        hour = 0
    minute = 30 if minutes == "半" else int(minutes or 0)
    if hour > 23 or minute > 59 or int(seconds or 0) > 59:
        return None
    return time(hour, minute, int(seconds or 0))


def _of_fraction(fraction: float) -> datetime:
    """Return the time as a moment of the first day of the calendar; rounding may reach the second."""
    return datetime.combine(date.min, time()) + timedelta(seconds=round(fraction * 86400))


def _to_second(moment: datetime) -> datetime:
    """Round away what a serial's float leaves behind: 07:59:59.9995 is 08:00:00."""
    naive = moment.replace(tzinfo=None)
    return (naive + timedelta(milliseconds=500)).replace(microsecond=0)


def _text(cell: str) -> str:
    return unicodedata.normalize("NFKC", as_text(cell)).strip()
