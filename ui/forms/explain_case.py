"""Where the other deadlines of a case come from: tasks, offers, what is to be verified (D23)."""

from __future__ import annotations

from collections.abc import Iterator

from branchdesk.domain.case_talk import facts_due
from branchdesk.domain.case_tasks import CaseTask, TaskKind
from branchdesk.domain.complaints import Complaint
from ui.language import term, tr
from ui.session import Session


def other_deadlines(session: Session, complaint: Complaint) -> Iterator[str]:
    """Say of each open deadline when it is and why."""
    if complaint.closed_at is not None:
        return
    desk, moment = session.desk, session.moment_text
    for task in desk.escalation.tasks_of(complaint.id):
        if task.done_at is None:
            what = " · ".join(part for part in (term(task.kind), task.whom) if part)
            due = moment(task.due_at or task.asked_at)
            yield tr("{what}: {due}; {why}", what=what, due=due, why=_why(session, task))
    waiting = desk.hand_overs.pending(complaint.id)
    if waiting is not None:
        offer = waiting.offer
        why = tr(
            "offered at {moment}, to be accepted within {n} minutes",
            moment=moment(offer.offered_at),
            n=offer.minutes,
        )
        what = tr("Hand-over to {name}", name=offer.to_name)
        yield tr("{what}: {due}; {why}", what=what, due=moment(offer.lapses_at), why=why)
    yield from _facts(session, complaint)


def _facts(session: Session, complaint: Complaint) -> Iterator[str]:
    hours = session.desk.context.settings.facts_reply_hours
    talk = session.desk.case_flow.talk(complaint.id)
    due = facts_due(talk, hours)
    if due is not None:
        since = session.moment_text(talk.facts_at)
        why = tr(
            "to be verified since {moment}: as promised, at most {hours} hours", moment=since, hours=hours
        )
        yield tr(
            "{what}: {due}; {why}", what=tr("Tell what was found"), due=session.moment_text(due), why=why
        )


def _why(session: Session, task: CaseTask) -> str:
    moment = session.moment_text(task.asked_at)
    if task.kind is TaskKind.NOTICE:
        return tr("told at {moment}, to be read at once", moment=moment)
    if task.kind is TaskKind.DECISION and task.role is not None and task.due_at is not None:
        minutes = round((task.due_at - task.asked_at).total_seconds() / 60)
        return tr("asked at {moment}, {role} has {n} minutes", moment=moment, role=task.role, n=minutes)
    if task.kind is TaskKind.SECOND_HANDLING:
        return tr("put aside at {moment} until then", moment=moment)
    return tr("agreed at {moment}", moment=moment)
