"""Extra requests with whom, where, the visit, its papers and its promise: one query a list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from branchdesk.domain.duties_requests import DifficultyFact, RequestFact, SupportFact
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.months import Month
from branchdesk.domain.support import SupportRequest, minutes_between
from branchdesk.domain.visits import Visit
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of
from branchdesk.storage.queries.summary_frame import Frame
from branchdesk.storage.tables import shape_of


def requests(database: BranchDatabase, today: date, where: str = "1", **values: Any) -> list[RequestFact]:
    """Read extra requests, the newest first; `where` may speak of `q` (the request) and `v` (its visit)."""
    request, visit = shape_of(ExtraRequest), shape_of(Visit)
    columns = ", ".join([f"q.{name}" for name in request.names] + [f"v.{name}" for name in visit.names])
    contact = contact_sql("service", "c.id", "s.id", "q.contact_id")
    sql = (
        f"SELECT q.id, c.id, {name_sql()}, c.phone, s.name, {contact}, coalesce(e.name, ''), "
        "r.id IS NOT NULL, "
        "CASE WHEN q.company_copy <> '' THEN q.company_copy ELSE coalesce(r.company_copy, '') END, "
        "k.due_on, coalesce(k.due_time, ''), "
        "EXISTS (SELECT 1 FROM support_request h WHERE h.request_id = q.id AND h.told_at IS NOT NULL), "
        f"{columns} FROM extra_request q JOIN customer c ON c.id = q.customer_id "
        "JOIN site s ON s.id = q.site_id "
        "LEFT JOIN visit v ON v.id = q.visit_id LEFT JOIN employee e ON e.id = v.technician_id "
        "LEFT JOIN service_report r ON r.visit_id = v.id "
        "LEFT JOIN commitment k ON k.id = (SELECT max(p.id) FROM commitment p "
        "WHERE p.visit_id = v.id AND p.kind = 'arrival' AND p.withdrawn_why = '') "
        f"WHERE {where} ORDER BY q.received_at DESC, q.id DESC"
    )
    return [_fact(row) for row in database.rows(sql, {"today": today.isoformat(), **values})]


def open_or_lacking(database: BranchDatabase, today: date) -> list[RequestFact]:
    """Read the requests that are open, and those closed whose report or company copy is missing (R046)."""
    where = (
        "q.closed_at IS NULL OR (q.called_off_why = '' "
        "AND (r.id IS NULL OR (q.company_copy = '' AND r.company_copy = '')))"
    )
    return requests(database, today, where)


def among(database: BranchDatabase, today: date, ids: Sequence[int]) -> list[RequestFact]:
    """Read some requests."""
    return requests(database, today, "q.id IN (SELECT value FROM json_each(:ids))", ids=json.dumps(list(ids)))


def since(database: BranchDatabase, moment: datetime) -> list[ExtraRequest]:
    """Read the requests received since an instant, called off ones left out, the oldest first."""
    shape = shape_of(ExtraRequest)
    rows = database.rows(
        f"{shape.select} WHERE received_at >= ? AND called_off_why = '' ORDER BY received_at, id",
        (instant_text(moment),),
    )
    return [shape.record(row) for row in rows]


def extra_visits(
    database: BranchDatabase, since: date, until: date, customer_id: int | None = None
) -> tuple[int, int]:
    """Count the extra visits done between two days, for one customer or all, and their minutes (D08)."""
    rows = database.rows(
        "SELECT count(*), coalesce(sum(v.minutes), 0) FROM extra_visit x JOIN visit v ON v.id = x.visit_id "
        "JOIN extra_request q ON q.id = x.request_id WHERE v.status = 'done' "
        "AND v.date_on BETWEEN :since AND :until AND (:customer IS NULL OR q.customer_id = :customer)",
        {"since": since.isoformat(), "until": until.isoformat(), "customer": customer_id},
    )
    return int(rows[0][0]), int(rows[0][1])


def waits(database: BranchDatabase, frame: Frame) -> dict[Month, list[int | None]]:
    """Read of each month's requests after how many minutes they were replied to, None while they were not."""
    found: dict[Month, list[int | None]] = {month: [] for month in frame.months}
    for request in since(database, datetime.combine(frame.months[0].first, time(), frame.zone)):
        month = Month.of(request.received_at.astimezone(frame.zone).date())
        if month in found and request.received_at < frame.end_at(month):
            found[month].append(minutes_between(request.received_at, request.replied_at))
    return found


