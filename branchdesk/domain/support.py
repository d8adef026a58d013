"""Calls for help inside the house: a difficulty in service, support asked of a superior (R033, R039)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.messages import Message, msg


class SupportKind(StrEnum):
    """What somebody turns to their superior with."""

    DIFFICULTY = "difficulty"  # the area manager must know at once (R033)
    SUPPORT = "support"  # somebody asks for help and wants an answer (R039)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequest:
    """One call for help: what, to whom, when they were told and what they answered."""

    id: int = 0
    version: int = 0
    kind: SupportKind = SupportKind.SUPPORT
    customer_id: int = 0
    visit_id: int | None = None
    complaint_id: int | None = None
    request_id: int | None = None
    text: str = ""
    raised_at: datetime = EPOCH  # when the difficulty arose or the help was wanted
    raised_by: str = ""
    told_at: datetime | None = None  # when the superior was told
    told_by: str = ""
    told_to: str = ""
    answer: str = ""
    answered_at: datetime | None = None


def minutes_between(since: datetime, until: datetime | None) -> int | None:
    """Return the whole minutes between two instants, None while the second has not come."""
    return None if until is None else int((until - since) / timedelta(minutes=1))


def answer_minutes(request: SupportRequest) -> int | None:
    """Return how long the superior took to answer, from being told (R039)."""
    return minutes_between(request.told_at or request.raised_at, request.answered_at)


def check_support(request: SupportRequest, now: datetime) -> dict[str, Message]:
    """Check one call for help at the moment `now`."""
    problems: dict[str, Message] = {}
    if not request.text.strip():
        problems["text"] = msg("Say what is difficult, or what help is wanted.")
    if request.told_at is not None and not request.told_to.strip():
        problems["told_to"] = msg("Say who was told.")
    for name in ("raised_at", "told_at", "answered_at"):
        moment = getattr(request, name)
        if moment is not None and moment > now:
            problems[name] = msg("This moment is still to come. Enter when it was.")
    if request.answered_at is not None:
        if request.told_at is None:
            problems["told_at"] = msg("Enter when they were told before their answer.")
        elif request.answered_at < request.told_at:
            problems["answered_at"] = msg("The answer lies before the question. Correct one of the two.")
        if not request.answer.strip():
            problems["answer"] = msg("Write down what they answered.")
    return problems
