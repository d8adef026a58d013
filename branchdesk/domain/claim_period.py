"""How long a claim can still be enforced, and what started the period anew (D29).

Three years from the day after the due date (Civil Code art. 188, 189); a demand that was received, a part
payment, a promise or a stamped statement interrupts, and the period begins again (art. 195).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

YEARS = 3


class InterruptionKind(StrEnum):
    """What interrupts the period; all but a letter are the debtor's own word."""

    LETTER_RECEIVED = "letter_received"
    PART_PAYMENT = "part_payment"
    PROMISE = "promise"
    STATEMENT_RETURNED = "statement_returned"


@dataclass(frozen=True, slots=True)
class Interruption:
    """One interruption with its proof, such as a courier's number."""

    on: date
    kind: InterruptionKind
    proof: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPeriod:
    """From when the period runs and on which day it ends; `last` is what started it anew, if anything did."""

    from_on: date
    ends_on: date
    last: Interruption | None

    @property
    def last_kind(self) -> InterruptionKind | None:
        """Return what started it anew, if anything did."""
        return self.last.kind if self.last else None

    def days_left(self, today: date) -> int:
        """Return the days until the last one, negative once the period is over."""
        return (self.ends_on - today).days


def claim_period(due_on: date, interruptions: Iterable[Interruption], today: date) -> ClaimPeriod:
    """Work out the period of one invoice as of a day.

    A letter after the end changes nothing; the debtor's own word after it opens a new period (art. 192).
    """
    start, last = due_on, None
    for one in sorted(interruptions, key=lambda found: found.on):
        over = one.on > _end(start)
        if one.on < start or one.on > today or (over and one.kind is InterruptionKind.LETTER_RECEIVED):
            continue
        start, last = one.on, one
    return ClaimPeriod(start, _end(start), last)


def _end(start: date) -> date:
    return start + relativedelta(years=YEARS)
