"""The customer got an answer: what was said, and when (R092)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.wording import Situation
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.case_phrases import case_help
from ui.forms.clock_words import answer_clock, clock_word
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class ComplaintAnswerDialog(FormDialog):
    """Records an answer; the first one stops the clock of the answer."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        first = complaint.answered_at is None
        title = tr("Answer to {number}", number=complaint.number)
        verb = tr("Record the answer") if first else tr("Record a further answer")
        super().__init__(parent, title, verb, lead=case_lead(session, complaint))
        self.setMinimumWidth(600)
        self._session = session
        self._complaint = complaint
        self._now = session.local(session.desk.context.clock.now())
        what = CheckedNoteField(
            session,
            TextPurpose.APOLOGY,
            lines=4,
            placeholder=tr("What we do, by when, and who stays their contact"),
            aid=case_help(session, complaint, Situation.COMPLAINT, Situation.CANNOT),
        )
        self.form.add("answer", tr("What they were told"), what, required=True)
        self.form.add("answered_at", tr("When"), MomentField(self._now, self._now), required=True)
        self._add_clock()
        self.form.mark_clean()

    def job(self) -> Job:
        """Record the answer."""
        values, complaints = self.form.values(), self._session.desk.complaints
        at = self._session.instant(values["answered_at"])
        return lambda _progress: complaints.answer(self._complaint.id, values["answer"], at=at)

    def _add_clock(self) -> None:
        clock = answer_clock(self._session.desk.complaints.clocks(self._complaint.id))
        if clock is None:
            return
        word = clock_word(clock, self._now)
        line = SayField()
        line.say(word.text, word.token)
        self.form.add("clock", tr("Clock"), line)
