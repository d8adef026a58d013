"""Who is where for how long: clashes of one technician, days with too much, and who waits for a slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from branchdesk.domain.visit_window import Timed, VisitWindow, window_of
from branchdesk.domain.visits import VisitKind, VisitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One visit that takes place, with all that its window is made of."""

    id: int
    customer_id: int = 0
    site_id: int = 0
    customer: str = ""
    site: str = ""
    kind: VisitKind = VisitKind.ROUTINE
    status: VisitStatus = VisitStatus.PLANNED
    date_on: date
    start_at: str = ""
    minutes_before: int = 0
    minutes: int = 60
    minutes_after: int = 0
    technician_id: int | None = None
    technician: str = ""
    version: int = 0
    contract_id: int | None = None
    slot_id: int | None = None
    original_on: date | None = None

    @property
    def title(self) -> str:
        """Return customer and site in one."""
        return f"{self.customer} · {self.site}" if self.site and self.site != self.customer else self.customer

    @property
    def whole_minutes(self) -> int:
        """Return how long the whole window takes (R016)."""
        return self.minutes_before + self.minutes + self.minutes_after


@dataclass(frozen=True, slots=True)
class BusySpan:
    """A time at which a technician is taken elsewhere; local moments without a zone."""

    technician_id: int
    start: datetime
    end: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A visit that runs into another one of its technician, or into a time taken elsewhere."""

    visit: Booking
    window: VisitWindow
    other: Booking | BusySpan
    since: datetime
    until: datetime

    @property
    def minutes(self) -> int:
        """Return for how long both would run."""
        return int((self.until - self.since).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class DayLoad:
    """What one technician does on one day."""

    day: date
    technician_id: int
    technician: str
    visits: int
    minutes: int

    def is_over(self, most_minutes: int, most_visits: int) -> bool:
        """Tell whether it is more than the branch allows; 0 sets no limit."""
        return bool(
            (most_minutes and self.minutes > most_minutes) or (most_visits and self.visits > most_visits)
        )


def clashes(bookings: Iterable[Booking], busy: Iterable[BusySpan] = ()) -> list[Clash]:
    """Return each pair of windows of one technician that meet, the later one named first."""
    spans: defaultdict[int, list[tuple[datetime, datetime, Booking | BusySpan]]] = defaultdict(list)
    for booking in bookings:
        window = window_of(booking)
        if window is not None and booking.technician_id is not None:
            spans[booking.technician_id].append((window.start, window.end, booking))
    for span in busy:
        spans[span.technician_id].append((span.start, span.end, span))
    found = [clash for own in spans.values() for clash in _pairs(own)]
    return sorted(found, key=lambda clash: (clash.since, clash.visit.id))


def clashes_of(
    visit: Timed,
    technician_id: int | None,
    visit_id: int,
    others: Iterable[Booking],
    busy: Iterable[BusySpan],
) -> list[Booking | BusySpan]:
    """Return what one visit, perhaps not yet saved, would run into."""
    window = window_of(visit)
    if window is None or technician_id is None:
        return []
    found: list[Booking | BusySpan] = []
    for other in others:
        span = window_of(other)
        mine = other.technician_id == technician_id and other.id != visit_id
        if mine and span is not None and _meet(window.start, window.end, span.start, span.end):
            found.append(other)
    found += [
        one
        for one in busy
        if one.technician_id == technician_id and _meet(window.start, window.end, one.start, one.end)
    ]
    return found


def loads(bookings: Iterable[Booking]) -> list[DayLoad]:
    """Return what each technician has on each day, in order of the days."""
    days: defaultdict[tuple[date, int], list[Booking]] = defaultdict(list)
    for booking in bookings:
        if booking.technician_id is not None:
            days[booking.date_on, booking.technician_id].append(booking)
    return [
        DayLoad(day, technician, own[0].technician, len(own), sum(one.whole_minutes for one in own))
        for (day, technician), own in sorted(days.items())
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A visit that still needs a slot, and since when it is paid for (R081)."""

    visit: Booking
    paid_at: datetime | None
    over: bool  # it has a technician, whose day holds too much


def queue(
    bookings: Sequence[Booking],
    paid_at: Mapping[int, datetime],
    most_minutes: int,
    most_visits: int,
) -> list[Waiting]:
    """Return the visits that wait for a slot: those paid first first, then the unpaid by their day (R081).

    A visit waits while it has no time or nobody to do it, or while its technician's day holds too much.
    """
    over = {
        (load.day, load.technician_id) for load in loads(bookings) if load.is_over(most_minutes, most_visits)
    }
    found = []
    for visit in bookings:
        full = (visit.date_on, visit.technician_id) in over
        open_yet = not visit.start_at or visit.technician_id is None
        if visit.status is VisitStatus.PLANNED and (open_yet or full):
            found.append(Waiting(visit, paid_at.get(visit.id), full))
    return sorted(found, key=_turn)


def _turn(one: Waiting) -> tuple[bool, float, date, int]:
    paid = one.paid_at.timestamp() if one.paid_at else 0.0
    return one.paid_at is None, paid, one.visit.date_on, one.visit.id


def _pairs(own: list[tuple[datetime, datetime, Booking | BusySpan]]) -> Iterable[Clash]:
    own.sort(key=lambda span: (span[0], span[1]))
    for at, (start, end, first) in enumerate(own):
        for later_start, later_end, second in own[at + 1 :]:
            if later_start >= end:
                break
            visit, other = (second, first) if isinstance(second, Booking) else (first, second)
            if not isinstance(visit, Booking) or not _meet(start, end, later_start, later_end):
                continue
            window = window_of(visit)
            if window is not None:
                yield Clash(visit, window, other, later_start, min(end, later_end))


def _meet(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> bool:
    return start < other_end and other_start < end


def nearby(day: date, around: int = 1) -> tuple[date, date]:
    """Return the days whose windows may reach into a day."""
    return day - timedelta(days=around), day + timedelta(days=around)
