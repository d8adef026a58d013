"""The dialog of a likely delay, and where it is seen (R137)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.delays import Delay
from tests.ui.branch import session_of, small_branch
from tests.ui.forms.test_call_work_dialogs import HOTEL, save
from ui.forms.delay import DelayDialog
from ui.session import Link, Session
from ui.tabs import customers_calls


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.mark.req("R137")
def test_a_delay_stands_on_the_card_until_it_is_told(qtbot: QtBot, session: Session) -> None:
    made = save(qtbot, DelayDialog(None, session, Delay(customer_id=HOTEL)), expected="晚到 1 小时")
    (row,) = customers_calls.sections(session, HOTEL)[0].rows
    assert (row.text, row.token) == ("晚到 1 小时", "late")
    dialog = customers_calls.dialog_of(None, session, Link("delay", made.id))  # type: ignore[arg-type]
    assert isinstance(dialog, DelayDialog)
    now = session.local(session.desk.context.clock.now())
    told = save(qtbot, dialog, told_at=now, told_before=True)
    assert told.told_before
    assert customers_calls.sections(session, HOTEL)[0].rows[0].token == "kept"
    assert session.desk.call_work.delays_of(HOTEL) == [told]


@pytest.mark.req("R137")
def test_told_in_advance_asks_for_the_moment(qtbot: QtBot, session: Session) -> None:
    dialog = DelayDialog(None, session, Delay(customer_id=HOTEL))
    assert save(qtbot, dialog, expected="晚到", told_before=True) is None


@pytest.mark.req("R137")
def test_a_delay_may_be_of_an_open_complaint(qtbot: QtBot, session: Session) -> None:
    received = session.desk.context.clock.now()
    case = session.desk.complaints.register(
        Complaint(customer_id=HOTEL, reporter="陈静", text="鼠", received_at=received)
    ).value
    dialog = DelayDialog(None, session, Delay(customer_id=HOTEL))
    assert save(qtbot, dialog, expected="晚 1 天", complaint_id=case.id).complaint_id == case.id
