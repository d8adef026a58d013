"""The course of the open cases of the sample branch: talks, hand-overs, call-backs, decisions (R086-R134)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from branchdesk.demo.case_words import WORDS, CourseWords
from branchdesk.demo.story import Story
from branchdesk.domain.case_talk import CaseOption, CaseRecap, CaseTalk, FactsState, FirstWish
from branchdesk.domain.case_tasks import CaseCaller, CaseTask, TaskKind
from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.complaints import (
    Complaint,
    ComplaintEvent,
    EventKind,
    LogKind,
    Severity,
    Stage,
    Threat,
)
from branchdesk.domain.customers import Customer, CustomerKind
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.escalation import EscalationKind, EscalationStep
from branchdesk.domain.hand_overs import HandOver, HandOverAnswer, HandOverKind
from branchdesk.storage.unit_of_work import UnitOfWork

_MINUTE = timedelta(minutes=1)
_ALL_DAY = 720  # whoever opens the sample branch later in the day still finds the offer
Part = Callable[["_Course"], None]


@dataclass(frozen=True, slots=True)
class _Course:
    """One open case, and what is written about it."""

    story: Story
    work: UnitOfWork
    case: Complaint
    words: CourseWords

    def ago(self, minutes: int) -> datetime:
        """Return a moment so many minutes back, never before the case itself."""
        return max(self.work.at - minutes * _MINUTE, self.case.received_at)

    def whom(self, role: EmployeeRole) -> str:
        """Return who has a role."""
        return next((name for name, own in self.story.pool.names.staff if own is role), "")

    @property
    def owner(self) -> str:
        """Return who holds the case."""
        return self.case.owner


def go_on(story: Story) -> None:
    """Queue the courses; they are told when the cases are there."""
    story.at(story.now - _MINUTE, "save_talk", lambda work: _tell(story, work))


def _tell(story: Story, work: UnitOfWork) -> None:
    words = WORDS[story.words.language]
    known = [one for one in work.find(Complaint, closed_at=None) if one.kind is LogKind.COMPLAINT]
    for case in known:
        _notices(_Course(story, work, case, words))
    for case in known:
        if case.stage not in (Stage.LISTEN,):
            _recap(_Course(story, work, case, words))
    for case, part in zip(sorted(known, key=_rank), _PARTS, strict=False):
        part(_Course(story, work, case, words))


def _rank(case: Complaint) -> tuple[bool, int, int]:
    return case.severity is not Severity.CRITICAL, -list(Stage).index(case.stage), case.id


def _talk(course: _Course, **facts: object) -> None:
    work, case = course.work, course.case
    known = work.first(CaseTalk, complaint_id=case.id)
    if known is None:
        work.insert(CaseTalk(complaint_id=case.id, **facts))  # type: ignore[arg-type] # its own fields
    else:
        work.update(replace(known, **facts))  # type: ignore[arg-type] # its own fields


def _recap(course: _Course) -> None:
    """Let the customer have agreed to our words."""
    at = course.ago(60)
    said = CaseRecap(
        complaint_id=course.case.id,
        text=course.words.recap.format(text=course.case.text),
        confirmed=True,
        said_at=at,
        said_by=course.owner,
    )
    course.work.insert(said)
    _talk(course, problem=course.case.text, wishes=(FirstWish.TAKEN_SERIOUSLY, FirstWish.HELPED))


def _threatened(course: _Course) -> None:
    """Let the critical case threaten, wait for a decision and be told at intervals (R107, R124, R130)."""
    work, words = course.work, course.words
    work.update(replace(course.case, threats=(Threat.MEDIA, Threat.STAFF_HELD)))
    _options(course)
    task = CaseTask(
        complaint_id=course.case.id,
        kind=TaskKind.DECISION,
        whom=course.whom(EmployeeRole.SUPERVISOR),
        role=EmployeeRole.SUPERVISOR,
        text=words.decision,
        amount_fen=48_000,
        asked_at=course.ago(25),
        asked_by=course.owner,
        due_at=course.ago(25) + timedelta(hours=1),
    )
    work.insert(task)
    _talk(course, explanation=words.explanation)
    at = work.at.astimezone(course.story.clock.zone) + timedelta(hours=2)
    work.insert(
        Commitment(
            kind=CommitmentKind.UPDATE,
            customer_id=course.case.customer_id,
            complaint_id=course.case.id,
            text=words.explanation,
            due_on=at.date(),
            due_time=f"{at:%H:%M}",
            every_minutes=120,
            given_at=work.at,
            given_by=course.owner,
        )
    )


def _options(course: _Course) -> None:
    """Offer two ways; the customer took the second (R104)."""
    for place, (text, why) in enumerate(course.words.options, start=1):
        course.work.insert(
            CaseOption(complaint_id=course.case.id, place=place, text=text, why=why, chosen=place == 2)
        )
    _talk(
        course,
        consent_by=course.case.reporter or course.owner,
        consent_at=course.ago(30),
        understood=True,
        explanations=2,
    )


def _passed_round(course: _Course) -> None:
    """Let a case change hands twice, and a third offer go back: that is one too many (R091)."""
    first, second = course.whom(EmployeeRole.AREA_MANAGER), course.whom(EmployeeRole.KEY_ACCOUNT)
    _hand_over(course, course.owner, first, 300, HandOverKind.ACCEPTED, 12)
    _hand_over(course, first, second, 200, HandOverKind.ACCEPTED, 7)
    _hand_over(course, second, course.owner, 90, HandOverKind.ACCEPTED, 10)
    way = " → ".join((course.owner, first, second, course.owner))
    _notice(course, EmployeeRole.SUPERVISOR, way, course.ago(90))


def _pending(course: _Course) -> None:
    """Let a case be on offer right now (D17)."""
    _hand_over(course, course.owner, course.whom(EmployeeRole.AREA_MANAGER), 5, None, 0)
    _options(course)


def _hand_over(
    course: _Course, giver: str, taker: str, ago: int, end: HandOverKind | None, minutes: int
) -> None:
    work, at = course.work, course.ago(ago)
    offer = work.insert(
        HandOver(
            complaint_id=course.case.id,
            from_name=giver,
            to_name=taker,
            reason=course.words.reason,
            offered_at=at,
            minutes=15 if end else _ALL_DAY,
        )
    )
    _event(course, EventKind.OFFERED, f"{giver} → {taker}: {course.words.reason}", at)
    if end is not None:
        then = at + minutes * _MINUTE
        work.insert(HandOverAnswer(hand_over_id=offer.id, kind=end, answered_at=then, answered_by=taker))
        _event(course, EventKind.HANDED_OVER, f"{giver} → {taker}", then)


def _called_back(course: _Course) -> None:
    """Let one call-back have come twelve minutes late, and the superior owe the next (R095, R098)."""
    due = course.ago(120)
    _task(course, TaskKind.CALL_BACK, course.owner, course.ago(150), due, done=due + 12 * _MINUTE)
    boss = course.whom(EmployeeRole.AREA_MANAGER)
    _task(course, TaskKind.SUPERIOR_CALL, boss, course.ago(10), course.work.at + 40 * _MINUTE)
    _event(course, EventKind.TRANSFERRED, boss, course.ago(12))
    _event(course, EventKind.CUT_OFF, "", course.ago(11))
    _talk(course, loan_offered=True, loan_what=course.words.loan)


def _unproven(course: _Course) -> None:
    """Let something be to be verified for more than a day: that is red (R100)."""
    since = course.work.at - timedelta(hours=26)
    _talk(course, facts=FactsState.UNPROVEN, facts_at=since, facts_reply_at=since + timedelta(hours=24))
    _event(course, EventKind.CHANNEL, course.words.channel, course.ago(30))


def _escalated(course: _Course) -> None:
    """Let a case climb the ladder (R105), with another caller about it."""
    work, words, names = course.work, course.words, course.words.ladder
    boss = course.whom(EmployeeRole.SUPERVISOR)
    for nth, (kind, facts) in enumerate(
        (
            (EscalationKind.PUT_ASIDE, {"again_at": course.ago(60)}),
            (EscalationKind.OTHER_PERSON, {"whom": boss}),
            (EscalationKind.PRINCIPLE, {"clause": words.clause}),
        )
    ):
        at = course.ago(180 - 50 * nth)
        work.insert(
            EscalationStep(
                complaint_id=course.case.id,
                kind=kind,
                taken_at=at,
                taken_by=course.owner,
                text=names[nth],
                **facts,  # type: ignore[arg-type] # each step has its own
            )
        )
        _event(course, EventKind.ESCALATED, names[nth], at)
    caller = CaseCaller(
        complaint_id=course.case.id,
        name=course.story.person(),
        phone=course.story.mobile(),
        text=words.caller,
        called_at=course.ago(40),
        taken_by=course.owner,
    )
    work.insert(caller)
    _event(course, EventKind.CALLER, f"{caller.name} · {caller.phone} · {caller.text}", course.ago(40))


def _notices(course: _Course) -> None:
    """Tell the managers of a group's case, and the supervisor of a critical one (R032, R124)."""
    customer = course.work.get(Customer, course.case.customer_id)
    said = f"{customer.short_name or customer.name} · {course.case.text}"
    at = course.case.registered_at
    if customer.group_id is not None or customer.kind is CustomerKind.GROUP:
        for role in (EmployeeRole.KEY_ACCOUNT, EmployeeRole.AREA_MANAGER):
            _notice(course, role, said, at)
    if course.case.severity is Severity.CRITICAL:
        _notice(course, EmployeeRole.SUPERVISOR, said, at)


