"""Taking money entries back: by a reversing entry with a reason, never by erasing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind, Payment
from branchdesk.services.context import Outcome
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class ReverseDialog(FormDialog):
    """Asks for the reason and reverses; entry and reversal both stay visible."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        lead: str,
        act: Callable[[str], Outcome[Any]],
        *,
        verb: str = "",
    ) -> None:
        super().__init__(parent, title, verb or tr("Reverse"), lead=lead)
        self._act = act
        self.form.add("why", tr("Reason"), TextField(), required=True)

    def job(self) -> Job:
        """Reverse with the reason."""
        act, why = self._act, str(self.form.field("why").value())
        return lambda _progress: act(why)


def reverse_invoice(parent: QWidget | None, session: Session, invoice: Invoice) -> ReverseDialog:
    """Make the dialog that reverses an invoice or a credit note."""
    money = session.desk.receivables
    lead = tr(
        "A reversal of the same amount ({amount}) is booked against it. Both stay in the list.",
        amount=Fen(invoice.amount_fen),
    )
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        title = tr("Reverse credit note {number}", number=invoice.number)
        return ReverseDialog(parent, title, lead, lambda why: money.cancel_credit_note(invoice.id, why))
    title = tr("Reverse invoice {number}", number=invoice.number)
    return ReverseDialog(parent, title, lead, lambda why: money.cancel_invoice(invoice.id, why))


def reverse_payment(parent: QWidget | None, session: Session, payment: Payment) -> ReverseDialog:
    """Make the dialog that reverses a payment."""
    desk = session.desk
    lead = tr("Its invoices are open again; a reversing payment is booked. Both stay in the list.")
    title = tr("Reverse the payment of {amount}", amount=Fen(payment.amount_fen))
    return ReverseDialog(parent, title, lead, lambda why: desk.receivables.reverse_payment(payment.id, why))


def take_back(parent: QWidget | None, session: Session, row: Allocation) -> ReverseDialog:
    """Make the dialog that takes one allocation back."""
    desk = session.desk
    number = desk.receivables.invoice(row.invoice_id).number
    lead = tr(
        "{amount} goes back on account; invoice {number} is open by that much.",
        amount=Fen(row.amount_fen),
        number=number,
    )
    return ReverseDialog(
        parent,
        tr("Take an allocation back"),
        lead,
        lambda why: desk.receivables.take_back_allocation(row.id, why),
        verb=tr("Take it back"),
    )
