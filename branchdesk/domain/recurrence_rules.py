"""The rule of a service plan as a value, and as RRULE text (RFC 5545) in and out (R015)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING_WEEK = (0, 1, 2, 3, 4)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST = 400  # intervals and positions
_MOST_COUNT = 10_000


class Frequency(StrEnum):
    """The period that a rule repeats in."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, order=True)
class PlanDay:
    """A weekday (0 is Monday); `nth` 2 is the second of the month, -1 the last, 0 every one."""

    nth: int
    weekday: int

    @property
    def code(self) -> str:
        """Write it as RRULE does: `2TU`."""
        return (str(self.nth) if self.nth else "") + WEEKDAY_CODES[self.weekday]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a service is due; what it leaves open (the day of the month) comes from the anchor."""

    frequency: Frequency
    interval: int = 1
    days: tuple[PlanDay, ...] = ()
    month_days: tuple[int, ...] = ()  # -1 is the last day
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()  # which of the period's candidates count, -1 is the last
    times: int = 1  # services a month, spread evenly from the anchor day
    count: int | None = None
    until: date | None = None
    week_start: int = 0
    at: time | None = None


def refuse(message: Message) -> Refused:
    """Make the refusal that stands beside the rule."""
    return Refused(message, field="rule")


def parse_rrule(text: str) -> Rule:
    """Read an RRULE; raises Refused(field="rule") for parts that plan no whole days."""
    parts = _parts(text)
    if "COUNT" in parts and "UNTIL" in parts:
        raise refuse(msg("A rule ends by COUNT or by UNTIL, not by both: leave one out."))
    return checked(
        Rule(
            frequency=_frequency(parts),
            interval=_number("INTERVAL", parts.get("INTERVAL", "1"), 1, _MOST),
            days=_plan_days(parts),
            month_days=_numbers("BYMONTHDAY", parts, -31, 31),
            months=_numbers("BYMONTH", parts, 1, 12),
            positions=_numbers("BYSETPOS", parts, -_MOST, _MOST),
            times=_number("X-TIMES", parts.get("X-TIMES", "1"), 1, 4),
            count=_number("COUNT", parts["COUNT"], 1, _MOST_COUNT) if "COUNT" in parts else None,
            until=_until(parts),
            week_start=_weekday(parts.get("WKST", "MO")),
            at=_time(parts),
        )
    )


def canonical(rule: Rule) -> str:
    """Write the rule as RRULE text that parses to the same rule.

    "Twice a month" has no days before its anchor is known; it is the one rule that needs our own `X-TIMES`.
    """
    parts = [
        f"FREQ={rule.frequency.upper()}",
        f"INTERVAL={rule.interval}" if rule.interval > 1 else "",
        f"COUNT={rule.count}" if rule.count else "",
        f"UNTIL={rule.until:%Y%m%d}" if rule.until else "",
        _joined("BYMONTH", rule.months),
        _joined("BYMONTHDAY", rule.month_days),
        _joined("BYDAY", tuple(day.code for day in rule.days)),
        _joined("BYSETPOS", rule.positions),
        f"BYHOUR={rule.at.hour};BYMINUTE={rule.at.minute}" if rule.at else "",
        f"WKST={WEEKDAY_CODES[rule.week_start]}" if rule.week_start else "",
        f"X-TIMES={rule.times}" if rule.times > 1 else "",
    ]
    return ";".join(part for part in parts if part)


def checked(rule: Rule) -> Rule:
    """Return the rule if its parts fit together; raises Refused(field="rule") otherwise."""
    if rule.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        _check_short_period(rule)
    elif any(abs(day.nth) > _most_nth(rule) for day in rule.days):
        raise refuse(msg("A month has at most five of each weekday: choose 1 to 5, or -1 for the last."))
    if rule.positions and not (rule.days or rule.month_days):
        raise refuse(msg("BYSETPOS chooses among days: name them with BYDAY or BYMONTHDAY."))
    if rule.times > 1 and (rule.frequency is not Frequency.MONTHLY or rule.days or rule.month_days):
        raise refuse(msg("“{n} times a month” spreads its days itself: leave the days out.", n=rule.times))
    _check_month_days(rule)
    return rule


def _check_short_period(rule: Rule) -> None:
    if rule.month_days or rule.positions or any(day.nth for day in rule.days):
        raise refuse(
            msg("A daily or weekly rule has plain weekdays only: for days of the month use a monthly rule.")
        )
    if rule.frequency is Frequency.DAILY and rule.interval > 1 and (rule.days or rule.months):
        raise refuse(
            msg("“Every {n} days” and weekdays or months exclude each other: choose one.", n=rule.interval)
        )


def _most_nth(rule: Rule) -> int:
    return 5 if rule.frequency is Frequency.MONTHLY or rule.months else 53


def _check_month_days(rule: Rule) -> None:
    for day in rule.month_days:
        if rule.months and all(abs(day) > _LONGEST[month - 1] for month in rule.months):
            raise refuse(msg("The chosen months have no day {day}: choose another day.", day=day))
    if rule.days or rule.positions:
        return
    for length in (28, 29, 30, 31):
        landed = {min(day, length) if day > 0 else max(length + 1 + day, 1) for day in rule.month_days}
        if len(landed) < len(rule.month_days):
            days = ", ".join(map(str, rule.month_days))
            raise refuse(
                msg(
                    "Days {days} are one and the same day in a month of {n} days: choose others.",
                    days=days,
                    n=length,
                )
            )


def _parts(text: str) -> dict[str, str]:
    body = text.strip().upper().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for piece in filter(None, (item.strip() for item in body.split(";"))):
        key, _, value = (item.strip() for item in piece.partition("="))
        if key not in _KNOWN or not value or key in parts:
            raise refuse(
                msg(
                    "“{part}” of the rule is not understood: write it as in FREQ=MONTHLY;BYDAY=2TU.",
                    part=piece,
                )
            )
        parts[key] = value
    return parts


_DAY_PARTS = ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "X-TIMES")
_TIME_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_KNOWN = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *_DAY_PARTS, *_TIME_PARTS))


def _frequency(parts: dict[str, str]) -> Frequency:
    try:
        return Frequency(parts.get("FREQ", "").lower())
    except ValueError:
        raise refuse(
            msg("A service repeats daily, weekly, monthly or yearly: begin the rule as in FREQ=MONTHLY.")
        ) from None


def _number(key: str, text: str, least: int, most: int) -> int:
    number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,6}", text) else None
    if number is None or not least <= number <= most:
        raise refuse(
            msg(
                "{key}={text} must be a whole number from {least} to {most}.",
                key=key,
                text=text,
                least=least,
                most=most,
            )
        )
    return number


def _numbers(key: str, parts: dict[str, str], least: int, most: int) -> tuple[int, ...]:
    texts = parts[key].split(",") if key in parts else []
    numbers = {_number(key, text.strip(), least, most) for text in texts}
    if 0 in numbers:
        raise refuse(msg("{key} counts from 1, or backwards from -1: there is no 0.", key=key))
    return tuple(sorted(numbers))


def _plan_days(parts: dict[str, str]) -> tuple[PlanDay, ...]:
    texts = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    return tuple(sorted({_plan_day(text.strip()) for text in texts}))


def _plan_day(text: str) -> PlanDay:
    found = re.fullmatch(r"([+-]?[1-9][0-9]?)?([A-Z]{2})", text)
    if found is None:
        raise refuse(
            msg("“{text}” is not a weekday: write MO, 2TU (second Tuesday) or -1FR (last Friday).", text=text)
        )
    return PlanDay(int(found[1] or 0), _weekday(found[2]))


def _weekday(code: str) -> int:
    if code not in WEEKDAY_CODES:
        raise refuse(msg("“{text}” is not a weekday: write MO, TU, WE, TH, FR, SA or SU.", text=code))
    return WEEKDAY_CODES.index(code)


def _until(parts: dict[str, str]) -> date | None:
    if "UNTIL" not in parts:
        return None
    found = re.fullmatch(r"([0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9]{6}Z?)?", parts["UNTIL"])
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise refuse(
            msg(
                "“{text}” is not a date: write the end of the rule as in UNTIL=20271231.", text=parts["UNTIL"]
            )
        ) from None


def _time(parts: dict[str, str]) -> time | None:
    if not {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys():
        return None
    _number("BYSECOND", parts.get("BYSECOND", "0"), 0, 0)
    hour = _number("BYHOUR", parts.get("BYHOUR", ""), 0, 23)
    return time(hour, _number("BYMINUTE", parts.get("BYMINUTE", "0"), 0, 59))


def _joined(key: str, values: tuple[object, ...]) -> str:
    return f"{key}=" + ",".join(map(str, values)) if values else ""
