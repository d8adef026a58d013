"""The last look at the desk: of what is due, some is left to be seen, the rest was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.attendance import done_visit, write_report
from branchdesk.demo.calls_words import WORDS
from branchdesk.demo.story import Story
from branchdesk.demo.talks import talk
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.interactions import CallResult, Purpose
from branchdesk.domain.receivables import Invoice, Promise
from branchdesk.domain.visits import Visit
from branchdesk.storage.unit_of_work import UnitOfWork

# How many of a kind stay to be seen.
_KEPT = {
    DutyKind.VISIT_UNRECORDED: 1,
    DutyKind.REPORT_MISSING: 1,
    DutyKind.PREPARATION_TALK: 1,
    DutyKind.PROMISE_CHECK: 1,
    DutyKind.APPOINTMENT_CALL: 3,
    DutyKind.RECONFIRMATION: 1,
    DutyKind.SAME_DAY_CALL: 3,
    DutyKind.NEXT_CONTACT: 3,
    DutyKind.INTRODUCTION: 1,
    DutyKind.RENEWAL: 1,
    DutyKind.CRITICAL_POINT: 1,
    DutyKind.SIGNATURE_CHASE: 2,
    DutyKind.PAYMENT_REMINDER: 3,
    DutyKind.COLLECTION_CALL: 5,
}
_LATE_OF_A_KIND = 1
_LATE_CALLS = 4  # about money: the list of whom to chase lives of them
_MORNING = timedelta(minutes=10)
_FORGOTTEN = 9  # days
_LATE = 7  # beside the open cases
_ABOUT_VISIT = {
    DutyKind.APPOINTMENT_CALL: Purpose.APPOINTMENT,
    DutyKind.RECONFIRMATION: Purpose.RECONFIRMATION,
    DutyKind.SAME_DAY_CALL: Purpose.SAME_DAY,
    DutyKind.PREPARATION_TALK: Purpose.PREPARATION_TALK,
}
_ABOUT_INVOICE = {
    DutyKind.SIGNATURE_CHASE: Purpose.SIGNATURE,
    DutyKind.PAYMENT_REMINDER: Purpose.COLLECTION,
    DutyKind.COLLECTION_CALL: Purpose.COLLECTION,
}


def settle(story: Story, accounts: list[Account]) -> None:
    """Do what is due beyond what a branch has to do on an ordinary day."""
    by_id = {account.customer.id: account for account in accounts}
    excess = _excess(story, story.desk.duties.due())
    # The calls were made in the last minutes of the history.
    started, step = story.now, _MORNING / (len(excess) + 1)
    story.now = started + _MORNING
    for number, duty in enumerate(excess, start=1):
        account = by_id.get(duty.whom.customer_id)
        if account is not None:
            at = (started + number * step).replace(microsecond=0)
            story.at(at, "log_interaction", _Doing(story, account, duty).do)
    story.run()


def _excess(story: Story, duties: list[Duty]) -> list[Duty]:
    kept: Counter[DutyKind] = Counter()
    late: Counter[DutyKind] = Counter()
    excess = []
    # Open cases were chosen one by one.
    mine = [duty for duty in duties if duty.kind in _KEPT]
    order = list(_KEPT)
    for duty in sorted(mine, key=lambda duty: (duty.days_late(story.today), order.index(duty.kind))):
        days = duty.days_late(story.today)
        is_late = days > 0
        most = _LATE_CALLS if duty.kind is DutyKind.COLLECTION_CALL else _LATE_OF_A_KIND
        enough = late[duty.kind] >= most or late.total() >= _LATE or days > _FORGOTTEN
        too_late = is_late and enough
        if too_late or kept[duty.kind] >= _KEPT[duty.kind]:
            excess.append(duty)
        else:
            kept[duty.kind] += 1
            late[duty.kind] += is_late
    return excess


class _Doing:
    """One duty being done."""

    def __init__(self, story: Story, account: Account, duty: Duty) -> None:
        self._story = story
        self._account = account
        self._duty = duty

    def do(self, work: UnitOfWork) -> None:
        """Write what fulfils the duty."""
        story, account, duty = self._story, self._account, self._duty
        if duty.kind in _ABOUT_VISIT:
            visit = work.get(Visit, duty.link_id)
            purpose = _ABOUT_VISIT[duty.kind]
            text = (
                ""
                if purpose in story.pool.phrases.spoken
                else story.pick(story.pool.phrases.spoken[Purpose.APPOINTMENT])
            )
            talk(story, work, account, purpose, result=CallResult.AGREED, visit=visit, text=text)
        elif duty.kind in _ABOUT_INVOICE:
            talk(story, work, account, _ABOUT_INVOICE[duty.kind], invoice=work.get(Invoice, duty.link_id))
        elif duty.kind is DutyKind.NEXT_CONTACT:
            talk(story, work, account, Purpose.OTHER)
        elif duty.kind is DutyKind.CRITICAL_POINT:
            text = WORDS[story.words.language].first_service
            talk(story, work, account, Purpose.CRITICAL_POINT, text=text)
        elif duty.kind is DutyKind.INTRODUCTION:
            talk(story, work, account, Purpose.INTRODUCTION)
        elif duty.kind is DutyKind.RENEWAL:
            talk(story, work, account, Purpose.RENEWAL, text=story.pool.phrases.renewal)
        elif duty.kind is DutyKind.PROMISE_CHECK:
            self._promise_again(work)
        else:
            self._record(work)

    def _promise_again(self, work: UnitOfWork) -> None:
        promise = work.get(Promise, self._duty.link_id)
        due = self._story.workdays_after(self._story.today, 3)
        work.insert(replace(promise, id=0, due_on=due, made_at=work.at, made_by=work.author.name))

    def _record(self, work: UnitOfWork) -> None:
        visit = work.get(Visit, self._duty.link_id)
        if self._duty.kind is DutyKind.VISIT_UNRECORDED:
            visit = work.update(done_visit(self._story, self._account, visit, work.at))
        write_report(self._story, work, self._account, visit)
