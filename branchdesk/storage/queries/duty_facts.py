"""The facts from which the day's duties follow: one query a kind, never one a row."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.domain.duties import InvoiceFact, NextContactFact, PromiseFact, Whom
from branchdesk.domain.salutation import salutation
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.exempt import EXEMPT
from branchdesk.storage.queries.instalments import asked_of_parts
from branchdesk.storage.tables import shape_of

_NAME = "CASE WHEN c.short_name <> '' THEN c.short_name ELSE c.name END"


def name_sql() -> str:
    """Name the customer `c` as people say it."""
    return _NAME


def contact_sql(
    role: str, customer: str, site: str = "NULL", agreed_with: str = "", *, routed: bool = False
) -> str:
    """Pick whom to call: the right role first, the site's own contact first, those who left never.

    What was agreed with one person goes to them, and to who followed when they left (D12).
    `routed`: where an outlet has nobody with the role, the head office has (D11).
    """
    group = f" OR (k.customer_id = c.group_id AND instr(k.roles, '{role}'))" if routed else ""
    heirs = (
        f"k.id NOT IN (WITH RECURSIVE heir (id) AS (SELECT {agreed_with} UNION SELECT h.successor_id "
        "FROM contact h JOIN heir ON h.id = heir.id WHERE h.successor_id IS NOT NULL) "
        "SELECT id FROM heir WHERE id IS NOT NULL), "
        if agreed_with
        else ""
    )
    return (
        f"(SELECT json_array(k.id, k.name, k.title, k.mobile, k.phone) FROM contact k "
        f"WHERE (k.customer_id = {customer}{group}) AND (k.to_on IS NULL OR k.to_on >= :today) "
        f"AND (k.site_id IS NULL OR k.site_id = {site} OR {site} IS NULL) "
        f"ORDER BY {heirs}instr(k.roles, '{role}') = 0, k.customer_id <> {customer}, k.site_id IS NULL, k.id "
        "LIMIT 1)"
    )


_INVOICES = f"""
SELECT i.id, c.id, {_NAME}, c.phone, '',
    {contact_sql("invoice", "c.id", routed=True)}, i.number, i.amount_fen - i.paid_fen,
    i.disputed_fen, i.sent_on, i.signed_on IS NOT NULL AND i.signature_confirmed,
    i.terms LIKE 'signed%' AND i.due_given_on IS NULL, i.due_on,
    (SELECT max(x.happened_at) FROM interaction x WHERE (x.invoice_id = i.id
            OR x.id IN (SELECT t.interaction_id FROM talk_invoice t WHERE t.invoice_id = i.id))
        AND x.purpose IN ('collection', 'signature') AND x.result NOT IN ('unreachable', 'voicemail')),
    (SELECT max(p.due_on) FROM promise p WHERE p.customer_id = c.id AND p.kind = 'payment'
        AND p.withdrawn_why = '' AND (p.invoice_id = i.id OR p.invoice_id IS NULL)),
    {EXEMPT}
FROM invoice i JOIN customer c ON c.id = i.customer_id
WHERE i.settled_on IS NULL AND i.kind = 'invoice' AND (i.due_on IS NULL OR i.due_on <= :horizon)
"""
_PROMISES = f"""
SELECT p.id, c.id, {_NAME}, c.phone, '',
    {contact_sql("payer", "c.id", routed=True)}, p.due_on, p.amount_fen, p.made_at,
    (SELECT json_group_array(json_array(m.paid_on, m.amount_fen)) FROM payment m
        WHERE m.customer_id = c.id AND m.paid_on >= date(p.made_at, '-1 day'))
FROM promise p JOIN customer c ON c.id = p.customer_id
WHERE p.kind = 'payment' AND p.kept_on IS NULL AND p.withdrawn_why = '' AND p.due_on <= :today
    AND NOT EXISTS (SELECT 1 FROM promise q WHERE q.customer_id = p.customer_id AND q.kind = 'payment'
        AND q.id > p.id AND q.withdrawn_why = '')
"""
# A talk on a later day, counted in UTC, is later in every zone; whether one of the same day was early enough
# is for `next_contact_facts`, which knows the branch's zone.
_NEXT_CONTACTS = f"""
SELECT x.id, c.id, {_NAME}, c.phone, coalesce(s.name, ''),
    {contact_sql("service", "c.id", "x.site_id", "x.contact_id")},
    x.next_on, x.next_step,
    (SELECT max(y.happened_at) FROM interaction y WHERE y.customer_id = x.customer_id
        AND y.happened_at > x.happened_at AND y.result NOT IN ('unreachable', 'voicemail'))
