"""The facts of calling and selling: who was called when, needs, customers won and lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from branchdesk.domain.duties import Whom
from branchdesk.domain.duties_calls import FirstServiceFact, OpportunityFact
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.settings import Settings
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text
from branchdesk.storage.queries.calls_owed import calls_sql, owed_sql, owed_values
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of
from branchdesk.storage.queries.summary_frame import REACHED

_CALL = f"x.kind IN ('call_out', 'call_in') AND x.result {REACHED}"
_LIVE = "c.status IN ('active', 'prospect') AND c.kind <> 'one_off'"

# A customer of many years whose first service happens to be the first that is written down is not asked.
_FIRST_SERVICES = f"""
SELECT v.id, c.id, {name_sql()}, c.phone, s.name, {contact_sql("service", "c.id", "s.id")}, v.date_on
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
WHERE v.status = 'done' AND v.kind <> 'collection' AND v.date_on BETWEEN :since AND :horizon
    AND c.status IN ('active', 'prospect') AND coalesce(c.since, v.date_on) >= date(v.date_on, '-90 days')
    AND NOT EXISTS (SELECT 1 FROM visit w JOIN site z ON z.id = w.site_id WHERE z.customer_id = c.id
        AND w.status = 'done' AND w.kind <> 'collection'
        AND (w.date_on, w.start_at, w.id) < (v.date_on, v.start_at, v.id))
    AND NOT EXISTS (SELECT 1 FROM interaction x WHERE x.customer_id = c.id
        AND x.purpose = 'critical_point' AND x.result {REACHED})
"""
_OPPORTUNITIES = f"""
SELECT o.id, c.id, {name_sql()}, c.phone, '', {contact_sql("manager", "c.id")}, o.need, o.next_step, o.next_on
FROM opportunity o JOIN customer c ON c.id = o.customer_id
WHERE o.stage = 'open' AND o.next_on <= :horizon
"""
_CUSTOMERS = f"""
SELECT NULL, c.id, {name_sql()}, c.phone, '', {contact_sql("service", "c.id")},
    (SELECT max(x.happened_at) FROM interaction x WHERE x.customer_id = c.id AND {_CALL}),
    (SELECT min(k.start_on) FROM contract k WHERE k.customer_id = c.id AND k.status <> 'draft'),
    c.grade, {calls_sql("c", ":month_start")}
FROM customer c WHERE {_LIVE}
"""
_OWED_CALLS = f"""
SELECT count(*) FROM customer c WHERE {_LIVE} AND {calls_sql("c", ":month_start")} < {owed_sql("c")}
"""
_CALLED = f"""
SELECT x.customer_id, group_concat(x.purpose) FROM interaction x
WHERE x.happened_at >= ? AND x.happened_at < ? AND {_CALL} GROUP BY x.customer_id
"""
_YEARLY = """
SELECT coalesce(sum(i.amount_fen), 0) FROM invoice i
WHERE i.customer_id = {customer} AND i.issued_on > date({until}, '-1 year') AND i.issued_on <= {until}
"""
_CHURN = f"""
SELECT c.id, c.name, c.since, c.lost_on, c.lost_reason,
    coalesce(c.lost_yearly_fen, ({_YEARLY.format(customer="c.id", until="c.lost_on")}), 0)
FROM customer c WHERE c.kind <> 'one_off' AND c.status <> 'prospect'
    AND (c.status <> 'archived' OR c.lost_on IS NOT NULL)
ORDER BY c.lost_on, c.id
"""
_REFERRALS = """
SELECT coalesce(r.code, ''), coalesce(r.name, n.referred_by), n.name, n.since, n.id, r.id
FROM customer n LEFT JOIN customer r ON r.id <> n.id AND r.id = (SELECT min(q.id) FROM customer q
    WHERE n.referred_by IN (q.code, q.name, q.short_name))
