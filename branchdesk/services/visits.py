"""What a person does with visits and their reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from branchdesk.domain import checks
from branchdesk.domain.customers import Contract
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.visit_pool import OwedSlot
from branchdesk.domain.visit_sheet import VisitSheet, check_introduction
from branchdesk.domain.visits import (
    Cause,
    PlanSlot,
    ServiceReport,
    Visit,
    VisitKind,
    VisitStatus,
)
from branchdesk.services import plan_guard
from branchdesk.services.context import Context, Outcome
from branchdesk.services.first_follow_up import move_follow_up, plan_follow_up
from branchdesk.services.month_ledger import slot_served
from branchdesk.services.planning import PlanTally, plan_contract
from branchdesk.services.reporting import issue, require_not_issued
from branchdesk.services.request_arrivals import follow_visit
from branchdesk.services.spot_payments import pays_on_spot, require_paid_on_spot
from branchdesk.storage.queries.visit_pool import owed_slots
from branchdesk.storage.unit_of_work import UnitOfWork


class Visits:
    """The service calendar."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def visit(self, visit_id: int) -> Visit:
        """Read one visit."""
        return self._context.reader.get(Visit, visit_id)

    def report_of(self, visit_id: int) -> ServiceReport | None:
        """Read the service report of a visit, if it has one."""
        return self._context.reader.first(ServiceReport, visit_id=visit_id)

    def pays_on_spot(self, visit: Visit) -> bool:
        """Tell whether a visit is paid for when it is done (R071)."""
        return pays_on_spot(self._context.reader, visit)

    def plan(self, *, since: date | None = None) -> Outcome[int]:
        """Plan what all contracts owe for the months ahead; a second time adds nothing."""
        with self._context.act("plan") as work:
            tally = PlanTally()
            for contract in work.find(Contract):
                tally += plan_contract(work, contract, self._context, since)
        return self._context.outcome(work, tally.added, _planned(tally))

    def save_visit(self, visit: Visit, *, key: str = "") -> Outcome[Visit]:
        """Add or change a visit; one that becomes done gets what follows from it."""
        self._check(visit)
        with self._context.act("save_visit", key=key) as work:
            saved = self.write(work, visit)
        return self._context.outcome(work, saved, self._told(saved))

    def write(self, work: UnitOfWork, visit: Visit) -> Visit:
        """Write a checked visit within an act; one that becomes done gets what follows from it."""
        before = work.get(Visit, visit.id) if visit.id else None
        becomes_done = visit.status is VisitStatus.DONE and (
            before is None or before.status is not VisitStatus.DONE
        )
        if before is not None:
            require_not_issued(work, before, visit)
        if (
            before is not None and becomes_done
        ):  # one that is added as done tells of the time before the program
            checks.require(check_introduction(visit, work.first(VisitSheet, visit_id=visit.id)))
            require_paid_on_spot(work, visit)
        plan_guard.admit(work, self._context, before, visit)
        saved = work.update(visit) if visit.id else work.insert(visit)
        plan_guard.note_change(work, before, saved)
        if before is not None:
            follow_visit(work, self._context, before, saved)
            move_follow_up(work, self._context, before, saved)
        return self._finish(work, saved) if becomes_done else saved

    def move_visit(
        self,
        visit_id: int,
        to: date,
        *,
        start_at: str | None = None,
        technician_id: int | None = None,
        minutes: int | None = None,
        why: str = "",
        cause: Cause = Cause.CUSTOMER,
    ) -> Outcome[Visit]:
        """Move one visit to another day; its plan slot stays where it is, so the series never drifts (V3).

        Time, technician (0: nobody) and minutes stay as they are where they are not given.
        """
        visit = self.visit(visit_id)
        moved = replace(
            _arranged(visit, to, start_at, technician_id, minutes),
            original_on=visit.original_on or visit.date_on,
            moved_why=why,
            moved_cause=cause,
        )
        self._check(moved)
        with self._context.act("move_visit", reason=why) as work:
            saved = self.write(work, moved)
        message = msg("Visit moved from {old} to {new}", old=visit.date_on, new=to)
        return self._context.outcome(work, saved, message)

    def book_visit(
        self,
        visit_id: int,
        to: date,
        *,
        start_at: str | None = None,
        technician_id: int | None = None,
        minutes: int | None = None,
    ) -> Outcome[Visit]:
        """Give a visit the time, technician or length that it lacks: nothing agreed breaks, no reason asked.

        A visit that has a time keeps it and its day; to change these is to move it. Raises `Refused`.
        """
        visit = self.visit(visit_id)
        booked = _arranged(visit, to, start_at, technician_id, minutes)
        if visit.start_at and (booked.date_on, booked.start_at) != (visit.date_on, visit.start_at):
            text = msg("This visit has its time already. Move it, and say why.")
            raise Refused(text, field="date_on" if booked.date_on != visit.date_on else "start_at")
        if booked.date_on != visit.date_on:
            booked = replace(booked, original_on=visit.original_on or visit.date_on)
        self._check(booked)
        with self._context.act("book_visit") as work:
            saved = self.write(work, booked)
        message = msg("Visit booked for {day} {time}", day=saved.date_on, time=saved.start_at)
        return self._context.outcome(work, saved, message)

    def cancel_visit(self, visit_id: int, why: str, cause: Cause) -> Outcome[Visit]:
        """Cancel a planned visit with its reason; its slot is never planned again."""
        visit = self.visit(visit_id)
        if visit.status is VisitStatus.DONE:
            raise Refused(msg("This visit is done already and cannot be cancelled."))
        cancelled = replace(visit, status=VisitStatus.CANCELLED, cancelled_why=why, cancelled_cause=cause)
        return self.save_visit(cancelled)

    def owed(self, first: date, last: date) -> list[OwedSlot]:
        """Return what is owed because its visit of these days did not take place (D01)."""
        return owed_slots(self._context.database, first, last)

    def slot_of(self, visit: Visit) -> PlanSlot | None:
        """Read the plan slot that a visit serves, its own or the one that it was booked for later."""
        return slot_served(self._context.reader, visit)

    def issue_report(
        self, visit_id: int, *, signed_by: str = "", company_copy: str = ""
    ) -> Outcome[ServiceReport]:
        """Issue the service report of a done visit: numbered without gaps, then read-only (R021, R051)."""
        visit = self.visit(visit_id)
        with self._context.act("issue_report") as work:
            report = issue(work, self._context, visit, signed_by=signed_by, company_copy=company_copy)
        outcome = self._context.outcome(
            work, report, msg("Service report {number} issued", number=report.number)
        )
        # An issued report is evidence: it is not taken back.
        return replace(outcome, undo=None)

    def _check(self, visit: Visit) -> None:
        contract = self._context.reader.get(Contract, visit.contract_id) if visit.contract_id else None
        checks.require(checks.check_visit(visit, contract))

    def _finish(self, work: UnitOfWork, visit: Visit) -> Visit:
        done = work.update(replace(visit, done_at=self._context.clock.now()))
        if done.kind is VisitKind.FIRST:
            plan_follow_up(work, self._context, done)
        if done.slot_id is not None and done.contract_id is not None:
            # The plan rolls on by itself: with each service done its contract is planned as far ahead again.
            plan_contract(work, work.get(Contract, done.contract_id), self._context)
        return done

    def _told(self, visit: Visit) -> Message:
        if visit.status is VisitStatus.DONE:
            return msg("Visit of {day} recorded as done", day=visit.date_on)
        if visit.status is VisitStatus.CANCELLED:
            return msg("Visit of {day} cancelled", day=visit.date_on)
        return msg("Visit of {day} saved", day=visit.date_on)


def _arranged(
    visit: Visit, to: date, start_at: str | None, technician_id: int | None, minutes: int | None
) -> Visit:
    """Put a planned visit elsewhere; raises `Refused` for one that took place or will not."""
    if visit.status is not VisitStatus.PLANNED:
        raise Refused(
            msg("Only a planned visit can be moved. Plan a further visit instead."), field="date_on"
        )
    return replace(
        visit,
        date_on=to,
        start_at=visit.start_at if start_at is None else start_at,
        technician_id=visit.technician_id if technician_id is None else technician_id or None,
        minutes=visit.minutes if minutes is None else minutes,
    )


def _planned(tally: PlanTally) -> Message:
    if not tally.followed and not tally.dropped:
        return msg("{count} visits planned", count=tally.added)
    return msg(
        "{count} visits planned, {followed} follow their contract, {dropped} taken out of the plan",
        count=tally.added,
        followed=tally.followed,
        dropped=tally.dropped,
    )
