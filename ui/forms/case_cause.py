"""The deep cause, what is done about it, and whether that works (R122)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement import Assessment, CauseKind, CorrectiveAction
from branchdesk.domain.judgement_checks import check_action, effect_day
from branchdesk.domain.messages import Message
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.case_parts import CaseDialog
from ui.forms.verdict_field import VerdictField
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import Job


class CauseDialog(CaseDialog[Assessment]):
    """Names the cause, not what it looked like."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint) -> None:
        record = session.desk.judgement.assessment(case.id)
        super().__init__(parent, session, case, record, tr("Cause of {number}", number=case.number))
        hint = tr("Ask “why” until the answer is something that can be changed.")
        cause = CheckedNoteField(session, TextPurpose.LOG, case.root_cause, lines=3)
        self.form.add("cause", tr("Root cause"), cause, required=True, hint=hint)
        self.form.add("cause_kind", tr("It lies in"), EnumCombo(CauseKind, empty=tr("not known")))
        self.fill()

    def job(self) -> Job:
        """Save it."""
        judgement, values, case_id = self.session.desk.judgement, self.form.values(), self.case.id
        return lambda _progress: judgement.save_cause(case_id, values["cause"], values["cause_kind"])


class ActionDialog(CaseDialog[CorrectiveAction]):
    """A corrective action: agreed, done, checked."""

    def __init__(
        self, parent: QWidget | None, session: Session, case: Complaint, one: CorrectiveAction
    ) -> None:
        title = tr("Corrective action") if one.id else tr("New corrective action")
        super().__init__(parent, session, case, one, title, columns=2)
        self._suggested = one.check_on
        form = self.form
        form.add("cause", tr("Against the cause"), TextField(longest=1000), wide=True)
        action = CheckedNoteField(
            session,
            TextPurpose.LOG,
            lines=2,
            placeholder=tr("What is changed, so that it does not come back"),
        )
        form.add("action", tr("Action"), action, required=True, wide=True)
        form.add("owner", tr("By whom"), self.colleagues(), required=True)
        form.add("due_on", tr("By when"), self.coming_day(), required=True)
        form.add("done_on", tr("Done on"), self.past_day())
        form.add("check_on", tr("Effect is checked on"), self.coming_day())
        form.section(tr("Does it work?"))
        form.add("effective", tr("Effect"), VerdictField(tr("it works"), tr("it does not work")))
        form.add("verified_on", tr("Checked on"), self.past_day())
        form.add("verified_by", tr("Checked by"), self.colleagues())
        form.add("effect_note", tr("What was seen"), TextField(longest=500), wide=True)
        form.changed.connect(self._follow)
        self.fill()
        if not one.cause:
            form.field("cause").set_value(case.root_cause)
        self._follow()
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of actions."""
        return check_action(self._draft(), self.session.today)

    def job(self) -> Job:
        """Save it."""
        judgement, one, key = self.session.desk.judgement, self._draft(), self.key
        return lambda _progress: judgement.save_action(one, key=key)

    def _draft(self) -> CorrectiveAction:
        """Return the action; a finding without a day or name is of today and of who sits here."""
        one = self.read()
        if one.effective is None:
            return one
        name = one.verified_by or self.session.desk.context.author.name
        return replace(one, verified_on=one.verified_on or self.session.today, verified_by=name)

    def _follow(self) -> None:
        """Suggest the day of the check from the day of the action, as long as nobody chose another."""
        due, field = self.form.field("due_on").value(), self.form.field("check_on")
        if due is not None and field.value() in (None, self._suggested):
            context = self.session.desk.context
            self._suggested = effect_day(due, context.settings, context.calendar)
            if field.value() != self._suggested:
                field.set_value(self._suggested)
        known = self.form.field("effective").value() is not None
        for key in ("verified_on", "verified_by", "effect_note"):
            self.form.set_visible(key, visible=known)
