"""Lists of other people's programs, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.domain.customers import Contact, Customer
from branchdesk.domain.receivables import Invoice
from branchdesk.services.desk import Desk
from tests.services.importing.sheets import bring, counts

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="THE REAL FILES ARE NOT HERE: ../shared/data is missing"
)


@pytest.mark.fault(67)
def test_one_customer_list_in_two_encodings_is_added_once(desk: Desk) -> None:
    assert counts(bring(desk, "customers", DATA / "customers_500_utf8bom.csv")) == (500, 0, 0, 0)
    assert counts(bring(desk, "customers", DATA / "customers_500_gb18030.csv")) == (0, 0, 500, 0)
    assert len(desk.context.reader.find(Contact)) == 500


@pytest.mark.fault(67)
def test_a_receivables_ledger_is_added_once(desk: Desk) -> None:
    path = DATA / "receivables_open_items.csv"
    assert counts(bring(desk, "invoices", path, create_customers=True)) == (9681, 0, 0, 0)
    assert counts(bring(desk, "invoices", path, create_customers=True)) == (0, 0, 9681, 0)
    assert desk.context.reader.find(Invoice, number="1930659387")[0].amount_fen == 1117302
    assert desk.upkeep.check(full=True) == []


def test_a_ledger_by_customer_number_keeps_the_leading_zeros(desk: Desk) -> None:
    path = DATA / "receivables_open_items.csv"
    plan = desk.imports.preview("invoices", path, mapping={"customer": "cust_number"}, create_customers=True)
    assert any(isinstance(record, Customer) and record.name == "0140105686" for record in plan.writes.added)


def test_four_thousand_complaints_with_long_texts_are_added_once(desk: Desk) -> None:
    path = DATA / "complaints_messages.xlsx"
    assert counts(bring(desk, "complaints", path, create_customers=True)) == (4326, 0, 0, 0)
    assert counts(bring(desk, "complaints", path, create_customers=True)) == (0, 0, 4326, 0)
    assert desk.upkeep.check(full=True) == []
