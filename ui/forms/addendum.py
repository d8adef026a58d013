"""An addendum to an issued report: the report itself stays as it is (R051)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.visits import ServiceReport
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.form_dialog import FormDialog, Job


class AddendumDialog(FormDialog):
    """Shows what the report and its addenda say, and adds one more."""

    def __init__(self, parent: QWidget | None, session: Session, report: ServiceReport) -> None:
        known = session.desk.field.addenda(report.visit_id)
        title = tr("Addendum {n} to {number}", n=len(known) + 1, number=report.number)
        lead = tr("The report stays as it was issued. An addendum is dated, and cannot be changed either.")
        super().__init__(parent, title, tr("Write the addendum"), lead=lead)
        self.setMinimumWidth(620)
        self._session = session
        self._report = report
        self._key = Session.new_key()
        self._say(tr("Findings"), report.findings)
        self._say(tr("Actions"), report.actions)
        for one in known:
            when = session.moment_text(one.written_at)
            self._say(
                tr("Addendum {n}, {when}, {who}", n=one.number, when=when, who=one.written_by), one.text
            )
        self.form.add("text", tr("Addendum"), CheckedNoteField(session, lines=4), required=True)
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for a text."""
        if self.form.field("text").value():
            return {}
        return {"text": msg("Write what is to be added.")}

    def job(self) -> Job:
        """Write it."""
        field, visit_id, key = self._session.desk.field, self._report.visit_id, self._key
        text = self.form.field("text").value()
        return lambda _progress: field.write_addendum(visit_id, text, key=key)

    def _say(self, title: str, text: str) -> None:
        if not text:
            return
        heading, body = QLabel(title), QLabel(text)
        heading.setProperty("role", "muted")
        body.setTextFormat(Qt.TextFormat.PlainText)
        body.setWordWrap(True)
        self.form.add_wide(heading)
        self.form.add_wide(body)
