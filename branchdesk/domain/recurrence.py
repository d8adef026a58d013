"""The days that a service plan gives: counted from the anchor, moved off days off, never out of their month.

A slot is named by its `original` day, the one that the rule gives. Its `day` may be moved by the holiday
policy; two slots may then share a day, and both remain. No slot depends on where the one before it went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import Literal

from dateutil import rrule as rr

from branchdesk.domain.customers import HolidayPolicy
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.recurrence_rules import Frequency, PlanDay, Rule, canonical, refuse
from branchdesk.domain.recurrence_sentence import sentence
from branchdesk.domain.recurrence_words import parse_rule
from branchdesk.domain.workdays import WorkCalendar

__all__ = [
    "Frequency",
    "HolidayPolicy",
    "Occurrence",
    "PlanDay",
    "Rule",
    "ServicePlan",
    "canonical",
    "occurrences",
    "parse_rule",
    "place",
    "sentence",
]

_MOST_SLOTS = 5_000
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199
_Code = Literal[0, 1, 2, 3]
_FREQUENCIES: dict[Frequency, _Code] = {
    Frequency.DAILY: rr.DAILY,
    Frequency.WEEKLY: rr.WEEKLY,
    Frequency.MONTHLY: rr.MONTHLY,
    Frequency.YEARLY: rr.YEARLY,
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One slot of a plan: the day to plan, the day of the rule, and why they differ."""

    day: date
    original: date
    reason: Message | None = None

    @property
    def month(self) -> str:
        """Return the calendar month that owns the slot, `2026-11` (D01)."""
        return f"{self.original:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan:
    """What a contract agrees: a rule, the day from which it counts, and where it goes on days off."""

    rule_text: str
    anchor: date
    policy: HolidayPolicy = HolidayPolicy.KEEP
    may_leave_month: bool = False

    def occurrences(self, since: date, until: date, calendar: WorkCalendar) -> tuple[Occurrence, ...]:
        """Return the slots whose original day lies in `since`..`until`; see `occurrences`."""
        rule = parse_rule(self.rule_text)
        return occurrences(rule, self.anchor, until, calendar, self.policy, self.may_leave_month, since=since)


@dataclass(frozen=True, slots=True)
class _Strand:
    """One dateutil rule; several together make a plan, because each late day of a month is clamped alone."""

    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


def occurrences(
    rule: Rule,
    start: date,
    until: date,
    calendar: WorkCalendar,
    policy: HolidayPolicy = HolidayPolicy.KEEP,
    may_leave_month: bool = False,
    *,
    since: date | None = None,
) -> tuple[Occurrence, ...]:
    """Return the slots whose original day lies in `start`..`until` (both included), in order of that day.

    `start` is the anchor: intervals, COUNT and open days of the month count from it. `since` leaves out
    earlier slots without moving the anchor. Raises Refused(field="rule") where the rule can never give a day,
    Refused(field="until") where the range is not reasonable.
    """
    if until < start:
        raise Refused(
            msg("The end {until} lies before the start {start}.", until=until, start=start),
            field="until",
        )
    if start.year < _EARLIEST_YEAR:
        raise Refused(msg("{start} is too long ago: choose a later start.", start=start), field="start")
    if until.year > _LATEST_YEAR:
        raise Refused(
            msg("{until} is too far away to plan for: choose an earlier end.", until=until), field="until"
        )
    wanted = (day for day in _days(rule, start, until) if since is None or day >= since)
    days = tuple(islice(wanted, _MOST_SLOTS + 1))
    if len(days) > _MOST_SLOTS:
        raise Refused(msg("More than {n} services: choose an earlier end.", n=_MOST_SLOTS), field="until")
    return tuple(place(day, calendar, policy, may_leave_month=may_leave_month) for day in days)


