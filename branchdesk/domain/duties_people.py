"""Duties that follow from people and contracts: reading, introduction, renewal (R002, R026)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar

VISIT_A_NEW_CONTACT_WITHIN = 14  # D12, days


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadContract:
    """A contract whose first service lies ahead and that no technician has read."""

    id: int
    number: str
    whom: Whom
    first_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """Somebody who took over from a contact and to whom nobody has introduced us."""

    id: int
    whom: Whom
    before: str
    since: date
    open_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingContract:
    """A contract in force that ends soon, without a successor and not yet talked over."""

    id: int
    number: str
    whom: Whom
    end_on: date


def reading_duties(contracts: Iterable[UnreadContract], calendar: WorkCalendar) -> Iterator[Duty]:
    """Have the contract read before the first service, at the latest on the working day before (R002)."""
    for one in contracts:
        say = msg(
            "Contract {number}: the first service is on {day} and no technician has read the contract.",
            number=one.number,
            day=one.first_on,
        )
        due = calendar.previous_working_day(one.first_on - timedelta(days=1))
        yield _duty(DutyKind.CONTRACT_UNREAD, due, one.whom, say, LinkKind.CONTRACT, one.id)


def introduction_duties(
    people: Iterable[NewContact], settings: Settings, calendar: WorkCalendar
) -> Iterator[Duty]:
    """Introduce ourselves to who took over, some working days after the change (R026, D12)."""
    for one in people:
        say = msg(
            "{name} has followed {before} since {day}. Introduce ourselves, visit by {visit}, "
            "explain what is open of the briefing ({points}).",
            name=one.whom.contact,
            before=one.before,
            day=one.since,
            visit=one.since + timedelta(days=VISIT_A_NEW_CONTACT_WITHIN),
            points=one.open_points,
        )
        due = calendar.add_working_days(one.since, settings.introduction_working_days)
        yield _duty(DutyKind.INTRODUCTION, due, one.whom, say, LinkKind.CONTACT, one.id)


def renewal_duties(contracts: Iterable[EndingContract], settings: Settings) -> Iterator[Duty]:
    """Talk about going on before a contract ends."""
    for one in contracts:
        say = msg(
            "Contract {number} ends on {day}. Talk about renewing it.", number=one.number, day=one.end_on
        )
        due = one.end_on - timedelta(days=settings.renewal_talk_days)
        yield _duty(DutyKind.RENEWAL, due, one.whom, say, LinkKind.CONTRACT, one.id)


def _duty(kind: DutyKind, on: date, whom: Whom, say: Message, link: LinkKind, link_id: int) -> Duty:
    return Duty(kind=kind, due_on=on, whom=whom, say=say, link=link, link_id=link_id)
