"""What happened month by month: visits, contacts, complaints; one query a subject, never one a month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.domain.months import Month
from branchdesk.domain.settings import Settings
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.calls_owed import calls_sql, owed_sql, owed_values
from branchdesk.storage.queries.summary_frame import MONTHS, REACHED, Frame

Counts = dict[str, dict[Month, int]]  # by name, by month; a month that is missing has none

# What customers were to receive: one brought forward is owed on its new day, one put off on its old one.
SERVICES = """
service AS (
    SELECT v.id AS visit_id, v.site_id, min(coalesce(s.planned_on, v.date_on), v.date_on) AS owed_on,
        CASE WHEN v.status <> 'planned' THEN v.date_on END AS ended_on, v.moved_cause IS NOT NULL AS moved
    FROM visit v LEFT JOIN plan_slot s ON s.id = v.slot_id WHERE v.kind <> 'collection'
    UNION ALL
    SELECT NULL, s.site_id, s.planned_on, NULL, 0 FROM plan_slot s
    WHERE s.waived_why = '' AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.slot_id = s.id)
)
"""

# The course of each case; one brought in from elsewhere may lack the events of its closing.
COURSE = """
course AS (
    SELECT id AS complaint_id, 'received' AS step, received_at AS at FROM complaint WHERE kind = 'complaint'
    UNION ALL
    SELECT e.complaint_id, e.kind, e.happened_at FROM complaint_event e
    JOIN complaint c ON c.id = e.complaint_id AND c.kind = 'complaint'
    WHERE e.kind = 'closed' OR (e.kind = 'reopened' AND EXISTS (SELECT 1 FROM complaint_event b
        WHERE b.complaint_id = e.complaint_id AND b.kind = 'closed' AND b.id < e.id))
    UNION ALL
    SELECT c.id, 'closed', c.closed_at FROM complaint c
    WHERE c.kind = 'complaint' AND c.closed_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM complaint_event e WHERE e.complaint_id = c.id AND e.kind = 'closed')
)
"""


def open_complaint(before: str) -> str:
    """Return the condition under which complaint `c` was open just before an instant."""
    return (
        f"c.kind = 'complaint' AND c.received_at < {before} "
        f"AND coalesce((SELECT e.kind FROM complaint_event e "
        f"WHERE e.complaint_id = c.id AND e.kind IN ('closed', 'reopened') AND e.happened_at < {before} "
        f"ORDER BY e.happened_at DESC, e.id DESC LIMIT 1), "
        f"CASE WHEN c.closed_at < {before} AND NOT EXISTS (SELECT 1 FROM complaint_event e "
        f"WHERE e.complaint_id = c.id AND e.kind = 'closed') THEN 'closed' END, 'open') <> 'closed'"
    )


_VISITS = f"""
WITH {MONTHS}
SELECT m.month, sum(v.status = 'done'), sum(v.status = 'missed'), sum(v.status = 'cancelled'),
    sum(v.status = 'done' AND v.kind = 'first'), sum(v.status = 'done' AND v.kind = 'follow_up'),
    sum(v.preparation_missing <> ''), sum(v.status = 'done' AND r.id IS NOT NULL)
FROM visit v JOIN m ON m.month = substr(v.date_on, 1, 7)
LEFT JOIN service_report r ON r.visit_id = v.id AND r.status = 'issued'
    AND coalesce(r.issued_at, '') < m.end_at
WHERE v.date_on BETWEEN :since AND :last AND v.kind <> 'collection' GROUP BY m.month
"""
_OWED = f"""
WITH {SERVICES}
SELECT substr(owed_on, 1, 7), count(*), sum(moved) FROM service
WHERE owed_on BETWEEN :since AND :last GROUP BY 1
"""
_OPEN_SERVICES = f"""
WITH {MONTHS}, {SERVICES}, waiting AS MATERIALIZED (
    SELECT owed_on, ended_on FROM service WHERE owed_on <= :last AND (ended_on IS NULL OR ended_on > :since))
SELECT m.month, count(*) FROM m JOIN waiting w ON w.owed_on <= m.last
WHERE w.ended_on IS NULL OR w.ended_on > m.last GROUP BY m.month
"""
_CONTACTS = f"""
WITH {MONTHS}
SELECT m.month, count(*), sum(x.kind = 'call_out' AND x.agenda = '') FROM interaction x CROSS JOIN m
WHERE x.happened_at >= :since_at AND x.happened_at >= m.start_at AND x.happened_at < m.end_at GROUP BY m.month
"""
_NO_CONTACT = f"""
WITH {MONTHS}
SELECT m.month, count(*) FROM m JOIN customer c ON coalesce(c.since, '') <= m.last
WHERE c.status = 'active' AND c.kind <> 'one_off'
    AND {calls_sql("c", "m.start_at", "m.end_at")} < {owed_sql("c")} GROUP BY m.month
"""
_CALLS = f"""
SELECT v.id, v.date_on, v.status = 'done', x.purpose = 'same_day', x.happened_at, x.for_on
FROM visit v LEFT JOIN interaction x ON x.visit_id = v.id
    AND x.purpose IN ('appointment', 'reconfirmation', 'same_day') AND x.result {REACHED}