def place(
    original: date, calendar: WorkCalendar, policy: HolidayPolicy, *, may_leave_month: bool = False
) -> Occurrence:
    """Put one slot on its day by the holiday policy (D05).

    The nearest of two working days equally far away is the earlier one. Where a move would leave the month,
    the slot goes the other way; where the month has no working day, it keeps its day. The reason says so.
    """
    if policy is HolidayPolicy.KEEP or calendar.is_working_day(original):
        return Occurrence(original, original)
    why = calendar.note(original).why
    earlier = _working_day(original, -1, calendar, may_leave_month=may_leave_month)
    later = _working_day(original, 1, calendar, may_leave_month=may_leave_month)
    first, second = (later, earlier) if _prefers_later(policy, original, earlier, later) else (earlier, later)
    day = first or second
    if day is None:
        reason = msg(
            "{original} is a day off ({why}) without a working day near it: kept.", original=original, why=why
        )
        return Occurrence(original, original, reason)
    if first is None and policy is not HolidayPolicy.NEAREST:
        reason = msg(
            "{original} is a day off ({why}); moved to {day}, because the other way leads out of the month.",
            original=original,
            why=why,
            day=day,
        )
        return Occurrence(day, original, reason)
    return Occurrence(
        day,
        original,
        msg("{original} is a day off ({why}); moved to {day}.", original=original, why=why, day=day),
    )


def _prefers_later(policy: HolidayPolicy, original: date, earlier: date | None, later: date | None) -> bool:
    if policy is not HolidayPolicy.NEAREST:
        return policy is HolidayPolicy.AFTER
    if earlier is None or later is None:
        return earlier is None
    return later - original < original - earlier


def _working_day(original: date, step: int, calendar: WorkCalendar, *, may_leave_month: bool) -> date | None:
    """Look at most two months far, so that a table without any working day ends the search."""
    for i in range(1, 63):
        day = original + timedelta(days=step * i)
        if not may_leave_month and day.month != original.month:
            return None
        if calendar.is_working_day(day):
            return day
    return None


def _days(rule: Rule, anchor: date, until: date) -> Iterator[date]:
    strands = [strand for strand in _strands(rule, anchor) if _ever(rule, strand, anchor)]
    if not strands:
        raise refuse(
            msg(
                "From {start} on the rule {rule} never gives a day: change it.",
                rule=canonical(rule),
                start=anchor,
            )
        )
    if rule.until and rule.until < anchor:
        raise refuse(
            msg("The rule ends on {until}, before it starts on {start}.", until=rule.until, start=anchor)
        )
    last = min(until, rule.until or until)
    runs = (_run(rule, strand, anchor, last) for strand in strands)
    return islice(_distinct(merge(*runs)), rule.count)


def _distinct(days: Iterable[date]) -> Iterator[date]:
    before = None
    for day in days:
        if day != before:
            yield day
        before = day


def _strands(rule: Rule, anchor: date) -> list[_Strand]:
    in_weeks = rule.frequency in (Frequency.DAILY, Frequency.WEEKLY)
    if in_weeks or rule.days or rule.positions:
        return [_Strand(rule.month_days, rule.months, rule.positions)]
    days = rule.month_days or _spread(anchor.day, rule.times)
    if rule.frequency is Frequency.MONTHLY:
        return [_clamped(day, rule.months) for day in days]
    months = rule.months or (tuple(range(1, 13)) if rule.month_days else (anchor.month,))
    return [_clamped(day, (month,)) for month in months for day in days]


def _spread(day: int, times: int) -> tuple[int, ...]:
    """Return the days of the month, `times` of them, that lie evenly apart and include the anchor's."""
    step = 30 // times
    others = (day + step * i for i in range(1, times))
    return (day, *(other if other <= 30 else other - 30 for other in others))


def _clamped(day: int, months: tuple[int, ...]) -> _Strand:
    """Give a late day to short months too: the earlier of it and the last day (V1, V2)."""
    if day > 28:
        return _Strand((day, -1), months, (1,))
    if day < -28:
        return _Strand((day, 1), months, (-1,))
    return _Strand((day,), months)


def _run(rule: Rule, strand: _Strand, anchor: date, until: date | None = None) -> Iterator[date]:
    days = [rr.weekday(day.weekday, day.nth or None) for day in rule.days]
    expanded = rr.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=datetime.combine(anchor, time.min),
        until=datetime.combine(until, time.min) if until else None,
        interval=rule.interval,
        wkst=rule.week_start,
        byweekday=days or None,
        bymonthday=strand.month_days or None,
        bymonth=strand.months or None,
        bysetpos=strand.positions or None,
    )
    return (moment.date() for moment in expanded)


@lru_cache(maxsize=4096)
def _ever(rule: Rule, strand: _Strand, anchor: date) -> bool:
    """Tell whether the strand gives any day at all.

    dateutil searches a barren rule up to the year 9999. The calendar repeats every 400 years, so the same
    question asked from a far year has the same answer after a short search.
    """
    far = anchor.replace(year=9200 + anchor.year % 400)
    return next(_run(rule, strand, far), None) is not None
