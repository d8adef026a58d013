"""Services of the sample branch: planned, called about, moved, done, reported, followed up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.fieldwork import file_report, note_field, said_again
from branchdesk.demo.story import Story, Write
from branchdesk.demo.talks import talk
from branchdesk.domain.customers import ContactRole, Contract, Site
from branchdesk.domain.duedates import appointment_call_day, first_follow_up_day, preparation_talk_day
from branchdesk.domain.interactions import CallResult, InteractionKind, Purpose
from branchdesk.domain.recurrence import Occurrence, occurrences, parse_rule
from branchdesk.domain.visits import PlanSlot, ReportStatus, ServiceReport, Visit, VisitKind, VisitStatus
from branchdesk.services.plan_guard import note_change
from branchdesk.storage.unit_of_work import UnitOfWork

PLANNED_AHEAD = timedelta(days=40)
_KNOWN_AHEAD = timedelta(days=21)  # what the planning of the program itself adds lies further ahead
_PREPARED = 0.93
_REPORTED = 0.985
_LATEST, _HELD_UP = 12, 28  # minutes after the planned time; whoever would come latest comes late


@dataclass(slots=True)
class Attendance:
    """The services of one customer under one contract (or none) at one site."""

    story: Story
    account: Account
    site: Site
    contract: Contract | None = None

    def plan(self, since: date) -> None:
        """Plan what the contract owes from a day on."""
        contract, story = self.contract, self.story
        if contract is None:
            return
        until = min(contract.end_on or story.today, story.today + _KNOWN_AHEAD)
        if until < contract.start_on:
            return
        rule, policy = parse_rule(contract.rule), contract.holiday_policy
        for found in occurrences(rule, contract.start_on, until, story.calendar, policy, since=since):
            on = max(found.day - PLANNED_AHEAD, since)
            # Planning of the past, at the very start, happens before the first service.
            story.at(story.moment(on, "08:31"), "plan", self._planning(found))

    def begin(self, first_on: date) -> None:
        """Let a new customer have its first service, with the second look two weeks later (R012)."""

        def write(work: UnitOfWork) -> None:
            self.put(work, self._visit(VisitKind.FIRST, first_on))

        before = max(self.account.joined, first_on - timedelta(days=9))
        self.story.at(self.story.moment(before, "11:20"), "save_visit", write)

    def once_more(self, moment: datetime, on: date, kind: VisitKind, start_at: str, note: str = "") -> None:
        """Plan one more visit, for example after a complaint."""

        def write(work: UnitOfWork) -> None:
            self.put(work, replace(self._visit(kind, on), start_at=start_at, minutes=45, note=note))

        self.story.at(moment, "save_visit", write)

    def put(self, work: UnitOfWork, visit: Visit) -> None:
        """Write a planned visit and let happen what becomes of it."""
        saved = work.insert(visit)
        self.account.visits[saved.id] = saved
        self._call_before(saved, work.at)
        self._go(saved)

    def _planning(self, found: Occurrence) -> Write:
        def write(work: UnitOfWork) -> None:
            contract, story = self.contract, self.story
            if contract is None or not self.account.served:
                return
            reason = story.words.say(found.reason) if found.reason else ""
            slot = work.insert(
                PlanSlot(
                    contract_id=contract.id,
                    site_id=self.site.id,
                    anchor_on=found.original,
                    planned_on=found.day,
                    moved_why=reason,
                )
            )
            moved = found.original if found.day != found.original else None
            visit = replace(self._visit(VisitKind.ROUTINE, found.day), slot_id=slot.id)
            self.put(work, replace(visit, original_on=moved, moved_why=reason))

        return write

    def _visit(self, kind: VisitKind, on: date) -> Visit:
        contract = self.contract
        return Visit(
            site_id=self.site.id,
            contract_id=contract.id if contract else None,
            kind=kind,
            date_on=on,
            start_at=contract.start_at if contract else "14:00",
            minutes=contract.minutes_on_site if contract else 60,
            technician_id=self.site.technician_id,
        )

    # Before the day

    def _call_before(self, visit: Visit, planned_at: datetime) -> None:
        story = self.story
        on = appointment_call_day(visit.date_on, story.calendar)
        moment = max(story.office(on), planned_at + timedelta(minutes=40))
        if story.chance(0.08):
            self._call(visit.id, moment, Purpose.APPOINTMENT, CallResult.UNREACHABLE)
            moment = story.office(story.workdays_after(on, 1))
        if story.chance(0.98):
            self._call(visit.id, moment, Purpose.APPOINTMENT, CallResult.AGREED)
        if story.chance(0.3):
            same_day = story.moment(visit.date_on, story.pick(("09:20", "10:05", "15:10", "16:25")))
            self._call(visit.id, same_day, Purpose.SAME_DAY, CallResult.REACHED)
        if story.chance(0.05):
            self._move(visit, on)

    def _call(self, visit_id: int, moment: datetime, purpose: Purpose, result: CallResult) -> None:
        def write(work: UnitOfWork) -> None:
            visit = self.account.visits[visit_id]
            before = purpose in (Purpose.APPOINTMENT, Purpose.SAME_DAY)
            if before and visit.status is not VisitStatus.PLANNED:
                return
            talk(self.story, work, self.account, purpose, result=result, visit=visit)

        self.story.at(moment, "log_interaction", write)

    def _move(self, visit: Visit, call_on: date) -> None:
        story = self.story
        cause, why = story.pick(story.pool.phrases.moved)
        to = story.workdays_after(visit.date_on, story.pick((1, 2, 3)))

        def write(work: UnitOfWork) -> None:
            known = self.account.visits[visit.id]
            contract_ends = self.contract.end_on if self.contract else None
            if known.status is VisitStatus.PLANNED and not (contract_ends and to > contract_ends):
                self._keep(
                    work,
                    replace(
                        known,
                        date_on=to,
                        original_on=known.original_on or known.date_on,
                        moved_why=why,
                        moved_cause=cause,
                    ),
                )
                self._go(self.account.visits[visit.id])

        story.at(story.office(story.workdays_after(call_on, 1)), "move_visit", write)

    # On the day

    def _go(self, visit: Visit) -> None:
        story = self.story
        hour, minute = visit.start_at.split(":")
        night = int(hour) >= 18
        end = story.moment(visit.date_on, visit.start_at) + timedelta(minutes=visit.minutes + 10)
        at = story.moment(visit.date_on + timedelta(days=1), f"08:3{int(minute) // 10}") if night else end
        outcome = story.dice.random()

        def write(work: UnitOfWork) -> None:
            known = self.account.visits[visit.id]
            if known.status is not VisitStatus.PLANNED or known.date_on != visit.date_on:
                return  # moved or cancelled in the meantime
            if outcome < 0.02 and known.kind is VisitKind.ROUTINE:
                self._fail(work, known, VisitStatus.MISSED)
            elif outcome < 0.045 and known.kind is VisitKind.ROUTINE:
                self._fail(work, known, VisitStatus.CANCELLED)
            else:
                self._finish(work, known)

        story.at(at, "save_visit", write)

    def _fail(self, work: UnitOfWork, visit: Visit, status: VisitStatus) -> None:
        phrases = self.story.pool.phrases
        missed = status is VisitStatus.MISSED
        cause, why = self.story.pick(phrases.missed if missed else phrases.cancelled)
        self._keep(work, replace(visit, status=status, cancelled_why=why, cancelled_cause=cause))

    def _finish(self, work: UnitOfWork, visit: Visit) -> None:
        done = done_visit(self.story, self.account, visit, work.at)
        done = self._keep(work, note_field(self.story, work, self.account, done))
        if done.kind is VisitKind.FIRST:
            due = first_follow_up_day(done.date_on, self.story.calendar)
            self.put(work, self._visit(VisitKind.FOLLOW_UP, due))
        if self.story.chance(_REPORTED):
            at = self._next_morning(done.date_on)
            self.story.at(max(at, work.at + timedelta(minutes=3)), "issue_report", self._report(done))
        self._call_after(done)

    def _next_morning(self, day: date) -> datetime:
        start = self.story.moment(self.story.workdays_after(day, 1), "08:41")
        return start + timedelta(minutes=self.story.dice.randrange(45))

    def _report(self, done: Visit) -> Write:
        return lambda work: write_report(self.story, work, self.account, done)

    def _call_after(self, done: Visit) -> None:
        story = self.story
        if done.preparation_missing:
            on = preparation_talk_day(done.date_on, story.calendar)
            self._call(done.id, story.office(on), Purpose.PREPARATION_TALK, CallResult.AGREED)
        if done.kind is not VisitKind.ROUTINE or story.chance(0.12):
            on = story.workdays_after(done.date_on, 1)
            self._call(done.id, story.office(on), Purpose.FOLLOW_UP, CallResult.REACHED)

    def _keep(self, work: UnitOfWork, visit: Visit) -> Visit:
        before = work.get(Visit, visit.id)
        saved = work.update(visit)
        note_change(work, before, saved)
        self.account.visits[saved.id] = saved
        return saved


def done_visit(story: Story, account: Account, visit: Visit, at: datetime) -> Visit:
    """Fill in what is written down when a visit is done."""
    phrases, dice = story.pool.phrases, story.dice
    finding = story.pick(phrases.findings)
    gaps = {
        "area": story.pick(account.trade.areas),
        "n": dice.randint(1, 9),
        "amount": dice.choice((5, 10, 15, 20, 50, 100)),
    }
    hour, minute = map(int, visit.start_at.split(":"))
    apart = dice.randint(-8, 12)
    arrival = hour * 60 + minute + (apart if apart < _LATEST else _HELD_UP)
    handed = story.chance(0.92)
    whom = account.called(ContactRole.SERVICE)
    return replace(
        visit,
        status=VisitStatus.DONE,
        done_at=at,
        arrived_at=f"{arrival // 60:02d}:{arrival % 60:02d}",
        told_whom=whom,
        findings=finding.found.format(**gaps),
        actions=finding.done.format(**gaps),
        recommendations=finding.advice.format(**gaps),
        preparation_missing="" if story.chance(_PREPARED) else story.pick(phrases.prep_missing),
        handed_to=whom if handed else "",
        left_without_hand_over="" if handed else phrases.no_hand_over,
        difficulty=story.pick(phrases.difficulties) if story.chance(0.02) else "",
    )


def write_report(
    story: Story, work: UnitOfWork, account: Account, done: Visit, *, filed: bool = True
) -> None:
    """Issue the report of a done visit at the instant of the act, numbered without gaps (R051)."""
    day = story.local(work.at)
    prefix = f"SR-{day:%Y-%m}-"
    report = work.insert(
        ServiceReport(
            visit_id=done.id,
            number=f"{prefix}{work.next_number(ServiceReport, prefix):04d}",
            status=ReportStatus.ISSUED,
            findings=done.findings,
            actions=done.actions,
            recommendations=said_again(story, work, done),
            signed_by=done.handed_to,
            signed_on=day if done.handed_to else None,
            company_copy=f"{day:%Y-%m}/{account.customer.code}" if filed else "",
            issued_at=work.at,
        )
    )
    file_report(work, report, done)


def meet(story: Story, account: Account, on: date) -> None:
    """Let the customer's manager be met on a day (R024)."""

    def write(work: UnitOfWork) -> None:
        if account.served:
            talk(story, work, account, Purpose.COURTESY, kind=InteractionKind.MEETING)

    story.at(story.office(story.workday(on)), "log_interaction", write)
