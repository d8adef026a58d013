"""Sent, delivered, signed for: and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.branch import session_of, small_branch
from ui.forms.invoice_journey import JourneyDialog
from ui.operations import running
from ui.session import Session

HOTEL, UNSIGNED = 2, 2


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        customer = session.desk.customers.customer(HOTEL)
        session.desk.customers.save_customer(replace(customer, authorised_signers="赵敏"))
        yield session


def signed(qtbot: QtBot, session: Session, name: str, day: str = "2026-11-20") -> JourneyDialog:
    dialog = JourneyDialog(None, session, session.desk.receivables.invoice(UNSIGNED))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    dialog.form.field("signed_on").setText(day)
    dialog.form.field("signed_by").setText(name)
    dialog.form.changed.emit()
    return dialog


def save(qtbot: QtBot, dialog: JourneyDialog) -> None:
    dialog.save()
    qtbot.waitUntil(lambda: not running() and not dialog.isVisible())


@pytest.mark.req("R064")
def test_a_stranger_s_signature_starts_no_term_until_it_is_confirmed(qtbot: QtBot, session: Session) -> None:
    dialog = signed(qtbot, session, "保安张")
    assert dialog.line().startswith("签收待确认")
    save(qtbot, dialog)
    invoice = session.desk.receivables.invoice(UNSIGNED)
    assert (invoice.signature_confirmed, invoice.due_on) == (False, None)
    again = signed(qtbot, session, "保安张")
    again.form.field("signature_confirmed").click()
    assert "2026-12-11" in again.line()
    save(qtbot, again)
    invoice = session.desk.receivables.invoice(UNSIGNED)
    assert (invoice.signature_confirmed, str(invoice.due_on)) == (True, "2026-12-11")


@pytest.mark.req("R063")
def test_an_authorised_signature_gives_the_due_date_at_once(qtbot: QtBot, session: Session) -> None:
    dialog = signed(qtbot, session, "赵敏")
    assert "2026-12-11" in dialog.line()
    assert not dialog.form.field("signature_confirmed").isVisible()


@pytest.mark.req("R065")
@pytest.mark.parametrize(("day", "name", "key"), [("2026-11-01", "赵敏", "signed_on"), ("", "", "")])
def test_steps_do_not_run_backwards(qtbot: QtBot, session: Session, day: str, name: str, key: str) -> None:
    problems = signed(qtbot, session, name, day).check()
    assert list(problems) == ([key] if key else [])


def test_where_signers_are_named_the_name_is_needed(qtbot: QtBot, session: Session) -> None:
    assert list(signed(qtbot, session, "").check()) == ["signed_by"]
    assert list(signed(qtbot, session, "赵敏", "2026-12-24").check()) == ["signed_on"]
