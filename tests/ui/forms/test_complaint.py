"""A complaint is taken down by keyboard while the customer is on the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.complaints import Complaint, ComplaintCategory, Severity, Threat
from branchdesk.domain.customers import Contact, Contract
from branchdesk.domain.employees import Employee, EmployeeRole
from tests.ui.branch import TODAY, session_of, small_branch
from tests.ui.samples import type_text
from ui.forms.case_caller import CallerDialog
from ui.forms.complaint import ComplaintDialog
from ui.forms.complaint_note import ComplaintNoteDialog
from ui.forms.explain_clock import ExplainClockDialog
from ui.forms.talk import TalkDialog, open_talk
from ui.operations import running
from ui.session import Session

SANCHUAN, QIANJIANG = 1, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def opened(qtbot: QtBot, session: Session) -> Callable[..., ComplaintDialog]:
    def open_dialog(complaint: Complaint | None = None) -> ComplaintDialog:
        dialog = ComplaintDialog(None, session, complaint or Complaint())
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
        return dialog

    return open_dialog


def press(dialog: ComplaintDialog, key: Qt.Key, *, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    # An open list of suggestions has the keyboard, as it has on a desk.
    QTest.keyClick(QApplication.activePopupWidget() or dialog.focusWidget(), key, modifier)


def saved(qtbot: QtBot, dialog: ComplaintDialog) -> Any:
    told: list[Any] = []
    dialog.saved.connect(told.append)
    press(dialog, Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: not running() and not dialog.isVisible())
    return told[0].value


def choose(dialog: ComplaintDialog, customer_id: int) -> None:
    field = dialog.form.field("customer_id")
    field.set_value(customer_id)
    field.edited.emit()


@pytest.mark.req("R086")
def test_a_case_needs_the_customer_by_pinyin_its_words_and_one_digit(
    qtbot: QtBot, opened: Callable[..., ComplaintDialog]
) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.focusWidget(), "sanchuan")
    press(dialog, Qt.Key.Key_Tab)
    assert dialog.form.field("reporter").value() == "欧阳天民"
    assert dialog.form.field("phone").value() == "13812345678"
    dialog.form.field("text").setFocus()
    type_text(dialog.form.field("text"), "后厨又有蟑螂")
    press(dialog, Qt.Key.Key_Tab)
    press(dialog, Qt.Key.Key_1)
    case = saved(qtbot, dialog)
    assert (case.customer_id, case.category, case.owner) == (SANCHUAN, ComplaintCategory.PESTS_BACK, "王芳")
    assert case.number == "TS-2026-11-002"


def test_a_phone_number_of_any_contact_finds_the_customer(opened: Callable[..., ComplaintDialog]) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.focusWidget(), "13812345678")
    press(dialog, Qt.Key.Key_Tab)
    assert dialog.form.field("customer_id").value() == SANCHUAN


def test_what_is_missing_is_said_beside_its_field(opened: Callable[..., ComplaintDialog]) -> None:
    dialog = opened()
    dialog.save()
    assert {"customer_id", "text", "category"} <= set(dialog.form.problems())


@pytest.mark.req("R092")
def test_another_department_moves_the_time_of_the_answer_in_view(
    opened: Callable[..., ComplaintDialog],
) -> None:
    dialog = opened()
    assert "周一 11-23 09:10" in dialog.due_text()
    department = dialog.form.field("needs_department")
    department.click()
    assert "周一 11-23 10:00" in dialog.due_text()


def test_ten_minutes_ago_is_typed_as_minus_ten(
    qtbot: QtBot, opened: Callable[..., ComplaintDialog], session: Session
) -> None:
    dialog = opened(Complaint(customer_id=SANCHUAN))
    assert dialog.form.field("text").hasFocus()
    type_text(dialog.form.field("text"), "迟到")
    received = dialog.form.field("received_at")
    received.clear()
    QTest.keyClicks(received, "-10")
    dialog.form.field("category").set_value(ComplaintCategory.PUNCTUALITY)
    case = saved(qtbot, dialog)
    assert case.received_at == session.desk.context.clock.now() - timedelta(minutes=10)


@pytest.mark.req("R124")
def test_a_critical_case_names_whom_to_tell_at_once(
    opened: Callable[..., ComplaintDialog], session: Session
) -> None:
    boss = Employee(name="周主管", role=EmployeeRole.SUPERVISOR, phone="13700000000")
    session.desk.customers.save_employee(boss)
    dialog = opened()
    critical = dialog.form.field("critical")
    assert not critical.isVisible()
    dialog.form.field("severity").set_value(Severity.CRITICAL)
    assert critical.isVisible()
    assert "周主管 13700000000" in critical.text()


@pytest.mark.req("R129")
def test_open_cases_and_exclusions_show_while_one_types(
    opened: Callable[..., ComplaintDialog], session: Session
) -> None:
    contract = Contract(
        customer_id=QIANJIANG,
        number="HT-9",
        start_on=TODAY,
        exclusions="白蚁",
        explained_to="周先生",
        explained_on=datetime(2026, 3, 2, tzinfo=UTC).date(),
    )
    session.desk.customers.save_contract(contract)
    dialog = opened()
    assert dialog.hints().isHidden()
    choose(dialog, QIANJIANG)
    texts = "\n".join(dialog.hints().texts())
    assert "TS-2026-11-001" in texts
    assert "白蚁（2026-03-02 已向周先生讲解）" in texts.replace(" (", "（").replace(")", "）")


def test_another_caller_about_an_open_case_becomes_a_note_of_it(
    qtbot: QtBot, opened: Callable[..., ComplaintDialog], session: Session
) -> None:
    followed: list[Any] = []
    session.link_followed.connect(followed.append)
    dialog = opened()
    choose(dialog, QIANJIANG)
    dialog.form.field("text").set_value("老板也来电催问")
    button(dialog, "打开").click()
    assert not dialog.isVisible()
    assert followed[0].id == 1
    notes = [one for one in QApplication.topLevelWidgets() if isinstance(one, ComplaintNoteDialog)]
    assert notes[0].form.field("text").value() == "老板也来电催问"
    notes[0].save()
    qtbot.waitUntil(lambda: not running() and not notes[0].isVisible())
    assert session.desk.complaints.events_of(1)[-1].text == "老板也来电催问"
    notes[0].deleteLater()


def button(dialog: ComplaintDialog, word: str) -> QPushButton:
    found = [one for one in dialog.hints().findChildren(QPushButton) if word in one.text()]
    return found[-1]


def test_another_caller_joins_the_open_case_with_what_was_typed(
    qtbot: QtBot, opened: Callable[..., ComplaintDialog], session: Session
) -> None:
    dialog = opened()
    choose(dialog, QIANJIANG)
    dialog.form.set_values({"reporter": "李店长", "phone": "13700000000", "text": "我这边也有"})
    button(dialog, "来电人").click()
    joining = [one for one in QApplication.topLevelWidgets() if isinstance(one, CallerDialog)]
    joining[0].save()
    qtbot.waitUntil(lambda: not running() and not joining[0].isVisible())
    (caller,) = session.desk.case_flow.callers_of(1)
    assert (caller.name, caller.phone, caller.text) == ("李店长", "13700000000", "我这边也有")
    assert len(session.desk.context.reader.find(Complaint)) == 1
    joining[0].deleteLater()


def test_whose_number_is_typed_is_the_caller(
    opened: Callable[..., ComplaintDialog], session: Session
) -> None:
    session.desk.customers.save_contact(Contact(customer_id=SANCHUAN, name="陈静", mobile="13911112222"))
    dialog = opened()
    QTest.keyClicks(dialog.focusWidget(), "1112222")
    press(dialog, Qt.Key.Key_Tab)
    assert dialog.form.field("customer_id").value() == SANCHUAN
    assert dialog.form.field("reporter").value() == "陈静"
    assert dialog.form.field("phone").value() == "13911112222"


@pytest.mark.req("R124")
def test_a_threat_shows_whom_to_tell_and_makes_the_case_critical(
    qtbot: QtBot, opened: Callable[..., ComplaintDialog], session: Session
) -> None:
    boss = Employee(name="周主管", role=EmployeeRole.SUPERVISOR, phone="13500000000")
    session.desk.customers.save_employee(boss)
    dialog = opened()
    choose(dialog, SANCHUAN)
    dialog.form.field("text").set_value("不处理就找电视台")
    dialog.form.field("category").set_value(ComplaintCategory.OTHER)
    assert not dialog.form.field("critical").isVisibleTo(dialog)
    dialog.form.field("threats").set_value((Threat.MEDIA,))
    dialog.form.field("threats").edited.emit()
    assert dialog.form.field("critical").isVisibleTo(dialog)
    case = saved(qtbot, dialog)
    assert (case.severity, case.threats) == (Severity.CRITICAL, (Threat.MEDIA,))
    assert [task.whom for task in session.desk.escalation.tasks_of(case.id)] == ["周主管"]


@pytest.mark.req("D18")
def test_one_key_registers_and_goes_on_to_the_talk(qtbot: QtBot, session: Session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = ComplaintDialog(window, session, Complaint())
    with qtbot.waitActive(dialog):
        dialog.open()
    choose(dialog, SANCHUAN)
    dialog.form.field("text").set_value("后厨又有蟑螂")
    dialog.form.field("category").set_value(ComplaintCategory.PESTS_BACK)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, both)
    qtbot.waitUntil(lambda: not running() and bool(window.findChildren(TalkDialog)))
    (talk,) = window.findChildren(TalkDialog)
    case = session.desk.complaints.complaint(talk.case_id)
    assert case.text == "后厨又有蟑螂"
    assert open_talk(window, session, case) is talk, "one window for each case"
    talk.close()


@pytest.mark.req("D16")
def test_a_late_entry_says_how_late_it_is(opened: Callable[..., ComplaintDialog], session: Session) -> None:
    dialog = opened()
    choose(dialog, SANCHUAN)
    received = session.local(session.desk.context.clock.now()) - timedelta(minutes=55)
    dialog.form.field("received_at").set_value(received)
    dialog.form.field("received_at").edited.emit()
    assert "55 分钟" in dialog.due_text()


@pytest.mark.req("D23")
def test_the_clocks_explain_every_minute(qtbot: QtBot, session: Session) -> None:
    dialog = ExplainClockDialog(None, session, session.desk.complaints.complaint(1))
    qtbot.addWidget(dialog)
    assert "11-20 10:00 – 10:10" in dialog.text()
    assert "截止时间：2026-11-20 10:10 周五。" in dialog.text()
    assert session.desk.context.calendar.version in dialog.text()
