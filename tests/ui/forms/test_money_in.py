"""Adjustments, bounced payments and instalments in the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.adjustments import AdjustmentKind
from branchdesk.domain.customers import Customer
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Invoice, Payment
from tests.ui.branch import session_of, small_branch
from ui import notices
from ui.forms.adjust import AdjustDialog
from ui.forms.bounce import BounceDialog
from ui.forms.instalments import InstalmentsDialog
from ui.operations import running
from ui.session import Session
from ui.tabs import collections_money
from ui.widgets.form_dialog import FormDialog


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def invoice(session: Session) -> Invoice:
    (hotel,) = session.desk.context.reader.find(Customer, name="西湖饭店")
    draft = Invoice(number="FP-9", customer_id=hotel.id, issued_on=date(2026, 9, 1), amount_fen=100_000)
    return session.desk.receivables.save_invoice(draft).value


def save(qtbot: QtBot, dialog: FormDialog) -> None:
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    qtbot.waitUntil(lambda: not running())


@pytest.mark.req("R084")
def test_an_adjustment_is_approved_and_shown_on_the_card(
    qtbot: QtBot, session: Session, window: QWidget, invoice: Invoice
) -> None:
    desk = session.desk
    desk.customers.save_employee(Employee(name="李主管", role=EmployeeRole.SUPERVISOR))
    dialog = AdjustDialog(window, session, invoice, AdjustmentKind.PRICE)
    values = {"amount_fen": Fen(20_000), "rule": "超区运费补贴", "reason": "新店", "approved_by": "李主管"}
    for key, value in values.items():
        dialog.form.field(key).set_value(value)
    save(qtbot, dialog)
    assert desk.receivables.invoice(invoice.id).open_fen == 80_000
    (section,) = collections_money.sections(session, desk.receivables.invoice(invoice.id))
    said = [fact.value for fact in section.facts]
    assert "超区运费补贴" in said[1]
    assert "李主管" in said[2]


@pytest.mark.req("R077")
def test_parts_are_proposed_changed_and_summed_while_one_types(
    qtbot: QtBot, session: Session, window: QWidget, invoice: Invoice
) -> None:
    dialog = InstalmentsDialog(window, session, invoice)
    parts = dialog.form.field("parts")
    assert [one.amount_fen for one in parts.value()] == [33_333, 33_333, 33_334]
    day, amount = parts.line(3)
    amount.set_value(Fen(33_000))
    amount.edited.emit()
    assert parts.problem() is not None
    assert "3.34" in parts.summary()
    amount.set_value(Fen(33_334))
    assert parts.problem() is None
    assert day.value() is not None
    save(qtbot, dialog)
    assert len(session.desk.instalments.of(invoice)) == 3
    (section,) = collections_money.sections(session, session.desk.receivables.invoice(invoice.id))
    assert len(section.rows) == 3


@pytest.mark.req("R077")
def test_a_bounced_payment_says_so_on_its_card(
    qtbot: QtBot, session: Session, window: QWidget, invoice: Invoice
) -> None:
    draft = Payment(customer_id=invoice.customer_id, paid_on=session.today, amount_fen=5_000)
    payment = session.desk.receivables.record_payment(draft).value
    dialog = BounceDialog(window, session, payment)
    dialog.form.field("fee_fen").set_value(Fen(2_000))
    save(qtbot, dialog)
    (section,) = collections_money.bounce_sections(session, payment.id)
    assert "20.00" in [fact.value for fact in section.facts]
    assert session.desk.receivables.unallocated(payment) == 0


@pytest.mark.req("R077")
def test_money_on_account_is_offered_at_the_next_invoice(
    session: Session, invoice: Invoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Payment(customer_id=invoice.customer_id, paid_on=date(2026, 8, 1), amount_fen=70_000)
    payment = session.desk.receivables.record_payment(draft).value
    next_one = Invoice(
        number="FP-10", customer_id=invoice.customer_id, issued_on=date(2026, 11, 2), amount_fen=30_000
    )
    outcome = session.desk.receivables.save_invoice(next_one)
    asked: list[int] = []
    told: list[notices.Notice] = []
    monkeypatch.setattr(notices, "post", told.append)
    collections_money.offer_free_money(session, outcome, asked.append)
    (notice,) = told
    assert notice.action is not None
    notice.action()
    assert asked == [payment.id]
