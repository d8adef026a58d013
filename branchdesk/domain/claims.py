"""Claims: what a customer gets for a damage, what a third party owes, and what a case costs us."""

from __future__ import annotations

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
