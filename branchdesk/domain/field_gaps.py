"""What the visits of a month lack, and what was known before a customer had to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.recommendations import ActsFor


class GapKind(StrEnum):
    """What is missing."""

    REPORT = "report"  # R035
    LOGBOOK = "logbook"  # R009
    HAND_OVER = "hand_over"  # R022
    LEAVING = "leaving"  # R023
    RATING = "rating"  # R037


@dataclass(frozen=True, slots=True)
class MonthGap:
    """One thing that a visit, or a site in its month, lacks."""

    id: int
    kind: GapKind
    day: date
    visit_id: int
    site_id: int
    customer: str
    site: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OpenAdvice:
    """A recommendation that waits, with whose site it is for."""

    id: int
    text: str
    acts: ActsFor
    owner: str
    given_on: date
    due_on: date | None
    customer_id: int
    customer: str
    site_id: int
    site: str


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """A finding or recommendation that was open when an extra request came from its site (R143)."""

    id: int
    found_on: date
    text: str
    is_recommendation: bool
    customer: str
    site: str
    site_id: int
    visit_id: int | None
    request: str
    request_id: int
    requested_on: date
    pest: str
