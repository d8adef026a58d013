"""What the dialogs of judged cases share."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from branchdesk.domain.attachments import NewFile
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import employee_choices
from ui.forms.complaint_words import case_lead
from ui.forms.record_dialog import RecordDialog
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.attachments import AttachmentsField
from ui.widgets.date_field import DateField

R = TypeVar("R", bound=Any)


class CaseDialog(RecordDialog[R]):
    """A dialog about one record of a case; its lead says whose case it is."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        case: Complaint,
        record: R,
        title: str,
        *,
        columns: int = 1,
    ) -> None:
        super().__init__(parent, session, record, title, lead=case_lead(session, case), columns=columns)
        self.case = case
        self.key = Session.new_key()

    def add_files(self, kind: str, lines: int = 2) -> None:
        """Add the files that belong to the record; a new one gathers them."""
        files = AttachmentsField(self.session, kind, self.record.id, lines=lines)
        self.form.add("files", tr("Photos, papers"), files, wide=True)

    def files(self) -> tuple[NewFile, ...]:
        """Return the files that wait for the record."""
        found: tuple[NewFile, ...] = self.form.field("files").value()
        return found

    def past_day(self) -> DateField:
        """Make a field for a day that has been."""
        return DateField(self.session.today, lean=Lean.PAST)

    def coming_day(self) -> DateField:
        """Make a field for a day to come; a day off is told."""
        calendar = self.session.desk.context.calendar
        return DateField(self.session.today, calendar=calendar, lean=Lean.FUTURE)

    def colleagues(self, text: str = "") -> SuggestField:
        """Make a field for one of us."""
        return SuggestField([one.text for one in employee_choices(self.session.desk)], text)

    def their_people(self, text: str = "") -> SuggestField:
        """Make a field for one of the customer's people, the caller first."""
        contacts = self.session.desk.customers.contacts_of(self.case.customer_id)
        names = dict.fromkeys(filter(None, (self.case.reporter, *(one.name for one in contacts))))
        return SuggestField(list(names), text)
