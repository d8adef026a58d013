"""An invoice is entered with terms as one says them, and its due date is worked out while one types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.receivables import Invoice, InvoiceKind, Promise
from tests.ui.branch import session_of, small_branch
from ui.forms.credit_note import CreditNoteDialog
from ui.forms.explain_due import ExplainDueDialog
from ui.forms.invoice import InvoiceDialog
from ui.forms.invoice_numbers import following
from ui.forms.promise import PromiseDialog
from ui.forms.reverse import reverse_invoice
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

HOTEL, OLD = 2, 1


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


def save(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save()
    qtbot.waitUntil(lambda: not running() and not dialog.isVisible())


@pytest.mark.parametrize(
    ("number", "after"),
    [("00042", "00043"), ("FP-2026-099", "FP-2026-100"), ("9", "10"), ("7A", "8A"), ("", ""), ("A", "")],
)
def test_the_last_digits_count_on(number: str, after: str) -> None:
    assert following(number) == after


@pytest.mark.req("R062")
def test_terms_are_typed_in_chinese_and_kept_canonical(qtbot: QtBot, session: Session) -> None:
    dialog = InvoiceDialog(None, session, Invoice(customer_id=HOTEL))
    form = dialog.form
    assert form.field("number").value() == "00043"
    assert "15个工作日" in dialog.due_text()
    form.field("amount_fen").setText("1200")
    form.field("terms").setText("开票后30天")
    form.changed.emit()
    assert "2026-12-22" in dialog.due_text()
    save(qtbot, dialog)
    invoice = session.desk.receivables.invoice(3)
    assert (invoice.number, invoice.terms, str(invoice.due_on)) == ("00043", "issued+30d", "2026-12-22")


def test_a_saved_invoice_keeps_its_amount_but_takes_a_dispute(qtbot: QtBot, session: Session) -> None:
    dialog = InvoiceDialog(None, session, session.desk.receivables.invoice(OLD))
    assert not dialog.form.field("amount_fen").isEnabled()
    dialog.form.field("disputed_fen").setText("600")
    dialog.form.field("disputed_why").setText("数量不符")
    save(qtbot, dialog)
    invoice = session.desk.receivables.invoice(OLD)
    assert (invoice.disputed_fen, invoice.amount_fen) == (60_000, 860_000)


@pytest.mark.req("D23")
def test_every_day_of_the_term_is_shown(qtbot: QtBot, session: Session) -> None:
    dialog = ExplainDueDialog(None, session, session.desk.receivables.invoice(OLD))
    qtbot.addWidget(dialog)
    lines = dialog.text().splitlines()
    assert "2026-10-27" in lines[0]
    assert sum(line.startswith("+") for line in lines) == 15
    assert any(line.startswith("- 2026-10-01") and "国庆节" in line for line in lines)


@pytest.mark.req("R077")
def test_a_credit_note_is_typed_without_a_sign_and_lowers_the_invoice(qtbot: QtBot, session: Session) -> None:
    invoice = session.desk.receivables.invoice(OLD)
    dialog = CreditNoteDialog(None, session, HOTEL, invoice)
    dialog.form.field("number").setText("H-1")
    dialog.form.field("amount_fen").setText("600")
    save(qtbot, dialog)
    assert session.desk.receivables.invoice(OLD).open_fen == 800_000
    assert session.desk.receivables.invoice(3).kind is InvoiceKind.CREDIT_NOTE


@pytest.mark.req("R078")
def test_a_promise_needs_a_day(qtbot: QtBot, session: Session) -> None:
    dialog = PromiseDialog(None, session, Promise(customer_id=HOTEL, invoice_id=OLD, amount_fen=5_000_00))
    assert "due_on" in dialog.form.problems()
    dialog.form.field("due_on").setText("12-01")
    save(qtbot, dialog)
    (promise,) = session.desk.receivables.promises_of(HOTEL)
    assert (promise.amount_fen, str(promise.due_on)) == (5_000_00, "2026-12-01")


def test_a_reversal_needs_a_reason_and_leaves_both_papers(qtbot: QtBot, session: Session) -> None:
    dialog = reverse_invoice(None, session, session.desk.receivables.invoice(OLD))
    assert list(dialog.form.problems()) == ["why"]
    dialog.form.field("why").setText("开错")
    save(qtbot, dialog)
    assert session.desk.receivables.invoice(OLD).open_fen == 0
    assert session.desk.receivables.invoice(3).kind is InvoiceKind.REVERSAL


def test_a_credit_note_is_reversed_too_and_what_it_paid_is_open_again(qtbot: QtBot, session: Session) -> None:
    money = session.desk.receivables
    was = money.invoice(OLD)
    note = Invoice(number="C1", customer_id=HOTEL, issued_on=was.issued_on, amount_fen=-1_000)
    credit = money.add_credit_note(note, OLD).value
    dialog = reverse_invoice(None, session, money.invoice(credit.id))
    dialog.form.field("why").setText("开错")
    save(qtbot, dialog)
    assert money.invoice(OLD).open_fen == was.open_fen
    assert money.invoice(credit.id).open_fen == 0
