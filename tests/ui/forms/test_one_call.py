"""One call for everything: keys answer the reasons, one save keeps them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Contact, ContactRole
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.sales import Opportunity, OpportunityStage
from tests.ui.branch import session_of, small_branch
from ui.forms.interaction import InteractionDialog
from ui.forms.one_call import OneCallDialog, open_call
from ui.operations import running
from ui.session import Session

FACTORY, HOTEL, TRADER = 1, 2, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> OneCallDialog:
    need = Opportunity(customer_id=HOTEL, need="白蚁检查", next_on=date(2026, 11, 22))
    session.desk.call_work.save_opportunity(need)
    reasons = session.desk.call_work.reasons(HOTEL)
    made = OneCallDialog(None, session, HOTEL, reasons)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def press(dialog: OneCallDialog, key: Qt.Key) -> None:
    QTest.keyClick(dialog.focusWidget(), key)


def saved(qtbot: QtBot, dialog: OneCallDialog) -> Any:
    told: list[Any] = []
    dialog.saved.connect(told.append)
    dialog.save()
    qtbot.waitUntil(lambda: not running() and bool(told), timeout=3000)
    return told[0]


@pytest.mark.req("D02")
def test_every_reason_is_shown_and_a_digit_each_answers_them(
    qtbot: QtBot, dialog: OneCallDialog, session: Session
) -> None:
    kinds = {field.duty.kind for field in dialog.reasons}
    assert {DutyKind.SAME_DAY_CALL, DutyKind.COLLECTION_CALL, DutyKind.OPPORTUNITY_STEP} <= kinds
    for _ in dialog.reasons:
        press(dialog, Qt.Key.Key_1)
    assert all(field.value().result is CallResult.REACHED for field in dialog.reasons)
    need = next(one for one in dialog.reasons if one.duty.kind is DutyKind.OPPORTUNITY_STEP)
    need.set_value(replace(need.value(), result=CallResult.AGREED))
    outcome = saved(qtbot, dialog)
    assert len(outcome.value) == len(dialog.reasons)
    (kept,) = session.desk.call_work.opportunities_of(HOTEL)
    assert kept.stage is OpportunityStage.WON
    outcome.undo()
    (back,) = session.desk.call_work.opportunities_of(HOTEL)
    assert back.stage is OpportunityStage.OPEN


@pytest.mark.req("D02")
def test_what_was_not_spoken_of_stays_due(qtbot: QtBot, dialog: OneCallDialog, session: Session) -> None:
    before = len(dialog.reasons)
    press(dialog, Qt.Key.Key_1)
    assert len(saved(qtbot, dialog).value) == 1
    assert len(session.desk.call_work.reasons(HOTEL)) == before - 1


@pytest.mark.req("D02")
def test_zero_takes_a_result_back_and_nothing_is_saved_without_one(dialog: OneCallDialog) -> None:
    first = dialog.reasons[0]
    press(dialog, Qt.Key.Key_1)
    first.setFocus()
    press(dialog, Qt.Key.Key_0)
    assert first.value().result is None
    assert "reason0" in dialog.check()


@pytest.mark.req("D02")
def test_a_promise_within_the_call_asks_for_amount_and_day(dialog: OneCallDialog) -> None:
    money = next(one for one in dialog.reasons if one.duty.kind is DutyKind.COLLECTION_CALL)
    money.set_value(replace(money.value(), result=CallResult.PROMISED))
    assert money.value().amount_fen == 860_000
    assert money.problem() is not None
    assert dialog.talks()[0].promise is not None


def test_nobody_answered_is_one_key_for_all(dialog: OneCallDialog) -> None:
    dialog.nobody_answered()
    assert {field.value().result for field in dialog.reasons} == {CallResult.UNREACHABLE}


@pytest.mark.req("R029")
def test_preferred_hours_stand_there_and_the_phone_form_is_kept_once(qtbot: QtBot, session: Session) -> None:
    (contact,) = session.desk.customers.contacts_of(FACTORY)
    session.desk.customers.save_contact(replace(contact, call_hours="14-16"))
    dialog = OneCallDialog(None, session, FACTORY, session.desk.call_work.reasons(FACTORY))
    qtbot.addWidget(dialog)
    assert any("14-16" in text for text in dialog.brief.texts())
    assert dialog.form.field("agenda").value() != ""
    for key, value in (("asked_convenient", True), ("key_words", "周三十点"), ("suggestions", "早点到")):
        dialog.form.field(key).set_value(value)
    for field in dialog.reasons:
        field.set_value(replace(field.value(), result=CallResult.REACHED))
    first, *others = dialog.talks()
    talk = first.interaction
    assert (talk.asked_convenient, talk.key_words, talk.asked_suggestions) == (True, "周三十点", True)
    assert all(other.interaction.key_words == "" for other in others)


@pytest.mark.req("R029")
def test_why_one_calls_is_the_agenda_of_a_plain_call(qtbot: QtBot, session: Session) -> None:
    dialog = InteractionDialog(None, session, Interaction(customer_id=HOTEL), say="问到款日期")
    qtbot.addWidget(dialog)
    assert dialog.form.field("agenda").value() == "问到款日期"


def test_a_customer_without_any_reason_gets_the_plain_log(qtbot: QtBot, session: Session) -> None:
    contact = Contact(customer_id=HOTEL, name="赵敏", roles=(ContactRole.SERVICE,))
    session.desk.customers.save_contact(contact)
    for reason in session.desk.call_work.reasons(FACTORY):
        talk = Interaction(customer_id=FACTORY, visit_id=reason.link_id, purpose=Purpose.APPOINTMENT)
        session.desk.interactions.log(talk)
    left = session.desk.call_work.reasons(FACTORY)
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    opened = open_call(parent, session, FACTORY)
    assert isinstance(opened, OneCallDialog if left else InteractionDialog)


@pytest.mark.req("D02")
def test_an_answer_given_in_the_call_stops_the_clock_of_the_case(qtbot: QtBot, session: Session) -> None:
    reasons = session.desk.call_work.reasons(TRADER)
    dialog = OneCallDialog(None, session, TRADER, reasons)
    qtbot.addWidget(dialog)
    for field in dialog.reasons:
        field.set_value(replace(field.value(), result=CallResult.REACHED))
    answer = next(one for one in dialog.reasons if one.duty.kind is DutyKind.COMPLAINT_ANSWER)
    assert answer.problem() is not None
    answer.set_value(replace(answer.value(), text="今天下午三点到场"))
    outcome = saved(qtbot, dialog)
    case = session.desk.complaints.complaint(answer.duty.link_id)
    assert case.answered_at is not None
    assert case.answer == "今天下午三点到场"
    outcome.undo()
    assert session.desk.complaints.complaint(case.id).answered_at is None
