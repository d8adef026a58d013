"""Visits and calls for other calendar programs, and technicians' own calendars as busy times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

from branchdesk.domain.calendar_entries import CalendarEntry
from branchdesk.domain.capacity import Booking, BusySpan
from branchdesk.domain.customers import Site
from branchdesk.domain.duedates import appointment_call_day
from branchdesk.domain.employees import Employee
from branchdesk.domain.messages import msg
from branchdesk.domain.plan_records import BusyTime
from branchdesk.domain.visit_window import window_of
from branchdesk.domain.visits import VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import plan_facts

MONTHS_AHEAD = 13
_BACK = timedelta(days=31)
_CALL_AT = time(9, 0)
_CALL_LASTS = timedelta(minutes=15)
_ALARM_MINUTES = 60


@dataclass(frozen=True, slots=True)
class BusyImported:
    """What a technician's calendar brought."""

    technician: str
    times: int
    added: int
    removed: int
    left_out: int


class BusyTimes:
    """Calendars out and in."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def between(self, first: date, last: date, technician_id: int | None = None) -> list[BusySpan]:
        """Return the times in a range at which technicians are taken elsewhere, in the branch's time."""
        return busy_between(self._context, first, last, technician_id)

    def technicians(self) -> dict[int, int]:
        """Return how many busy times are kept of each technician."""
        return plan_facts.busy_counts(self._context.database)

    def entries(self, words: Words, technician_id: int | None = None) -> list[CalendarEntry]:
        """Return visits and appointment calls of the last month and of thirteen months ahead, by time."""
        today = self._context.clock.today()
        until = today + relativedelta(months=MONTHS_AHEAD)
        visits = plan_facts.bookings(self._context.database, today - _BACK, until, technician_id)
        sites = {site.id: site for site in self._context.reader.find(Site)}
        called = plan_facts.called_visits(self._context.database, today)
        branch = self._context.branch.uuid
        found = [self._visit(one, sites[one.site_id], words, branch) for one in visits]
        found += [
            self._call(one, words, branch)
            for one in visits
            if one.date_on >= today and _is_called_for(one) and one.id not in called
        ]
        return sorted(found, key=lambda one: (one.day, one.start is not None, str(one.start), one.uid))

    def read_calendar(self, path: Path, technician_id: int) -> Outcome[BusyImported]:
        """Take a technician's calendar over: what it says anew replaces what the same events said before."""
        from branchdesk.readers.busy_calendar import read_busy_calendar

        context = self._context
        today = datetime.combine(context.clock.today(), time(), context.zone)
        until = today + relativedelta(months=MONTHS_AHEAD)
        read = read_busy_calendar(path, today - _BACK, until, context.zone)
        technician = context.reader.get(Employee, technician_id)
        wanted = {(one.uid, one.starts_at): one for one in read.events}
        with context.act("read_calendar") as work:
            kept, removed = set(), 0
            for old in work.find(BusyTime, technician_id=technician_id):
                same = wanted.get((old.uid, old.starts_at))
                if same is not None and (same.ends_at, same.title) == (old.ends_at, old.title):
                    kept.add((old.uid, old.starts_at))
                elif old.uid in read.uids or (old.source == path.name and old.ends_at > today):
                    work.delete(old)
                    removed += 1
            for key, one in wanted.items():
                if key not in kept:
                    work.insert(
                        BusyTime(
                            technician_id=technician_id,
                            uid=one.uid,
                            starts_at=one.starts_at,
                            ends_at=one.ends_at,
                            title=one.title,
                            source=path.name,
                        )
                    )
        result = BusyImported(technician.name, len(wanted), len(wanted) - len(kept), removed, read.left_out)
        message = msg(
            "{count} busy times of {technician}: {added} new, {removed} gone",
            count=result.times,
            technician=result.technician,
            added=result.added,
            removed=result.removed,
        )
        return context.outcome(work, result, message)

    def forget(self, technician_id: int) -> Outcome[int]:
        """Take all busy times of a technician out again."""
        technician = self._context.reader.get(Employee, technician_id)
        with self._context.act("forget_calendar") as work:
            found = work.find(BusyTime, technician_id=technician_id)
            for one in found:
                work.delete(one)
        message = msg(
            "{count} busy times of {technician} taken out", count=len(found), technician=technician.name
        )
        return self._context.outcome(work, len(found), message)

    def _visit(self, one: Booking, site: Site, words: Words, branch: str) -> CalendarEntry:
        window, zone = window_of(one), self._context.zone
        lines = [
            words.tr("{kind}, {minutes} minutes on site", kind=one.kind, minutes=one.minutes),
            words.tr("Technician: {name}", name=one.technician) if one.technician else "",
            words.tr("Sensitive: {places}", places=site.sensitive_places) if site.sensitive_places else "",
            words.tr("Access: {text}", text=site.access) if site.access else "",
            words.tr("To prepare: {items}", items=site.prep_items) if site.prep_items else "",
        ]
        return CalendarEntry(
            uid=f"visit-{one.id}@{branch}",
            day=one.date_on,
            start=window.start.replace(tzinfo=zone) if window else None,
            end=window.end.replace(tzinfo=zone) if window else None,
            title=one.title,
            text="\n".join(line for line in lines if line),
            place=site.address,
            alarm_minutes=_ALARM_MINUTES if window and one.status is VisitStatus.PLANNED else None,
            sequence=one.version,
            firm=window is not None,
        )

    def _call(self, one: Booking, words: Words, branch: str) -> CalendarEntry:
        context = self._context
        days = context.settings.appointment_days_before
        on = max(appointment_call_day(one.date_on, context.calendar, days), context.clock.today())
        start = datetime.combine(on, _CALL_AT, context.zone)
        return CalendarEntry(
            uid=f"call-{one.id}@{branch}",
            day=on,
            start=start,
            end=start + _CALL_LASTS,
            title=words.tr("Appointment call: {who}", who=one.title),
            text=words.tr("Visit on {day} {time}", day=one.date_on, time=one.start_at),
            alarm_minutes=0,
            sequence=one.version,
        )


def busy_between(
    context: Context, first: date, last: date, technician_id: int | None = None
) -> list[BusySpan]:
    """Return the times between two days (both included) at which technicians are taken elsewhere."""
    zone = context.zone
    since = datetime.combine(first, time(), zone)
    until = datetime.combine(last + timedelta(days=1), time(), zone)
    return [
        BusySpan(
            one.technician_id,
            one.starts_at.astimezone(zone).replace(tzinfo=None),
            one.ends_at.astimezone(zone).replace(tzinfo=None),
            one.title,
        )
        for one in plan_facts.busy_times(context.database, since, until, technician_id)
    ]


def _is_called_for(one: Booking) -> bool:
    return one.status is VisitStatus.PLANNED and one.kind is not VisitKind.COLLECTION
