"""What waits in open cases: agreed call-backs, tasks, offers, facts to be verified, and old cases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from branchdesk.domain.case_tasks import TaskKind
from branchdesk.domain.complaint_clocks import Agreed, ClockKind
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.duties_cases import FactsFact, OfferFact, TaskFact, UnresolvedCase
from branchdesk.domain.employees import EmployeeRole
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, name_sql, whom_of

_CASE = f"c.id, {name_sql()}, c.phone, coalesce(s.name, ''), {contact_sql('complaint', 'c.id', 'x.site_id')}"
_JOIN = "JOIN customer c ON c.id = x.customer_id LEFT JOIN site s ON s.id = x.site_id"
_AGREED = """
SELECT complaint_id, asked_at, due_at FROM case_task
WHERE kind = 'call_back' AND complaint_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_TASKS = f"""
SELECT x.id, {_CASE}, x.number, t.kind, t.whom, t.due_at, t.asked_at, t.phone, t.text, t.role
FROM case_task t JOIN complaint x ON x.id = t.complaint_id {_JOIN}
WHERE t.done_at IS NULL AND x.closed_at IS NULL ORDER BY coalesce(t.due_at, t.asked_at), t.id
"""
_OFFERS = f"""
SELECT x.id, {_CASE}, x.number, h.from_name, h.to_name, h.offered_at, h.minutes
FROM hand_over h JOIN complaint x ON x.id = h.complaint_id {_JOIN}
WHERE x.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM hand_over_answer a WHERE a.hand_over_id = h.id)
    AND h.id = (SELECT max(l.id) FROM hand_over l WHERE l.complaint_id = x.id)
    AND NOT EXISTS (SELECT 1 FROM complaint_event e WHERE e.complaint_id = x.id AND e.happened_at >
        strftime('%Y-%m-%dT%H:%M:%SZ', h.offered_at, '+' || h.minutes || ' minutes'))
ORDER BY h.id
"""
_FACTS = f"""
SELECT x.id, {_CASE}, x.number, t.facts_at, t.facts_reply_at
FROM case_talk t JOIN complaint x ON x.id = t.complaint_id {_JOIN}
WHERE t.facts = 'unproven' AND t.facts_at IS NOT NULL AND x.closed_at IS NULL ORDER BY t.facts_at, x.id
"""
_UNRESOLVED = f"""
SELECT x.id, x.number, {name_sql()}, coalesce(s.name, ''), x.owner, x.received_at, x.stage,
    (SELECT max(e.happened_at) FROM complaint_event e WHERE e.complaint_id = x.id),
    (SELECT e.text FROM complaint_event e WHERE e.complaint_id = x.id
        ORDER BY e.happened_at DESC, e.id DESC LIMIT 1),
    (SELECT max(i.happened_at) FROM interaction i WHERE i.complaint_id = x.id)
FROM complaint x {_JOIN}
WHERE x.closed_at IS NULL AND x.kind = 'complaint' ORDER BY x.received_at, x.id
"""


def agreed_among(database: BranchDatabase, ids: Sequence[int]) -> dict[int, list[Agreed]]:
    """Return the call-backs agreed with the customer, by case: when each was agreed, and for when (R095)."""
    found: dict[int, list[Agreed]] = {}
    for case, asked, due in database.rows(_AGREED, (json.dumps(list(ids)),)):
        found.setdefault(case, []).append((datetime.fromisoformat(asked), datetime.fromisoformat(due)))
    return found


def frozen_states(database: BranchDatabase) -> dict[int, dict[ClockKind, ClockState]]:
    """Return how the clocks of cases ended at their first closing (D16)."""
    found: dict[int, dict[ClockKind, ClockState]] = {}
    for case, kind, state in database.rows(
        "SELECT complaint_id, kind, state FROM clock_result WHERE run = 0"
    ):
        found.setdefault(case, {})[ClockKind(kind)] = ClockState(state)
    return found


def task_facts(database: BranchDatabase, today: date) -> list[TaskFact]:
    """Read what open cases still ask of somebody."""
    return [
        TaskFact(
            complaint_id=row[0],
            whom=whom_of(row),
            number=row[6],
            kind=TaskKind(row[7]),
            who=row[8],
            due_at=datetime.fromisoformat(row[9] or row[10]),
            phone=row[11],
            text=row[12],
            role=EmployeeRole(row[13]) if row[13] else None,
        )
        for row in database.rows(_TASKS, {"today": today.isoformat()})
    ]


def offer_facts(database: BranchDatabase, today: date) -> list[OfferFact]:
    """Read the last offer of each open case, where nobody answered it or went on since it went back."""
    return [
        OfferFact(
            complaint_id=row[0],
            whom=whom_of(row),
            number=row[6],
            from_name=row[7],
            to_name=row[8],
            offered_at=datetime.fromisoformat(row[9]),
            minutes=row[10],
        )
        for row in database.rows(_OFFERS, {"today": today.isoformat()})
    ]


def facts_facts(database: BranchDatabase, today: date) -> list[FactsFact]:
    """Read the open cases in which something is still to be verified (R100)."""
    return [
        FactsFact(
            complaint_id=row[0],
            whom=whom_of(row),
            number=row[6],
            since=datetime.fromisoformat(row[7]),
            reply_at=datetime.fromisoformat(row[8]) if row[8] else None,
        )
        for row in database.rows(_FACTS, {"today": today.isoformat()})
    ]


def unresolved_cases(database: BranchDatabase) -> list[UnresolvedCase]:
    """Read all open complaints, the oldest first, with what was done last (R134)."""
    return [
        UnresolvedCase(
            id=row[0],
            number=row[1],
            customer=row[2],
            site=row[3],
            owner=row[4],
            received_at=datetime.fromisoformat(row[5]),
            stage=row[6],
            last_at=datetime.fromisoformat(max(filter(None, (row[7], row[9], row[5])))),
            last_text=row[8] or "",
        )
        for row in database.rows(_UNRESOLVED, ())
    ]
