"""Money is recorded once, spread oldest first or by hand, and taken back by a reversing entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.receivables import Payment
from tests.ui.branch import session_of, small_branch
from ui.forms.allocate import AllocateDialog
from ui.forms.payment import PaymentDialog
from ui.forms.shares_field import SharesField
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

HOTEL, OLD, NEW = 2, 1, 2


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


def opened(qtbot: QtBot, session: Session, amount: str) -> PaymentDialog:
    dialog = PaymentDialog(None, session, Payment(customer_id=HOTEL))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    QTest.keyClicks(dialog.focusWidget(), amount)
    return dialog


def shares(dialog: FormDialog) -> SharesField:
    field = dialog.form.field("shares")
    assert isinstance(field, SharesField)
    return field


def saved(qtbot: QtBot, dialog: FormDialog) -> Any:
    told: list[Any] = []
    dialog.saved.connect(told.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not running() and not dialog.isVisible())
    assert len(told) == 1
    return told[0]


@pytest.mark.req("R077")
def test_the_oldest_invoice_is_suggested_while_one_types_the_amount(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session, "10000")
    assert shares(dialog).amount_field(OLD).value() == 860_000
    assert shares(dialog).amount_field(NEW).value() == 140_000
    assert shares(dialog).rest() == 0


@pytest.mark.fault(46)
def test_two_enters_record_one_payment_and_undo_reverses_it(qtbot: QtBot, session: Session) -> None:
    receivables = session.desk.receivables
    outcome = saved(qtbot, opened(qtbot, session, "8600"))
    assert [payment.amount_fen for payment in receivables.payments_of(HOTEL)] == [860_000]
    assert receivables.invoice(OLD).settled_on == session.today
    assert outcome.undo is not None
    outcome.undo()
    assert sum(payment.amount_fen for payment in receivables.payments_of(HOTEL)) == 0
    assert receivables.invoice(OLD).open_fen == 860_000


@pytest.mark.req("R077")
def test_amounts_typed_by_hand_stay_and_the_rest_goes_on_account(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session, "5000")
    field = shares(dialog).amount_field(OLD)
    field.selectAll()
    QTest.keyClicks(field, "2000")
    assert shares(dialog).rest() == 300_000
    payment = saved(qtbot, dialog).value
    assert session.desk.receivables.unallocated(payment) == 300_000
    rest = AllocateDialog(None, session, payment)
    qtbot.addWidget(rest)
    rest.open()
    assert shares(rest).value()[0].amount_fen == 300_000
    saved(qtbot, rest)
    assert session.desk.receivables.unallocated(payment) == 0


@pytest.mark.req("R077")
def test_too_much_is_said_beside_the_amounts_and_not_saved(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session, "100")
    field = shares(dialog).amount_field(OLD)
    field.selectAll()
    QTest.keyClicks(field, "300")
    assert "超出 200.00" in shares(dialog).summary()
    dialog.save()
    assert dialog.isVisible()
    assert list(dialog.form.problems()) == ["shares"]
    shares(dialog).suggest()
    assert dialog.form.problems() == {}
