"""For whom the head office pays on a day, in SQL; duties, lists and sums share it."""

from __future__ import annotations

from datetime import date

from branchdesk.storage.database import BranchDatabase

_OF = "FROM pay_exemption e WHERE e.customer_id IN (c.id, c.group_id)"
# Of the customer `c` on `:today`. Once somebody gave a reason and a last day, these decide, not the old mark.
EXEMPT = (
    f"CASE WHEN EXISTS (SELECT 1 {_OF}) "
    f"THEN EXISTS (SELECT 1 {_OF} AND :today BETWEEN e.from_on AND e.until_on) ELSE c.head_office_pays END"
)


def exempt_customers(database: BranchDatabase, on: date) -> set[int]:
    """Return the customers whose head office pays on a day."""
    rows = database.rows(f"SELECT c.id FROM customer c WHERE {EXEMPT}", {"today": on.isoformat()})
    return {row[0] for row in rows}


def is_exempt(database: BranchDatabase, customer_id: int, on: date) -> bool:
    """Tell whether the head office pays for a customer on a day."""
    sql = f"SELECT {EXEMPT} FROM customer c WHERE c.id = :customer"
    return bool(database.value(sql, {"today": on.isoformat(), "customer": customer_id}))
