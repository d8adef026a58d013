"""The facts of meetings: whom to meet this quarter, what is planned, what was decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties import Whom
from branchdesk.domain.duties_meetings import FailureFact, MeetingFact, TaskFact
from branchdesk.domain.meetings import Quarter
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of

_WHOM = f"c.id, {name_sql()}, c.phone, coalesce(s.name, '')"
# An outlet is met with its head office; prospects and one-off customers have no quarters.
_TO_MEET = f"""
SELECT NULL, c.id, {name_sql()}, c.phone, '', {contact_sql("meeting", "c.id")},
    (SELECT max(m.held_on) FROM meeting m WHERE m.customer_id = c.id AND m.held_on IS NOT NULL) AS met,
    (SELECT min(m.planned_on) FROM meeting m WHERE m.customer_id = c.id AND m.held_on IS NULL
        AND m.cancelled_why = '') AS planned,
    (SELECT count(*) FROM visit v JOIN site z ON z.id = v.site_id WHERE (z.customer_id = c.id
        OR z.customer_id IN (SELECT o.id FROM customer o WHERE o.group_id = c.id))
        AND v.status = 'done' AND v.date_on BETWEEN :since AND :today
        AND v.left_without_hand_over <> '') AS absent,
    c.grade
FROM customer c
WHERE c.status = 'active' AND c.kind IN ('single', 'group')
    AND coalesce(c.since, :first) <= :last AND coalesce(met, '') < :first
ORDER BY absent = 0, absent DESC, c.grade = '', c.grade, coalesce(met, ''), c.name
"""
_PLANNED = f"""
SELECT m.id, {_WHOM}, {contact_sql("meeting", "c.id", "m.site_id")}, m.planned_on, m.start_at, m.topics
FROM meeting m JOIN customer c ON c.id = m.customer_id LEFT JOIN site s ON s.id = m.site_id
WHERE m.held_on IS NULL AND m.cancelled_why = '' AND m.planned_on <= :horizon
"""
_TASKS = f"""
SELECT t.id, {_WHOM}, {contact_sql("meeting", "c.id", "m.site_id")}, t.what, t.owner, t.by_customer, t.due_on
FROM meeting_task t JOIN meeting m ON m.id = t.meeting_id JOIN customer c ON c.id = t.customer_id
    LEFT JOIN site s ON s.id = m.site_id
WHERE t.done_on IS NULL AND t.due_on <= :horizon
"""
_FAILURES = f"""
SELECT s.id, c.id, {name_sql()}, c.phone, s.name, {contact_sql("service", "c.id", "s.id")},
    json_group_array(v.date_on),
    (SELECT max(p.held_on) FROM preparation_meeting p WHERE p.site_id = s.id)
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
WHERE v.status = 'done' AND v.preparation_missing <> '' AND v.date_on <= :today
    AND c.status NOT IN ('lost', 'archived')
GROUP BY s.id HAVING count(*) >= :failures
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerToMeet:
    """A customer whose meeting of the quarter is still to be held."""

    whom: Whom
    met_on: date | None
    planned_on: date | None
    absent: int  # visits of the last two quarters at which nobody of the customer was there
    grade: str

    @property
    def id(self) -> int:
        """Return the customer: lists go by it."""
        return self.whom.customer_id


def customers_to_meet(database: BranchDatabase, today: date, quarter: Quarter) -> list[CustomerToMeet]:
    """Read who was not met in a quarter; those absent during service come first (R024)."""
    values = {
        "today": today.isoformat(),
        "first": quarter.first.isoformat(),
        "last": quarter.last.isoformat(),
        "since": date.fromordinal(quarter.first.toordinal() - 92).isoformat(),
    }
    return [
        CustomerToMeet(
            whom=whom_of(row), met_on=_day(row[6]), planned_on=_day(row[7]), absent=int(row[8]), grade=row[9]
        )
        for row in database.rows(_TO_MEET, values)
    ]


def meeting_facts(database: BranchDatabase, today: date, horizon: date) -> list[MeetingFact]:
    """Read planned meetings up to a day."""
    values = {"today": today.isoformat(), "horizon": horizon.isoformat()}
    return [
        MeetingFact(
            id=row[0],
            whom=whom_of(row),
            planned_on=date.fromisoformat(row[6]),
            start_at=row[7],
            topics=row[8],
        )
        for row in database.rows(_PLANNED, values)
    ]


def task_facts(database: BranchDatabase, today: date, horizon: date) -> list[TaskFact]:
    """Read what meetings decided for the days up to one and nobody did yet."""
    values = {"today": today.isoformat(), "horizon": horizon.isoformat()}
    return [
        TaskFact(
            id=row[0],
            whom=whom_of(row),
            what=row[6],
            owner=row[7],
            by_customer=bool(row[8]),
            due_on=date.fromisoformat(row[9]),
        )
        for row in database.rows(_TASKS, values)
    ]


def failure_facts(database: BranchDatabase, today: date, failures: int) -> list[FailureFact]:
    """Read the sites where preparation failed at least so often, with the last meeting of their staff."""
    values = {"today": today.isoformat(), "failures": failures}
    return [
        FailureFact(
            site_id=row[0],
            whom=whom_of(row),
            failed_on=tuple(sorted(date.fromisoformat(day) for day in json.loads(row[6]))),
            met_on=_day(row[7]),
        )
        for row in database.rows(_FAILURES, values)
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
