"""Services that are owed and for which nobody comes."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.visit_pool import OwedSlot
from branchdesk.domain.visits import VisitStatus
from branchdesk.storage.database import BranchDatabase

# Every slot got its visit when it was planned: what is owed again begins with one that failed.
_OWED = """
SELECT s.id, CASE WHEN c.short_name <> '' THEN c.short_name ELSE c.name END, st.name, s.planned_on, v.status,
    v.technician_id, coalesce(e.name, '')
FROM visit v JOIN plan_slot s ON s.id = v.slot_id JOIN contract k ON k.id = s.contract_id
JOIN site st ON st.id = s.site_id JOIN customer c ON c.id = st.customer_id
LEFT JOIN employee e ON e.id = v.technician_id
WHERE v.date_on BETWEEN :first AND :last AND v.status IN ('missed', 'cancelled')
    AND s.waived_why = '' AND k.status = 'active' AND st.active
    AND NOT EXISTS (
        SELECT 1 FROM rebooking r JOIN visit w ON w.id = r.visit_id
        WHERE r.slot_id = s.id AND w.status IN ('planned', 'done'))
ORDER BY s.planned_on, s.id
"""


def owed_slots(database: BranchDatabase, first: date, last: date) -> list[OwedSlot]:
    """Read the slots whose visit of these days failed, is not made up for and not waived."""
    rows = database.rows(_OWED, {"first": first.isoformat(), "last": last.isoformat()})
    return [
        OwedSlot(row[0], row[1], row[2], date.fromisoformat(row[3]), VisitStatus(row[4]), row[5], row[6])
        for row in rows
    ]
