"""Duties that follow from selling, and bad news to tell: first services, needs, likely delays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.messages import msg


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstServiceFact:
    """A customer's first service, after which nobody asked yet whether it meets the need."""

    visit_id: int
    whom: Whom
    served_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityFact:
    """A need that is still being followed."""

    id: int
    whom: Whom
    need: str
    next_step: str
    next_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayFact:
    """A likely delay of which the customer does not know yet."""

    id: int
    whom: Whom
    expected: str
    entered_on: date


def critical_duties(facts: Iterable[FirstServiceFact], days: int) -> Iterator[Duty]:
    """Ask some days after the first service whether it meets the customer's need (R154)."""
    for fact in facts:
        say = msg(
            "First service was on {day}. Ask: does it meet your needs? What should be different?",
            day=fact.served_on,
        )
        yield Duty(
            kind=DutyKind.CRITICAL_POINT,
            due_on=fact.served_on + timedelta(days=days),
            whom=fact.whom,
            say=say,
            link=LinkKind.VISIT,
            link_id=fact.visit_id,
        )


def opportunity_duties(facts: Iterable[OpportunityFact]) -> Iterator[Duty]:
    """Remind of the next step of each need until it is won or lost (R153)."""
    for fact in facts:
        say = (
            msg("Need “{need}”: {step}", need=fact.need, step=fact.next_step)
            if fact.next_step
            else msg("Need “{need}”: take the next step.", need=fact.need)
        )
        yield Duty(
            kind=DutyKind.OPPORTUNITY_STEP,
            due_on=fact.next_on,
            whom=fact.whom,
            say=say,
            link=LinkKind.OPPORTUNITY,
            link_id=fact.id,
        )


def delay_duties(facts: Iterable[DelayFact]) -> Iterator[Duty]:
    """Tell the customer about each likely delay at once, before they notice (R137)."""
    for fact in facts:
        yield Duty(
            kind=DutyKind.DELAY_TO_TELL,
            due_on=fact.entered_on,
            whom=fact.whom,
            say=msg("Tell before they notice: {delay}", delay=fact.expected),
            link=LinkKind.DELAY,
            link_id=fact.id,
        )
