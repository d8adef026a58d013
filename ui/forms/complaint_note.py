"""A dated note in the course of a case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.complaint_words import case_lead
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.form_dialog import FormDialog, Job


class ComplaintNoteDialog(FormDialog):
    """Adds a note; `text` may already stand in it."""

    def __init__(
        self, parent: QWidget | None, session: Session, complaint: Complaint, text: str = ""
    ) -> None:
        title = tr("Note on {number}", number=complaint.number)
        super().__init__(parent, title, tr("Add the note"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        self.form.add("text", tr("Note"), CheckedNoteField(session, TextPurpose.LOG, lines=4), required=True)
        self.form.field("text").set_value(text)

    def job(self) -> Job:
        """Add the note."""
        complaints, text = self._session.desk.complaints, self.form.field("text").value()
        return lambda _progress: complaints.note(self._complaint.id, text)
