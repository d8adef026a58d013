"""Customers whose bills the head office pays: with a reason, and only until a day (R073, D28)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.messages import Message, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class PayExemption:
    """That the branch does not ask a customer for money until a day; a group's holds for its outlets."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    reason: str = ""
    from_on: date = date.min
    until_on: date = date.min
    approved_by: str = ""

    def holds(self, on: date) -> bool:
        """Tell whether it holds on a day, first and last included."""
        return self.from_on <= on <= self.until_on


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """One customer whose head office pays; `ends_on` is None where only the old mark says so."""

    id: int  # of the customer
    customer: str
    reason: str
    from_on: date | None
    ends_on: date | None
    approved_by: str
    open_fen: int
    holds: bool
    owner_id: int = 0  # whose exemption it is: the customer, or its group
    owner: str = ""

    def days_left(self, today: date) -> int | None:
        """Return the days until it ends, negative when it is over."""
        return (self.ends_on - today).days if self.ends_on else None


def check_exemption(exemption: PayExemption) -> dict[str, Message]:
    """Ask for the reason and for a day on which it ends."""
    problems: dict[str, Message] = {}
    if not exemption.reason.strip():
        problems["reason"] = msg("Say why the head office pays, and where that is written.")
    if exemption.until_on == date.min:
        problems["until_on"] = msg("Enter the last day. After it the customer is asked again.")
    elif exemption.until_on < exemption.from_on:
        problems["until_on"] = msg("It ends before it begins. Enter a later day.")
    if not exemption.approved_by.strip():
        problems["approved_by"] = msg("Say who decided it.")
    return problems


def latest(exemptions: Iterable[PayExemption]) -> PayExemption | None:
    """Return the one that ends last."""
    return max(exemptions, key=lambda one: (one.until_on, one.id), default=None)


def usual_end(today: date) -> date:
    """Propose the end of the year, or of the next one where less than 90 days are left."""
    end = date(today.year, 12, 31)
    return end if end - today >= timedelta(days=90) else date(today.year + 1, 12, 31)
