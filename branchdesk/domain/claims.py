"""Claims: what a customer gets for a damage, what a third party owes, and what a case costs us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ClaimKind(StrEnum):
    """Why money is claimed."""

    DAMAGE = "damage"
    GOODWILL = "goodwill"
    REFUND = "refund"


class ClaimState(StrEnum):
    """How far a claim has come; a draft is neither told nor printed (R108)."""

    DRAFT = "draft"
    APPROVED = "approved"
    REFUSED = "refused"
    SETTLED = "settled"


class ThirdPartyState(StrEnum):
    """How far a claim against a third party has come (R083)."""

    COLLECTING = "collecting"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    PAID = "paid"
    REFUSED = "refused"


class CostKind(StrEnum):
    """What a case costs beside compensation (R125)."""

    VISIT = "visit"
    HOURS = "hours"
    MATERIAL = "material"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A damage or compensation: evidence, quantity, both signatures, approved amount and wording (R082)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    number: str = ""
    kind: ClaimKind = ClaimKind.DAMAGE
    state: ClaimState = ClaimState.DRAFT
    what: str = ""
    quantity: str = ""
    asked_fen: int | None = None
    signed_by_customer: str = ""
    customer_signed_on: date | None = None
    signed_by_us: str = ""
    we_signed_on: date | None = None
    granted_fen: int | None = None
    wording: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None
    refused_why: str = ""
    invoice_id: int | None = None  # against which it was set off
    credit_id: int | None = None  # the credit note that carries it
    settled_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyClaim:
    """A claim that we make for the customer against a subcontractor or courier (R083)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    against: str = ""
    what: str = ""
    amount_fen: int | None = None
    sent_on: date | None = None
    sent_how: str = ""
    answered_on: date | None = None
    accepted: bool | None = None
    answer: str = ""
    paid_on: date | None = None
    paid_fen: int | None = None
    note: str = ""

    @property
    def state(self) -> ThirdPartyState:
        """Return how far it has come, from its dates."""
        if self.paid_on is not None:
            return ThirdPartyState.PAID
        if self.answered_on is not None:
            return ThirdPartyState.REFUSED if self.accepted is False else ThirdPartyState.ANSWERED
        return ThirdPartyState.COLLECTING if self.sent_on is None else ThirdPartyState.CLAIMED


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCost:
    """One thing that a case cost us: a visit, hours, material (R125)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    kind: CostKind = CostKind.VISIT
    spent_on: date = date.min
    visit_id: int | None = None
    minutes: int = 0
    amount_fen: int = 0
    what: str = ""
    employee: str = ""


@dataclass(frozen=True, slots=True)
class CaseTotals:
    """What one case, or all of a month, cost us; amounts in fen (R125)."""

    compensation_fen: int = 0
    other_fen: int = 0
    visits: int = 0
    minutes: int = 0

    def __add__(self, other: CaseTotals) -> CaseTotals:
        """Add two totals up."""
        return CaseTotals(
            self.compensation_fen + other.compensation_fen,
            self.other_fen + other.other_fen,
            self.visits + other.visits,
            self.minutes + other.minutes,
        )

    @property
    def money_fen(self) -> int:
        """Return all of the money."""
        return self.compensation_fen + self.other_fen


def totals_of(claims: Iterable[Claim], costs: Iterable[CaseCost]) -> CaseTotals:
    """Add up what was set off and what else was spent; a draft costs nothing yet (R125)."""
    spent = list(costs)
    return CaseTotals(
        compensation_fen=sum(one.granted_fen or 0 for one in claims if one.state is ClaimState.SETTLED),
        other_fen=sum(one.amount_fen for one in spent),
        visits=sum(one.kind is CostKind.VISIT for one in spent),
        minutes=sum(one.minutes for one in spent),
    )


@dataclass(frozen=True, slots=True)
class SetOff:
    """What setting a claim off does: what the invoice still asks for, and what stays as a credit (R082)."""

    taken_fen: int
    due_fen: int
    credit_fen: int


def set_off(granted_fen: int, open_fen: int) -> SetOff:
    """Work out a set-off: up to the bill it lowers the bill, above it stays as a credit for the next one."""
    taken = min(granted_fen, max(open_fen, 0))
    return SetOff(taken, max(open_fen, 0) - taken, granted_fen - taken)
