"""A sample branch: a file with a year and more of plausible history that ends on a chosen day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from dateutil.relativedelta import relativedelta

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.demo import people
from branchdesk.demo.accounts import Account, enter, make_accounts
from branchdesk.demo.agreements import agree, part
from branchdesk.demo.attendance import Attendance, meet
from branchdesk.demo.billing import Ledger
from branchdesk.demo.calls import sell
from branchdesk.demo.care import care_for
from branchdesk.demo.case_course import go_on
from branchdesk.demo.chase import ask_for_money
from branchdesk.demo.commitments import keep_our_word
from branchdesk.demo.fieldwork import prepare_visits
from branchdesk.demo.grievances import Grievance, praise
from branchdesk.demo.incidents import Incidents
from branchdesk.demo.judging import judge_present
from branchdesk.demo.late import foresee
from branchdesk.demo.meetings import hold_meetings
from branchdesk.demo.money_in import move_money
from branchdesk.demo.plan import arrange
from branchdesk.demo.pool import Pool
from branchdesk.demo.present import Present
from branchdesk.demo.requests import call_for_more
from branchdesk.demo.settling import settle
from branchdesk.demo.story import Progress, Story, Write, mobile
from branchdesk.demo.talks import keep_in_touch, turn_over
from branchdesk.demo.texts import answer_questions
from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import ComplaintCategory, LogKind
from branchdesk.domain.customers import CustomerKind, CustomerStatus
from branchdesk.domain.employees import Employee
from branchdesk.domain.settings import Settings
from branchdesk.domain.visits import VisitKind
from branchdesk.services.desk import Desk
from branchdesk.storage.unit_of_work import UnitOfWork

_MONTHS_AHEAD = 3


def write_demo(
    path: Path,
    *,
    today: date,
    language: str = "zh_CN",
    customers: int = 60,
    months: int = 14,
    seed: int = 7,
    progress: Progress | None = None,
) -> None:
    """Write a sample branch to a new file; the same seed, language and day give the same branch.

    `progress(done, all)` is told the days of the history after each month. Raises StorageTrouble where the
    file exists or cannot be written.
    """
    pool = _pool(language)
    start = today - relativedelta(months=months)
    clock = ManualClock.at(start - timedelta(days=1))
    dice = Random(seed)  # noqa: S311 (a story needs dice that fall the same way again, not secrets)
    seat = Seat(pool.names.staff[0][0])
    identity = f"{Random(f'identity {seed}').getrandbits(128):032x}"  # noqa: S311 (as above)
    desk = create_branch(path, pool.names.branch, language, seat, clock, identity=identity)
    try:
        _found(desk, pool, dice, today)
        now = ManualClock.at(today).now() + timedelta(minutes=30)
        story = Story(desk, clock, pool, dice, start, now)
        _Branch(story, make_accounts(story, customers)).live(progress)
    finally:
        desk.close()


def _pool(language: str) -> Pool:
    if language == "en":
        from branchdesk.demo import names_en, phrases_en

        return Pool(names_en.NAMES, phrases_en.PHRASES)
    from branchdesk.demo import names_zh, phrases_zh

    return Pool(names_zh.NAMES, phrases_zh.PHRASES)


class _Branch:
    """All accounts of a history, from the first day to the last."""

    def __init__(self, story: Story, accounts: list[Account]) -> None:
        self._story = story
        self._accounts = accounts
        self._ledger = Ledger(story)
        self._incidents = Incidents(story, self._ledger)

    def live(self, progress: Progress | None) -> None:
        """Let everything happen."""
        story = self._story
        for account in self._accounts:
            story.at(story.moment(account.joined, "09:05"), "save_customer", self._joining(account))
        self._fates()
        self._accidents()
        self._complain()
        people.tell(story, self._accounts)
        story.at(story.now - timedelta(days=24), "plan", lambda _work: self._tell_present())
        care_for(story, self._accounts)
        sell(story, self._accounts)
        foresee(story, self._accounts)
        go_on(story)
        hold_meetings(story, self._accounts)
        prepare_visits(story)
        answer_questions(story)
        call_for_more(story, self._accounts)
        keep_our_word(story, self._accounts)
        story.run(progress)
        settle(story, self._accounts)
        judge_present(story)
        ask_for_money(story, self._accounts)
        move_money(story, self._accounts)
        story.desk.visits.plan()
        arrange(story, self._accounts)

    def _joining(self, account: Account) -> Write:
        def write(work: UnitOfWork) -> None:
            story, today = self._story, self._story.local(work.at)
            enter(story, work, account)
            agree(story, work, account)
            for contract in account.contracts:
                for site in [s for s in account.sites if contract.site_id in (None, s.id)]:
                    Attendance(story, account, site, contract).plan(max(today, contract.start_on))
            self._accompany(account)

        return write

    def _accompany(self, account: Account) -> None:
        """Queue what else goes on with a customer over the months."""
        story, ledger, customer = self._story, self._ledger, account.customer
        if customer.kind is CustomerKind.ONE_OFF:
            on = min(account.joined + story.days(2, 200), story.today - story.days(5, 40))
            self._incidents.serve_once(account, story.workday(max(on, account.joined)))
            return
        if account.joined > story.start + timedelta(days=10) and account.contracts:
            contract, site = account.contracts[0], account.sites[0]
            Attendance(story, account, site, contract).begin(contract.start_on)
        keep_in_touch(story, account)
        ledger.bill_months(account, account.joined)
        if account.outlets and not account.outlets[0].billed_centrally:
            self._incidents.pay_for_group(account)
        if account.index % 7 == 3:
            turn_over(story, account, account.joined + story.days(40, 300))
        for quarter in range(1, 6):
            if customer.grade in ("A", "B"):
                meet(story, account, account.joined + timedelta(days=80 * quarter))

    def _fates(self) -> None:
        """Lose one customer and let one rest, where there are enough of them."""
        story = self._story
        singles = [one for one in self._accounts if one.customer.kind is CustomerKind.SINGLE]
        if len(singles) < 8:
            return
        for account, status, back in (
            (singles[2], CustomerStatus.LOST, 70),
            (singles[5], CustomerStatus.PAUSED, 25),
        ):
            on = story.workday(story.today - timedelta(days=back))
            story.at(story.moment(on, "16:10"), "save_customer", self._parting(account, status))

    def _parting(self, account: Account, status: CustomerStatus) -> Write:
        return lambda work: part(self._story, work, account, status)

    def _accidents(self) -> None:
        story, incidents = self._story, self._incidents
        span = (story.today - story.start).days
        for nth, share in enumerate((0.3, 0.55, 0.8)):
            incidents.credit(story.start + timedelta(days=int(span * share)), nth, used=True)
            incidents.reverse(story.start + timedelta(days=int(span * share) + 9), nth + 3)
        incidents.credit(story.today - timedelta(days=8), 3, used=False)
        incidents.return_payment(story.today - timedelta(days=17), 5)
        for nth, back in enumerate((48, 27, 11)):
            incidents.dispute(story.today - timedelta(days=back), nth + 1)
        for nth in range(2):
            incidents.pay_partly(story.today - timedelta(days=4 + 5 * nth), nth)
            last = story.calendar.previous_working_day(story.today - timedelta(days=1 + nth))
            incidents.sign_by_stranger(last, nth)
        payer = next((one for one in self._accounts if one.customer.kind is CustomerKind.SINGLE), None)
        if payer is not None:
            incidents.pay_in_advance(story.today - timedelta(days=6), payer)

    def _complain(self) -> None:
        """Spread complaints over the months; a few are unfounded, late, or come back."""
        story = self._story
        span = max((story.today - story.start).days - 20, 20)
        count = max(6, len(self._accounts) * span // 620)
        for nth in range(count):
            on = story.workday(story.start + timedelta(days=8 + (span - 18) * nth // count + nth % 3))
            received = story.office(on)
            story.at(received - timedelta(minutes=1), "note", self._complaining(nth, received))

    def _complaining(self, nth: int, received: datetime) -> Write:
        def write(_work: UnitOfWork) -> None:
            story, cases = self._story, self._story.pool.phrases.cases
            served = _served(self._accounts)
            if not served:
                return
            account = story.pick(served)
            Grievance(
                story,
                account,
                cases[nth % len(cases)],
                received,
                in_time=nth % 6 != 4,
                founded=nth % 7 != 3,
                reopens=nth % 11 == 8,
            ).start()
            if nth % 6 == 1:
                kind = LogKind.PRAISE if nth % 12 == 1 else LogKind.SUGGESTION
                praise(story, story.pick(served), received + timedelta(minutes=25), kind, thanked=True)
            if cases[nth % len(cases)].category is ComplaintCategory.PESTS_BACK:
                self._return_visit(account, received)

        return write

    def _return_visit(self, account: Account, received: datetime) -> None:
        story = self._story
        on = story.workdays_after(story.local(received), 1)
        contract = next(iter(account.contracts), None)
        if contract is not None:
            job = Attendance(story, account, account.sites[0], contract)
            job.once_more(received + timedelta(minutes=45), on, VisitKind.EXTRA, "14:00")

    def _tell_present(self) -> None:
        served = [one for one in _served(self._accounts) if one.contracts]
        if served:
            Present(self._story, served).tell()


def _served(accounts: list[Account]) -> list[Account]:
    return [
        one for one in accounts if one.served and one.sites and one.customer.kind is not CustomerKind.ONE_OFF
    ]


def _found(desk: Desk, pool: Pool, dice: Random, today: date) -> None:
    """Enter what a branch enters first: its people, its settings, a day on which it was closed."""
    desk.upkeep.save_settings(Settings(plan_months_ahead=_MONTHS_AHEAD))
    day = today - timedelta(days=90)
    friday = day + timedelta(days=(4 - day.weekday()) % 7)
    desk.upkeep.save_workdays([Workday(day=friday, working=False, name=pool.phrases.closed_day)])
    for name, role in pool.names.staff:
        desk.customers.save_employee(Employee(name=name, role=role, phone=mobile(dice)))
