"""Recording money that came: who paid, when, how much, and which invoices it settles (R077)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_payment
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Payment, PaymentMethod
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import customer_choices
from ui.forms.open_items import open_lines
from ui.forms.shares_field import SharesField
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class PaymentDialog(FormDialog):
    """Records one payment; the oldest invoices are suggested, any amount can be typed instead."""

    def __init__(self, parent: QWidget | None, session: Session, payment: Payment) -> None:
        lead = tr("What no invoice takes stays on account. A payment is undone by a reversing entry.")
        super().__init__(parent, tr("Record a payment"), tr("Record the payment"), lead=lead, columns=2)
        self._session = session
        self._record = payment
        self._key = Session.new_key()
        self._shares = SharesField()
        self._add_fields()
        self._take_customer()
        self._take_amount()
        self.form.mark_clean()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the amount where the customer is known."""
        super().showEvent(event)
        if self._record.customer_id:
            self.form.field("amount_fen").setFocus()

    def check(self) -> dict[str, Message]:
        """Ask the rules of a payment."""
        return check_payment(self._read(), self._session.today)

    def job(self) -> Job:
        """Record the payment once, however often Enter was pressed."""
        desk, key, payment, shares = self._session.desk, self._key, self._read(), self._shares.value()
        return lambda _progress: desk.receivables.record_payment(payment, shares, key=key)

    def _add_fields(self) -> None:
        form, record, today = self.form, self._record, self._session.today
        customer = RecordCombo(customer_choices(self._session.desk), record.customer_id or None)
        amount = MoneyField(Fen(record.amount_fen) if record.amount_fen else None)
        day = record.paid_on if record.paid_on != date.min else today
        form.add("customer_id", tr("Customer"), customer, required=True, wide=True)
        form.add("paid_on", tr("Paid on"), DateField(today, day, lean=Lean.PAST), required=True)
        form.add("amount_fen", tr("Amount"), amount, required=True)
        form.add("method", tr("Method"), EnumCombo(PaymentMethod, record.method))
        form.add("reference", tr("Reference"), TextField(record.reference))
        form.add("payer", tr("Payer"), TextField(record.payer, placeholder=tr("If somebody else paid")))
        form.add("note", tr("Note"), TextField(record.note))
        form.add("shares", tr("Invoices"), self._shares, wide=True)
        customer.edited.connect(self._take_customer)
        amount.edited.connect(self._take_amount)

    def _take_customer(self) -> None:
        customer_id = self.form.field("customer_id").value()
        self._shares.set_lines(open_lines(self._session.desk, customer_id) if customer_id else ())

    def _take_amount(self) -> None:
        self._shares.set_available(int(self.form.field("amount_fen").value() or 0))

    def _read(self) -> Payment:
        values = self.form.values()
        return replace(
            self._record,
            customer_id=values["customer_id"] or 0,
            paid_on=values["paid_on"] or date.min,
            amount_fen=int(values["amount_fen"] or 0),
            method=values["method"] or PaymentMethod.OTHER,
            reference=values["reference"],
            payer=values["payer"],
            note=values["note"],
        )
