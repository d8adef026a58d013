"""What is noted beside duties: calls in vain and next attempts, two queries for all of them (D04)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from branchdesk.domain.duties import Duty, LinkKind
from branchdesk.domain.duty_results import PURPOSES
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text

_LATELY = timedelta(days=14)
_IN_VAIN = """
SELECT customer_id, visit_id, invoice_id, complaint_id, purpose FROM interaction
WHERE result IN ('unreachable', 'voicemail', 'call_back') AND happened_at >= ?
"""
_NEXT = "SELECT duty_key, try_on, try_at, why FROM next_attempt"
_LAST_SEEN = "SELECT max(day) FROM seen_day WHERE day < ?"

_About = tuple[int, int | None, int | None, int | None, str]


@dataclass(frozen=True, slots=True)
class Noted:
    """How often each thing was tried in vain lately, and when each duty is tried again."""

    tried: Counter[_About]
    next: dict[str, tuple[date, str, str]]

    @classmethod
    def read(cls, database: BranchDatabase, now: datetime) -> Noted:
        """Read both."""
        since = instant_text(now - _LATELY)
        tried: Counter[_About] = Counter(database.rows(_IN_VAIN, (since,)))
        coming = {row[0]: (date.fromisoformat(row[1]), row[2], row[3]) for row in database.rows(_NEXT)}
        return cls(tried, coming)

    def beside(self, duty: Duty) -> Duty:
        """Write beside a duty what is known of it; it stays due as it was."""
        purpose = PURPOSES.get(duty.kind)
        tried = self.tried[_about(duty, purpose.value)] if purpose else 0
        coming = self.next.get(duty.key)
        if coming is None or coming[0] < duty.due_on:  # noted for the time before: this one is due anew
            return replace(duty, tried=tried) if tried else duty
        return replace(duty, tried=tried, try_on=coming[0], try_at=coming[1], try_why=coming[2])


def last_seen_before(database: BranchDatabase, today: date) -> date | None:
    """Read the last day before today on which somebody looked at the duties."""
    found = database.value(_LAST_SEEN, (today.isoformat(),))
    return date.fromisoformat(found) if found else None


def _about(duty: Duty, purpose: str) -> _About:
    linked = {duty.link: duty.link_id}
    return (
        duty.whom.customer_id,
        linked.get(LinkKind.VISIT),
        linked.get(LinkKind.INVOICE),
        linked.get(LinkKind.COMPLAINT),
        purpose,
    )
