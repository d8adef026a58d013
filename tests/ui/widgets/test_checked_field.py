"""The checked field: marks, suggestions by keyboard, terms and phrases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.wording import Situation, WordKind
from branchdesk.domain.wording_rules import TextPurpose
from tests.ui.branch import empty_branch, session_of
from tests.ui.samples import type_text
from ui.operations import running
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField, Help

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("checked")
    with session_of(empty_branch(folder), folder) as found:
        yield found


def field(
    qtbot: QtBot, session: Session, purpose: TextPurpose = TextPurpose.REPORT, aid: Help | None = None
) -> CheckedNoteField:
    made = CheckedNoteField(session, purpose, aid=aid)
    qtbot.addWidget(made)
    made.resize(500, made.height())
    made.show()
    return made


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


@pytest.mark.req("R056")
def test_words_are_marked_while_one_types_and_all_suggestions_accepted_by_one_key(
    qtbot: QtBot, session: Session
) -> None:
    report = field(qtbot, session)
    type_text(report, "后厨发现老鼠和苍蝇滋生")
    qtbot.waitUntil(lambda: len(report.extraSelections()) == 3)
    assert "3" in report.accessibleDescription()
    QTest.keyClick(report, Qt.Key.Key_Return, ALT | SHIFT)
    assert report.value() == "后厨发现鼠类和蝇类孳生"
    assert report.extraSelections() == []
    QTest.keyClick(report, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert report.value() == "后厨发现老鼠和苍蝇滋生"


@pytest.mark.req("R056")
def test_alt_enter_goes_from_mark_to_mark_and_accepts_the_one_it_stands_on(
    qtbot: QtBot, session: Session
) -> None:
    report = field(qtbot, session)
    type_text(report, "🐀𠮷店老鼠和苍蝇")
    QTest.keyClick(report, Qt.Key.Key_Return, ALT)
    assert report.textCursor().selectedText() == "老鼠"
    QTest.keyClick(report, Qt.Key.Key_Return, ALT)
    assert report.value() == "🐀𠮷店鼠类和苍蝇"
    assert report.textCursor().selectedText() == "苍蝇"


@pytest.mark.req("R054")
def test_a_number_without_unit_offers_units_in_its_menu(qtbot: QtBot, session: Session) -> None:
    report = field(qtbot, session)
    report.set_value("厨房喷洒 500")
    report.check_now()
    menu = report.suggestions_menu(6)
    wanted = next(action for action in menu.actions() if "500 ml" in action.text())
    wanted.trigger()
    assert report.value() == "厨房喷洒 500 ml"
    assert report.marks() == ()


@pytest.mark.req("R057")
def test_never_mark_again_makes_an_exception(qtbot: QtBot, session: Session) -> None:
    report = field(qtbot, session)
    report.set_value("店名叫旺旺")
    menu = report.suggestions_menu(5)
    next(action for action in menu.actions() if "旺旺" in action.text() and "不" in action.text()).trigger()
    qtbot.waitUntil(lambda: not running())
    qtbot.waitUntil(lambda: report.extraSelections() == [])
    assert [one.text for one in session.desk.wording.exceptions()][-1] == "旺旺"


@pytest.mark.req("R055")
def test_a_term_of_six_groups_is_put_in_at_the_cursor(qtbot: QtBot, session: Session) -> None:
    report = field(qtbot, session)
    report.set_value("发现")
    report.moveCursor(report.textCursor().MoveOperation.End)
    (menu,) = report.findChildren(QMenu)
    menu.aboutToShow.emit()
    groups = [action.menu() for action in menu.actions()]
    assert len(groups) == 6
    traces = groups[3]
    assert isinstance(traces, QMenu)
    assert entries(traces) == ["鼠洞", "鼠路", "鼠粪", "鼠尸", "鼠毛", "鼠足印", "鼠咬痕"]
    traces.actions()[2].trigger()
    assert report.value() == "发现鼠粪"


@pytest.mark.req("R113")
def test_a_phrase_is_put_in_with_names_and_its_open_gap_chosen(qtbot: QtBot, session: Session) -> None:
    aid = Help(situations=(Situation.WAIT,), values=lambda: {"salutation": "王经理"})
    answer = field(qtbot, session, TextPurpose.OUTGOING, aid)
    (menu,) = answer.findChildren(QMenu)
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if "{分钟}" in action.text()).trigger()
    assert answer.textCursor().selectedText() == "{分钟}"
    assert [mark.kind for mark in answer.marks()] == [WordKind.GAP]
    type_text(answer, "8")
    assert answer.value().startswith("对不起，由于查询需要 8 分钟的时间")
    assert answer.marks() == ()


@pytest.mark.req("R127")
def test_a_log_text_is_never_held_up(qtbot: QtBot, session: Session) -> None:
    log = field(qtbot, session, TextPurpose.LOG)
    log.set_value("客户蛮不讲理")
    assert [mark.kind for mark in log.marks()] == [WordKind.PERSONAL]
    assert log.problem() is None
    assert log.value() == "客户蛮不讲理"


def test_an_empty_field_is_left_in_peace(qtbot: QtBot, session: Session) -> None:
    report = field(qtbot, session)
    assert report.marks() == ()
    assert report.accessibleDescription() == ""


def test_a_file_that_is_away_does_not_stop_anybody_from_typing(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise Refused(msg("The file is away."))

    report = field(qtbot, session)
    monkeypatch.setattr(session.desk.wording, "rules", away)
    type_text(report, "老鼠")
    report.check_now()
    assert report.value() == "老鼠"
