"""What judged cases ask for by a day, what they cost in a month, and who is being watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.claims import CaseTotals
from branchdesk.domain.duties_judgement import JudgedFact, JudgedStep
from branchdesk.domain.months import Month
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.duty_facts import contact_sql, whom_of
from branchdesk.storage.queries.summary_frame import MONTHS, Frame

_WHOM = f"""
x.id, c.id, CASE WHEN c.short_name <> '' THEN c.short_name ELSE c.name END, c.phone, coalesce(s.name, ''),
    {contact_sql("complaint", "c.id", "x.site_id", routed=True)}
"""
_JOIN = "JOIN customer c ON c.id = x.customer_id LEFT JOIN site s ON s.id = x.site_id"

# Each: the case and whom to call; step, day, number, what it is about, who.
_STEPS = f"""
SELECT {_WHOM}, 'action', a.due_on, x.number, a.action, a.owner
FROM corrective_action a JOIN complaint x ON x.id = a.complaint_id {_JOIN}
WHERE a.verified_on IS NULL AND a.done_on IS NULL AND a.due_on <= :horizon
UNION ALL
SELECT {_WHOM}, 'effect', a.check_on, x.number, a.action, a.owner
FROM corrective_action a JOIN complaint x ON x.id = a.complaint_id {_JOIN}
WHERE a.verified_on IS NULL AND a.done_on IS NOT NULL AND a.check_on <= :horizon
UNION ALL
SELECT {_WHOM}, 'second', v.decided_at, x.number, v.why, v.decided_by
FROM case_verdict v JOIN complaint x ON x.id = v.complaint_id {_JOIN}
WHERE v.valid = 0 AND v.second_at IS NULL AND x.closed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM case_verdict n WHERE n.complaint_id = v.complaint_id AND n.id > v.id)
UNION ALL
SELECT {_WHOM}, 'after', k.follow_up_on, x.number, x.text, x.owner
FROM case_closing k JOIN complaint x ON x.id = k.complaint_id AND k.round = x.reopened {_JOIN}
WHERE k.followed_on IS NULL AND k.follow_up_on <= :horizon AND x.closed_at IS NOT NULL
UNION ALL
SELECT {_WHOM}, 'settle', m.approved_at, x.number, m.number, m.approved_by
FROM claim m JOIN complaint x ON x.id = m.complaint_id {_JOIN} WHERE m.state = 'approved'
UNION ALL
SELECT {_WHOM}, 'third', date(t.sent_on, :patience), x.number, t.against, x.owner
FROM third_party_claim t JOIN complaint x ON x.id = t.complaint_id {_JOIN}
WHERE t.sent_on IS NOT NULL AND t.answered_on IS NULL AND t.paid_on IS NULL
UNION ALL
SELECT {_WHOM}, 'credit', max(m.settled_on, i.issued_on), x.number, i.number, m.number
FROM claim m JOIN complaint x ON x.id = m.complaint_id {_JOIN}
JOIN invoice k ON k.id = m.credit_id AND k.settled_on IS NULL
JOIN invoice i ON i.id = (SELECT n.id FROM invoice n WHERE n.customer_id = k.customer_id
    AND n.settled_on IS NULL AND n.kind = 'invoice' ORDER BY n.due_on IS NULL, n.due_on, n.id LIMIT 1)
WHERE m.state = 'settled'
UNION ALL
SELECT {_WHOM}, 'told', coalesce(g.changed_on, g.decided_on), x.number, x.text, x.owner
FROM good_word g JOIN complaint x ON x.id = g.complaint_id {_JOIN}
WHERE g.told_on IS NULL AND x.closed_at IS NULL AND coalesce(g.changed_on, g.decided_on) IS NOT NULL
    AND (g.adopted = 0 OR g.changed_on IS NOT NULL)
"""
_COSTS = """
SELECT x.id, x.number, CASE WHEN c.short_name <> '' THEN c.short_name ELSE c.name END,
    sum(t.compensation), sum(t.other), sum(t.visits), sum(t.minutes)
FROM (
    SELECT complaint_id, granted_fen AS compensation, 0 AS other, 0 AS visits, 0 AS minutes
    FROM claim WHERE state = 'settled' AND settled_on BETWEEN :first AND :last
    UNION ALL
    SELECT complaint_id, 0, amount_fen, kind = 'visit', minutes
    FROM case_cost WHERE spent_on BETWEEN :first AND :last
) t JOIN complaint x ON x.id = t.complaint_id JOIN customer c ON c.id = x.customer_id
GROUP BY x.id ORDER BY 4 DESC, x.number
"""
_SATISFIED = f"""
WITH {MONTHS}
SELECT m.month, avg(c.satisfied) FROM m
JOIN complaint c ON c.closed_at >= m.start_at AND c.closed_at < m.end_at
WHERE c.kind = 'complaint' AND c.valid = 1 AND c.satisfied IS NOT NULL GROUP BY m.month
"""
_WATCHED = """
SELECT x.id, x.number, k.watch_until FROM case_closing k
JOIN complaint x ON x.id = k.complaint_id AND k.round = x.reopened
WHERE x.customer_id = ? AND k.watch_until >= ? AND x.closed_at IS NOT NULL ORDER BY k.watch_until DESC
"""


def judged_facts(database: BranchDatabase, today: date, horizon: date, patience: int) -> list[JudgedFact]:
    """Read what judged cases ask for by a day; a third party has `patience` days to answer."""
    values = {
        "today": today.isoformat(),
        "horizon": horizon.isoformat(),
        "patience": f"+{patience} days",
    }
    return [
        JudgedFact(
            complaint_id=row[0],
            whom=whom_of(row),
            step=JudgedStep(row[6]),
            on=date.fromisoformat(row[7][:10]),
            number=row[8],
            what=row[9],
            who=row[10],
        )
        for row in database.rows(_STEPS, values)
    ]


def month_costs(database: BranchDatabase, first: date, last: date) -> list[tuple[int, str, str, CaseTotals]]:
    """Read what each case cost within some days, the dearest first (R125)."""
    rows = database.rows(_COSTS, {"first": first.isoformat(), "last": last.isoformat()})
    return [(row[0], row[1], row[2], CaseTotals(*row[3:])) for row in rows]


@dataclass(frozen=True, slots=True)
class JudgedMonth:
    """How satisfied the customers of valid complaints were (mean, as text), and what cases cost."""

    satisfied: str | None
    totals: CaseTotals


def judged_months(database: BranchDatabase, frame: Frame) -> dict[Month, JudgedMonth]:
    """Read for each month what its closed and running cases came to (R102, R125)."""
    marks = dict(database.rows(_SATISFIED, frame.params()))
    found = {}
    for month in frame.months:
        rows = month_costs(database, month.first, frame.closes(month))
        totals = sum((row[3] for row in rows), CaseTotals())
        mark = marks.get(month.key)
        found[month] = JudgedMonth(None if mark is None else str(mark), totals)
    return found


def watched(database: BranchDatabase, customer_id: int, today: date) -> list[tuple[int, str, date]]:
    """Read the closed cases after which a customer is still being watched (R120)."""
    rows = database.rows(_WATCHED, (customer_id, today.isoformat()))
    return [(row[0], row[1], date.fromisoformat(row[2])) for row in rows]
