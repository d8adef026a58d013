"""What every change of a planned visit passes: locked months, payment first, and its cause written down."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.plan_records import ChangeKind, VisitChange
from branchdesk.domain.visits import Cause, Visit, VisitStatus
from branchdesk.services.context import Context
from branchdesk.storage.queries import plan_facts
from branchdesk.storage.unit_of_work import UnitOfWork

_ENDED = {VisitStatus.MISSED: ChangeKind.MISSED, VisitStatus.CANCELLED: ChangeKind.CANCELLED}


def admit(work: UnitOfWork, context: Context, before: Visit | None, after: Visit) -> None:
    """Raise Refused where the plan may not change like this; `before` is None for a new visit."""
    check_locks(work, before, after)
    if before is None and after.status is VisitStatus.PLANNED:
        from branchdesk.services.prepayment import require_paid

        require_paid(work, context, after)


def note_change(work: UnitOfWork, before: Visit | None, after: Visit) -> None:
    """Write down a move, a miss or a cancellation with its reason and cause (D07)."""
    if before is None or before.status is not VisitStatus.PLANNED:
        return
    if after.status in _ENDED:
        _note(work, before, _ENDED[after.status], None, after.cancelled_why, after.cancelled_cause)
    elif after.moved_cause is not None and after.date_on != before.date_on:
        _note(work, before, ChangeKind.MOVED, after, after.moved_why, after.moved_cause)


def _note(
    work: UnitOfWork, before: Visit, kind: ChangeKind, to: Visit | None, why: str, cause: Cause | None
) -> None:
    work.insert(
        VisitChange(
            visit_id=before.id,
            kind=kind,
            from_on=before.date_on,
            from_at=before.start_at,
            to_on=to.date_on if to else None,
            to_at=to.start_at if to else "",
            why=why,
            cause=cause,
            noted_at=work.at,
            noted_by=work.author.name,
        )
    )


def check_locks(work: UnitOfWork, before: Visit | None, after: Visit) -> None:
    """Keep the plan of a locked month as it was printed: what became of a visit may still be recorded."""
    if before is not None and before.status is not VisitStatus.PLANNED:
        return
    moves = before is None or before.date_on != after.date_on
    if after.status is VisitStatus.PLANNED and moves:
        days = [after.date_on] if before is None else [before.date_on, after.date_on]
    elif after.status is VisitStatus.CANCELLED and before is not None:
        days = [before.date_on]
    else:
        return
    locked = _first_locked(work, days)
    if locked is None:
        return
    if before is not None and locked == before.date_on:
        text = msg(
            "{month} is locked: its visits are neither moved nor called off. Record this one as done or as "
            "missed, then plan a further visit on a later day.",
            month=f"{locked:%Y-%m}",
        )
    else:
        text = msg(
            "{month} is locked: nothing is planned into it any more. Choose a day after it.",
            month=f"{locked:%Y-%m}",
        )
    raise Refused(text, field="date_on")


def _first_locked(work: UnitOfWork, days: list[date]) -> date | None:
    locks = plan_facts.locked_months(work.database)
    return next((day for day in days if f"{day:%Y-%m}" in locks), None)
