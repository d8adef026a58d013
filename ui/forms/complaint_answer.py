"""The customer got an answer: what was said, and when (R092)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.case_talk import facts_first
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.wording import Situation
from branchdesk.domain.wording_rules import TextPurpose
from branchdesk.services.case_flow import answered
from ui.forms.case_phrases import case_help
from ui.forms.clock_words import answer_clock, clock_word
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.language import say, tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class ComplaintAnswerDialog(FormDialog):
    """Records an answer; the first one stops the clock of the answer."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        first = answered(complaint, session.desk.context.clock.now()) != complaint
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
        self._early = SayField()
        self.form.add("early", "", self._early)
        self._recaps = session.desk.case_flow.recaps_of(complaint.id)
        self._add_clock()
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def early_text(self) -> str:
        """Return the warning of an answer before the facts are confirmed, nothing where there is none."""
        return self._early.text()

    def job(self) -> Job:
        """Record the answer."""
        values, complaints = self.form.values(), self._session.desk.complaints
        at = self._session.instant(values["answered_at"])
        return lambda _progress: complaints.answer(self._complaint.id, values["answer"], at=at)

    def _follow(self) -> None:
        """Warn of a promise that may be wrong, while one types (R087)."""
        early = facts_first(self._recaps, self.form.values()["answer"])
        if self._complaint.kind is not LogKind.COMPLAINT:
            early = None
        self._early.say(say(early) if early else "", "soon")
        self.form.set_visible("early", visible=early is not None)

    def _add_clock(self) -> None:
        clock = answer_clock(self._session.desk.complaints.clocks(self._complaint.id))
        if clock is None:
            return
        word = clock_word(clock, self._now)
        line = SayField()
        line.say(word.text, word.token)
        self.form.add("clock", tr("Clock"), line)
