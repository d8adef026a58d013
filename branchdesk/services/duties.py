"""What is to be done today, and what was missed while nobody looked (D04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from branchdesk.domain.business_hours import parse_frames
from branchdesk.domain.complaint_clocks import clocks_of
from branchdesk.domain.duties import (
    Duty,
    DutyKind,
    complaint_duties,
    contact_duties,
    invoice_duties,
    promise_duties,
)
from branchdesk.domain.duties_calls import critical_duties, delay_duties, opportunity_duties
from branchdesk.domain.duties_care import birthday_duties, exception_duties, feedback_duties, festival_duties
from branchdesk.domain.duties_cases import case_task_duties, facts_duties, offer_duties
from branchdesk.domain.duties_judgement import judgement_duties
from branchdesk.domain.duties_meetings import (
    meeting_duties,
    month_call_duties,
    quarter_duties,
    staff_meeting_duties,
    task_duties,
)
from branchdesk.domain.duties_people import introduction_duties, reading_duties, renewal_duties
from branchdesk.domain.duties_visits import first_service_duties, visit_duties
from branchdesk.domain.festivals import festivals_near
from branchdesk.domain.meetings import Quarter
from branchdesk.domain.promises import last_day
from branchdesk.services.chase_watch import chase_watch
from branchdesk.services.context import Context
from branchdesk.services.grades import settings_by_grade
from branchdesk.services.letter_watch import letter_watch
from branchdesk.services.plan_watch import plan_watch
from branchdesk.services.request_watch import request_watch, spared
from branchdesk.storage.queries import (
    attempts,
    call_facts,
    case_flow,
    delays,
    duty_facts,
    meetings,
    people_facts,
    visit_facts,
)
from branchdesk.storage.queries import care as care_facts
from branchdesk.storage.queries.judgement import judged_facts

_CALL_AHEAD = timedelta(days=31)  # an appointment call may lie a holiday week before its visit


class Duties:
    """Derives duties from the facts of the branch file."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def due(self, days: int = 0) -> list[Duty]:
        """Return what is due by `days` from today and not done, the latest first; nothing is ever lost."""
        today = self._context.clock.today()
        until = today + timedelta(days=days)
        zone = self._context.zone
        found = [_on_the_wall(duty, zone) for duty in self._all(today, until) if duty.due_on <= until]
        noted = attempts.Noted.read(self._context.database, self._context.clock.now())
        handed_on = spared(self._context, found)
        return sorted((noted.beside(duty) for duty in handed_on), key=_urgency)

    def _all(self, today: date, until: date) -> Iterator[Duty]:
        context = self._context
        settings, calendar, database = context.settings, context.calendar, context.database
        visits = visit_facts.visit_facts(database, today, until + _CALL_AHEAD)
        yield from visit_duties(visits, settings, calendar, today)
        first_visits = visit_facts.first_visit_facts(database, today)
        yield from first_service_duties(first_visits, settings, calendar)
        grace = settings.promise_grace_working_days
        invoices = [
            replace(
                fact, promised_until=fact.promised_until and last_day(fact.promised_until, calendar, grace)
            )
            for fact in duty_facts.invoice_facts(database, today, until + _CALL_AHEAD, context.zone)
        ]
        yield from invoice_duties(invoices, settings, calendar, today)
        yield from self._complaints(today, until)
        promises = [
            replace(fact, over_on=last_day(fact.due_on, calendar, grace) + timedelta(days=1))
            for fact in duty_facts.promise_facts(database, today, context.zone)
        ]
        yield from promise_duties(fact for fact in promises if fact.received_fen < fact.amount_fen)
        yield from contact_duties(duty_facts.next_contact_facts(database, today, until, context.zone))
        yield from self._care(today, until)
        yield from self._people(today, until)
        yield from self._meetings(today, until)
        first = call_facts.first_service_facts(database, today, date.min, until)
        yield from critical_duties(first, settings.critical_contact_days)
        yield from opportunity_duties(call_facts.opportunity_facts(database, today, until))
        yield from delay_duties(delays.delay_facts(database, today, context.zone))
        yield from request_watch(context, today, until)
        yield from plan_watch(context, today, until)
        yield from chase_watch(context, today, until)
        yield from letter_watch(context)

    def _people(self, today: date, until: date) -> Iterator[Duty]:
        context = self._context
        settings, calendar, database = context.settings, context.calendar, context.database
        unread = people_facts.unread_contracts(database, today, until + _CALL_AHEAD)
        yield from reading_duties(unread, calendar)
        new = people_facts.new_contacts(database, today, date.min)
        yield from introduction_duties(new, settings, calendar)
        soon = until + timedelta(days=settings.renewal_talk_days)
        yield from renewal_duties(people_facts.ending_contracts(database, today, soon), settings)

    def _meetings(self, today: date, until: date) -> Iterator[Duty]:
        context = self._context
        settings, database = context.settings, context.database
        to_meet = meetings.customers_to_meet(database, today, Quarter.of(today))
        unplanned = [one for one in to_meet if one.planned_on is None]
        absent = sum(one.absent > 0 for one in unplanned)
        yield from quarter_duties(len(unplanned), absent, today, settings)
        yield from meeting_duties(meetings.meeting_facts(database, today, until))
        yield from task_duties(meetings.task_facts(database, today, until))
        failures = meetings.failure_facts(database, today, settings.preparation_failures)
        yield from staff_meeting_duties(failures, settings, today)
        owed = call_facts.customers_owed_calls(database, today, context.zone, settings)
        yield from month_call_duties(owed, today)

    def _complaints(self, today: date, horizon: date) -> Iterator[Duty]:
        context = self._context
        settings, calendar, zone, now = context.settings, context.calendar, context.zone, context.clock.now()
        windows = parse_frames(settings.call_back_hours)
        cases = duty_facts.open_complaints(context.database, today)
        by_grade = settings_by_grade(
            context.database, settings, zone, (whom.customer_id for _, whom in cases)
        )
        known, pauses = duty_facts.open_cases(context.database)
        agreed = case_flow.agreed_among(context.database, list(known))
        for complaint_id, whom in cases:
            complaint = known[complaint_id]
            rests, until = pauses.get(complaint_id, ()), agreed.get(complaint_id, ())
            clocks = clocks_of(complaint, rests, by_grade(complaint), calendar, zone, now, until)
            yield from complaint_duties(complaint_id, complaint.number, whom, clocks, windows, calendar)
        yield from case_task_duties(case_flow.task_facts(context.database, today), now, zone)
        yield from offer_duties(case_flow.offer_facts(context.database, today), now, zone)
        unproven = case_flow.facts_facts(context.database, today)
        yield from facts_duties(unproven, settings.facts_reply_hours, now, zone)
        judged = judged_facts(context.database, today, horizon, settings.third_party_days)
        yield from judgement_duties(judged)

    def _care(self, today: date, until: date) -> Iterator[Duty]:
        settings, database = self._context.settings, self._context.database
        before = settings.festival_days_before
        festivals = [
            (day, care_facts.festival_recipients(database, day.on, today))
            for day in festivals_near(today, (until - today).days + before)
        ]
        yield from festival_duties(festivals, before)
        since = today - timedelta(days=settings.birthday_days_ahead)
        yield from birthday_duties(care_facts.birthday_recipients(database, since, until, today))
        asked_before = today - relativedelta(months=settings.feedback_every_months)
        yield from feedback_duties(care_facts.feedback_waiting(database, asked_before, today), today)
        yield from exception_duties(care_facts.exceptions_over(database, today))


def _on_the_wall(duty: Duty, zone: ZoneInfo) -> Duty:
    """Give the hour in the branch's wall time, as every duty has it."""
    at = duty.due_at
    if at is None or at.tzinfo is None:
        return duty
    return replace(duty, due_at=at.astimezone(zone).replace(tzinfo=None))


def _urgency(duty: Duty) -> tuple[bool, date, time, str]:
    at = duty.due_at.time() if duty.due_at else time.max
    return duty.kind is not DutyKind.REQUEST_URGENT, duty.due_on, at, duty.key
