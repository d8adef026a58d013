"""What patterns of complaints are found in: cases with the visit before them, visits, customers, stages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from branchdesk.domain.complaint_patterns import CaseFact, QuietCustomer
from branchdesk.domain.complaints import ComplaintCategory, Stage
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text
from branchdesk.storage.queries.calls_owed import calls_sql
from branchdesk.storage.queries.duty_facts import name_sql

_BEFORE = 92
"""Days back in which the visit before a complaint is looked for: quarterly service has one in them."""

# A complaint about no visit in particular is set against the last one done at its site, else at the customer.
_CASES = f"""
SELECT k.id, k.number, k.received_at, c.id, {name_sql()}, k.site_id, coalesce(s.name, ''), k.category, k.pest,
    v.technician_id, coalesce(e.name, ''), k.root_cause, k.valid, v.date_on
FROM complaint k JOIN customer c ON c.id = k.customer_id LEFT JOIN site s ON s.id = k.site_id
LEFT JOIN visit v ON v.id = coalesce(k.visit_id, (
    SELECT p.id FROM visit p
    WHERE p.site_id IN (SELECT q.id FROM site q WHERE q.customer_id = k.customer_id
            AND (k.site_id IS NULL OR q.id = k.site_id))
        AND p.status = 'done'
        AND p.date_on BETWEEN date(k.received_at, :shift, '-{_BEFORE} days') AND date(k.received_at, :shift)
    ORDER BY p.date_on DESC, p.start_at DESC, p.id DESC LIMIT 1))
LEFT JOIN employee e ON e.id = v.technician_id
WHERE k.kind = 'complaint' AND k.received_at >= :since AND k.received_at < :end
ORDER BY k.received_at, k.id
"""
_VISITS = f"""
SELECT coalesce(e.name, ''), {name_sql()}, s.name, count(*)
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
LEFT JOIN employee e ON e.id = v.technician_id
WHERE v.status = 'done' AND v.date_on BETWEEN ? AND ?
GROUP BY v.technician_id, v.site_id
"""
_QUIET = f"""
SELECT c.id, {name_sql()}, c.phone,
    (SELECT max(x.happened_at) FROM interaction x WHERE x.customer_id = c.id
        AND x.kind IN ('call_out', 'call_in') AND x.result NOT IN ('unreachable', 'voicemail')),
    EXISTS (SELECT 1 FROM complaint k WHERE k.customer_id = c.id AND k.kind = 'complaint'
        AND k.received_at >= :since AND k.received_at < :end),
    {calls_sql("c", ":called_since", ":end")}
FROM customer c WHERE c.status = 'active' AND c.kind IN ('single', 'outlet')
ORDER BY 4, 2
"""
_STEPS = """
SELECT e.complaint_id, e.stage, min(e.happened_at) FROM complaint_event e
JOIN complaint k ON k.id = e.complaint_id AND k.kind = 'complaint'
WHERE e.stage IS NOT NULL AND k.received_at >= ? AND k.received_at < ?
GROUP BY e.complaint_id, e.stage
"""


@dataclass(frozen=True, slots=True)
class VisitCount:
    """How often a technician was at a site."""

    technician: str
    customer: str
    site: str
    visits: int


def case_facts(database: BranchDatabase, since: date, until: date, zone: ZoneInfo) -> list[CaseFact]:
    """Read the complaints of a stretch of days, each with the visit before it."""
    values = _bounds(since, until, zone) | {"shift": _shift(until, zone)}
    return [_case(row, zone) for row in database.rows(_CASES, values)]


def visit_counts(database: BranchDatabase, since: date, until: date) -> list[VisitCount]:
    """Count the visits done, by technician and site."""
    return [VisitCount(*row) for row in database.rows(_VISITS, (since.isoformat(), until.isoformat()))]


def quiet_customers(
    database: BranchDatabase, since: date, until: date, called_since: date, zone: ZoneInfo
) -> list[QuietCustomer]:
    """Read the active customers, those with whom we have not spoken for longest first."""
    values = _bounds(since, until, zone) | {"called_since": _start(called_since, zone)}
    return [
        QuietCustomer(
            id=row[0],
            name=row[1],
            phone=row[2],
            spoke_on=_local(row[3], zone) if row[3] else None,
            complained=bool(row[4]),
            called=bool(row[5]),
        )
        for row in database.rows(_QUIET, values)
    ]


def stage_steps(
    database: BranchDatabase, since: date, until: date, zone: ZoneInfo
) -> dict[int, dict[Stage, datetime]]:
    """Read when each complaint first reached each stage."""
    bounds = _bounds(since, until, zone)
    found: dict[int, dict[Stage, datetime]] = {}
    for case, stage, at in database.rows(_STEPS, (bounds["since"], bounds["end"])):
        found.setdefault(case, {})[Stage(stage)] = datetime.fromisoformat(at)
    return found


def _case(row: tuple[object, ...], zone: ZoneInfo) -> CaseFact:
    (case, number, received, customer_id, customer, site_id, site, category, pest, *rest) = row
    technician_id, technician, cause, valid, visit_on = rest
    return CaseFact(
        id=_int(case),
        number=str(number),
        received_on=_local(str(received), zone),
        customer_id=_int(customer_id),
        customer=str(customer),
        site_id=None if site_id is None else _int(site_id),
        site=str(site),
        category=ComplaintCategory(str(category)),
        pest=str(pest),
        technician_id=None if technician_id is None else _int(technician_id),
        technician=str(technician),
        cause=str(cause),
        valid=None if valid is None else bool(valid),
        visit_on=date.fromisoformat(str(visit_on)) if visit_on else None,
    )


def _int(value: object) -> int:
    return int(str(value))


def _bounds(since: date, until: date, zone: ZoneInfo) -> dict[str, str]:
    return {"since": _start(since, zone), "end": _start(until + timedelta(days=1), zone)}


def _start(day: date, zone: ZoneInfo) -> str:
    return instant_text(datetime.combine(day, time.min, zone))


def _local(instant: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(instant).astimezone(zone).date()


def _shift(day: date, zone: ZoneInfo) -> str:
    """Return how SQL gets from UTC to the branch's day; one offset for all, an hour off at most in summer."""
    offset = datetime.combine(day, time(12), zone).utcoffset() or timedelta()
    return f"{offset.total_seconds() / 60:+.0f} minutes"
