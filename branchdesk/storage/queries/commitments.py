"""Our own promises, each with whom and what they are about: one query a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from branchdesk.domain.commitments import Commitment
from branchdesk.domain.duties_requests import CommitmentRow
from branchdesk.domain.months import Month
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of
from branchdesk.storage.queries.summary_frame import Frame
from branchdesk.storage.tables import shape_of

_OPEN = "k.kept_at IS NULL AND k.broken_why = '' AND k.withdrawn_why = ''"
_NOT_OVER = "(x.id IS NULL OR x.closed_at IS NULL) AND (q.id IS NULL OR q.closed_at IS NULL)"
_JOINS = """
FROM commitment k JOIN customer c ON c.id = k.customer_id
LEFT JOIN complaint x ON x.id = k.complaint_id LEFT JOIN extra_request q ON q.id = k.request_id
LEFT JOIN visit v ON v.id = k.visit_id LEFT JOIN site s ON s.id = coalesce(v.site_id, q.site_id, x.site_id)
LEFT JOIN employee e ON e.id = coalesce(v.technician_id, k.technician_id)
"""


def register(database: BranchDatabase, since: date, until: date) -> list[CommitmentRow]:
    """Read the promises due between two days, and all that are open, by when they are due."""
    where = f"(k.due_on BETWEEN :since AND :until) OR ({_OPEN})"
    return _rows(database, where, {"since": since.isoformat(), "until": until.isoformat()}, until)


def open_rows(database: BranchDatabase, today: date, until: date) -> list[CommitmentRow]:
    """Read the promises that are due by a day and neither kept nor broken, of matters that are not over."""
    where = f"k.due_on <= :until AND {_OPEN} AND (k.kind <> 'update' OR ({_NOT_OVER}))"
    return _rows(database, where, {"until": until.isoformat()}, today)


def due_in(database: BranchDatabase, frame: Frame) -> dict[Month, list[Commitment]]:
    """Read the promises that were due in each month."""
    found: dict[Month, list[Commitment]] = {month: [] for month in frame.months}
    shape = shape_of(Commitment)
    last = frame.closes(frame.month)
    rows = database.rows(
        f"{shape.select} WHERE due_on BETWEEN ? AND ? ORDER BY due_on",
        (frame.months[0].first.isoformat(), last.isoformat()),
    )
    for row in rows:
        one = shape.record(row)
        found[Month.of(one.due_on)].append(one)
    return found


def _rows(database: BranchDatabase, where: str, params: dict[str, str], today: date) -> list[CommitmentRow]:
    shape = shape_of(Commitment)
    columns = ", ".join(f"k.{name}" for name in shape.names)
    contact = contact_sql("service", "c.id", "s.id", "k.contact_id")
    sql = (
        f"SELECT k.id, c.id, {name_sql()}, c.phone, coalesce(s.name, ''), {contact}, "
        f"coalesce(x.number, q.number, ''), v.date_on, coalesce(e.name, ''), {columns} {_JOINS} "
        f"WHERE {where} ORDER BY k.due_on, k.due_time = '', k.due_time, k.id"
    )
    found = database.rows(sql, {**params, "today": today.isoformat()})
    return [_row(row, shape.record(row[9:])) for row in found]


def _row(row: tuple[Any, ...], commitment: Commitment) -> CommitmentRow:
    visit_on = date.fromisoformat(row[7]) if row[7] else None
    return CommitmentRow(commitment, whom_of(row), row[6], visit_on, row[8])
