"""Those who wait hear one explanation, and word at intervals (R130)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.commitments import Commitment
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.complaint_words import case_lead
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.fields import NumberField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class WaitingDialog(FormDialog):
    """Agrees on the explanation and promises the first word; each word promises the next."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Those who wait: {number}", number=complaint.number)
        super().__init__(parent, title, tr("Agree on it"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        now = session.local(session.desk.context.clock.now())
        known = session.desk.case_flow.talk(complaint.id).explanation
        said = CheckedNoteField(session, TextPurpose.OUTGOING, known, lines=3)
        hint = tr("Everybody who is asked says this, and nothing else.")
        self.form.add("explanation", tr("Explanation"), said, required=True, hint=hint)
        every = session.desk.context.settings.waiting_minutes
        self.form.add(
            "every",
            tr("Word every"),
            NumberField(every, least=5, most=2880),
            required=True,
            hint=tr("minutes"),
        )
        first = now.replace(second=0) + timedelta(minutes=every)
        self.form.add(
            "first_at", tr("First word by"), MomentField(now, first, lean=Lean.FUTURE), required=True
        )
        self.form.mark_clean()

    def job(self) -> Job:
        """Agree on it."""
        values, flow, case_id = self.form.values(), self._session.desk.case_flow, self._complaint.id
        at = values["first_at"]
        first = Commitment(due_on=at.date(), due_time=f"{at:%H:%M}")
        return lambda _progress: flow.explain_to_waiting(
            case_id, values["explanation"], first, every_minutes=values["every"]
        )
