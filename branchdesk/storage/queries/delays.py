"""The facts of likely delays: whom to tell, and how many were told first (R137)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from branchdesk.domain.duties_calls import DelayFact
from branchdesk.domain.months import Month
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of
from branchdesk.storage.queries.summary_frame import MONTHS, Frame

_UNTOLD = f"""
SELECT d.id, c.id, {name_sql()}, c.phone, '', {contact_sql("service", "c.id")}, d.expected, d.entered_at
FROM delay d JOIN customer c ON c.id = d.customer_id
WHERE d.told_at IS NULL ORDER BY d.entered_at, d.id
"""
_BY_MONTH = f"""
WITH {MONTHS}
SELECT m.month, count(*), sum(d.told_before) FROM delay d
JOIN m ON d.entered_at >= m.start_at AND d.entered_at < m.end_at GROUP BY m.month
"""


def delay_facts(database: BranchDatabase, today: date, zone: ZoneInfo) -> list[DelayFact]:
    """Read likely delays of which the customers do not know yet."""
    return [
        DelayFact(
            id=row[0],
            whom=whom_of(row),
            expected=row[6],
            entered_on=datetime.fromisoformat(row[7]).astimezone(zone).date(),
        )
        for row in database.rows(_UNTOLD, {"today": today.isoformat()})
    ]


def delay_counts(database: BranchDatabase, frame: Frame) -> dict[Month, tuple[int, int]]:
    """Count the delays entered in each month, and those told before the customer noticed."""
    rows = database.rows(_BY_MONTH, frame.params())
    return {Month.parse(row[0]): (int(row[1]), int(row[2])) for row in rows}
