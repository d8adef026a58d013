"""Our own promises in the sample branch, and whom we told of difficulties (R033, R039, R147-R149)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.requests import served_from_the_start
from branchdesk.demo.requests_words import WORDS, RequestWords
from branchdesk.demo.story import Story, Write
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.commitments import Commitment
from branchdesk.domain.customers import ContactRole, Site
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.support import SupportKind, SupportRequest
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.storage.unit_of_work import UnitOfWork

_BROKEN = 3  # the promise that was not kept


def keep_our_word(story: Story, accounts: list[Account]) -> None:
    """Queue promises of the last weeks, most of them kept, and the calls for help."""
    known = served_from_the_start(story, accounts)
    if not known:
        return
    words = WORDS[story.words.language]
    for nth in range(14):
        _Word(story, known[(nth * 5 + 2) % len(known)], words, nth).give()
    story.at(story.now - timedelta(minutes=20), "give_commitment", _open_ones(story, known, words))
    story.at(story.now - timedelta(minutes=15), "save_support", _difficulties(story, words))
    story.at(story.now - timedelta(minutes=25), "save_support", _support(story, known[-1], words))


class _Word:
    """One promise from the day on which it is given to the day on which it is settled."""

    def __init__(self, story: Story, account: Account, words: RequestWords, nth: int) -> None:
        self._story, self._account, self._words, self._nth = story, account, words, nth
        self._given: Commitment | None = None

    def give(self) -> None:
        """Queue both."""
        story = self._story
        day = story.calendar.previous_working_day(story.today - timedelta(days=5 + 3 * self._nth))
        due = story.workdays_after(day, 2)
        story.at(story.office(day), "give_commitment", lambda work: self._give(work, due))
        story.at(story.moment(due, "15:20"), "keep_commitment", self._settle)

    def _give(self, work: UnitOfWork, due: date) -> None:
        if not self._account.customer.id or not self._account.served:
            return  # not a customer yet, or no longer one
        promised = draft(self._story, self._account, self._words.promises[self._nth % 6])
        self._given = work.insert(replace(promised, due_on=due, given_at=work.at, given_by=work.author.name))

    def _settle(self, work: UnitOfWork) -> None:
        if self._given is None:
            return
        if self._nth == _BROKEN:
            work.update(replace(self._given, broken_why=self._words.broken))
        else:
            work.update(replace(self._given, kept_at=work.at))


def draft(story: Story, account: Account, text: str) -> Commitment:
    """Draft a promise to a customer that was confirmed inside the house."""
    return Commitment(
        customer_id=account.customer.id,
        text=text,
        given_to=account.called(ContactRole.SERVICE),
        confirmed_by=story.colleague(EmployeeRole.SUPERVISOR),
    )


def _open_ones(story: Story, known: list[Account], words: RequestWords) -> Write:
    """Give one promise for today that nobody confirmed, and one for later; cases bring the updates."""

    def write(work: UnitOfWork) -> None:
        today = story.today
        first, second = (draft(story, known[nth % len(known)], "") for nth in (4, 7))
        later = story.workday(today + timedelta(days=3))
        drafts = (
            replace(first, text=words.promises[2], due_on=today, due_time="17:00", confirmed_by=""),
            replace(second, text=words.promises[3], due_on=later, due_time="17:00"),
        )
        for one in drafts:
            if one.customer_id:
                work.insert(replace(one, given_at=work.at, given_by=work.author.name))

    return write


def _difficulties(story: Story, words: RequestWords) -> Write:
    """Tell the area manager of every difficulty but the newest one."""

    def write(work: UnitOfWork) -> None:
        found = [one for one in work.find(Visit, status=VisitStatus.DONE) if one.difficulty]
        found.sort(key=lambda one: (one.date_on, one.id))
        for nth, visit in enumerate(found[:-1]):
            work.insert(_told(work, visit, story, words, minutes=20 + nth * 17 % 60))

    return write


def _told(
    work: UnitOfWork, visit: Visit, story: Story, words: RequestWords, *, minutes: int
) -> SupportRequest:
    """Write down whom one told of a difficulty, and the answer after some minutes."""
    at = visit.done_at or EPOCH
    return SupportRequest(
        kind=SupportKind.DIFFICULTY,
        customer_id=work.get(Site, visit.site_id).customer_id,
        visit_id=visit.id,
        text=visit.difficulty,
        raised_at=at,
        raised_by=story.desk_name,
        told_at=at + timedelta(minutes=12),
        told_by=story.desk_name,
        told_to=next(n for n, role in story.pool.names.staff if role is EmployeeRole.AREA_MANAGER),
        answer=words.difficulty_answer,
        answered_at=at + timedelta(minutes=minutes),
    )


def _support(story: Story, account: Account, words: RequestWords) -> Write:
    """Ask for support; the answer has not come yet."""

    def write(work: UnitOfWork) -> None:
        if account.customer.id:
            work.insert(
                SupportRequest(
                    customer_id=account.customer.id,
                    text=words.support,
                    raised_at=work.at,
                    raised_by=work.author.name,
                    told_at=work.at,
                    told_by=work.author.name,
                    told_to=story.colleague(EmployeeRole.SUPERVISOR),
                )
            )

    return write
