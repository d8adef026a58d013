"""“I cannot decide this”: who can, by when; the chief service manager between departments (R106, R107)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.case_tasks import TaskKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.typed_dates import Lean
from ui.forms.choice_row import ChoiceRow
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.fields import MoneyField, NoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class DecisionDialog(FormDialog):
    """Names the level that may grant an amount while one types it, and asks for the decision."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Ask for a decision on {number}", number=complaint.number)
        super().__init__(parent, title, tr("Ask for the decision"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        self._who = SayField()
        now = session.local(session.desk.context.clock.now())
        kind: ChoiceRow[TaskKind] = ChoiceRow((TaskKind.DECISION, TaskKind.DISPUTE), TaskKind.DECISION)
        self.form.add("kind", tr("What about"), kind, required=True)
        self.form.add(
            "amount", tr("Amount asked for"), MoneyField(), hint=tr("0 where it is about no money.")
        )
        self.form.add("who", tr("May grant it"), self._who)
        due = now.replace(second=0) + timedelta(hours=1)
        self.form.add("due_at", tr("Decided by"), MomentField(now, due, lean=Lean.FUTURE))
        what = NoteField(complaint.demand, lines=3, placeholder=tr("What they ask for, and what you propose"))
        self.form.add("text", tr("Question"), what, required=True)
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for the amount, or the time of a dispute."""
        values = self.form.values()
        if values["kind"] is TaskKind.DECISION and values["amount"] is None:
            return {"amount": msg("Enter the amount, 0 where it is about no money.")}
        if values["kind"] is TaskKind.DISPUTE and values["due_at"] is None:
            return {"due_at": msg("Enter by when.")}
        return {}

    def job(self) -> Job:
        """Ask."""
        values, escalation, case_id = self.form.values(), self._session.desk.escalation, self._complaint.id
        if values["kind"] is TaskKind.DISPUTE:
            due = self._session.instant(values["due_at"])
            return lambda _progress: escalation.dispute(case_id, values["text"], due)
        return lambda _progress: escalation.cannot_decide(case_id, int(values["amount"]), values["text"])

    def who_text(self) -> str:
        """Return who may grant it."""
        return self._who.text()

    def _follow(self) -> None:
        values = self.form.values()
        money = values["kind"] is not TaskKind.DISPUTE
        for key, shown in (("amount", money), ("who", money), ("due_at", not money)):
            self.form.set_visible(key, visible=shown)
        found = self._session.desk.escalation.who_grants(int(values["amount"] or 0))
        if found is None:
            self._who.say(tr("Nobody may grant so much. Change the table of authority."), "late")
            return
        level, name = found
        who = f"{term(level.role)} {name}".strip()
        self._who.say(tr("{who}, within {n} minutes", who=who, n=level.minutes), "info")
