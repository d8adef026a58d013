"""The guided talk of a complaint: what was said, what is so, what was offered and agreed (R086-R104, D18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import ComplaintEvent, Responsibility, Stage
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.wording import Situation

LEAST_OPTIONS = 2


class FirstWish(StrEnum):
    """What the customer wants before anything else (R111)."""

    TAKEN_SERIOUSLY = "taken_seriously"
    RESPECTED = "respected"
    UNDERSTOOD = "understood"
    HELPED = "helped"


class FactsState(StrEnum):
    """How far it is known what is so; while unproven we neither admit nor deny (R100)."""

    UNPROVEN = "unproven"
    PROVEN = "proven"
    DISPROVED = "disproved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTalk:
    """What the talk of a case has brought so far; `course` is what is so, not what was said."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    problem: str = ""
    place: str = ""
    noticed: str = ""
    extent: str = ""
    wishes: tuple[FirstWish, ...] = ()
    facts: FactsState | None = None
    facts_at: datetime | None = None  # since when they stand like this
    facts_reply_at: datetime | None = None  # when we promised to tell
    course: str = ""
    apology: str = ""
    consent_by: str = ""
    consent_at: datetime | None = None
    understood: bool | None = None
    explanations: int = 0
    loan_offered: bool | None = None
    loan_what: str = ""
    explanation: str = ""  # what everybody who waits is told (R130)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecap:
    """One version of the matter in objective words; insert-only (R088)."""

    id: int = 0
    complaint_id: int = 0
    place: int = 1
    text: str = ""
    corrected: bool = False  # these are the customer's own corrections
    confirmed: bool = False
    said_at: datetime = EPOCH
    said_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOption:
    """One way to solve it, and why it is good for the customer (R104)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    place: int = 1
    text: str = ""
    why: str = ""
    chosen: bool = False


def is_confirmed(recaps: Iterable[CaseRecap]) -> bool:
    """Tell whether the customer has agreed to our words, or given theirs."""
    return any(recap.confirmed for recap in recaps)


def facts_first(recaps: Iterable[CaseRecap], solution: str) -> Message | None:
    """Warn of a solution before the matter is confirmed: no promise that may be wrong (R087)."""
    if not solution.strip() or is_confirmed(recaps):
        return None
    return msg("Confirm the facts first: the customer has not yet agreed to how we put it.")


def apology_situation(responsibility: Responsibility | None, talk: CaseTalk) -> Situation:
    """Choose the block of approved texts by responsibility; neutral before the verdict (R109, R100)."""
    blocks = {
        Responsibility.OURS: Situation.OUR_FAULT,
        Responsibility.BOTH: Situation.OUR_FAULT,
        Responsibility.CUSTOMER: Situation.THEIR_FAULT,
        Responsibility.UNFOUNDED: Situation.UNMET,
    }
    if responsibility is not None:
        return blocks[responsibility]
    return Situation.UNMET if talk.facts is FactsState.DISPROVED else Situation.APOLOGY


def facts_due(talk: CaseTalk, hours: int) -> datetime | None:
    """Return until when unproven facts must be cleared up or told: as promised, else after `hours` (R100)."""
    if talk.facts is not FactsState.UNPROVEN or talk.facts_at is None:
        return None
    latest = talk.facts_at + timedelta(hours=hours)
    return min(talk.facts_reply_at or latest, latest)


def check_options(options: Sequence[CaseOption], consent_by: str) -> dict[str, Message]:
    """Check a choice: out of two at least, one taken, with a reason and somebody's consent (R104)."""
    problems: dict[str, Message] = {}
    if len(options) < LEAST_OPTIONS:
        problems["options"] = msg("Offer at least two ways, so that the customer can choose.")
    chosen = [option for option in options if option.chosen]
    if len(chosen) != 1:
        problems.setdefault("options", msg("Mark the one way that the customer has chosen."))
    elif not chosen[0].why.strip():
        problems["why"] = msg("Say why the chosen way is good for the customer.")
    if not consent_by.strip():
        problems["consent_by"] = msg("Enter who of the customer agreed.")
    return problems


def last_stamps(events: Iterable[ComplaintEvent]) -> dict[Stage, ComplaintEvent]:
    """Return by stage the event that reached it last (R086)."""
    return {event.stage: event for event in events if event.stage is not None}


def require_order(events: Iterable[ComplaintEvent], stage: Stage, at: datetime) -> None:
    """Refuse a stamp that lies before the one of an earlier stage (R086)."""
    order = list(Stage)
    for earlier, event in last_stamps(events).items():
        if order.index(earlier) < order.index(stage) and at < event.happened_at:
            raise Refused(
                msg(
                    "“{stage}” cannot be earlier than “{earlier}”: stages have an order. Correct the time.",
                    stage=stage,
                    earlier=earlier,
                ),
                field="at",
            )