FROM interaction x JOIN customer c ON c.id = x.customer_id LEFT JOIN site s ON s.id = x.site_id
WHERE x.next_on <= :horizon AND NOT EXISTS (SELECT 1 FROM interaction y WHERE y.customer_id = x.customer_id
    AND y.happened_at > x.happened_at AND substr(y.happened_at, 1, 10) > x.next_on
    AND y.result NOT IN ('unreachable', 'voicemail'))
"""
_OPEN_COMPLAINTS = f"""
SELECT x.id, c.id, {_NAME}, c.phone, coalesce(s.name, ''),
    {contact_sql("complaint", "c.id", "x.site_id", routed=True)}
FROM complaint x JOIN customer c ON c.id = x.customer_id LEFT JOIN site s ON s.id = x.site_id
WHERE x.closed_at IS NULL AND x.kind = 'complaint' AND (x.answered_at IS NULL OR x.told_at IS NULL
    OR (x.reopened_at IS NOT NULL AND x.answered_again_at IS NULL))
"""


def invoice_facts(database: BranchDatabase, today: date, horizon: date, zone: ZoneInfo) -> list[InvoiceFact]:
    """Read open invoices that are due by `horizon` or wait for a signature; of parts what is asked for."""
    parts = asked_of_parts(database, today)
    return [
        InvoiceFact(
            id=row[0],
            whom=whom_of(row),
            number=row[6],
            open_fen=parts.get(row[0], row[7]),
            disputed_fen=min(row[8], parts.get(row[0], row[8])),
            sent_on=_day(row[9]),
            signed=bool(row[10]),
            waits_for_signature=bool(row[11]),
            due_on=_day(row[12]),
            chased_on=_local_day(row[13], zone),
            promised_until=_day(row[14]),
            head_office_pays=bool(row[15]),
        )
        for row in database.rows(_INVOICES, _values(today, horizon, today))
    ]


def promise_facts(database: BranchDatabase, today: date, zone: ZoneInfo) -> list[PromiseFact]:
    """Read each customer's newest promise whose day has come, with the money since it was made."""
    return [
        PromiseFact(
            id=row[0],
            whom=whom_of(row),
            due_on=date.fromisoformat(row[6]),
            over_on=date.fromisoformat(row[6]),
            amount_fen=row[7] or 0,
            received_fen=_received_since(_local_day(row[8], zone), row[9]),
        )
        for row in database.rows(_PROMISES, _values(today, today, today))
    ]


def _received_since(day: date | None, payments: str) -> int:
    return sum(
        amount for paid_on, amount in json.loads(payments) if day is None or paid_on >= day.isoformat()
    )


def next_contact_facts(
    database: BranchDatabase, today: date, horizon: date, zone: ZoneInfo
) -> list[NextContactFact]:
    """Read agreed next contacts after which nobody of the customer was reached yet."""
    return [
        NextContactFact(
            interaction_id=row[0], whom=whom_of(row), next_on=date.fromisoformat(row[6]), next_step=row[7]
        )
        for row in database.rows(_NEXT_CONTACTS, _values(today, horizon, today))
        if row[8] is None or str(_local_day(row[8], zone)) < row[6]
    ]


def open_complaints(database: BranchDatabase, today: date) -> list[tuple[int, Whom]]:
    """Read the cases that still owe an answer, with whom to call."""
    return [(row[0], whom_of(row)) for row in database.rows(_OPEN_COMPLAINTS, _values(today, today, today))]


def open_cases(database: BranchDatabase) -> tuple[dict[int, Complaint], dict[int, list[ComplaintPause]]]:
    """Read the open complaints and their pauses, two queries however many there are."""
    cases, rests = shape_of(Complaint), shape_of(ComplaintPause)
    known = [cases.record(row) for row in database.rows(f"{cases.select} WHERE closed_at IS NULL")]
    pauses: dict[int, list[ComplaintPause]] = defaultdict(list)
    of_open = "complaint_id IN (SELECT id FROM complaint WHERE closed_at IS NULL)"
    for row in database.rows(f"{rests.select} WHERE {of_open} ORDER BY id"):
        pause: ComplaintPause = rests.record(row)
        pauses[pause.complaint_id].append(pause)
    return {one.id: one for one in known}, pauses


def _values(today: date, horizon: date, since: date) -> dict[str, str]:
    return {"today": today.isoformat(), "horizon": horizon.isoformat(), "since": since.isoformat()}


def whom_of(row: tuple[Any, ...]) -> Whom:
    """Read whom to call; every query begins with: link, customer, name, phone, site, contact as JSON."""
    contact_id, name, title, mobile, phone = json.loads(row[5]) if row[5] else (None, "", "", "", "")
    return Whom(
        customer_id=row[1],
        customer=row[2],
        site=row[4],
        contact_id=contact_id,
        contact=salutation(name, title),
        phone=mobile or phone or row[3],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _local_day(text: str | None, zone: ZoneInfo) -> date | None:
    return datetime.fromisoformat(text).astimezone(zone).date() if text else None
