"""The facts of a quarterly meeting: one query a kind, over a customer and its outlets."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from branchdesk.domain.quarter_pack import PackAdvice, PackMoney, PackRequest, PackVisit
from branchdesk.domain.visits import VisitKind, VisitStatus
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text

_OURS = "(SELECT id FROM customer WHERE id = :customer OR group_id = :customer)"
# In a group every outlet has its main building: the outlet's name says which.
_PLACE = (
    "CASE WHEN c.id = :customer THEN s.name "
    "ELSE coalesce(nullif(c.short_name, ''), c.name) || ' ' || s.name END"
)
_VISITS = f"""
SELECT v.date_on, {_PLACE}, v.kind, v.status, coalesce(r.number, ''),
    coalesce(r.signed_by, '') <> '' OR EXISTS (SELECT 1 FROM visit_sheet h WHERE h.visit_id = v.id
        AND h.signed_by <> ''), v.original_on IS NOT NULL
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
    LEFT JOIN service_report r ON r.visit_id = v.id AND r.status = 'issued'
WHERE s.customer_id IN {_OURS} AND v.date_on BETWEEN :since AND :until AND v.kind <> 'collection'
    AND v.status <> 'planned'
ORDER BY v.date_on, v.start_at, v.id
"""
_OWED = f"""
SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM visit v WHERE v.slot_id = p.id AND v.status = 'done')), 0)
FROM plan_slot p JOIN site s ON s.id = p.site_id
WHERE s.customer_id IN {_OURS} AND p.planned_on BETWEEN :since AND :until AND p.waived_why = ''
"""
_REQUESTS = f"""
SELECT q.number, q.received_at, {_PLACE}, q.pest, q.room, q.place, q.replied_at, q.solved
FROM extra_request q JOIN site s ON s.id = q.site_id JOIN customer c ON c.id = s.customer_id
WHERE q.customer_id IN {_OURS} AND q.received_at >= :from_at AND q.received_at < :to_at
    AND q.called_off_why = ''
ORDER BY q.received_at, q.id
"""
_CASES = f"""
SELECT id FROM complaint WHERE customer_id IN {_OURS} AND kind = 'complaint'
    AND received_at >= :from_at AND received_at < :to_at ORDER BY received_at, id
"""
_ADVICE = f"""
SELECT r.text, {_PLACE}, r.acts = 'customer', r.owner, r.given_on, r.due_on
FROM recommendation r JOIN site s ON s.id = r.site_id JOIN customer c ON c.id = s.customer_id
WHERE s.customer_id IN {_OURS} AND r.state = 'open' AND r.given_on <= :until
"""
_MONEY = f"""
SELECT
    (SELECT coalesce(sum(amount_fen), 0) FROM invoice WHERE customer_id IN {_OURS}
        AND issued_on BETWEEN :since AND :until),
    (SELECT coalesce(sum(amount_fen), 0) FROM payment WHERE customer_id IN {_OURS}
        AND paid_on BETWEEN :since AND :until),
    (SELECT coalesce(sum(amount_fen - paid_fen), 0) FROM invoice WHERE customer_id IN {_OURS}
        AND settled_on IS NULL AND kind = 'invoice' AND issued_on <= :until),
    (SELECT coalesce(sum(amount_fen - paid_fen), 0) FROM invoice WHERE customer_id IN {_OURS}
        AND settled_on IS NULL AND kind = 'invoice' AND due_on < :until)
"""


def visits_between(database: BranchDatabase, customer_id: int, since: date, until: date) -> list[PackVisit]:
    """Read the visits of a period that are no longer planned."""
    return [
        PackVisit(
            date_on=date.fromisoformat(row[0]),
            site=row[1],
            kind=VisitKind(row[2]),
            status=VisitStatus(row[3]),
            report=row[4],
            signed=bool(row[5]),
            moved=bool(row[6]),
        )
        for row in database.rows(_VISITS, _days(customer_id, since, until))
    ]


def owed_between(database: BranchDatabase, customer_id: int, since: date, until: date) -> tuple[int, int]:
    """Count the services that the plan owed in a period, and those of them that are done."""
    (row,) = database.rows(_OWED, _days(customer_id, since, until))
    return int(row[0]), int(row[1])


def requests_between(
    database: BranchDatabase, customer_id: int, from_at: datetime, to_at: datetime, zone: ZoneInfo
) -> list[PackRequest]:
    """Read the extra requests of a period that were not called off."""
    values = {"customer": customer_id, "from_at": instant_text(from_at), "to_at": instant_text(to_at)}
    found = []
    for number, received, site, pest, room, place, replied, solved in database.rows(_REQUESTS, values):
        at = datetime.fromisoformat(received)
        wait = int((datetime.fromisoformat(replied) - at).total_seconds() // 60) if replied else None
        found.append(
            PackRequest(
                number=number,
                received_at=at.astimezone(zone).replace(tzinfo=None),
                site=site,
                what=" ".join(part for part in (pest, room, place) if part),
                reply_minutes=wait,
                solved=None if solved is None else bool(solved),
            )
        )
    return found


def cases_between(
    database: BranchDatabase, customer_id: int, from_at: datetime, to_at: datetime
) -> list[int]:
    """Read which complaints came in within a period."""
    values = {"customer": customer_id, "from_at": instant_text(from_at), "to_at": instant_text(to_at)}
    return [row[0] for row in database.rows(_CASES, values)]


def open_advice(database: BranchDatabase, customer_id: int, until: date) -> list[PackAdvice]:
    """Read the recommendations that are still open."""
    values = {"customer": customer_id, "until": until.isoformat()}
    return [
        PackAdvice(
            text=row[0],
            site=row[1],
            by_customer=bool(row[2]),
            owner=row[3],
            given_on=date.fromisoformat(row[4]),
            due_on=date.fromisoformat(row[5]) if row[5] else None,
        )
        for row in database.rows(_ADVICE, values)
    ]


def money_between(database: BranchDatabase, customer_id: int, since: date, until: date) -> PackMoney:
    """Sum what was billed and paid in a period, and what is open at its end."""
    (row,) = database.rows(_MONEY, _days(customer_id, since, until))
    return PackMoney(billed_fen=row[0], paid_fen=row[1], open_fen=row[2], overdue_fen=row[3])


def _days(customer_id: int, since: date, until: date) -> dict[str, object]:
    return {"customer": customer_id, "since": since.isoformat(), "until": until.isoformat()}
