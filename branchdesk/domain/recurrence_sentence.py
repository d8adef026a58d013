"""A rule of a service plan read back as a sentence, so that a person can check it."""

from __future__ import annotations

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.recurrence_rules import WORKING_WEEK, Frequency, PlanDay, Rule, canonical

_WEEKDAYS = (
    msg("Monday"),
    msg("Tuesday"),
    msg("Wednesday"),
    msg("Thursday"),
    msg("Friday"),
    msg("Saturday"),
    msg("Sunday"),
)


def sentence(rule: Rule) -> Message:
    """Say the rule in words: "every month on the second Tuesday, 22:00"."""
    text = _days(rule, _period(rule))
    if rule.count:
        text = msg("{plan}, {n} times in all", plan=text, n=rule.count)
    if rule.until:
        text = msg("{plan}, until {day}", plan=text, day=rule.until)
    if rule.at:
        text = msg("{plan}, {time}", plan=text, time=f"{rule.at:%H:%M}")
    return text


def _period(rule: Rule) -> Message:
    n = rule.interval
    match rule.frequency:
        case Frequency.DAILY:
            return msg("every {n} days", n=n) if n > 1 else msg("every day")
        case Frequency.WEEKLY:
            return msg("every {n} weeks", n=n) if n > 1 else msg("every week")
        case Frequency.MONTHLY:
            return msg("every {n} months", n=n) if n > 1 else msg("every month")
    return msg("every {n} years", n=n) if n > 1 else msg("every year")


def _days(rule: Rule, period: Message) -> Message:
    if rule.months:
        months = _joined([str(month) for month in rule.months])
        period = msg("{period} (only in month {months})", period=period, months=months)
    if rule.times > 1:
        return msg("{period}, {n} times, evenly spread", period=period, n=rule.times)
    if rule.days and rule.month_days:
        return _as_written(rule, period)
    if rule.days:
        return _on_weekdays(rule, period)
    if rule.month_days:
        return _as_written(rule, period) if rule.positions else _on_month_days(rule, period)
    if rule.frequency in (Frequency.MONTHLY, Frequency.YEARLY):
        return msg("{period} on the day of the first service", period=period)
    return period


def _on_weekdays(rule: Rule, period: Message) -> Message:
    if rule.positions:
        working_week = tuple(PlanDay(0, day) for day in WORKING_WEEK)
        if rule.days != working_week or any(not -2 < n < 5 for n in rule.positions):
            return _as_written(rule, period)
        days = _joined([_nth(n, msg("weekday from Monday to Friday")) for n in rule.positions])
    elif any(not -2 < day.nth < 6 for day in rule.days):
        return _as_written(rule, period)
    else:
        days = _joined([_nth(day.nth, _WEEKDAYS[day.weekday]) for day in rule.days])
    return msg("{period} on {days}", period=period, days=days)


def _nth(n: int, day: Message) -> Message:
    match n:
        case 1:
            return msg("the first {day}", day=day)
        case 2:
            return msg("the second {day}", day=day)
        case 3:
            return msg("the third {day}", day=day)
        case 4:
            return msg("the fourth {day}", day=day)
        case 5:
            return msg("the fifth {day}", day=day)
        case -1:
            return msg("the last {day}", day=day)
    return day


def _on_month_days(rule: Rule, period: Message) -> Message:
    if rule.month_days == (-1,):
        return msg("{period} on the last day", period=period)
    if any(day < 0 for day in rule.month_days):
        return _as_written(rule, period)
    days = _joined([str(day) for day in rule.month_days])
    if max(rule.month_days) > 28:
        return msg("{period} on day {days} (in shorter months on the last day)", period=period, days=days)
    return msg("{period} on day {days}", period=period, days=days)


def _joined(parts: list[Message] | list[str]) -> Message | str:
    first, *rest = parts
    text = first
    for part in rest:
        text = msg("{first} and {next}", first=text, next=part)
    return text


def _as_written(rule: Rule, period: Message) -> Message:
    return msg("{period} by the rule {rule}", period=period, rule=canonical(rule))
