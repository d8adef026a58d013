"""A task of a case is done: called back, decided, read (R032, R095, R098, R107)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.case_tasks import CaseTask, TaskKind
from branchdesk.domain.messages import Message, msg
from ui.forms.clock_words import span_words
from ui.forms.say_field import SayField
from ui.forms.verdict_field import VerdictField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.fields import NoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField

_DECIDING = (TaskKind.DECISION, TaskKind.DISPUTE)


class TaskDoneDialog(FormDialog):
    """Records when it was done and what came of it; says by how much it is late."""

    def __init__(self, parent: QWidget | None, session: Session, task: CaseTask) -> None:
        notice = task.kind is TaskKind.NOTICE
        verb = tr("Acknowledge it") if notice else tr("Record it as done")
        lead = " · ".join(part for part in (task.whom, task.phone, task.text) if part)
        super().__init__(parent, term(task.kind), verb, lead=lead)
        self._session = session
        self._task = task
        now = session.local(session.desk.context.clock.now())
        due = SayField()
        self.form.add("due", tr("Due"), due)
        due.say(*self._due_words())
        self.form.add("at", tr("Done at"), MomentField(now, now), required=True)
        if task.kind in _DECIDING:
            self.form.add("granted", tr("Granted?"), VerdictField(tr("Granted"), tr("Not granted")))
        self.form.add("outcome", tr("What came of it"), NoteField(lines=2))
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for the words of a decision."""
        if self._task.kind in _DECIDING and not self.form.values()["outcome"]:
            return {"outcome": msg("Write down what was decided.")}
        return {}

    def job(self) -> Job:
        """Record it."""
        values, escalation, task_id = self.form.values(), self._session.desk.escalation, self._task.id
        at, granted = self._session.instant(values["at"]), values.get("granted")
        return lambda _progress: escalation.finish(task_id, values["outcome"], at=at, granted=granted)

    def due_text(self) -> str:
        """Return when it was due."""
        return str(self.form.field("due").text())

    def _due_words(self) -> tuple[str, str]:
        task, session = self._task, self._session
        late = task.minutes_late(session.desk.context.clock.now())
        moment = session.moment_text(task.due_at or task.asked_at)
        if task.kind is TaskKind.NOTICE:
            return tr("told at {moment}", moment=moment), "info"
        if late:
            how_late = tr("late by {span}", span=span_words(timedelta(minutes=late)))
            return f"{moment} · {how_late}", "late"
        return moment, "info"
