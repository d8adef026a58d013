"""Customers who pay on the spot: no visit is done without a receipt, or a reason and who answers (R071)."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.messages import Message, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotPayment:
    """What was paid at a visit without contract: the number of the receipt, or why nothing came."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    amount_fen: int = 0
    receipt: str = ""
    why_not: str = ""
    approved_by: str = ""


def check_spot(spot: SpotPayment | None) -> dict[str, Message]:
    """Ask for the receipt, or for the reason with the supervisor who lets it pass."""
    if spot is None or not (spot.receipt.strip() or spot.why_not.strip()):
        text = msg(
            "This customer pays on the spot. Enter the number of the receipt, or why nothing was paid."
        )
        return {"spot_receipt": text}
    if spot.receipt.strip():
        if spot.amount_fen <= 0:
            return {"spot_fen": msg("Enter the amount that was paid.")}
        return {}
    if not spot.approved_by.strip():
        return {"spot_by": msg("Say which supervisor lets the visit be closed without the money.")}
    return {}
