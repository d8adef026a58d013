"""Whatever people do with money, in any order: no fen is lost, and every entry stays as it was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from branchdesk.domain.adjustments import Adjustment, AdjustmentKind
from branchdesk.domain.aging import Bucket
from branchdesk.domain.bookkeeping import AuditEntry
from branchdesk.domain.bounces import Bounce
from branchdesk.domain.customers import Customer, CustomerKind
from branchdesk.domain.errors import Refused
from branchdesk.domain.instalments import Instalment, propose
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind, Payment
from branchdesk.domain.statements import BankLine, LineState, StatementFile
from branchdesk.services.aging_report import AgingBy
from branchdesk.services.desk import Desk
from tests.services.history import History

Written = dict[tuple[str, int], object]


@dataclass
class MoneyHistory(History):
    """Lives through money alone; what was done is also undone, and done again."""

    def _acts(self) -> list[Callable[[], object]]:
        return [
            self._invoice, self._invoice, self._credit, self._cancel_invoice, self._cancel_credit, self._pay,
            self._pay, self._allocate, self._allocate, self._take_back, self._reverse_payment, self._undo,
            self._adjust, self._bounce, self._split, self._split, self._unsplit, self._bank, self._post,
            self._take_line_back, self._pay_as_head_office,
        ]  # fmt: skip

    def _adjust(self) -> object:
        invoice = self._pick(Invoice, kind=InvoiceKind.INVOICE, settled_on=None)
        draft = Adjustment(
            kind=self.random.choice(list(AdjustmentKind)),
            invoice_id=invoice.id,
            amount_fen=self.random.randrange(1, 9_000),
            rule="补贴",
            reason="超区",
            approved_by="周经理",
        )
        return self.desk.money_in.adjust(draft)

    def _bounce(self) -> object:
        payment = self._pick(Payment)
        next_on = self.today + timedelta(days=1)
        draft = Bounce(payment_id=payment.id, bounced_on=self.today, note="余额不足", next_on=next_on)
        return self.desk.money_in.bounce(draft)

    def _split(self) -> object:
        invoice = self._pick(Invoice, kind=InvoiceKind.INVOICE)
        first = max(self._some_day(), invoice.issued_on)
        parts = propose(invoice.amount_fen, self.random.randrange(2, 5), first)
        return self.desk.instalments.save(invoice.id, parts)

    def _unsplit(self) -> object:
        return self.desk.instalments.remove(self._pick(Instalment).invoice_id)

    def _bank(self) -> object:
        with self.desk.context.act("import_statement") as work:
            day, fen = self._some_day(), self.random.randrange(1, 90_000)
            file = work.insert(StatementFile(name="a.csv", layout="icbc", digest="x", lines=1, in_fen=fen))
            name = f"line {self._next()}"
            line = BankLine(file_id=file.id, fingerprint=name, booked_on=day, amount_fen=fen, payer="某店")
            work.insert(line)
        return None

    def _post(self) -> object:
        line = self._pick(BankLine, state=LineState.NEW)
        customer = self._customer()
        shares = self.desk.receivables.suggest(customer, line.amount_fen)
        return self.desk.statements.post(line.id, customer, shares)

    def _take_line_back(self) -> object:
        return self.desk.statements.take_back(self._pick(BankLine, state=LineState.POSTED).id, "错")

    def _pay_as_head_office(self) -> object:
        outlet = self._pick(Customer, kind=CustomerKind.OUTLET)
        fen = self.random.randrange(1, 90_000)
        shares = self.desk.receivables.suggest(outlet.id, fen)
        payment = Payment(customer_id=outlet.group_id or 0, paid_on=self._some_day(), amount_fen=fen)
        return self.desk.receivables.record_payment(payment, shares)

    def _cancel_credit(self) -> object:
        invoices = self.desk.context.reader.find(Invoice)
        credits_ = [row.id for row in invoices if row.kind is InvoiceKind.CREDIT_NOTE]
        if not credits_:
            raise Refused(msg("Nothing there yet."))
        return self.desk.receivables.cancel_credit_note(self.random.choice(credits_), "错开")

    def _undo(self) -> object:
        if not self.undos:
            raise Refused(msg("Nothing there yet."))
        return self.undos.pop(self.random.randrange(len(self.undos)))()


class Books:
    """The rows of a branch, added up without any of its code."""

    def __init__(self, desk: Desk) -> None:
        reader = desk.context.reader
        self.invoices = reader.find(Invoice)
        self.payments = reader.find(Payment)
        self.allocations = reader.find(Allocation)

    def written(self) -> Written:
        """Return what may never change: payments and allocations whole, of invoices the amount."""
        kept: Written = {("payment", row.id): row for row in self.payments}
        kept |= {("allocation", row.id): row for row in self.allocations}
        return kept | {("invoice", row.id): (row.number, row.amount_fen) for row in self.invoices}

    def owed(self, day: date) -> int:
        """Return what is invoiced and not received at the end of a day."""
        invoiced = sum(row.amount_fen for row in self.invoices if row.issued_on <= day)
        return invoiced - sum(row.amount_fen for row in self.payments if row.paid_on <= day)

    def free(self, payment: Payment, day: date) -> int:
        """Return what of a payment was not allocated at the end of a day."""
        used = [row for row in self.allocations if row.payment_id == payment.id and row.allocated_on <= day]
        return payment.amount_fen - sum(row.amount_fen for row in used)

    def paid(self, invoice: Invoice, day: date) -> int:
        """Return what was set against an invoice, or taken from a credit, at the end of a day."""
        dated = [row for row in self.allocations if row.allocated_on <= day]
        got = sum(row.amount_fen for row in dated if row.invoice_id == invoice.id)
        return got - sum(row.amount_fen for row in dated if row.credit_id == invoice.id)


def days_of(past: History) -> list[date]:
    first = past.start - timedelta(days=45)
    return [first + timedelta(days=n) for n in range((past.today - first).days + 60)]


def assert_sound(past: History, before: Written, days: list[date]) -> Written:
    books = Books(past.desk)
    now = books.written()
    assert before.items() <= now.items(), "an entry was changed or removed"
    for day in days:
        assert past.desk.receivables.aging(day).total.total == books.owed(day), day
        for payment in books.payments:
            if payment.amount_fen > 0:
                assert 0 <= books.free(payment, day) <= payment.amount_fen or day < payment.paid_on, day
        for invoice in books.invoices:
            low, high = sorted((0, invoice.amount_fen))
            assert low <= books.paid(invoice, day) <= high, (day, invoice)
    return now


def assert_open_is_what_is_owed(past: History) -> None:
    """Compare the aging of today with open invoices less money not allocated."""
    books, day = Books(past.desk), past.today + timedelta(days=60)
    total = past.desk.receivables.aging(day).total
    open_fen = sum(row.open_fen for row in books.invoices if row.open_fen > 0)
    credits_ = sum(row.open_fen for row in books.invoices if row.open_fen < 0)
    standing = [row for row in books.payments if row.amount_fen > 0]
    assert total.total - total.amounts[Bucket.ON_ACCOUNT] == open_fen
    free = sum(past.desk.receivables.unallocated(row) for row in standing)
    assert total.amounts[Bucket.ON_ACCOUNT] == credits_ - free
    assert past.desk.upkeep.check(full=True) == []


def assert_accounts_close_with_the_aging(past: History, days: list[date]) -> None:
    """Compare every customer's account with the aging, and the parts of invoices with their sums."""
    desk = past.desk
    customers, first = desk.context.reader.find(Customer), days[0]
    for day in days:
        found = desk.receivables.aging_report(day, AgingBy.CUSTOMER)
        owed = {row.customer_id: row.total_fen for row in found.rows}
        for one in customers:
            account = desk.letters.account(one.id, first, day)
            assert account.closing_fen == owed.get(one.id, 0), (day, one.name)
        technicians = desk.receivables.aging_report(day, AgingBy.TECHNICIAN)
        assert sum(row.total_fen for row in technicians.rows) == found.total.total
    for invoice in desk.context.reader.find(Invoice):
        laid = desk.instalments.of(invoice)
        if laid:
            assert sum(one.part.amount_fen for one in laid) == invoice.amount_fen
            assert sum(one.open_fen for one in laid) == invoice.open_fen


