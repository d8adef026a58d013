"""Statements of account and claims in the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Customer
from branchdesk.domain.receivables import Invoice, SentHow
from tests.ui.branch import session_of, small_branch
from ui.forms.account_statement import AccountStatementDialog
from ui.forms.account_statements import AccountStatementsDialog
from ui.forms.claims_left import ClaimsLeftDialog
from ui.operations import running
from ui.printing import PrintPreview
from ui.session import Link, Session
from ui.table.view import RecordTable
from ui.tabs import collections_letters


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
def hotel(session: Session) -> Customer:
    (found,) = session.desk.context.reader.find(Customer, name="西湖饭店")
    return found


def settle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not running())
    qtbot.wait(20)


def column(table: RecordTable, at: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


@pytest.mark.req("D29")
def test_a_new_statement_is_shown_on_paper_and_then_waited_for(
    qtbot: QtBot, window: QWidget, session: Session, hotel: Customer
) -> None:
    dialog = AccountStatementsDialog(window, session, hotel.id)
    dialog.open()
    dialog.new()
    (form,) = dialog.findChildren(AccountStatementDialog)
    form.save()
    settle(qtbot)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PrintPreview)))
    (made,) = session.desk.letters.statements_of(hotel.id)
    assert (made.since_on, made.as_of, made.amount_fen) == (date(2026, 1, 1), date(2026, 10, 31), 860_000)
    sent = AccountStatementDialog(dialog, session, made)
    sent.form.set_values({"sent_on": date(2026, 11, 20), "sent_how": SentHow.HAND})
    sent.save()
    settle(qtbot)
    assert [one.id for one in session.desk.letters.waited_for()] == [made.id]


@pytest.mark.req("D29")
def test_a_return_without_an_answer_says_what_is_missing(
    qtbot: QtBot, window: QWidget, session: Session, hotel: Customer
) -> None:
    from branchdesk.domain.account_statements import AccountStatement

    draft = AccountStatement(customer_id=hotel.id, since_on=date(2026, 1, 1), as_of=date(2026, 10, 31))
    made = session.desk.letters.save_statement(draft).value
    form = AccountStatementDialog(window, session, made)
    form.form.set_values(
        {"sent_on": date(2026, 11, 3), "sent_how": SentHow.HAND, "returned_on": date(2026, 11, 10)}
    )
    form.save()
    settle(qtbot)
    assert set(form.check()) == {"agrees"}
    assert session.desk.letters.statement(made.id).returned_on is None


@pytest.mark.req("D29")
def test_the_claims_of_a_customer_name_their_last_day_and_lead_to_the_invoice(
    qtbot: QtBot, window: QWidget, session: Session, hotel: Customer
) -> None:
    dialog = ClaimsLeftDialog(window, session, hotel.id)
    dialog.open()
    assert column(dialog.table, 0) == ["00041"]
    chosen = dialog.table.record_model().id_at(0)
    dialog.table.go_to(chosen)
    with qtbot.waitSignal(session.link_followed) as followed:
        dialog.table.activated_record.emit(chosen)
    assert followed.args == [Link("invoice", chosen)]


@pytest.mark.req("D29")
def test_the_card_of_an_old_invoice_says_how_long_its_claim_lasts(session: Session, hotel: Customer) -> None:
    old = Invoice(
        number="00001",
        customer_id=hotel.id,
        issued_on=date(2024, 1, 2),
        amount_fen=50_000,
        due_given_on=date(2024, 2, 1),
    )
    saved = session.desk.receivables.save_invoice(old).value
    (section,) = collections_letters.claim_sections(session, saved)
    assert section.facts[0].value.startswith("2027-02-01")
    (recent,) = session.desk.context.reader.find(Invoice, number="00041")
    assert collections_letters.claim_sections(session, recent) == ()