WHERE n.referred_by <> '' ORDER BY 2, n.since, n.id
"""
_FINANCE = """
SELECT x.id, group_concat(i.number, '、') FROM interaction x
LEFT JOIN talk_invoice t ON t.interaction_id = x.id LEFT JOIN invoice i ON i.id = t.invoice_id
WHERE x.customer_id = ? AND x.purpose = 'finance' GROUP BY x.id ORDER BY x.happened_at DESC
"""


@dataclass(frozen=True, slots=True)
class CallableCustomer:
    """A customer whom one may call, with the last talk, the first contract and the calls of this month."""

    whom: Whom
    spoke_on: date | None
    first_contract_on: date | None
    grade: str
    calls: int


@dataclass(frozen=True, slots=True)
class CustomerSpan:
    """From when to when somebody was a customer, and what they were worth a year."""

    id: int
    name: str
    since: date | None
    lost_on: date | None
    reason: str
    yearly_fen: int


@dataclass(frozen=True, slots=True)
class Referral:
    """A customer who came because another one spoke for us."""

    code: str
    referrer: str
    customer: str
    since: date | None
    customer_id: int
    referrer_id: int | None


def first_service_facts(
    database: BranchDatabase, today: date, since: date, horizon: date
) -> list[FirstServiceFact]:
    """Read first services after which nobody asked yet."""
    values = {"today": today.isoformat(), "since": since.isoformat(), "horizon": horizon.isoformat()}
    rows = database.rows(_FIRST_SERVICES, values)
    return [
        FirstServiceFact(visit_id=row[0], whom=whom_of(row), served_on=date.fromisoformat(row[6]))
        for row in rows
    ]


def opportunity_facts(database: BranchDatabase, today: date, horizon: date) -> list[OpportunityFact]:
    """Read needs whose next step is due by a day."""
    rows = database.rows(_OPPORTUNITIES, {"today": today.isoformat(), "horizon": horizon.isoformat()})
    return [
        OpportunityFact(
            id=row[0], whom=whom_of(row), need=row[6], next_step=row[7], next_on=date.fromisoformat(row[8])
        )
        for row in rows
    ]


def callable_customers(database: BranchDatabase, today: date, zone: ZoneInfo) -> list[CallableCustomer]:
    """Read everybody who may be called."""
    month_start = instant_text(datetime.combine(today.replace(day=1), time(), zone))
    return [
        CallableCustomer(whom_of(row), _local(row[6], zone), _day(row[7]), row[8], row[9])
        for row in database.rows(_CUSTOMERS, {"today": today.isoformat(), "month_start": month_start})
    ]


def customers_owed_calls(database: BranchDatabase, today: date, zone: ZoneInfo, settings: Settings) -> int:
    """Count the customers who were not phoned as often this month as they are owed (R025, R139)."""
    month_start = instant_text(datetime.combine(today.replace(day=1), time(), zone))
    return int(database.value(_OWED_CALLS, {"month_start": month_start, **owed_values(settings)}))


def called_between(
    database: BranchDatabase, since: datetime, until: datetime
) -> dict[int, frozenset[Purpose]]:
    """Read who was spoken to on the telephone, and about what."""
    rows = database.rows(_CALLED, (instant_text(since), instant_text(until)))
    return {row[0]: frozenset(Purpose(word) for word in row[1].split(",")) for row in rows}


def customer_spans(database: BranchDatabase) -> list[CustomerSpan]:
    """Read who was a customer from when to when; one-off customers and prospects are left out (R158)."""
    return [
        CustomerSpan(row[0], row[1], _day(row[2]), _day(row[3]), row[4], row[5])
        for row in database.rows(_CHURN)
    ]


def referrals(database: BranchDatabase) -> list[Referral]:
    """Read who came through whom; a referrer is named by code or name, or is somebody else (R157)."""
    return [
        Referral(row[0], row[1], row[2], _day(row[3]), row[4], row[5]) for row in database.rows(_REFERRALS)
    ]


def first_contract(database: BranchDatabase, customer_id: int) -> date | None:
    """Read on which day a customer's first contract began."""
    sql = "SELECT min(start_on) FROM contract WHERE customer_id = ? AND status <> 'draft'"
    return _day(database.value(sql, (customer_id,)))


def yearly_fen(database: BranchDatabase, customer_id: int, until: date) -> int:
    """Sum what a customer was billed in the year before a day, credits taken off."""
    sql = _YEARLY.format(customer=":customer", until=":until")
    return max(int(database.value(sql, {"customer": customer_id, "until": until.isoformat()})), 0)


def finance_talks(database: BranchDatabase, customer_id: int) -> list[tuple[int, str]]:
    """Read the talks about money with a customer, newest first, with their invoices (R068)."""
    return [(row[0], row[1] or "") for row in database.rows(_FINANCE, (customer_id,))]


def deals_won(database: BranchDatabase, since: date, until: date) -> int:
    """Count the needs that became orders between two days."""
    sql = "SELECT count(*) FROM opportunity WHERE stage = 'won' AND closed_on BETWEEN ? AND ?"
    return int(database.value(sql, (since.isoformat(), until.isoformat())))


def new_contacts(database: BranchDatabase, since: date, until: date) -> tuple[int, int]:
    """Count the people whom we got to know between two days, and the needs that were written down."""
    days = (since.isoformat(), until.isoformat())
    people = database.value("SELECT count(*) FROM contact WHERE from_on BETWEEN ? AND ?", days)
    needs = database.value("SELECT count(*) FROM opportunity WHERE opened_on BETWEEN ? AND ?", days)
    return int(people), int(needs)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _local(text: str | None, zone: ZoneInfo) -> date | None:
    return datetime.fromisoformat(text).astimezone(zone).date() if text else None
