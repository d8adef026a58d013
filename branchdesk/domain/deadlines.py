"""Clocks of a case: working time from the moment received, longer by every pause (R092-R095, D16).

Moments are local and naive, see `business_hours`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from branchdesk.domain.business_hours import (
    ALWAYS,
    REACH,
    Frames,
    Span,
    business_minutes,
    business_time,
    last_working_moment,
    parse_frames,
    spans,
)
from branchdesk.domain.deadline_steps import ClockStep, Pause, disjoint, explained, held
from branchdesk.domain.deadline_words import parse_budget, parse_moment, parse_pause
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.workdays import WorkCalendar

__all__ = [
    "ALWAYS",
    "CALL_BACK_FRAMES",
    "CallBack",
    "ClockState",
    "ClockStep",
    "Deadline",
    "Frames",
    "Pause",
    "business_minutes",
    "business_time",
    "call_back",
    "deadline",
    "deadline_at",
    "last_working_moment",
    "parse_budget",
    "parse_frames",
    "parse_moment",
    "parse_pause",
    "state",
]

CALL_BACK_FRAMES = parse_frames("mon-fri 09:00-12:00,15:00-18:00")  # R094
_REMIND_BEFORE = timedelta(minutes=10)  # R095
_YEARS = range(1900, 2200)


class ClockState(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    WARNING = "warning"
    PAUSED = "paused"
    BREACHED = "breached"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the time is up and how it was counted; `at` is None while an open pause keeps it open."""

    at: datetime | None
    steps: tuple[ClockStep, ...]
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class CallBack:
    """When a customer must be called back; an agreed time outranks the windows (R095)."""

    due: datetime
    remind_at: datetime
    agreed: bool

    def minutes_late(self, called: datetime) -> int:
        """Return the whole minutes by which the call came late, 0 when in time."""
        return max(called - self.due, timedelta()) // timedelta(minutes=1)


def deadline(
    received: datetime,
    budget: timedelta,
    frames: Frames,
    calendar: WorkCalendar,
    pauses: Iterable[Pause] = (),
) -> Deadline:
    """Count the budget off the working time from `received` on, leaving out the pauses (V9-V13).

    A budget that is used up exactly at closing time ends there, not at the next opening. A pause that begins
    when the time is already up changes nothing. Raises Refused(field="within" or "received").
    """
    rests = disjoint(pauses, received)
    at, counted = _count(received, budget, frames, calendar, rests)
    end = at or rests[-1].start
    steps = [*explained(received, end, counted, frames, calendar, rests)]
    if at is None:
        steps.append(held(rests[-1], rests[-1].start, None))
    return Deadline(at, tuple(steps), rests)


def deadline_at(
    received: datetime,
    budget: timedelta,
    frames: Frames,
    calendar: WorkCalendar,
    pauses: Iterable[Pause] = (),
) -> datetime | None:
    """Return only the moment of `deadline`, for lists of many clocks."""
    return _count(received, budget, frames, calendar, disjoint(pauses, received))[0]


def state(
    clock: Deadline, done_at: datetime | None, now: datetime, warn_before: timedelta = timedelta()
) -> ClockState:
    """Tell how a clock stands; done exactly at the deadline is met (V14). `warn_before` is wall time."""
    if done_at is not None:
        return ClockState.MET if clock.at is None or done_at <= clock.at else ClockState.MISSED
    if clock.at is not None and now > clock.at:
        return ClockState.BREACHED
    if any(pause.holds(now) for pause in clock.pauses):
        return ClockState.PAUSED
    if clock.at is not None and clock.at - now <= warn_before:
        return ClockState.WARNING
    return ClockState.RUNNING


def call_back(
    received: datetime,
    calendar: WorkCalendar,
    agreed: datetime | None = None,
    within: timedelta = timedelta(hours=1),
    frames: Frames = CALL_BACK_FRAMES,
) -> CallBack:
    """Return when to call back: at the agreed time whatever the windows say, else inside them (R095)."""
    due = agreed or deadline_at(received, within, frames, calendar) or received  # None only with pauses
    return CallBack(due, max(due - _REMIND_BEFORE, received), agreed is not None)


def _count(
    received: datetime, budget: timedelta, frames: Frames, calendar: WorkCalendar, rests: tuple[Pause, ...]
) -> tuple[datetime | None, list[Span]]:
    _check(received, budget)
    left, counted = budget, list[Span]()
    if not left:
        return received, counted
    for start, end in _without(spans(received, frames, calendar), rests):
        if end - start >= left:
            counted.append((start, start + left))
            return start + left, counted
        counted.append((start, end))
        left -= end - start
    if rests and rests[-1].end is None:
        return None, counted
    raise _too_long(budget)


def _check(received: datetime, budget: timedelta) -> None:
    if received.tzinfo is not None:
        raise ValueError("clocks are counted in local naive time")
    if budget < timedelta():
        raise Refused(msg("A clock cannot have less than no time: give some minutes."), field="within")
    if budget > REACH:
        raise _too_long(budget)
    if received.year not in _YEARS:
        raise Refused(msg("{moment} cannot be right: check the year.", moment=received), field="received")


def _too_long(budget: timedelta) -> Refused:
    hours = budget // timedelta(hours=1)
    return Refused(
        msg("{hours} hours do not fit into the working time of ten years: shorten them.", hours=hours),
        field="within",
    )


def _without(working: Iterator[Span], rests: tuple[Pause, ...]) -> Iterator[Span]:
    """Leave the pauses out of the working time; it ends where an open pause begins."""
    waiting = list(reversed(rests))
    for start, end in working:
        while start < end:
            while waiting and waiting[-1].end is not None and waiting[-1].end <= start:
                waiting.pop()
            rest = waiting[-1] if waiting else None
            if rest is None or rest.start >= end:
                yield start, end
                break
            if rest.start > start:
                yield start, rest.start
            if rest.end is None:
                return
            start = rest.end
