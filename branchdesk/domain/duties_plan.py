"""Duties of the plan: results of collection visits, and money before large jobs (R070, R080)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duedates import appointment_call_day
from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionVisitFact:
    """A planned visit that asks for money."""

    id: int
    whom: Whom
    date_on: date
    start_at: str
    invoices: int
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpaidJobFact:
    """A planned job over the limit that is not paid for, and that nobody let pass."""

    id: int
    whom: Whom
    date_on: date
    worth_fen: int
    paid_fen: int


def collection_visit_duties(facts: Iterable[CollectionVisitFact]) -> Iterator[Duty]:
    """Ask on the day of a collection visit, and until it is recorded, what came of it (R070)."""
    for fact in facts:
        yield Duty(
            kind=DutyKind.COLLECTION_VISIT,
            due_on=fact.date_on,
            whom=fact.whom,
            say=msg(
                "Collection visit of {day} {time}: {count} invoices, {amount}. Record what came of it.",
                day=fact.date_on,
                time=fact.start_at,
                count=fact.invoices,
                amount=Fen(fact.amount_fen),
            ),
            link=LinkKind.VISIT,
            link_id=fact.id,
        )


def prepayment_duties(
    facts: Iterable[UnpaidJobFact], settings: Settings, calendar: WorkCalendar
) -> Iterator[Duty]:
    """Ask for the money before a large job is carried out, on the day of the appointment call (R080)."""
    for fact in facts:
        yield Duty(
            kind=DutyKind.PREPAYMENT,
            due_on=appointment_call_day(fact.date_on, calendar, settings.appointment_days_before),
            whom=fact.whom,
            say=msg(
                "Payment before service: the job of {day} is worth {worth}, {paid} of it is paid.",
                day=fact.date_on,
                worth=Fen(fact.worth_fen),
                paid=Fen(fact.paid_fen),
            ),
            link=LinkKind.VISIT,
            link_id=fact.id,
        )
