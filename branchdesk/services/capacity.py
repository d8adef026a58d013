"""Clashes of technicians, days that hold too much, and who waits for a slot (R016, R081)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from branchdesk.domain.capacity import (
    Booking,
    BusySpan,
    Clash,
    DayLoad,
    Waiting,
    clashes,
    clashes_of,
    loads,
    nearby,
    queue,
)
from branchdesk.domain.customers import Contract
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.visit_window import VisitWindow, window_of
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.busy_times import busy_between
from branchdesk.services.context import Context
from branchdesk.storage.queries import plan_facts, prepayment

_STEP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a technician's day may hold; 0 sets no limit."""

    minutes: int
    visits: int


class Capacity:
    """What fits and what does not."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def limits(self) -> Limits:
        """Return the limits of the branch."""
        settings = self._context.settings
        return Limits(settings.technician_minutes_per_day, settings.technician_visits_per_day)

    def bookings(self, first: date, last: date, technician_id: int | None = None) -> list[Booking]:
        """Return the visits of a range that take place."""
        return plan_facts.bookings(self._context.database, first, last, technician_id)

    def clashes(self, first: date, last: date, technician_id: int | None = None) -> list[Clash]:
        """Return every clash that begins in a range, calendars of technicians included."""
        since, until = nearby(first)[0], nearby(last)[1]
        planned = self.bookings(since, until, technician_id)
        busy = busy_between(self._context, since, until, technician_id)
        return [one for one in clashes(planned, busy) if first <= one.since.date() <= last]

    def clashes_of(self, visit: Visit) -> list[Booking | BusySpan]:
        """Return what a visit, perhaps not yet saved, would run into."""
        since, until = nearby(visit.date_on)
        busy = busy_between(self._context, since, until, visit.technician_id)
        others = self.bookings(since, until, visit.technician_id)
        return clashes_of(self.booking(visit), visit.technician_id, visit.id, others, busy)

    def booking(self, visit: Visit) -> Booking:
        """Return a visit with its whole window, as its contract sets it (R016)."""
        contract = self._context.reader.get(Contract, visit.contract_id) if visit.contract_id else None
        return Booking(
            id=visit.id,
            site_id=visit.site_id,
            kind=visit.kind,
            date_on=visit.date_on,
            start_at=visit.start_at,
            minutes_before=contract.minutes_preparation if contract else 0,
            minutes=visit.minutes,
            minutes_after=contract.minutes_cleaning + contract.minutes_after if contract else 0,
            technician_id=visit.technician_id,
        )

    def loads(self, first: date, last: date) -> list[DayLoad]:
        """Return what each technician has on each day of a range."""
        return loads(self.bookings(first, last))

    def load_with(self, visit: Visit) -> DayLoad | None:
        """Return what the technician's day would hold with this visit."""
        if visit.technician_id is None:
            return None
        others = self.bookings(visit.date_on, visit.date_on, visit.technician_id)
        mine = [*(one for one in others if one.id != visit.id), self.booking(visit)]
        return loads(mine)[0]

    def free_from(self, visit: Visit) -> datetime | None:
        """Return the first moment of the same day, at or after the wanted one, at which the window fits."""
        own = self.booking(visit)
        window = window_of(own)
        if window is None:
            return None
        since, until = nearby(visit.date_on)
        others = self.bookings(since, until, visit.technician_id)
        busy = busy_between(self._context, since, until, visit.technician_id)
        start = window.start
        while start.date() == visit.date_on:
            wanted = replace(own, start_at=f"{start:%H:%M}")
            if not clashes_of(wanted, visit.technician_id, visit.id, others, busy):
                return start
            start += _STEP
        return None

    def free_people(self, visit: Visit) -> list[Employee]:
        """Return the technicians whom nothing keeps from a visit at its time; none while it is open."""
        window = window_of(self.booking(visit))
        if window is None:
            return []
        since, until = nearby(visit.date_on)
        others, busy = self.bookings(since, until), busy_between(self._context, since, until)
        people = self._context.reader.find(Employee, active=True, role=EmployeeRole.TECHNICIAN)
        own = self.booking(visit)
        return [one for one in people if not clashes_of(own, one.id, visit.id, others, busy)]

    def queue(self, weeks: int = 4) -> list[Waiting]:
        """Return the visits of the next weeks that wait for a slot, those paid first first (R081)."""
        today = self._context.clock.today()
        found = self.bookings(today, today + timedelta(weeks=weeks))
        limits = self.limits()
        paid = prepayment.paid_at(self._context.database, [one.id for one in found])
        return queue(found, paid, limits.minutes, limits.visits)

    def hints(self, visit: Visit) -> list[Message]:
        """Say what speaks against the day and time of a visit, each with a way forward; none forbids."""
        if visit.status is not VisitStatus.PLANNED:
            return []
        found = [self._clash_said(one) for one in self.clashes_of(visit)]
        if found:
            free = self.free_from(visit)
            if free is not None:
                found.append(msg("Free on this day from {time}.", time=f"{free:%H:%M}"))
        load, limits = self.load_with(visit), self.limits()
        if load is not None and load.is_over(limits.minutes, limits.visits):
            found.append(
                msg(
                    "With this visit the day of {technician} holds {visits} visits and {minutes} minutes. "
                    "Choose another day or another technician.",
                    technician=self._context.reader.get(Employee, load.technician_id).name,
                    visits=load.visits,
                    minutes=load.minutes,
                )
            )
        return found

    def window(self, visit: Visit) -> VisitWindow | None:
        """Return from when to when a visit takes its place up, by the four durations (R016)."""
        return window_of(self.booking(visit))

    def _clash_said(self, other: Booking | BusySpan) -> Message:
        if isinstance(other, BusySpan):
            return msg(
                "{technician} is taken elsewhere from {since} to {until} ({title}). Choose another time or "
                "another technician.",
                technician=self._context.reader.get(Employee, other.technician_id).name,
                since=f"{other.start:%m-%d %H:%M}",
                until=f"{other.end:%H:%M}",
                title=other.title or "–",
            )
        window = window_of(other)
        return msg(
            "{technician} is at {where} from {since} to {until}. Choose another time or another technician.",
            technician=other.technician,
            where=other.title,
            since=f"{window.start:%m-%d %H:%M}" if window else "",
            until=f"{window.end:%H:%M}" if window else "",
        )
