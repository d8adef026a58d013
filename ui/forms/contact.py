"""A person at a customer, and what one may call them about (D11, R030)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_contact
from branchdesk.domain.customers import Contact, ContactRole
from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import site_choices
from ui.forms.language_field import LanguageField
from ui.forms.record_dialog import RecordDialog
from ui.forms.ticks import TicksField
from ui.forms.whom import addressed
from ui.language import tr, trc
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, NoteField, PhoneField, TextField
from ui.widgets.form_dialog import Job

if TYPE_CHECKING:
    from ui.forms.succession import SuccessionDialog


class ContactDialog(RecordDialog[Contact]):
    """Adds or changes a contact; one who left is given an end and a successor, never deleted."""

    def __init__(self, parent: QWidget | None, session: Session, contact: Contact) -> None:
        title = tr("Contact {name}", name=contact.name) if contact.id else tr("New contact")
        customer = session.desk.customers.customer(contact.customer_id).name
        super().__init__(parent, session, contact, title, lead=customer, columns=2)
        self._person()
        self._calling()
        self._time_there()
        self.fill()
        if contact.id and contact.to_on is None:
            self.add_button(tr("Has left…"), self.hand_over)
        for key in ("name", "title"):
            self.form.field(key).edited.connect(self._greet)
        self._greet()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the customer file."""
        return check_contact(self.read())

    def job(self) -> Job:
        """Save the contact."""
        desk, contact = self.session.desk, self.read()
        return lambda _progress: desk.customers.save_contact(contact)

    def hand_over(self) -> SuccessionDialog:
        """Close the contact and let somebody follow instead of only entering a last day (D12)."""
        from ui.forms.succession import SuccessionDialog

        dialog = SuccessionDialog(self, self.session, self.record)
        dialog.saved.connect(self._handed_over)
        dialog.open()
        return dialog

    def _handed_over(self, outcome: object) -> None:
        self.form.mark_clean()
        self._done(outcome)

    def greeting(self) -> str:
        """Return the sentence that says how the contact is addressed."""
        return self._address.text()

    def _person(self) -> None:
        form = self.form
        form.add("name", trc("person", "Name"), TextField(), required=True)
        form.add("title", tr("Title"), TextField(placeholder=tr("Manager, Mr, Ms …")))
        self._address = self.note()
        form.add("roles", tr("Call about"), TicksField(tuple(ContactRole)), wide=True)
        form.add("mobile", tr("Mobile"), PhoneField())
        form.add("phone", tr("Phone"), PhoneField())
        form.add("email", tr("E-mail"), TextField())
        form.add("wechat", tr("WeChat"), TextField())
        form.add("language", tr("Messages in"), LanguageField())

    def _calling(self) -> None:
        form, contact = self.form, self.record
        sites = site_choices(self.session.desk, contact.customer_id)
        form.add("site_id", tr("Site"), RecordCombo(sites), hint=tr("Empty: for all sites"))
        hours = TextField(placeholder=tr("For example: after 14:00"))
        form.add("call_hours", tr("Call hours"), hours)
        form.add("expects", tr("Expects"), NoteField(lines=2), wide=True)
        form.add("birthday", tr("Birthday"), DateField(self.session.today, lean=Lean.PAST))
        hint = tr("Then month and day are those of the lunar calendar, for example 08-15 at Mid-Autumn.")
        form.add("birthday_lunar", "", CheckField(tr("by the lunar calendar")), hint=hint)

    def _time_there(self) -> None:
        form, today = self.form, self.session.today
        others = self.session.desk.customers.contacts_of(self.record.customer_id)
        choices = [Choice(one.id, one.name) for one in others if one.id != self.record.id]
        form.add("from_on", tr("There since"), DateField(today, lean=Lean.PAST))
        form.add("to_on", tr("Left on"), DateField(today))
        form.add("successor_id", tr("Successor"), RecordCombo(choices))
        form.add("note", tr("Note"), NoteField(lines=2), wide=True)

    def _greet(self) -> None:
        name = addressed(self.read())
        self._address.setText(tr("Addressed as: {name}", name=name) if name else "")
