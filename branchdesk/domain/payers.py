"""How customers pay: who is always late, and who deserves thanks (R067, R072)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaidInvoice:
    """One invoice with the day it was due and the day it was settled, None while it is open."""

    customer_id: int
    customer: str
    invoice_id: int
    due_on: date
    settled_on: date | None
    amount_fen: int

    def days_late(self, today: date) -> int:
        """Return the days after the due date on which it was settled, or for which it has been open."""
        return max(((self.settled_on or today) - self.due_on).days, 0)


@dataclass(frozen=True, slots=True)
class Payer:
    """One customer over a span: how many invoices fell due, how many were late, and how late."""

    id: int  # of the customer
    customer: str
    invoices: int
    late: int
    average_days: float  # of the late ones
    worst_days: int
    open_late_fen: int  # still unpaid and overdue

    @property
    def share(self) -> float:
        """Return the late share, 0 to 1."""
        return self.late / self.invoices if self.invoices else 0.0


@dataclass(frozen=True, slots=True)
class Lateness:
    """All payers of a span with the sums of all of them."""

    payers: tuple[Payer, ...]
    invoices: int
    late: int


def lateness(invoices: Iterable[PaidInvoice], today: date) -> Lateness:
    """Sum up invoices that have fallen due; the latest payers first (share, then count, then days)."""
    by_customer: dict[int, list[PaidInvoice]] = defaultdict(list)
    for one in invoices:
        if one.due_on < today:
            by_customer[one.customer_id].append(one)
    payers = [_payer(found, today) for found in by_customer.values()]
    payers.sort(key=lambda one: (-one.share, -one.late, -one.average_days, one.customer))
    return Lateness(tuple(payers), sum(one.invoices for one in payers), sum(one.late for one in payers))


def chronic(found: Lateness, least: int, percent: int) -> tuple[Payer, ...]:
    """Keep who was late at least so many times and in so many of a hundred invoices."""
    return tuple(
        one for one in found.payers if one.late >= least and one.late * 100 >= percent * one.invoices
    )


@dataclass(frozen=True, slots=True)
class PunctualMonth:
    """Who had something due in a month, and who paid all of it by its day (R072)."""

    month_on: date
    customers: int
    punctual: tuple[Payer, ...]


def punctual(invoices: Iterable[PaidInvoice], month_on: date, today: date) -> PunctualMonth:
    """List who paid everything that fell due in a month by its due date; the largest sum first."""
    by_customer: dict[int, list[PaidInvoice]] = defaultdict(list)
    for one in invoices:
        if (one.due_on.year, one.due_on.month) == (month_on.year, month_on.month):
            by_customer[one.customer_id].append(one)
    good = [
        found
        for found in by_customer.values()
        if all(one.settled_on is not None and one.settled_on <= one.due_on for one in found)
    ]
    good.sort(key=lambda found: (-sum(one.amount_fen for one in found), found[0].customer))
    return PunctualMonth(month_on, len(by_customer), tuple(_payer(found, today) for found in good))


def _payer(found: list[PaidInvoice], today: date) -> Payer:
    late = [one.days_late(today) for one in found if one.days_late(today)]
    still = sum(one.amount_fen for one in found if one.settled_on is None and one.due_on < today)
    average = sum(late) / len(late) if late else 0.0
    return Payer(
        found[0].customer_id, found[0].customer, len(found), len(late), average, max(late, default=0), still
    )
