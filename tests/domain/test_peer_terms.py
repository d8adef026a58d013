"""Payment terms and instalments as others publish them, with their own figures.

Lago: getlago.com/docs/guide/invoicing/invoicing-settings/payment-term (an invoice of 10 April 2026).
OCA: account-invoicing, account_payment_term_extension/README.rst (30 January, one month, its end).
Zuora: docs.zuora.com, "Prox Payment Term Examples" (end of month, one month on).
SimplERP: librerp, account_payment_term_month/README.rst (15 January, one month, its end).
OpenERP: openobject-doc-book-en, payment_terms.rst (the last line takes the balance against rounding).
"""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.duedates import BaseEvents, due_date
from branchdesk.domain.instalments import check_instalments, propose
from branchdesk.domain.terms import parse_terms
from branchdesk.domain.workdays import WorkCalendar


@pytest.mark.req("R062", "R063")
@pytest.mark.parametrize(
    ("terms", "issued", "due"),
    [
        pytest.param("issued+0d", date(2026, 4, 10), date(2026, 4, 10), id="Lago: due on receipt"),
        pytest.param("issued+30d", date(2026, 4, 10), date(2026, 5, 10), id="Lago: net 30"),
        pytest.param("eom+0d", date(2026, 4, 10), date(2026, 4, 30), id="Lago: end of month"),
        pytest.param("eom+30d", date(2026, 4, 10), date(2026, 5, 30), id="Lago: 30 days after its end"),
        pytest.param("issued+1m-eom", date(2026, 1, 30), date(2026, 2, 28), id="OCA: one month, its end"),
        pytest.param("issued+1m-eom", date(2026, 1, 15), date(2026, 2, 28), id="SimplERP: 15 January"),
        pytest.param("issued+1m-eom", date(2026, 8, 15), date(2026, 9, 30), id="Zuora: prox, August 15"),
    ],
)
def test_the_due_dates_of_others_come_out_the_same(terms: str, issued: date, due: date) -> None:
    events = BaseEvents(issued, None, None, None)
    assert due_date(parse_terms(terms), events, WorkCalendar()).due == due


@pytest.mark.req("R077")
@pytest.mark.parametrize(
    ("amount", "count", "parts"),
    [
        pytest.param(10_000, 3, [3_333, 3_333, 3_334], id="OpenERP: the balance is in the last line"),
        pytest.param(10_001, 2, [5_000, 5_001], id="an odd fen"),
        pytest.param(7, 3, [2, 2, 3], id="hardly anything"),
    ],
)
def test_the_last_part_takes_the_balance(amount: int, count: int, parts: list[int]) -> None:
    proposed = propose(amount, count, date(2026, 1, 31))
    assert [one.amount_fen for one in proposed] == parts
    assert [one.due_on for one in proposed[:2]] == [date(2026, 1, 31), date(2026, 2, 28)]
    assert check_instalments(proposed, amount, date(2026, 1, 1)) == {}
