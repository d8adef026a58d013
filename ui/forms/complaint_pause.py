"""A rest of the clocks with its reason, or the end of the rest that goes on (R099, D16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.typed_dates import Lean
from ui.forms.clock_words import answer_clock, clock_word, status_clock
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class ComplaintPauseDialog(FormDialog):
    """Adds a pause (id 0), or ends or corrects one; says at once what becomes of the clocks."""

    def __init__(
        self, parent: QWidget | None, session: Session, complaint: Complaint, pause: ComplaintPause
    ) -> None:
        title = tr("Pause the clocks of {number}", number=complaint.number)
        verb = tr("Pause the clocks")
        if pause.id:
            title, verb = tr("Pause of {number}", number=complaint.number), tr("Save the pause")
        super().__init__(parent, title, verb, lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        self._pause = pause
        self._now = session.local(session.desk.context.clock.now())
        self._others = [one for one in session.desk.complaints.pauses_of(complaint.id) if one.id != pause.id]
        self._then = SayField()
        self._add_fields()
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Let a pause end after it began."""
        values = self.form.values()
        if values["to_at"] is not None and values["to_at"] < values["from_at"]:
            return {"to_at": msg("The end lies before the start. Correct one of the two.")}
        return {}

    def job(self) -> Job:
        """Save the pause."""
        complaints, pause = self._session.desk.complaints, self._read()
        return lambda _progress: complaints.save_pause(pause)

    def then_text(self) -> str:
        """Return the sentence about the clocks."""
        return self._then.text()

    def _add_fields(self) -> None:
        pause, form = self._pause, self.form
        since = self._session.local(pause.from_at) if pause.id else self._now
        until = self._session.local(pause.to_at) if pause.to_at else None
        if pause.id and until is None:
            until = self._now  # who opens a pause that goes on wants to end it
        reasons = (
            tr("Waiting for the customer"),
            tr("The customer asks to be called later"),
            tr("Nobody reachable at the customer"),
        )
        form.add("reason", tr("Why"), SuggestField(reasons, pause.reason), required=True)
        form.add("from_at", tr("From"), MomentField(self._now, since), required=True)
        ending = MomentField(self._now, until, lean=Lean.FUTURE)
        form.add("to_at", tr("Until"), ending, hint=tr("Empty: it goes on until somebody ends it."))
        form.add("then", tr("Then"), self._then)

    def _read(self) -> ComplaintPause:
        values, session = self.form.values(), self._session
        since: datetime = values["from_at"] or self._now
        until: datetime | None = values["to_at"]
        return replace(
            self._pause,
            complaint_id=self._complaint.id,
            from_at=session.instant(since),
            to_at=session.instant(until) if until else None,
            reason=values["reason"],
        )

    def _follow(self) -> None:
        try:
            clocks = self._session.desk.complaints.clocks_with(self._complaint, [*self._others, self._read()])
        except Refused:
            return  # the end lies before the start, as its own field says on saving
        running = [clock for clock in (answer_clock(clocks), status_clock(clocks)) if clock]
        states = {clock_word(clock, self._now).text: None for clock in running if clock.done_at is None}
        said = words().value(list(states)) if states else tr("All clocks of this case have stopped.")
        self._then.say(said, "info")
