"""Recording that a customer promised to pay, and by when (R078, D24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_promise
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Promise
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import customer_choices
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import present
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class PromiseDialog(FormDialog):
    """Adds or changes a promise to pay; while it runs, nobody is chased."""

    def __init__(self, parent: QWidget | None, session: Session, promise: Promise) -> None:
        title = tr("Change a promise") if promise.id else tr("Record a promise")
        verb = tr("Save") if promise.id else tr("Record the promise")
        super().__init__(parent, title, verb, lead=_lead(session, promise), columns=1)
        self._session = session
        self._record = promise
        self._key = Session.new_key()
        self._add_fields()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of a promise."""
        return check_promise(self._read())

    def job(self) -> Job:
        """Save the promise."""
        desk, key, promise = self._session.desk, self._key, self._read()
        return lambda _progress: desk.receivables.promise(promise, key=key)

    def _add_fields(self) -> None:
        form, record, desk = self.form, self._record, self._session.desk
        if not record.customer_id:
            form.add("customer_id", tr("Customer"), RecordCombo(customer_choices(desk)), required=True)
        amount = MoneyField(Fen(record.amount_fen) if record.amount_fen else None)
        day = record.due_on if record.due_on != date.min else None
        calendar = desk.context.calendar
        form.add("amount_fen", tr("Promised amount"), amount, required=True)
        promised = DateField(self._session.today, day, calendar=calendar, lean=Lean.FUTURE)
        form.add("due_on", tr("Promised for"), promised, required=True)
        known = desk.customers.contacts_of(record.customer_id) if record.customer_id else []
        names = [contact.name for contact in present(known, self._session.today)]
        form.add("made_by", tr("Promised by"), SuggestField(names, record.made_by))
        form.add("text", tr("What was said"), NoteField(record.text, lines=2))
        if record.id:
            withdrawn = TextField(record.withdrawn_why)
            form.add(
                "withdrawn_why", tr("Withdrawn because"), withdrawn, hint=tr("Empty: the promise stands")
            )

    def _read(self) -> Promise:
        values = self.form.values()
        return replace(
            self._record,
            customer_id=values.get("customer_id", self._record.customer_id) or 0,
            amount_fen=values["amount_fen"] and int(values["amount_fen"]),
            due_on=values["due_on"] or date.min,
            made_by=values["made_by"],
            text=values["text"],
            withdrawn_why=values.get("withdrawn_why", ""),
        )


def _lead(session: Session, promise: Promise) -> str:
    """Name whose promise it is and what it is about."""
    if not promise.customer_id:
        return ""
    name = session.desk.customers.customer(promise.customer_id).name
    if promise.invoice_id is None:
        return name
    number = session.desk.receivables.invoice(promise.invoice_id).number
    return tr("{customer}, invoice {number}", customer=name, number=number)
