"""The talk is led by keyboard: one screen for each step, a sentence to say, everything kept at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.care import Temper
from branchdesk.domain.case_talk import CaseOption, FactsState
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, Severity, Stage
from tests.ui.branch import session_of, small_branch
from ui.forms.talk import TalkDialog
from ui.operations import running
from ui.session import Session

SANCHUAN = 1
TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OPTIONS = (
    CaseOption(text="今晚返工", why="今晚就解决"),
    CaseOption(text="周六全面处理", why="开业前彻底解决", chosen=True),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    desk = small_branch(tmp_path)
    assert isinstance(desk.context.clock, ManualClock)
    desk.context.clock.instant = TEN
    with session_of(desk, tmp_path) as session:
        yield session


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> TalkDialog:
    draft = Complaint(
        customer_id=SANCHUAN,
        site_id=1,
        contact_id=1,
        reporter="欧阳天民",
        text="后厨又有蟑螂",
        received_at=TEN,
    )
    case = session.desk.complaints.register(draft).value
    made = TalkDialog(None, session, case)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def put(dialog: TalkDialog, stage: Stage, **values: object) -> None:
    for key, value in values.items():
        dialog.form(stage).field(key).set_value(value)
    dialog.form(stage).changed.emit()


def step_of(dialog: TalkDialog) -> Stage:
    return dialog.stage


def press(qtbot: QtBot, dialog: TalkDialog, key: Qt.Key) -> None:
    QTest.keyClick(dialog.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not running())


@pytest.mark.req("D18")
@pytest.mark.req("R086")
def test_ctrl_and_the_arrows_turn_the_page_and_stamp_the_stage(qtbot: QtBot, dialog: TalkDialog) -> None:
    assert step_of(dialog) is Stage.LISTEN
    assert dialog.aloud().text() == "欧阳经理您好，我是王芳。请您慢慢说，我都记下来。"
    put(dialog, Stage.LISTEN, problem="发现 3 只蟑螂", place="冷库门旁", noticed="今天早上")
    press(qtbot, dialog, Qt.Key.Key_Right)
    assert step_of(dialog) is Stage.RECAP
    assert dialog.aloud().text() == "我重复一遍：今天早上，冷库门旁，发现 3 只蟑螂。对吗？"
    press(qtbot, dialog, Qt.Key.Key_Left)
    assert step_of(dialog) is Stage.LISTEN
    stamps = dialog._session.desk.case_flow.stamps(dialog._case.id)
    assert list(stamps) == [Stage.LISTEN, Stage.RECAP]


@pytest.mark.req("R088")
def test_the_words_can_be_copied_and_a_correction_is_kept(qtbot: QtBot, dialog: TalkDialog) -> None:
    put(dialog, Stage.LISTEN, problem="蟑螂", place="冷库")
    press(qtbot, dialog, Qt.Key.Key_Right)
    dialog.aloud().copy()
    assert QGuiApplication.clipboard().text() == "我重复一遍：冷库，蟑螂。对吗？"
    put(dialog, Stage.RECAP, agreed=False, correction="蟑螂在冷库门旁", facts=FactsState.UNPROVEN)
    press(qtbot, dialog, Qt.Key.Key_Right)
    said = dialog.form(Stage.RECAP).field("versions").text()
    assert "2. 客户更正：蟑螂在冷库门旁 ✓" in said
    assert "不承认也不否认" in dialog.aloud().tip()


@pytest.mark.req("R087")
def test_a_solution_typed_before_the_facts_is_warned_of(dialog: TalkDialog) -> None:
    put(dialog, Stage.SOLUTION, options=OPTIONS)
    early = dialog.form(Stage.SOLUTION).field("early")
    assert early.text().startswith("先确认事实")


@pytest.mark.req("R104")
@pytest.mark.req("D18")
def test_the_solution_needs_two_ways_and_consent_and_its_promise_is_registered(
    qtbot: QtBot, dialog: TalkDialog
) -> None:
    desk = dialog._session.desk
    put(dialog, Stage.LISTEN, problem="蟑螂")
    for _step in range(3):
        press(qtbot, dialog, Qt.Key.Key_Right)
    put(dialog, Stage.SOLUTION, options=OPTIONS[1:])
    press(qtbot, dialog, Qt.Key.Key_Right)
    assert step_of(dialog) is Stage.SOLUTION, "one way and nobody's consent is no choice"
    put(
        dialog,
        Stage.SOLUTION,
        options=OPTIONS,
        consent_by="欧阳天民",
        promise="周六 9 点到场",
        due_on=date(2026, 11, 28),
        due_time="09:00",
    )
    assert "开业前彻底解决" in dialog.aloud().text()
    press(qtbot, dialog, Qt.Key.Key_Right)
    assert step_of(dialog) is Stage.FOLLOW_UP
    case = desk.complaints.complaint(dialog._case.id)
    assert (case.answer, case.answered_at) == ("周六全面处理 · 周六 9 点到场", TEN)
    assert [one.text for one in desk.commitments.of_complaint(case.id)] == ["周六 9 点到场"]
    press(qtbot, dialog, Qt.Key.Key_Left)
    press(qtbot, dialog, Qt.Key.Key_Right)
    assert len(desk.commitments.of_complaint(case.id)) == 1, "it is not promised twice"


def test_one_saves_at_any_moment_and_goes_on_later(
    qtbot: QtBot, dialog: TalkDialog, session: Session
) -> None:
    put(dialog, Stage.LISTEN, problem="蟑螂", place="后厨", temper=Temper.FORCEFUL)
    press(qtbot, dialog, Qt.Key.Key_S)
    again = TalkDialog(None, session, session.desk.complaints.complaint(dialog._case.id))
    qtbot.addWidget(again)
    assert again.form(Stage.LISTEN).field("place").value() == "后厨"
    assert step_of(again) is Stage.LISTEN
    assert not again._is_changed()


def test_what_is_typed_is_kept_by_itself_and_says_nothing_for_the_customer(
    qtbot: QtBot, dialog: TalkDialog, session: Session
) -> None:
    put(dialog, Stage.LISTEN, problem="蟑螂", place="后厨")
    put(dialog, Stage.RECAP, agreed=True)
    put(dialog, Stage.SOLUTION, options=OPTIONS, promise="周六到场", due_on=date(2026, 11, 28))
    desk = session.desk
    dialog.keep()
    qtbot.waitUntil(lambda: desk.case_flow.talk(dialog.case_id).place == "后厨" and not dialog._busy)
    assert len(desk.case_flow.options_of(dialog.case_id)) == 2
    assert desk.case_flow.recaps_of(dialog.case_id) == []
    assert desk.commitments.of_complaint(dialog.case_id) == []
    assert dialog._is_changed(), "one is still asked before it is closed"
    press(qtbot, dialog, Qt.Key.Key_S)
    assert len(desk.case_flow.recaps_of(dialog.case_id)) == 1


@pytest.mark.req("R110")
def test_the_tip_on_temper_is_for_us_alone(dialog: TalkDialog) -> None:
    put(dialog, Stage.LISTEN, temper=Temper.PERFECTIONIST)
    assert dialog.aloud().tip().startswith("仅内部")
    assert "仅内部" not in dialog.aloud().text()


@pytest.mark.req("R109")
def test_the_apology_begins_with_an_approved_sentence_and_says_more_where_it_is_bad(
    qtbot: QtBot, session: Session
) -> None:
    draft = Complaint(customer_id=SANCHUAN, reporter="欧阳天民", text="x", severity=Severity.SERIOUS)
    case = session.desk.complaints.register(draft).value
    made = TalkDialog(None, session, case)
    qtbot.addWidget(made)
    made._go(2)
    assert made.form(Stage.APOLOGY).field("apology").value()
    assert made.aloud().text().endswith("我们会优先处理这件事。")
