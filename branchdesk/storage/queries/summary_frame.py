"""The stretch of time that a summary looks at, in the form in which its queries take it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from branchdesk.domain.months import Month
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text

REACHED = "NOT IN ('unreachable', 'voicemail')"

# Instants are kept in UTC; the branch's months begin where its own clock says so.
MONTHS = """
m AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS month, json_extract(value, '$[1]') AS first,
        json_extract(value, '$[2]') AS last, json_extract(value, '$[3]') AS start_at,
        json_extract(value, '$[4]') AS end_at
    FROM json_each(:months)
)
"""

# Money that was entered after its month had been locked belongs to the month after it (decision 7).
LATE = """
late AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS month, json_extract(value, '$[1]') AS first,
        json_extract(value, '$[2]') AS invoice, json_extract(value, '$[3]') AS payment,
        json_extract(value, '$[4]') AS allocation
    FROM json_each(:locks)
)
"""


@dataclass(frozen=True, slots=True)
class Marks:
    """The newest rows that a locked month knew: rows with a higher id were entered later."""

    invoice: int
    payment: int
    allocation: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Months without a gap, the wanted one last; nothing after `as_of` counts, except visits of its month."""

    months: Sequence[Month]
    as_of: date
    zone: ZoneInfo
    marks: Mapping[Month, Marks] = field(default_factory=dict)

    @property
    def month(self) -> Month:
        """Return the month that is wanted."""
        return self.months[-1]

    def closes(self, month: Month) -> date:
        """Return the last day of a month that counts."""
        return min(month.last, self.as_of)

    def end_at(self, month: Month) -> datetime:
        """Return the first instant after a month, in the branch's zone."""
        return datetime.combine(self.closes(month) + timedelta(days=1), time(), self.zone)

    def params(self) -> dict[str, Any]:
        """Return the values of every gap that the queries of a summary have."""
        wanted = self.month
        before = self.marks.get(wanted.plus(-1))
        return {
            "months": json.dumps([self._row(month) for month in self.months]),
            "locks": json.dumps([self._lock(month) for month in self.months if month.plus(-1) in self.marks]),
            "since": self.months[0].first.isoformat(),
            "until": self.as_of.isoformat(),
            "since_at": self._start(self.months[0]),
            "month": wanted.key,
            "first": wanted.first.isoformat(),
            "last": wanted.last.isoformat(),
            "start_at": self._start(wanted),
            "end_at": instant_text(self.end_at(wanted)),
            "late_invoice": before and before.invoice,
            "late_payment": before and before.payment,
        }

    def _row(self, month: Month) -> list[str]:
        days = (month.first.isoformat(), month.last.isoformat())
        return [month.key, *days, self._start(month), instant_text(self.end_at(month))]

    def _lock(self, month: Month) -> list[Any]:
        marks = self.marks[month.plus(-1)]
        return [month.key, month.first.isoformat(), marks.invoice, marks.payment, marks.allocation]

    def _start(self, month: Month) -> str:
        return instant_text(datetime.combine(month.first, time(), self.zone))


def newest_rows(database: BranchDatabase) -> Marks:
    """Read the newest ids of the rows of money."""
    rows = database.rows(
        "SELECT (SELECT coalesce(max(id), 0) FROM invoice), (SELECT coalesce(max(id), 0) FROM payment), "
        "(SELECT coalesce(max(id), 0) FROM allocation)"
    )
    return Marks(*rows[0])


def locked(database: BranchDatabase, since: Month, until: Month) -> dict[Month, tuple[Marks, str]]:
    """Read of each locked month its marks and, as JSON, the sections of its summary."""
    rows = database.rows(
        "SELECT month, json_extract(summary, '$.marks.invoice'), json_extract(summary, '$.marks.payment'), "
        "json_extract(summary, '$.marks.allocation'), "
        "json_extract(summary, '$.summary.MonthlySummary.sections') "
        "FROM month_lock WHERE month BETWEEN ? AND ?",
        (since.key, until.key),
    )
    return {Month.parse(key): (Marks(*marks), text) for key, *marks, text in rows}


def first_record(database: BranchDatabase, zone: ZoneInfo) -> date | None:
    """Read the first day about which the branch file says anything."""
    day = database.value(
        "SELECT min(day) FROM (SELECT min(date_on) AS day FROM visit "
        "UNION ALL SELECT min(planned_on) FROM plan_slot UNION ALL SELECT min(issued_on) FROM invoice "
        "UNION ALL SELECT min(paid_on) FROM payment)"
    )
    instant = database.value(
        "SELECT min(at) FROM (SELECT min(happened_at) AS at FROM interaction "
        "UNION ALL SELECT min(received_at) FROM complaint UNION ALL SELECT min(made_at) FROM promise)"
    )
    days = [date.fromisoformat(day)] if day else []
    if instant:
        days.append(datetime.fromisoformat(instant).astimezone(zone).date())
    return min(days, default=None)
