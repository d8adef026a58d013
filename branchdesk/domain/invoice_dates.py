"""What follows for an invoice from its dated facts: due date, provisional mark, settled day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branchdesk.domain.duedates import BaseEvents, DueDate, due_date
from branchdesk.domain.instalments import Instalment, due_day
from branchdesk.domain.receivables import Invoice, InvoiceKind
from branchdesk.domain.terms import BaseEvent, parse_terms
from branchdesk.domain.workdays import WorkCalendar


def explain_due(invoice: Invoice, calendar: WorkCalendar) -> DueDate | None:
    """Work out and prove the due date from the invoice's terms; None where it has no terms (D23)."""
    if not invoice.terms or invoice.kind is not InvoiceKind.INVOICE:
        return None
    signed = invoice.signed_on if invoice.signature_confirmed else None
    events = BaseEvents(invoice.issued_on, invoice.sent_on, signed, invoice.service_on)
    return due_date(parse_terms(invoice.terms), events, calendar)


def with_due(invoice: Invoice, calendar: WorkCalendar) -> Invoice:
    """Return the invoice with its derived due date; a date given by hand goes first (R063, R066)."""
    if invoice.due_given_on is not None:
        return replace(invoice, due_on=invoice.due_given_on, due_provisional=False)
    explained = explain_due(invoice, calendar)
    if explained is None:
        return replace(invoice, due_on=None, due_provisional=False)
    return replace(invoice, due_on=explained.due, due_provisional=explained.provisional)


def with_paid(
    invoice: Invoice, paid_fen: int, last_on: date | None, parts: Sequence[Instalment] = ()
) -> Invoice:
    """Return the invoice with what was allocated to it so far; one in parts is due when its next part is."""
    settled = last_on if paid_fen == invoice.amount_fen else None
    return with_parts(replace(invoice, paid_fen=paid_fen, settled_on=settled), parts)


def with_parts(invoice: Invoice, parts: Sequence[Instalment]) -> Invoice:
    """Return the invoice due on the day of its first part that is not paid; nothing changes without parts."""
    if not parts:
        return invoice
    due = due_day(parts, invoice.paid_fen)
    return replace(invoice, due_given_on=due, due_on=due, due_provisional=False)


def needs_signature(invoice: Invoice) -> bool:
    """Tell whether the terms wait for a signature that may still be missing."""
    if invoice.kind is not InvoiceKind.INVOICE or invoice.due_given_on is not None or not invoice.terms:
        return False
    return parse_terms(invoice.terms).base is BaseEvent.SIGNED
