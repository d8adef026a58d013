"""Customers won, kept and lost over a stretch of time (R158)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LostCustomer:
    """Whom we lost, when, why, and what they were worth a year."""

    id: int
    name: str
    lost_on: date
    reason: str
    yearly_fen: int


@dataclass(frozen=True, slots=True)
class Churn:
    """What became of the customers that were there at the start."""

    at_start: int
    won: int
    lost: tuple[LostCustomer, ...]
    lost_at_start: int  # of those that were there at the start

    @property
    def kept(self) -> int:
        """Return how many of those at the start are still there."""
        return self.at_start - self.lost_at_start

    @property
    def retention(self) -> Decimal | None:
        """Return the share that stayed in percent, None where nobody was there."""
        return (Decimal(100 * self.kept) / self.at_start).quantize(Decimal("0.1")) if self.at_start else None

    @property
    def yearly_fen(self) -> int:
        """Return what all lost customers were worth a year."""
        return sum(one.yearly_fen for one in self.lost)


def churn(spans: Iterable[tuple[date | None, LostCustomer | None]], since: date, until: date) -> Churn:
    """Count from when somebody was a customer and how it ended; no start means: always was."""
    at_start, won, lost_at_start = 0, 0, 0
    lost: list[LostCustomer] = []
    for began, end in spans:
        there = began is None or began < since
        gone_before = end is not None and end.lost_on < since
        at_start += there and not gone_before
        won += began is not None and since <= began <= until
        if end is not None and since <= end.lost_on <= until:
            lost.append(end)
            lost_at_start += there
    return Churn(at_start, won, tuple(lost), lost_at_start)
