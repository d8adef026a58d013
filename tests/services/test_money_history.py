"""Whatever people do with money, in any order: no fen is lost, and every entry stays as it was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from branchdesk.domain.aging import Bucket
from branchdesk.domain.bookkeeping import AuditEntry
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind, Payment
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
        ]  # fmt: skip

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
