"""A random but repeatable history of a branch, made only through what people can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.claims import Claim, ClaimKind, ClaimState
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.customers import Contract, Customer, CustomerKind, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Conflict, Invalid, Refused
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import Allocation, Invoice, Payment, Promise
from branchdesk.domain.visits import Cause, Visit, VisitKind, VisitStatus
from branchdesk.services.context import Outcome
from branchdesk.services.desk import Desk
from tests.judged import close

R = TypeVar("R", bound=Any)


@dataclass
class History:
    """Lives through days; every step is drawn from the seed."""

    folder: Path
    seed: int
    start: date = date(2026, 5, 4)
    random: Random = field(init=False)
    clock: ManualClock = field(init=False)
    desk: Desk = field(init=False)
    number: int = 0
    undos: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.clock = ManualClock.at(self.start)
        self.desk = create_branch(self.folder / "a.branchdesk", "静安", "zh_CN", Seat("王敏"), self.clock)
        self._customers()

    def live(self, days: int, steps: int) -> None:
        """Let so many days pass with so many acts on each."""
        acts = self._acts()
        for _ in range(days):
            for _ in range(steps):
                self.clock.advance(timedelta(minutes=self.random.randrange(1, 90)))
                try:
                    outcome = self.random.choice(acts)()
                except (Refused, Invalid, Conflict):
                    continue  # the rules refuse some of what chance proposes
                if isinstance(outcome, Outcome) and outcome.undo is not None:
                    self.undos.append(outcome.undo)
            tomorrow = self.today + timedelta(days=1)
            self.clock.instant = ManualClock.at(tomorrow).instant

    @property
    def today(self) -> date:
        """Return the branch's date."""
        return self.clock.today()

    def _acts(self) -> list[Callable[[], object]]:
        return [
            self._invoice, self._invoice, self._credit, self._cancel_invoice, self._pay, self._pay,
            self._allocate, self._take_back, self._reverse_payment, self._promise, self._call, self._complain,
            self._close, self._reopen, self._answer, self._visit, self._finish, self._finish, self._move,
            self._cancel_visit, self._report, self._claim, self._use_rest, self._take_back_claim,
        ]  # fmt: skip

    def _customers(self) -> None:
        self.desk.customers.save_employee(Employee(name="周经理", role=EmployeeRole.AREA_MANAGER))
        group = self.desk.customers.save_customer(Customer(name="集团", kind=CustomerKind.GROUP)).value
        for n in range(4):
            outlet = n == 3
            customer = Customer(
                name=f"客户{n}",
                code=f"C{n}",
                kind=CustomerKind.OUTLET if outlet else CustomerKind.SINGLE,
                group_id=group.id if outlet else None,
                terms=("signed+15wd", "issued+30d", "", "issued+0d")[n],
            )
            saved = self.desk.customers.save_customer(customer).value
            site = self.desk.customers.save_site(Site(customer_id=saved.id, name="店")).value
            contract = Contract(
                customer_id=saved.id,
                site_id=site.id,
                number=f"HT-{n}",
                start_on=self.start,
                rule=("FREQ=WEEKLY;BYDAY=TU", "monthly")[n % 2],
            )
            self.desk.customers.save_contract(contract)

    def _some_day(self, back: int = 40) -> date:
        return self.today - timedelta(days=self.random.randrange(back))

    def _customer(self) -> int:
        return self.random.randrange(2, 6)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _pick(self, record: type[R], /, **equal: object) -> R:
        """Choose any record; where there is none, there is nothing to do."""
        found = self.desk.context.reader.find(record, **equal)
        if not found:
            raise Refused(msg("Nothing there yet."))
        return self.random.choice(found)

    def _invoice(self) -> object:
        day = self._some_day() + timedelta(days=self.random.choice((0, 0, 0, 45)))
        signed = self.random.choice((None, day, day + timedelta(days=3)))
        return self.desk.receivables.save_invoice(
            Invoice(
                number=f"F{self._next()}",
                customer_id=self._customer(),
                issued_on=day,
                amount_fen=self.random.randrange(1, 90_000),
                signed_on=signed,
                signed_by="刘" if signed else "",
                signature_confirmed=self.random.random() < 0.8,
            )
        )

    def _credit(self) -> object:
        target = self._pick(Invoice)
        credit = Invoice(
            number=f"K{self._next()}",
            customer_id=target.customer_id,
            issued_on=self._some_day(),
            amount_fen=-self.random.randrange(1, 20_000),
        )
        against = target.id if target.amount_fen > 0 and self.random.random() < 0.7 else None
        return self.desk.receivables.add_credit_note(credit, against)

    def _cancel_invoice(self) -> object:
        return self.desk.receivables.cancel_invoice(self._pick(Invoice).id, "错开")

    def _pay(self) -> object:
        customer = self._customer()
        fen = self.random.randrange(1, 120_000)
        shares = self.desk.receivables.suggest(customer, fen) if self.random.random() < 0.7 else ()
        payment = Payment(customer_id=customer, paid_on=self._some_day(), amount_fen=fen)
        return self.desk.receivables.record_payment(payment, shares)

    def _allocate(self) -> object:
        payment = self._pick(Payment)
        left = self.desk.receivables.unallocated(payment)
        shares = self.desk.receivables.suggest(payment.customer_id, left) if left > 0 else ()
        return self.desk.receivables.allocate(payment.id, shares)

    def _take_back(self) -> object:
        return self.desk.receivables.take_back_allocation(self._pick(Allocation).id, "错")

    def _reverse_payment(self) -> object:
        return self.desk.receivables.reverse_payment(self._pick(Payment).id, "退票")

    def _promise(self) -> None:
        promise = Promise(
            customer_id=self._customer(),
            amount_fen=self.random.randrange(1, 50_000),
            due_on=self.today + timedelta(days=self.random.randrange(20)),
        )
        self.desk.receivables.promise(promise)

    def _call(self) -> None:
        visit = self._pick(Visit, status=VisitStatus.PLANNED)
        customer = self.desk.customers.site(visit.site_id).customer_id
        contact = Interaction(
            customer_id=customer,
            visit_id=visit.id,
            kind=self.random.choice(list(InteractionKind)),
            purpose=self.random.choice([Purpose.APPOINTMENT, Purpose.SAME_DAY, Purpose.OTHER]),
            result=self.random.choice([CallResult.REACHED, CallResult.UNREACHABLE]),
        )
        self.desk.interactions.log(contact)

    def _complain(self) -> None:
        back = timedelta(days=self.random.randrange(10), hours=self.random.randrange(24))
        matter = Complaint(
            customer_id=self._customer(),
            kind=self.random.choice([LogKind.COMPLAINT, LogKind.COMPLAINT, LogKind.PRAISE]),
            text="又有蟑螂",
            received_at=self.clock.now() - back,
        )
        self.desk.complaints.register(matter)

    def _answer(self) -> None:
        self.desk.complaints.answer(self._pick(Complaint).id, "明天来")

    def _close(self) -> None:
        close(self.desk, self._pick(Complaint).id, valid=self.random.random() < 0.5)

    def _claim(self) -> object:
        """Take a claim down, approve it and set it off against an invoice or as a credit."""
        case, claims = self._pick(Complaint), self.desk.claims
        draft = Claim(complaint_id=case.id, kind=ClaimKind.GOODWILL, what="受潮纸箱")
        claim = claims.save(draft).value
        claims.approve(claim.id, self.random.randrange(1, 40_000), "一次性补偿", "周经理")
        bills = claims.open_invoices(case.id)
        return claims.settle(claim.id, self.random.choice(bills).id if bills else None)

    def _use_rest(self) -> object:
        claim = self._pick(Claim, state=ClaimState.SETTLED)
        bills = self.desk.claims.open_invoices(claim.complaint_id)
        return self.desk.claims.use_rest(claim.id, bills[0].id) if bills else None

    def _take_back_claim(self) -> object:
        return self.desk.claims.take_back(self._pick(Claim, state=ClaimState.SETTLED).id, "错")

    def _reopen(self) -> None:
        self.desk.complaints.reopen(self._pick(Complaint).id, "又来")

    def _visit(self) -> None:
        kind = self.random.choice([VisitKind.FIRST, VisitKind.EXTRA, VisitKind.ONE_OFF])
        site = self._pick(Site)
        day = self.today + timedelta(days=self.random.randrange(-5, 20))
        self.desk.visits.save_visit(Visit(site_id=site.id, kind=kind, date_on=day))

    def _finish(self) -> None:
        due = [
            visit
            for visit in self.desk.context.reader.find(Visit, status=VisitStatus.PLANNED)
            if visit.date_on <= self.today
        ]
        if due:
            status = self.random.choice([VisitStatus.DONE, VisitStatus.DONE, VisitStatus.MISSED])
            visit = replace(self.random.choice(due), status=status, findings="无", actions="投饵")
            self.desk.visits.save_visit(visit)

    def _move(self) -> None:
        visit = self._pick(Visit, status=VisitStatus.PLANNED)
        to = visit.date_on + timedelta(days=self.random.randrange(-20, 40))
        self.desk.visits.move_visit(visit.id, to, why="客户要求", cause=Cause.CUSTOMER)

    def _cancel_visit(self) -> None:
        self.desk.visits.cancel_visit(self._pick(Visit).id, "装修", Cause.CUSTOMER)

    def _report(self) -> None:
        self.desk.visits.issue_report(self._pick(Visit, status=VisitStatus.DONE).id)