@pytest.mark.fault(53)
@pytest.mark.req("R076", "R077")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_fen_is_lost_whatever_is_done_and_undone(tmp_path: Path, seed: int) -> None:
    past = MoneyHistory(tmp_path, seed)
    written: Written = {}
    for _ in range(3):
        past.live(days=8, steps=6)
        written = assert_sound(past, written, days_of(past)[:: 7 + seed])
        assert_open_is_what_is_owed(past)
        assert_accounts_close_with_the_aging(past, days_of(past)[:: 19 + seed])


@pytest.mark.soak
@pytest.mark.fault(53)
def test_no_fen_is_lost_in_ten_thousand_acts(tmp_path: Path) -> None:
    past = MoneyHistory(tmp_path, seed=53)
    written: Written = {}
    for _ in range(10):
        past.live(days=20, steps=50)
        written = assert_sound(past, written, days_of(past)[::29])
        assert_open_is_what_is_owed(past)


@pytest.mark.fault(53)
def test_every_act_with_money_leaves_a_trail(tmp_path: Path) -> None:
    past = MoneyHistory(tmp_path, seed=4)
    past.live(days=10, steps=5)
    trail = {(row.entity, row.entity_id) for row in past.desk.context.reader.find(AuditEntry)}
    assert Books(past.desk).written().keys() <= trail
