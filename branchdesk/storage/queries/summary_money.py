"""Money month by month: what was invoiced, received and promised; late entries count where they were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from branchdesk.domain.months import Month
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.summary_frame import LATE, MONTHS, Frame

# A row counts in the month of its day, or, entered after that was locked, in the month after the locked one.
_FLOWS = f"""
WITH {LATE}, flow AS (
    SELECT substr(issued_on, 1, 7) AS month, 0 AS is_late, kind, amount_fen FROM invoice
    WHERE issued_on BETWEEN :since AND :until
    UNION ALL
    SELECT l.month, 1, i.kind, i.amount_fen FROM late l
    JOIN invoice i ON i.id > l.invoice AND i.issued_on < l.first
    UNION ALL
    SELECT substr(paid_on, 1, 7), 0, 'payment', amount_fen FROM payment
    WHERE paid_on BETWEEN :since AND :until
    UNION ALL
    SELECT l.month, 1, 'payment', p.amount_fen FROM late l
    JOIN payment p ON p.id > l.payment AND p.paid_on < l.first
    UNION ALL
    SELECT substr(allocated_on, 1, 7), 0, 'allocation', amount_fen FROM allocation
    WHERE allocated_on BETWEEN :since AND :until AND payment_id IS NOT NULL
    UNION ALL
    SELECT l.month, 1, 'allocation', a.amount_fen FROM late l
    JOIN allocation a ON a.id > l.allocation AND a.allocated_on < l.first WHERE a.payment_id IS NOT NULL
)
SELECT month, kind, is_late, sum(amount_fen) FROM flow GROUP BY month, kind, is_late
"""
_PUNCTUAL = """
WITH due AS (
    SELECT substr(due_on, 1, 7) AS month, min(settled_on IS NOT NULL AND settled_on <= due_on) AS in_time
    FROM invoice WHERE kind = 'invoice' AND due_on BETWEEN :since AND :until
        AND id NOT IN (SELECT reverses_id FROM invoice WHERE reverses_id IS NOT NULL)
    GROUP BY 1, customer_id
)
SELECT month, count(*), sum(in_time) FROM due GROUP BY month
"""
_PROMISES_MADE = f"""
WITH {MONTHS}
SELECT m.month, count(*) FROM promise p JOIN m ON p.made_at >= m.start_at AND p.made_at < m.end_at
WHERE p.kind = 'payment' AND p.withdrawn_why = '' GROUP BY m.month
"""
_PROMISES_DUE = """
SELECT id, customer_id, due_on, made_at, coalesce(amount_fen, 0), kept_on FROM promise
WHERE kind = 'payment' AND withdrawn_why = '' AND due_on BETWEEN date(:since, '-1 month') AND :until
"""
# What was taken back never kept a promise: it counts against the day of the payment itself.
_RECEIPTS = """
SELECT p.customer_id, coalesce((SELECT o.paid_on FROM payment o WHERE o.id = p.reverses_id), p.paid_on),
    p.amount_fen
FROM payment p WHERE p.customer_id IN (SELECT customer_id FROM promise WHERE kind = 'payment')
    AND p.paid_on <= :until
"""


@dataclass(frozen=True, slots=True)
class Flow:
    """What changed the balance in one month, in fen; `late_fen` is the part of entries for locked months."""

    invoiced_fen: int = 0
    credited_fen: int = 0
    received_fen: int = 0
    allocated_fen: int = 0
    late_fen: int = 0


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """A promise to pay and the money that came since it was made."""

    due_on: date
    amount_fen: int
    kept_on: date | None
    receipts: tuple[tuple[date, int], ...]


def money_flows(database: BranchDatabase, frame: Frame) -> dict[Month, Flow]:
    """Sum what was invoiced, credited, received and set against invoices in each month."""
    sums: dict[Month, dict[tuple[str, bool], int]] = {}
    for key, kind, late, fen in database.rows(_FLOWS, frame.params()):
        sums.setdefault(Month.parse(key), {})[kind, bool(late)] = fen
    return {month: _flow(found) for month, found in sums.items()}


def _flow(found: dict[tuple[str, bool], int]) -> Flow:
    def total(*kinds: str, late: tuple[bool, ...] = (False, True)) -> int:
        return sum(found.get((kind, flag), 0) for kind in kinds for flag in late)

    credits_ = ("credit_note", "reversal")
    return Flow(
        invoiced_fen=total("invoice"),
        credited_fen=-total(*credits_),
        received_fen=total("payment"),
        allocated_fen=total("allocation"),
        late_fen=total("invoice", *credits_, late=(True,)) - total("payment", late=(True,)),
    )


def punctual_customers(database: BranchDatabase, frame: Frame) -> dict[Month, tuple[int, int]]:
    """Count customers with invoices due in a month, and of them those who settled all in time (R072)."""
    rows = database.rows(_PUNCTUAL, frame.params())
    return {Month.parse(key): (due, in_time) for key, due, in_time in rows}


def promises_made(database: BranchDatabase, frame: Frame) -> dict[Month, int]:
    """Count promises to pay by the moment at which they were made."""
    rows = database.rows(_PROMISES_MADE, frame.params())
    return {Month.parse(key): count for key, count in rows}


def promises_due(database: BranchDatabase, frame: Frame) -> list[PromiseDue]:
    """Read promises to pay with the customer's money since each was made."""
    receipts: dict[int, list[tuple[date, int]]] = {}
    for customer_id, day, fen in database.rows(_RECEIPTS, frame.params()):
        receipts.setdefault(customer_id, []).append((date.fromisoformat(day), fen))
    found = []
    for _, customer_id, due_on, made_at, fen, kept_on in database.rows(_PROMISES_DUE, frame.params()):
        made_on = datetime.fromisoformat(made_at).astimezone(frame.zone).date()
        since = tuple(item for item in receipts.get(customer_id, ()) if item[0] >= made_on)
        kept = date.fromisoformat(kept_on) if kept_on else None
        found.append(PromiseDue(date.fromisoformat(due_on), fen, kept, since))
    return found
