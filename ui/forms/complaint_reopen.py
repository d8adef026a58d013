"""A closed case comes back under its number (D21)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.complaint_words import case_lead
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.form_dialog import FormDialog, Job


class ComplaintReopenDialog(FormDialog):
    """Opens a closed case again and counts it."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Reopen {number}", number=complaint.number)
        super().__init__(parent, title, tr("Reopen it"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        why = CheckedNoteField(
            session,
            TextPurpose.LOG,
            lines=3,
            placeholder=tr("What happened again, or what was not done"),
        )
        self.form.add("why", tr("Why"), why, required=True)

    def job(self) -> Job:
        """Reopen the case."""
        complaints, why = self._session.desk.complaints, self.form.field("why").value()
        return lambda _progress: complaints.reopen(self._complaint.id, why)
