"""Bank statements: fed twice they add nothing, nothing posts by itself, every posting can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from branchdesk.domain.allocation import Share
from branchdesk.domain.customers import Customer, CustomerKind
from branchdesk.domain.errors import Refused
from branchdesk.domain.matching import Fit
from branchdesk.domain.receivables import Allocation, Invoice, Payment, PaymentMethod
from branchdesk.domain.statements import BankLine, LineState, PayerMemory
from branchdesk.services.desk import Desk

HEAD = "交易日期,摘要,对方户名,对方账号,借方发生额,贷方发生额,余额,用途,流水号\n"
ROWS = (
    "2026-11-02,网银转账,三川实业有限公司,6222,,1200.00,20000.00,服务费,LS001\n"
    "2026-11-03,网银转账,总部财务,6223,,500.00,20500.00,,LS002\n"
    "2026-11-04,手续费,,,10.00,,20490.00,,LS003\n"
)
MORE = "2026-11-05,网银转账,西湖饭店,6224,,80.00,20570.00,,LS004\n"


def bank_file(folder: Path, rows: str = ROWS, name: str = "bank.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + rows, encoding="utf-8-sig")
    return path


def feed(desk: Desk, path: Path) -> int:
    plan = desk.statements.preview(path)
    desk.statements.bring_in(plan)
    return len(plan.fresh)


def owe(desk: Desk, customer: Customer, amount: int, number: str, day: int = 1) -> Invoice:
    invoice = Invoice(
        number=number,
        customer_id=customer.id,
        issued_on=date(2026, 9, day),
        signed_on=date(2026, 9, day),
        amount_fen=amount,
        terms="signed+15wd",
    )
    return desk.receivables.save_invoice(invoice).value


def first_line(desk: Desk) -> BankLine:
    return desk.statements.lines()[0]


@pytest.fixture
def fed(desk: Desk, tmp_path: Path) -> Path:
    path = bank_file(tmp_path)
    feed(desk, path)
    return path


@pytest.mark.req("R177")
def test_a_statement_fed_twice_adds_nothing(desk: Desk, fed: Path) -> None:
    assert feed(desk, fed) == 0
    assert len(desk.statements.lines(None)) == 3


@pytest.mark.req("R177")
@pytest.mark.usefixtures("fed")
def test_of_an_overlapping_statement_only_the_new_lines_are_kept(desk: Desk, tmp_path: Path) -> None:
    assert feed(desk, bank_file(tmp_path, ROWS + MORE, "longer.csv")) == 1
    assert [line.reference for line in desk.statements.lines(None)] == ["LS001", "LS002", "LS003", "LS004"]


@pytest.mark.req("R177")
@pytest.mark.usefixtures("fed", "customer")
def test_nothing_is_posted_by_bringing_a_statement_in(desk: Desk) -> None:
    assert desk.context.reader.find(Payment) == []
    states = [line.state for line in desk.statements.lines(None)]
    assert states == [LineState.NEW, LineState.NEW, LineState.OUTGOING]


def test_a_preview_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    plan = desk.statements.preview(bank_file(tmp_path))
    assert (len(plan.fresh), plan.known, plan.statement.totals) == (3, 0, (170_000, 1_000))
    assert desk.statements.lines(None) == []


def test_bringing_in_can_be_taken_back_whole(desk: Desk, tmp_path: Path) -> None:
    outcome = desk.statements.bring_in(desk.statements.preview(bank_file(tmp_path)))
    assert outcome.undo is not None
    outcome.undo()
    assert desk.statements.lines(None) == []
    assert feed(desk, tmp_path / "bank.csv") == 3


@pytest.mark.req("R177")
@pytest.mark.usefixtures("fed")
def test_the_payers_name_and_the_right_amount_propose_customer_and_invoice(
    desk: Desk, customer: Customer
) -> None:
    invoice = owe(desk, customer, 120_000, "FP-1")
    owe(desk, customer, 30_000, "FP-2")
    (found,) = desk.statements.candidates(first_line(desk).id)
    assert (found.customer_id, found.proposals[0].fit) == (customer.id, Fit.ONE)
    assert found.proposals[0].shares == (Share(invoice.id, 120_000),)


@pytest.mark.req("D27")
@pytest.mark.usefixtures("fed")
def test_invoices_that_add_up_to_the_receipt_are_proposed(desk: Desk, customer: Customer) -> None:
    wanted = [owe(desk, customer, amount, f"FP-{amount}", day) for day, amount in ((2, 70_000), (3, 50_000))]
    owe(desk, customer, 33_300, "FP-9")
    (found,) = desk.statements.candidates(first_line(desk).id)
    assert [share.item_id for share in found.proposals[0].shares] == [one.id for one in wanted]


@pytest.mark.req("R177")
@pytest.mark.usefixtures("fed")
def test_a_posted_line_is_a_payment_with_its_invoices(desk: Desk, customer: Customer) -> None:
    invoice = owe(desk, customer, 120_000, "FP-1")
    line = first_line(desk)
    payment = desk.statements.post(line.id, customer.id, [Share(invoice.id, 120_000)]).value
    assert (payment.payer, payment.paid_on, payment.reference) == (
        "三川实业有限公司",
        date(2026, 11, 2),
        "LS001",
    )
    assert payment.method is PaymentMethod.TRANSFER
    assert desk.receivables.invoice(invoice.id).settled_on == date(2026, 11, 2)
    assert desk.statements.line(line.id).state is LineState.POSTED
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R177")
@pytest.mark.usefixtures("fed")
def test_a_line_is_posted_once(desk: Desk, customer: Customer) -> None:
    line = first_line(desk)
    desk.statements.post(line.id, customer.id)
    with pytest.raises(Refused):
        desk.statements.post(line.id, customer.id)
    assert len(desk.context.reader.find(Payment)) == 1


@pytest.mark.usefixtures("fed")
def test_shares_beyond_the_line_post_nothing_at_all(desk: Desk, customer: Customer) -> None:
    invoice = owe(desk, customer, 200_000, "FP-1")
    with pytest.raises(Refused):
        desk.statements.post(first_line(desk).id, customer.id, [Share(invoice.id, 130_000)])
    assert desk.context.reader.find(Payment) == []
    assert first_line(desk).state is LineState.NEW


@pytest.mark.req("R077")
@pytest.mark.usefixtures("fed")
def test_undo_of_a_posting_is_a_reversing_payment_and_the_line_is_open_again(
    desk: Desk, customer: Customer
) -> None:
    invoice = owe(desk, customer, 120_000, "FP-1")
    outcome = desk.statements.post(first_line(desk).id, customer.id, [Share(invoice.id, 120_000)])
    assert outcome.undo is not None
    outcome.undo()
    assert [one.amount_fen for one in desk.context.reader.find(Payment)] == [120_000, -120_000]
    assert sum(one.amount_fen for one in desk.context.reader.find(Allocation)) == 0
    assert first_line(desk).state is LineState.NEW
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("D27")
@pytest.mark.usefixtures("fed")
def test_a_payer_who_paid_for_a_customer_before_is_remembered(desk: Desk, customer: Customer) -> None:
    group = desk.customers.save_customer(Customer(name="鲜满楼集团", kind=CustomerKind.GROUP)).value
    line = desk.statements.lines()[1]
    assert desk.statements.candidates(line.id) == ()
    desk.statements.post(line.id, group.id)
    desk.statements.take_back(line.id, "试一下")
    (found,) = desk.statements.candidates(line.id)
    assert found.customer_id == group.id
    assert customer.id != group.id


@pytest.mark.req("D27")
@pytest.mark.usefixtures("fed")
def test_a_head_office_may_pay_the_invoices_of_its_outlets(desk: Desk) -> None:
    group = desk.customers.save_customer(Customer(name="总部财务", kind=CustomerKind.GROUP)).value
    outlets = [
        desk.customers.save_customer(
            Customer(name=f"门店{n}", kind=CustomerKind.OUTLET, group_id=group.id)
        ).value
        for n in (1, 2)
    ]
    for outlet in outlets:
        owe(desk, outlet, 25_000, f"FP-{outlet.id}")
    line = desk.statements.lines()[1]
    found = next(one for one in desk.statements.candidates(line.id) if one.customer_id == group.id)
    assert found.proposals[0].fit is Fit.ALL
    desk.statements.post(line.id, group.id, found.proposals[0].shares)
    assert desk.receivables.aging(date(2026, 11, 22)).total.total == 0


@pytest.mark.req("R177")
@pytest.mark.usefixtures("fed")
def test_money_that_was_recorded_by_hand_is_offered_and_linked_not_posted_again(
    desk: Desk, customer: Customer
) -> None:
    paid = Payment(customer_id=customer.id, paid_on=date(2026, 11, 3), amount_fen=120_000)
    payment = desk.receivables.record_payment(paid).value
    line = first_line(desk)
    (found,) = desk.statements.candidates(line.id)
    assert found.payment_id == payment.id
    desk.statements.link(line.id, payment.id)
    assert len(desk.context.reader.find(Payment)) == 1
    assert desk.statements.line(line.id).state is LineState.KNOWN


@pytest.mark.usefixtures("fed")
def test_a_payment_of_another_amount_cannot_be_linked(desk: Desk, customer: Customer) -> None:
    paid = Payment(customer_id=customer.id, paid_on=date(2026, 11, 3), amount_fen=110_000)
    payment = desk.receivables.record_payment(paid).value
    with pytest.raises(Refused) as refused:
        desk.statements.link(first_line(desk).id, payment.id)
    assert refused.value.field == "payment_id"


@pytest.mark.usefixtures("fed")
def test_money_of_no_customer_is_set_aside_with_its_reason(desk: Desk) -> None:
    line = first_line(desk)
    with pytest.raises(Refused):
        desk.statements.ignore(line.id, " ")
    outcome = desk.statements.ignore(line.id, "总公司拨款")
    assert len(desk.statements.lines()) == 1
    assert outcome.undo is not None
    outcome.undo()
    assert len(desk.statements.lines()) == 2


@pytest.mark.req("D25")
def test_the_last_day_of_the_statements_is_known(desk: Desk, tmp_path: Path) -> None:
    assert desk.statements.last_on() is None
    feed(desk, bank_file(tmp_path))
    assert desk.statements.last_on() == date(2026, 11, 4)


@pytest.mark.usefixtures("fed")
def test_who_paid_is_remembered_for_the_customer_that_stays_when_two_are_merged(
    desk: Desk, customer: Customer
) -> None:
    double = desk.customers.save_customer(Customer(name="三川")).value
    desk.statements.post(first_line(desk).id, double.id)
    desk.people.merging.merge(customer.id, double.id)
    assert [one.customer_id for one in desk.context.reader.find(PayerMemory)] == [customer.id]
