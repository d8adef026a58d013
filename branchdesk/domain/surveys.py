"""Satisfaction: what was perceived less what was expected, on five dimensions (R144, R146, R155)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LEAST, MOST = 1, 5
_TENTH = Decimal("0.1")


class Dimension(StrEnum):
    """What a customer judges."""

    APPEARANCE = "appearance"
    ATTITUDE = "attitude"
    FEEDBACK = "feedback"
    ABILITY = "ability"
    HONESTY = "honesty"


class SurveySource(StrEnum):
    """Who asked."""

    OWN = "own"
    AGENT = "agent"
    VISIT = "visit"


class Verdict(StrEnum):
    """What the difference means."""

    DISSATISFIED = "dissatisfied"
    SATISFIED = "satisfied"
    EXCEEDED = "exceeded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One answered feedback form or talk; marks from 1 to 5."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    contact_id: int | None = None
    number: str = ""
    asked_on: date = date.min
    source: SurveySource = SurveySource.OWN
    asked_by: str = ""
    expect_appearance: int = 0
    expect_attitude: int = 0
    expect_feedback: int = 0
    expect_ability: int = 0
    expect_honesty: int = 0
    found_appearance: int = 0
    found_attitude: int = 0
    found_feedback: int = 0
    found_ability: int = 0
    found_honesty: int = 0
    comment: str = ""

    def expected(self, dimension: Dimension) -> int:
        """Return the mark of the expectation."""
        mark: int = getattr(self, f"expect_{dimension.value}")
        return mark

    def found(self, dimension: Dimension) -> int:
        """Return the mark of the perception."""
        mark: int = getattr(self, f"found_{dimension.value}")
        return mark


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyWish:
    """A particular expectation with its mark, so that its change over time is seen (R146)."""

    id: int = 0
    version: int = 0
    survey_id: int = 0
    text: str = ""
    mark: int = 3


def expected_mean(survey: Survey) -> Decimal:
    """Return the mean expectation, to a tenth."""
    return _mean([survey.expected(one) for one in Dimension])


def found_mean(survey: Survey) -> Decimal:
    """Return the mean perception, to a tenth."""
    return _mean([survey.found(one) for one in Dimension])


def satisfaction(survey: Survey) -> Decimal:
    """Return perception less expectation (R144): 3.6 less 4.0 is -0.4."""
    marks = sum(survey.found(one) - survey.expected(one) for one in Dimension)
    return (Decimal(marks) / len(Dimension)).quantize(_TENTH, ROUND_HALF_UP)


def verdict(difference: Decimal) -> Verdict:
    """Put the difference into a word: below 0 dissatisfied, 0 satisfied, above exceeded."""
    if difference < 0:
        return Verdict.DISSATISFIED
    return Verdict.EXCEEDED if difference > 0 else Verdict.SATISFIED


def _mean(marks: list[int]) -> Decimal:
    return (Decimal(sum(marks)) / len(marks)).quantize(_TENTH, ROUND_HALF_UP)
