"""Pauses of a clock, and every minute of it explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from branchdesk.domain.business_hours import Frames, Span
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest of the clock from `start` to `end`, still going on where `end` is None."""

    start: datetime
    end: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Refused(
                msg("The pause ends at {end}, before it starts at {start}.", end=self.end, start=self.start),
                field="pause",
            )

    def holds(self, moment: datetime) -> bool:
        """Tell whether the clock rests at this moment."""
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class ClockStep:
    """A stretch of time and whether it counted; `end` is None while a pause goes on."""

    start: datetime
    end: datetime | None
    counted: bool
    why: Message


def disjoint(pauses: Iterable[Pause], received: datetime) -> tuple[Pause, ...]:
    """Cut pauses so that none overlaps another or begins before the clock: no minute is left out twice."""
    free, rests = received, list[Pause]()
    for pause in sorted(pauses, key=lambda item: item.start):
        start = max(pause.start, free)
        if pause.end is None:
            rests.append(Pause(start, None, pause.reason))
            break
        if pause.end > start:
            rests.append(Pause(start, pause.end, pause.reason))
            free = pause.end
    return tuple(rests)


def explained(
    received: datetime,
    end: datetime,
    counted: list[Span],
    frames: Frames,
    calendar: WorkCalendar,
    rests: tuple[Pause, ...],
) -> Iterator[ClockStep]:
    """Explain every minute from `received` to `end`: the counted stretches and the reasons between them."""
    why = msg("the clock runs day and night") if frames.always else msg("working hours")
    at = received
    for start, stop in counted:
        yield from _idle(at, start, frames, calendar, rests)
        yield ClockStep(start, stop, counted=True, why=why)
        at = stop
    yield from _idle(at, end, frames, calendar, rests)


def _idle(
    start: datetime, end: datetime, frames: Frames, calendar: WorkCalendar, rests: tuple[Pause, ...]
) -> Iterator[ClockStep]:
    """Explain time that did not count: pauses first, what is left is outside working hours."""
    for rest in rests:
        if rest.end is None or rest.end <= start or rest.start >= end:
            continue
        yield from _off(start, rest.start, frames, calendar)
        yield held(rest, max(rest.start, start), min(rest.end, end))
        start = min(rest.end, end)
    yield from _off(start, end, frames, calendar)


def _off(start: datetime, end: datetime, frames: Frames, calendar: WorkCalendar) -> Iterator[ClockStep]:
    """Explain time outside working hours day by day, like days together."""
    since, why = start, None
    while start < end:
        reason = _why_off(start, frames, calendar)
        if why is not None and reason != why:
            yield ClockStep(since, start, counted=False, why=why)
            since = start
        why = reason
        start = datetime.combine(start.date(), time.min) + timedelta(days=1)
    if why is not None:
        yield ClockStep(since, end, counted=False, why=why)


def _why_off(moment: datetime, frames: Frames, calendar: WorkCalendar) -> Message:
    note = calendar.note(moment.date())
    if note.working or frames.on(moment.date(), calendar):
        return msg("outside working hours")
    return note.why


def held(pause: Pause, start: datetime, end: datetime | None) -> ClockStep:
    """Make the step of a pause."""
    why = msg("paused: {reason}", reason=pause.reason) if pause.reason else msg("paused")
    return ClockStep(start, end, counted=False, why=why)
