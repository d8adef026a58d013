"""What is taken off an invoice by a decision: price adjustments by rule, and write-offs (R077, R084)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, mark, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.preparation import lines
from branchdesk.domain.settings import Settings
from branchdesk.domain.textfold import fold_text

USUAL_RULES = (
    mark("Freight allowance for far sites"),
    mark("Service was shorter than agreed"),
    mark("Discount agreed in the contract"),
    mark("Wrong price on the invoice"),
)
"""The rules of a branch that has not written its own."""

USUAL_LOSSES = (
    mark("Small rest that is not worth a call"),
    mark("Customer is insolvent"),
    mark("Claim is out of time"),
)
"""The reasons for giving a claim up that are usual."""


class AdjustmentKind(StrEnum):
    """Whether the price was wrong or the money is given up."""

    PRICE = "price"
    WRITE_OFF = "write_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A decision and the credit that carries it out; insert-only, undone by reversing the credit."""

    id: int = 0
    kind: AdjustmentKind = AdjustmentKind.PRICE
    invoice_id: int = 0
    credit_id: int = 0
    amount_fen: int = 0  # what is taken off, above zero
    rule: str = ""
    service: str = ""  # what was billed: some services are excluded
    reason: str = ""
    approved_by: str = ""
    approved_on: date = date.min
    recorded_at: datetime = EPOCH
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class ExcludedService:
    """A service whose price is never adjusted, and the sentence that says why."""

    name: str
    why: str


def excluded_services(settings: Settings) -> tuple[ExcludedService, ...]:
    """Read the list of the branch: one service a line, `name: sentence`."""
    found = []
    for line in lines(settings.excluded_services):
        name, _, why = line.replace("：", ":").partition(":")
        found.append(ExcludedService(name.strip(), why.strip()))
    return tuple(one for one in found if one.name)


def check_adjustment(one: Adjustment, open_fen: int, settings: Settings, today: date) -> dict[str, Message]:
    """Check what is decided, before anybody is asked whether he may (R084)."""
    problems: dict[str, Message] = {}
    if one.amount_fen <= 0:
        problems["amount_fen"] = msg("Enter what is taken off, as an amount above zero.")
    elif one.amount_fen > open_fen:
        text = msg("Only {open} of the invoice is open. Enter no more than that.", open=Fen(open_fen))
        problems["amount_fen"] = text
    if not one.rule.strip():
        problems["rule"] = msg("Name the rule by which it is decided.")
    if not one.reason.strip():
        problems["reason"] = msg("Write down why: whoever looks at this later has only these words.")
    if not one.approved_by.strip():
        problems["approved_by"] = msg("Enter who of the branch decides, as in the list of employees.")
    if one.approved_on > today:
        problems["approved_on"] = msg("The decision lies in the future. Enter the day on which it was made.")
    refusal = refused_service(one, settings)
    if refusal is not None:
        problems["service"] = refusal
    return problems


def refused_service(one: Adjustment, settings: Settings) -> Message | None:
    """Return the sentence that refuses an excluded service; write-offs concern no price."""
    if one.kind is not AdjustmentKind.PRICE:
        return None
    said = fold_text(f"{one.service} {one.rule} {one.reason}")
    for excluded in excluded_services(settings):
        if fold_text(excluded.name) in said:
            if not excluded.why:
                return msg("The price of {service} is never adjusted.", service=excluded.name)
            return msg(
                "The price of {service} is never adjusted: {why}", service=excluded.name, why=excluded.why
            )
    return None


def demand_open(number: str, open_fen: int) -> None:
    """Refuse where nothing is left to be taken off."""
    if open_fen <= 0:
        raise Refused(msg("Nothing of invoice {number} is open.", number=number))
