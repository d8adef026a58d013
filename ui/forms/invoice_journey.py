"""The way of an invoice's paper: sent, delivered, signed for (R064, R065, D22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.checks import check_invoice
from branchdesk.domain.invoice_dates import explain_due
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Invoice, SentHow
from branchdesk.domain.signers import authorised_signers, may_sign
from branchdesk.domain.typed_dates import Lean
from ui.forms.due_words import due_words
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import present
from ui.language import tr
from ui.session import Session
from ui.theme import color
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class JourneyDialog(FormDialog):
    """Records the steps; a signer whom the customer did not name starts no term until it is confirmed."""

    def __init__(self, parent: QWidget | None, session: Session, invoice: Invoice) -> None:
        customer = session.desk.customers.customer(invoice.customer_id)
        title = tr("The way of invoice {number}", number=invoice.number)
        super().__init__(parent, title, tr("Save the steps"), lead=customer.name, columns=2)
        self._session = session
        self._record = invoice
        contacts = session.desk.customers.contacts_of(invoice.customer_id)
        self._signers = authorised_signers(customer, contacts, session.today)
        self._people = [contact.name for contact in present(contacts, session.today)]
        self._line = QLabel()
        self._line.setWordWrap(True)
        self._add_sending()
        self._add_signing()
        self.form.mark_clean()
        self.form.changed.connect(self._follow)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the step that comes next; that something is delivered is seldom known."""
        super().showEvent(event)
        sent, signed = (self.form.field(step).value() for step in ("sent_on", "signed_on"))
        if sent is not None and signed is None:
            self.form.field("signed_on").setFocus()

    def check(self) -> dict[str, Message]:
        """Ask whether the steps are in order, and who signed."""
        invoice = self.read()
        problems = check_invoice(invoice)
        if invoice.signed_on is not None and self._signers and not invoice.signed_by:
            problems["signed_by"] = msg("Enter who signed; this customer named who may.")
        later = (("sent_on", invoice.sent_on), ("signed_on", invoice.signed_on))
        for key, day in later:
            if day is not None and day > self._session.today:
                problems[key] = msg("This day is still to come. Enter the step when it has happened.")
        return problems

    def job(self) -> Job:
        """Save the steps; the due date follows from them."""
        desk, invoice = self._session.desk, self.read()
        return lambda _progress: desk.receivables.save_invoice(invoice)

    def line(self) -> str:
        """Return the sentence about signature and due date."""
        return self._line.text()

    def read(self) -> Invoice:
        """Return the invoice with the steps of the form."""
        values = self.form.values()
        signed = values["signed_on"] is not None
        authorised = may_sign(values["signed_by"], self._signers)
        return replace(
            self._record,
            sent_on=values["sent_on"],
            sent_how=values["sent_how"],
            courier=values["courier"],
            tracking=values["tracking"],
            delivered_on=values["delivered_on"],
            signed_on=values["signed_on"],
            signed_by=values["signed_by"],
            signature_confirmed=not signed or authorised or values["signature_confirmed"],
        )

    def _add_sending(self) -> None:
        form, record = self.form, self._record
        form.section(tr("Sending"))
        form.add("sent_on", tr("Sent on"), self._day(record.sent_on))
        form.add("sent_how", tr("How"), EnumCombo(SentHow, record.sent_how, empty=tr("Not said")))
        form.add("courier", tr("Courier company"), TextField(record.courier))
        form.add("tracking", tr("Tracking number"), TextField(record.tracking))
        form.add("delivered_on", tr("Delivered on"), self._day(record.delivered_on))

    def _add_signing(self) -> None:
        form, record = self.form, self._record
        form.section(tr("Signature"))
        form.add("signed_on", tr("Signed for on"), self._day(record.signed_on))
        names = list(dict.fromkeys([*self._signers, *self._people]))
        form.add("signed_by", tr("Signed by"), SuggestField(names, record.signed_by))
        form.add_wide(self._line)
        text = tr("The customer has confirmed this signature")
        waits = record.signed_on is not None and not record.signature_confirmed
        known = record.signed_on is not None and not waits
        form.add("signature_confirmed", "", CheckField(text, known), wide=True)

    def _day(self, value: date | None) -> DateField:
        return DateField(self._session.today, value, lean=Lean.PAST)

    def _follow(self) -> None:
        """Say whether the signature counts, and when the invoice is due then."""
        invoice = self.read()
        signed = invoice.signed_on is not None
        doubtful = signed and bool(invoice.signed_by) and not may_sign(invoice.signed_by, self._signers)
        self.form.set_visible("signature_confirmed", visible=doubtful)
        waiting = doubtful and not invoice.signature_confirmed
        self._line.setStyleSheet(f"color: {color('soon' if waiting else 'muted').name()}")
        self._line.setText(self._doubt(invoice) if waiting else self._due(invoice))

    def _doubt(self, invoice: Invoice) -> str:
        return tr(
            "Signature to be confirmed: {name} is not among the authorised signers ({signers}). "
            "The term starts only after the customer confirms.",
            name=invoice.signed_by,
            signers=self._signers,
        )

    def _due(self, invoice: Invoice) -> str:
        if invoice.due_given_on is not None:
            return tr("Due on {day}, given by hand.", day=invoice.due_given_on)
        return due_words(explain_due(invoice, self._session.desk.context.calendar))
