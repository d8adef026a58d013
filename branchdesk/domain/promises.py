"""Promises to pay: kept, partly kept or broken, judged by the money that came in time (D24, R078).

A promise runs to its date plus the grace. One for Friday 2026-11-20 with the default grace of one working day
is therefore still open on the Saturday and the Monday and counts as broken from Tuesday 2026-11-24; a branch
that sets the grace to 0 counts it from the Saturday.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

DEFAULT_GRACE_WORKING_DAYS = 1


class WorkingDays(Protocol):
    """What a promise needs of the working calendar."""

    def add_working_days(self, start: date, n: int, /) -> date:
        """Return the n-th working day after a day."""


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class PromiseVerdict:
    """The state of a promise, the money that counts for it in fen, and the last day on which money counts."""

    state: PromiseState
    received_fen: int
    until: date


def last_day(
    due_on: date, calendar: WorkingDays, grace_working_days: int = DEFAULT_GRACE_WORKING_DAYS
) -> date:
    """Return the promised day plus the grace, the last day on which the promise can be kept."""
    return calendar.add_working_days(due_on, grace_working_days)


def judge(
    amount_fen: int,
    due_on: date,
    receipts: Iterable[tuple[date, int]],
    as_of: date,
    calendar: WorkingDays,
    grace_working_days: int = DEFAULT_GRACE_WORKING_DAYS,
) -> PromiseVerdict:
    """Judge a promise as of a day by the money received since it was made (V17).

    `receipts` are (day, fen) of money that came after the promise was made; a payment that was taken back
    comes with a negative receipt on the day of the payment, because it never kept anything.
    """
    until = last_day(due_on, calendar, grace_working_days)
    counted_to = min(until, as_of)
    received = sum(fen for day, fen in receipts if day <= counted_to)
    return PromiseVerdict(_state(amount_fen, received, over=as_of > until), received, until)


def chase_rests(
    promise_due: date,
    as_of: date,
    calendar: WorkingDays,
    grace_working_days: int = DEFAULT_GRACE_WORKING_DAYS,
) -> bool:
    """Tell whether a promise silences the chase: through its date plus the grace, that day included."""
    return as_of <= last_day(promise_due, calendar, grace_working_days)


def reliability(verdicts: Iterable[PromiseVerdict]) -> tuple[int, int]:
    """Count (kept, judged); promises that still run are not judged, partly kept ones are not kept."""
    states = [verdict.state for verdict in verdicts if verdict.state is not PromiseState.OPEN]
    return states.count(PromiseState.KEPT), len(states)


def _state(promised: int, received: int, *, over: bool) -> PromiseState:
    if received >= promised:
        return PromiseState.KEPT
    if not over:
        return PromiseState.OPEN
    return PromiseState.PARTLY_KEPT if received > 0 else PromiseState.BROKEN
