"""Duties of extra requests, of our own promises, and of help that somebody waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from branchdesk.domain.commitments import UNCONFIRMED, Commitment, CommitmentKind
from branchdesk.domain.duties import Assignee, Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.request_rules import follow_up_days, summary
from branchdesk.domain.settings import Settings
from branchdesk.domain.support import SupportRequest
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFact:
    """An extra request with everything that lists, cards and duties say of it."""

    request: ExtraRequest
    whom: Whom
    visit: Visit | None
    technician: str
    has_report: bool
    company_copy: str  # of the request, else of its report
    promised_on: date | None
    promised_time: str
    support_asked: bool

    @property
    def id(self) -> int:
        """Return the number of the request."""
        return self.request.id

    @property
    def papers(self) -> bool:
        """Tell whether the report is issued and a copy of it is filed (R046)."""
        return self.has_report and bool(self.company_copy)


@dataclass(frozen=True, slots=True)
class SupportFact:
    """A call for help with the customer and what it is about."""

    support: SupportRequest
    whom: Whom
    matter: str
    visit_on: date | None

    @property
    def id(self) -> int:
        """Return the number of the call for help."""
        return self.support.id


@dataclass(frozen=True, slots=True)
class DifficultyFact:
    """A visit with a difficulty of which the area manager was not told."""

    visit_id: int
    whom: Whom
    difficulty: str
    since: datetime


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise with whom to call about it, what it is about, and who keeps it."""

    commitment: Commitment
    whom: Whom
    matter: str  # the number of the complaint or extra request
    visit_on: date | None
    technician: str

    @property
    def id(self) -> int:
        """Return the number of the promise."""
        return self.commitment.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The moment at which duties are derived, with what they need of the branch."""

    at: datetime
    zone: ZoneInfo
    settings: Settings
    calendar: WorkCalendar

    def local(self, moment: datetime) -> datetime:
        """Return the wall time of an instant."""
        return moment.astimezone(self.zone)


def request_duties(
    facts: Iterable[RequestFact], causes: Mapping[int, tuple[str, ...]], now: Now
) -> Iterator[Duty]:
    """Derive what each extra request still needs; `causes` names those that ask for a case (D08)."""
    for fact in facts:
        found = _papers(fact, now) if fact.request.closed_at is not None else _open(fact, now)
        if found is not None:
            yield found
        if fact.id in causes:
            yield _cause(fact, causes[fact.id], now)


def commitment_duties(rows: Iterable[CommitmentRow], now: Now) -> Iterator[Duty]:
    """Remind of our own promises and of the updates that we promised (R148, R149)."""
    for row in rows:
        one = row.commitment
        due = (
            datetime.combine(one.due_on, time.fromisoformat(one.due_time), now.zone) if one.due_time else None
        )
        yield Duty(
            kind=_COMMITMENTS[one.kind],
            due_on=one.due_on,
            due_at=due,
            whom=row.whom,
            say=_promised(row),
            link=LinkKind.COMMITMENT,
            link_id=row.id,
        )


def difficulty_duties(facts: Iterable[DifficultyFact], now: Now) -> Iterator[Duty]:
    """Tell the area manager at once about a difficulty; after an hour the duty is red (R033)."""
    limit = timedelta(minutes=now.settings.difficulty_minutes)
    for fact in facts:
        due = now.local(fact.since + limit)
        yield Duty(
            kind=DutyKind.DIFFICULTY_UNTOLD if now.at > fact.since + limit else DutyKind.DIFFICULTY,
            due_on=now.local(fact.since).date(),
            due_at=due,
            whom=fact.whom,
            say=msg("Tell the area manager at once: {difficulty}", difficulty=fact.difficulty),
            link=LinkKind.VISIT,
            link_id=fact.visit_id,
        )


def support_duties(facts: Iterable[SupportFact], now: Now) -> Iterator[Duty]:
    """Ask for the answer of a superior who was told and has not answered (R039)."""
    for fact in facts:
        told = now.local(fact.support.told_at or fact.support.raised_at)
        say = msg(
            "{who} was told at {at}: {text}. What is the answer?",
            who=fact.support.told_to,
            at=told,
            text=fact.support.text,
        )
        yield Duty(
            kind=DutyKind.SUPPORT_ANSWER,
            due_on=told.date(),
            due_at=told,
            whom=fact.whom,
            say=say,
            link=LinkKind.SUPPORT,
            link_id=fact.id,
        )


def spare_the_resting(
    duties: Iterable[Duty], resting: Mapping[str, time], now: datetime, manager: str
) -> list[Duty]:
    """Give to the desk what technicians should do on the morning after a night service (R048, decision 2).

    `resting` holds the names of those who served last night; `now` is local, `manager` may be empty.
    """
    return [_spared(duty, resting, now, manager) for duty in duties]


def _spared(duty: Duty, resting: Mapping[str, time], now: datetime, manager: str) -> Duty:
    until = resting.get(duty.who)
    if until is None or duty.assignee is not Assignee.TECHNICIAN or now.time() >= until:
        return duty
    if duty.due_on > now.date():
        return duty
    return replace(duty, assignee=Assignee.AREA_MANAGER if manager else Assignee.DESK, who=manager)


def _open(fact: RequestFact, now: Now) -> Duty | None:
    request, visit = fact.request, fact.visit
    if visit is not None and visit.status is VisitStatus.DONE:
        return _follow_up(fact, visit, now)
    if visit is not None and visit.status is VisitStatus.PLANNED:
        return None  # its promised arrival and the calendar remind of it
    received = now.local(request.received_at)
    if request.urgent:
        return _duty(DutyKind.REQUEST_URGENT, fact, received, _ACT_NOW)
    limit = timedelta(minutes=now.settings.request_reply_minutes)
    if request.replied_at is not None:
        return _duty(DutyKind.REQUEST_VISIT, fact, now.local(request.replied_at), _PLAN)
    if request.acknowledged_at is not None or fact.support_asked:
        return _duty(DutyKind.REQUEST_REPLY, fact, received, _REPLY)
    over = now.at > request.received_at + limit
    kind = DutyKind.REQUEST_WAITING if over else DutyKind.REQUEST_REPLY
    return _duty(kind, fact, received + limit, _WORD if over else _REPLY)


def _follow_up(fact: RequestFact, visit: Visit, now: Now) -> Duty:
    plain, working = follow_up_days(visit.date_on, now.calendar)
    on = working if now.settings.follow_up_on_working_days else plain
    say = (
        msg("Served on {day}. Ask: is it solved?", day=visit.date_on)
        if plain == working
        else msg(
            "Served on {day}. Ask on {plain}, or on working days only on {working}: is it solved?",
            day=visit.date_on,
            plain=plain,
            working=working,
        )
    )
    return Duty(
        kind=DutyKind.REQUEST_FOLLOW_UP,
        due_on=on,
        whom=fact.whom,
        say=say,
        link=LinkKind.EXTRA_REQUEST,
        link_id=fact.id,
    )


def _papers(fact: RequestFact, now: Now) -> Duty | None:
    request = fact.request
    if fact.papers or request.called_off_why or request.closed_at is None:
        return None
    say = _NO_COPY if fact.has_report else _NO_REPORT
    on = now.local(request.closed_at).date()
    return Duty(
        kind=DutyKind.REQUEST_PAPERS,
        due_on=on,
        whom=fact.whom,
        say=Message(say.template, {"number": request.number}),
        link=LinkKind.EXTRA_REQUEST,
        link_id=fact.id,
    )


def _cause(fact: RequestFact, numbers: tuple[str, ...], now: Now) -> Duty:
    say = msg(
        "{count} extra requests in {days} days at one site ({numbers}). Open a root-cause case?",
        count=len(numbers),
        days=now.settings.root_cause_days,
        numbers=numbers,
    )
    return Duty(
        kind=DutyKind.ROOT_CAUSE,
        due_on=now.local(fact.request.received_at).date(),
        whom=fact.whom,
        say=say,
        link=LinkKind.EXTRA_REQUEST,
        link_id=fact.id,
    )


_ACT_NOW = msg("Act now: {what}. Send somebody, and say when.")
_PLAN = msg("{number}: the customer waits for a visit. Plan it.")
_REPLY = msg("Reply to {number}: {what}. Say what we do and when.")
_WORD = msg("{number} waits too long: say that we know how serious it is, or ask a colleague for support.")
_NO_REPORT = msg("{number} is solved and has no service report. Issue it and file a copy.")
_NO_COPY = msg("{number} is solved, yet no copy of its report is filed. Enter file or folder.")
_COMMITMENTS = {
    CommitmentKind.SERVICE: DutyKind.COMMITMENT_DUE,
    CommitmentKind.UPDATE: DutyKind.UPDATE_DUE,
    CommitmentKind.ARRIVAL: DutyKind.ARRIVAL_DUE,
}


def _promised(row: CommitmentRow) -> Message:
    one = row.commitment
    values = {"text": one.text, "matter": row.matter, "technician": row.technician}
    if one.kind is CommitmentKind.UPDATE:
        text = _UPDATE_MATTER if row.matter else _UPDATE
    elif one.kind is CommitmentKind.ARRIVAL:
        text = _ARRIVAL
    else:
        text = _PROMISED
        if not one.confirmed_by:
            return msg("Promised: {text}. {warning}", text=one.text, warning=UNCONFIRMED)
    return Message(text.template, values)


_UPDATE_MATTER = msg("Tell how {matter} stands: {text}")
_UPDATE = msg("Tell how it stands: {text}")
_ARRIVAL = msg("{text}. Is somebody there? Enter when.")
_PROMISED = msg("Promised: {text}")


def _duty(kind: DutyKind, fact: RequestFact, at: datetime, say: Message) -> Duty:
    request = fact.request
    return Duty(
        kind=kind,
        due_on=at.date(),
        due_at=at,
        whom=fact.whom,
        say=Message(say.template, {"number": request.number, "what": summary(request)}),
        link=LinkKind.EXTRA_REQUEST,
        link_id=fact.id,
    )
