"""Facts for chasing money: last talks, steps of the ladder, how customers paid; one query a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from branchdesk.domain.chasing import LastTalk
from branchdesk.domain.exemptions import ExemptionRow
from branchdesk.domain.payers import PaidInvoice
from branchdesk.domain.receivables import Payment, Promise
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import name_sql
from branchdesk.storage.queries.exempt import EXEMPT
from branchdesk.storage.tables import shape_of

# The last talk about money of each customer: SQLite takes the other columns from the row of the maximum.
_TALKS = """
SELECT x.customer_id, max(x.happened_at), x.next_on FROM interaction x
WHERE x.purpose = 'collection' GROUP BY x.customer_id
"""
_PAID = f"""
SELECT i.customer_id, {name_sql()}, i.id, i.due_on, i.settled_on, i.amount_fen
FROM invoice i JOIN customer c ON c.id = i.customer_id
WHERE i.kind = 'invoice' AND i.due_on BETWEEN ? AND ? AND i.id NOT IN (
    SELECT r.reverses_id FROM invoice r WHERE r.reverses_id IS NOT NULL)
ORDER BY i.customer_id, i.due_on, i.id
"""
_LEVELS = """
SELECT s.level, s.done_on FROM dunning_item d JOIN dunning_step s ON s.id = d.step_id
WHERE d.invoice_id = ? AND NOT EXISTS (
    SELECT 1 FROM dunning_mark m WHERE m.step_id = s.id AND m.kind = 'withdrawn')
ORDER BY s.level DESC, s.done_on DESC LIMIT 1
"""
_STEPS = """
SELECT DISTINCT d.step_id FROM dunning_item d JOIN invoice i ON i.id = d.invoice_id WHERE i.customer_id = ?
ORDER BY d.step_id DESC
"""
_EXEMPT = f"""
SELECT c.id, {name_sql()}, e.reason, e.from_on, e.until_on, e.approved_by,
    (SELECT coalesce(sum(i.amount_fen - i.paid_fen), 0) FROM invoice i
        WHERE i.customer_id = c.id AND i.settled_on IS NULL),
    {EXEMPT}, coalesce(o.id, c.id), coalesce(o.name, c.name)
FROM customer c LEFT JOIN pay_exemption e ON e.id = (
    SELECT x.id FROM pay_exemption x WHERE x.customer_id IN (c.id, c.group_id)
    ORDER BY x.until_on DESC, x.id DESC LIMIT 1)
LEFT JOIN customer o ON o.id = e.customer_id
WHERE c.status NOT IN ('archived', 'lost') AND (e.id IS NOT NULL OR c.head_office_pays)
ORDER BY e.until_on IS NULL, e.until_on, 2
"""


@dataclass(frozen=True, slots=True)
class LadderInvoice:
    """How far an open invoice has come on the ladder."""

    invoice_id: int
    level: int
    dunned_on: date | None


def last_talks(database: BranchDatabase, zone: ZoneInfo) -> dict[int, LastTalk]:
    """Return the last talk about money of each customer, also a vain one."""
    return {
        row[0]: LastTalk(_day(row[1], zone), date.fromisoformat(row[2]) if row[2] else None)
        for row in database.rows(_TALKS)
    }


def ladder_levels(database: BranchDatabase) -> dict[int, LadderInvoice]:
    """Return level and day of the last reminder of every open invoice that had one."""
    sql = "SELECT id, dunning_level, dunned_on FROM invoice WHERE settled_on IS NULL AND dunning_level > 0"
    return {
        row[0]: LadderInvoice(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None)
        for row in database.rows(sql)
    }


def level_of(database: BranchDatabase, invoice_id: int) -> tuple[int, date | None]:
    """Return the highest standing step of an invoice with its day, 0 where none stands."""
    rows = database.rows(_LEVELS, (invoice_id,))
    return (rows[0][0], date.fromisoformat(rows[0][1])) if rows else (0, None)


def steps_of_customer(database: BranchDatabase, customer_id: int) -> list[int]:
    """Return the reminders that a customer had, the newest first."""
    return [row[0] for row in database.rows(_STEPS, (customer_id,))]


def due_invoices(database: BranchDatabase, since: date, until: date) -> list[PaidInvoice]:
    """Read the invoices that fell due in a span, with the day on which each was settled."""
    return [
        PaidInvoice(
            row[0],
            row[1],
            row[2],
            date.fromisoformat(row[3]),
            date.fromisoformat(row[4]) if row[4] else None,
            row[5],
        )
        for row in database.rows(_PAID, (since.isoformat(), until.isoformat()))
    ]


def payments_by_customer(database: BranchDatabase, customer_id: int | None) -> Mapping[int, list[Payment]]:
    """Read the payments of every customer who ever promised one, or of one customer."""
    shape = shape_of(Payment)
    if customer_id is not None:
        rows = database.rows(f"{shape.select} WHERE customer_id = ?", (customer_id,))
    else:
        promised = "(SELECT customer_id FROM promise WHERE kind = 'payment')"
        rows = database.rows(f"{shape.select} WHERE customer_id IN {promised}")
    found: dict[int, list[Payment]] = defaultdict(list)
    for row in rows:
        payment = shape.record(row)
        found[payment.customer_id].append(payment)
    return found


def promises(database: BranchDatabase, customer_id: int | None) -> list[tuple[Promise, str, str, str]]:
    """Read the promises to pay, the newest first, each with customer, contact and the way it was given."""
    shape = shape_of(Promise)
    columns = ", ".join(f"p.{name}" for name in shape.names)
    whose = "AND p.customer_id = ?" if customer_id is not None else ""
    rows = database.rows(
        f"SELECT {columns}, {name_sql()}, coalesce(k.name, ''), coalesce(x.kind, '') FROM promise p "
        "JOIN customer c ON c.id = p.customer_id LEFT JOIN contact k ON k.id = p.contact_id "
        "LEFT JOIN chase_call q ON q.promise_id = p.id LEFT JOIN interaction x ON x.id = q.interaction_id "
        f"WHERE p.kind = 'payment' {whose} ORDER BY p.due_on DESC, p.id DESC",
        (customer_id,) if customer_id is not None else (),
    )
    width = len(shape.names)
    return [(shape.record(row[:width]), row[width], row[width + 1], row[width + 2]) for row in rows]


def exemption_rows(database: BranchDatabase, today: date) -> list[ExemptionRow]:
    """Read for whom the head office pays or paid, those that end first on top, those without a day last."""
    return [
        ExemptionRow(
            id=row[0],
            customer=row[1],
            reason=row[2] or "",
            from_on=date.fromisoformat(row[3]) if row[3] else None,
            ends_on=date.fromisoformat(row[4]) if row[4] else None,
            approved_by=row[5] or "",
            open_fen=row[6],
            holds=bool(row[7]),
            owner_id=row[8],
            owner=row[9],
        )
        for row in database.rows(_EXEMPT, {"today": today.isoformat()})
    ]


def _day(instant: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(instant).astimezone(zone).date()
