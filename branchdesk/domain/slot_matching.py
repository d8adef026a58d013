"""How the slots of a contract follow when its rule changes: what was touched stays, the rest follows.

Within each month the days that the rule now gives are shared out. A slot that still has its day keeps it. One
that was served, moved, called off or waived stays where it is and takes the place of the nearest day. The
others move to the days that are left, in order; days that nobody takes are new, and slots without a day go.
So a monthly rule gives one slot to each month, however often it is changed (V4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from branchdesk.domain.recurrence import Occurrence

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Held(Generic[K]):
    """A slot that exists: its day by the old rule, and whether it may follow a new one."""

    key: K
    anchor_on: date
    follows: bool


@dataclass(frozen=True, slots=True)
class Matching(Generic[K]):
    """What becomes of each slot, and which days are new."""

    kept: tuple[tuple[Held[K], Occurrence], ...]  # each with the day that the rule gives it now
    new: tuple[Occurrence, ...]
    gone: tuple[Held[K], ...]


def match_slots(held: Iterable[Held[K]], owed: Iterable[Occurrence]) -> Matching[K]:
    """Share the owed days out among the slots, month by month."""
    slots, days = _by_month(held), _days_by_month(owed)
    kept: list[tuple[Held[K], Occurrence]] = []
    new: list[Occurrence] = []
    gone: list[Held[K]] = []
    for month in sorted({*slots, *days}):
        _match_month(slots[month], days[month], kept, new, gone)
    return Matching(tuple(kept), tuple(new), tuple(gone))


def _match_month(
    slots: Sequence[Held[K]],
    days: Sequence[Occurrence],
    kept: list[tuple[Held[K], Occurrence]],
    new: list[Occurrence],
    gone: list[Held[K]],
) -> None:
    left = {day.original: day for day in days}
    stay = [slot for slot in slots if not slot.follows]
    move = [slot for slot in slots if slot.follows]
    kept += [(slot, left.pop(slot.anchor_on)) for slot in stay if slot.anchor_on in left]
    settled = {id(slot) for slot, _day in kept}
    claimed = {slot.anchor_on for slot in move}
    for slot in (one for one in stay if id(one) not in settled):
        _take_nearest(slot.anchor_on, left, claimed)
    exact = [slot for slot in move if slot.anchor_on in left]
    kept += [(slot, left.pop(slot.anchor_on)) for slot in exact]
    rest = [left[day] for day in sorted(left)]
    movable = [slot for slot in move if slot not in exact]
    kept += zip(movable, rest, strict=False)
    new += rest[len(movable) :]
    gone += movable[len(rest) :]


def _take_nearest(anchor: date, left: dict[date, Occurrence], claimed: set[date]) -> None:
    """Let a slot that stays use up a day, rather one on which no other slot stands."""
    days = [day for day in left if day not in claimed] or list(left)
    if days:
        del left[min(days, key=lambda day: (abs(day - anchor), day))]


def _by_month(held: Iterable[Held[K]]) -> defaultdict[str, list[Held[K]]]:
    months: defaultdict[str, list[Held[K]]] = defaultdict(list)
    for slot in sorted(held, key=lambda one: one.anchor_on):
        months[f"{slot.anchor_on:%Y-%m}"].append(slot)
    return months


def _days_by_month(owed: Iterable[Occurrence]) -> defaultdict[str, list[Occurrence]]:
    months: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for day in owed:
        months[day.month].append(day)
    return months
