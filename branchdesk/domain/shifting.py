"""Moving all visits of a holiday range at once: where each one goes, and what speaks against it (D05)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain.capacity import Booking, BusySpan, DayLoad, clashes_of, loads
from branchdesk.domain.messages import Message
from branchdesk.domain.workdays import DayKind, WorkCalendar

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
            day += timedelta(days=1)
        else:
            if (run.last - run.first).days >= 2:
                found.append(run)
            day = run.last + timedelta(days=1)
    return found


def _run_from(calendar: WorkCalendar, first: date) -> HolidayRun | None:
    if calendar.is_working_day(first):
        return None
    last, names = first, []
    while not calendar.is_working_day(last):
        note = calendar.note(last)
        if note.kind is DayKind.HOLIDAY:
            names.append(note.name)
        last += timedelta(days=1)
    if not names:
        return None
    # Most of the days name the festival: its eve comes first and is only one of them.
    return HolidayRun(max(names, key=names.count), first, last - timedelta(days=1))


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
    held = [one for one in room.bookings if one.id not in {visit.id for visit in visits}]
    found = []
    for visit in sorted(visits, key=lambda one: (one.date_on, one.start_at, one.id)):
        days = _days(visit, first, last, policy, calendar, limits.get(visit.id))
        if policy is ShiftPolicy.SPREAD:
            days = _emptiest_first(visit, days, held)
        proposal = _best(visit, days, replace(room, bookings=tuple(held)))
        found.append(proposal)
        if proposal.to_on is not None:
            held.append(replace(visit, date_on=proposal.to_on))
    return found


def judge(visit: Booking, to_on: date, room: Room) -> Proposal:
    """Say what speaks against a day that somebody chose by hand."""
    moved = replace(visit, date_on=to_on)
    near = [one for one in room.bookings if abs((one.date_on - to_on).days) <= 1]
    against = clashes_of(moved, visit.technician_id, visit.id, near, room.busy)
    own = [one for one in near if one.technician_id == visit.technician_id and one.id != visit.id]
    over = False
    if visit.technician_id is not None:
        (load,) = (one for one in loads([*own, moved]) if one.day == to_on)
        over = load.is_over(room.most_minutes, room.most_visits)
    return Proposal(visit, to_on, tuple(one.title for one in against), over)


def loads_after(proposals: Iterable[Proposal], room: Room) -> list[DayLoad]:
    """Return what the technicians who get visits would have on the days to which these go."""
    chosen = [one for one in proposals if one.to_on is not None]
    moved = {one.visit.id for one in chosen}
    days = {(one.to_on, one.visit.technician_id) for one in chosen}
    stay = [one for one in room.bookings if one.id not in moved and (one.date_on, one.technician_id) in days]
    come = [replace(one.visit, date_on=one.to_on) for one in chosen if one.to_on is not None]
    return loads([*stay, *come])


def _best(visit: Booking, days: Sequence[date], room: Room) -> Proposal:
    fallback: Proposal | None = None
    for day in days:
        found = judge(visit, day, room)
        if not found.clashes and not found.over:
            return found
        if fallback is None or (fallback.clashes and not found.clashes):
            fallback = found
    return fallback or Proposal(visit, None)


def _days(
    visit: Booking,
    first: date,
    last: date,
    policy: ShiftPolicy,
    calendar: WorkCalendar,
    limits: tuple[date, date] | None,
) -> list[date]:
    """Return the working days outside the range, the best one first."""
    before = [first - timedelta(days=n) for n in range(1, _FAR + 1)]
    after = [last + timedelta(days=n) for n in range(1, _FAR + 1)]
    sides = {ShiftPolicy.BEFORE: before, ShiftPolicy.AFTER: after}.get(policy, [*before, *after])
    since, until = limits or (date.min, date.max)
    days = [day for day in sides if since <= day <= until and calendar.is_working_day(day)]
    month = visit.date_on.replace(day=1)
    return sorted(days, key=lambda day: (day.replace(day=1) != month, abs(day - visit.date_on), day))


def _emptiest_first(visit: Booking, days: Sequence[date], held: Sequence[Booking]) -> list[date]:
    """Prefer the days on which the technician has least to do, near ones among equals."""
    minutes: dict[date, int] = {}
    for one in held:
        if one.technician_id == visit.technician_id:
            minutes[one.date_on] = minutes.get(one.date_on, 0) + one.whole_minutes
    month = visit.date_on.replace(day=1)
    return sorted(
        days,
        key=lambda day: (day.replace(day=1) != month, minutes.get(day, 0), abs(day - visit.date_on), day),
    )
