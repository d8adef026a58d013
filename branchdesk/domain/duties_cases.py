"""Duties of open cases beside their clocks: tasks, offers, facts (R032, R095-R107)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from branchdesk.domain.case_tasks import TaskKind
from branchdesk.domain.duties import Assignee, Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.messages import Message, msg

KINDS = {
    TaskKind.CALL_BACK: DutyKind.CASE_CALL_BACK,
    TaskKind.SUPERIOR_CALL: DutyKind.CASE_CALL_BACK,
    TaskKind.DECISION: DutyKind.CASE_DECISION,
    TaskKind.DISPUTE: DutyKind.CASE_DECISION,
    TaskKind.SECOND_HANDLING: DutyKind.CASE_DECISION,
    TaskKind.NOTICE: DutyKind.CASE_NOTICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFact:
    """What duties need to know of a task that is not done."""

    complaint_id: int
    whom: Whom
    number: str
    kind: TaskKind
    who: str
    role: EmployeeRole | None
    due_at: datetime
    phone: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFact:
    """The last offer of a case, not answered."""

    complaint_id: int
    whom: Whom
    number: str
    from_name: str
    to_name: str
    offered_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFact:
    """A case in which something is still to be verified."""

    complaint_id: int
    whom: Whom
    number: str
    since: datetime
    reply_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedCase:
    """One row of the list of cases that do not come to an end (R134)."""

    id: int
    number: str
    customer: str
    site: str
    owner: str
    received_at: datetime
    stage: str
    last_at: datetime
    last_text: str

    def days(self, now: datetime) -> int:
        """Return for how many days it has been open."""
        return (now - self.received_at).days


def case_task_duties(facts: Iterable[TaskFact], now: datetime, zone: ZoneInfo) -> Iterator[Duty]:
    """Make one duty of each kind of task of a case, due when the first is; red once its time is up."""
    seen: set[tuple[int, DutyKind]] = set()
    for fact in sorted(facts, key=lambda one: one.due_at):
        kind = KINDS[fact.kind]
        if (fact.complaint_id, kind) not in seen:
            seen.add((fact.complaint_id, kind))
            duty = _duty(kind, fact.complaint_id, fact.whom, fact.due_at, _say(fact), zone)
            manager = fact.role is EmployeeRole.AREA_MANAGER
            assignee = Assignee.AREA_MANAGER if manager else Assignee.DESK
            yield replace(duty, who=fact.who, assignee=assignee, urgent=now > fact.due_at)


def offer_duties(facts: Iterable[OfferFact], now: datetime, zone: ZoneInfo) -> Iterator[Duty]:
    """Remind of offers that wait, and tell the owner of those that went back (D17)."""
    for fact in facts:
        until = fact.offered_at + timedelta(minutes=fact.minutes)
        say = msg(
            "{number} is offered to {name}: accept it or decline.", number=fact.number, name=fact.to_name
        )
        if now > until:
            say = msg(
                "{name} did not take {number} in time: it is still yours. Go on, or offer it again.",
                number=fact.number,
                name=fact.to_name,
            )
        duty = _duty(DutyKind.HAND_OVER, fact.complaint_id, fact.whom, until, say, zone)
        yield replace(duty, who=fact.from_name if now > until else fact.to_name, urgent=now > until)


def facts_duties(facts: Iterable[FactsFact], hours: int, now: datetime, zone: ZoneInfo) -> Iterator[Duty]:
    """Remind of what was promised to be found out, at the latest after `hours` (R100)."""
    for fact in facts:
        latest = fact.since + timedelta(hours=hours)
        due = min(fact.reply_at or latest, latest)
        say = msg(
            "{number}: tell the customer what was found; it is still to be verified.", number=fact.number
        )
        duty = _duty(DutyKind.FACTS_REPLY, fact.complaint_id, fact.whom, due, say, zone)
        yield replace(duty, urgent=now > due)


def _say(fact: TaskFact) -> Message:
    if fact.kind is TaskKind.CALL_BACK:
        return msg("{number}: call back at {phone}, as agreed.", number=fact.number, phone=fact.phone)
    if fact.kind is TaskKind.SUPERIOR_CALL:
        return msg(
            "{number}: {name} calls {phone} back.", number=fact.number, name=fact.who, phone=fact.phone
        )
    if fact.kind is TaskKind.NOTICE:
        return msg("{number}: {name} acknowledges the notice.", number=fact.number, name=fact.who)
    if fact.kind is TaskKind.SECOND_HANDLING:
        return msg("{number}: handle the case a second time.", number=fact.number)
    return msg("{number}: {name} decides: {text}", number=fact.number, name=fact.who, text=fact.text)


def _duty(kind: DutyKind, complaint_id: int, whom: Whom, at: datetime, say: Message, zone: ZoneInfo) -> Duty:
    local = at.astimezone(zone).replace(tzinfo=None)
    day: date = local.date()
    return Duty(
        kind=kind,
        due_on=day,
        due_at=local,
        whom=whom,
        say=say,
        link=LinkKind.COMPLAINT,
        link_id=complaint_id,
    )
