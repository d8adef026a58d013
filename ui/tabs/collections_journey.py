"""The way of an invoice as steps: issued, sent, signed for, due, promised, paid (D22)."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.invoice_state import InvoiceStanding, InvoiceState
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.rows import InvoiceRow
from ui.language import tr, trc
from ui.tabs.collections_facts import CustomerMoney
from ui.widgets.journey import JourneyStep


def journey_steps(
    invoice: Invoice, row: InvoiceRow, standing: InvoiceStanding, money: CustomerMoney
) -> tuple[JourneyStep, ...]:
    """Return what has happened to an invoice, what is awaited and what lies ahead."""
    today = money.today
    doubtful = invoice.signed_on is not None and not invoice.signature_confirmed
    overdue = standing.state is InvoiceState.OVERDUE
    settled = row.settled_on is not None
    due = invoice.due_on is not None and (settled or invoice.due_on < today)
    waiting = not settled and row.promised_on is not None
    broken = waiting and money.running_promise(row) is None
    return (
        _step(today, trc("invoice", "Issued"), invoice.issued_on),
        _step(today, trc("invoice", "Sent"), invoice.sent_on),
        _step(today, trc("invoice", "Signed"), invoice.signed_on, token="soon" if doubtful else ""),
        _step(today, tr("Due"), invoice.due_on, done=due, token="late" if overdue else ""),
        _step(
            today,
            trc("invoice", "Promised"),
            row.promised_on,
            done=settled,
            token="late" if broken else "",
        ),
        _step(today, trc("invoice", "Paid"), row.settled_on),
    )


def _step(
    today: date, name: str, day: date | None, *, done: bool | None = None, token: str = ""
) -> JourneyStep:
    if day is None:
        return JourneyStep(name, done=False, token=token)
    when = f"{day:%m-%d}" if day.year == today.year else f"{day:%y-%m-%d}"
    return JourneyStep(name, when, True if done is None else done, token)
