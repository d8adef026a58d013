"""What the plan is made of: owed services with their visits, bookings of a range, locked months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from branchdesk.domain.capacity import Booking
from branchdesk.domain.month_ledger import Attended, OwedService, seen_month
from branchdesk.domain.plan_records import BusyTime
from branchdesk.domain.visits import VisitKind, VisitStatus
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text
from branchdesk.storage.tables import shape_of

NAME = "CASE WHEN c.short_name <> '' THEN c.short_name ELSE c.name END"

_OWED = """
SELECT s.id, s.site_id, k.number, s.anchor_on, s.planned_on, s.waived_why, v.id, v.status, v.date_on
FROM plan_slot s JOIN contract k ON k.id = s.contract_id
LEFT JOIN visit v ON v.id = coalesce(
    (SELECT max(r.visit_id) FROM rebooking r WHERE r.slot_id = s.id),
    (SELECT w.id FROM visit w WHERE w.slot_id = s.id))
WHERE s.anchor_on BETWEEN :first AND :last AND {of_site}
    -- What was called off when a contract ended or was put to rest is no longer owed.
    AND NOT (k.status <> 'active' AND coalesce(v.status, '') = 'cancelled')
ORDER BY s.site_id, s.anchor_on, s.id
"""
_ATTENDED = """
SELECT v.id, v.site_id, v.date_on, s.anchor_on, s.planned_on
FROM visit v LEFT JOIN plan_slot s ON s.id = v.slot_id
WHERE v.kind = 'routine' AND v.status IN ('planned', 'done') AND {of_site}
    AND v.date_on BETWEEN date(:first, '-70 days') AND date(:last, '+70 days')
ORDER BY v.date_on, v.id
"""
_SITES = f"""
SELECT s.id, c.id, {NAME}, s.name FROM site s JOIN customer c ON c.id = s.customer_id
WHERE (:customer IS NULL OR s.customer_id = :customer)
    AND EXISTS (SELECT 1 FROM plan_slot p WHERE p.site_id = s.id AND p.anchor_on BETWEEN :first AND :last)
ORDER BY 3, c.id, s.name
"""
# The time agreed with the customer is when preparing begins; the rest of the window follows (R016).
_BOOKINGS = f"""
SELECT v.id, c.id, s.id, {NAME}, s.name, v.kind, v.status, v.date_on, v.start_at,
    coalesce(k.minutes_preparation, 0), v.minutes, coalesce(k.minutes_cleaning + k.minutes_after, 0),
    v.technician_id, coalesce(e.name, ''), v.version, v.contract_id, v.slot_id, v.original_on
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
LEFT JOIN contract k ON k.id = v.contract_id LEFT JOIN employee e ON e.id = v.technician_id
WHERE v.status IN ('planned', 'done') AND v.date_on BETWEEN :first AND :last
    AND (:technician IS NULL OR v.technician_id = :technician)
ORDER BY v.date_on, v.start_at = '', v.start_at, v.id
"""


def owed_services(
    database: BranchDatabase, first: date, last: date, site_id: int | None = None
) -> list[OwedService]:
    """Read the slots whose month lies in a range, each with the visit that serves it."""
    sql = _OWED.format(of_site="1" if site_id is None else "s.site_id = :site")
    rows = database.rows(sql, _range(first, last) | {"site": site_id})
    return [
        OwedService(
            slot_id=row[0],
            site_id=row[1],
            contract=row[2],
            anchor_on=date.fromisoformat(row[3]),
            planned_on=date.fromisoformat(row[4]),
            waived_why=row[5],
            visit_id=row[6],
            status=VisitStatus(row[7]) if row[7] else None,
            visit_on=_day(row[8]),
        )
        for row in rows
    ]


def attended(database: BranchDatabase, first: date, last: date, site_id: int | None = None) -> list[Attended]:
    """Read the routine visits that the customers of a range see, planned or done."""
    sql = _ATTENDED.format(of_site="1" if site_id is None else "v.site_id = :site")
    rows = database.rows(sql, _range(first, last) | {"site": site_id})
    return [
        Attended(row[0], row[1], seen_month(date.fromisoformat(row[2]), _day(row[3]), _day(row[4])))
        for row in rows
    ]


def planned_sites(
    database: BranchDatabase, first: date, last: date, customer_id: int | None = None
) -> list[tuple[int, int, str, str]]:
    """Read the sites (of one customer) with a plan in a range: site, customer, and both names."""
    values = _range(first, last) | {"customer": customer_id}
    return [(row[0], row[1], row[2], row[3]) for row in database.rows(_SITES, values)]


def bookings(
    database: BranchDatabase, first: date, last: date, technician_id: int | None = None
) -> list[Booking]:
    """Read the visits of a range that take place, with their whole windows."""
    rows = database.rows(_BOOKINGS, _range(first, last) | {"technician": technician_id})
    return [_booking(row) for row in rows]


def locked_months(database: BranchDatabase) -> frozenset[str]:
    """Read which months are locked, as `YYYY-MM`."""
    return frozenset(str(row[0]) for row in database.rows("SELECT month FROM month_lock"))


def _booking(row: Sequence[Any]) -> Booking:
    return Booking(
        id=row[0],
        customer_id=row[1],
        site_id=row[2],
        customer=row[3],
        site=row[4],
        kind=VisitKind(row[5]),
        status=VisitStatus(row[6]),
        date_on=date.fromisoformat(row[7]),
        start_at=row[8],
        minutes_before=row[9],
        minutes=row[10],
        minutes_after=row[11],
        technician_id=row[12],
        technician=row[13],
        version=row[14],
        contract_id=row[15],
        slot_id=row[16],
        original_on=_day(row[17]),
    )


def _range(first: date, last: date) -> dict[str, Any]:
    return {"first": first.isoformat(), "last": last.isoformat()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def busy_times(
    database: BranchDatabase, since: datetime, until: datetime, technician_id: int | None = None
) -> list[BusyTime]:
    """Read the busy times that touch a range."""
    values = {
        "since": instant_text(since),
        "until": instant_text(until),
        "technician": technician_id,
    }
    shape = shape_of(BusyTime)
    sql = (
        f"{shape.select} WHERE starts_at < :until AND ends_at > :since "
        "AND (:technician IS NULL OR technician_id = :technician) ORDER BY starts_at, id"
    )
    return [shape.record(row) for row in database.rows(sql, values)]


def busy_counts(database: BranchDatabase) -> dict[int, int]:
    """Count the busy times of each technician."""
    rows = database.rows("SELECT technician_id, count(*) FROM busy_time GROUP BY technician_id")
    return {row[0]: row[1] for row in rows}


def called_visits(database: BranchDatabase, since: date) -> frozenset[int]:
    """Read the visits from a day on about which the customer was reached."""
    sql = (
        "SELECT DISTINCT v.id FROM visit v JOIN interaction x ON x.visit_id = v.id WHERE v.date_on >= ? "
        "AND x.purpose IN ('appointment', 'reconfirmation') AND x.result NOT IN ('unreachable', 'voicemail')"
    )
    return frozenset(row[0] for row in database.rows(sql, (since.isoformat(),)))
