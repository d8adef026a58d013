"""Quarterly meetings of the sample branch, and what was decided there (R024, D10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.meetings_words import WORDS
from branchdesk.demo.story import Story, Write
from branchdesk.domain.attempts import NextAttempt
from branchdesk.domain.customers import ContactRole, CustomerKind, Site
from branchdesk.domain.meetings import Meeting, MeetingTask, Quarter
from branchdesk.domain.visits import ReportStatus, ServiceReport, Visit, VisitKind, VisitStatus
from branchdesk.storage.unit_of_work import UnitOfWork

_EVERY = 80  # days between two meetings, as the contacts of the story have them
_SLOW = (2, 9, 14)  # customers with whom things take their time
_UNDONE = 45  # days for which what was decided may still be open


def hold_meetings(story: Story, accounts: list[Account]) -> None:
    """Queue the meetings with the better customers, two that are to come, and what waits beside duties."""
    graded = [
        one
        for one in accounts
        if one.customer.grade in ("A", "B") and one.customer.kind in (CustomerKind.SINGLE, CustomerKind.GROUP)
    ]
    for nth, account in enumerate(graded):
        for quarter in range(1, 6):
            on = story.workday(account.joined + timedelta(days=_EVERY * quarter))
            if on < story.today:
                write = _held(story, account, on, nth + quarter, slow=nth in _SLOW)
                story.at(story.moment(on, "15:40"), "save_meeting", write)
    before = story.calendar.previous_working_day(story.today - timedelta(days=1))
    for nth, account in enumerate(_unmet(story, graded)[:2]):
        planned = story.workday(story.today + timedelta(days=3 * nth))
        at = story.moment(before, f"16:{10 + nth}")
        story.at(at, "save_meeting", _planned(story, account, planned, nth))
    story.at(story.moment(before, "17:05"), "issue_report", lambda work: _leave_unsigned(story, work))
    story.at(story.moment(before, "17:20"), "postpone", lambda work: _try_again(story, work))


def _unmet(story: Story, graded: list[Account]) -> list[Account]:
    """Return whom nobody has met in this quarter."""
    since = Quarter.of(story.today).first

    def met(account: Account) -> bool:
        days = (story.workday(account.joined + timedelta(days=_EVERY * nth)) for nth in range(1, 6))
        return any(since <= day < story.today for day in days)

    return [one for one in graded if not met(one)]


def _held(story: Story, account: Account, on: date, nth: int, *, slow: bool) -> Write:
    def write(work: UnitOfWork) -> None:
        if not account.served:
            return
        words = WORDS[story.words.language]
        meeting = work.insert(
            replace(
                _draft(story, account, on, nth),
                held_on=on,
                minutes=words.minutes[nth % len(words.minutes)],
                employee=work.author.name,
            )
        )
        ours, theirs = words.ours[nth % len(words.ours)], words.theirs[nth % len(words.theirs)]
        manager = account.called(ContactRole.SERVICE)
        for place, ((what, outcome), owner) in enumerate(((ours, work.author.name), (theirs, manager))):
            due = story.workday(on + timedelta(days=9 + 12 * place))
            lately = slow and place == 1 and due > story.today - timedelta(days=_UNDONE)
            still = lately or due > story.today
            work.insert(
                MeetingTask(
                    meeting_id=meeting.id,
                    customer_id=account.customer.id,
                    what=what,
                    by_customer=place == 1,
                    owner=owner,
                    due_on=due,
                    done_on=None if still else due - timedelta(days=1),
                    outcome="" if still else outcome,
                )
            )

    return write


def _planned(story: Story, account: Account, on: date, nth: int) -> Write:
    def write(work: UnitOfWork) -> None:
        if account.served:
            draft = _draft(story, account, on, nth)
            work.insert(replace(draft, start_at="15:00", employee=work.author.name))

    return write


def _draft(story: Story, account: Account, on: date, nth: int) -> Meeting:
    words = WORDS[story.words.language]
    return Meeting(
        customer_id=account.customer.id,
        planned_on=on,
        place=words.place,
        ours=story.staff[0].name,
        theirs=account.called(ContactRole.SERVICE),
        topics=words.topics[nth % len(words.topics)],
    )


def _leave_unsigned(story: Story, work: UnitOfWork) -> None:
    """Leave one report of the day unsigned and another one unwritten: their invoices wait (D09)."""
    day = story.local(work.at)
    known = [one for one in work.find(Visit, status=VisitStatus.DONE) if one.findings and one.actions]
    for nth, like in enumerate(known[-1:-3:-1]):
        done = work.insert(_once_more(like, day, work.at))
        if nth == 0:
            prefix = f"SR-{day:%Y-%m}-"
            work.insert(
                ServiceReport(
                    visit_id=done.id,
                    number=f"{prefix}{work.next_number(ServiceReport, prefix):04d}",
                    status=ReportStatus.ISSUED,
                    findings=done.findings,
                    actions=done.actions,
                    issued_at=work.at,
                )
            )


def _once_more(like: Visit, day: date, at: datetime) -> Visit:
    """Return a further service like one before, handed over to nobody."""
    return Visit(
        site_id=like.site_id,
        contract_id=like.contract_id,
        kind=VisitKind.EXTRA,
        status=VisitStatus.DONE,
        date_on=day,
        start_at="16:00",
        minutes=45,
        technician_id=like.technician_id,
        arrived_at="16:02",
        told_whom=like.told_whom,
        findings=like.findings,
        actions=like.actions,
        done_at=at,
    )


def _try_again(story: Story, work: UnitOfWork) -> None:
    """Note that one appointment call is tried again in some days (D04)."""
    coming = story.today + timedelta(days=5)
    visit = next((one for one in work.find(Visit, status=VisitStatus.PLANNED) if one.date_on >= coming), None)
    if visit is None:
        return
    work.insert(
        NextAttempt(
            duty_key=f"appointment_call:visit:{visit.id}",
            customer_id=work.get(Site, visit.site_id).customer_id,
            try_on=story.workdays_after(story.today, 1),
            try_at="10:00",
            why=WORDS[story.words.language].later,
            employee=work.author.name,
            noted_at=work.at,
        )
    )
