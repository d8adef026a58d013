"""When a case needs others: tasks with a time, the ladder, authority, cases without end (R095-R107)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from branchdesk.domain import checks
from branchdesk.domain.case_tasks import CaseTask, TaskKind, check_task
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import Complaint, ComplaintEvent, EventKind
from branchdesk.domain.duties_cases import UnresolvedCase
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.escalation import (
    Authority,
    EscalationKind,
    EscalationStep,
    check_authority,
    check_step,
    ranked,
    who_grants,
)
from branchdesk.domain.judgement import Remedy
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from branchdesk.services.context import Context, Outcome
from branchdesk.services.hand_overs import name_of
from branchdesk.storage.queries.case_flow import unresolved_cases
from branchdesk.storage.unit_of_work import Reader, UnitOfWork


class Escalation:
    """Tasks of cases, the ladder, and who may grant what."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # Tasks: call-backs, decisions, notices

    def tasks_of(self, complaint_id: int) -> list[CaseTask]:
        """Read what a case asked of whom: what is open first, by when it is due."""
        found = self._context.reader.find(CaseTask, complaint_id=complaint_id)
        return sorted(found, key=lambda one: (one.done_at is not None, one.due_at or one.asked_at, one.id))

    def task(self, task_id: int) -> CaseTask:
        """Read one task."""
        return self._context.reader.get(CaseTask, task_id)

    def ask(self, task: CaseTask, *, key: str = "") -> Outcome[CaseTask]:
        """Ask somebody for something by a time: a call-back, a decision, a word between departments."""
        context = self._context
        whom = task.whom or (name_of(context.reader, task.role) if task.role else "")
        asked = context.clock.now() if task.asked_at == EPOCH else task.asked_at
        draft = replace(task, whom=whom, asked_at=asked, asked_by=task.asked_by or context.author.name)
        checks.require(check_task(draft))
        with context.act("ask_case_task", key=key) as work:
            case = _open(work, task.complaint_id)
            saved = work.insert(draft)
        due = (saved.due_at or saved.asked_at).astimezone(context.zone).replace(tzinfo=None)
        text = msg("{number}: {task} by {time}", number=case.number, task=saved.kind, time=due)
        return context.outcome(work, saved, text)

    def call_back(
        self, complaint_id: int, phone: str, *, at: datetime | None = None, minutes: int | None = None
    ) -> Outcome[CaseTask]:
        """Agree a call-back at a time or in so many minutes; it outranks the windows (R095)."""
        due = at or self._context.clock.now() + timedelta(minutes=minutes or 0)
        case = self._context.reader.get(Complaint, complaint_id)
        kind = TaskKind.CALL_BACK
        return self.ask(
            CaseTask(complaint_id=case.id, kind=kind, whom=case.owner, phone=phone.strip(), due_at=due)
        )

    def finish(
        self,
        task_id: int,
        outcome: str = "",
        *,
        at: datetime | None = None,
        granted: bool | None = None,
    ) -> Outcome[CaseTask]:
        """Record that a task is done: called, decided, read; late is found out by itself."""
        now = self._context.clock.now()
        with self._context.act("finish_case_task") as work:
            task = work.get(CaseTask, task_id)
            when = at or now
            if task.done_at is not None:
                raise Refused(msg("This is done already."))
            if not task.asked_at <= when <= now:
                raise Invalid({"at": msg("It was done after it was asked for, and not in the future.")})
            if task.kind in (TaskKind.DECISION, TaskKind.DISPUTE) and not outcome.strip():
                raise Invalid({"outcome": msg("Write down what was decided.")})
            saved = work.update(
                replace(
                    task, done_at=when, done_by=work.author.name, outcome=outcome.strip(), granted=granted
                )
            )
        return self._context.outcome(work, saved, msg("Done: {task}", task=saved.kind))

    # Who may grant what, R107

    def authorities(self) -> list[Authority]:
        """Read who may grant what, from the lowest level up."""
        return ranked(self._context.reader.find(Authority))

    def save_table(self, table: Sequence[Authority]) -> Outcome[list[Authority]]:
        """Keep these levels and no others; one for each role."""
        for authority in table:
            checks.require(check_authority(authority))
        with self._context.act("save_authority") as work:
            kept = {authority.id for authority in table}
            for known in work.find(Authority):
                if known.id not in kept:
                    work.delete(known)
            saved = [work.update(one) if one.id else work.insert(one) for one in table]
        return self._context.outcome(work, saved, msg("Table of authority saved"))

    def who_grants(self, amount_fen: int, remedies: Iterable[Remedy] = ()) -> tuple[Authority, str] | None:
        """Name the lowest level that may grant it, and who has that role; None where nobody may."""
        found = who_grants(self.authorities(), amount_fen, remedies)
        return None if found is None else (found, name_of(self._context.reader, found.role))

    def cannot_decide(self, complaint_id: int, amount_fen: int, text: str) -> Outcome[CaseTask]:
        """Pass a request on to the level that may grant it, with the time it has (R107)."""
        found = self.who_grants(amount_fen)
        if found is None:
            raise Refused(
                msg("Nobody may grant {amount}. Change the table of authority.", amount=Fen(amount_fen)),
                field="amount_fen",
            )
        level, name = found
        due = self._context.clock.now() + timedelta(minutes=level.minutes)
        kind = TaskKind.DECISION
        task = CaseTask(
            complaint_id=complaint_id,
            kind=kind,
            whom=name,
            role=level.role,
            text=text.strip(),
            amount_fen=amount_fen,
            due_at=due,
        )
        return self.ask(task)

    def dispute(self, complaint_id: int, text: str, due_at: datetime) -> Outcome[CaseTask]:
        """Let the chief service manager decide between departments of equal rank (R106)."""
        if not text.strip():
            raise Refused(msg("Say what the departments disagree about."), field="text")
        role = EmployeeRole.CHIEF_SERVICE
        return self.ask(
            CaseTask(
                complaint_id=complaint_id, kind=TaskKind.DISPUTE, role=role, text=text.strip(), due_at=due_at
            )
        )

    # The ladder, R105

    def steps_of(self, complaint_id: int) -> list[EscalationStep]:
        """Read the steps of the ladder, oldest first."""
        return self._context.reader.find(EscalationStep, complaint_id=complaint_id)

    def step(self, step: EscalationStep, *, key: str = "") -> Outcome[EscalationStep]:
        """Take a step: put aside, other person, principle, concession; each is dated (R105)."""
        context = self._context
        with context.act("escalate_complaint", key=key) as work:
            case = _open(work, step.complaint_id)
            taken = work.at if step.taken_at == EPOCH else step.taken_at
            draft = replace(step, taken_at=taken, taken_by=work.author.name)
            checks.require(check_step(draft))
            saved = work.insert(draft)
            self._follow(work, case, saved)
        message = msg("{number}: {step}", number=case.number, step=saved.kind)
        return replace(context.outcome(work, saved, message), undo=None)

    def _follow(self, work: UnitOfWork, case: Complaint, step: EscalationStep) -> None:
        """Write the step into the course, and what it asks for into the tasks."""
        said = " · ".join(part for part in (step.whom, step.clause, step.approver, step.text) if part)
        work.insert(
            ComplaintEvent(
                complaint_id=case.id,
                kind=EventKind.ESCALATED,
                happened_at=step.taken_at,
                employee=work.author.name,
                text=said,
            )
        )
        if step.kind is EscalationKind.PUT_ASIDE:
            work.insert(
                CaseTask(
                    complaint_id=case.id,
                    kind=TaskKind.SECOND_HANDLING,
                    whom=case.owner,
                    text=step.text,
                    asked_at=step.taken_at,
                    asked_by=work.author.name,
                    due_at=step.again_at,
                )
            )

    # Cases without end, R134

    def unresolved(self, days: int = 0) -> list[UnresolvedCase]:
        """Read the complaints open for at least so many days, the oldest first, with the last action."""
        now = self._context.clock.now()
        return [one for one in unresolved_cases(self._context.database) if one.days(now) >= days]


def _open(reader: Reader, complaint_id: int) -> Complaint:
    case = reader.get(Complaint, complaint_id)
    if case.closed_at is not None:
        raise Refused(msg("Case {number} is closed. Reopen it first.", number=case.number))
    return case
