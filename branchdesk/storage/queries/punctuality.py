"""Arrivals and what disturbed the plan, by technician and month (D07)."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.months import Month
from branchdesk.domain.plan_records import ChangeKind
from branchdesk.domain.punctuality import Arrival, Disturbance
from branchdesk.domain.visits import Cause
from branchdesk.storage.database import BranchDatabase

_ARRIVALS = """
SELECT v.technician_id, substr(v.date_on, 1, 7), v.start_at, v.arrived_at, x.cause
FROM visit v LEFT JOIN visit_change x ON x.visit_id = v.id AND x.kind = 'late'
WHERE v.status = 'done' AND v.kind <> 'collection' AND v.date_on BETWEEN ? AND ?
"""
_DISTURBANCES = """
SELECT v.technician_id, substr(x.from_on, 1, 7), x.kind, x.cause
FROM visit_change x JOIN visit v ON v.id = x.visit_id
WHERE x.kind IN ('moved', 'missed') AND v.kind <> 'collection' AND x.from_on BETWEEN ? AND ?
"""


def arrivals(database: BranchDatabase, first: date, last: date) -> list[Arrival]:
    """Read the visits done in a range with both times."""
    rows = database.rows(_ARRIVALS, (first.isoformat(), last.isoformat()))
    return [
        Arrival(row[0], Month.parse(row[1]), row[2], row[3], Cause(row[4]) if row[4] else None)
        for row in rows
    ]


def disturbances(database: BranchDatabase, first: date, last: date) -> list[Disturbance]:
    """Read the moves and misses of visits that were planned for a range."""
    rows = database.rows(_DISTURBANCES, (first.isoformat(), last.isoformat()))
    return [
        Disturbance(row[0], Month.parse(row[1]), ChangeKind(row[2]), Cause(row[3]) if row[3] else None)
        for row in rows
    ]
