"""The numbers of a month and of the months before it, by figure and month (R173)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from branchdesk.domain.aging import AgingTable, Bucket
from branchdesk.domain.commitments import Commitment, kept_share, state_of
from branchdesk.domain.complaint_clocks import ClockKind, clocks_of
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.duedates import appointment_call_day
from branchdesk.domain.money import yuan
from branchdesk.domain.month_figures import middle, share
from branchdesk.domain.months import Month
from branchdesk.domain.promises import PromiseVerdict, judge, reliability
from branchdesk.services.case_months import course_values
from branchdesk.services.context import Context
from branchdesk.services.grades import settings_by_grade
from branchdesk.storage.queries import case_flow, commitments, delays, requests, summary_facts, summary_money
from branchdesk.storage.queries.summary_facts import CallFact, Counts
from branchdesk.storage.queries.summary_frame import Frame
from branchdesk.storage.queries.summary_money import Flow, PromiseDue

Found = dict[str, dict[Month, Decimal | None]]

_OVERDUE = (Bucket.D1_30, Bucket.D31_60, Bucket.D61_90, Bucket.D91_PLUS)
_JUDGED = (ClockState.MET, ClockState.MISSED, ClockState.BREACHED)


def visit_numbers(context: Context, frame: Frame) -> Found:
    """Count visits, and the reports that are missing of those done (R035)."""
    counts = summary_facts.visit_counts(context.database, frame)
    done, issued = counts["done"], counts["reports_issued"]
    counts["reports_missing"] = {month: done[month] - issued[month] for month in done}
    return _numbers("visits", counts, frame)


def communication_numbers(context: Context, frame: Frame) -> Found:
    """Count contacts and measure the calls before each visit (R017, R019, R025, R139)."""
    counts = summary_facts.contact_counts(context.database, frame, context.settings)
    found = _numbers("communication", counts, frame)
    visits: dict[Month, dict[int, list[CallFact]]] = {month: {} for month in frame.months}
    for fact in summary_facts.call_facts(context.database, frame):
        visits[Month.of(fact.date_on)].setdefault(fact.visit_id, []).append(fact)
    measures = _CallMeasures(context)
    foreseen = delays.delay_counts(context.database, frame)
    promised = commitments.due_in(context.database, frame)
    waits = requests.waits(context.database, frame)
    for month, by_visit in visits.items():
        calls = list(by_visit.values())
        done = [facts for facts in calls if facts[0].done]
        entered, told = foreseen.get(month, (0, 0))
        made = sum(any(f.called_at and not f.same_day for f in facts) for facts in calls)
        values = {
            "appointment_calls": Decimal(made),
            "appointment_in_time": share(sum(map(measures.appointment, calls)), len(calls)),
            "same_day": share(sum(map(measures.same_day, done)), len(done)),
            "delays": Decimal(entered),
            "told_before": share(told, entered),
            **_promised(promised[month], frame, month, context),
            "extra_requests": Decimal(len(waits[month])),
            "extra_reply": middle([wait for wait in waits[month] if wait is not None]),
        }
        _put(found, "communication", month, values)
    return found


def _promised(
    due: Iterable[Commitment], frame: Frame, month: Month, context: Context
) -> dict[str, Decimal | None]:
    """Judge our promises of a month as they stood at its end, or now (R148)."""
    at = min(frame.end_at(month), context.clock.now())
    states = [state_of(one, frame.zone, at) for one in due if not one.withdrawn_why]
    kept, judged = kept_share(states)
    return {"commitments": Decimal(len(states)), "commitments_kept": share(kept, judged)}


class _CallMeasures:
    """Judges the calls of one visit."""

    def __init__(self, context: Context) -> None:
        self._calendar = context.calendar
        self._days = context.settings.appointment_days_before
        self._limit = context.settings.same_day_call_by

    def appointment(self, facts: Iterable[CallFact]) -> bool:
        """Tell whether somebody was reached by the day of the call; a later move does not undo that."""
        return any(
            fact.called_at is not None
            and not fact.same_day
            and fact.called_at.date() <= appointment_call_day(fact.called_for, self._calendar, self._days)
            for fact in facts
        )

    def same_day(self, facts: Iterable[CallFact]) -> bool:
        """Tell whether somebody was reached on the day, before the set hour."""
        return any(
            fact.called_at is not None
            and fact.same_day
            and fact.called_at.date() == fact.date_on
            and f"{fact.called_at:%H:%M}" <= self._limit
            for fact in facts
        )


def complaint_numbers(context: Context, frame: Frame, done: Mapping[Month, Decimal | None]) -> Found:
    """Count complaints and measure their clocks as they stood at the end of each month (R092, R093)."""
    found = _numbers("complaints", summary_facts.complaint_counts(context.database, frame), frame)
    cases = summary_facts.clock_facts(context.database, frame)
    settings, calendar = context.settings, context.calendar
    states: dict[Month, dict[bool, list[ClockState]]] = {
        month: {True: [], False: []} for month in frame.months
    }
    waits: dict[Month, list[int]] = {month: [] for month in frame.months}
    by_grade = settings_by_grade(
        context.database, settings, frame.zone, (case.customer_id for case, _ in cases)
    )
    agreed = case_flow.agreed_among(context.database, [case.id for case, _ in cases])
    frozen, courses = case_flow.frozen_states(context.database), course_values(context, frame)
    for case, rests in cases:
        month = Month.of(case.received_at.astimezone(frame.zone).date())
        end = min(frame.end_at(month), context.clock.now())
        known = _as_of(case, frame, month)
        kept = frozen.get(case.id, {}) if known.closed_at is not None else {}
        promised = agreed.get(case.id, ())
        for clock in clocks_of(known, rests, by_grade(case), calendar, frame.zone, end, promised):
            state = kept.get(clock.kind, clock.state)
            states[month][clock.kind is ClockKind.STATUS].append(state)
        if known.answered_at is not None:
            waits[month].append(int((known.answered_at - known.received_at).total_seconds()) // 60)
    for month in frame.months:
        received, visits = found["complaints.received"][month], done[month]
        values = {
            "answered_in_time": _met(states[month][False]),
            "status_in_time": _met(states[month][True]),
            "answer_minutes": middle(waits[month]),
            "per_100_visits": share(int(received or 0), int(visits or 0)),
            **courses[month],
        }
        _put(found, "complaints", month, values)
    return found


def _as_of(case: Complaint, frame: Frame, month: Month) -> Complaint:
    """Forget of a case what happened after the month."""
    end = frame.end_at(month)
    answered, told, closed = (
        at if at is not None and at < end else None for at in (case.answered_at, case.told_at, case.closed_at)
    )
    return replace(case, answered_at=answered, told_at=told, closed_at=closed)


def _met(states: list[ClockState]) -> Decimal | None:
    """Return the share of clocks that were met; those still running are not judged."""
    judged = [state for state in states if state in _JUDGED]
    return share(judged.count(ClockState.MET), len(judged))


def money_numbers(context: Context, frame: Frame, flows: Mapping[Month, Flow]) -> Found:
    """Sum the flows of money, and count promises and punctual customers (R072, R078)."""
    database = context.database
    made = summary_money.promises_made(database, frame)
    punctual = summary_money.punctual_customers(database, frame)
    verdicts = _verdicts(context, frame, summary_money.promises_due(database, frame))
    found: Found = {}
    for month in frame.months:
        flow = flows.get(month, Flow())
        kept, judged = reliability(verdicts[month])
        due, in_time = punctual.get(month, (0, 0))
        values = {
            "invoiced": yuan(flow.invoiced_fen),
            "credited": yuan(flow.credited_fen),
            "received": yuan(flow.received_fen),
            "allocated": yuan(flow.allocated_fen),
            "promises_made": Decimal(made.get(month, 0)),
            "promises_kept": share(kept, judged),
            "due_customers": Decimal(due),
            "punctual_customers": Decimal(in_time),
        }
        _put(found, "receivables", month, values)
    return found


def _verdicts(
    context: Context, frame: Frame, promises: Iterable[PromiseDue]
) -> dict[Month, list[PromiseVerdict]]:
    """Judge each promise once, in the month in which its time with the grace has run out."""
    calendar, grace = context.calendar, context.settings.promise_grace_working_days
    found: dict[Month, list[PromiseVerdict]] = {month: [] for month in frame.months}
    for promise in promises:
        amount = 0 if promise.kept_on is not None else promise.amount_fen
        until = calendar.add_working_days(promise.due_on, grace)
        judged_on = until + timedelta(days=1)
        month = Month.of(until)
        if month in found and until <= frame.as_of:
            receipts = promise.receipts
            found[month].append(judge(amount, promise.due_on, receipts, judged_on, calendar, grace))
    return found


def aging_numbers(tables: Mapping[Month, AgingTable[int]]) -> Found:
    """Take from the aging at the end of each month what the summary says of it."""
    found: Found = {}
    for month, table in tables.items():
        amounts = table.total.amounts
        values = {
            "closing": yuan(table.total.total),
            "on_account": yuan(-amounts[Bucket.ON_ACCOUNT]),
            "overdue": yuan(sum(amounts[bucket] for bucket in _OVERDUE)),
            "not_signed": yuan(amounts[Bucket.NOT_SIGNED]),
            "open_invoices": Decimal(table.open_invoices),
        }
        _put(found, "receivables", month, values)
    return found


def _numbers(section: str, counts: Counts, frame: Frame) -> Found:
    return {
        f"{section}.{name}": {month: Decimal(values.get(month, 0)) for month in frame.months}
        for name, values in counts.items()
    }


def _put(found: Found, section: str, month: Month, values: Mapping[str, Decimal | None]) -> None:
    for name, value in values.items():
        found.setdefault(f"{section}.{name}", {})[month] = value
