"""The open invoices that money of a payer may settle, as the dialogs show them."""

from __future__ import annotations

from branchdesk.domain.allocation import OpenItem
from branchdesk.domain.customers import Customer, CustomerKind
from branchdesk.domain.receivables import Invoice
from branchdesk.services.desk import Desk
from ui.forms.shares_field import ShareLine
from ui.language import tr


def open_lines(desk: Desk, customer_id: int) -> list[ShareLine]:
    """Return the invoices of a payer, earliest due first; a group pays for its outlets too (R073)."""
    payers = [desk.customers.customer(customer_id)]
    if payers[0].kind is CustomerKind.GROUP:
        payers += desk.context.reader.find(Customer, group_id=customer_id)
    found = [
        _line(invoice, payer, several=len(payers) > 1)
        for payer in payers
        for invoice in desk.receivables.open_invoices(payer.id)
        if invoice.open_fen > 0
    ]
    return sorted(found, key=_age)


def _line(invoice: Invoice, payer: Customer, *, several: bool) -> ShareLine:
    item = OpenItem(invoice.id, invoice.due_on, invoice.issued_on, invoice.open_fen, invoice.number)
    parts = [payer.short_name or payer.name] if several else []
    parts.append(tr("issued {day}", day=invoice.issued_on))
    if invoice.disputed_fen:
        parts.append(tr("disputed"))
    return ShareLine(item, "  ".join(parts))


def _age(line: ShareLine) -> tuple[bool, str, int]:
    item = line.item
    return item.due_on is None, (item.due_on or item.issued_on).isoformat(), item.id
