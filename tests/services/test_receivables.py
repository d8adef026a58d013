"""Money never disappears, and due dates follow from their facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.aging import Bucket
from branchdesk.domain.allocation import Share
from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.customers import Customer, CustomerKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind, Payment, Promise
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)


def invoice(
    desk: Desk, customer: Customer, number: str = "0042", amount_fen: int = 120000, **facts: date
) -> Invoice:
    draft = Invoice(
        number=number,
        customer_id=customer.id,
        issued_on=facts.pop("issued_on", date(2026, 9, 20)),
        amount_fen=amount_fen,
        **facts,  # type: ignore[arg-type]
    )
    return desk.receivables.save_invoice(draft).value


def pay(
    desk: Desk, customer: Customer, amount_fen: int, *shares: Share, on: date = date(2026, 11, 1)
) -> Payment:
    draft = Payment(customer_id=customer.id, paid_on=on, amount_fen=amount_fen)
    return desk.receivables.record_payment(draft, shares).value


@pytest.mark.req("R063")
def test_a_signed_invoice_is_due_counting_working_days(desk: Desk, customer: Customer) -> None:
    assert invoice(desk, customer, signed_on=date(2026, 9, 25)).due_on == date(2026, 10, 22)


@pytest.mark.req("R066")
def test_an_invoice_that_nobody_signed_for_has_no_due_date(desk: Desk, customer: Customer) -> None:
    invoice(desk, customer, sent_on=date(2026, 9, 21))
    total = desk.receivables.aging(TODAY).total
    assert total.amounts[Bucket.NOT_SIGNED] == total.total == 120000


@pytest.mark.req("R064")
def test_the_term_of_an_unauthorised_signature_starts_only_when_confirmed(
    desk: Desk, customer: Customer
) -> None:
    signed = replace(invoice(desk, customer), signed_on=date(2026, 9, 25), signed_by="保安张")
    pending = desk.receivables.save_invoice(replace(signed, signature_confirmed=False)).value
    assert pending.due_on is None
    confirmed = desk.receivables.save_invoice(replace(pending, signature_confirmed=True)).value
    assert confirmed.due_on == date(2026, 10, 22)


@pytest.mark.req("R065")
def test_the_steps_of_an_invoice_never_run_backwards(desk: Desk, customer: Customer) -> None:
    with pytest.raises(Invalid) as caught:
        invoice(desk, customer, sent_on=date(2026, 9, 21), signed_on=date(2026, 9, 20))
    assert set(caught.value.problems) == {"signed_on"}


def test_a_provisional_due_date_is_worked_out_again_when_the_table_comes(
    desk: Desk, customer: Customer
) -> None:
    waiting = invoice(desk, customer, issued_on=date(2026, 12, 20), signed_on=date(2026, 12, 25))
    assert (waiting.due_on, waiting.due_provisional) == (date(2027, 1, 18), True)
    table = [Workday(day=date(2027, 1, day), working=False, name="元旦") for day in (1, 2, 3)]
    table.append(Workday(day=date(2027, 1, 9), working=True))
    assert desk.upkeep.save_workdays(table).value == 4
    moved = desk.receivables.invoice(waiting.id)
    assert (moved.due_on, moved.due_provisional) == (date(2027, 1, 15), False)


@pytest.mark.req("R077")
def test_money_beyond_the_invoices_stays_on_account(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer)
    payment = pay(desk, customer, 150000, *desk.receivables.suggest(customer.id, 150000))
    assert desk.receivables.invoice(owed.id).settled_on == date(2026, 11, 1)
    assert desk.receivables.unallocated(payment) == 30000
    assert desk.receivables.aging(TODAY).total.amounts[Bucket.ON_ACCOUNT] == -30000


@pytest.mark.fault(47)
def test_an_invoice_is_never_paid_more_than_whole(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer)
    pay(desk, customer, 100000, Share(owed.id, 100000))
    with pytest.raises(Refused):
        pay(desk, customer, 100000, Share(owed.id, 20001))
    assert desk.receivables.invoice(owed.id).paid_fen == 100000
    assert len(desk.receivables.payments_of(customer.id)) == 1


@pytest.mark.fault(51)
def test_undoing_a_payment_adds_reversing_rows_and_opens_the_invoice(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer)
    draft = Payment(customer_id=customer.id, paid_on=date(2026, 11, 1), amount_fen=50000)
    outcome = desk.receivables.record_payment(draft, [Share(owed.id, 50000)])
    assert outcome.undo is not None
    outcome.undo()
    assert [row.amount_fen for row in desk.receivables.payments_of(customer.id)] == [50000, -50000]
    assert [row.amount_fen for row in desk.receivables.allocations_to(owed.id)] == [50000, -50000]
    assert desk.receivables.invoice(owed.id).open_fen == 120000
    with pytest.raises(Refused, match="reversed already"):
        outcome.undo()


@pytest.mark.fault(46)
def test_a_payment_entered_twice_with_one_key_is_recorded_once(desk: Desk, customer: Customer) -> None:
    draft = Payment(customer_id=customer.id, paid_on=date(2026, 11, 1), amount_fen=50000)
    desk.receivables.record_payment(draft, key="one dialog")
    with pytest.raises(Refused, match="saved already"):
        desk.receivables.record_payment(draft, key="one dialog")
    assert len(desk.receivables.payments_of(customer.id)) == 1


def test_an_invoice_is_undone_by_a_reversal_that_stays(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer)
    reversal = desk.receivables.cancel_invoice(owed.id, "wrong customer").value
    assert reversal.kind is InvoiceKind.REVERSAL
    assert desk.receivables.open_invoices(customer.id) == []
    assert desk.receivables.aging(TODAY).total.total == 0
    assert desk.upkeep.check(full=True) == []


def test_a_paid_invoice_is_not_reversed_before_its_money_is_taken_back(
    desk: Desk, customer: Customer
) -> None:
    owed = invoice(desk, customer)
    pay(desk, customer, 100, Share(owed.id, 100))
    with pytest.raises(Refused, match="Take their allocation back"):
        desk.receivables.cancel_invoice(owed.id, "x")


@pytest.mark.req("R077")
def test_a_credit_note_larger_than_what_is_open_stays_visible(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer, amount_fen=10000)
    pay(desk, customer, 4000, Share(owed.id, 4000))
    note = Invoice(number="C1", customer_id=customer.id, issued_on=date(2026, 11, 2), amount_fen=-10000)
    desk.receivables.add_credit_note(note, owed.id)
    assert desk.receivables.aging(TODAY).total.total == -4000
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("V16")
def test_aging_as_of_a_past_day_does_not_know_later_payments(desk: Desk, customer: Customer) -> None:
    draft = Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 5, 1), amount_fen=100)
    owed = desk.receivables.save_invoice(replace(draft, due_given_on=date(2026, 5, 31))).value
    pay(desk, customer, 100, Share(owed.id, 100), on=date(2026, 6, 30))
    assert desk.receivables.aging(date(2026, 5, 31)).total.total == 100
    assert desk.receivables.aging(date(2026, 6, 30)).total.total == 0


def test_the_amount_of_a_saved_invoice_stays(desk: Desk, customer: Customer) -> None:
    with pytest.raises(Refused, match="Reverse the invoice"):
        desk.receivables.save_invoice(replace(invoice(desk, customer), amount_fen=1))


def test_taking_an_allocation_back_puts_the_money_on_account(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer)
    payment = pay(desk, customer, 100, Share(owed.id, 100))
    row = desk.context.reader.find(Allocation, payment_id=payment.id)[0]
    desk.receivables.take_back_allocation(row.id, "wrong invoice")
    assert desk.receivables.unallocated(payment) == 100
    assert desk.receivables.invoice(owed.id).paid_fen == 0


@pytest.mark.req("D24")
def test_a_promise_needs_its_amount_and_its_day(desk: Desk, customer: Customer) -> None:
    with pytest.raises(Invalid) as caught:
        desk.receivables.promise(Promise(customer_id=customer.id))
    assert set(caught.value.problems) == {"amount_fen", "due_on"}


@pytest.mark.fault(53)
def test_money_that_went_back_pays_no_invoice(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer)
    payment = pay(desk, customer, 120000)
    desk.receivables.reverse_payment(payment.id, "bounced")
    assert desk.receivables.unallocated(payment) == 0
    assert desk.lists.ids(ListQuery(ListKind.PAYMENTS, filters=("on_account",))) == []
    with pytest.raises(Refused, match="reversed already"):
        desk.receivables.allocate(payment.id, [Share(owed.id, 120000)])
    assert desk.receivables.invoice(owed.id).open_fen == 120000


@pytest.mark.req("R077")
def test_money_pays_invoices_of_its_payer_and_of_the_group_only(desk: Desk, customer: Customer) -> None:
    group = desk.customers.save_customer(Customer(name="集团", kind=CustomerKind.GROUP)).value
    outlet = Customer(name="一店", kind=CustomerKind.OUTLET, group_id=group.id)
    outlet = desk.customers.save_customer(outlet).value
    own, foreign = invoice(desk, outlet, "1"), invoice(desk, customer, "2")
    payment = pay(desk, group, 200000, Share(own.id, 120000))
    assert desk.receivables.invoice(own.id).open_fen == 0
    with pytest.raises(Refused, match="not among the open invoices of this payer"):
        desk.receivables.allocate(payment.id, [Share(foreign.id, 100)])


def test_an_invoice_with_money_on_it_keeps_its_customer(desk: Desk, customer: Customer) -> None:
    other = desk.customers.save_customer(Customer(name="别家")).value
    owed = invoice(desk, customer)
    pay(desk, customer, 100, Share(owed.id, 100))
    with pytest.raises(Refused, match="Take the allocation back"):
        desk.receivables.save_invoice(replace(desk.receivables.invoice(owed.id), customer_id=other.id))


@pytest.mark.fault(51)
def test_undoing_a_credit_note_opens_its_invoice_and_leaves_both_rows(desk: Desk, customer: Customer) -> None:
    owed = invoice(desk, customer)
    note = Invoice(number="C1", customer_id=customer.id, issued_on=date(2026, 11, 2), amount_fen=-150000)
    outcome = desk.receivables.add_credit_note(note, owed.id)
    assert outcome.undo is not None
    outcome.undo()
    assert desk.receivables.invoice(owed.id).open_fen == 120000
    assert [row.number for row in desk.receivables.open_invoices(customer.id)] == [owed.number]
    assert desk.receivables.aging(TODAY).total.total == 120000
    assert desk.context.reader.find(Invoice, reverses_id=outcome.value.id)[0].amount_fen == 150000
    assert desk.upkeep.check(full=True) == []
    with pytest.raises(Refused, match="reversed already"):
        outcome.undo()
