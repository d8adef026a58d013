"""How customers pay: by examples of our own, and over a ledger of real invoices."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.payers import PaidInvoice, chronic, lateness, punctual

TODAY = date(2026, 11, 22)
DUE = date(2026, 10, 20)
LEDGER = Path(__file__).parents[3] / "shared" / "data" / "receivables_open_items.csv"


def bill(customer: int, nth: int, late: int | None, due: date = DUE) -> PaidInvoice:
    settled = due + timedelta(days=late) if late is not None else None
    return PaidInvoice(customer, f"客户{customer}", customer * 100 + nth, due, settled, 1_000)


@pytest.mark.req("R067")
def test_thirty_two_late_of_thirty_four_stand_on_top() -> None:
    worst = [bill(1, nth, 10 if nth < 32 else 0) for nth in range(34)]
    others = [bill(2, nth, 3 if nth < 5 else -2) for nth in range(20)]
    found = lateness([*worst, *others], TODAY)
    assert (found.late, found.invoices) == (37, 54)
    assert [(one.id, one.late, one.invoices, one.average_days) for one in found.payers] == [
        (1, 32, 34, 10.0),
        (2, 5, 20, 3.0),
    ]
    assert [one.id for one in chronic(found, least=3, percent=50)] == [1]


@pytest.mark.req("R067")
def test_what_is_open_counts_by_the_days_so_far_and_what_is_not_due_yet_counts_not_at_all() -> None:
    found = lateness([bill(1, 1, None), bill(1, 2, None, TODAY)], TODAY)
    (payer,) = found.payers
    assert (payer.invoices, payer.late, payer.worst_days, payer.open_late_fen) == (1, 1, 33, 1_000)


@pytest.mark.req("R072")
def test_paid_on_the_due_day_is_punctual_and_one_late_invoice_is_enough_not_to_be() -> None:
    found = punctual(
        [bill(1, 1, 0), bill(2, 1, -3), bill(2, 2, 1), bill(3, 1, None), bill(4, 1, 0, date(2026, 11, 2))],
        date(2026, 10, 1),
        TODAY,
    )
    assert (found.customers, [one.id for one in found.punctual]) == (3, [1])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.one_of(st.none(), st.integers(-20, 60))), max_size=40))
def test_the_sums_tie(drawn: list[tuple[int, int | None]]) -> None:
    bills = [bill(customer, nth, late) for nth, (customer, late) in enumerate(drawn)]
    found = lateness(bills, TODAY)
    assert found.invoices == len(bills) == sum(one.invoices for one in found.payers)
    assert found.late == sum(late is None or late > 0 for _, late in drawn)
    assert all(0 <= one.share <= 1 for one in found.payers)


@pytest.mark.req("R067")
def test_a_real_ledger_counts_as_counted_by_hand() -> None:
    if not LEDGER.exists():
        pytest.skip(f"the sample ledger is not here: {LEDGER}")
    with LEDGER.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["clear_date"]]
    numbers = {name: nth for nth, name in enumerate({row["cust_number"] for row in rows})}
    bills = [
        PaidInvoice(
            numbers[row["cust_number"]],
            row["name_customer"],
            nth,
            date.fromisoformat(row["due_in_date"][:10]),
            date.fromisoformat(row["clear_date"][:10]),
            round(float(row["converted_usd"]) * 100),
        )
        for nth, row in enumerate(rows)
    ]
    by_hand = Counter(row["cust_number"] for row in rows if row["clear_date"][:10] > row["due_in_date"][:10])
    found = lateness(bills, TODAY)
    assert (found.invoices, found.late) == (len(rows), by_hand.total())
    assert {one.id: one.late for one in found.payers if one.late} == {
        numbers[name]: count for name, count in by_hand.items()
    }
