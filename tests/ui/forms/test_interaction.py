"""A call is logged with three keystrokes, and a promise with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Contact, ContactRole
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.receivables import Promise
from tests.ui.branch import session_of, small_branch
from ui.forms.call_brief import CallBrief
from ui.forms.interaction import InteractionDialog
from ui.operations import running
from ui.session import Session

HOTEL = 2


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def opened(qtbot: QtBot, session: Session) -> Callable[..., InteractionDialog]:
    def open_dialog(interaction: Interaction, **words: str) -> InteractionDialog:
        dialog = InteractionDialog(None, session, interaction, **words)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
        return dialog

    return open_dialog


def press(dialog: InteractionDialog, key: Qt.Key, *, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(dialog.focusWidget(), key, modifier)


def saved(qtbot: QtBot, dialog: InteractionDialog) -> Any:
    told: list[Any] = []
    dialog.saved.connect(told.append)
    press(dialog, Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: not running() and not dialog.isVisible())
    return told[0]


@pytest.mark.req("R018")
def test_a_call_needs_one_digit_and_the_saving_keys(
    qtbot: QtBot, opened: Callable[..., InteractionDialog], session: Session
) -> None:
    dialog = opened(Interaction(customer_id=HOTEL, purpose=Purpose.COLLECTION))
    press(dialog, Qt.Key.Key_3)
    call = saved(qtbot, dialog).value
    assert call.result is CallResult.VOICEMAIL
    assert session.desk.interactions.interaction(call.id).purpose is Purpose.COLLECTION
    assert call.employee == "王芳"


def test_whom_one_tried_is_kept_but_nobody_was_spoken_to(
    qtbot: QtBot, opened: Callable[..., InteractionDialog]
) -> None:
    dialog = opened(Interaction(customer_id=HOTEL, purpose=Purpose.COLLECTION))
    press(dialog, Qt.Key.Key_2)
    call = saved(qtbot, dialog).value
    assert (call.spoke_with, call.contact_id is not None) == ("", True)


def test_the_arrow_keys_choose_a_result_too(opened: Callable[..., InteractionDialog]) -> None:
    dialog = opened(Interaction(customer_id=HOTEL))
    press(dialog, Qt.Key.Key_Right)
    assert dialog.form.field("result").value() is CallResult.UNREACHABLE


@pytest.mark.req("R078")
def test_a_promise_is_asked_for_and_saved_with_the_call(
    qtbot: QtBot, opened: Callable[..., InteractionDialog], session: Session
) -> None:
    dialog = opened(Interaction(customer_id=HOTEL, purpose=Purpose.COLLECTION))
    assert not dialog.form.field("due_on").isVisible()
    press(dialog, Qt.Key.Key_7)
    assert dialog.form.field("due_on").hasFocus()
    assert dialog.form.field("amount_fen").value() == 860_000
    dialog.save()
    assert dialog.isVisible()  # a promise without a day is none
    QTest.keyClicks(dialog.form.field("due_on"), "12-01")
    outcome = saved(qtbot, dialog)
    (promise,) = session.desk.receivables.promises_of(HOTEL)
    assert (str(promise.due_on), promise.amount_fen) == ("2026-12-01", 860_000)
    assert outcome.changes.touches(Promise)
    assert outcome.undo is not None
    outcome.undo()
    assert session.desk.receivables.promises_of(HOTEL) == []


def test_one_sees_whom_to_call_when_and_what_to_say(
    opened: Callable[..., InteractionDialog], session: Session
) -> None:
    contact = Contact(
        customer_id=HOTEL, name="钱伟", title="厂长", roles=(ContactRole.SERVICE,), call_hours="14:00 后"
    )
    session.desk.customers.save_contact(contact)
    brief = opened(Interaction(customer_id=HOTEL), say="您好，明天 14:00 到店。").findChild(CallBrief)
    assert brief is not None
    assert [text.strip() for text in brief.texts()] == [
        "钱厂长",
        "可联系时间：14:00 后",
        "您好，明天 14:00 到店。",
    ]


def test_a_past_next_contact_is_named_beside_its_field(opened: Callable[..., InteractionDialog]) -> None:
    dialog = opened(Interaction(customer_id=HOTEL))
    dialog.form.field("next_on").setText("2026-11-01")
    dialog.save()
    assert dialog.isVisible()
    assert "next_on" in dialog.check()
