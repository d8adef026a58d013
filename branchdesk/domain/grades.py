"""Grades: three marks and their weights make A, B or C; the file proposes one and says why (R138, D14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.settings import Settings

_HUNDREDTH = Decimal("0.01")
_CALLS_FOR_ALL = 1  # a month, whatever the grade (R025)
Weights = tuple[int, int, int]
Bounds = tuple[Decimal, Decimal]


class Grade(StrEnum):
    """How much a customer is looked after."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """One grading as it was done; the newest holds, an exception until its day (R138, D14)."""

    id: int = 0
    customer_id: int = 0
    graded_on: date = date.min
    value: int = 3
    importance: int = 3
    potential: int = 3
    weights: str = "50/30/20"
    score_hundredths: int = 300
    by_marks: str = "B"  # the grade that the marks give
    grade: str = "B"  # the grade that was given
    reason: str = ""  # of an exception
    until_on: date | None = None  # the last day of an exception
    employee: str = ""

    def holds(self, day: date) -> str:
        """Return the grade that holds on a day: after its last day an exception gives way to the marks."""
        over = self.until_on is not None and day > self.until_on
        return self.by_marks if over else self.grade


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFacts:
    """What speaks for a grade: twelve months of money, days, complaints and people."""

    invoiced_fen: int
    rank_share: Decimal  # 0 for the largest customer, 1 for the smallest
    days_late: int | None  # mean of the paid invoices, None where none was paid
    complaints: int
    contacts_gone: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact with the mark it earns."""

    mark: int
    say: Message


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The grade that the facts speak for."""

    grade: str
    score: Decimal
    reasons: tuple[Reason, ...]


def parse_weights(text: str) -> Weights:
    """Read three weights that make 100, such as 50/30/20; Refused otherwise."""
    parts = [part.strip() for part in text.replace("／", "/").replace(",", "/").split("/")]
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or sum(map(int, parts)) != 100:
        raise Refused(msg("Enter three weights that make 100, for example 50/30/20."))
    first, second, third = map(int, parts)
    return first, second, third


def parse_bounds(text: str) -> Bounds:
    """Read from which score on a customer is A and B, such as 4.0/2.5; Refused otherwise."""
    trouble = Refused(msg("Enter two falling scores between 1 and 5, for example 4.0/2.5."))
    try:
        found = [Decimal(part.strip()) for part in text.replace("／", "/").split("/")]
    except InvalidOperation:
        raise trouble from None
    if len(found) != 2 or not 5 >= found[0] > found[1] >= 1:
        raise trouble
    return found[0], found[1]


def score(marks: Weights, weights: Weights) -> Decimal:
    """Return the weighted mean of three marks: 5, 4, 3 by 50/30/20 is 4.3."""
    total = sum(mark * weight for mark, weight in zip(marks, weights, strict=True))
    return (Decimal(total) / 100).quantize(_HUNDREDTH, ROUND_HALF_UP)


def grade_of(points: Decimal, bounds: Bounds) -> str:
    """Return A, B or C."""
    return "A" if points >= bounds[0] else "B" if points >= bounds[1] else "C"


def graded(draft: Grading, settings: Settings) -> Grading:
    """Work out score and grade of the marks; the grade given stays where it is an exception."""
    points = score((draft.value, draft.importance, draft.potential), parse_weights(settings.grade_weights))
    by_marks = grade_of(points, parse_bounds(settings.grade_bounds))
    return replace(
        draft,
        weights=settings.grade_weights,
        score_hundredths=int(points * 100),
        by_marks=by_marks,
        grade=draft.grade or by_marks,
    )


def check_grading(grading: Grading, settings: Settings) -> dict[str, Message]:
    """Ask an exception for its reason and its last day (D14)."""
    problems: dict[str, Message] = {}
    for name in ("value", "importance", "potential"):
        if not 1 <= getattr(grading, name) <= 5:
            problems[name] = msg("Enter a mark from 1 to 5.")
    if problems or grading.grade in ("", graded(grading, settings).by_marks):
        return problems
    if not grading.reason.strip():
        problems["reason"] = msg("The marks give another grade. Say why this one holds.")
    if grading.until_on is None or grading.until_on <= grading.graded_on:
        problems["until_on"] = msg("An exception ends. Enter its last day.")
    return problems


def grade_on(gradings: Iterable[Grading], otherwise: str, day: date) -> str:
    """Return the grade that held on a day; before the first grading that of the customer file."""
    known = [one for one in gradings if one.graded_on <= day]
    if not known:
        return otherwise
    return max(known, key=lambda one: (one.graded_on, one.id)).holds(day)


def answer_minutes(grade: str, settings: Settings) -> int:
    """Return the minutes for an answer: a grade may shorten them, never lengthen them (R139)."""
    own = {"A": settings.answer_minutes_a, "B": settings.answer_minutes_b}.get(grade)
    return settings.answer_minutes if own is None else min(own, settings.answer_minutes)


def calls_owed(grade: str, settings: Settings) -> int:
    """Return the calls that a customer gets a month: a grade adds some, all get one (R025, R139)."""
    own = {"A": settings.calls_per_month_a, "B": settings.calls_per_month_b}.get(grade, _CALLS_FOR_ALL)
    return max(own, _CALLS_FOR_ALL)


def settings_for(grade: str, settings: Settings) -> Settings:
    """Return the settings by which the clocks of a customer of this grade count."""
    minutes = answer_minutes(grade, settings)
    return settings if minutes == settings.answer_minutes else replace(settings, answer_minutes=minutes)


def suggest(facts: GradeFacts, bounds: Bounds) -> Suggestion:
    """Propose a grade: value counts twice, pay days, complaints and turnover once each (D14)."""
    reasons = tuple(_reasons(facts))
    marks = [reason.mark for reason in reasons]
    points = (Decimal(marks[0] + sum(marks)) / (len(marks) + 1)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return Suggestion(grade_of(points, bounds), points, reasons)


def _reasons(facts: GradeFacts) -> Iterator[Reason]:
    share = int(facts.rank_share * 100)
    mark = _step(share, (20, 40, 60, 80))
    yield Reason(
        mark,
        msg(
            "Invoiced {amount} in twelve months: among the largest {share} %",
            amount=Fen(facts.invoiced_fen),
            share=max(share, 1),
        ),
    )
    yield _pay_days(facts.days_late)
    yield Reason(
        _step(facts.complaints, (0, 1, 2, 4)),
        msg("{n} founded or open complaints in twelve months", n=facts.complaints),
    )
    yield Reason(
        _step(facts.contacts_gone, (0, 1, 2, 3)),
        msg("{n} contacts left in twelve months", n=facts.contacts_gone),
    )


def _pay_days(late: int | None) -> Reason:
    if late is None:
        return Reason(3, msg("Nothing was paid yet, so nothing speaks for or against"))
    if late <= 0:
        return Reason(5, msg("Pays in time"))
    return Reason(_step(late, (0, 15, 30, 60)), msg("Pays {n} days late on average", n=late))


def _step(number: int, limits: tuple[int, int, int, int]) -> int:
    """Return 5 up to the first limit, 4 up to the second, … and 1 beyond the last."""
    return 5 - sum(number > limit for limit in limits)
