"""Letters about money over a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from branchdesk.domain.account_statements import AccountStatement
from branchdesk.domain.allocation import Share
from branchdesk.domain.claim_period import InterruptionKind
from branchdesk.domain.customers import Contact, ContactRole, Customer, CustomerKind
from branchdesk.domain.dunning import DunningStep, StepWay
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Invalid
from branchdesk.domain.receivables import Invoice, Payment, Promise, SentHow
from branchdesk.services.aging_report import AgingBy, aging_rows
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)


def owe(desk: Desk, customer: Customer, amount: int, number: str, due: date, **more: object) -> Invoice:
    invoice = Invoice(
        number=number,
        customer_id=customer.id,
        issued_on=due - timedelta(days=30),
        amount_fen=amount,
        due_given_on=due,
    )
    return desk.receivables.save_invoice(replace(invoice, **more)).value  # type: ignore[arg-type]


def pay(desk: Desk, customer: Customer, amount: int, day: date, *shares: Share) -> Payment:
    paid = Payment(customer_id=customer.id, paid_on=day, amount_fen=amount, payer=customer.name)
    return desk.receivables.record_payment(paid, shares).value


@pytest.mark.req("R079")
def test_a_letter_asks_for_the_undisputed_rest_of_what_is_overdue(desk: Desk, customer: Customer) -> None:
    owe(desk, customer, 500_000, "FP-1", date(2026, 11, 1), disputed_fen=120_000, disputed_why="少做一次")
    owe(desk, customer, 300_000, "FP-2", date(2026, 12, 1))
    (letter,) = desk.letters.due_letters(customer.id)
    assert [one.number for one in letter.items] == ["FP-1"]
    assert (letter.level, letter.asked_fen, letter.disputed_fen) == (1, 380_000, 120_000)
    assert (letter.last, letter.before) == (False, ())


@pytest.mark.req("R079")
def test_the_next_letter_names_the_day_of_the_one_before(desk: Desk, customer: Customer) -> None:
    invoice = owe(desk, customer, 500_000, "FP-1", date(2026, 10, 1))
    step = DunningStep(level=1, way=StepWay.HAND, done_on=date(2026, 11, 1), given_to="会计赵")
    desk.dunning.record(step, [invoice.id])
    (letter,) = desk.letters.due_letters(customer.id)
    assert (letter.level, letter.before) == (2, (date(2026, 11, 1),))


def test_a_letter_does_not_count_reminders_of_other_invoices(desk: Desk, customer: Customer) -> None:
    other = owe(desk, customer, 500_000, "FP-1", date(2026, 10, 1))
    step = DunningStep(level=1, way=StepWay.HAND, done_on=date(2026, 11, 1), given_to="会计赵")
    desk.dunning.record(step, [other.id])
    owe(desk, customer, 300_000, "FP-2", date(2026, 11, 10))
    letters = {one.items[0].number: one.before for one in desk.letters.due_letters(customer.id)}
    assert letters["FP-2"] == ()


@pytest.mark.req("R079")
def test_a_letter_that_was_given_prints_again_as_it_was(desk: Desk, customer: Customer) -> None:
    invoice = owe(desk, customer, 500_000, "FP-1", date(2026, 10, 1))
    step = DunningStep(level=1, way=StepWay.HAND, done_on=date(2026, 11, 1), given_to="会计赵")
    given = desk.dunning.record(step, [invoice.id]).value
    pay(desk, customer, 200_000, date(2026, 11, 10), Share(invoice.id, 200_000))
    letter = desk.letters.letter_of_step(given.id)
    assert (letter.asked_fen, letter.day, letter.before) == (500_000, date(2026, 11, 1), ())


def test_the_letter_goes_to_who_pays(desk: Desk, customer: Customer) -> None:
    owe(desk, customer, 500_000, "FP-1", date(2026, 10, 1))
    for name, role in (("王", ContactRole.MANAGER), ("赵敏", ContactRole.PAYER)):
        person = Contact(customer_id=customer.id, name=name, title="会计", roles=(role,))
        desk.customers.save_contact(person)
    assert desk.letters.due_letters(customer.id)[0].whom == "赵会计"


@pytest.mark.req("D29")
def test_the_account_runs_from_the_balance_before_to_that_of_the_aging(
    desk: Desk, customer: Customer
) -> None:
    first = owe(desk, customer, 500_000, "FP-1", date(2026, 3, 1))
    owe(desk, customer, 300_000, "FP-2", date(2026, 9, 1))
    pay(desk, customer, 550_000, date(2026, 10, 5), Share(first.id, 500_000))
    paper = desk.letters.account(customer.id, date(2026, 7, 1), TODAY)
    assert (paper.opening_fen, paper.closing_fen) == (500_000, 250_000)
    assert [one.amount_fen for one in paper.moves] == [300_000, -550_000]
    assert [(one.number, one.open_fen) for one in paper.open_items] == [("FP-2", 300_000)]


@pytest.mark.req("D29")
def test_money_of_the_head_office_counts_at_the_outlet_whose_invoice_it_pays(desk: Desk) -> None:
    group = desk.customers.save_customer(Customer(name="集团", kind=CustomerKind.GROUP)).value
    outlet = desk.customers.save_customer(
        Customer(name="门店", kind=CustomerKind.OUTLET, group_id=group.id)
    ).value
    invoice = owe(desk, outlet, 500_000, "FP-1", date(2026, 9, 1))
    pay(desk, group, 600_000, date(2026, 10, 5), Share(invoice.id, 500_000))
    since = date(2026, 1, 1)
    assert desk.letters.account(outlet.id, since, TODAY).closing_fen == 0
    assert desk.letters.account(group.id, since, TODAY).closing_fen == -100_000


@pytest.mark.req("D29")
@pytest.mark.parametrize("as_of", [date(2026, 9, 30), date(2026, 10, 4), date(2026, 10, 5), TODAY])
def test_the_balance_is_that_of_the_aging_on_every_day(desk: Desk, customer: Customer, as_of: date) -> None:
    first = owe(desk, customer, 500_000, "FP-1", date(2026, 3, 1))
    owe(desk, customer, 300_000, "FP-2", date(2026, 9, 1))
    paid = pay(desk, customer, 550_000, date(2026, 10, 5), Share(first.id, 500_000))
    credit = Invoice(number="CN-1", customer_id=customer.id, issued_on=date(2026, 10, 6), amount_fen=-10_000)
    desk.receivables.add_credit_note(credit)
    desk.receivables.reverse_payment(paid.id, "退票")
    aging = aging_rows(desk.context, as_of, AgingBy.CUSTOMER)
    balance = desk.letters.account(customer.id, date(2026, 1, 1), as_of).closing_fen
    assert balance == aging.total.total


@pytest.mark.req("D29")
def test_a_statement_states_its_balance_and_is_tracked_until_its_stamp_is_back(
    desk: Desk, customer: Customer
) -> None:
    owe(desk, customer, 500_000, "FP-1", date(2026, 9, 1))
    draft = AccountStatement(customer_id=customer.id, since_on=date(2026, 1, 1), as_of=date(2026, 10, 31))
    made = desk.letters.save_statement(draft).value
    assert made.amount_fen == 500_000
    sent = replace(made, sent_on=date(2026, 11, 3), sent_how=SentHow.COURIER, tracking="SF1")
    sent = desk.letters.save_statement(sent).value
    assert [one.id for one in desk.letters.waited_for()] == [made.id]
    back = replace(sent, returned_on=date(2026, 11, 12), agrees=True)
    desk.letters.save_statement(back)
    assert desk.letters.waited_for() == []


@pytest.mark.req("D29")
def test_a_courier_without_a_number_is_no_proof(desk: Desk, customer: Customer) -> None:
    draft = AccountStatement(
        customer_id=customer.id,
        since_on=date(2026, 1, 1),
        as_of=date(2026, 10, 31),
        sent_on=date(2026, 11, 3),
        sent_how=SentHow.COURIER,
    )
    with pytest.raises(Invalid) as refused:
        desk.letters.save_statement(draft)
    assert set(refused.value.problems) == {"tracking"}


@pytest.mark.req("D29")
def test_letters_promises_part_payments_and_stamps_interrupt_the_claim(
    desk: Desk, customer: Customer
) -> None:
    invoice = owe(desk, customer, 500_000, "FP-1", date(2025, 3, 1))
    assert desk.letters.claims(customer.id)[0].period.ends_on == date(2028, 3, 1)
    pay(desk, customer, 100_000, date(2025, 6, 1), Share(invoice.id, 100_000))
    assert desk.letters.claims(customer.id)[0].period.last_kind is InterruptionKind.PART_PAYMENT
    step = DunningStep(
        level=1, way=StepWay.COURIER, done_on=date(2026, 2, 1), tracking="SF1234567890", given_to="赵"
    )
    given = desk.dunning.record(step, [invoice.id]).value
    desk.dunning.receive(given.id, date(2026, 2, 3), "赵敏")
    (claim,) = desk.letters.claims(customer.id)
    assert (claim.period.ends_on, claim.period.last_kind) == (
        date(2029, 2, 3),
        InterruptionKind.LETTER_RECEIVED,
    )
    desk.receivables.promise(
        Promise(customer_id=customer.id, invoice_id=invoice.id, amount_fen=400_000, due_on=date(2026, 12, 1))
    )
    assert desk.letters.claims(customer.id)[0].period.ends_on == date(2029, 11, 22)


@pytest.mark.req("D29")
def test_a_reversed_part_payment_interrupts_nothing(desk: Desk, customer: Customer) -> None:
    invoice = owe(desk, customer, 500_000, "FP-1", date(2025, 3, 1))
    paid = pay(desk, customer, 100_000, date(2025, 6, 1), Share(invoice.id, 100_000))
    desk.receivables.reverse_payment(paid.id, "退票")
    assert desk.letters.claims(customer.id)[0].period.last is None


def test_a_letter_is_printed_by_the_customers_name(desk: Desk, customer: Customer, tmp_path: Path) -> None:
    from branchdesk.language import Words
    from branchdesk.papers.prints import write_print

    owe(desk, customer, 500_000, "FP-1", date(2026, 10, 1))
    for kind, of in (("dunning-letter", "三川"), ("statement", "三川 2026-10-31")):
        made = write_print(desk, kind, of, tmp_path / f"{kind}.pdf", Words("zh_CN"))
        assert (made.pages, made.replaced) == (1, 0)


@pytest.mark.req("D29")
def test_a_stamp_that_does_not_come_is_asked_for_after_its_days(desk: Desk, customer: Customer) -> None:
    owe(desk, customer, 500_000, "FP-1", date(2026, 9, 1))
    sent = AccountStatement(
        customer_id=customer.id,
        since_on=date(2026, 1, 1),
        as_of=date(2026, 10, 31),
        sent_on=date(2026, 11, 8),
        sent_how=SentHow.HAND,
    )
    desk.letters.save_statement(sent)
    (duty,) = [one for one in desk.duties.due(60) if one.kind is DutyKind.STATEMENT_RETURN]
    assert duty.due_on == TODAY


@pytest.mark.req("D29")
def test_a_claim_that_ends_soon_is_warned_of_in_time_and_no_more_once_it_is_renewed(
    desk: Desk, customer: Customer
) -> None:
    invoice = owe(desk, customer, 500_000, "FP-1", date(2024, 3, 1))
    owe(desk, customer, 100_000, "FP-2", date(2026, 3, 1))
    (duty,) = [one for one in desk.duties.due() if one.kind is DutyKind.CLAIM_ENDS]
    assert (duty.link_id, duty.due_on) == (invoice.id, date(2026, 9, 2))
    pay(desk, customer, 100_000, date(2026, 11, 20), Share(invoice.id, 100_000))
    assert [one for one in desk.duties.due() if one.kind is DutyKind.CLAIM_ENDS] == []
