"""Twelve boxes a year for each site: owed, booked, done or waived, and red where a month is wrong (D01)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.months import Month
from branchdesk.domain.visits import VisitStatus

_STANDING = (VisitStatus.PLANNED, VisitStatus.DONE)


class BoxState(StrEnum):
    """How far the services of one month have come."""

    NONE = "none"  # nothing is owed
    OWED = "owed"  # not booked, or what was booked did not take place
    BOOKED = "booked"
    DONE = "done"
    WAIVED = "waived"


class BoxTrouble(StrEnum):
    """Why a box is red."""

    EMPTY = "empty"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedService:
    """One slot with the visit that serves it: its own, or the one booked after that failed."""

    slot_id: int
    site_id: int
    contract: str
    anchor_on: date
    planned_on: date
    waived_why: str = ""
    visit_id: int | None = None
    status: VisitStatus | None = None
    visit_on: date | None = None

    @property
    def month(self) -> Month:
        """Return the month that owns the service, wherever its visit went."""
        return Month.of(self.anchor_on)

    @property
    def stands(self) -> bool:
        """Tell whether a visit serves it, planned or done."""
        return self.status in _STANDING


@dataclass(frozen=True, slots=True)
class Attended:
    """One routine visit, planned or done, in the month in which the customer sees somebody come."""

    visit_id: int
    site_id: int
    month: Month


@dataclass(frozen=True, slots=True)
class Box:
    """One month of one site."""

    month: Month
    state: BoxState
    trouble: BoxTrouble | None
    services: tuple[OwedService, ...]
    attended: int


def seen_month(visit_on: date, anchor_on: date | None = None, planned_on: date | None = None) -> Month:
    """Return the month for which a visit counts: its own, or its slot's where it stands as planned.

    A holiday policy that may leave the month puts a service where the contract wants it; a move does not.
    """
    if anchor_on is not None and visit_on == planned_on:
        return Month.of(anchor_on)
    return Month.of(visit_on)


def year_of_site(year: int, services: Iterable[OwedService], attended: Iterable[Attended]) -> tuple[Box, ...]:
    """Return the twelve boxes of one site."""
    by_month: list[list[OwedService]] = [[] for _number in range(13)]
    for one in services:
        if one.anchor_on.year == year:
            by_month[one.anchor_on.month].append(one)
    came = [0] * 13
    for visit in attended:
        came[visit.month.number] += visit.month.year == year
    return tuple(_box(Month(year, number), by_month[number], came[number]) for number in range(1, 13))


def _box(month: Month, services: Sequence[OwedService], attended: int) -> Box:
    owed = [one for one in services if not one.waived_why]
    return Box(month, _state(services, owed), _trouble(len(owed), attended), tuple(services), attended)


def _state(services: Sequence[OwedService], owed: Sequence[OwedService]) -> BoxState:
    if not services:
        return BoxState.NONE
    if not owed:
        return BoxState.WAIVED
    if all(one.status is VisitStatus.DONE for one in owed):
        return BoxState.DONE
    return BoxState.BOOKED if all(one.stands for one in owed) else BoxState.OWED


def _trouble(owed: int, attended: int) -> BoxTrouble | None:
    if not owed:
        return None
    if attended > owed:
        return BoxTrouble.DOUBLED
    return None if attended else BoxTrouble.EMPTY
