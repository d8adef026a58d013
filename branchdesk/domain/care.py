"""What the branch knows of a customer beyond the business: notes, expectations, attentions, what decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoteKind(StrEnum):
    """What a note is about (R136)."""

    PREFERENCE = "preference"
    HABIT = "habit"
    NEED = "need"
    VOLUME = "volume"


class Temper(StrEnum):
    """How somebody is inclined (R110)."""

    LIVELY = "lively"
    PERFECTIONIST = "perfectionist"
    FORCEFUL = "forceful"


class AngerCause(StrEnum):
    """What lies behind somebody's anger (R110)."""

    ANXIETY = "anxiety"
    PRESSURE = "pressure"
    LOSS = "loss"


class ExpectationKind(StrEnum):
    """How an expectation stands to what can be done (R145)."""

    NORMAL = "normal"
    TOO_HIGH = "too_high"
    WRONG = "wrong"
    UNREASONABLE = "unreasonable"


class AttentionKind(StrEnum):
    """An attention that is no service of the contract (R142, R156)."""

    SPECIAL_SERVICE = "special_service"
    THANK_YOU = "thank_you"
    AWARD = "award"
    VISIT = "visit"
    NEWS = "news"


class CareState(StrEnum):
    """What became of a greeting."""

    DONE = "done"
    SKIPPED = "skipped"


class Occasion(StrEnum):
    """Why somebody is greeted (R140, R141)."""

    FESTIVAL = "festival"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNote:
    """A habit, preference or need, dated; shown where it is needed until it no longer holds (R136, D15)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    contact_id: int | None = None
    site_id: int | None = None
    kind: NoteKind = NoteKind.PREFERENCE
    noted_on: date = date.min
    text: str = ""
    at_call: bool = True
    at_visit: bool = False
    until_on: date | None = None  # the last day on which it holds
    employee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperament:
    """How to speak with somebody; for us alone, never on paper or in a file (R110)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    contact_id: int | None = None
    temper: Temper | None = None
    anger: AngerCause | None = None
    noted_on: date = date.min
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """Something the customer did that helps, and our thanks for it (R028)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    site_id: int | None = None
    noticed_on: date = date.min
    what: str = ""
    noticed_by: str = ""
    thanked_on: date | None = None
    thanked_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareTick:
    """That somebody was greeted for a festival or birthday, or deliberately not."""

    id: int = 0
    version: int = 0
    occasion: Occasion = Occasion.FESTIVAL
    day: date = date.min
    customer_id: int = 0
    contact_id: int | None = None
    state: CareState = CareState.DONE
    ticked_on: date = date.min
    employee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """A special service, thank-you note, award, visit without selling or news of a service (R142, R156)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    contact_id: int | None = None
    kind: AttentionKind = AttentionKind.SPECIAL_SERVICE
    given_on: date = date.min
    what: str = ""
    text: str = ""
    cost_fen: int = 0
    reaction: str = ""
    employee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the customer expects, and whether it was settled before the service (R145)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    text: str = ""
    kind: ExpectationKind = ExpectationKind.NORMAL
    noted_on: date = date.min
    settled_on: date | None = None
    settled_how: str = ""
    settled_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """What decides for this customer: each of the four has a rank, 1 decides most (R160)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    price: int = 1
    brand: int = 2
    convenience: int = 3
    speed: int = 4
    noted_on: date = date.min
