"""A technician's own calendar as busy times: choose the person and the file, read it, see what it brought."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from branchdesk.domain.messages import Message, msg
from ui.forms.choices import employee_choices
from ui.language import tr, trn
from ui.session import Session
from ui.widgets.choice import RecordCombo
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class BusyCalendarDialog(FormDialog):
    """Reads an .ics file; the same file again adds nothing."""

    def __init__(self, parent: QWidget | None, session: Session, technician_id: int | None = None) -> None:
        lead = tr(
            "Reads a calendar file (.ics) from Outlook, a telephone or any other program. Its times count as "
            "taken wherever clashes are looked for; reading it again replaces what changed."
        )
        super().__init__(parent, tr("Read a technician's calendar"), tr("Read the calendar"), lead=lead)
        self._session = session
        self._known = session.desk.plan.busy.technicians()
        people = RecordCombo(employee_choices(session.desk), technician_id)
        self.form.add("technician_id", tr("Technician"), people, required=True)
        self.form.add("path", tr("File"), TextField(longest=1000), required=True)
        self.add_button(tr("Choose the file…"), self.choose_file)
        self._forget = self.add_button(tr("Forget these times"), self.forget)
        self.form.mark_clean()
        people.edited.connect(self._follow)
        self._follow()

    def check(self) -> dict[str, Message]:
        """Look whether the file is there."""
        path = Path(self.form.field("path").value())
        return {} if path.is_file() else {"path": msg("There is no such file. Choose it again.")}

    def job(self) -> Job:
        """Read the file."""
        values, busy = self.form.values(), self._session.desk.plan.busy
        path, technician_id = Path(values["path"]), values["technician_id"]
        return lambda _progress: busy.read_calendar(path, technician_id)

    def choose_file(self) -> None:
        """Let the person look for the file."""
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Choose the file…"), "", tr("Calendar files ({pattern})", pattern="*.ics")
        )
        if path:
            self.form.field("path").set_value(path)

    def forget(self) -> None:
        """Take out what was read of this technician before."""
        busy, technician_id = self._session.desk.plan.busy, self.form.field("technician_id").value()
        if technician_id:
            self._session.act(self, lambda: busy.forget(technician_id), done=lambda _outcome: self.accept())

    def _follow(self) -> None:
        count = self._known.get(self.form.field("technician_id").value() or 0, 0)
        self._forget.setText(trn("Forget {n} busy time", "Forget {n} busy times", count))
        self._forget.setVisible(bool(count))
