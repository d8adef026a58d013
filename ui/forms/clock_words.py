"""How a clock of a complaint stands, in words, with an icon and a colour, the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from branchdesk.domain.complaint_clocks import ClockKind, ComplaintClock
from branchdesk.domain.deadlines import ClockState
from ui.language import tr, trn, words

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClockWord:
    """The words for a clock."""

    text: str
    token: str
    icon: str


def clock_word(clock: ComplaintClock, now: datetime) -> ClockWord:
    """Say how a clock stands at a local moment."""
    if clock.done_at is not None:
        return _done(clock, clock.done_at)
    at = clock.deadline.at
    if clock.state is ClockState.PAUSED or at is None:
        return ClockWord(tr("clock is paused"), "info", "circle-pause")
    if clock.state is ClockState.BREACHED:
        return ClockWord(_overdue(clock, now - at), "late", "triangle-alert")
    soon = clock.state is ClockState.WARNING
    return ClockWord(_due(clock, at, now), "soon" if soon else "info", "hourglass" if soon else "clock")


def answer_clock(clocks: tuple[ComplaintClock, ...]) -> ComplaintClock | None:
    """Return the clock of the answer; praise and suggestions have none."""
    return next((clock for clock in clocks if clock.kind is not ClockKind.STATUS), None)


def status_clock(clocks: tuple[ComplaintClock, ...]) -> ComplaintClock | None:
    """Return the clock of the word on progress."""
    return next((clock for clock in clocks if clock.kind is ClockKind.STATUS), None)


def span_words(span: timedelta) -> str:
    """Say how long something takes: minutes below an hour, hours below two days, then days."""
    span = max(span, timedelta())
    if span < _HOUR:
        return tr("{n} min", n=span // _MINUTE)
    if span < 2 * _DAY:
        return tr("{n} h", n=span // _HOUR)
    return trn("{n} day", "{n} days", span // _DAY)


def moment_words(at: datetime, now: datetime) -> str:
    """Write a moment as short as it is still clear: the time today, else with day and weekday."""
    if at.date() == now.date():
        return f"{at:%H:%M}"
    return f"{words().weekday(at.date())} {at:%m-%d %H:%M}"


def _done(clock: ComplaintClock, done: datetime) -> ClockWord:
    took = span_words(done - clock.received_at)
    if clock.state is ClockState.MISSED:
        return ClockWord(tr("answered late, after {span}", span=took), "late", "circle-x")
    return ClockWord(tr("answered in {span}", span=took), "kept", "circle-check")


def _overdue(clock: ComplaintClock, over: timedelta) -> str:
    if clock.kind is ClockKind.STATUS:
        return tr("word on progress overdue {span}", span=span_words(over))
    return tr("answer overdue {span}", span=span_words(over))


def _due(clock: ComplaintClock, at: datetime, now: datetime) -> str:
    moment, left = moment_words(at, now), span_words(at - now)
    if clock.kind is ClockKind.STATUS:
        return tr("word on progress by {moment}", moment=moment)
    if at.date() != now.date():
        return tr("answer by {moment}", moment=moment)
    return tr("answer by {moment}, {left} left", moment=moment, left=left)
