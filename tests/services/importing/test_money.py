"""Ledgers: what is owed and what is paid arrives to the fen, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from branchdesk.domain.customers import Customer, CustomerKind
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.receivables import Invoice, InvoiceKind, Payment, PaymentMethod, SentHow
from branchdesk.services.desk import Desk
from tests.services.importing.sheets import Line, bring, counts, sheet

INVOICE = ["发票号", "客户", "开票日期", "金额"]
PAYMENT = ["客户", "收款日期", "收款金额"]


def invoices(desk: Desk) -> list[Invoice]:
    return desk.context.reader.find(Invoice)


def payments(desk: Desk) -> list[Payment]:
    return desk.context.reader.find(Payment)


def one_invoice(desk: Desk, folder: Path, *extra: tuple[str, str], amount: str = "1200") -> Invoice:
    """Bring in one invoice with further columns and return it."""
    headings, cells = [name for name, _ in extra], [cell for _, cell in extra]
    row = ["F1", "三川", "2026-11-02", amount, *cells]
    outcome = bring(desk, "invoices", sheet(folder, [*INVOICE, *headings], row))
    assert outcome.value.refused == ()
    assert desk.upkeep.check(full=True) == []
    return invoices(desk)[0]


def refused(desk: Desk, folder: Path, heading: str, cell: str, amount: str = "1200") -> list[str]:
    row = ["F1", "三川", "2026-11-02", amount]
    outcome = bring(desk, "invoices", sheet(folder, [*INVOICE, heading], [*row, cell]))
    return [line.field for line in outcome.value.refused]


def test_every_field_of_an_invoice_arrives(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    lines: list[Line] = [
        [field.zh for field in fields_of(ImportKind.INVOICES)],
        ["1930438491.0", "三川", "2026-10-02", "¥1,200.50", "人民币", "67.95", "发票签收后15个工作日内", "",
         "2026-10-03",
         "顺丰", "SF123", "2026-10-09", "王芳", "100", "2026-11-03", "200.50", "首期"],
    ]  # fmt: skip
    path = sheet(tmp_path, *lines)
    assert counts(bring(desk, "invoices", path)) == (1, 0, 0, 0)
    assert counts(bring(desk, "invoices", path)) == (0, 0, 1, 0)
    assert replace(invoices(desk)[0], id=0, version=0) == Invoice(
        number="1930438491",
        customer_id=customer.id,
        issued_on=date(2026, 10, 2),
        amount_fen=120050,
        tax_fen=6795,
        terms="signed+15wd",
        sent_on=date(2026, 10, 3),
        sent_how=SentHow.COURIER,
        courier="顺丰",
        tracking="SF123",
        signed_on=date(2026, 10, 9),
        signed_by="王芳",
        disputed_fen=10000,
        note="首期",
        due_on=date(2026, 10, 29),
        paid_fen=20050,
    )
    (payment,) = payments(desk)
    assert (payment.amount_fen, payment.paid_on, payment.reference) == (
        20050,
        date(2026, 11, 3),
        "1930438491",
    )
    assert desk.upkeep.check(full=True) == []


def test_a_paid_on_without_an_amount_means_paid_in_full(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    assert customer.id
    invoice = one_invoice(desk, tmp_path, ("收款日期", "2026-11-20"))
    assert (invoice.paid_fen, invoice.settled_on) == (120000, date(2026, 11, 20))


def test_more_paid_than_owed_stays_on_account_and_comes_once(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    for _ in range(2):
        one_invoice(desk, tmp_path, ("收款日期", "2026-11-20"), ("已收金额", "1500"))
    (payment,) = desk.receivables.payments_of(customer.id)
    assert desk.receivables.unallocated(payment) == 30000


def test_a_later_ledger_adds_only_what_was_paid_since(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    assert customer.id
    one_invoice(desk, tmp_path, ("收款日期", "2026-11-10"), ("已收金额", "500"))
    invoice = one_invoice(desk, tmp_path, ("收款日期", "2026-11-20"), ("已收金额", "1200"))
    assert [payment.amount_fen for payment in payments(desk)] == [50000, 70000]
    assert invoice.settled_on == date(2026, 11, 20)


@pytest.mark.req("R063")
def test_a_stated_due_date_goes_before_any_terms(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    assert customer.id
    invoice = one_invoice(desk, tmp_path, ("到期日", "2026-11-28"))
    assert (invoice.terms, invoice.due_given_on, invoice.due_on) == (
        "",
        date(2026, 11, 28),
        date(2026, 11, 28),
    )


def test_words_in_the_due_column_become_terms_and_never_a_day(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    assert customer.id
    invoice = one_invoice(desk, tmp_path, ("到期日", "月结30天"))
    assert (invoice.terms, invoice.due_given_on, invoice.due_on) == ("eom+30d", None, date(2026, 12, 30))


def test_other_words_in_the_due_column_refuse_the_row(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    assert customer.id
    assert refused(desk, tmp_path, "到期日", "等通知") == ["due"]


def test_without_terms_those_of_the_customer_count(desk: Desk, tmp_path: Path) -> None:
    desk.customers.save_customer(Customer(name="三川", terms="issued+30d"))
    assert one_invoice(desk, tmp_path).due_on == date(2026, 12, 2)


@pytest.mark.req("R064")
def test_a_signature_of_somebody_else_waits_for_confirmation(desk: Desk, tmp_path: Path) -> None:
    desk.customers.save_customer(Customer(name="三川", authorised_signers="王芳、李雷"))
    invoice = one_invoice(desk, tmp_path, ("签收日期", "2026-11-05"), ("签收人", "保安张"))
    assert (invoice.signature_confirmed, invoice.due_on) == (False, None)


def test_a_negative_amount_is_a_credit_note(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    assert customer.id
    invoice = one_invoice(desk, tmp_path, amount="(300.00)")
    assert (invoice.kind, invoice.amount_fen) == (InvoiceKind.CREDIT_NOTE, -30000)


@pytest.mark.parametrize(("cell", "fen"), [("是", 120000), ("否", 0), ("200", 20000)])
def test_a_dispute_is_an_amount_or_the_whole(
    desk: Desk, tmp_path: Path, customer: Customer, cell: str, fen: int
) -> None:
    assert customer.id
    assert one_invoice(desk, tmp_path, ("争议", cell)).disputed_fen == fen


@pytest.mark.fault(66)
@pytest.mark.parametrize(
    ("heading", "cell", "amount", "field"),
    [
        ("备注", "", "NaN", "amount"),
        ("备注", "", "12.345", "amount"),
        ("备注", "", "1e400", "amount"),
        ("备注", "", "0", "amount"),
        ("签收日期", "2026-10-01", "1200", "signed_on"),
        ("签收日期", "2026-13-01", "1200", "signed_on"),
        ("收款日期", "2026-12-24", "1200", "paid_on"),
        ("收款日期", "2026-11-20", "-5", "paid_on"),
        ("已收金额", "5", "1200", "paid_on"),
        ("争议", "5000", "1200", "disputed"),
        ("币别", "大洋", "1200", "currency"),
    ],
)
def test_an_invoice_that_makes_no_sense_is_refused(
    desk: Desk, tmp_path: Path, customer: Customer, heading: str, cell: str, amount: str, field: str
) -> None:
    assert customer.id
    assert refused(desk, tmp_path, heading, cell, amount) == [field]
    assert invoices(desk) == []


def test_a_refused_invoice_leaves_no_customer_behind(desk: Desk, tmp_path: Path) -> None:
    lines = ["F1", "新客户", "2026-11-02", "0"], ["F2", "老客户", "2026-11-02", "5"]
    path = sheet(tmp_path, INVOICE, *lines)
    assert counts(bring(desk, "invoices", path, create_customers=True, accept=True)) == (1, 0, 0, 1)
    assert [customer.name for customer in desk.context.reader.find(Customer)] == ["老客户"]


def test_the_amount_and_the_customer_of_an_invoice_stay(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    desk.customers.save_customer(Customer(name="乙公司"))
    one_invoice(desk, tmp_path)
    lines = ["F1", customer.name, "2026-11-02", "1300"], ["F1", "乙公司", "2026-11-02", "1200"]
    outcome = bring(desk, "invoices", sheet(tmp_path, INVOICE, *lines))
    assert [row.field for row in outcome.value.refused] == ["amount", "customer"]


def test_one_branch_file_keeps_one_currency(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    rows = [[f"F{n}", customer.name, "2026-11-02", "5", word] for n, word in enumerate(("USD", "CAD", "$"))]
    path = sheet(tmp_path, [*INVOICE, "币别"], *rows)
    assert counts(bring(desk, "invoices", path, accept=True)) == (2, 0, 0, 1)
    assert {invoice.currency for invoice in invoices(desk)} == {"USD"}
    left_out = bring(desk, "invoices", path, mapping={"currency": ""})
    assert counts(left_out) == (1, 0, 2, 0)


def test_computed_amounts_are_rounded_and_said_so(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    rows = [[f"F{n}", customer.name, "2026-11-02", amount] for n, amount in
            enumerate(("2309.7899999999995", "64982.589", "93179.35199999998"))]  # fmt: skip
    plan = desk.imports.preview("invoices", sheet(tmp_path, INVOICE, *rows))
    desk.imports.run(plan)
    assert [invoice.amount_fen for invoice in invoices(desk)] == [230979, 6498259, 9317935]
    assert any("2 computed amounts" in str(note) for note in plan.notes)


def test_a_totals_row_is_left_out_and_said_so(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    path = sheet(tmp_path, INVOICE, ["F1", customer.name, "2026-11-02", "5"], ["合计", "", "", "5"])
    plan = desk.imports.preview("invoices", path)
    assert (plan.read, plan.added, plan.refused) == (1, 1, ())
    assert any("totals" in str(note) for note in plan.notes)


def test_money_has_no_undo_but_a_backup(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    path = sheet(tmp_path, [*INVOICE, "收款日期"], ["F1", customer.name, "2026-11-02", "5", "2026-11-03"])
    outcome = bring(desk, "invoices", path)
    assert outcome.undo is None
    assert "cannot be undone" in str(outcome.message)


def test_unpaid_invoices_can_be_taken_back(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    outcome = bring(desk, "invoices", sheet(tmp_path, INVOICE, ["F1", customer.name, "2026-11-02", "5"]))
    assert outcome.undo is not None
    outcome.undo()
    assert invoices(desk) == []


def test_every_field_of_a_payment_arrives_and_pays_in_order(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    rows = ["F1", "三川", "2026-11-02", "100"], ["F2", "三川", "2026-11-02", "100"]
    bring(desk, "invoices", sheet(tmp_path, INVOICE, *rows))
    lines: list[Line] = [
        ["客户", "付款人", "收款日期", "收款金额", "收款方式", "流水号", "发票号码", "备注"],
        ["三川", "三川财务", "2026-11-20", "150.00", "微信", "W77", "F1、F2", "尾款"],
    ]
    path = sheet(tmp_path, *lines)
    assert counts(bring(desk, "payments", path)) == (1, 0, 0, 0)
    assert counts(bring(desk, "payments", path)) == (0, 0, 1, 0)
    (payment,) = payments(desk)
    assert payment == replace(
        payment,
        customer_id=customer.id,
        payer="三川财务",
        paid_on=date(2026, 11, 20),
        amount_fen=15000,
        method=PaymentMethod.WECHAT,
        reference="W77",
        note="尾款",
        recorded_by="王芳",
    )
    assert [invoice.paid_fen for invoice in invoices(desk)] == [10000, 5000]
    assert desk.upkeep.check(full=True) == []


@pytest.mark.fault(67)
def test_two_equal_payments_in_one_file_stay_two(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    row = [customer.name, "2026-11-20", "50"]
    assert counts(bring(desk, "payments", sheet(tmp_path, PAYMENT, row, row))) == (2, 0, 0, 0)
    assert counts(bring(desk, "payments", sheet(tmp_path, PAYMENT, row, row))) == (0, 0, 2, 0)
    assert counts(bring(desk, "payments", sheet(tmp_path, PAYMENT, row, row, row))) == (1, 0, 2, 0)


def test_a_reversed_payment_does_not_come_again(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    path = sheet(tmp_path, PAYMENT, [customer.name, "2026-11-20", "50"])
    bring(desk, "payments", path)
    desk.receivables.reverse_payment(payments(desk)[0].id, "错")
    assert counts(bring(desk, "payments", path)) == (0, 0, 1, 0)


def test_a_payer_is_known_by_the_title_on_the_invoice(desk: Desk, tmp_path: Path) -> None:
    desk.customers.save_customer(Customer(name="甲公司", invoice_title="甲公司财务中心"))
    path = sheet(tmp_path, ["付款人", "日期", "金额"], ["甲公司财务中心", "2026-11-20", "50"])
    assert counts(bring(desk, "payments", path)) == (1, 0, 0, 0)


def test_a_payment_without_a_name_is_known_by_its_invoice(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    one_invoice(desk, tmp_path)
    path = sheet(tmp_path, ["日期", "金额", "发票号码"], ["2026-11-20", "1200", "F1"])
    assert counts(bring(desk, "payments", path)) == (1, 0, 0, 0)
    assert desk.receivables.open_invoices(customer.id) == []


@pytest.mark.req("D27")
def test_a_group_pays_for_its_outlets_and_nobody_else_does(desk: Desk, tmp_path: Path) -> None:
    group = desk.customers.save_customer(Customer(name="集团", kind=CustomerKind.GROUP)).value
    outlet = Customer(name="三川", kind=CustomerKind.OUTLET, group_id=group.id)
    desk.customers.save_customer(outlet)
    desk.customers.save_customer(Customer(name="乙公司"))
    one_invoice(desk, tmp_path)
    lines = ["集团", "2026-11-20", "1200", "F1"], ["乙公司", "2026-11-20", "1", "F1"]
    outcome = bring(desk, "payments", sheet(tmp_path, [*PAYMENT, "发票号码"], *lines), accept=True)
    assert [(row.row, row.field) for row in outcome.value.refused] == [(3, "invoices")]
    assert invoices(desk)[0].settled_on == date(2026, 11, 20)


@pytest.mark.fault(66)
@pytest.mark.parametrize(
    ("row", "field"),
    [
        (["", "2026-11-20", "50", ""], "customer"),
        (["无此人", "2026-11-20", "50", ""], "customer"),
        (["三川", "2026-12-20", "50", ""], "date"),
        (["三川", "2026-11-20", "-50", ""], "amount"),
        (["三川", "2026-11-20", "50", "F9"], "invoices"),
    ],
)
def test_a_payment_that_makes_no_sense_is_refused(
    desk: Desk, tmp_path: Path, customer: Customer, row: list[str], field: str
) -> None:
    assert customer.id
    outcome = bring(desk, "payments", sheet(tmp_path, [*PAYMENT, "发票号码"], row))
    assert [line.field for line in outcome.value.refused] == [field]


@pytest.mark.fault(53)
def test_an_invoice_whose_money_went_back_is_not_paid_twice_on_any_day(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    paid = one_invoice(desk, tmp_path, ("收款日期", "2026-11-03"))
    desk.receivables.reverse_payment(payments(desk)[0].id, "bounced")
    again = sheet(
        tmp_path, [*INVOICE, "收款日期"], ["F1", customer.short_name, "2026-11-02", "1200", "2026-11-04"]
    )
    bring(desk, "invoices", again)
    rows = desk.receivables.allocations_to(paid.id)
    assert [(row.amount_fen, row.allocated_on.day) for row in rows] == [
        (120000, 3),
        (-120000, 22),
        (120000, 22),
    ]
    assert desk.receivables.invoice(paid.id).settled_on == date(2026, 11, 22)
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R077")
@pytest.mark.usefixtures("customer")
def test_the_same_ledger_does_not_bring_back_a_payment_that_was_reversed(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "invoices", sheet(tmp_path, INVOICE, ["F1", "三川", "2026-11-02", "1200"]))
    path = sheet(tmp_path, [*PAYMENT, "核销发票"], ["三川", "2026-11-10", "1200", "F1"])
    bring(desk, "payments", path)
    desk.receivables.reverse_payment(payments(desk)[0].id, "退票")
    assert counts(bring(desk, "payments", path)) == (0, 0, 1, 0)
    assert [one.amount_fen for one in payments(desk)] == [120_000, -120_000]
    assert invoices(desk)[0].open_fen == 120_000


@pytest.mark.req("R077")
@pytest.mark.usefixtures("customer")
def test_a_paid_invoice_of_a_ledger_stays_open_once_its_payment_was_reversed(
    desk: Desk, tmp_path: Path
) -> None:
    extra = ("收款日期", "2026-11-03"), ("已收金额", "500")
    one_invoice(desk, tmp_path, *extra)
    desk.receivables.reverse_payment(payments(desk)[0].id, "退票")
    assert one_invoice(desk, tmp_path, *extra).open_fen == 120_000
    assert len(payments(desk)) == 2
    # Money of another day is new.
    later = one_invoice(desk, tmp_path, ("收款日期", "2026-11-20"), ("已收金额", "800"))
    assert later.open_fen == 40_000


@pytest.mark.req("R077")
def test_a_credit_note_does_not_lower_what_a_ledger_says_was_paid(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    invoice = one_invoice(desk, tmp_path)
    credit = Invoice(number="K1", customer_id=customer.id, issued_on=date(2026, 11, 5), amount_fen=-20_000)
    desk.receivables.add_credit_note(credit, invoice.id)
    paid = one_invoice(desk, tmp_path, ("收款日期", "2026-11-12"), ("已收金额", "700"))
    assert (payments(desk)[0].amount_fen, paid.open_fen) == (70_000, 30_000)
    whole = one_invoice(desk, tmp_path, ("收款日期", "2026-11-20"))
    assert ([one.amount_fen for one in payments(desk)], whole.open_fen) == ([70_000, 30_000], 0)


@pytest.mark.parametrize("kind", ["invoices", "payments", "customers"])
def test_the_example_of_a_template_that_nobody_touched_is_not_imported(
    desk: Desk, tmp_path: Path, kind: str
) -> None:
    fields = fields_of(ImportKind(kind))
    example = [field.example for field in fields]
    outcome = bring(desk, kind, sheet(tmp_path, [field.zh for field in fields], example))
    assert counts(outcome) == (0, 0, 0, 0)
    assert not invoices(desk)
    assert not payments(desk)
