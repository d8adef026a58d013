"""What letters about money say; values only (R079, D26, D29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterItem:
    """One invoice in a letter: what is asked for, and what of it is disputed and rests (D26)."""

    number: str
    issued_on: date
    due_on: date | None
    amount_fen: int
    open_fen: int
    asked_fen: int
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes, and where the money is to go."""

    branch: str
    person: str = ""
    phone: str = ""
    pay_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DunningLetter:
    """A reminder by letter; `last` makes it speak of the next step."""

    sender: Sender
    customer: str
    address: str
    whom: str
    level: int
    name: str
    last: bool
    day: date
    items: tuple[LetterItem, ...]
    reply_days: int
    before: tuple[date, ...] = ()  # when we reminded before

    @property
    def asked_fen(self) -> int:
        """Return what is asked for, without what is disputed."""
        return sum(one.asked_fen for one in self.items)

    @property
    def disputed_fen(self) -> int:
        """Return what rests because it is disputed."""
        return sum(one.open_fen - one.asked_fen for one in self.items)


class MoveKind(StrEnum):
    """What moved an account."""

    INVOICE = "invoice"
    CREDIT = "credit"
    PAYMENT = "payment"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMove:
    """One line of an account: an invoice adds, a payment or credit takes away."""

    on: date
    kind: MoveKind
    number: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPaper:
    """A statement of account: balance before, what moved, balance after; the invoices that are open."""

    sender: Sender
    customer: str
    address: str
    since_on: date
    as_of: date
    opening_fen: int
    moves: tuple[AccountMove, ...]
    open_items: tuple[LetterItem, ...]

    @property
    def closing_fen(self) -> int:
        """Return the balance at the end: opening plus all that moved."""
        return self.opening_fen + sum(one.amount_fen for one in self.moves)
