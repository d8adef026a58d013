"""What a person does with complaints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from branchdesk.domain import checks
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaint_clocks import ComplaintClock, clocks_of
from branchdesk.domain.complaints import (
    Complaint,
    ComplaintEvent,
    ComplaintPause,
    EventKind,
    Severity,
    Stage,
)
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import msg
from branchdesk.services.case_flow import answered, send_notices, warn_supervisor
from branchdesk.services.clock_freezing import as_frozen
from branchdesk.services.context import Context, Outcome
from branchdesk.services.grades import settings_by_grade
from branchdesk.storage.queries.case_flow import agreed_among
from branchdesk.storage.queries.complaints import complaints_among, pauses_among
from branchdesk.storage.unit_of_work import UnitOfWork


class Complaints:
    """The complaint log."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def complaint(self, complaint_id: int) -> Complaint:
        """Read one complaint."""
        return self._context.reader.get(Complaint, complaint_id)

    def events_of(self, complaint_id: int) -> list[ComplaintEvent]:
        """Read the course of a complaint, oldest first."""
        return self._context.reader.find(ComplaintEvent, complaint_id=complaint_id)

    def pauses_of(self, complaint_id: int) -> list[ComplaintPause]:
        """Read the rests of a complaint's clocks."""
        return self._context.reader.find(ComplaintPause, complaint_id=complaint_id)

    def clocks(self, complaint_id: int) -> tuple[ComplaintClock, ...]:
        """Compute the clocks from the dated rows; those of a closed case stay as frozen (D16)."""
        complaint = self.complaint(complaint_id)
        live = self.clocks_with(complaint, self.pauses_of(complaint_id))
        return as_frozen(self._context, complaint, live)

    def clocks_with(
        self, complaint: Complaint, pauses: Iterable[ComplaintPause] = ()
    ) -> tuple[ComplaintClock, ...]:
        """Compute the clocks that a complaint would have with these rests; neither need be saved."""
        context = self._context
        zone, now, whose = context.zone, context.clock.now(), (complaint.customer_id,)
        settings = settings_by_grade(context.database, context.settings, zone, whose)(complaint)
        agreed = agreed_among(context.database, (complaint.id,)).get(complaint.id, ())
        return clocks_of(complaint, pauses, settings, context.calendar, zone, now, agreed)

    def clocks_of_many(self, ids: Sequence[int]) -> dict[int, tuple[ComplaintClock, ...]]:
        """Compute the clocks of the complaints of one page of a list, without a query per complaint."""
        context = self._context
        settings, calendar, zone, now = context.settings, context.calendar, context.zone, context.clock.now()
        pauses = pauses_among(context.database, ids)
        cases = complaints_among(context.database, ids)
        agreed = agreed_among(context.database, ids)
        by_grade = settings_by_grade(context.database, settings, zone, (case.customer_id for case in cases))
        return {
            case.id: clocks_of(
                case, pauses.get(case.id, ()), by_grade(case), calendar, zone, now, agreed.get(case.id, ())
            )
            for case in cases
        }

    def register(self, complaint: Complaint, *, key: str = "") -> Outcome[Complaint]:
        """Enter a new matter: it gets a number without gaps and an owner at once (R086, R090)."""
        now = self._context.clock.now()
        received = now if complaint.received_at == EPOCH else complaint.received_at
        owner = complaint.owner or self._context.author.name
        severity = Severity.CRITICAL if complaint.threats else complaint.severity
        complaint = replace(
            complaint, received_at=received, registered_at=now, owner=owner, severity=severity
        )
        checks.require(checks.check_complaint(complaint))
        with self._context.act("register_complaint", key=key) as work:
            saved = work.insert(replace(complaint, number=complaint.number or self._number(work, received)))
            self._add_event(work, saved, EventKind.RECEIVED, saved.text, at=received, stage=Stage.LISTEN)
            send_notices(work, saved)
        message = msg("Complaint {number} registered", number=saved.number)
        # Its number is given: a case registered by mistake is closed as such, not made to disappear.
        return replace(self._context.outcome(work, saved, message), undo=None)

    def update(self, complaint: Complaint) -> Outcome[Complaint]:
        """Change what is known about an open case; stages only go forward (R086)."""
        before = self.complaint(complaint.id)
        _require_open(before)
        checks.require(checks.check_complaint(complaint))
        if list(Stage).index(complaint.stage) < list(Stage).index(before.stage):
            raise Refused(
                msg("A stage that was reached stays reached. Choose the same or a later stage."),
                field="stage",
            )
        if complaint.owner != before.owner:
            raise Refused(
                msg("It stays with {owner} until somebody accepts it. Hand it over.", owner=before.owner),
                field="owner",
            )
        if complaint.threats:
            complaint = replace(complaint, severity=Severity.CRITICAL)
        with self._context.act("update_complaint") as work:
            saved = work.update(complaint)
            if saved.stage is not before.stage:
                self._add_event(work, saved, EventKind.STAGE, "", stage=saved.stage)
            if saved.severity is Severity.CRITICAL and before.severity is not Severity.CRITICAL:
                warn_supervisor(work, saved)
        message = msg("Complaint {number} saved", number=saved.number)
        return _with_undo_if_no_events(self._context.outcome(work, saved, message))

    def answer(self, complaint_id: int, text: str, *, at: datetime | None = None) -> Outcome[Complaint]:
        """Record that the customer got an answer; stops the answer clock (R092)."""
        complaint = self.complaint(complaint_id)
        _require_open(complaint)
        if not text.strip():
            raise Refused(msg("Write down what the customer was told."), field="answer")
        when = at or self._context.clock.now()
        _require_after(when, complaint.received_at, "answered_at")
        with self._context.act("answer_complaint") as work:
            saved = work.update(replace(answered(complaint, when), answer=text))
            self._add_event(work, saved, EventKind.ANSWERED, text, at=when)
        return _final(
            self._context.outcome(work, saved, msg("Answer to {number} recorded", number=saved.number))
        )

    def note(self, complaint_id: int, text: str) -> Outcome[Complaint]:
        """Add a dated note to the course of a case."""
        complaint = self.complaint(complaint_id)
        if not text.strip():
            raise Refused(msg("Write the note first."), field="text")
        with self._context.act("note_complaint") as work:
            self._add_event(work, complaint, EventKind.NOTE, text)
        return _final(
            self._context.outcome(work, complaint, msg("Note added to {number}", number=complaint.number))
        )

    def save_pause(self, pause: ComplaintPause) -> Outcome[ComplaintPause]:
        """Add or correct a rest of the clocks; the deadline follows while the case is open."""
        complaint = self.complaint(pause.complaint_id)
        _require_open(complaint)
        if not pause.reason.strip():
            raise Refused(msg("Say why the clock rests."), field="reason")
        if pause.to_at is not None and pause.to_at < pause.from_at:
            raise Refused(msg("The end lies before the start. Correct one of the two."), field="to_at")
        with self._context.act("save_pause") as work:
            saved = work.update(pause) if pause.id else work.insert(pause)
        return self._context.outcome(work, saved, msg("Pause of {number} saved", number=complaint.number))

    def reopen(self, complaint_id: int, why: str) -> Outcome[Complaint]:
        """Open a closed case again under its number, and count it (D21)."""
        complaint = self.complaint(complaint_id)
        if complaint.closed_at is None:
            raise Refused(msg("This case is open already."))
        if not why.strip():
            raise Refused(msg("Say why the case is opened again."), field="why")
        opened = replace(
            complaint,
            closed_at=None,
            stage=Stage.SOLUTION,
            reopened=complaint.reopened + 1,
            reopened_at=self._context.clock.now(),
            answered_again_at=None,
        )
        with self._context.act("reopen_complaint", reason=why) as work:
            saved = work.update(opened)
            self._add_event(work, saved, EventKind.REOPENED, why)
        return _final(
            self._context.outcome(work, saved, msg("Complaint {number} reopened", number=saved.number))
        )

    def _number(self, work: UnitOfWork, received: datetime) -> str:
        prefix = received.astimezone(self._context.zone).strftime("TS-%Y-%m-")
        return f"{prefix}{work.next_number(Complaint, prefix):03d}"

    def _add_event(
        self,
        work: UnitOfWork,
        complaint: Complaint,
        kind: EventKind,
        text: str,
        *,
        at: datetime | None = None,
        stage: Stage | None = None,
    ) -> None:
        work.insert(
            ComplaintEvent(
                complaint_id=complaint.id,
                kind=kind,
                stage=stage,
                happened_at=at or work.at,
                employee=work.author.name,
                text=text,
            )
        )


def _final(outcome: Outcome[Complaint]) -> Outcome[Complaint]:
    """Offer no undo: the course of a case is insert-only, a wrong step is corrected by a further one."""
    return replace(outcome, undo=None)


def _with_undo_if_no_events(outcome: Outcome[Complaint]) -> Outcome[Complaint]:
    return _final(outcome) if outcome.changes.touches(ComplaintEvent) else outcome


def _require_open(complaint: Complaint) -> None:
    if complaint.closed_at is not None:
        raise Refused(msg("Case {number} is closed. Reopen it first.", number=complaint.number))


def _require_after(moment: datetime, earlier: datetime, field: str) -> None:
    if moment < earlier:
        raise Invalid({field: msg("This lies before the time received. Correct the time.")})
