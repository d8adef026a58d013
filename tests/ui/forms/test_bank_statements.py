"""The matching screen: nothing posts without a press, and every line can be dealt with by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Customer
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.domain.statements import LineState
from tests.ui.branch import session_of, small_branch
from ui.forms.bank_statements import StatementsDialog, plan_words
from ui.forms.set_aside import SetAsideDialog
from ui.operations import running
from ui.session import Session

HEAD = "交易日期,摘要,对方户名,对方账号,借方发生额,贷方发生额,余额,用途,流水号\n"
ROWS = (
    "2026-11-02,网银转账,西湖饭店,6222,,8600.00,20000.00,服务费,LS001\n"
    "2026-11-03,网银转账,总部财务,6223,,500.00,20500.00,,LS002\n"
    "2026-11-04,手续费,,,10.00,,20490.00,,LS003\n"
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "bank.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8-sig")
    return path


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget, session: Session, statement: Path) -> StatementsDialog:
    session.desk.statements.bring_in(session.desk.statements.preview(statement))
    shown = StatementsDialog(window, session)
    shown.open()
    settle(qtbot)
    return shown


def settle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not running())
    qtbot.wait(20)


def hotel(session: Session) -> Customer:
    (found,) = session.desk.context.reader.find(Customer, name="西湖饭店")
    return found


@pytest.mark.req("R177")
def test_the_likeliest_customer_and_invoice_are_chosen_and_nothing_is_posted(
    session: Session, dialog: StatementsDialog
) -> None:
    assert dialog.panel.customer_id() == hotel(session).id
    (share,) = dialog.panel.chosen_shares()
    assert session.desk.receivables.invoice(share.item_id).number == "00041"
    assert session.desk.context.reader.find(Payment) == []


@pytest.mark.req("R177")
def test_ctrl_enter_records_the_payment_and_the_next_line_is_shown(
    qtbot: QtBot, session: Session, dialog: StatementsDialog
) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot)
    (payment,) = session.desk.context.reader.find(Payment)
    assert payment.amount_fen == 860_000
    (invoice,) = session.desk.context.reader.find(Invoice, number="00041")
    assert invoice.settled_on is not None
    assert dialog.panel.line is not None
    assert dialog.panel.line.reference == "LS002"


@pytest.mark.req("D27")
def test_a_customer_chosen_by_hand_shows_what_the_line_would_pay(
    qtbot: QtBot, session: Session, dialog: StatementsDialog
) -> None:
    dialog.table.go_to(session.desk.statements.lines()[1].id)
    settle(qtbot)
    assert not dialog.panel.post.isEnabled()
    dialog.panel.customer.set_value(hotel(session).id)
    dialog.panel.customer.chosen.emit(hotel(session).id)
    assert dialog.panel.post.isEnabled()
    assert sum(share.amount_fen for share in dialog.panel.chosen_shares()) == 50_000


def test_a_posted_line_is_reopened_after_asking_for_its_reversal(
    qtbot: QtBot, session: Session, dialog: StatementsDialog
) -> None:
    dialog.post()
    settle(qtbot)
    dialog.state.set_value(LineState.POSTED)
    dialog.load()
    dialog.reopen()
    (box,) = dialog.findChildren(QMessageBox)
    QTest.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    settle(qtbot)
    assert [one.amount_fen for one in session.desk.context.reader.find(Payment)] == [860_000, -860_000]
    assert len(session.desk.statements.lines()) == 2


def test_a_line_is_set_aside_with_what_it_is(
    qtbot: QtBot, session: Session, dialog: StatementsDialog
) -> None:
    dialog.set_aside()
    (form,) = dialog.findChildren(SetAsideDialog)
    form.form.field("note").set_value("利息")
    form.save()
    settle(qtbot)
    (line,) = session.desk.statements.lines(LineState.IGNORED)
    assert line.note == "利息"


@pytest.mark.req("R177")
def test_what_a_file_holds_is_said_with_the_banks_totals_before_it_is_brought_in(
    session: Session, statement: Path
) -> None:
    said = plan_words(session.desk.statements.preview(statement))
    assert "3 笔流水，收入 9,100.00，支出 10.00" in said


def test_a_known_file_says_that_nothing_is_new(
    qtbot: QtBot, dialog: StatementsDialog, statement: Path
) -> None:
    dialog.take_file(statement)
    settle(qtbot)
    (box,) = dialog.findChildren(QMessageBox)
    assert "没有新流水" in box.text()
    box.close()


def test_a_file_that_is_no_statement_is_told(qtbot: QtBot, dialog: StatementsDialog, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("客户,电话\n三川,139\n", encoding="utf-8-sig")
    dialog.take_file(other)
    settle(qtbot)
    (box,) = dialog.findChildren(QMessageBox)
    assert "不像银行对账单" in box.text()
    box.close()
