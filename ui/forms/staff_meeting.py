"""A short meeting with the people of a site after repeated preparation failures (R014)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.site_book import PreparationMeeting, check_meeting
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Visit
from ui.forms.field_grids import site_line
from ui.forms.record_dialog import RecordDialog
from ui.language import tr, words
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField
from ui.widgets.form_dialog import Job


class StaffMeetingDialog(RecordDialog[PreparationMeeting]):
    """Says why a meeting is suggested, and records it; failures count anew from then on."""

    def __init__(self, parent: QWidget | None, session: Session, meeting: PreparationMeeting) -> None:
        book = session.desk.site_book
        site = session.desk.customers.site(meeting.site_id)
        failures = book.meeting_suggested(site.id)
        days = tr(", ").join(words().value(day) for day in failures)
        lead = (
            tr("{site}: not prepared on {days}", site=site.name, days=days)
            if failures
            else site_line(session, site)
        )
        super().__init__(parent, session, meeting, tr("Meeting about preparation"), lead=lead, columns=1)
        form = self.form
        form.add(
            "held_on", tr("Held on"), DateField(session.today, session.today, lean=Lean.PAST), required=True
        )
        form.add("attendees", tr("Who took part"), NoteField(lines=2), required=True)
        form.add(
            "topics",
            tr("What was spoken about"),
            NoteField(self._topics(failures != ()), lines=3),
            required=True,
        )
        if meeting.id:
            self.fill()
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of meetings."""
        return check_meeting(self.read(), self.session.today)

    def job(self) -> Job:
        """Save it."""
        book, record = self.session.desk.site_book, self.read()
        return lambda _progress: book.save_meeting(record)

    def _topics(self, suggested: bool) -> str:
        """Begin with what was not prepared, which is what the meeting is about."""
        if not suggested:
            return ""
        days = set(self.session.desk.site_book.meeting_suggested(self.record.site_id))
        visits = self.session.desk.context.reader.find(Visit, site_id=self.record.site_id)
        return "\n".join(
            one.preparation_missing for one in visits if one.date_on in days and one.preparation_missing
        )
