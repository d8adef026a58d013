"""The promised arrival of an extra request: the visit, the promise, and what became of it (R042)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from branchdesk.domain import checks
from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.errors import Refused
from branchdesk.domain.extra_requests import ExtraRequest, ExtraVisit
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.request_rules import ArrivalPlan, arrival, check_arrival, summary
from branchdesk.domain.visits import Cause, Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.services import plan_guard
from branchdesk.services.commitments import give_within
from branchdesk.services.context import Context
from branchdesk.storage.unit_of_work import UnitOfWork

_DAY = timedelta(days=1)


def plan_within(work: UnitOfWork, context: Context, request: ExtraRequest, plan: ArrivalPlan) -> ExtraRequest:
    """Plan the extra visit and promise its arrival as part of a larger act; a planned one is moved."""
    checks.require(check_arrival(plan))
    before = _planned(work, request)
    visit = before or Visit(site_id=request.site_id, kind=VisitKind.EXTRA)
    visit = _arranged(visit, request, plan)
    _admitted(work, context, before, visit)
    if before is None:
        visit = work.insert(visit)
        work.insert(ExtraVisit(request_id=request.id, visit_id=visit.id))
    else:
        visit = work.update(visit)
        _release(work, context, visit)
    give_within(work, context, _promise(context, request, visit, plan))
    replied_at = request.replied_at or work.at
    return work.update(replace(request, visit_id=visit.id, replied_at=replied_at))


def note_arrival(work: UnitOfWork, context: Context, visit: Visit) -> None:
    """Let the promise of an arrival know when somebody was there, whoever recorded the visit."""
    at = arrival(visit, context.zone)
    for one in work.find(Commitment, visit_id=visit.id, kind=CommitmentKind.ARRIVAL):
        if not one.broken_why and not one.withdrawn_why and one.kept_at != at:
            work.update(replace(one, kept_at=at))


def follow_visit(work: UnitOfWork, context: Context, before: Visit, after: Visit) -> None:
    """Let promised arrivals follow what was recorded of their visit, wherever that was done.

    A visit called off by us breaks the promise, called off or moved by anybody else releases it.
    """
    if after.arrived_at and after.arrived_at != before.arrived_at:
        note_arrival(work, context, after)
    elif after.status in _NOT_DONE and before.status is VisitStatus.PLANNED:
        ours = after.cancelled_cause is Cause.US
        for one in _open_arrivals(work, after):
            why = after.cancelled_why or Words(context.branch.language).say(_NOBODY)
            work.update(replace(one, broken_why=why) if ours else replace(one, withdrawn_why=why))
    elif (before.date_on, before.start_at) != (after.date_on, after.start_at):
        _agree_again(work, context, after)


def _agree_again(work: UnitOfWork, context: Context, visit: Visit) -> None:
    """Promise the new time where the customer asked for it; what we move ourselves stays promised."""
    if not visit.start_at or visit.moved_cause in (None, Cause.US):
        return
    for one in _open_arrivals(work, visit):
        if one.request_id is None or work.at > one.due_at(context.zone):
            continue
        request = work.get(ExtraRequest, one.request_id)
        why = visit.moved_why or Words(context.branch.language).say(_OTHER_TIME)
        work.update(replace(one, withdrawn_why=why))
        plan = ArrivalPlan(on=visit.date_on, at=visit.start_at, technician_id=visit.technician_id)
        again = _promise(context, request, visit, replace(plan, confirmed_by=one.confirmed_by))
        if again.due_at(context.zone) >= work.at:
            give_within(work, context, again)


def _open_arrivals(work: UnitOfWork, visit: Visit) -> list[Commitment]:
    found = work.find(Commitment, visit_id=visit.id, kind=CommitmentKind.ARRIVAL)
    return [one for one in found if not one.settled]


_NOT_DONE = (VisitStatus.CANCELLED, VisitStatus.MISSED)
_NOBODY = msg("Nobody was there by then.")
_OTHER_TIME = msg("Another time was agreed.")


def arrived_within(work: UnitOfWork, context: Context, request: ExtraRequest, at: datetime) -> Visit:
    """Enter the real arrival in the visit as part of a larger act."""
    if request.visit_id is None:
        raise Refused(msg("No visit is planned for {number} yet. Plan it first.", number=request.number))
    visit = work.get(Visit, request.visit_id)
    local = at.astimezone(context.zone).replace(second=0, microsecond=0)
    arrived = work.update(replace(visit, arrived_at=f"{local:%H:%M}"))
    there = arrival(arrived, context.zone)
    after_midnight = local.date() == visit.date_on and there == local + _DAY
    if there is None or not (there == local or after_midnight):
        text = msg("The visit is on {day}. Move the visit, or correct the arrival.", day=visit.date_on)
        raise Refused(text, field="arrived_at")
    if there > work.at:
        raise Refused(msg("This moment is still to come. Enter when it was."), field="arrived_at")
    note_arrival(work, context, arrived)
    return arrived


def require_served(work: UnitOfWork, request: ExtraRequest) -> None:
    """Refuse an answer about a request whose visit is still to come."""
    visit = work.get(Visit, request.visit_id) if request.visit_id is not None else None
    if visit is not None and visit.status is VisitStatus.PLANNED:
        raise Refused(
            msg(
                "A visit is planned for {number} on {day}. Record it first, or call the request off.",
                number=request.number,
                day=visit.date_on,
            )
        )


def call_off_visit(work: UnitOfWork, context: Context, request: ExtraRequest, why: str) -> None:
    """Cancel the planned visit of a request that is called off, and let its promises go."""
    visit = _planned(work, request)
    if visit is not None:
        gone = replace(visit, status=VisitStatus.CANCELLED, cancelled_why=why, cancelled_cause=Cause.CUSTOMER)
        plan_guard.admit(work, context, visit, gone)
        plan_guard.note_change(work, visit, work.update(gone))
    for one in work.find(Commitment, request_id=request.id):
        if not one.settled:
            work.update(replace(one, withdrawn_why=why))


def _admitted(work: UnitOfWork, context: Context, before: Visit | None, visit: Visit) -> None:
    """Ask the plan; what it refuses of the visit's day stands beside the day that was promised."""
    try:
        plan_guard.admit(work, context, before, visit)
    except Refused as no:
        raise Refused(no.message, field="arrival_on" if no.field == "date_on" else no.field) from no


