"""Sums of money and the dated facts of aging."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from branchdesk.domain.aging import CreditFact, ReceivableFact, Settlement
from branchdesk.storage.database import BranchDatabase


def allocated_to(database: BranchDatabase, invoice_id: int) -> tuple[int, date | None]:
    """Sum what was allocated to an invoice (or, negative, taken from a credit), with the last day."""
    rows = database.rows(
        "SELECT coalesce(sum(amount_fen), 0), max(allocated_on) FROM ("
        "SELECT amount_fen, allocated_on FROM allocation WHERE invoice_id = ?1 "
        "UNION ALL SELECT -amount_fen, allocated_on FROM allocation WHERE credit_id = ?1)",
        (invoice_id,),
    )
    amount, last = rows[0]
    return amount, date.fromisoformat(last) if last else None


def used_of_payment(database: BranchDatabase, payment_id: int) -> int:
    """Sum what of a payment was allocated."""
    sql = "SELECT coalesce(sum(amount_fen), 0) FROM allocation WHERE payment_id = ?"
    return int(database.value(sql, (payment_id,)))


def is_reversed(database: BranchDatabase, table: str, row_id: int) -> bool:
    """Tell whether a row of `payment`, `allocation` or `invoice` has its reversing row."""
    return database.value(f"SELECT 1 FROM {table} WHERE reverses_id = ?", (row_id,)) is not None


def receivable_facts(database: BranchDatabase, as_of: date) -> list[ReceivableFact]:
    """Read every invoice and credit that was open on a day, with its settlements up to then."""
    day = as_of.isoformat()
    settled = _settlements(database, day)
    rows = database.rows(
        "SELECT id, customer_id, issued_on, amount_fen, "
        "CASE WHEN signature_confirmed THEN signed_on END, "
        "kind = 'invoice' AND due_given_on IS NULL AND terms LIKE 'signed%', due_on "
        "FROM invoice WHERE issued_on <= ?1 AND (settled_on IS NULL OR settled_on > ?1) "
        "ORDER BY customer_id, due_on, id",
        (day,),
    )
    return [
        ReceivableFact(
            invoice_id=row[0],
            customer_id=row[1],
            issued_on=date.fromisoformat(row[2]),
            amount_fen=row[3],
            signed_on=date.fromisoformat(row[4]) if row[4] else None,
            needs_signature=bool(row[5]),
            due_on=date.fromisoformat(row[6]) if row[6] else None,
            settlements=tuple(settled.get(row[0], ())),
        )
        for row in rows
    ]


def credit_facts(database: BranchDatabase, as_of: date) -> list[CreditFact]:
    """Read the payments that still had unallocated money on a day, as one fact each."""
    rows = database.rows(
        "SELECT p.customer_id, p.paid_on, p.amount_fen - coalesce(("
        "SELECT sum(a.amount_fen) FROM allocation a "
        "WHERE a.payment_id = p.id AND a.allocated_on <= ?1), 0) AS rest "
        "FROM payment p WHERE p.paid_on <= ?1 AND rest <> 0 ORDER BY p.customer_id, p.paid_on",
        (as_of.isoformat(),),
    )
    return [CreditFact(row[0], date.fromisoformat(row[1]), row[2]) for row in rows]


def _settlements(database: BranchDatabase, day: str) -> dict[int, list[Settlement]]:
    rows = database.rows(
        "SELECT a.invoice_id, a.allocated_on, a.amount_fen FROM allocation a "
        "JOIN invoice i ON i.id = a.invoice_id "
        "WHERE a.allocated_on <= ?1 AND (i.settled_on IS NULL OR i.settled_on > ?1) "
        "UNION ALL SELECT a.credit_id, a.allocated_on, -a.amount_fen FROM allocation a "
        "JOIN invoice i ON i.id = a.credit_id "
        "WHERE a.allocated_on <= ?1 AND (i.settled_on IS NULL OR i.settled_on > ?1)",
        (day,),
    )
    found: dict[int, list[Settlement]] = defaultdict(list)
    for invoice_id, on, amount in rows:
        found[invoice_id].append(Settlement(date.fromisoformat(on), amount))
    return found
