"""Closing freezes the clocks of a case with the calendar of that day; later changes leave them so (D16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from branchdesk.domain.clock_results import ClockResult
from branchdesk.domain.complaint_clocks import ComplaintClock, clocks_of
from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.services.context import Context
from branchdesk.services.grades import settings_by_grade
from branchdesk.storage.queries.case_flow import agreed_among
from branchdesk.storage.unit_of_work import UnitOfWork


def freeze(work: UnitOfWork, context: Context, case: Complaint) -> None:
    """Write down how each clock of a case that is being closed ended."""
    zone = context.zone
    settings = settings_by_grade(work.database, context.settings, zone, (case.customer_id,))(case)
    pauses = work.find(ComplaintPause, complaint_id=case.id)
    agreed = agreed_among(work.database, (case.id,)).get(case.id, ())
    for clock in clocks_of(case, pauses, settings, context.calendar, zone, work.at, agreed):
        ends = (clock.deadline.at, clock.done_at)
        deadline_at, done_at = (end and end.replace(tzinfo=zone) for end in ends)
        work.insert(
            ClockResult(
                complaint_id=case.id,
                run=case.reopened,
                kind=clock.kind,
                received_at=clock.received_at.replace(tzinfo=zone),
                deadline_at=deadline_at,
                done_at=done_at,
                state=clock.state,
                calendar=context.calendar.version,
                frozen_at=work.at,
            )
        )


def frozen_of(context: Context, case: Complaint) -> list[ClockResult]:
    """Read what was frozen at the last closing of a case that is closed; nothing while it is open."""
    if case.closed_at is None:
        return []
    return context.reader.find(ClockResult, complaint_id=case.id, run=case.reopened)


def as_frozen(
    context: Context, case: Complaint, clocks: Iterable[ComplaintClock]
) -> tuple[ComplaintClock, ...]:
    """Give the clocks of a closed case the ends that were frozen; those of an open one stay."""
    frozen = {result.kind: result for result in frozen_of(context, case)}

    def local(result: ClockResult, clock: ComplaintClock) -> ComplaintClock:
        ends = (result.deadline_at, result.done_at)
        at, done = (end and end.astimezone(context.zone).replace(tzinfo=None) for end in ends)
        return replace(clock, deadline=replace(clock.deadline, at=at), done_at=done, state=result.state)

    return tuple(local(frozen[one.kind], one) if one.kind in frozen else one for one in clocks)
