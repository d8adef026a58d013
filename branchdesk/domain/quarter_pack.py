"""What one takes to the quarterly meeting with a customer, gathered from the facts (D10, R024, R028)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from branchdesk.domain.care import Expectation, Improvement
from branchdesk.domain.complaint_clocks import ComplaintClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.meetings import MeetingTask
from branchdesk.domain.surveys import Survey
from branchdesk.domain.visits import VisitKind, VisitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PackVisit:
    """One visit of the period."""

    date_on: date
    site: str
    kind: VisitKind
    status: VisitStatus
    report: str
    signed: bool
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """One extra request of the period; moments are the branch's wall time."""

    number: str
    received_at: datetime
    site: str
    what: str
    reply_minutes: int | None
    solved: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCase:
    """One complaint of the period with its clocks."""

    complaint: Complaint
    received_at: datetime
    clocks: tuple[ComplaintClock, ...]
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAdvice:
    """A recommendation that is still open."""

    text: str
    site: str
    by_customer: bool
    owner: str
    given_on: date
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMoney:
    """What was billed and paid in the period, and what is open now, in fen."""

    billed_fen: int
    paid_fen: int
    open_fen: int
    overdue_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPack:
    """Everything for one meeting; papers without prices have neither `money` nor a cost (R085)."""

    branch: str
    customer: str
    since: date
    until: date
    owed: int  # services that the plan owed in the period
    done: int  # of these
    visits: Sequence[PackVisit] = ()
    requests: Sequence[PackRequest] = ()
    requests_cost_fen: int | None = None
    cases: Sequence[PackCase] = ()
    surveys: Sequence[Survey] = ()
    advice: Sequence[PackAdvice] = ()
    tasks: Sequence[MeetingTask] = ()  # of the meetings before, open or done since the last one
    improvements: Sequence[Improvement] = ()
    expectations: Sequence[Expectation] = ()
    money: PackMoney | None = None

    @property
    def extra(self) -> int:
        """Count the visits done beyond the plan."""
        done = sum(one.status is VisitStatus.DONE for one in self.visits)
        return max(done - self.done, 0)


def by_owner(advice: Sequence[PackAdvice]) -> list[PackAdvice]:
    """Put what the customer is to do first, then by who does it and by day."""
    return sorted(
        advice, key=lambda one: (not one.by_customer, one.owner, one.due_on or date.max, one.given_on)
    )
