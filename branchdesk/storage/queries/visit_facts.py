"""The facts of the duties around visits: planned ones, reports owed, first services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties import Whom
from branchdesk.domain.duties_visits import FirstVisitFact, VisitFact
from branchdesk.domain.interactions import Purpose
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of

FULFILS = "NOT IN ('unreachable', 'voicemail', 'call_back')"
"""What settles a call: who asks to be rung later is still to be rung."""

# Every done visit is looked at, however old, for nothing may be lost; after ten years that takes 20 ms.
_DONE = "v.status = 'done' AND v.date_on <= :today"
# Given up with a reason, or a visit to collect money: nobody waits for a report.
_WAITS = "(v.kind <> 'collection' AND NOT EXISTS (SELECT 1 FROM report_waiver w WHERE w.visit_id = v.id))"
_ISSUED = "EXISTS (SELECT 1 FROM service_report r WHERE r.visit_id = v.id AND r.status = 'issued')"
# The signature stands on the report, or on the visit's sheet where it came later. What was left in the
# logbook with a reason cannot be signed.
_UNSIGNED = (
    "(SELECT r.number FROM service_report r WHERE r.visit_id = v.id AND r.status = 'issued' "
    "AND r.signed_by = '' AND v.left_without_hand_over = '' "
    "AND NOT EXISTS (SELECT 1 FROM visit_sheet h WHERE h.visit_id = v.id AND h.signed_by <> ''))"
)
_WHOM = f"""v.id, c.id, {name_sql()}, c.phone, s.name, {contact_sql("service", "c.id", "s.id")}"""
_OF = (
    "FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id "
    "LEFT JOIN employee e ON e.id = v.technician_id"
)
_VISITS = f"""
SELECT o.id, c.id, {name_sql()}, c.phone, s.name, {contact_sql("service", "c.id", "s.id")},
    o.date_on, o.start_at, o.status, o.has_report, s.prep_items, o.preparation_missing,
    (SELECT x.for_on FROM interaction x WHERE x.visit_id = o.id
        AND x.purpose IN ('appointment', 'reconfirmation') AND x.result {FULFILS}
        ORDER BY x.happened_at DESC, x.id DESC LIMIT 1),
    (SELECT group_concat(x.purpose) FROM interaction x WHERE x.visit_id = o.id AND x.result {FULFILS}),
    coalesce(e.name, ''), coalesce(o.unsigned, ''), c.kind IN ('group', 'outlet'), o.kind <> 'collection'
FROM (
    SELECT v.*, 1 AS has_report, '' AS unsigned FROM visit v
    WHERE v.status = 'planned' AND v.date_on <= :horizon
    UNION ALL
    SELECT * FROM (
        SELECT v.*, NOT {_WAITS} OR {_ISSUED} AS has_report,
            CASE WHEN {_WAITS} THEN {_UNSIGNED} END AS unsigned
        FROM visit v WHERE {_DONE}
    ) d WHERE NOT has_report OR unsigned IS NOT NULL OR (preparation_missing <> ''
        AND NOT EXISTS (SELECT 1 FROM interaction x WHERE x.visit_id = d.id
            AND x.purpose = 'preparation_talk' AND x.result {FULFILS}))
) o JOIN site s ON s.id = o.site_id JOIN customer c ON c.id = s.customer_id
    LEFT JOIN employee e ON e.id = o.technician_id
"""
_FIRST = f"""
SELECT * FROM (SELECT {_WHOM}, v.date_on,
    EXISTS (SELECT 1 FROM visit w WHERE w.site_id = v.site_id AND w.id <> v.id
        AND w.status IN ('planned', 'done') AND w.kind <> 'collection' AND w.date_on >= v.date_on)
    OR EXISTS (SELECT 1 FROM interaction x WHERE x.visit_id = v.id AND x.purpose = 'follow_up'
        AND x.result {FULFILS}) AS followed,
    NOT EXISTS (SELECT 1 FROM visit_sheet h WHERE h.visit_id = v.id AND h.effect_on IS NULL) AS explained,
    coalesce(e.name, '')
{_OF} WHERE v.kind = 'first' AND v.status = 'done' AND c.status NOT IN ('lost', 'archived'))
WHERE NOT followed OR NOT explained
"""
_OWED = f"""
SELECT * FROM (SELECT {_WHOM}, v.date_on, coalesce(e.name, ''), v.contract_id, s.id, {_ISSUED} AS has_report,
    {_UNSIGNED} AS unsigned
{_OF} WHERE {_DONE} AND {_WAITS}
    AND (:customer IS NULL OR c.id = :customer OR c.group_id = :customer))
WHERE NOT has_report OR unsigned IS NOT NULL
ORDER BY date_on, 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedReport:
    """A done visit without a signed report; `unsigned` is the number of one that is only unsigned."""

    id: int  # of the visit
    whom: Whom
    date_on: date
    technician: str
    contract_id: int | None
    site_id: int
    unsigned: str


def visit_facts(database: BranchDatabase, today: date, horizon: date) -> list[VisitFact]:
    """Read planned visits up to `horizon`, and all done ones of which something is still owed."""
    values = {"today": today.isoformat(), "horizon": horizon.isoformat()}
    return [
        VisitFact(
            id=row[0],
            whom=whom_of(row),
            date_on=date.fromisoformat(row[6]),
            start_at=row[7],
            planned=row[8] == "planned",
            done=row[8] == "done",
            has_report=bool(row[9]),
            preparation=row[10],
            preparation_missing=row[11],
            called_for=date.fromisoformat(row[12]) if row[12] else None,
            purposes=frozenset(Purpose(word) for word in (row[13] or "").split(",") if word),
            technician=row[14],
            unsigned_report=row[15],
            of_group=bool(row[16]),
            serves=bool(row[17]),
        )
        for row in database.rows(_VISITS, values)
    ]


def first_visit_facts(database: BranchDatabase, today: date) -> list[FirstVisitFact]:
    """Read first services after which no second visit is planned, or the effect was not explained."""
    return [
        FirstVisitFact(
            id=row[0],
            whom=whom_of(row),
            served_on=date.fromisoformat(row[6]),
            followed=bool(row[7]),
            explained=bool(row[8]),
            technician=row[9],
        )
        for row in database.rows(_FIRST, {"today": today.isoformat()})
    ]


def reports_owed(database: BranchDatabase, today: date, customer_id: int | None = None) -> list[OwedReport]:
    """Read done visits without a signed report, oldest first; of one customer and its outlets, or all."""
    return [
        OwedReport(
            id=row[0],
            whom=whom_of(row),
            date_on=date.fromisoformat(row[6]),
            technician=row[7],
            contract_id=row[8],
            site_id=row[9],
            unsigned=row[11] or "",
        )
        for row in database.rows(_OWED, {"today": today.isoformat(), "customer": customer_id})
    ]
