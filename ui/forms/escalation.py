"""One step of the ladder: put aside, another person, the rule, a concession (R105)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.escalation import EscalationKind, EscalationStep, check_step
from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from ui.forms.choice_row import ChoiceRow
from ui.forms.choices import employee_choices
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.fields import MoneyField, NoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField

_ASKED = {
    EscalationKind.PUT_ASIDE: "again_at",
    EscalationKind.OTHER_PERSON: "whom",
    EscalationKind.PRINCIPLE: "clause",
    EscalationKind.CONCESSION: "approver",
}


class EscalationDialog(FormDialog):
    """Takes the next step; only what that step needs is asked for."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Next step for {number}", number=complaint.number)
        super().__init__(parent, title, tr("Take the step"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        self._key = Session.new_key()
        self._add_fields()
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the ladder."""
        now = self._session.desk.context.clock.now()
        return check_step(replace(self._read(), taken_at=now))

    def job(self) -> Job:
        """Take the step."""
        escalation, step, key = self._session.desk.escalation, self._read(), self._key
        return lambda _progress: escalation.step(step, key=key)

    def _add_fields(self) -> None:
        form, session = self.form, self._session
        steps = session.desk.escalation.steps_of(self._complaint.id)
        if steps:
            so_far = SayField()
            form.add("so_far", tr("So far"), so_far)
            so_far.say(
                "\n".join(
                    f"{session.moment_text(one.taken_at)[5:]} {term(one.kind)} · {one.text}" for one in steps
                )
            )
        order = tuple(EscalationKind)
        at = min(order.index(steps[-1].kind) + 1, len(order) - 1) if steps else 0
        kind: ChoiceRow[EscalationKind] = ChoiceRow(order, order[at], columns=2)
        form.add("kind", tr("Step"), kind, required=True)
        now = session.local(session.desk.context.clock.now())
        later = now.replace(second=0) + timedelta(hours=2)
        form.add("again_at", tr("Second time at"), MomentField(now, later, lean=Lean.FUTURE))
        people = [one.text for one in employee_choices(session.desk)]
        form.add("whom", tr("Speaks from now on"), SuggestField(people))
        clauses = [
            tr("Contract {number}: {what}", number=one.number, what=one.exclusions.splitlines()[0])
            for one in session.desk.customers.contracts_of(self._complaint.customer_id)
            if one.exclusions.strip()
        ]
        form.add("clause", tr("Clause or rule"), SuggestField(clauses))
        form.add("approver", tr("Approved by"), SuggestField(people))
        form.add("amount", tr("Amount"), MoneyField())
        form.add("text", tr("What was said"), NoteField(lines=3), required=True)

    def _read(self) -> EscalationStep:
        values = self.form.values()
        kind = values["kind"] or EscalationKind.PUT_ASIDE
        asked = _ASKED[kind]
        own = {asked: values[asked]}
        if asked == "again_at":
            own = {asked: self._session.instant(values[asked]) if values[asked] else None}
        if kind is EscalationKind.CONCESSION:
            own["amount_fen"] = int(values["amount"]) if values["amount"] is not None else None
        return EscalationStep(complaint_id=self._complaint.id, kind=kind, text=values["text"], **own)

    def _follow(self) -> None:
        kind = self.form.values()["kind"]
        for one, key in _ASKED.items():
            self.form.set_visible(key, visible=one is kind)
        self.form.set_visible("amount", visible=kind is EscalationKind.CONCESSION)
