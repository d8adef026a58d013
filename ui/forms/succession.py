"""A contact leaves and another follows: what was theirs goes over (R026, D12)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.customers import Contact
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.typed_dates import Lean
from ui.forms.whom import addressed, present
from ui.language import term, tr, trc, trn, words
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import PhoneField, TextField
from ui.widgets.form_dialog import FormDialog, Job

_NEW = ("name", "title", "mobile")


class SuccessionDialog(FormDialog):
    """Closes a contact and gives what was theirs to somebody who is there or who is new."""

    def __init__(self, parent: QWidget | None, session: Session, contact: Contact) -> None:
        title = tr("{name} has left", name=contact.name)
        super().__init__(parent, title, tr("Hand over"), lead=_lead(session, contact), columns=1)
        self._session = session
        self._contact = contact
        self._others = [
            one
            for one in present(session.desk.customers.contacts_of(contact.customer_id), session.today)
            if one.id != contact.id
        ]
        self._add_fields()
        self._follow()
        self.form.mark_clean()
        self.form.changed.connect(self._follow)

    def check(self) -> dict[str, Message]:
        """Ask for the name of a new person."""
        values = self.form.values()
        if not values["successor_id"] and not values["name"].strip():
            return {"name": msg("Enter who follows, or choose somebody who is there already.")}
        return {}

    def job(self) -> Job:
        """Hand over."""
        values, people, contact = self.form.values(), self._session.desk.people, self._contact
        successor = self._successor(values["successor_id"])
        if successor is None:
            successor = Contact(customer_id=contact.customer_id, **{key: values[key] for key in _NEW})
        return lambda _progress: people.succeed(contact.id, successor, values["on"])

    def explanation(self) -> str:
        """Return the lines that say what follows."""
        return self._line.text()

    def _add_fields(self) -> None:
        form, today = self.form, self._session.today
        form.add("on", tr("Left on"), DateField(today, today, lean=Lean.NEAR), required=True)
        choices = [Choice(one.id, f"{one.name} {one.title}".strip()) for one in self._others]
        form.add("successor_id", tr("Successor"), RecordCombo(choices), hint=tr("Empty: somebody new"))
        form.add("name", trc("person", "Name"), TextField())
        form.add("title", tr("Title"), TextField(placeholder=tr("Manager, Mr, Ms …")))
        form.add("mobile", tr("Mobile"), PhoneField())
        self._line = QLabel()
        self._line.setProperty("role", "muted")
        self._line.setWordWrap(True)
        form.add_wide(self._line)

    def _successor(self, contact_id: int | None) -> Contact | None:
        return next((one for one in self._others if one.id == contact_id), None)

    def _follow(self) -> None:
        """Show the fields of a new person only for one, and the day of our introduction."""
        values = self.form.values()
        known = self._successor(values["successor_id"])
        for key in _NEW:
            self.form.set_visible(key, visible=known is None)
        context = self._session.desk.context
        if values["on"] is None:
            self._line.setText("")
            return
        due = context.calendar.add_working_days(values["on"], context.settings.introduction_working_days)
        who = known or replace(self._contact, name=values["name"], title=values["title"])
        name = addressed(who) if who.name else tr("the new person")
        day = words().long_date(due)
        self._line.setText(
            tr("We introduce ourselves to {name} by {day}; their briefing begins anew.", name=name, day=day)
        )


def _lead(session: Session, contact: Contact) -> str:
    open_with = session.desk.people.open_with(contact.id)
    promises, meetings = len(open_with.promises), len(open_with.meetings)
    parts = [words().value([term(role) for role in contact.roles])] if contact.roles else []
    if promises:
        parts.append(trn("{n} open promise", "{n} open promises", promises))
    if meetings:
        parts.append(trn("{n} agreed contact", "{n} agreed contacts", meetings))
    customer = session.desk.customers.customer(contact.customer_id).name
    if not parts:
        return tr("{customer}. Nothing is open with this person.", customer=customer)
    return tr("{customer}. What goes over: {what}", customer=customer, what=" · ".join(parts))
