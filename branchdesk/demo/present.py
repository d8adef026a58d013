"""What is going on at the branch on the last day: open cases, visits of today, a new customer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.attendance import Attendance, done_visit, write_report
from branchdesk.demo.grievances import Grievance, praise
from branchdesk.demo.story import Story
from branchdesk.demo.talks import talk
from branchdesk.domain.complaints import LogKind, Severity, Stage
from branchdesk.domain.customers import ContactRole, Contract, ContractStatus, CustomerKind, CustomerStatus
from branchdesk.domain.interactions import InteractionKind, Purpose
from branchdesk.domain.visits import Visit, VisitKind
from branchdesk.services.customers import normal_contract
from branchdesk.storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Present:
    """The last days of a history, told on purpose so that every state is there."""

    story: Story
    accounts: list[Account]  # those that are served

    def tell(self) -> None:
        """Queue everything."""
        self._cases()
        self._visits()
        self._offer()
        for number in (14, 15, 16, 17):
            self._agree_next(self._account(number))

    def _agree_next(self, account: Account) -> None:
        """Agree with a customer to speak again today (R006)."""
        story = self.story

        def write(work: UnitOfWork) -> None:
            talk(story, work, account, Purpose.COURTESY, next_on=story.today)

        story.at(self._back(3, "10:50"), "log_interaction", write)

    def _account(self, number: int) -> Account:
        return self.accounts[number * 5 % len(self.accounts)]

    def _back(self, workdays: int, at: str) -> datetime:
        day = self.story.calendar.previous_working_day(self.story.today - timedelta(days=1))
        return self.story.moment(self.story.workdays_after(day, 1 - workdays), at)

    def _cases(self) -> None:
        story, cases = self.story, self.story.pool.phrases.cases
        by_department = [case for case in cases if case.department]
        # Received a quarter of an hour ago, an hour to answer: due soon. On a day off it waits for the next.
        soon = Grievance(story, self._account(0), by_department[0], self._minutes_ago(15), upto=Stage.LISTEN)
        late = Grievance(
            story,
            self._account(1),
            by_department[-1],
            self._back(2, "10:20"),
            upto=Stage.RECAP,
            answered=False,
            severity=Severity.SERIOUS,
        )
        resting = Grievance(
            story, self._account(2), cases[2], self._back(1, "16:30"), upto=Stage.RECAP, answered=False
        )
        for one in (soon, late, resting):
            one.start()
        resting.rest(timedelta(minutes=8))
        for number, stage in enumerate((Stage.APOLOGY, Stage.SOLUTION, Stage.FOLLOW_UP), start=3):
            received = self._back(number, "09:40")
            Grievance(story, self._account(number), cases[(number + 2) % 7], received, upto=stage).start()
        critical = self._back(2, "14:55")
        safety = next(case for case in cases if case.severity is Severity.CRITICAL)
        Grievance(story, self._account(6), safety, critical, upto=Stage.SOLUTION).start()
        self._reopened()
        praise(story, self._account(8), self._back(2, "11:05"), LogKind.PRAISE, thanked=True)
        praise(story, self._account(9), self._back(1, "15:35"), LogKind.SUGGESTION, thanked=False)

    def _minutes_ago(self, minutes: int) -> datetime:
        return self.story.now - timedelta(minutes=minutes)

    def _reopened(self) -> None:
        """Let a case be open again: closed a week ago, and back since."""
        received, case = self._back(11, "10:10"), self.story.pool.phrases.cases[0]
        Grievance(self.story, self._account(7), case, received, reopens=True, stays_open=True).start()

    def _visits(self) -> None:
        story, today = self.story, self.story.today
        for number, (start_at, kind) in enumerate((("14:30", VisitKind.EXTRA), ("22:00", VisitKind.EXTRA))):
            self._visit(self._account(10 + number), today, kind, start_at)
        self._forgotten()
        self._unprepared()
        fresh = self._account(13)
        if fresh.contracts:
            contract, site = fresh.contracts[0], fresh.sites[0]
            job = Attendance(story, fresh, site, replace(contract, start_at="10:00"))
            job.begin(story.workdays_after(today, 2))

    def _visit(self, account: Account, on: date, kind: VisitKind, start_at: str) -> None:
        job = Attendance(self.story, account, account.sites[0], next(iter(account.contracts), None))
        job.once_more(self._back(3, "10:35"), on, kind, start_at)

    def _forgotten(self) -> None:
        """Let a visit of two days ago be neither done nor missed: nobody has recorded it."""
        account = self._account(12)

        def write(work: UnitOfWork) -> None:
            site = account.sites[0]
            on = self.story.today - timedelta(days=2)
            visit = work.insert(
                Visit(
                    site_id=site.id,
                    kind=VisitKind.EXTRA,
                    date_on=on,
                    start_at="16:00",
                    technician_id=site.technician_id,
                )
            )
            talk(self.story, work, account, Purpose.APPOINTMENT, visit=visit)

        self.story.at(self._back(5, "11:15"), "save_visit", write)

    def _unprepared(self) -> None:
        """Let a site be badly prepared on the last working day: the talk about it is still to come (R013)."""
        account, at = self._account(11), self._back(1, "16:20")

        def write(work: UnitOfWork) -> None:
            story, site = self.story, account.sites[0]
            draft = Visit(
                site_id=site.id,
                kind=VisitKind.EXTRA,
                date_on=story.local(at),
                start_at="15:00",
                technician_id=site.technician_id,
            )
            missing = story.pick(story.pool.phrases.prep_missing)
            done = done_visit(story, account, draft, work.at)
            write_report(story, work, account, work.insert(replace(done, preparation_missing=missing)))

        self.story.at(at, "save_visit", write)

    def _offer(self) -> None:
        """Turn one customer without visits into a prospect with an offer and a next step."""
        candidates = [one for one in self.accounts if one.customer.kind is CustomerKind.SINGLE]
        if len(candidates) < 6:
            return
        like = candidates[-1]
        story, names = self.story, self.story.pool.names

        def write(work: UnitOfWork) -> None:
            brand = names.brands[(len(self.accounts) + 7) % len(names.brands)] + names.brands[0][:1]
            name = like.trade.company.format(brand=brand)
            prospect = replace(
                like.customer,
                id=0,
                code="",
                name=name,
                short_name=like.trade.short.format(brand=brand),
                kind=CustomerKind.SINGLE,
                status=CustomerStatus.PROSPECT,
                invoice_title=name,
                note="",
                since=None,
                grade="",
            )
            account = replace(like, customer=work.insert(prospect), sites=[], contacts=[], contracts=[])
            site = work.insert(replace(like.sites[0], id=0, customer_id=account.customer.id))
            contact = replace(like.contacts[0], id=0, customer_id=account.customer.id, site_id=None)
            named = replace(contact, mobile=story.mobile(), wechat="")
            account.contacts.append(work.insert(named))
            start = story.workdays_after(story.today, 6)
            work.insert(normal_contract(self._draft(account, site.id, start)))
            talk(
                story,
                work,
                account,
                Purpose.INTRODUCTION,
                kind=InteractionKind.MEETING,
                next_on=story.workday(story.today),
            )

        story.at(self._back(3, "15:30"), "save_customer", write)

    def _draft(self, account: Account, site_id: int, start: date) -> Contract:
        phrases = self.story.pool.phrases
        return Contract(
            customer_id=account.customer.id,
            site_id=site_id,
            number=f"HT-{start.year}-P01",
            status=ContractStatus.DRAFT,
            start_on=start,
            end_on=start + timedelta(days=364),
            service=phrases.services[0],
            rule="FREQ=MONTHLY;BYDAY=2TU",
            start_at="22:00",
            fee_fen=180_000,
            billing=phrases.billing,
            terms="signed+15wd",
            agreed_by=account.called(ContactRole.SERVICE),
            note=phrases.new_contract,
        )
