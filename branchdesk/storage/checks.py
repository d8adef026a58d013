"""Verify that the branch file is whole and that its derived columns say what its facts say."""

from __future__ import annotations

from branchdesk.domain.invoice_dates import with_due, with_parts
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.workdays import WorkCalendar
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.instalments import all_parts
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
_PARTS = """
SELECT i.number FROM invoice i JOIN instalment p ON p.invoice_id = i.id
GROUP BY i.id HAVING sum(p.amount_fen) <> i.amount_fen OR i.kind <> 'invoice'
    OR count(*) <> max(p.nth) OR i.due_given_on IS NULL
"""
_ADJUSTED = """
SELECT c.number FROM adjustment d JOIN invoice c ON c.id = d.credit_id
WHERE c.kind <> 'credit_note' OR c.amount_fen <> -d.amount_fen
"""
_BOUNCED = """
SELECT b.payment_id FROM bounce b JOIN payment r ON r.id = b.reversal_id
WHERE r.reverses_id IS NULL OR r.reverses_id <> b.payment_id
"""
_REMINDED = """
SELECT s.name || ' ' || s.done_on FROM dunning_step s WHERE s.amount_fen <>
    (SELECT coalesce(sum(d.amount_fen), 0) FROM dunning_item d WHERE d.step_id = s.id)
"""
_CLIMBED = """
SELECT i.number FROM dunning_item d JOIN dunning_step s ON s.id = d.step_id
JOIN invoice i ON i.id = d.invoice_id WHERE i.dunning_level < s.level AND NOT EXISTS
    (SELECT 1 FROM dunning_mark m WHERE m.step_id = s.id AND m.kind = 'withdrawn')
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
    (_PARTS, msg("The parts of invoice {what} do not come to its amount.")),
    (_ADJUSTED, msg("Credit {what} is not of the amount that was decided.")),
    (_BOUNCED, msg("Payment {what} is said to have come back, but is not reversed.")),
    (_COURSE, msg("Complaint {what} has no course of events.")),
    (_REMINDED, msg("The invoices of reminder {what} do not add up to its amount.")),
    (_CLIMBED, msg("Invoice {what} stands on a lower step than the reminder that was given for it.")),
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
    invoices, parts = Reader(database).find(Invoice, settled_on=None), all_parts(database)
    return [
        msg("The due date of invoice {what} does not follow from its terms.", what=invoice.number)
        for invoice in invoices
        if with_due(with_parts(invoice, parts.get(invoice.id, ())), calendar) != invoice
    ]
