"""Complaints of the sample branch, each with its course of events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.judging import close_judged, settle_good_word
from branchdesk.demo.pool import Case
from branchdesk.demo.story import Story, Write
from branchdesk.demo.talks import talk
from branchdesk.domain.complaints import (
    Channel,
    Complaint,
    ComplaintEvent,
    ComplaintPause,
    EventKind,
    LogKind,
    Responsibility,
    Severity,
    Stage,
)
from branchdesk.domain.customers import ContactRole
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.receivables import Promise, PromiseKind
from branchdesk.services.clock_freezing import freeze
from branchdesk.storage.unit_of_work import UnitOfWork

_CHANNELS = (Channel.PHONE, Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.IN_PERSON, Channel.LETTER)
_STAGES = (Stage.RECAP, Stage.APOLOGY, Stage.SOLUTION, Stage.FOLLOW_UP)


@dataclass(slots=True)
class Grievance:
    """One complaint as it goes on; `upto` is the stage that it reaches, `closed` how it may end."""

    story: Story
    account: Account
    case: Case
    received: datetime
    upto: Stage = Stage.CLOSED
    answered: bool = True
    in_time: bool = True
    founded: bool = True
    reopens: bool = False
    stays_open: bool = False  # once it is open again
    severity: Severity | None = None
    complaint: Complaint | None = None

    def start(self) -> None:
        """Let the complaint come in and run its course."""
        typed = timedelta(minutes=2 if self.in_time else 55)
        self._then(typed, "register_complaint", self._register)
        if self.upto is not Stage.LISTEN:
            self._advance()

    def rest(self, after: timedelta) -> None:
        """Stop the clocks of the complaint with a pause that still runs (R099)."""

        def write(work: UnitOfWork) -> None:
            why = self.story.pick(self.story.pool.phrases.pauses)
            work.insert(ComplaintPause(complaint_id=self._known.id, from_at=work.at, reason=why))

        self._then(after, "save_pause", write)

    @property
    def _known(self) -> Complaint:
        if self.complaint is None:
            raise RuntimeError("the complaint is not registered yet")
        return self.complaint

    def _then(self, after: timedelta, action: str, write: Write) -> None:
        self.story.at(self.received + after, action, write, self._owner)

    @property
    def _owner(self) -> str:
        return self.story.desk_name

    def _register(self, work: UnitOfWork) -> None:
        story, account, case = self.story, self.account, self.case
        contact = account.contact(ContactRole.COMPLAINT)
        at_group = account.group is not None
        draft = Complaint(
            customer_id=account.customer.id,
            site_id=account.sites[0].id if account.sites else None,
            contact_id=contact.id if contact else None,
            reporter=contact.name if contact else "",
            phone=contact.mobile if contact else "",
            channel=Channel.HEAD_OFFICE if at_group and story.chance(0.4) else story.pick(_CHANNELS),
            text=case.text,
            category=case.category,
            pest=case.pest,
            severity=self.severity or case.severity,
            needs_department=case.department,
            demand=case.demand,
            owner=self._owner,
        )
        self.complaint = enter(story, work, draft, self.received)

    def _advance(self) -> None:
        story = self.story
        day = story.local(self.received)
        next_day = story.office(story.workdays_after(day, 1)) - self.received
        # Clock A gives ten minutes, clock B an hour; who is late answers on the next day.
        answer = timedelta(minutes=38 if self.case.department else 8) if self.in_time else next_day
        closing = story.office(story.workdays_after(day, story.dice.randint(2, 7))) - self.received
        typed = timedelta(minutes=0 if self.in_time else 55)
        times = {
            Stage.RECAP: typed + timedelta(minutes=4),
            Stage.APOLOGY: typed + timedelta(minutes=6),
            Stage.SOLUTION: answer,
            Stage.FOLLOW_UP: next_day + timedelta(minutes=20),
        }
        for stage in [stage for stage in _STAGES if _rank(stage) <= _rank(self.upto)]:
            self._then(times[stage], "update_complaint", self._to(stage))
        if self.answered:
            self._then(answer, "answer_complaint", self._answer)
        if self.upto is Stage.CLOSED:
            self._then(closing, "close_complaint", self._close)

    def _to(self, stage: Stage) -> Write:
        def write(work: UnitOfWork) -> None:
            known, case = self._known, self.case
            if known.stage is Stage.CLOSED or _rank(stage) <= _rank(known.stage):
                return
            own = {Stage.RECAP: self.story.pool.phrases.recap, Stage.SOLUTION: case.answer}
            follow = self.story.workdays_after(self.story.local(work.at), 5)
            self.complaint = work.update(
                replace(
                    known,
                    stage=stage,
                    need=case.need,
                    follow_up_on=follow if stage is Stage.FOLLOW_UP else known.follow_up_on,
                )
            )
            event(work, self.complaint, EventKind.STAGE, own.get(stage, ""), stage)
            if stage is Stage.SOLUTION:
                self._promise(work, self.complaint)

        return write

    def _promise(self, work: UnitOfWork, known: Complaint) -> None:
        """Give a word with a date: what we do, or that we tell how it stands (R148, R149)."""
        due = self.story.workdays_after(self.story.local(work.at), 1)
        over = due < self.story.today
        work.insert(
            Promise(
                kind=PromiseKind.SERVICE if known.severity is Severity.NORMAL else PromiseKind.UPDATE,
                customer_id=known.customer_id,
                complaint_id=known.id,
                text=self.case.answer,
                due_on=due,
                made_at=work.at,
                made_by=work.author.name,
                kept_on=due if over else None,
            )
        )

    def _answer(self, work: UnitOfWork) -> None:
        answer = self.case.answer
        self.complaint = work.update(replace(self._known, answered_at=work.at, answer=answer))
        event(work, self.complaint, EventKind.ANSWERED, answer)
        talk(self.story, work, self.account, Purpose.COMPLAINT, text=answer, complaint_id=self.complaint.id)

    def _close(self, work: UnitOfWork) -> None:
        story, case, known = self.story, self.case, self._known
        today = story.local(work.at)
        ours = story.pick(
            (Responsibility.OURS, Responsibility.OURS, Responsibility.BOTH, Responsibility.CUSTOMER)
        )
        cause = case.cause if self.founded else ""
        self.complaint = work.update(
            replace(
                known,
                stage=Stage.CLOSED,
                valid=self.founded,
                valid_by=story.colleague(EmployeeRole.SUPERVISOR),
                valid_why="" if self.founded else story.pick(story.pool.phrases.unfounded),
                responsibility=ours if self.founded else Responsibility.UNFOUNDED,
                root_cause=cause,
                told_at=work.at - timedelta(minutes=20),
                told_how=story.pick(story.pool.phrases.told_how),
                satisfied=story.pick((3, 4, 4, 5, 5)) if self.founded else 3,
                closed_at=work.at,
            )
        )
        freeze(work, story.desk.context, self.complaint)
        close_judged(story, work, self.complaint, case.remedy)
        event(work, self.complaint, EventKind.CLOSED, cause, Stage.CLOSED)
        if self.reopens:
            self.reopens = False
            on = story.workdays_after(today, 2)
            story.at(story.office(on), "reopen_complaint", self._reopen, self._owner)

    def _reopen(self, work: UnitOfWork) -> None:
        known, why = self._known, self.story.pool.phrases.reopened
        again = replace(
            known,
            closed_at=None,
            stage=Stage.SOLUTION,
            reopened=known.reopened + 1,
            reopened_at=work.at,
            answered_again_at=work.at,
        )
        self.complaint = work.update(again)
        event(work, self.complaint, EventKind.REOPENED, why)
        if not self.stays_open:
            story = self.story
            on = story.workdays_after(story.local(work.at), 3)
            story.at(story.office(on), "close_complaint", self._close, self._owner)


def _rank(stage: Stage) -> int:
    return list(Stage).index(stage)


def enter(story: Story, work: UnitOfWork, draft: Complaint, received: datetime) -> Complaint:
    """Write a new matter of the log with its number and its first event (R086)."""
    prefix = f"TS-{story.local(received):%Y-%m}-"
    saved = work.insert(
        replace(
            draft,
            number=f"{prefix}{work.next_number(Complaint, prefix):03d}",
            received_at=received,
            registered_at=work.at,
        )
    )
    work.insert(
        ComplaintEvent(
            complaint_id=saved.id,
            kind=EventKind.RECEIVED,
            stage=Stage.LISTEN,
            happened_at=received,
            employee=saved.owner,
            text=saved.text,
        )
    )
    return saved


def event(
    work: UnitOfWork, complaint: Complaint, kind: EventKind, text: str, stage: Stage | None = None
) -> None:
    """Add one dated entry to the course of a case."""
    work.insert(
        ComplaintEvent(
            complaint_id=complaint.id,
            kind=kind,
            stage=stage,
            happened_at=work.at,
            employee=work.author.name,
            text=text,
        )
    )


def praise(story: Story, account: Account, received: datetime, kind: LogKind, *, thanked: bool) -> None:
    """Let a customer praise or suggest something (R128)."""
    phrases = story.pool.phrases
    text = story.pick(phrases.praises if kind is LogKind.PRAISE else phrases.suggestions)

    def write(work: UnitOfWork) -> None:
        draft = Complaint(
            kind=kind,
            customer_id=account.customer.id,
            reporter=account.called(ContactRole.SERVICE),
            text=text,
            severity=Severity.MINOR,
            owner=story.desk_name,
        )
        saved = enter(story, work, draft, received)
        if thanked:
            story.at(received + timedelta(hours=3), "close_complaint", lambda later: thank(later, saved))

    def thank(work: UnitOfWork, saved: Complaint) -> None:
        closed = replace(
            saved,
            stage=Stage.CLOSED,
            told_at=work.at,
            told_how=phrases.thanks,
            closed_at=work.at,
            satisfied=5,
        )
        event(work, work.update(closed), EventKind.CLOSED, phrases.thanks, Stage.CLOSED)
        settle_good_word(story, work, saved)

    story.at(received + timedelta(minutes=3), "register_complaint", write)
