"""The second look at a first service: planned when it is done, and moved with it (R012, D03)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from branchdesk.domain.duedates import first_follow_up_day
from branchdesk.domain.messages import msg
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.services.context import Context
from branchdesk.storage.unit_of_work import UnitOfWork


def plan_follow_up(work: UnitOfWork, context: Context, first: Visit) -> None:
    """Plan the second look some days after a first service; on a day off the next working day, with why."""
    work.insert(_second_look(context, first))


def move_follow_up(work: UnitOfWork, context: Context, before: Visit, first: Visit) -> None:
    """Let the second look follow when the day of a done first service is corrected.

    One that somebody has put on another day meanwhile stays where it is.
    """
    if first.kind is not VisitKind.FIRST or before.status is not VisitStatus.DONE:
        return
    if first.status is not VisitStatus.DONE or first.date_on == before.date_on:
        return
    old, new = _second_look(context, before), _second_look(context, first)
    planned = {"site_id": first.site_id, "kind": VisitKind.FOLLOW_UP, "status": VisitStatus.PLANNED}
    for one in work.find(Visit, date_on=old.date_on, **planned):
        work.update(replace(one, date_on=new.date_on, original_on=new.original_on, moved_why=new.moved_why))


def _second_look(context: Context, first: Visit) -> Visit:
    days = context.settings.follow_up_days_after_first
    due = first_follow_up_day(first.date_on, context.calendar, days)
    plain = first.date_on + timedelta(days=days)
    words = Words(context.branch.language)
    return Visit(
        site_id=first.site_id,
        contract_id=first.contract_id,
        kind=VisitKind.FOLLOW_UP,
        date_on=due,
        minutes=first.minutes,
        technician_id=first.technician_id,
        original_on=plain if plain != due else None,
        moved_why=words.say(msg("day off")) if plain != due else "",
    )
