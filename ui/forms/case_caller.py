"""Another caller about an open case: added to it instead of a second case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.case_tasks import CaseCaller
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.messages import Message, msg
from ui.forms.complaint_words import case_lead
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import NoteField, PhoneField
from ui.widgets.form_dialog import FormDialog, Job


class CallerDialog(FormDialog):
    """Adds who called and what they said; `caller` may already hold what was typed."""

    def __init__(
        self, parent: QWidget | None, session: Session, complaint: Complaint, caller: CaseCaller | None = None
    ) -> None:
        title = tr("Another caller on {number}", number=complaint.number)
        super().__init__(parent, title, tr("Add the caller"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        self._key = Session.new_key()
        known = caller or CaseCaller()
        people = [one.name for one in session.desk.customers.contacts_of(complaint.customer_id)]
        self.form.add("name", tr("Who calls"), SuggestField(people, known.name))
        self.form.add("phone", tr("Their phone"), PhoneField(known.phone))
        self.form.add("text", tr("What they say"), NoteField(known.text, lines=3))
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for a name or a number."""
        values = self.form.values()
        if not (values["name"] or values["phone"]):
            return {"name": msg("Enter who called, or the number.")}
        return {}

    def job(self) -> Job:
        """Add the caller."""
        flow, key = self._session.desk.case_flow, self._key
        caller = CaseCaller(complaint_id=self._complaint.id, **self.form.values())
        return lambda _progress: flow.add_caller(caller, key=key)
