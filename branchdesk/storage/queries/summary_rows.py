"""The rows behind a month's figures, as plain tuples in the order of their sheet's columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.summary_facts import COURSE, SERVICES, open_complaint
from branchdesk.storage.queries.summary_frame import Frame

Rows = list[tuple[Any, ...]]

_VISITS = f"""
WITH {SERVICES}, mine AS (
    SELECT * FROM service WHERE owed_on BETWEEN :first AND :last OR ended_on BETWEEN :first AND :last
        OR (owed_on <= :last AND (ended_on IS NULL OR ended_on > :last))
)
SELECT coalesce(v.date_on, x.owed_on), c.code, c.name, s.name, v.kind, coalesce(e.name, ''),
    x.owed_on BETWEEN :first AND :last,
    v.status = 'done' AND x.ended_on BETWEEN :first AND :last,
    v.status = 'missed' AND x.ended_on BETWEEN :first AND :last,
    v.status = 'cancelled' AND x.ended_on BETWEEN :first AND :last,
    x.ended_on IS NULL OR x.ended_on > :last,
    x.moved AND x.owed_on BETWEEN :first AND :last,
    v.status = 'done' AND x.ended_on BETWEEN :first AND :last AND r.id IS NOT NULL,
    v.status = 'done' AND x.ended_on BETWEEN :first AND :last AND r.id IS NULL
FROM mine x JOIN site s ON s.id = x.site_id JOIN customer c ON c.id = s.customer_id
LEFT JOIN visit v ON v.id = x.visit_id LEFT JOIN employee e ON e.id = v.technician_id
LEFT JOIN service_report r ON r.visit_id = v.id AND r.status = 'issued'
    AND coalesce(r.issued_at, '') < :end_at
ORDER BY 1, c.name, s.name, v.id
"""
_COMPLAINTS = f"""
WITH {COURSE}, steps AS (
    SELECT complaint_id, sum(step = 'received') AS received, sum(step = 'closed') AS closed,
        sum(step = 'reopened') AS reopened
    FROM course WHERE at >= :start_at AND at < :end_at GROUP BY complaint_id
)
SELECT c.number, c.received_at, k.code, k.name, c.category, c.severity, c.text, c.owner, c.answered_at,
    coalesce(t.received, 0), coalesce(t.reopened, 0), coalesce(t.closed, 0),
    {open_complaint(":end_at")} AS still
FROM complaint c JOIN customer k ON k.id = c.customer_id LEFT JOIN steps t ON t.complaint_id = c.id
WHERE t.complaint_id IS NOT NULL OR still ORDER BY c.received_at, c.id
"""
_INVOICES = """
SELECT i.number, i.issued_on, c.code, c.name, i.kind, i.due_on,
    CASE WHEN i.kind = 'invoice' THEN i.amount_fen END, CASE WHEN i.kind <> 'invoice' THEN -i.amount_fen END
FROM invoice i JOIN customer c ON c.id = i.customer_id
WHERE i.issued_on BETWEEN :first AND :until OR (i.issued_on < :first AND i.id > :late_invoice)
ORDER BY i.issued_on, i.id
"""
_PAYMENTS = """
SELECT p.paid_on, c.code, c.name, p.payer, p.method, p.reference, p.amount_fen
FROM payment p JOIN customer c ON c.id = p.customer_id
WHERE p.paid_on BETWEEN :first AND :until OR (p.paid_on < :first AND p.id > :late_payment)
ORDER BY p.paid_on, p.id
"""
_INTERACTIONS = """
SELECT employee, sum(kind IN ('call_out', 'call_in')), sum(kind IN ('message', 'email')),
    sum(kind = 'letter'), sum(kind = 'meeting'), count(*)
FROM interaction WHERE happened_at >= :start_at AND happened_at < :end_at
GROUP BY employee ORDER BY count(*) DESC, employee
"""


def visit_rows(database: BranchDatabase, frame: Frame) -> Rows:
    """Read the services owed in the month, the visits on its days, and what was still open at its end."""
    return database.rows(_VISITS, frame.params())


def complaint_rows(database: BranchDatabase, frame: Frame) -> Rows:
    """Read the complaints to which something happened in the month or that were open at its end."""
    return database.rows(_COMPLAINTS, frame.params())


def invoice_rows(database: BranchDatabase, frame: Frame) -> Rows:
    """Read the invoices and credits of the month, late entries for a locked month included."""
    return database.rows(_INVOICES, frame.params())


def payment_rows(database: BranchDatabase, frame: Frame) -> Rows:
    """Read the payments of the month, late entries for a locked month included."""
    return database.rows(_PAYMENTS, frame.params())


def interaction_rows(database: BranchDatabase, frame: Frame) -> Rows:
    """Count the contacts of the month by employee."""
    return database.rows(_INTERACTIONS, frame.params())


def customer_names(database: BranchDatabase) -> dict[int, tuple[str, str, int | None]]:
    """Read code, name and group of every customer."""
    rows = database.rows("SELECT id, code, name, group_id FROM customer")
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def invoice_numbers(database: BranchDatabase, ids: Iterable[int]) -> dict[int, str]:
    """Read the numbers of some invoices."""
    wanted = json.dumps(sorted(set(ids)))
    sql = "SELECT id, number FROM invoice WHERE id IN (SELECT value FROM json_each(?))"
    return dict(database.rows(sql, (wanted,)))
