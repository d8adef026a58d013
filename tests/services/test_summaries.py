"""The month as one value: it ties, it measures against other months, and once locked it never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.aging import Bucket
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Refused
from branchdesk.domain.money import yuan
from branchdesk.domain.months import Month
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.domain.summaries import MonthlySummary
from branchdesk.services.aging_report import AgingBy
from branchdesk.services.desk import Desk
from tests.services.history import History


def assert_ties(summary: MonthlySummary) -> None:
    where = f"{summary.year}-{summary.month}"
    for tie in summary.ties:
        assert tie.difference == 0, (where, tie)
        for line in (tie.opening, *tie.lines, tie.closing):
            if line.sheet:
                assert abs(line.amount) == abs(summary.sheet(line.sheet).measure(line.column)), (where, line)
    for section in summary.sections:
        for figure in section.figures:
            if figure.sheet and figure.value is not None:
                measured = abs(summary.sheet(figure.sheet).measure(figure.column))
                assert measured == abs(figure.value), (where, section.key, figure.key)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    past = History(tmp_path_factory.mktemp("past"), seed=7)
    past.live(days=120, steps=5)
    return past


@pytest.mark.req("R173")
def test_every_month_of_a_random_history_ties_to_its_rows(history: History) -> None:
    for month in range(4, 10):
        assert_ties(history.desk.summaries.month(2026, month))


@pytest.mark.req("R076")
def test_the_closing_balance_is_the_aging_of_that_day(history: History) -> None:
    for month in (5, 6, 7, 8):
        day = Month(2026, month).last
        aging = history.desk.receivables.aging(day)
        summary = history.desk.summaries.month(2026, month)
        figure = summary.figure("receivables", "closing")
        assert figure.value == yuan(aging.total.total)
        assert summary.figure("receivables", "open_invoices").value == aging.open_invoices
        sheet = summary.sheet("aging")
        for bucket in Bucket:
            assert sheet.total(bucket.value) == yuan(aging.total.amounts[bucket])


@pytest.mark.req("R173")
def test_a_month_takes_far_less_than_a_blink(history: History) -> None:
    history.desk.summaries.month(2026, 8)
    start = perf_counter()
    history.desk.summaries.month(2026, 8)
    assert perf_counter() - start < 0.3


@pytest.mark.req("D30")
@pytest.mark.parametrize("seed", [3, 11])
def test_months_tie_and_locked_ones_stay_while_late_entries_come_in(tmp_path: Path, seed: int) -> None:
    past = History(tmp_path, seed)
    printed: dict[int, MonthlySummary] = {}
    for month in (5, 6, 7):
        while past.today <= Month(2026, month).last + timedelta(days=5):
            past.live(days=3, steps=4)
        printed[month] = past.desk.summaries.lock(2026, month).value
        assert_ties(printed[month])
    past.live(days=10, steps=5)
    running = past.desk.summaries.month(past.today.year, past.today.month)
    assert_ties(running)
    for month, kept in printed.items():
        assert past.desk.summaries.month(2026, month) == kept
    july = printed[7]
    for section in running.sections:
        for figure in section.figures:
            assert figure.previous == july.figure(section.key, figure.key).value


@pytest.fixture
def branch(tmp_path: Path, clock: ManualClock) -> Desk:
    desk = create_branch(tmp_path / "b.branchdesk", "静安", "zh_CN", Seat("王敏"), clock)
    desk.customers.save_customer(Customer(name="百味餐饮", code="C1"))
    return desk


def _invoice(desk: Desk, number: str, day: date, fen: int) -> Invoice:
    record = Invoice(number=number, customer_id=1, issued_on=day, amount_fen=fen, terms="issued+10d")
    return desk.receivables.save_invoice(record).value


def _pay(desk: Desk, day: date, fen: int, invoice: Invoice | None = None) -> None:
    shares = desk.receivables.suggest(1, fen) if invoice else ()
    desk.receivables.record_payment(Payment(customer_id=1, paid_on=day, amount_fen=fen), shares)


def _value(summary: MonthlySummary, key: str) -> Decimal | None:
    return summary.figure("receivables", key).value


@pytest.mark.req("D30")
def test_money_entered_for_a_locked_month_counts_in_the_next(branch: Desk) -> None:
    _invoice(branch, "F1", date(2026, 10, 5), 100_00)
    october = branch.summaries.lock(2026, 10).value
    _pay(branch, date(2026, 10, 20), 30_00)
    assert branch.summaries.month(2026, 10) == october
    november = branch.summaries.month(2026, 11)
    assert _value(november, "opening") == _value(october, "closing") == Decimal("100.00")
    assert _value(november, "received") == Decimal("30.00")
    assert _value(november, "closing") == Decimal("70.00")
    assert november.ties[0].lines[0].label == "Invoiced"
    assert_ties(november)


@pytest.mark.req("D30")
def test_a_date_changed_after_the_lock_shows_as_a_line_of_its_own(branch: Desk) -> None:
    invoice = _invoice(branch, "F1", date(2026, 10, 31), 100_00)
    branch.summaries.lock(2026, 10)
    branch.receivables.save_invoice(replace(invoice, issued_on=date(2026, 11, 1)))
    tie = branch.summaries.month(2026, 11).ties[0]
    assert tie.lines[0].label == "Changed later in a month already locked"
    assert tie.lines[0].amount == Decimal("-100.00")
    assert tie.difference == 0


@pytest.mark.req("R076")
def test_a_month_that_is_over_knows_nothing_of_later_payments(branch: Desk) -> None:
    invoice = _invoice(branch, "F1", date(2026, 10, 5), 100_00)
    _pay(branch, date(2026, 11, 3), 100_00, invoice)
    october = branch.summaries.month(2026, 10)
    assert october.as_of == date(2026, 10, 31)
    assert _value(october, "closing") == _value(october, "overdue") == Decimal("100.00")
    assert _value(branch.summaries.month(2026, 11), "closing") == 0


@pytest.mark.req("R077")
def test_money_that_pays_an_invoice_of_a_later_day_is_on_account_until_then(branch: Desk) -> None:
    invoice = _invoice(branch, "F1", date(2026, 11, 5), 100_00)
    _pay(branch, date(2026, 10, 20), 100_00, invoice)
    october = branch.summaries.month(2026, 10)
    assert _value(october, "on_account") == Decimal("100.00")
    assert_ties(october)
    assert_ties(branch.summaries.month(2026, 11))


@pytest.mark.req("R123")
def test_months_before_the_first_record_have_no_basis(branch: Desk) -> None:
    _invoice(branch, "F1", date(2026, 9, 5), 60_00)
    _invoice(branch, "F2", date(2026, 11, 5), 90_00)
    figure = branch.summaries.month(2026, 11).figure("receivables", "invoiced")
    assert figure.value == 90
    assert figure.previous == 0
    assert figure.same_month_last_year is None
    assert figure.mean_6m == 30
    assert branch.summaries.month(2026, 8).figure("receivables", "invoiced").value is None


@pytest.mark.req("R072")
def test_customers_who_paid_all_by_the_due_date_are_counted(branch: Desk) -> None:
    branch.customers.save_customer(Customer(name="晚付", code="C2"))
    invoice = _invoice(branch, "F1", date(2026, 10, 5), 100_00)
    _pay(branch, date(2026, 10, 15), 100_00, invoice)
    late = Invoice(number="F2", customer_id=2, issued_on=date(2026, 10, 6), amount_fen=1, terms="issued+10d")
    branch.receivables.save_invoice(late)
    october = branch.summaries.month(2026, 10)
    assert _value(october, "punctual_customers") == 1
    assert _value(october, "due_customers") == 2


def test_a_running_month_is_not_locked_nor_a_month_twice_nor_the_future_shown(branch: Desk) -> None:
    with pytest.raises(Refused, match="not over yet"):
        branch.summaries.lock(2026, 11)
    branch.summaries.lock(2026, 10)
    with pytest.raises(Refused, match="locked already"):
        branch.summaries.lock(2026, 10)
    with pytest.raises(Refused, match="not begun"):
        branch.summaries.month(2026, 12)


@pytest.mark.req("R073")
def test_the_aging_report_names_its_rows_by_customer_group_and_invoice(history: History) -> None:
    desk, day = history.desk, history.today
    by_customer = desk.receivables.aging_report(day)
    by_group = desk.receivables.aging_report(day, AgingBy.GROUP)
    by_invoice = desk.receivables.aging_report(day, AgingBy.INVOICE)
    reports = (by_customer, by_group, by_invoice)
    assert {report.total.total for report in reports} == {desk.receivables.aging(day).total.total}
    assert len({report.open_invoices for report in reports}) == 1
    assert "客户3" in {row.name for row in by_customer.rows}
    assert {"集团"} == {row.name for row in by_group.rows} - {row.name for row in by_customer.rows}
    assert all(row.number for row in by_invoice.rows if row.invoice_id)
    for report in reports:
        totals = [row.total_fen for row in report.rows]
        assert totals == sorted(totals, reverse=True)
        assert sum(totals) == report.total.total
