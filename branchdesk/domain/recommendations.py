"""What we advise a site to change: kept until it is done or declined, and said again at each visit (R053)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import msg


class RecommendationState(StrEnum):
    """What became of a recommendation."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


class ActsFor(StrEnum):
    """Who has to act."""

    CUSTOMER = "customer"
    US = "us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One recommendation for a site, from the visit at which it was first given."""

    id: int = 0
    version: int = 0
    site_id: int = 0
    visit_id: int | None = None
    text: str = ""
    acts: ActsFor = ActsFor.CUSTOMER
    owner: str = ""
    given_on: date = date.min
    due_on: date | None = None
    state: RecommendationState = RecommendationState.OPEN
    closed_on: date | None = None
    closed_why: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """The recommendations of a site: those to be said again, and how many there ever were."""

    open: tuple[Recommendation, ...]
    total: int


def check_recommendation(one: Recommendation) -> Problems:
    """Check one recommendation: it has a text, and a declined one says why."""
    problems: Problems = {}
    if not one.text.strip():
        problems["text"] = msg("Write down what you recommend.")
    if one.due_on is not None and one.due_on < one.given_on:
        problems["due_on"] = msg("The end lies before the start. Correct one of the two.")
    if one.state is RecommendationState.DECLINED and not one.closed_why.strip():
        problems["closed_why"] = msg("Say why it was declined.")
    return problems


def advice(known: Sequence[Recommendation], on: date) -> Advice:
    """Return what is open on a day, the most urgent first, out of all given until then (R053)."""
    given = [one for one in known if one.given_on <= on]
    still = (one for one in given if is_open_on(one, on))
    return Advice(tuple(sorted(still, key=_urgency)), len(given))


def is_open_on(one: Recommendation, on: date) -> bool:
    """Tell whether a recommendation waited on a day, so that a report of the past stays as it was."""
    return one.given_on <= on and (one.closed_on is None or one.closed_on > on)


def overdue(known: Iterable[Recommendation], on: date) -> list[Recommendation]:
    """Return the open recommendations whose day has passed."""
    return [one for one in known if is_open_on(one, on) and one.due_on is not None and one.due_on < on]


def _urgency(one: Recommendation) -> tuple[date, date, int]:
    return one.due_on or date.max, one.given_on, one.id
