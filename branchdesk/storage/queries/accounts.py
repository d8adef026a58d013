"""The movements of one customer's account, and what interrupts the period of its claims (D29)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from branchdesk.domain.claim_period import Interruption, InterruptionKind
from branchdesk.domain.money_letters import AccountMove, MoveKind
from branchdesk.storage.database import BranchDatabase

# A payment may serve the invoices of outlets: money counts where it was allocated, what lies on account
# counts with the payer.
_INVOICES = """
SELECT issued_on, kind, number, amount_fen FROM invoice WHERE customer_id = :customer AND issued_on <= :until
"""
_PAID_HERE = """
SELECT a.allocated_on, 'payment', coalesce(nullif(p.reference, ''), i.number), -a.amount_fen
FROM allocation a JOIN invoice i ON i.id = a.invoice_id JOIN payment p ON p.id = a.payment_id
WHERE i.customer_id = :customer AND p.customer_id <> :customer AND a.allocated_on <= :until
"""
_PAYMENTS = """
SELECT paid_on, CASE WHEN amount_fen < 0 THEN 'reversal' ELSE 'payment' END, reference, -amount_fen
FROM payment WHERE customer_id = :customer AND paid_on <= :until
"""
_PAID_FOR_OTHERS = """
SELECT a.allocated_on, 'reversal', i.number, a.amount_fen
FROM allocation a JOIN invoice i ON i.id = a.invoice_id JOIN payment p ON p.id = a.payment_id
WHERE p.customer_id = :customer AND i.customer_id <> :customer AND a.allocated_on <= :until
"""
_PARTS = """
SELECT a.invoice_id, a.allocated_on FROM allocation a JOIN invoice i ON i.id = a.invoice_id
WHERE i.customer_id = ? AND a.payment_id IS NOT NULL AND a.amount_fen > 0
    AND NOT EXISTS (SELECT 1 FROM allocation r WHERE r.reverses_id = a.id)
"""
_PROMISED = """
SELECT invoice_id, made_at FROM promise
WHERE customer_id = ? AND kind = 'payment' AND withdrawn_why = ''
"""
_STAMPED = """
SELECT returned_on, tracking FROM account_statement WHERE customer_id = ? AND agrees = 1
"""
_LETTERS = """
SELECT n.invoice_id, m.marked_on, s.tracking FROM dunning_mark m
JOIN dunning_step s ON s.id = m.step_id JOIN dunning_item n ON n.step_id = s.id
JOIN invoice i ON i.id = n.invoice_id
WHERE i.customer_id = ? AND m.kind = 'received' AND s.way IN ('hand', 'courier')
    AND NOT EXISTS (SELECT 1 FROM dunning_mark w WHERE w.step_id = s.id AND w.kind = 'withdrawn')
"""
_KINDS = {
    "invoice": MoveKind.INVOICE,
    "credit_note": MoveKind.CREDIT,
    "reversal": MoveKind.REVERSAL,
    "payment": MoveKind.PAYMENT,
}


def account_moves(database: BranchDatabase, customer_id: int, until: date) -> list[AccountMove]:
    """Read everything that moved an account up to a day, oldest first; the sum is the balance of that day."""
    values = {"customer": customer_id, "until": until.isoformat()}
    sql = " UNION ALL ".join((_INVOICES, _PAID_HERE, _PAYMENTS, _PAID_FOR_OTHERS))
    rows = database.rows(f"SELECT * FROM ({sql}) ORDER BY 1", values)
    return [
        AccountMove(on=date.fromisoformat(row[0]), kind=_KINDS[row[1]], number=row[2], amount_fen=row[3])
        for row in rows
    ]


def interruptions(
    database: BranchDatabase, customer_id: int, zone: ZoneInfo
) -> dict[int | None, list[Interruption]]:
    """Read what interrupts claims, by invoice; under None what concerns all claims of the customer."""
    found: dict[int | None, list[Interruption]] = {}

    def add(invoice_id: int | None, on: date, kind: InterruptionKind, proof: str = "") -> None:
        found.setdefault(invoice_id, []).append(Interruption(on, kind, proof))

    for invoice_id, on in database.rows(_PARTS, (customer_id,)):
        add(invoice_id, date.fromisoformat(on), InterruptionKind.PART_PAYMENT)
    for invoice_id, at in database.rows(_PROMISED, (customer_id,)):
        add(invoice_id, datetime.fromisoformat(at).astimezone(zone).date(), InterruptionKind.PROMISE)
    for on, tracking in database.rows(_STAMPED, (customer_id,)):
        add(None, date.fromisoformat(on), InterruptionKind.STATEMENT_RETURNED, tracking)
    for invoice_id, on, tracking in database.rows(_LETTERS, (customer_id,)):
        add(invoice_id, date.fromisoformat(on), InterruptionKind.LETTER_RECEIVED, tracking)
    return found


def open_on(database: BranchDatabase, customer_id: int, as_of: date) -> dict[int, int]:
    """Return what was open of each invoice on a day, in fen; credits do not count."""
    rows = database.rows(
        "SELECT i.id, i.amount_fen - coalesce((SELECT sum(a.amount_fen) FROM allocation a "
        "WHERE a.invoice_id = i.id AND a.allocated_on <= :day), 0) FROM invoice i "
        "WHERE i.customer_id = :customer AND i.issued_on <= :day AND i.kind = 'invoice'",
        {"customer": customer_id, "day": as_of.isoformat()},
    )
    return {row[0]: row[1] for row in rows}


def customers_owing_since(database: BranchDatabase, day: date) -> list[int]:
    """Return the customers with an open invoice that was due on or before a day."""
    rows = database.rows(
        "SELECT DISTINCT customer_id FROM invoice WHERE settled_on IS NULL AND kind = 'invoice' "
        "AND due_on <= ? ORDER BY customer_id",
        (day.isoformat(),),
    )
    return [row[0] for row in rows]
