"""A credit note: money that we owe back, set against an invoice as far as that is open (R077)."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Invoice, InvoiceKind
from ui.forms.choices import customer_choices
from ui.forms.invoice_numbers import next_number
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class CreditNoteDialog(FormDialog):
    """Records a credit note; the amount is typed without a sign."""

    def __init__(
        self, parent: QWidget | None, session: Session, customer_id: int, against: Invoice | None = None
    ) -> None:
        lead = tr("What the invoice does not take stays as an open credit of the customer.")
        super().__init__(parent, tr("New credit note"), tr("Record the credit note"), lead=lead)
        self._session = session
        self._add_fields(customer_id)
        self._take_customer()
        if against is not None:
            self.form.field("against_id").set_value(against.id)
        self.form.mark_clean()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the number where the customer is known."""
        super().showEvent(event)
        if self.form.field("customer_id").value():
            self.form.field("amount_fen" if self.form.field("number").value() else "number").setFocus()

    def check(self) -> dict[str, Message]:
        """Ask for an amount above zero."""
        if (self.form.field("amount_fen").value() or 0) > 0:
            return {}
        return {"amount_fen": msg("Enter an amount above zero.")}

    def job(self) -> Job:
        """Record the credit note."""
        values, desk = self.form.values(), self._session.desk
        credit = Invoice(
            number=values["number"],
            kind=InvoiceKind.CREDIT_NOTE,
            customer_id=values["customer_id"] or 0,
            issued_on=values["issued_on"] or date.min,
            amount_fen=-int(values["amount_fen"]),
            tax_fen=-int(values["tax_fen"] or 0),
            note=values["note"],
        )
        return lambda _progress: desk.receivables.add_credit_note(credit, values["against_id"])

    def _add_fields(self, customer_id: int) -> None:
        form, desk, today = self.form, self._session.desk, self._session.today
        customer = RecordCombo(customer_choices(desk), customer_id or None)
        form.add("customer_id", tr("Customer"), customer, required=True)
        form.add("against_id", tr("Against invoice"), RecordCombo(), hint=tr("Empty: stays as a credit"))
        number = TextField(next_number(desk, InvoiceKind.CREDIT_NOTE), longest=60)
        form.add("number", tr("Number"), number, required=True)
        form.add("amount_fen", tr("Amount with tax"), MoneyField(), required=True)
        form.add("tax_fen", tr("Tax in it"), MoneyField())
        form.add("issued_on", tr("Issued on"), DateField(today, today), required=True)
        form.add("note", tr("Note"), NoteField(lines=2))
        customer.edited.connect(self._take_customer)

    def _take_customer(self) -> None:
        customer_id = self.form.field("customer_id").value()
        found = self._session.desk.receivables.open_invoices(customer_id) if customer_id else []
        choices = [_choice(invoice) for invoice in found if invoice.open_fen > 0]
        self.form.field("against_id").set_choices(choices)


def _choice(invoice: Invoice) -> Choice:
    text = tr("{number}, {open} open", number=invoice.number, open=Fen(invoice.open_fen))
    return Choice(invoice.id, text, invoice.number)
