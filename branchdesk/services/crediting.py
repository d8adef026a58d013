"""Credit notes within one act: the one way in which money is set off, and taken back by an entry."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain import checks
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import Invoice, InvoiceKind
from branchdesk.services.allocating import Allocating
from branchdesk.services.context import Context
from branchdesk.storage.queries import receivables as queries
from branchdesk.storage.unit_of_work import UnitOfWork


def record_credit(context: Context, work: UnitOfWork, credit: Invoice, against_id: int | None) -> Invoice:
    """Write a credit note (negative amount), set against an invoice as far as that is open (R077)."""
    if credit.amount_fen >= 0:
        raise Refused(msg("A credit note has an amount below zero."), field="amount_fen")
    checks.require(checks.check_invoice(replace(credit, kind=InvoiceKind.CREDIT_NOTE)))
    saved: Invoice = work.insert(replace(credit, kind=InvoiceKind.CREDIT_NOTE))
    if against_id is not None:
        target = work.get(Invoice, against_id)
        Allocating(context, work).credit(saved, target, min(-saved.amount_fen, target.open_fen))
    return saved


def reverse_credit(context: Context, work: UnitOfWork, credit_id: int, why: str) -> Invoice:
    """Undo a credit note: what it paid is open again, and an invoice of its amount uses it up."""
    credit = work.get(Invoice, credit_id)
    reversed_ = queries.is_reversed(work.database, "invoice", credit_id)
    if reversed_ or credit.kind is not InvoiceKind.CREDIT_NOTE:
        raise Refused(msg("Credit note {number} is reversed already.", number=credit.number))
    allocating = Allocating(context, work)
    allocating.take_back_all(credit_id=credit_id)
    counter: Invoice = work.insert(opposite(context, credit, InvoiceKind.INVOICE, why))
    allocating.credit(credit, counter, counter.amount_fen)
    return counter


def opposite(context: Context, invoice: Invoice, kind: InvoiceKind, why: str) -> Invoice:
    """Draft the entry of today that undoes an invoice or a credit note."""
    return Invoice(
        number=f"{invoice.number}-R",
        kind=kind,
        customer_id=invoice.customer_id,
        reverses_id=invoice.id,
        issued_on=max(context.clock.today(), invoice.issued_on),
        amount_fen=-invoice.amount_fen,
        tax_fen=-invoice.tax_fen,
        note=why,
    )
