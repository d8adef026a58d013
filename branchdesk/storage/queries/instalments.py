"""The parts of invoices that are paid in instalments: few, so they are read at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from branchdesk.domain.instalments import Instalment, asked_fen
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.tables import shape_of

Parts = dict[int, tuple[Instalment, ...]]


def parts_of(database: BranchDatabase, invoice_id: int) -> tuple[Instalment, ...]:
    """Return the parts of an invoice, the first one first; nothing where it is paid at once."""
    shape = shape_of(Instalment)
    sql = f"{shape.select} WHERE invoice_id = ? ORDER BY nth"
    return tuple(shape.record(row) for row in database.rows(sql, (invoice_id,)))


def all_parts(database: BranchDatabase) -> Parts:
    """Return the parts of every invoice that has some."""
    shape = shape_of(Instalment)
    found: dict[int, list[Instalment]] = defaultdict(list)
    for row in database.rows(f"{shape.select} ORDER BY invoice_id, nth"):
        part: Instalment = shape.record(row)
        found[part.invoice_id].append(part)
    return {invoice_id: tuple(parts) for invoice_id, parts in found.items()}


def asked_of_parts(database: BranchDatabase, today: date) -> dict[int, int]:
    """Return what can be asked for of each open invoice in parts, in fen: not what is due only later."""
    paid = dict(
        database.rows(
            "SELECT id, paid_fen FROM invoice WHERE settled_on IS NULL "
            "AND id IN (SELECT invoice_id FROM instalment)"
        )
    )
    parts = all_parts(database) if paid else {}
    return {one: asked_fen(parts[one], fen, today) for one, fen in paid.items()}