def _notice(course: _Course, role: EmployeeRole, text: str, at: datetime) -> None:
    """Let a notice have been read within minutes."""
    course.work.insert(
        CaseTask(
            complaint_id=course.case.id,
            kind=TaskKind.NOTICE,
            whom=course.whom(role),
            role=role,
            text=text,
            asked_at=at,
            asked_by=course.owner,
            done_at=at + 9 * _MINUTE,
            done_by=course.whom(role),
        )
    )


def _task(
    course: _Course, kind: TaskKind, whom: str, asked: datetime, due: datetime, done: datetime | None = None
) -> None:
    course.work.insert(
        CaseTask(
            complaint_id=course.case.id,
            kind=kind,
            whom=whom,
            phone=course.case.phone or course.story.mobile(),
            asked_at=asked,
            asked_by=course.owner,
            due_at=max(due, asked),
            done_at=max(done, asked) if done else None,
            done_by=whom if done else "",
            outcome=course.words.called if done else "",
        )
    )


def _event(course: _Course, kind: EventKind, text: str, at: datetime) -> None:
    course.work.insert(
        ComplaintEvent(
            complaint_id=course.case.id, kind=kind, happened_at=at, employee=course.owner, text=text
        )
    )


_PARTS: tuple[Part, ...] = (_threatened, _passed_round, _pending, _called_back, _unproven, _escalated)
