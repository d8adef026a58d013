"""The facts from which the duties of the plan follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties import Whom
from branchdesk.domain.duties_plan import CollectionVisitFact
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of

_COLLECTIONS = f"""
SELECT v.id, c.id, {name_sql()}, c.phone, s.name, {contact_sql("payer", "c.id", "s.id", routed=True)},
    v.date_on, v.start_at,
    (SELECT count(*) FROM collection_item i WHERE i.visit_id = v.id),
    (SELECT coalesce(sum(i.amount_fen), 0) FROM collection_item i WHERE i.visit_id = v.id)
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
WHERE v.kind = 'collection' AND v.status = 'planned' AND v.date_on <= :horizon
"""
_LARGE_JOBS = f"""
SELECT v.id, c.id, {name_sql()}, c.phone, s.name, {contact_sql("payer", "c.id", "s.id", routed=True)}
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
LEFT JOIN contract k ON k.id = v.contract_id
WHERE v.status = 'planned' AND v.kind <> 'collection' AND v.date_on BETWEEN :today AND :horizon
    AND CASE WHEN v.amount_fen > 0 THEN v.amount_fen WHEN v.kind IN ('routine', 'first')
        THEN coalesce(k.fee_fen, 0) ELSE 0 END > :limit
"""


@dataclass(frozen=True, slots=True)
class LargeJob:
    """A planned visit of a job over the limit, paid for or not."""

    visit_id: int
    whom: Whom


def collection_visits(database: BranchDatabase, today: date, horizon: date) -> list[CollectionVisitFact]:
    """Read the collection visits up to a day whose result is not recorded."""
    values = {"today": today.isoformat(), "horizon": horizon.isoformat()}
    return [
        CollectionVisitFact(
            id=row[0],
            whom=whom_of(row),
            date_on=date.fromisoformat(row[6]),
            start_at=row[7],
            invoices=row[8],
            amount_fen=row[9],
        )
        for row in database.rows(_COLLECTIONS, values)
    ]


def large_jobs(database: BranchDatabase, today: date, horizon: date, limit_fen: int) -> list[LargeJob]:
    """Read the planned visits of jobs that are worth more than the limit."""
    values = {"today": today.isoformat(), "horizon": horizon.isoformat(), "limit": limit_fen}
    return [LargeJob(row[0], whom_of(row)) for row in database.rows(_LARGE_JOBS, values)]
