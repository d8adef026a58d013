"""The baton: an owner at every moment, changes by offer and acceptance (R090, R091, D17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.messages import Message, msg


class HandOverKind(StrEnum):
    """How an offer ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETURNED = "returned"  # nobody accepted in time
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """An offer to take a case over; insert-only. Until it is accepted, the owner stays."""

    id: int = 0
    complaint_id: int = 0
    from_name: str = ""
    to_name: str = ""
    reason: str = ""
    offered_at: datetime = EPOCH
    minutes: int = 15  # within which it must be accepted

    @property
    def lapses_at(self) -> datetime:
        """Return when it goes back to who offered it."""
        return self.offered_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAnswer:
    """How an offer ended, when and by whom; insert-only."""

    id: int = 0
    hand_over_id: int = 0
    kind: HandOverKind = HandOverKind.ACCEPTED
    answered_at: datetime = EPOCH
    answered_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Baton:
    """One offer with its end; `kind` is None while it is pending."""

    offer: HandOver
    kind: HandOverKind | None
    at: datetime | None
    reason: str = ""

    @property
    def minutes(self) -> int | None:
        """Return how long it took to be accepted; None where it was not."""
        if self.kind is not HandOverKind.ACCEPTED or self.at is None:
            return None
        return (self.at - self.offer.offered_at) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class BatonCount:
    """How often a case changed hands, and how long that took on average."""

    accepted: int
    mean_minutes: int | None
    over_limit: bool


def batons(offers: Iterable[HandOver], answers: Iterable[HandOverAnswer], now: datetime) -> tuple[Baton, ...]:
    """Join offers with their ends; one that nobody answered in time has gone back by itself."""
    ends = {answer.hand_over_id: answer for answer in answers}
    found = []
    for offer in offers:
        end = ends.get(offer.id)
        if end is not None:
            found.append(Baton(offer, end.kind, end.answered_at, end.reason))
        elif now > offer.lapses_at:
            found.append(Baton(offer, HandOverKind.RETURNED, offer.lapses_at))
        else:
            found.append(Baton(offer, None, None))
    return tuple(found)


def pending(found: Iterable[Baton]) -> Baton | None:
    """Return the offer that still waits for an answer."""
    return next((baton for baton in found if baton.kind is None), None)


def count(found: Iterable[Baton], limit: int) -> BatonCount:
    """Count hand-overs; an offer that is pending counts as one towards the limit (R091)."""
    known = tuple(found)
    took = [baton.minutes for baton in known if baton.minutes is not None]
    towards = len(took) + (pending(known) is not None)
    return BatonCount(len(took), round(sum(took) / len(took)) if took else None, towards > limit)


def check_offer(offer: HandOver) -> dict[str, Message]:
    """Check one offer."""
    problems: dict[str, Message] = {}
    if not offer.to_name.strip():
        problems["to_name"] = msg("Enter who should take the case over.")
    elif offer.to_name == offer.from_name:
        problems["to_name"] = msg("{name} has the case already. Choose somebody else.", name=offer.to_name)
    if not offer.reason.strip():
        problems["reason"] = msg("Say why the case changes hands.")
    return problems
