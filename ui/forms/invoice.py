"""Entering an invoice, and changing what is not money in it (R062, R063, D13, D26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.checks import check_invoice
from branchdesk.domain.errors import Known
from branchdesk.domain.invoice_dates import explain_due
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Invoice, InvoiceKind
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import customer_choices
from ui.forms.due_words import due_words
from ui.forms.invoice_numbers import next_number
from ui.forms.plain_words import TERMS, WordsField, terms_words
from ui.language import say, tr, words
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class InvoiceDialog(FormDialog):
    """Adds or changes an invoice; the due date of the terms is worked out while one types."""

    def __init__(self, parent: QWidget | None, session: Session, invoice: Invoice) -> None:
        title = tr("Invoice {number}", number=invoice.number) if invoice.id else tr("New invoice")
        verb = tr("Save") if invoice.id else tr("Enter the invoice")
        super().__init__(parent, title, verb, columns=2)
        self._session = session
        self._record = invoice
        self._key = Session.new_key()
        self._due_line = QLabel()
        self._due_line.setWordWrap(True)
        self._held_line = QLabel()
        self._held_line.setWordWrap(True)
        self._held_line.setProperty("role", "problem")
        self._held_for: Invoice | None = None
        self._add_head()
        self._add_terms()
        if invoice.id:
            self._add_dispute()
        form = self.form
        form.add("note", tr("Note"), NoteField(invoice.note, lines=2), wide=True)
        self._take_customer()
        form.mark_clean()
        form.changed.connect(self._follow)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the amount where the customer is known."""
        super().showEvent(event)
        if self._record.customer_id and not self._record.id:
            self.form.field("amount_fen").setFocus()

    def check(self) -> dict[str, Message]:
        """Ask the rules of an invoice."""
        return check_invoice(self.read())

    def job(self) -> Job:
        """Save the invoice; its due date follows from its terms."""
        desk, key, invoice = self._session.desk, self._key, self.read()
        return lambda _progress: desk.receivables.save_invoice(invoice, key=key)

    def due_text(self) -> str:
        """Return the sentence under the terms."""
        return self._due_line.text()

    def read(self) -> Invoice:
        """Return the invoice as it stands in the form."""
        values = self.form.values()
        return replace(
            self._record,
            number=values["number"],
            amount_fen=int(values["amount_fen"] or 0),
            customer_id=values["customer_id"] or 0,
            contract_id=values["contract_id"],
            tax_fen=int(values["tax_fen"] or 0),
            issued_on=values["issued_on"] or date.min,
            service_on=values["service_on"],
            terms=values["terms"],
            due_given_on=values["due_given_on"],
            disputed_fen=int(values.get("disputed_fen") or 0),
            disputed_why=values.get("disputed_why", ""),
            note=values["note"],
        )

    def _add_head(self) -> None:
        form, record, today = self.form, self._record, self._session.today
        desk = self._session.desk
        number = TextField(record.number or next_number(desk, InvoiceKind.INVOICE), longest=60)
        customer = RecordCombo(customer_choices(desk), record.customer_id or None)
        amount = MoneyField(Fen(record.amount_fen) if record.amount_fen else None)
        form.add("customer_id", tr("Customer"), customer, required=True, wide=True)
        form.add("number", tr("Number"), number, required=True)
        form.add("contract_id", tr("Contract"), RecordCombo())
        form.add("amount_fen", tr("Amount with tax"), amount, required=True)
        form.add("tax_fen", tr("Tax in it"), MoneyField(Fen(record.tax_fen) if record.tax_fen else None))
        day = record.issued_on if record.issued_on != date.min else today
        form.add("issued_on", tr("Issued on"), DateField(today, day), required=True)
        form.add("service_on", tr("Service on"), DateField(today, record.service_on, lean=Lean.PAST))
        if record.id:
            # A saved invoice keeps number, customer and amount: it is reversed and entered anew.
            for field in (number, customer, amount):
                field.setEnabled(False)
                field.setToolTip(tr("Reverse the invoice and enter a new one to change this."))
        customer.edited.connect(self._take_customer)

    def _add_terms(self) -> None:
        form, record = self.form, self._record
        terms = WordsField(TERMS)
        terms.set_value(record.terms)
        form.add("terms", tr("Payment terms"), terms, wide=True)
        form.add_wide(self._due_line)
        form.add_wide(self._held_line)
        given = DateField(self._session.today, record.due_given_on, lean=Lean.FUTURE)
        form.add("due_given_on", tr("Due date by hand"), given, hint=tr("Empty: from the terms"))
        self.form.field("contract_id").edited.connect(self._offer_terms)

    def _add_dispute(self) -> None:
        form, record = self.form, self._record
        amount = MoneyField(Fen(record.disputed_fen) if record.disputed_fen else None)
        form.section(tr("Dispute"))
        form.add("disputed_fen", tr("Disputed part"), amount)
        form.add("disputed_why", tr("Because"), TextField(record.disputed_why))

    def _take_customer(self) -> None:
        """Offer the contracts of the customer and the terms that hold there."""
        desk, combo = self._session.desk, self.form.field("contract_id")
        customer_id = self.form.field("customer_id").value()
        found = desk.customers.contracts_of(customer_id) if customer_id else []
        combo.set_choices([Choice(one.id, one.number, one.service) for one in found])
        combo.set_value(self._record.contract_id if self._record.customer_id == customer_id else None)
        self._offer_terms()

    def _offer_terms(self) -> None:
        customer_id = self.form.field("customer_id").value() or 0
        contract_id = self.form.field("contract_id").value()
        self._usual = self._session.desk.receivables.default_terms(customer_id, contract_id)
        self.form.field("terms").setPlaceholderText(terms_words(self._usual))
        self._follow()

    def held_text(self) -> str:
        """Return what the invoice waits for."""
        return self._held_line.text()

    def _say_held(self, invoice: Invoice) -> None:
        """Say which services have no signed report yet (D09); the invoice can be entered all the same."""
        from ui.tabs import collections_reports

        about = Invoice(
            customer_id=invoice.customer_id,
            contract_id=invoice.contract_id,
            issued_on=invoice.issued_on,
            service_on=invoice.service_on,
            signed_on=self._record.signed_on,
        )
        if about == self._held_for:
            return
        self._held_for = about
        known = invoice.issued_on != date.min
        owed = collections_reports.owed_for(self._session, about) if known else []
        held = collections_reports.warning(owed)
        days = words().value([f"{one.date_on:%m-%d} {one.whom.site}" for one in owed])
        self._held_line.setText(f"{say(held)} {days}" if held else "")
        self._held_line.setVisible(bool(held))

    def _follow(self) -> None:
        """Say what the terms mean for this invoice while one types."""
        invoice = self.read()
        self._say_held(invoice)
        if invoice.due_given_on is not None:
            self._due_line.setText(tr("Due on {day}, given by hand.", day=invoice.due_given_on))
            return
        terms = invoice.terms or self._usual
        if invoice.issued_on == date.min:
            self._due_line.setText(terms_words(terms))
            return
        try:
            due = explain_due(replace(invoice, terms=terms), self._session.desk.context.calendar)
        except Known as no:
            self._due_line.setText(say(no.message))
            return
        self._due_line.setText(f"{terms_words(terms)}\n→ {due_words(due)}")
