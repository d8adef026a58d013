"""Sums of money and the dated facts of aging."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from branchdesk.domain.aging import CreditFact, ReceivableFact, Settlement, open_at
from branchdesk.domain.instalments import split
from branchdesk.domain.receivables import Allocation
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.free_money import FREE
from branchdesk.storage.queries.instalments import Parts, all_parts


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


def free_of_payment(database: BranchDatabase, payment_id: int) -> int:
    """Return what of a payment can still be allocated: nothing of one that was reversed or reverses one."""
    row = database.rows(f"SELECT {FREE} FROM payment t WHERE t.id = ?", (payment_id,))
    return int(row[0][0])


def free_payments(database: BranchDatabase, customer_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Return the payments of these customers that have money on account, the oldest first, with the fen."""
    marks = ", ".join("?" * len(customer_ids))
    rows = database.rows(
        f"SELECT t.id, {FREE} AS free FROM payment t WHERE t.customer_id IN ({marks}) AND free > 0 "
        "ORDER BY t.paid_on, t.id",
        tuple(customer_ids),
    )
    return [(row[0], row[1]) for row in rows]


def is_reversed(database: BranchDatabase, table: str, row_id: int) -> bool:
    """Tell whether a row of `payment`, `allocation` or `invoice` has its reversing row."""
    return database.value(f"SELECT 1 FROM {table} WHERE reverses_id = ?", (row_id,)) is not None


def last_taken_back(database: BranchDatabase, row: Allocation) -> date | None:
    """Return the last day on which money of this row's payment, credit or invoice was taken back."""
    sql = (
        "SELECT max(allocated_on) FROM allocation WHERE reverses_id IS NOT NULL "
        "AND (invoice_id = ? OR payment_id = ? OR credit_id = ?)"
    )
    last = database.value(sql, (row.invoice_id, row.payment_id, row.credit_id))
    return date.fromisoformat(last) if last else None


def taken_back_days(database: BranchDatabase) -> dict[int, date]:
    """Return, for each invoice from which money was taken back, the last day of that."""
    sql = "SELECT invoice_id, max(allocated_on) FROM allocation WHERE reverses_id IS NOT NULL GROUP BY 1"
    return {invoice_id: date.fromisoformat(last) for invoice_id, last in database.rows(sql)}


_FACT = (
    "SELECT id, customer_id, issued_on, amount_fen, "
    "CASE WHEN signature_confirmed THEN signed_on END, "
    "kind = 'invoice' AND due_given_on IS NULL AND terms LIKE 'signed%', due_on FROM invoice "
)

# Open after a day: what was paid before its own day stays a fact until that day.
_OPEN_AFTER = "(settled_on IS NULL OR max(settled_on, issued_on) > ?1)"


def receivable_facts(database: BranchDatabase, as_of: date) -> list[ReceivableFact]:
    """Read every invoice and credit that was open (or paid in advance) on a day, settled as it was then."""
    return receivable_history(database, as_of, as_of)


def receivable_history(database: BranchDatabase, since: date, until: date) -> list[ReceivableFact]:
    """Read every invoice and credit that was open on some day from `since` to `until`, dated settlements."""
    day, last = since.isoformat(), until.isoformat()
    rows = database.rows(
        f"{_FACT} WHERE {_OPEN_AFTER} AND (issued_on <= ?2 OR EXISTS ("
        "SELECT 1 FROM allocation a WHERE a.invoice_id = invoice.id AND a.allocated_on <= ?2)) "
        "ORDER BY customer_id, due_on, id",
        (day, last),
    )
    settled, parts = _settlements(database, day, last), all_parts(database)
    facts = (_fact(row, settled) for row in rows)
    return [one for fact in facts for one in _in_parts(fact, parts)]


def _in_parts(fact: ReceivableFact, parts: Parts) -> list[ReceivableFact]:
    """Let each part of an invoice stand in its own bucket."""
    found = parts.get(fact.invoice_id)
    return split(fact, found) if found else [fact]


def credit_history(database: BranchDatabase, since: date, until: date) -> list[CreditFact]:
    """Read the payments that had unallocated money on some day from `since` to `until`, dated uses."""
    used: dict[int, list[Settlement]] = defaultdict(list)
    for payment_id, on, amount in database.rows(
        "SELECT payment_id, allocated_on, amount_fen FROM allocation "
        "WHERE payment_id IS NOT NULL AND allocated_on <= ?",
        (until.isoformat(),),
    ):
        used[payment_id].append(Settlement(date.fromisoformat(on), amount))
    rows = database.rows(
        "SELECT id, customer_id, paid_on, amount_fen FROM payment WHERE paid_on <= ? "
        "ORDER BY customer_id, paid_on, id",
        (until.isoformat(),),
    )
    facts = (CreditFact(row[1], date.fromisoformat(row[2]), row[3], tuple(used[row[0]])) for row in rows)
    return [fact for fact in facts if _moves_after(fact, since)]


def _moves_after(fact: CreditFact, since: date) -> bool:
    """Tell whether any of the money was free on the day or moved after it."""
    return fact.on > since or any(use.on > since for use in fact.used) or open_at(fact, since) != 0


def _fact(row: tuple[Any, ...], settled: dict[int, list[Settlement]]) -> ReceivableFact:
    return ReceivableFact(
        invoice_id=row[0],
        customer_id=row[1],
        issued_on=date.fromisoformat(row[2]),
        amount_fen=row[3],
        signed_on=date.fromisoformat(row[4]) if row[4] else None,
        needs_signature=bool(row[5]),
        due_on=date.fromisoformat(row[6]) if row[6] else None,
        settlements=tuple(settled.get(row[0], ())),
    )


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


def _settlements(database: BranchDatabase, open_after: str, until: str) -> dict[int, list[Settlement]]:
    rows = database.rows(
        "SELECT a.invoice_id, a.allocated_on, a.amount_fen FROM allocation a "
        f"JOIN invoice i ON i.id = a.invoice_id WHERE a.allocated_on <= ?2 AND {_OPEN_AFTER} "
        "UNION ALL SELECT a.credit_id, a.allocated_on, -a.amount_fen FROM allocation a "
        f"JOIN invoice i ON i.id = a.credit_id WHERE a.allocated_on <= ?2 AND {_OPEN_AFTER}",
        (open_after, until),
    )
    found: dict[int, list[Settlement]] = defaultdict(list)
    for invoice_id, on, amount in rows:
        found[invoice_id].append(Settlement(date.fromisoformat(on), amount))
    return found
