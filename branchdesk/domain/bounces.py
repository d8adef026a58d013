"""Payments that came back: the bank returned them, and somebody has to ring again (R077)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.messages import Message, msg


class BounceReason(StrEnum):
    """Why the bank returned a payment."""

    NO_COVER = "no_cover"
    WRONG_DETAILS = "wrong_details"
    SIGNATURE = "signature"  # seal or signature of a cheque is not the one on file
    RECALLED = "recalled"  # the payer took the order back
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A payment that came back, and its reversal; insert-only."""

    id: int = 0
    payment_id: int = 0
    reversal_id: int = 0
    bounced_on: date = date.min
    reason: BounceReason = BounceReason.NO_COVER
    note: str = ""
    fee_fen: int = 0  # what the bank asks for
    next_on: date = date.min  # when the customer is rung
    recorded_at: datetime = EPOCH
    recorded_by: str = ""


def check_bounce(one: Bounce, paid_on: date, today: date) -> dict[str, Message]:
    """Check what is known of a payment that came back."""
    problems: dict[str, Message] = {}
    if not paid_on <= one.bounced_on <= today:
        problems["bounced_on"] = msg(
            "It was paid on {day}. Enter the day on which it came back: from then until today.", day=paid_on
        )
    if one.fee_fen < 0:
        problems["fee_fen"] = msg("An amount is not negative. Enter the amount without a sign.")
    if one.next_on < today:
        problems["next_on"] = msg("The next contact lies ahead. Enter a later day.")
    if one.reason is BounceReason.OTHER and not one.note.strip():
        problems["note"] = msg("Say what the bank wrote.")
    return problems
