"""What went wrong on the line: put through, cut off, changed to another way (R099, R131)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint, EventKind
from branchdesk.domain.messages import Message, msg
from ui.forms.choice_row import ChoiceRow
from ui.forms.complaint_words import case_lead
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job

_KINDS = (EventKind.TRANSFERRED, EventKind.CUT_OFF, EventKind.CHANNEL)


class LineDialog(FormDialog):
    """Notes it with one digit; a changed way needs a word about from what to what."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Trouble on the line: {number}", number=complaint.number)
        super().__init__(parent, title, tr("Note it"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        kind: ChoiceRow[EventKind] = ChoiceRow(_KINDS, EventKind.TRANSFERRED)
        self.form.add("kind", tr("What happened"), kind, required=True)
        ways = (
            tr("from telephone to message: cannot hear each other"),
            tr("from telephone to e-mail: asked for it in writing"),
            tr("the area manager speaks with them: dialect"),
        )
        self.form.add("text", tr("To whom, why"), SuggestField(ways))
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for a word about a changed way."""
        values = self.form.values()
        if values["kind"] is EventKind.CHANNEL and not values["text"]:
            return {"text": msg("Say from which way to which, and why.")}
        return {}

    def job(self) -> Job:
        """Note it."""
        values, flow, case_id = self.form.values(), self._session.desk.case_flow, self._complaint.id
        return lambda _progress: flow.on_the_line(case_id, values["kind"], values["text"])
