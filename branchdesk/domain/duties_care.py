"""Duties of care: one for a festival however many are greeted, one a birthday (R140, R141, R155, D14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.care import CareState
from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.festivals import Festival, FestivalDay, list_day
from branchdesk.domain.messages import Message, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to be greeted or asked; `state` tells what became of it."""

    whom: Whom
    day: date
    grade: str = ""
    state: CareState | None = None
    born: date | None = None
    lunar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionFact:
    """A grade that was given as an exception which is over."""

    whom: Whom
    grade: str
    until_on: date


def festival_duties(
    festivals: Iterable[tuple[FestivalDay, Iterable[Recipient]]], days_before: int
) -> Iterator[Duty]:
    """Make one duty of all greetings of a festival that are still to be done (R140)."""
    for festival, recipients in festivals:
        count = sum(one.state is None for one in recipients)
        if count:
            yield _round(
                DutyKind.FESTIVAL_CARE,
                list_day(festival, days_before),
                _festival_words(festival.festival, festival.on, count),
                LinkKind.FESTIVAL,
                festival.on,
            )


def birthday_duties(recipients: Iterable[Recipient]) -> Iterator[Duty]:
    """Make one duty of each birthday on which nobody has congratulated yet (R141)."""
    for one in recipients:
        if one.state is None:
            yield Duty(
                kind=DutyKind.BIRTHDAY_CARE,
                due_on=one.day,
                whom=one.whom,
                say=msg("Birthday on {day}: congratulate.", day=one.day),
                link=LinkKind.CUSTOMER,
                link_id=one.whom.customer_id,
            )


def feedback_duties(waiting: Iterable[Recipient], today: date) -> Iterator[Duty]:
    """Make one duty of all customers who have not been asked for long (R155)."""
    count = sum(1 for _one in waiting)
    if count:
        say = msg("Ask for feedback: {n} customers have not been asked for long", n=count)
        yield _round(DutyKind.FEEDBACK_ROUND, today, say, LinkKind.FEEDBACK, today)


def exception_duties(facts: Iterable[ExceptionFact]) -> Iterator[Duty]:
    """Ask to grade again when an exception is over (D14)."""
    for fact in facts:
        yield Duty(
            kind=DutyKind.GRADE_AGAIN,
            due_on=date.fromordinal(fact.until_on.toordinal() + 1),
            whom=fact.whom,
            say=msg(
                "Grade {grade} was an exception until {day}. Grade again.",
                grade=fact.grade,
                day=fact.until_on,
            ),
            link=LinkKind.CUSTOMER,
            link_id=fact.whom.customer_id,
        )


def _festival_words(festival: Festival, day: date, count: int) -> Message:
    return msg("{festival} on {day}: {n} recipients", festival=festival, day=day, n=count)


def _round(kind: DutyKind, on: date, say: Message, link: LinkKind, day: date) -> Duty:
    """Make a duty that concerns many: nobody in particular is called."""
    nobody = Whom(customer_id=0, customer="")
    return Duty(kind=kind, due_on=on, whom=nobody, say=say, link=link, link_id=day.toordinal())
