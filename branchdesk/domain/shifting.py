"""Moving all visits of a holiday range at once: where each one goes, and what speaks against it (D05)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain.capacity import Booking, BusySpan, DayLoad, clashes_of, loads
from branchdesk.domain.messages import Message
from branchdesk.domain.months import Month
from branchdesk.domain.workdays import DayKind, WorkCalendar

_DAY = timedelta(days=1)
_FAR = 21
"""How many days before and after the range are looked at."""


class ShiftPolicy(StrEnum):
    """Where the visits of a range go."""

    BEFORE = "before"
    AFTER = "after"
    NEAREST = "nearest"
    SPREAD = "spread"  # to both sides, the emptiest days first


@dataclass(frozen=True, slots=True)
class HolidayRun:
    """Days off in a row that belong to one festival."""

    name: Message | str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """One visit with the day proposed for it (None: nothing fits) and what speaks against that day."""

    visit: Booking
    to_on: date | None
    clashes: tuple[str, ...] = ()  # whom it would run into
    over: bool = False  # the technician's day would hold too much


@dataclass(frozen=True, slots=True)
class Room:
    """What the days around a range hold already, and how much they may."""

    bookings: tuple[Booking, ...]
    busy: tuple[BusySpan, ...]
    most_minutes: int
    most_visits: int


def long_holidays(calendar: WorkCalendar, today: date, days: int = 420) -> list[HolidayRun]:
    """Return the runs of public holidays of three days and more that are still to come, weekends included."""
    found: list[HolidayRun] = []
    day, last = today, today + timedelta(days=days)
    while day <= last:
        run = _run_from(calendar, day)
        if run is None:
            day += _DAY
        else:
            if (run.last - run.first).days >= 2:
                found.append(run)
            day = run.last + _DAY
    return found


def _run_from(calendar: WorkCalendar, first: date) -> HolidayRun | None:
    if calendar.is_working_day(first):
        return None
    last, names = first, []
    while not calendar.is_working_day(last):
        note = calendar.note(last)
        if note.kind is DayKind.HOLIDAY:
            names.append(note.name)
        last += _DAY
    if not names:
        return None
    # Most of the days name the festival: its eve comes first and is only one of them.
    return HolidayRun(max(names, key=names.count), first, last - _DAY)


def propose(
    visits: Sequence[Booking],
    first: date,
    last: date,
    policy: ShiftPolicy,
    calendar: WorkCalendar,
    room: Room,
    limits: dict[int, tuple[date, date]],
) -> list[Proposal]:
    """Put each visit of `first`..`last` on a working day outside it, filling days as it goes.

    Days of the visit's own month come first, so that no month is left empty (D01); among them the policy
    decides, and a day that is full or on which the technician is taken is passed over while another is left.
    `limits` holds the first and last day of each visit's contract.
    """
    moving = {visit.id for visit in visits}
    held = _Held(room, moving)
    sides = _sides(first, last, policy, calendar)
    found = []
    for visit in sorted(visits, key=lambda one: (one.date_on, one.start_at, one.id)):
        days = _days(visit, sides, limits.get(visit.id))
        if policy is ShiftPolicy.SPREAD:
            days = _emptiest_first(visit, days, held)
        proposal = _best(visit, days, held)
        found.append(proposal)
        if proposal.to_on is not None:
            held.add(replace(visit, date_on=proposal.to_on))
    return found


def judge(visit: Booking, to_on: date, room: Room) -> Proposal:
    """Say what speaks against a day that somebody chose by hand."""
    return _Held(room, {visit.id}).judge(visit, to_on)


def loads_after(proposals: Iterable[Proposal], room: Room) -> list[DayLoad]:
    """Return what the technicians who get visits would have on the days to which these go."""
    chosen = [one for one in proposals if one.to_on is not None]
    moved = {one.visit.id for one in chosen}
    days = {(one.to_on, one.visit.technician_id) for one in chosen}
    stay = [one for one in room.bookings if one.id not in moved and (one.date_on, one.technician_id) in days]
    come = [replace(one.visit, date_on=one.to_on) for one in chosen if one.to_on is not None]
    return loads([*stay, *come])


class _Held:
    """What each technician has on each day while visits find their places: asked for thousands of times."""

    def __init__(self, room: Room, without: set[int]) -> None:
        self._room = room
        self._days: defaultdict[tuple[int | None, date], list[Booking]] = defaultdict(list)
        self._busy: defaultdict[int, list[BusySpan]] = defaultdict(list)
        for booking in room.bookings:
            if booking.id not in without:
                self.add(booking)
        for span in room.busy:
            self._busy[span.technician_id].append(span)

    def add(self, booking: Booking) -> None:
        """Take a visit in that has found its place."""
        self._days[booking.technician_id, booking.date_on].append(booking)

    def minutes(self, technician_id: int | None, day: date) -> int:
        """Return how much a technician has to do on a day."""
        return sum(one.whole_minutes for one in self._days.get((technician_id, day), ()))

    def judge(self, visit: Booking, to_on: date) -> Proposal:
        """Say what speaks against a day; the nights before and after reach into it."""
        moved, who = replace(visit, date_on=to_on), visit.technician_id
        if who is None:
            return Proposal(visit, to_on)
        near = (self._days.get((who, day), ()) for day in (to_on - _DAY, to_on, to_on + _DAY))
        others = [one for own in near for one in own]
        against = clashes_of(moved, who, visit.id, others, self._busy.get(who, ()))
        (load,) = loads([*self._days.get((who, to_on), ()), moved])
        over = load.is_over(self._room.most_minutes, self._room.most_visits)
        return Proposal(visit, to_on, tuple(one.title for one in against), over)


def _best(visit: Booking, days: Sequence[date], held: _Held) -> Proposal:
    fallback: Proposal | None = None
    for day in days:
        found = held.judge(visit, day)
        if not found.clashes and not found.over:
            return found
        if fallback is None or (fallback.clashes and not found.clashes):
            fallback = found
    return fallback or Proposal(visit, None)


def _sides(first: date, last: date, policy: ShiftPolicy, calendar: WorkCalendar) -> list[date]:
    """Return the working days around the range to which the policy lets visits go."""
    before = [first - timedelta(days=n) for n in range(1, _FAR + 1)]
    after = [last + timedelta(days=n) for n in range(1, _FAR + 1)]
    sides = {ShiftPolicy.BEFORE: before, ShiftPolicy.AFTER: after}.get(policy, [*before, *after])
    return [day for day in sides if calendar.is_working_day(day)]


def _days(visit: Booking, sides: Sequence[date], limits: tuple[date, date] | None) -> list[date]:
    """Return the days within the visit's contract, the best one first."""
    since, until = limits or (date.min, date.max)
    month = Month.of(visit.date_on)
    days = [day for day in sides if since <= day <= until]
    return sorted(days, key=lambda day: (Month.of(day) != month, abs(day - visit.date_on), day))


def _emptiest_first(visit: Booking, days: Sequence[date], held: _Held) -> list[date]:
    """Prefer the days on which the technician has least to do; equals keep the order of `_days`."""
    month = Month.of(visit.date_on)
    return sorted(days, key=lambda day: (Month.of(day) != month, held.minutes(visit.technician_id, day)))
