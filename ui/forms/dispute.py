"""What of an invoice the customer contests: only that part rests (D26)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.receivables import Invoice
from ui.forms.say_field import SayField
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class DisputeDialog(FormDialog):
    """Amount and reason; 0 settles the dispute. What is still asked for stands under it while one types."""

    def __init__(self, parent: QWidget | None, session: Session, invoice: Invoice) -> None:
        customer = session.desk.customers.customer(invoice.customer_id).name
        lead = tr("{customer}, invoice {number}", customer=customer, number=invoice.number)
        super().__init__(parent, tr("Disputed amount"), tr("Save the dispute"), lead=lead)
        self._session, self._invoice = session, invoice
        amount = Fen(invoice.disputed_fen or invoice.open_fen)
        hint = tr("0.00: the dispute is settled")
        self.form.add("disputed_fen", tr("Disputed"), MoneyField(amount), required=True, hint=hint)
        self.form.add("disputed_why", tr("Why"), TextField(invoice.disputed_why))
        self._rest = SayField()
        self.form.add("rest", tr("Asked for"), self._rest)
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask why, unless the dispute is settled."""
        values = self.form.values()
        if values["disputed_fen"] and not values["disputed_why"]:
            return {"disputed_why": msg("Write down why: somebody has to answer it.")}
        return {}

    def job(self) -> Job:
        """Save the dispute."""
        chasing, values, invoice = self._session.desk.chasing, self.form.values(), self._invoice
        amount = int(values["disputed_fen"] or 0)
        return lambda _progress: chasing.dispute(invoice.id, amount, values["disputed_why"])

    def _follow(self) -> None:
        disputed = int(self.form.field("disputed_fen").value() or 0)
        self._rest.say(format_money(max(self._invoice.open_fen - disputed, 0)), "info")