def support_calls(
    database: BranchDatabase, today: date, where: str = "1", **values: Any
) -> list[SupportFact]:
    """Read calls for help, the newest first."""
    shape = shape_of(SupportRequest)
    columns = ", ".join(f"h.{name}" for name in shape.names)
    contact = contact_sql("service", "c.id", "s.id")
    sql = (
        f"SELECT h.id, c.id, {name_sql()}, c.phone, coalesce(s.name, ''), {contact}, "
        f"coalesce(x.number, q.number, ''), v.date_on, {columns} FROM support_request h "
        "JOIN customer c ON c.id = h.customer_id LEFT JOIN visit v ON v.id = h.visit_id "
        "LEFT JOIN complaint x ON x.id = h.complaint_id LEFT JOIN extra_request q ON q.id = h.request_id "
        "LEFT JOIN site s ON s.id = coalesce(v.site_id, q.site_id, x.site_id) "
        f"WHERE {where} ORDER BY h.raised_at DESC, h.id DESC"
    )
    return [
        SupportFact(
            shape.record(row[8:]), whom_of(row), row[6], date.fromisoformat(row[7]) if row[7] else None
        )
        for row in database.rows(sql, {"today": today.isoformat(), **values})
    ]


def untold_difficulties(database: BranchDatabase, today: date, since: date) -> list[DifficultyFact]:
    """Read the visits with a difficulty of which nobody above was told, without asking since when (R033)."""
    sql = (
        f"SELECT v.id, c.id, {name_sql()}, c.phone, s.name, {contact_sql('service', 'c.id', 's.id')}, "
        "v.difficulty, coalesce((SELECT h.raised_at FROM support_request h WHERE h.visit_id = v.id "
        "AND h.kind = 'difficulty'), v.done_at, "
        "(SELECT min(a.at) FROM audit a WHERE a.entity = 'visit' AND a.entity_id = v.id)) "
        "FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id "
        "WHERE v.difficulty <> '' AND v.date_on >= :since AND v.status <> 'cancelled' "
        "AND NOT EXISTS (SELECT 1 FROM support_request t WHERE t.visit_id = v.id AND t.kind = 'difficulty' "
        "AND t.told_at IS NOT NULL) ORDER BY v.date_on, v.id"
    )
    rows = database.rows(sql, {"today": today.isoformat(), "since": since.isoformat()})
    return [DifficultyFact(row[0], whom_of(row), row[6], datetime.fromisoformat(row[7])) for row in rows]


def night_visits(database: BranchDatabase, day: date, before: date) -> list[tuple[str, Visit]]:
    """Read the visits of a day and the day before it that have a technician, with the technician's name."""
    shape = shape_of(Visit)
    columns = ", ".join(f"v.{name}" for name in shape.names)
    rows = database.rows(
        f"SELECT e.name, {columns} FROM visit v JOIN employee e ON e.id = v.technician_id "
        "WHERE v.date_on IN (?, ?) AND v.status IN ('planned', 'done')",
        (day.isoformat(), before.isoformat()),
    )
    return [(row[0], shape.record(row[1:])) for row in rows]


def _fact(row: Sequence[Any]) -> RequestFact:
    request = shape_of(ExtraRequest)
    rest = row[12:]
    visit = rest[len(request.names) :]
    return RequestFact(
        request=request.record(rest[: len(request.names)]),
        whom=whom_of(tuple(row[:6])),
        visit=shape_of(Visit).record(visit) if visit[0] is not None else None,
        technician=row[6],
        has_report=bool(row[7]),
        company_copy=row[8],
        promised_on=date.fromisoformat(row[9]) if row[9] else None,
        promised_time=row[10],
        support_asked=bool(row[11]),
    )
