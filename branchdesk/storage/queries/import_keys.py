"""By what an import knows that a row is there already: one query for a whole file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from branchdesk.domain.receivables import Invoice
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.tables import shape_of, table_name

_AT_ONCE = 500  # bound values in one statement

PaymentKey = tuple[int, date, int, str]
"""Customer, day, amount in fen, reference."""


def newest_change(database: BranchDatabase) -> int:
    """Return the number of the newest audit row: every write of the program adds one."""
    return int(database.value("SELECT coalesce(max(id), 0) FROM audit"))


def highest_id(database: BranchDatabase, kind: type) -> int:
    """Return the highest row number of a record type."""
    return int(database.value(f"SELECT coalesce(max(id), 0) FROM {table_name(kind)}"))


def imported_before(database: BranchDatabase, sha256: str) -> str | None:
    """Return when a file with this very content was brought in last, as ISO text."""
    sql = "SELECT max(imported_at) FROM import_batch WHERE sha256 = ?"
    found = database.value(sql, (sha256,))
    return str(found) if found else None


def find_among(database: BranchDatabase, kind: type, column: str, values: Iterable[Any]) -> list[Any]:
    """Read the records whose column holds one of these texts or numbers."""
    wanted = list(dict.fromkeys(values))
    shape = shape_of(kind)
    found: list[Any] = []
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        sql = f"{shape.select} WHERE {column} IN ({', '.join('?' * len(part))}) ORDER BY id"
        found += [shape.record(row) for row in database.rows(sql, part)]
    return found


def find_between(database: BranchDatabase, kind: type, column: str, low: str, high: str) -> list[Any]:
    """Read the records whose day or instant lies between two (ISO texts, both included)."""
    shape = shape_of(kind)
    sql = f"{shape.select} WHERE {column} BETWEEN ? AND ? ORDER BY id"
    return [shape.record(row) for row in database.rows(sql, (low, high))]


def payment_counts(database: BranchDatabase, low: date, high: date) -> Counter[PaymentKey]:
    """Count the payments of a span by customer, day, amount and reference.

    One that was reversed counts: who took it back does not want the same file to bring it again.
    """
    rows = database.rows(
        "SELECT p.customer_id, p.paid_on, p.amount_fen, p.reference, count(*) FROM payment p "
        "WHERE p.paid_on BETWEEN ? AND ? AND p.amount_fen > 0 GROUP BY 1, 2, 3, 4",
        (low.isoformat(), high.isoformat()),
    )
    return Counter({(row[0], date.fromisoformat(row[1]), row[2], row[3]): row[4] for row in rows})


def money_on_invoices(database: BranchDatabase) -> dict[int, int]:
    """Return what of each invoice was paid by money, in fen, without credits."""
    sql = "SELECT invoice_id, sum(amount_fen) FROM allocation WHERE payment_id IS NOT NULL GROUP BY 1"
    return dict(database.rows(sql))


def brought_by_reference(database: BranchDatabase) -> dict[tuple[int, str, date | None], int]:
    """Sum payments by customer and reference, in fen: those that stand, and by day those reversed."""
    rows = database.rows(
        "SELECT p.customer_id, p.reference, CASE WHEN r.id IS NOT NULL THEN p.paid_on END, sum(p.amount_fen) "
        "FROM payment p LEFT JOIN payment r ON r.reverses_id = p.id "
        "WHERE p.amount_fen > 0 AND p.reference <> '' GROUP BY 1, 2, 3"
    )
    return {(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None): row[3] for row in rows}


def ledger_currency(database: BranchDatabase) -> str | None:
    """Return the currency of the invoices that are there, or None while there are none."""
    sql = f"SELECT currency FROM {table_name(Invoice)} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    found = database.value(sql)
    return str(found) if found else None
