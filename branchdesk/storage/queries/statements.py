"""Lines of statements and whose they may be: one query a question."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.storage.database import BranchDatabase

_KNOWN = "SELECT fingerprint FROM bank_line WHERE fingerprint IN (SELECT value FROM json_each(?))"
_NAMES = """
SELECT c.id, c.name, c.short_name, c.invoice_title, c.bank_account, c.group_id FROM customer c
WHERE c.status NOT IN ('archived', 'prospect')
"""
_PAYERS = """
SELECT p.payer, p.customer_id, count(*) FROM payment p
WHERE p.payer <> '' AND p.amount_fen > 0 AND p.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = p.id)
GROUP BY p.payer, p.customer_id
"""
_SAME_MONEY = """
SELECT p.id, p.customer_id, p.paid_on FROM payment p
WHERE p.amount_fen = ? AND p.paid_on BETWEEN ? AND ? AND p.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM bank_line b WHERE b.payment_id = p.id)
ORDER BY p.paid_on, p.id
"""
_LAST = "SELECT max(booked_on) FROM bank_line"
_OWING = """
SELECT i.customer_id, i.id, i.number, i.due_on, i.issued_on, i.amount_fen - i.paid_fen FROM invoice i
WHERE i.settled_on IS NULL AND i.kind = 'invoice' AND i.amount_fen > i.paid_fen
"""


@dataclass(frozen=True, slots=True)
class PayerName:
    """The names by which a customer may pay."""

    customer_id: int
    names: tuple[str, ...]
    account: str
    group_id: int | None


@dataclass(frozen=True, slots=True)
class OwedItem:
    """One open invoice and whose it is."""

    customer_id: int
    id: int
    number: str
    due_on: date | None
    issued_on: date
    open_fen: int


def known_fingerprints(database: BranchDatabase, names: Sequence[str]) -> set[str]:
    """Return which of these transactions are in the file already."""
    return {row[0] for row in database.rows(_KNOWN, (json.dumps(list(names)),))}


def payer_names(database: BranchDatabase) -> list[PayerName]:
    """Read by which names customers may pay."""
    return [
        PayerName(row[0], tuple(name for name in row[1:4] if name), row[4], row[5])
        for row in database.rows(_NAMES)
    ]


def payers_before(database: BranchDatabase) -> list[tuple[str, int, int]]:
    """Read who paid for whom before, and how often."""
    return [(row[0], row[1], row[2]) for row in database.rows(_PAYERS)]


def same_money(
    database: BranchDatabase, amount_fen: int, since: date, until: date
) -> list[tuple[int, int, date]]:
    """Return payments of this amount in these days that no line of a statement is linked to."""
    rows = database.rows(_SAME_MONEY, (amount_fen, since.isoformat(), until.isoformat()))
    return [(row[0], row[1], date.fromisoformat(row[2])) for row in rows]


def last_booked_on(database: BranchDatabase) -> date | None:
    """Return the last day that any statement holds."""
    found = database.value(_LAST)
    return date.fromisoformat(found) if found else None


def owed_items(database: BranchDatabase) -> list[OwedItem]:
    """Read every open invoice: a branch has hundreds, and the search for sums wants them all."""
    return [
        OwedItem(
            row[0],
            row[1],
            row[2],
            date.fromisoformat(row[3]) if row[3] else None,
            date.fromisoformat(row[4]),
            row[5],
        )
        for row in database.rows(_OWING)
    ]
