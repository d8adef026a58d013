"""The course of cases by month: late entries, hand-overs and their minutes, what customers want first."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.case_talk import FirstWish
from branchdesk.domain.months import Month
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.summary_frame import MONTHS, Frame

_LATE = f"""
WITH {MONTHS}
SELECT m.month, count(*) FROM complaint c JOIN m ON c.received_at >= m.start_at AND c.received_at < m.end_at
WHERE c.kind = 'complaint'
    AND unixepoch(c.registered_at) - unixepoch(c.received_at) >= :minutes * 60 GROUP BY m.month
"""
_HANDED = f"""
WITH {MONTHS}
SELECT m.month, count(*),
    round(avg((unixepoch(a.answered_at) - unixepoch(h.offered_at)) / 60.0)) FROM hand_over_answer a
JOIN hand_over h ON h.id = a.hand_over_id
JOIN m ON a.answered_at >= m.start_at AND a.answered_at < m.end_at
WHERE a.kind = 'accepted' GROUP BY m.month
"""
_WISHES = f"""
WITH {MONTHS}
SELECT m.month, t.wishes FROM case_talk t JOIN complaint c ON c.id = t.complaint_id
JOIN m ON c.received_at >= m.start_at AND c.received_at < m.end_at WHERE t.wishes <> ''
"""


@dataclass(frozen=True, slots=True)
class CourseMonth:
    """One month; `wishes` holds for each case that was asked what its customer wants first."""

    late: int = 0
    handed: int = 0
    minutes: int | None = None
    wishes: tuple[tuple[FirstWish, ...], ...] = ()


def course_months(database: BranchDatabase, frame: Frame, late_minutes: int) -> dict[Month, CourseMonth]:
    """Read what each month says about the course of its cases."""
    late = {row[0]: row[1] for row in database.rows(_LATE, frame.params() | {"minutes": late_minutes})}
    handed = {row[0]: row[1:] for row in database.rows(_HANDED, frame.params())}
    wishes: dict[str, list[tuple[FirstWish, ...]]] = {}
    for month, words in database.rows(_WISHES, frame.params()):
        wishes.setdefault(month, []).append(tuple(FirstWish(word) for word in words.split(",")))
    return {
        month: CourseMonth(
            late=late.get(key, 0),
            handed=handed.get(key, (0, None))[0],
            minutes=int(handed[key][1]) if key in handed else None,
            wishes=tuple(wishes.get(key, ())),
        )
        for month, key in ((month, month.key) for month in frame.months)
    }
