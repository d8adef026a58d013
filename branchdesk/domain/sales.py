"""What leads to business: opportunities, objections, competitors, targets (R151-R153, R159, R162)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain.messages import Message, msg


class OpportunityStage(StrEnum):
    """Where a need stands; it is followed until it is won or lost."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class ObjectionKind(StrEnum):
    """What customers say against buying."""

    NO_NEED = "no_need"
    NO_MONEY = "no_money"
    CHEAPER = "cheaper"
    NO_TIME = "no_time"
    OTHER = "other"


class ObjectionResult(StrEnum):
    """What our answer did."""

    OPEN = "open"
    OVERCOME = "overcome"
    STAYED = "stayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """A need of a customer that may become an order, with its next step (R153)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    contact_id: int | None = None
    need: str = ""
    worth_fen: int | None = None
    opened_on: date = date.min
    stage: OpportunityStage = OpportunityStage.OPEN
    next_step: str = ""
    next_on: date | None = None
    closed_on: date | None = None
    closed_why: str = ""
    employee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What a customer said against it, what we answered, and the two dates we offered (R162)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    raised_on: date = date.min
    kind: ObjectionKind = ObjectionKind.NO_NEED
    said: str = ""
    answer: str = ""
    offered_first: str = ""  # as it was said: "next Wednesday" tells more than its date
    offered_second: str = ""
    result: ObjectionResult = ObjectionResult.OPEN
    employee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """What a competitor offers, who told us and when (R159); at one customer or anywhere."""

    id: int = 0
    version: int = 0
    customer_id: int | None = None
    name: str = ""
    offers: str = ""
    source: str = ""
    seen_on: date = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkInvoice:
    """An invoice that a talk about money was about (R068)."""

    id: int = 0
    version: int = 0
    interaction_id: int = 0
    invoice_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFocus:
    """The key customer of a month, named beforehand (R151)."""

    id: int = 0
    version: int = 0
    month: str = ""  # "2026-11"
    customer_id: int = 0
    why: str = ""


def old_from(first_contract_on: date, days: int) -> date:
    """Return the day from which a customer is an old one (R152)."""
    return first_contract_on + timedelta(days=days)


def is_new(first_contract_on: date | None, today: date, days: int) -> bool:
    """Tell whether a customer counts as new: until `days` after the first contract, or without any (R152)."""
    return first_contract_on is None or today < old_from(first_contract_on, days)


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def check_opportunity(opportunity: Opportunity) -> dict[str, Message]:
    """Check one opportunity: an open one has a next step with a day, a closed one says why."""
    problems: dict[str, Message] = {}
    if not opportunity.need.strip():
        problems["need"] = msg("Write down what the customer needs.")
    if opportunity.stage is OpportunityStage.OPEN:
        if opportunity.next_on is None:
            problems["next_on"] = msg("An open need is followed to the end. Say when the next step is.")
    elif opportunity.stage is OpportunityStage.LOST and not opportunity.closed_why.strip():
        problems["closed_why"] = msg("Say why it was lost: the next answer is better for it.")
    return problems


def check_objection(objection: Objection) -> dict[str, Message]:
    """Check one objection."""
    return {} if objection.said.strip() else {"said": msg("Write down what the customer says.")}


def check_competitor(competitor: Competitor) -> dict[str, Message]:
    """Check one note about a competitor."""
    problems: dict[str, Message] = {}
    if not competitor.name.strip():
        problems["name"] = msg("Enter the competitor's name.")
    if not competitor.offers.strip():
        problems["offers"] = msg("Write down what the competitor offers.")
    return problems
