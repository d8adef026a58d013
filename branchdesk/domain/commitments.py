"""Service promises (承诺): what we gave our word for, until when, and whether we kept it (R148, R149)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from math import ceil
from zoneinfo import ZoneInfo

from branchdesk.domain.checks import wall_time
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg


class CommitmentKind(StrEnum):
    """What was promised."""

    SERVICE = "service"  # that something is done
    UPDATE = "update"  # that we tell how it stands (R149)
    ARRIVAL = "arrival"  # that somebody is there (R042)


class CommitmentState(StrEnum):
    """How a service promise stands; derived, never stored."""

    OPEN = "open"
    OVERDUE = "overdue"
    KEPT = "kept"
    LATE = "late"  # done, after its time
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class CommitmentResult(StrEnum):
    """How a service promise can be settled."""

    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One service promise; without a time it is due by the end of its day.

    It is about one matter at most (a visit, a complaint, an extra request), else about the customer.
    """

    id: int = 0
    version: int = 0
    kind: CommitmentKind = CommitmentKind.SERVICE
    customer_id: int = 0
    contact_id: int | None = None
    visit_id: int | None = None
    complaint_id: int | None = None
    request_id: int | None = None
    technician_id: int | None = None  # who has to keep it, where it is a technician (R045)
    text: str = ""
    given_to: str = ""
    due_on: date = date.min
    due_time: str = ""  # wall time HH:MM
    every_minutes: int | None = None  # an update: after each one the next is promised
    estimate_minutes: int | None = None  # what we reckoned with ourselves (R147)
    given_at: datetime = EPOCH
    given_by: str = ""
    confirmed_by: str = ""  # who inside the house said that it can be kept
    kept_at: datetime | None = None
    outcome: str = ""  # what was done or told
    broken_why: str = ""
    withdrawn_why: str = ""  # the customer asked for something else: it does not count

    @property
    def settled(self) -> bool:
        """Tell whether nothing is to be done about it any more."""
        return self.kept_at is not None or bool(self.broken_why) or bool(self.withdrawn_why)

    def due_at(self, zone: ZoneInfo) -> datetime:
        """Return the last instant at which it is kept; exactly then is in time (V14)."""
        at = time.fromisoformat(self.due_time) if self.due_time else time(23, 59, 59)
        return datetime.combine(self.due_on, at, zone)


def state_of(commitment: Commitment, zone: ZoneInfo, now: datetime) -> CommitmentState:
    """Say how a service promise stands at the moment `now`."""
    if commitment.withdrawn_why:
        return CommitmentState.WITHDRAWN
    if commitment.broken_why:
        return CommitmentState.BROKEN
    due = commitment.due_at(zone)
    if commitment.kept_at is not None:
        return CommitmentState.KEPT if commitment.kept_at <= due else CommitmentState.LATE
    return CommitmentState.OPEN if now <= due else CommitmentState.OVERDUE


JUDGED = (CommitmentState.KEPT, CommitmentState.LATE, CommitmentState.BROKEN, CommitmentState.OVERDUE)


def kept_share(states: Iterable[CommitmentState]) -> tuple[int, int]:
    """Return how many promises were kept, and of how many; running and withdrawn ones do not count."""
    judged = [state for state in states if state in JUDGED]
    return judged.count(CommitmentState.KEPT), len(judged)


def minutes_late(commitment: Commitment, zone: ZoneInfo) -> int | None:
    """Return by how many minutes it was kept too late, negative when early; None while it is not kept."""
    if commitment.kept_at is None:
        return None
    return round((commitment.kept_at - commitment.due_at(zone)) / timedelta(minutes=1))


def parse_factor(text: str) -> str:
    """Read by how much a promise is longer than the estimate, from 1 to 10; raises `Refused`."""
    try:
        factor = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        factor = Decimal(0)
    if not 1 <= factor <= 10:
        raise Refused(msg("Enter a number from 1 to 10, for example 1.5."), field="promise_factor")
    return f"{factor.normalize():f}"


def suggested_minutes(estimate: int, factor: str) -> int:
    """Return what to promise for an internal estimate: promise less, deliver more (R147).

    `factor` is a decimal number as text (“1.5”); whole minutes, rounded up.
    """
    return ceil(estimate * Fraction(factor))


def suggested_due(given: datetime, estimate: int, factor: str) -> datetime:
    """Return until when to promise what we think takes `estimate` minutes, on the next five minutes."""
    at = given + timedelta(minutes=suggested_minutes(estimate, factor))
    spare = -(at.minute * 60 + at.second) % 300
    return at.replace(microsecond=0) + timedelta(seconds=spare)


def check_commitment(commitment: Commitment) -> dict[str, Message]:
    """Check one service promise; a missing confirmation inside the house is a warning, not a problem."""
    problems: dict[str, Message] = {}
    if not commitment.customer_id:
        problems["customer_id"] = msg("Choose the customer.")
    if not commitment.text.strip():
        problems["text"] = msg("Write down what is promised, in the words that the customer heard.")
    if commitment.due_on == date.min:
        problems["due_on"] = msg("Enter until when; ask inside the house first what can be kept.")
    problems |= wall_time("due_time", commitment.due_time)
    matters = (commitment.visit_id, commitment.complaint_id)
    if sum(one is not None for one in matters) > 1:
        problems["complaint_id"] = msg("A promise is about one matter. Choose the visit or the complaint.")
    for name in ("every_minutes", "estimate_minutes"):
        if (value := getattr(commitment, name)) is not None and not 1 <= value <= 525_600:
            problems[name] = msg("Enter minutes from 1 to 525600.")
    return problems


UNCONFIRMED = msg("Nobody inside the house has confirmed yet that this can be kept.")
"""The warning about a promise without internal confirmation (R148)."""
