"""Verify that the branch file is whole and that its derived columns say what its facts say."""

from __future__ import annotations

from branchdesk.domain.invoice_dates import with_due
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.workdays import WorkCalendar
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.unit_of_work import Reader

_PAID = """
SELECT i.number FROM invoice i WHERE i.paid_fen <>
    coalesce((SELECT sum(a.amount_fen) FROM allocation a WHERE a.invoice_id = i.id), 0) -
    coalesce((SELECT sum(a.amount_fen) FROM allocation a WHERE a.credit_id = i.id), 0)
"""
_SETTLED = """
SELECT i.number FROM invoice i WHERE (i.paid_fen = i.amount_fen) <> (i.settled_on IS NOT NULL)
"""
_OVERSPENT = """
SELECT p.id FROM payment p WHERE p.amount_fen > 0 AND p.amount_fen <
    (SELECT coalesce(sum(a.amount_fen), 0) FROM allocation a WHERE a.payment_id = p.id)
"""
_RETURNED = """
SELECT p.id FROM payment p JOIN payment r ON r.reverses_id = p.id WHERE r.amount_fen <> -p.amount_fen OR
    (SELECT coalesce(sum(a.amount_fen), 0) FROM allocation a WHERE a.payment_id = p.id) <> 0
"""
_COURSE = """
SELECT c.number FROM complaint c WHERE NOT EXISTS
    (SELECT 1 FROM complaint_event e WHERE e.complaint_id = c.id)
"""
_INVARIANTS: tuple[tuple[str, Message], ...] = (
    (_PAID, msg("The paid amount of invoice {what} does not equal its allocations.")),
    (_SETTLED, msg("Invoice {what} is marked settled without being paid, or the other way round.")),
    (_OVERSPENT, msg("More than the whole of payment {what} is allocated.")),
    (_RETURNED, msg("Payment {what} was reversed, yet part of it still pays an invoice.")),
    (_COURSE, msg("Complaint {what} has no course of events.")),
)


def check_file(database: BranchDatabase, calendar: WorkCalendar, *, full: bool) -> list[Message]:
    """Verify structure, references and invariants; `full` also compares every page, index and due date."""
    found = _structure(database, "integrity_check" if full else "quick_check")
    found += [
        msg("A row of {table} refers to something that does not exist.", table=row[0])
        for row in database.rows("PRAGMA foreign_key_check")
    ]
    for sql, message in _INVARIANTS:
        found += [Message(message.template, {"what": row[0]}) for row in database.rows(sql)]
    return found + (_due_dates(database, calendar) if full else [])


def _structure(database: BranchDatabase, pragma: str) -> list[Message]:
    rows = database.rows(f"PRAGMA {pragma}")
    return [msg("The file's structure is damaged: {what}", what=row[0]) for row in rows if row[0] != "ok"]


def _due_dates(database: BranchDatabase, calendar: WorkCalendar) -> list[Message]:
    invoices = Reader(database).find(Invoice, settled_on=None)
    return [
        msg("The due date of invoice {what} does not follow from its terms.", what=invoice.number)
        for invoice in invoices
        if with_due(invoice, calendar) != invoice
    ]
