"""Facts about people and contracts that duties and the card need: one query a kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from branchdesk.domain.duties_people import EndingContract, NewContact, UnreadContract
from branchdesk.domain.people import BriefingItem
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of

_REACHED = "NOT IN ('unreachable', 'voicemail')"
_UNREAD = f"""
SELECT k.id, c.id, {name_sql()}, c.phone, coalesce(s.name, ''), {contact_sql("service", "c.id", "k.site_id")},
    k.number, min(v.date_on)
FROM contract k JOIN customer c ON c.id = k.customer_id LEFT JOIN site s ON s.id = k.site_id
    JOIN visit v ON v.contract_id = k.id AND v.status = 'planned'
WHERE k.read_on IS NULL AND k.status = 'active'
    AND NOT EXISTS (SELECT 1 FROM visit d WHERE d.contract_id = k.id AND d.status = 'done')
GROUP BY k.id HAVING min(v.date_on) <= :horizon
"""
_NEW = f"""
SELECT n.id, c.id, {name_sql()}, c.phone, coalesce(s.name, ''),
    json_array(n.id, n.name, n.title, n.mobile, n.phone), o.name, o.to_on,
    :points - (SELECT count(*) FROM briefing_tick b WHERE b.contact_id = n.id)
FROM contact o JOIN contact n ON n.id = o.successor_id JOIN customer c ON c.id = n.customer_id
    LEFT JOIN site s ON s.id = n.site_id
WHERE o.to_on >= :since AND o.to_on <= :today AND (n.to_on IS NULL OR n.to_on > :today)
    AND c.status NOT IN ('lost', 'archived')
    AND NOT EXISTS (SELECT 1 FROM interaction x WHERE x.customer_id = n.customer_id
        AND x.contact_id = n.id AND x.purpose = 'introduction'
        AND x.result {_REACHED})
GROUP BY n.id
"""
_ENDING = f"""
SELECT k.id, c.id, {name_sql()}, c.phone, coalesce(s.name, ''), {contact_sql("manager", "c.id", "k.site_id")},
    k.number, k.end_on
FROM contract k JOIN customer c ON c.id = k.customer_id LEFT JOIN site s ON s.id = k.site_id
WHERE k.status = 'active' AND k.end_on BETWEEN :today AND :horizon AND c.status NOT IN ('lost', 'archived')
    AND NOT EXISTS (SELECT 1 FROM contract n WHERE n.customer_id = k.customer_id AND n.id <> k.id
        AND n.status IN ('draft', 'active') AND n.start_on > k.start_on AND n.site_id IS k.site_id
        AND (n.end_on IS NULL OR n.end_on > k.end_on))
    AND NOT EXISTS (SELECT 1 FROM interaction x WHERE x.customer_id = c.id AND x.purpose = 'renewal'
        AND x.result {_REACHED} AND substr(x.happened_at, 1, 10) >= date(k.end_on, '-180 days'))
"""
_LAST = f"""
SELECT contact_id, max(happened_at) FROM interaction
WHERE customer_id = ? AND contact_id IS NOT NULL AND result {_REACHED} GROUP BY contact_id
"""


def unread_contracts(database: BranchDatabase, today: date, horizon: date) -> list[UnreadContract]:
    """Read contracts whose first service comes by `horizon` and that nobody has read (R002)."""
    values = {"today": today.isoformat(), "horizon": horizon.isoformat()}
    return [
        UnreadContract(id=row[0], whom=whom_of(row), number=row[6], first_on=date.fromisoformat(row[7]))
        for row in database.rows(_UNREAD, values)
    ]


def new_contacts(database: BranchDatabase, today: date, since: date) -> list[NewContact]:
    """Read who took over since a day without being introduced to us (R026)."""
    values: dict[str, Any] = {
        "today": today.isoformat(),
        "since": since.isoformat(),
        "points": len(BriefingItem),
    }
    return [
        NewContact(
            id=row[0],
            whom=whom_of(row),
            before=row[6],
            since=date.fromisoformat(row[7]),
            open_points=max(row[8], 0),
        )
        for row in database.rows(_NEW, values)
    ]


def ending_contracts(database: BranchDatabase, today: date, horizon: date) -> list[EndingContract]:
    """Read contracts that end by `horizon` without a successor and without a talk about renewal."""
    values = {"today": today.isoformat(), "horizon": horizon.isoformat()}
    return [
        EndingContract(id=row[0], whom=whom_of(row), number=row[6], end_on=date.fromisoformat(row[7]))
        for row in database.rows(_ENDING, values)
    ]


def last_contacts(database: BranchDatabase, customer_id: int) -> dict[int, datetime]:
    """Read when each contact of a customer was last spoken with (R027)."""
    return {row[0]: datetime.fromisoformat(row[1]) for row in database.rows(_LAST, (customer_id,))}


def hand_over_payments(database: BranchDatabase, ids: Sequence[int], customer_id: int) -> None:
    """Let payments belong to another customer, when two entries of one customer are merged."""
    if ids:
        database.write_many(
            "UPDATE payment SET customer_id = ? WHERE id = ?", [(customer_id, one) for one in ids]
        )
