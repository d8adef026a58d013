"""Each thing that the check verifies is found where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.allocation import Share
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.services.desk import Desk

ALLOCATE = (
    "INSERT INTO allocation (payment_id, invoice_id, allocated_on, amount_fen, recorded_at, recorded_by) "
    "VALUES (1, 1, '2026-11-02', {fen}, '', '')"
)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    """Open a branch with an invoice of 1,000 fen, half paid, and a complaint."""
    opened = create_branch(tmp_path / "b.branchdesk", "杭州", "en", Seat("王芳"), clock)
    customer = opened.customers.save_customer(Customer(name="三川")).value
    invoice = Invoice(number="F1", customer_id=customer.id, issued_on=date(2026, 11, 1), amount_fen=1000)
    saved = opened.receivables.save_invoice(invoice).value
    payment = Payment(customer_id=customer.id, paid_on=date(2026, 11, 2), amount_fen=500)
    opened.receivables.record_payment(payment, [Share(saved.id, 500)])
    opened.complaints.register(Complaint(customer_id=customer.id, text="蟑螂", received_at=clock.now()))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("forged", "found"),
    [
        ("UPDATE invoice SET paid_fen = 400", "does not equal its allocations"),
        ("UPDATE invoice SET settled_on = '2026-11-02'", "marked settled without being paid"),
        ("UPDATE invoice SET due_on = '2020-01-01'", "does not follow from its terms"),
        (ALLOCATE.format(fen=1), "More than the whole of payment 1"),
        ("DELETE FROM complaint_event", "has no course of events"),
        ("UPDATE invoice SET customer_id = 77", "refers to something that does not exist"),
    ],
)
def test_what_does_not_follow_from_its_facts_is_found(desk: Desk, forged: str, found: str) -> None:
    assert desk.upkeep.check(full=True) == []
    raw = desk.context.database
    for (trigger,) in raw.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        raw.rows(f"DROP TRIGGER {trigger}")  # what another program could do
    raw.rows("PRAGMA foreign_keys = OFF")
    raw.rows(forged)
    findings = [message.template.format(**message.params) for message in desk.upkeep.check(full=True)]
    assert any(found in finding for finding in findings), findings


def test_money_that_went_back_and_still_pays_is_found(desk: Desk) -> None:
    desk.receivables.reverse_payment(1, "bounced")
    desk.context.database.rows(ALLOCATE.format(fen=500))
    findings = [message.template for message in desk.upkeep.check()]
    assert "Payment {what} was reversed, yet part of it still pays an invoice." in findings
