"""Which invoices a payment settles: oldest first as a suggestion, else shares by hand (R077)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An invoice with money still to come; `due_on` is None until its base event has happened (R066)."""

    id: int
    due_on: date | None
    issued_on: date
    open_fen: int
    number: str = ""  # what sentences call it


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a payment that goes to one invoice, in fen."""

    item_id: int
    amount_fen: int


def suggest_oldest_first(amount_fen: int, items: Iterable[OpenItem]) -> tuple[Share, ...]:
    """Spread an amount over the invoices, earliest due date first; those without one come last by issue date.

    What the invoices do not take stays unallocated. Credit notes take nothing.
    """
    shares = []
    for item in sorted(items, key=age_order):
        part = min(amount_fen, item.open_fen)
        if part > 0:
            shares.append(Share(item.id, part))
            amount_fen -= part
    return tuple(shares)


def check_shares(amount_available_fen: int, shares: Iterable[Share], items: Iterable[OpenItem]) -> None:
    """Refuse shares that the payment or the invoices cannot bear (`field="shares"`)."""
    open_items = {item.id: item for item in items}
    seen: set[int] = set()
    total = 0
    for share in shares:
        problem = _problem(share, open_items.get(share.item_id), repeated=share.item_id in seen)
        if problem is not None:
            raise Refused(problem, field="shares")
        seen.add(share.item_id)
        total += share.amount_fen
    if total > amount_available_fen:
        raise Refused(_over_payment(total, amount_available_fen), field="shares")


def may_pay(payer_id: int, owner_id: int, group_id: int | None) -> bool:
    """Tell whether money of a customer may settle an invoice: its own, or one of its outlets (R071)."""
    return payer_id in (owner_id, group_id)


def age_order(item: OpenItem) -> tuple[bool, date, date, int]:
    """Return what sorts open items by age, the oldest due day first and those without one last."""
    return item.due_on is None, item.due_on or item.issued_on, item.issued_on, item.id


def _problem(share: Share, item: OpenItem | None, *, repeated: bool) -> Message | None:
    if item is None:
        return msg(
            "The invoice with the internal number {id} is not among the open invoices of this payer. "
            "Load the list again and choose from it.",
            id=share.item_id,
        )
    name = item.number or str(item.id)
    if repeated:
        return msg("Invoice {number} stands in the list twice. Put its shares into one line.", number=name)
    if share.amount_fen <= 0:
        return msg(
            "The share for invoice {number} is {amount}. Enter more than zero, or leave the invoice out.",
            number=name,
            amount=Fen(share.amount_fen),
        )
    if share.amount_fen > item.open_fen:
        return msg(
            "Only {open} of invoice {number} is open, so it cannot take {amount}. Enter {open} or less.",
            open=Fen(item.open_fen),
            number=name,
            amount=Fen(share.amount_fen),
        )
    return None


def _over_payment(total: int, available: int) -> Message:
    return msg(
        "The shares come to {total}, but only {available} is there to allocate. Take {excess} away.",
        total=Fen(total),
        available=Fen(available),
        excess=Fen(total - available),
    )
