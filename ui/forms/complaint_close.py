"""Closing a case: the gates, what is still missing, and the way to it (D21, R101, R102, R118-R120)."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from branchdesk.domain.closing_gates import Gate, GateKind
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.judgement import CaseClosing, HandlingStandard
from branchdesk.domain.judgement_checks import after_closing
from branchdesk.domain.messages import Message
from ui.forms.case_parts import CaseDialog
from ui.forms.gate_list import GateList
from ui.forms.satisfied_field import SatisfiedField
from ui.forms.suggest_field import SuggestField
from ui.forms.ticks import TicksField
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import Job
from ui.widgets.moment_field import MomentField

_FIELDS = {
    GateKind.TOLD: "told_at",
    GateKind.SATISFIED: "satisfied",
    GateKind.STANDARDS: "standards",
}


class ComplaintCloseDialog(CaseDialog[CaseClosing]):
    """Asks for word to the customer and the standards; the other gates are passed where they belong."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        record = session.desk.closing.record(complaint.id)
        title = tr("Close {number}", number=complaint.number)
        super().__init__(parent, session, complaint, record, title, columns=2)
        self.set_verb(tr("Close the case"))
        self._now = session.local(session.desk.context.clock.now())
        self.gates = GateList()
        self.gates.asked.connect(self._go_to)
        self.form.add_wide(self.gates)
        if complaint.kind is LogKind.COMPLAINT:
            self._add_word()
            self._add_end()
            self._fill()
            self.add_button(tr("Keep for later"), self._keep)
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Say what closing still lacks: beside its field, or over the buttons for gates passed elsewhere."""
        return {
            gate.field or gate.kind.value: gate.missing for gate in self._gates() if gate.missing is not None
        }

    def job(self) -> Job:
        """Close the case."""
        closing, case_id, draft = self.session.desk.closing, self.case.id, self._draft()
        return lambda _progress: closing.close(case_id, draft)

    def _add_word(self) -> None:
        form, author = self.form, self.session.desk.context.author.name
        form.section(tr("Word to the customer"))
        form.add("told_at", tr("Told"), MomentField(self._now))
        ways = (tr("By telephone"), tr("In person"), tr("By message"), tr("In writing"))
        form.add("told_how", tr("How"), SuggestField(ways))
        form.add("told_whom", tr("Told whom"), self.their_people())
        form.add("told_by", tr("Told by"), self.colleagues(author))
        form.add("satisfied", tr("Satisfied"), SatisfiedField(), wide=True)
        why = TextField(placeholder=tr("Only where nobody could be asked: why"))
        form.add("not_asked_why", tr("Not asked"), why, wide=True)

    def _add_end(self) -> None:
        form = self.form
        form.section(tr("How the case was handled"))
        standards = TicksField(tuple(HandlingStandard), columns=4)
        form.add("standards", tr("Standards"), standards, wide=True)
        note = TextField(placeholder=tr("What was not kept, if anything"))
        form.add("standards_note", tr("Remark"), note, wide=True)
        none = TextField(placeholder=tr("Only where no action is needed: why"))
        form.add("no_action_why", tr("No action"), none, wide=True)
        form.add("follow_up_on", tr("Call again on"), self.coming_day())

    def _fill(self) -> None:
        self.fill()
        form, record, session = self.form, self.record, self.session
        if record.told_at is not None:
            form.field("told_at").set_value(session.local(record.told_at))
        if not record.told_by:
            form.field("told_by").set_value(session.desk.context.author.name)
        if not record.told_whom and self.case.reporter:
            form.field("told_whom").set_value(self.case.reporter)
        if record.follow_up_on is None:
            context = session.desk.context
            call, _until = after_closing(session.today, context.settings, context.calendar)
            form.field("follow_up_on").set_value(call)

    def fill(self) -> None:
        """Show the record; the moment needs the branch's zone."""
        plain = replace(self.record, told_at=None)
        known = set(self.form.keys()) & {one.name for one in fields(plain)}
        self.form.set_values({name: getattr(plain, name) for name in known})

    def _draft(self) -> CaseClosing:
        values: dict[str, Any] = self.form.values()
        told = values.pop("told_at", None)
        return replace(self.record, **values, told_at=self.session.instant(told) if told else None)

    def _gates(self) -> tuple[Gate, ...]:
        return self.session.desk.closing.gates(self.case.id, self._draft())

    def _follow(self) -> None:
        gates = self._gates()
        self.gates.set_gates(gates)
        if self.case.kind is LogKind.COMPLAINT:
            asks = any(gate.kind is GateKind.ACTION for gate in gates)
            none = not self.session.desk.judgement.actions_of(self.case.id)
            self.form.set_visible("no_action_why", visible=asks and none)
            asked = self.form.field("satisfied").value() is not None
            self.form.set_visible("not_asked_why", visible=not asked)

    def _go_to(self, kind: GateKind) -> None:
        if kind in _FIELDS:
            self.form.field(_FIELDS[kind]).setFocus()
            return
        from ui.forms.case_gates import dialog_for  # every dialog of a case: loaded once one is wanted

        dialog = dialog_for(kind, self, self.session, self.case)
        if dialog is not None:
            dialog.saved.connect(self._passed)
            dialog.open()

    def _passed(self, outcome: object) -> None:
        """Look at the gates again after something was done in another dialog."""
        self.session.tell(outcome)  # type: ignore[arg-type]  # a signal carries objects
        self.case = self.session.desk.complaints.complaint(self.case.id)
        self._follow()

    def _keep(self) -> None:
        closing, draft = self.session.desk.closing, self._draft()
        self.session.act(self, lambda: closing.save(draft), done=lambda _outcome: self.accept())
