"""Invoices in parts: sums, days, buckets, what is asked for (R062, R077)."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.aging import Bucket
from branchdesk.domain.allocation import Share
from branchdesk.domain.customers import Customer
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Conflict, Invalid, Refused
from branchdesk.domain.instalments import Instalment, propose
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.services.aging_report import AgingBy
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)
PARTS = propose(100_001, 3, date(2026, 10, 15))


@pytest.fixture
def invoice(desk: Desk, customer: Customer) -> Invoice:
    draft = Invoice(
        number="F1",
        customer_id=customer.id,
        issued_on=date(2026, 10, 1),
        amount_fen=100_001,
        terms="signed+15wd",
    )
    return desk.receivables.save_invoice(draft).value


def pay(desk: Desk, invoice: Invoice, fen: int, on: date = TODAY) -> Payment:
    draft = Payment(customer_id=invoice.customer_id, paid_on=on, amount_fen=fen)
    return desk.receivables.record_payment(draft, [Share(invoice.id, fen)]).value


@pytest.mark.req("R062")
def test_the_odd_fen_goes_to_the_last_part() -> None:
    assert [(one.nth, one.amount_fen, one.due_on) for one in PARTS] == [
        (1, 33_333, date(2026, 10, 15)),
        (2, 33_333, date(2026, 11, 15)),
        (3, 33_335, date(2026, 12, 15)),
    ]


@pytest.mark.req("R077")
def test_parts_that_do_not_sum_to_the_invoice_are_refused(desk: Desk, invoice: Invoice) -> None:
    wrong = [*PARTS[:2], Instalment(nth=3, due_on=date(2026, 12, 15), amount_fen=33_334)]
    with pytest.raises(Invalid) as no:
        desk.instalments.save(invoice.id, wrong)
    assert no.value.problems["parts"].params["rest"] == 1
    same_day = [*PARTS[:2], Instalment(nth=3, due_on=date(2026, 11, 15), amount_fen=33_335)]
    with pytest.raises(Invalid):
        desk.instalments.save(invoice.id, same_day)


@pytest.mark.req("R076", "R077")
def test_each_part_stands_in_its_own_bucket_and_the_sums_tie(desk: Desk, invoice: Invoice) -> None:
    desk.instalments.save(invoice.id, PARTS)
    table = desk.receivables.aging(TODAY)
    amounts = table.total.amounts
    assert (amounts[Bucket.D31_60], amounts[Bucket.D1_30], amounts[Bucket.NOT_DUE]) == (
        33_333,
        33_333,
        33_335,
    )
    assert (table.total.total, table.open_invoices) == (100_001, 1)
    report = desk.receivables.aging_report(TODAY, AgingBy.INVOICE)
    assert [row.total_fen for row in report.rows] == [100_001]
    pay(desk, invoice, 40_000, on=date(2026, 11, 1))
    before = desk.receivables.aging(date(2026, 10, 31)).total
    after = desk.receivables.aging(TODAY).total
    assert before.total == 100_001
    assert (after.amounts[Bucket.D31_60], after.amounts[Bucket.D1_30], after.total) == (0, 26_666, 60_001)
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R062", "R063")
def test_the_invoice_is_due_on_the_day_of_its_first_part_that_is_open(desk: Desk, invoice: Invoice) -> None:
    assert invoice.due_on is None  # nobody signed yet; the parts have their own days
    assert desk.instalments.save(invoice.id, PARTS).value.due_on == date(2026, 10, 15)
    payment = pay(desk, invoice, 33_333)
    assert desk.receivables.invoice(invoice.id).due_on == date(2026, 11, 15)
    desk.receivables.reverse_payment(payment.id, "退")
    assert desk.receivables.invoice(invoice.id).due_on == date(2026, 10, 15)
    pay(desk, invoice, 100_001)
    assert desk.receivables.invoice(invoice.id).due_on == date(2026, 12, 15)
    assert desk.receivables.invoice(invoice.id).settled_on == TODAY
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R069", "R079")
def test_only_the_parts_whose_day_has_come_are_asked_for(desk: Desk, invoice: Invoice) -> None:
    desk.instalments.save(invoice.id, PARTS)
    assert desk.instalments.overdue_fen(desk.receivables.invoice(invoice.id), TODAY) == 66_666
    call = next(one for one in desk.duties.due() if one.kind is DutyKind.COLLECTION_CALL)
    assert call.link_id == invoice.id
    assert [one.asks_fen for one in desk.chasing.today_list()] == [66_666]
    proposal = desk.dunning.due()[0]
    assert proposal.amount_fen == 66_666
    letter = desk.letters.letter_of(proposal)
    assert [one.asked_fen for one in letter.items] == [66_666]


@pytest.mark.req("R069")
def test_each_part_has_its_own_reminder(desk: Desk, invoice: Invoice) -> None:
    desk.instalments.save(invoice.id, propose(100_001, 2, date(2026, 11, 25)))
    reminded = [one for one in desk.duties.due(40) if one.kind is DutyKind.PAYMENT_REMINDER]
    assert [one.due_on for one in reminded] == [date(2026, 11, 20)]
    pay(desk, invoice, 50_000)
    reminded = [one for one in desk.duties.due(40) if one.kind is DutyKind.PAYMENT_REMINDER]
    assert [one.due_on for one in reminded] == [date(2026, 12, 22)]


@pytest.mark.req("R077")
def test_parts_are_changed_removed_and_taken_back(desk: Desk, invoice: Invoice) -> None:
    outcome = desk.instalments.save(invoice.id, PARTS)
    assert outcome.undo is not None
    desk.instalments.save(invoice.id, propose(100_001, 4, date(2026, 12, 1)))
    assert len(desk.instalments.of(desk.receivables.invoice(invoice.id))) == 4
    with pytest.raises(Conflict):
        outcome.undo()
    removed = desk.instalments.remove(invoice.id)
    plain = desk.receivables.invoice(invoice.id)
    assert (plain.due_on, plain.due_given_on) == (None, None)
    assert removed.undo is not None
    removed.undo()
    assert desk.receivables.invoice(invoice.id).due_on == date(2026, 12, 1)
    with pytest.raises(Refused):
        desk.instalments.save(_paid(desk, invoice), PARTS)


@pytest.mark.req("R063")
def test_the_journey_does_not_move_the_days_of_parts(desk: Desk, invoice: Invoice) -> None:
    from dataclasses import replace

    saved = desk.instalments.save(invoice.id, PARTS).value
    signed = replace(saved, signed_on=date(2026, 10, 9), signed_by="刘", due_given_on=None)
    assert desk.receivables.save_invoice(signed).value.due_on == date(2026, 10, 15)
    assert desk.upkeep.check(full=True) == []


def _paid(desk: Desk, invoice: Invoice) -> int:
    pay(desk, invoice, 100_001)
    return invoice.id
