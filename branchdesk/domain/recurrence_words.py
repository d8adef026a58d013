"""Rules of service plans as people type them: an RRULE, or plain Chinese or English (R015)."""

from __future__ import annotations

import re
import unicodedata

from branchdesk.domain.messages import msg
from branchdesk.domain.recurrence_hearing import Heard, Period, listen
from branchdesk.domain.recurrence_rules import (
    WORKING_WEEK,
    Frequency,
    PlanDay,
    Rule,
    checked,
    parse_rrule,
    refuse,
)

_LONGEST_TEXT = 300


def parse_rule(text: str) -> Rule:
    """Read an RRULE (`FREQ=MONTHLY;BYDAY=2TU`) or words (`每月第二个周二`, `last Friday of each month`).

    Raises Refused(field="rule") with what to write instead.
    """
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST_TEXT:
        raise refuse(msg("Say in a few words how often: “monthly”, or “second Tuesday of each month”."))
    if "freq" in plain and "=" in plain:
        return parse_rrule(plain)
    return checked(_assembled(listen(plain), text.strip()))


def _plain(text: str) -> str:
    """Fold widths, case and blanks; Chinese needs none between a number and what it counts."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return re.sub(r"(?<=[每第]) | (?=[日号月周个天次点])", "", spaced)


def _assembled(heard: Heard, text: str) -> Rule:
    if len(heard.periods) > 1:
        raise refuse(msg("“{text}” names two different periods: keep one of them.", text=text))
    period = next(iter(heard.periods), None)
    if heard.times > 1:
        return _several_times(heard, period)
    if heard.weekdays or heard.working_days:
        return _on_weekdays(heard, period, text)
    if heard.ordinals or heard.month_days or heard.months:
        return _on_month_days(heard, period, text)
    if period is None:
        raise refuse(
            msg("“{text}” does not say how often: begin with “weekly”, “monthly” or the like.", text=text)
        )
    return Rule(frequency=period[0], interval=period[1], at=heard.at)


def _several_times(heard: Heard, period: Period | None) -> Rule:
    days_named = heard.weekdays or heard.month_days or heard.ordinals
    if period == (Frequency.MONTHLY, 1) and not days_named:
        return Rule(frequency=Frequency.MONTHLY, times=heard.times, at=heard.at)
    if period == (Frequency.YEARLY, 1) and not days_named and 12 % heard.times == 0:
        return Rule(frequency=Frequency.MONTHLY, interval=12 // heard.times, at=heard.at)
    raise refuse(msg("Name the days: “every Tuesday and Friday”, or “every month on days 5 and 20”."))


def _on_weekdays(heard: Heard, period: Period | None, text: str) -> Rule:
    weekdays = WORKING_WEEK if heard.working_days else tuple(sorted(heard.weekdays))
    if heard.month_days or heard.months:
        raise refuse(msg("“{text}” names weekdays and dates: keep one of them.", text=text))
    if not heard.ordinals:
        return _every_weekday(heard, period or (Frequency.WEEKLY, 1), weekdays, text)
    if period is None or period[0] is not Frequency.MONTHLY:
        raise refuse(msg("A numbered weekday needs its month: write “second Tuesday of each month”."))
    if any(abs(nth) > 4 for nth in heard.ordinals):
        raise refuse(msg("Not every month has a fifth one: write “last Friday of each month”."))
    if heard.working_days:
        days, positions = tuple(PlanDay(0, day) for day in weekdays), tuple(sorted(set(heard.ordinals)))
    else:
        days, positions = tuple(sorted({PlanDay(nth, d) for nth in heard.ordinals for d in weekdays})), ()
    return Rule(frequency=period[0], interval=period[1], days=days, positions=positions, at=heard.at)


def _every_weekday(heard: Heard, period: Period, weekdays: tuple[int, ...], text: str) -> Rule:
    if period[0] not in (Frequency.WEEKLY, Frequency.DAILY):
        raise refuse(msg("“{text}” does not say which one: write “second Tuesday of each month”.", text=text))
    days = tuple(PlanDay(0, day) for day in weekdays)
    return Rule(frequency=Frequency.WEEKLY, interval=period[1], days=days, at=heard.at)


def _on_month_days(heard: Heard, period: Period | None, text: str) -> Rule:
    frequency, interval = period or (Frequency.YEARLY if heard.months else Frequency.MONTHLY, 1)
    days = tuple(sorted(set(heard.month_days + heard.ordinals)))
    if not all(0 < abs(day) <= 31 for day in days):
        raise refuse(msg("A month has days 1 to 31: “{text}” names another one.", text=text))
    if not all(0 < month <= 12 for month in heard.months):
        raise refuse(msg("A year has months 1 to 12: “{text}” names another one.", text=text))
    dated = frequency is Frequency.YEARLY and bool(heard.months) and bool(days)
    if not dated and (frequency is not Frequency.MONTHLY or heard.months):
        raise refuse(
            msg(
                "“{text}” is not one plan: try “every month on day 31” or “every year on 15 March”.",
                text=text,
            )
        )
    months = tuple(sorted(set(heard.months)))
    return Rule(frequency=frequency, interval=interval, month_days=days, months=months, at=heard.at)
