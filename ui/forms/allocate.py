"""Giving money that lies on account to invoices (R077)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Payment
from ui.forms.open_items import open_lines
from ui.forms.shares_field import SharesField
from ui.language import tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job


class AllocateDialog(FormDialog):
    """Spreads what is left of a payment over open invoices."""

    def __init__(self, parent: QWidget | None, session: Session, payment: Payment) -> None:
        desk = session.desk
        rest = desk.receivables.unallocated(payment)
        name = desk.customers.customer(payment.customer_id).name
        lead = tr(
            "{customer}, paid on {day}: {rest} on account", customer=name, day=payment.paid_on, rest=rest
        )
        super().__init__(parent, tr("Allocate a payment"), tr("Allocate"), lead=lead, columns=2)
        self._session = session
        self._payment = payment
        self._key = Session.new_key()
        self._shares = SharesField()
        self.form.add("shares", tr("Invoices"), self._shares, wide=True)
        self._shares.set_lines(open_lines(desk, payment.customer_id))
        self._shares.set_available(int(rest))
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for at least one amount."""
        if self._shares.value():
            return {}
        return {"shares": msg("No invoice has an amount. Enter one, or cancel.")}

    def job(self) -> Job:
        """Allocate once, however often Enter was pressed."""
        desk, key, payment_id, shares = (
            self._session.desk,
            self._key,
            self._payment.id,
            self._shares.value(),
        )
        return lambda _progress: desk.receivables.allocate(payment_id, shares, key=key)