def _planned(work: UnitOfWork, request: ExtraRequest) -> Visit | None:
    visit = work.get(Visit, request.visit_id) if request.visit_id is not None else None
    if visit is not None and visit.status is VisitStatus.DONE:
        raise Refused(msg("{number} was served already. Record whether it is solved.", number=request.number))
    return visit if visit is not None and visit.status is VisitStatus.PLANNED else None


def _arranged(visit: Visit, request: ExtraRequest, plan: ArrivalPlan) -> Visit:
    return replace(
        visit,
        date_on=plan.on,
        start_at=plan.at,
        minutes=plan.minutes,
        technician_id=plan.technician_id,
        arrived_at="",  # who was there and has to come again has not arrived yet
        note=f"{request.number} {summary(request)}",
    )


def _release(work: UnitOfWork, context: Context, visit: Visit) -> None:
    """Let the earlier promise go when another time is agreed before it was over; after that it is broken."""
    words = Words(context.branch.language)
    for one in _open_arrivals(work, visit):
        if work.at > one.due_at(context.zone):
            work.update(replace(one, broken_why=words.say(_NOBODY)))
        else:
            work.update(replace(one, withdrawn_why=words.say(_OTHER_TIME)))


def _promise(context: Context, request: ExtraRequest, visit: Visit, plan: ArrivalPlan) -> Commitment:
    at = datetime.combine(plan.on, time.fromisoformat(plan.at))
    text: Message = msg("Arrival by {at} ({number})", at=at, number=request.number)
    return Commitment(
        kind=CommitmentKind.ARRIVAL,
        customer_id=request.customer_id,
        contact_id=request.contact_id,
        visit_id=visit.id,
        request_id=request.id,
        technician_id=plan.technician_id,
        text=Words(context.branch.language).say(text),
        given_to=request.caller,
        due_on=plan.on,
        due_time=plan.at,
        estimate_minutes=plan.estimate_minutes,
        confirmed_by=plan.confirmed_by,
    )
