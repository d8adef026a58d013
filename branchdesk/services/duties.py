"""What is to be done today, and what was missed while nobody looked (D04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from branchdesk.domain.business_hours import parse_frames
from branchdesk.domain.complaint_clocks import clocks_of
from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.domain.duties import (
    Duty,
    complaint_duties,
    contact_duties,
    invoice_duties,
    promise_duties,
    visit_duties,
)
from branchdesk.domain.promises import last_day
from branchdesk.services.context import Context
from branchdesk.storage.queries import duty_facts

_LOOK_BACK = timedelta(days=60)  # older reports and promises are the month's business, not the day's
_CALL_AHEAD = timedelta(days=31)  # an appointment call may lie a holiday week before its visit


class Duties:
    """Derives duties from the facts of the branch file."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def due(self, days: int = 0) -> list[Duty]:
        """Return what is due by `days` from today and not done, the latest first; nothing is ever lost."""
        today = self._context.clock.today()
        until = today + timedelta(days=days)
        found = [duty for duty in self._all(today, until) if duty.due_on <= until]
        return sorted(found, key=_urgency)

    def _all(self, today: date, until: date) -> Iterator[Duty]:
        context = self._context
        settings, calendar, database = context.settings, context.calendar, context.database
        since = today - _LOOK_BACK
        visits = duty_facts.visit_facts(database, today, until + _CALL_AHEAD, since)
        yield from visit_duties(visits, settings, calendar, today)
        grace = settings.promise_grace_working_days
        invoices = [
            replace(
                fact, promised_until=fact.promised_until and last_day(fact.promised_until, calendar, grace)
            )
            for fact in duty_facts.invoice_facts(database, today, until + _CALL_AHEAD, context.zone)
        ]
        yield from invoice_duties(invoices, settings, calendar, today)
        yield from self._complaints(today)
        promises = [
            replace(fact, over_on=last_day(fact.due_on, calendar, grace) + timedelta(days=1))
            for fact in duty_facts.promise_facts(database, today, since)
        ]
        yield from promise_duties(fact for fact in promises if fact.received_fen < fact.amount_fen)
        yield from contact_duties(duty_facts.next_contact_facts(database, today, until))

    def _complaints(self, today: date) -> Iterator[Duty]:
        context = self._context
        settings, calendar, zone, now = context.settings, context.calendar, context.zone, context.clock.now()
        windows = parse_frames(settings.call_back_hours)
        for complaint_id, whom in duty_facts.open_complaints(context.database, today):
            complaint = context.reader.get(Complaint, complaint_id)
            pauses = context.reader.find(ComplaintPause, complaint_id=complaint_id)
            clocks = clocks_of(complaint, pauses, settings, calendar, zone, now)
            yield from complaint_duties(complaint_id, complaint.number, whom, clocks, windows, calendar)


def _urgency(duty: Duty) -> tuple[date, time, str]:
    at = duty.due_at.time() if duty.due_at else time.max
    return duty.due_on, at, duty.key
