"""The logbook at a site: where it lies, since when, by whom, and to whom its purpose was explained (R009)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.site_book import Logbook, check_logbook
from branchdesk.domain.typed_dates import Lean
from ui.forms.field_grids import names_at, site_line
from ui.forms.record_dialog import RecordDialog
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import Job


class LogbookDialog(RecordDialog[Logbook]):
    """Places a logbook, or corrects what is known of it."""

    def __init__(self, parent: QWidget | None, session: Session, book: Logbook) -> None:
        site = session.desk.customers.site(book.site_id)
        super().__init__(
            parent, session, book, tr("Logbook of the site"), lead=site_line(session, site), columns=1
        )
        people = session.desk.lists.technicians()
        form, today = self.form, session.today
        form.add(
            "place", tr("Lies where"), TextField(placeholder=tr("drawer at the reception")), required=True
        )
        form.add("placed_on", tr("Placed on"), DateField(today, today, lean=Lean.PAST), required=True)
        form.add("placed_by", tr("Placed by"), SuggestField([one.name for one in people]))
        form.add(
            "explained_to",
            tr("Purpose explained to"),
            SuggestField(names_at(session, book.site_id)),
            hint=tr("What it is for: everybody writes down what they see."),
        )
        form.add("removed_on", tr("Taken away on"), DateField(today, None, lean=Lean.PAST))
        self.fill()
        if book.placed_on == date.min:
            form.set_values({"placed_on": today})
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of logbooks."""
        return check_logbook(self.read())

    def job(self) -> Job:
        """Save it."""
        book, record = self.session.desk.site_book, self.read()
        return lambda _progress: book.save_logbook(record)