WHERE v.date_on BETWEEN :since AND :until AND v.status <> 'cancelled' AND v.kind <> 'collection'
ORDER BY v.id
"""
_STEPS = f"""
WITH {MONTHS}, {COURSE}
SELECT m.month, sum(k.step = 'received'), sum(k.step = 'closed'), sum(k.step = 'reopened'),
    count(DISTINCT CASE WHEN k.step = 'closed' AND c.valid = 1 THEN c.id END),
    count(DISTINCT CASE WHEN k.step = 'closed' AND c.valid = 0 THEN c.id END)
FROM course k JOIN complaint c ON c.id = k.complaint_id
JOIN m ON k.at >= m.start_at AND k.at < m.end_at GROUP BY m.month
"""
_OTHER_MATTERS = f"""
WITH {MONTHS}
SELECT m.month, sum(c.kind = 'praise'), sum(c.kind = 'suggestion')
FROM complaint c JOIN m ON c.received_at >= m.start_at AND c.received_at < m.end_at GROUP BY m.month
"""
_OPEN_COMPLAINTS = f"""
WITH {MONTHS}
SELECT m.month, count(*) FROM m JOIN complaint c ON {open_complaint("m.end_at")} GROUP BY m.month
"""


def visit_counts(database: BranchDatabase, frame: Frame) -> Counts:
    """Count visits by the day on which they were, services by the day on which they were owed."""
    names = (
        "done",
        "missed",
        "cancelled",
        "first",
        "follow_ups",
        "preparation",
        "reports_issued",
    )
    counts = _counts(names, database.rows(_VISITS, frame.params()))
    counts |= _counts(("planned", "moved"), database.rows(_OWED, frame.params()))
    return counts | _counts(("open",), database.rows(_OPEN_SERVICES, frame.params()))


def contact_counts(database: BranchDatabase, frame: Frame, settings: Settings) -> Counts:
    """Count contacts, and active customers who got fewer calls than they are owed (R025, R139)."""
    counts = _counts(("interactions", "without_agenda"), database.rows(_CONTACTS, frame.params()))
    values = {**frame.params(), **owed_values(settings)}
    return counts | _counts(("no_contact",), database.rows(_NO_CONTACT, values))


def complaint_counts(database: BranchDatabase, frame: Frame) -> Counts:
    """Count the steps of complaints by the moment at which they were taken, and the open ones at each end."""
    names = ("received", "closed", "reopened", "valid", "invalid")
    counts = _counts(names, database.rows(_STEPS, frame.params()))
    counts |= _counts(("praise", "suggestions"), database.rows(_OTHER_MATTERS, frame.params()))
    return counts | _counts(("open",), database.rows(_OPEN_COMPLAINTS, frame.params()))


@dataclass(frozen=True, slots=True)
class CallFact:
    """A visit that owed its calls, with one call that reached somebody (or none)."""

    visit_id: int
    date_on: date
    done: bool
    same_day: bool
    called_at: datetime | None
    called_for: date


def call_facts(database: BranchDatabase, frame: Frame) -> list[CallFact]:
    """Read visits with the calls before them that reached somebody."""
    return [
        CallFact(
            visit_id=row[0],
            date_on=date.fromisoformat(row[1]),
            done=bool(row[2]),
            same_day=bool(row[3]),
            called_at=datetime.fromisoformat(row[4]).astimezone(frame.zone) if row[4] else None,
            called_for=date.fromisoformat(row[5] or row[1]),
        )
        for row in database.rows(_CALLS, frame.params())
    ]


def clock_facts(database: BranchDatabase, frame: Frame) -> list[tuple[Complaint, list[ComplaintPause]]]:
    """Read of each complaint received what its clocks need; nothing else of the record is filled in."""
    rests: dict[int, list[ComplaintPause]] = {}
    for case, start, end, reason in database.rows(
        "SELECT complaint_id, from_at, to_at, reason FROM complaint_pause ORDER BY id"
    ):
        rests.setdefault(case, []).append(
            ComplaintPause(
                complaint_id=case, from_at=datetime.fromisoformat(start), to_at=_instant(end), reason=reason
            )
        )
    rows = database.rows(
        "SELECT id, received_at, needs_department, answered_at, told_at, closed_at FROM complaint "
        "WHERE kind = 'complaint' AND received_at >= :since_at AND received_at < :end_at ORDER BY id",
        frame.params(),
    )
    return [
        (
            Complaint(
                id=row[0],
                received_at=datetime.fromisoformat(row[1]),
                needs_department=bool(row[2]),
                answered_at=_instant(row[3]),
                told_at=_instant(row[4]),
                closed_at=_instant(row[5]),
            ),
            rests.get(row[0], []),
        )
        for row in rows
    ]


def _counts(names: Iterable[str], rows: list[tuple[Any, ...]]) -> Counts:
    return {
        name: {Month.parse(row[0]): int(row[at]) for row in rows} for at, name in enumerate(names, start=1)
    }


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
