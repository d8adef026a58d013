"""One word for how an invoice stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.invoice_state import InvoiceState, InvoiceStates
from branchdesk.domain.receivables import InvoiceKind
from branchdesk.domain.rows import InvoiceRow
from branchdesk.domain.workdays import WorkCalendar

TODAY = date(2026, 11, 22)
STATES = InvoiceStates(TODAY, WorkCalendar())
ROW = InvoiceRow(
    id=1,
    customer_id=1,
    number="1",
    kind=InvoiceKind.INVOICE,
    customer="",
    group="",
    issued_on=date(2026, 10, 1),
    amount_fen=100,
    open_fen=100,
    sent_on=date(2026, 11, 17),
    signed_on=None,
    signature_confirmed=True,
    due_on=None,
    due_provisional=False,
    settled_on=None,
    disputed_fen=0,
    dunning_level=0,
    terms="signed+15wd",
    promised_on=None,
    last_chased_at=None,
    reversed=False,
)
DUE = replace(ROW, due_on=date(2026, 10, 22))


@pytest.mark.req("R066")
@pytest.mark.parametrize(
    ("row", "state", "words"),
    [
        (ROW, InvoiceState.NOT_SIGNED, "not signed, sent 5 days ago"),
        (replace(ROW, sent_on=None), InvoiceState.NOT_SENT, "not sent yet"),
        (replace(ROW, terms="service+3d"), InvoiceState.NO_DUE_DATE, "no due date yet"),
        (DUE, InvoiceState.OVERDUE, "overdue 31 days"),
        (replace(DUE, due_on=TODAY), InvoiceState.DUE_SOON, "due today"),
        (replace(DUE, due_on=date(2026, 11, 25)), InvoiceState.DUE_SOON, "due in 3 days"),
        (replace(DUE, due_on=date(2026, 12, 25)), InvoiceState.NOT_DUE, "due in 33 days"),
        (replace(DUE, settled_on=date(2026, 10, 30)), InvoiceState.SETTLED, "paid 10-30"),
        (replace(DUE, settled_on=date(2025, 1, 2)), InvoiceState.SETTLED, "paid 2025-01-02"),
        (replace(DUE, settled_on=TODAY, reversed=True), InvoiceState.REVERSED, "reversed"),
        (
            replace(ROW, kind=InvoiceKind.CREDIT_NOTE, open_fen=-40),
            InvoiceState.CREDIT_OPEN,
            "credit open",
        ),
    ],
)
def test_the_state_is_said_in_words(row: InvoiceRow, state: InvoiceState, words: str) -> None:
    standing = STATES.of(row)
    assert (standing.state, str(standing.words)) == (state, words)


@pytest.mark.req("R064")
def test_a_signature_that_gave_no_due_date_is_to_be_confirmed() -> None:
    row = replace(ROW, signed_on=date(2026, 11, 18), signature_confirmed=False)
    assert STATES.of(row).state is InvoiceState.TO_CONFIRM


@pytest.mark.req("D24")
def test_a_promise_speaks_until_its_day_of_grace_is_over() -> None:
    promised = replace(DUE, promised_on=date(2026, 11, 20))
    assert str(STATES.of(promised).words) == "promised for 11-20"
    later = InvoiceStates(date(2026, 11, 24), WorkCalendar())
    assert later.of(promised).state is InvoiceState.OVERDUE


@pytest.mark.req("D26")
def test_only_a_dispute_over_all_that_is_open_stops_the_chase() -> None:
    assert STATES.of(replace(DUE, disputed_fen=100)).state is InvoiceState.DISPUTED
    assert STATES.of(replace(DUE, disputed_fen=40)).state is InvoiceState.OVERDUE
