"""Setting money against invoices inside one transaction, and keeping what is derived from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branchdesk.domain.allocation import OpenItem, Share, check_shares, may_pay
from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Refused
from branchdesk.domain.invoice_dates import with_paid
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import Allocation, Invoice, Payment
from branchdesk.services.context import Context
from branchdesk.storage.queries import receivables as queries
from branchdesk.storage.queries.instalments import parts_of
from branchdesk.storage.unit_of_work import UnitOfWork


def open_items(invoices: Sequence[Invoice]) -> list[OpenItem]:
    """Return what of the invoices can still take money."""
    return [OpenItem(i.id, i.due_on, i.issued_on, i.open_fen, i.number) for i in invoices if i.open_fen > 0]


class Allocating:
    """Writes allocations through one unit of work; every invoice it touches is worked out again."""

    def __init__(self, context: Context, work: UnitOfWork) -> None:
        self._context = context
        self._work = work

    def pay(self, payment: Payment, shares: Sequence[Share]) -> list[Allocation]:
        """Give parts of a payment to invoices of its payer or of the payer's outlets (R071, R077)."""
        self.demand_standing(payment)
        available = payment.amount_fen - queries.used_of_payment(self._work.database, payment.id)
        check_shares(available, shares, open_items(self._payable(payment, shares)))
        return [self._pay_share(payment, share) for share in shares]

    def credit(self, credit: Invoice, target: Invoice, amount_fen: int) -> None:
        """Set a part of a credit note or reversal, in fen, against an invoice; nothing where that is zero."""
        if amount_fen <= 0:
            return
        row = Allocation(credit_id=credit.id, invoice_id=target.id, amount_fen=amount_fen)
        self._insert(replace(row, allocated_on=self._day(row, credit.issued_on)))

    def take_back(self, row: Allocation) -> Allocation:
        """Undo an allocation by its opposite, dated today and never before it."""
        if row.amount_fen < 0 or self._is_reversed("allocation", row.id):
            raise Refused(msg("This allocation is taken back already."))
        day = max(self._context.clock.today(), row.allocated_on)
        opposite = replace(row, id=0, amount_fen=-row.amount_fen, reverses_id=row.id, allocated_on=day)
        return self._insert(opposite)

    def take_back_all(self, **equal: object) -> None:
        """Undo every allocation that still stands among those with these values."""
        for row in self._work.find(Allocation, **equal):
            if row.amount_fen > 0 and not self._is_reversed("allocation", row.id):
                self.take_back(row)

    def demand_standing(self, payment: Payment) -> None:
        """Refuse a payment whose money went back: it pays nothing and is reversed once."""
        if payment.amount_fen < 0 or self._is_reversed("payment", payment.id):
            raise Refused(msg("This payment is reversed already."))

    def _payable(self, payment: Payment, shares: Sequence[Share]) -> list[Invoice]:
        found = (self._work.first(Invoice, id=share.item_id) for share in shares)
        return [invoice for invoice in found if invoice is not None and self._may_take(invoice, payment)]

    def _may_take(self, invoice: Invoice, payment: Payment) -> bool:
        owner = self._work.get(Customer, invoice.customer_id)
        return may_pay(payment.customer_id, owner.id, owner.group_id)

    def _pay_share(self, payment: Payment, share: Share) -> Allocation:
        row = Allocation(payment_id=payment.id, invoice_id=share.item_id, amount_fen=share.amount_fen)
        return self._insert(replace(row, allocated_on=self._day(row, payment.paid_on)))

    def _day(self, row: Allocation, on: date) -> date:
        """Return the first day on which this can be true: up to a take-back the money was used elsewhere."""
        freed = queries.last_taken_back(self._work.database, row)
        return on if freed is None else max(on, freed)

    def _insert(self, row: Allocation) -> Allocation:
        at, by = self._context.clock.now(), self._context.author.name
        saved = self._work.insert(replace(row, recorded_at=at, recorded_by=by))
        self._refresh(saved.invoice_id)
        if saved.credit_id is not None:
            self._refresh(saved.credit_id)
        return saved

    def _refresh(self, invoice_id: int) -> None:
        paid, last = queries.allocated_to(self._work.database, invoice_id)
        parts = parts_of(self._work.database, invoice_id)
        self._work.update(with_paid(self._work.get(Invoice, invoice_id), paid, last, parts))

    def _is_reversed(self, table: str, row_id: int) -> bool:
        return queries.is_reversed(self._work.database, table, row_id)
