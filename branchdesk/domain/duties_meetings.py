"""Duties of meetings and monthly calls: one for all where there are many (R024, R025, D10, R014)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from branchdesk.domain.duties import Assignee, Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.meetings import Quarter
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month
from branchdesk.domain.settings import Settings

_NOBODY = Whom(customer_id=0, customer="")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFact:
    """A meeting that is planned and neither held nor cancelled."""

    id: int
    whom: Whom
    planned_on: date
    start_at: str
    topics: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFact:
    """Something decided at a meeting that nobody did yet."""

    id: int
    whom: Whom
    what: str
    owner: str
    by_customer: bool
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureFact:
    """A site with preparation failures since the last meeting with its staff."""

    site_id: int
    whom: Whom
    failed_on: tuple[date, ...]  # rising
    met_on: date | None = None


def quarter_duties(count: int, absent: int, today: date, settings: Settings) -> Iterator[Duty]:
    """Make one duty of all meetings of the quarter that are neither held nor planned, once it is urgent."""
    quarter = Quarter.of(today)
    if not count or today < quarter.soon_from(settings.meeting_soon_months):
        return
    say = msg(
        "Q{number}: {n} customers still to meet by {day}, {absent} of them absent during service.",
        number=quarter.number,
        n=count,
        day=quarter.last,
        absent=absent,
    )
    yield Duty(
        kind=DutyKind.QUARTERLY_MEETINGS,
        due_on=today,
        whom=_NOBODY,
        say=say,
        link=LinkKind.MEETING_ROUND,
        link_id=quarter.last.toordinal(),
        assignee=Assignee.AREA_MANAGER,
    )


def month_call_duties(count: int, today: date) -> Iterator[Duty]:
    """Make one duty of all customers not phoned as often as this month owes; listed from the 1st (R025)."""
    if not count:
        return
    month = Month.of(today)
    say = msg("{n} customers are owed a call this month, by {day}.", n=count, day=month.last)
    yield Duty(
        kind=DutyKind.MONTHLY_CALLS,
        due_on=today,
        whom=_NOBODY,
        say=say,
        link=LinkKind.CALL_ROUND,
        link_id=month.first.toordinal(),
    )


def meeting_duties(facts: Iterable[MeetingFact]) -> Iterator[Duty]:
    """Remind of each planned meeting until its minutes are written or it is cancelled."""
    for fact in facts:
        say = (
            msg("Meeting: {topics}. Take the pack along, write the minutes.", topics=fact.topics)
            if fact.topics
            else msg("Quarterly meeting. Take the pack along, write the minutes.")
        )
        yield Duty(
            kind=DutyKind.MEETING,
            due_on=fact.planned_on,
            whom=fact.whom,
            say=say,
            link=LinkKind.MEETING,
            link_id=fact.id,
            assignee=Assignee.AREA_MANAGER,
        )


def task_duties(facts: Iterable[TaskFact]) -> Iterator[Duty]:
    """Follow what was decided at a meeting: do it, or ask the customer for it."""
    for fact in facts:
        say = (
            msg(
                "Agreed at the meeting: {what} ({owner}). Ask how it stands.",
                owner=fact.owner,
                what=fact.what,
            )
            if fact.by_customer
            else msg("Decided at the meeting: {what} ({owner})", what=fact.what, owner=fact.owner)
        )
        yield Duty(
            kind=DutyKind.MEETING_TASK,
            due_on=fact.due_on,
            whom=fact.whom,
            say=say,
            link=LinkKind.MEETING_TASK,
            link_id=fact.id,
            who="" if fact.by_customer else fact.owner,
        )


def staff_meeting_duties(facts: Iterable[FailureFact], settings: Settings, today: date) -> Iterator[Duty]:
    """Suggest a meeting with the customer's staff after repeated failures of preparation (R014).

    Due on the day of the failure that makes it so many within so many months; a meeting restarts the count,
    and so many months without a failure show that none is needed any more.
    """
    for fact in facts:
        on = repeated_on(fact, settings, today)
        if on is None:
            continue
        say = msg(
            "Preparation failed on {first} and {last}. Suggest a short meeting with their staff.",
            first=fact.failed_on[-settings.preparation_failures],
            last=fact.failed_on[-1],
        )
        yield Duty(
            kind=DutyKind.STAFF_MEETING,
            due_on=on,
            whom=fact.whom,
            say=say,
            link=LinkKind.SITE,
            link_id=fact.site_id,
            assignee=Assignee.AREA_MANAGER,
        )


def repeated_on(fact: FailureFact, settings: Settings, today: date) -> date | None:
    """Return the day since which a meeting is to be suggested, None while failures are few."""
    wanted, months = max(settings.preparation_failures, 1), settings.preparation_failure_months
    if fact.failed_on[-1] < today - relativedelta(months=months):
        return None
    counted: list[date] = []
    for day in (day for day in fact.failed_on if fact.met_on is None or day > fact.met_on):
        if counted and counted[-1] < day - relativedelta(months=months):
            counted.clear()  # so long without a failure: what was before it is forgiven
        counted.append(day)
    for nth in range(wanted - 1, len(counted)):
        since = counted[nth] - relativedelta(months=months)
        if counted[nth - wanted + 1] >= since:
            return counted[nth]
    return None
