"""A complaint while the telephone is in the other hand: from the first ring to the promise, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.commitments import Commitment
from branchdesk.domain.complaints import Complaint, Stage
from tests.ui.branch import TODAY, small_branch
from tests.ui.samples import type_text
from ui.app import App, Wishes
from ui.forms.complaint import ComplaintDialog
from ui.forms.talk import TalkDialog
from ui.main_window import MainWindow
from ui.operations import settled
from ui.settings import Settings
from ui.theme import install_fonts

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    install_fonts(qapp)
    small_branch(tmp_path).close()
    settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    settings.language = "zh_CN"
    app = App(settings, Wishes(tmp_path / "small.branchdesk", "", TODAY, None, throw_away=True))
    app.start()
    made = app.window
    assert made is not None
    made.activateWindow()
    qtbot.waitUntil(settled)
    yield made
    qtbot.waitUntil(settled)
    made.close()
    made.session.desk.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


class Hand:
    """One hand on the keyboard of one window."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        where = QApplication.activePopupWidget() or self.focused()
        QTest.keyClick(where, key, held)
        self.qtbot.waitUntil(settled)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        where = self.focused()
        if text.isascii():
            QTest.keyClicks(where, text)
        else:
            type_text(where, text)

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def close_suggestions(self) -> None:
        """Close what a screen closes by itself when one goes on."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def tab_to(self, field: QWidget) -> None:
        for _ in range(30):
            now = self.focused()
            if now is field or field.isAncestorOf(now):
                return
            self.press(Key.Key_Tab)
        raise AssertionError("Tab does not reach it")


def opened(window: QWidget, kind: type[QWidget], qtbot: QtBot) -> QWidget:
    def found() -> list[QWidget]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


@pytest.mark.req("D18")
@pytest.mark.req("R086")
@pytest.mark.req("R104")
def test_from_the_first_ring_to_the_promise(window: MainWindow, qtbot: QtBot) -> None:
    Hand(window, qtbot).press(Key.Key_F9)
    dialog = opened(window, ComplaintDialog, qtbot)
    assert isinstance(dialog, ComplaintDialog)
    hand = Hand(dialog, qtbot)
    hand.type("13812345678")
    hand.press(Key.Key_Tab)
    hand.tab_to(dialog.form.field("text"))
    hand.type("后厨又有蟑螂")
    hand.press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hand.press(Key.Key_Return, CTRL | SHIFT)

    talk = opened(window, TalkDialog, qtbot)
    assert isinstance(talk, TalkDialog)
    hand = Hand(talk, qtbot)
    fields: Callable[[Stage, str], QWidget] = lambda stage, key: talk.form(stage).field(key)  # noqa: E731
    assert talk.aloud().text().startswith("欧阳经理您好")
    hand.tab_to(fields(Stage.LISTEN, "problem"))
    hand.type("发现蟑螂")
    hand.press(Key.Key_Tab)
    hand.type("冷库门旁")
    hand.press(Key.Key_Right, CTRL)
    assert talk.aloud().text() == "我重复一遍：冷库门旁，发现蟑螂。对吗？"
    hand.tab_to(fields(Stage.RECAP, "agreed"))
    hand.press(Key.Key_Space)
    hand.press(Key.Key_Right, CTRL)
    hand.press(Key.Key_Right, CTRL)
    assert talk.stage is Stage.SOLUTION
    for text in ("今晚返工", "今晚就解决", "周六全面处理", "开业前彻底解决"):
        hand.type(text)
        hand.press(Key.Key_Tab)
    hand.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
    hand.tab_to(fields(Stage.SOLUTION, "consent_by"))
    hand.type("欧阳天民")
    hand.close_suggestions()
    hand.tab_to(fields(Stage.SOLUTION, "promise"))
    hand.type("周六 9 点到场")
    hand.tab_to(fields(Stage.SOLUTION, "due_on"))
    hand.type("11-28")
    hand.press(Key.Key_Right, CTRL)
    hand.press(Key.Key_Right, CTRL)

    reader = window.session.desk.context.reader
    case = reader.find(Complaint)[-1]
    assert (case.reporter, case.stage, case.answer) == (
        "欧阳天民",
        Stage.FOLLOW_UP,
        "周六全面处理 · 周六 9 点到场",
    )
    assert [one.text for one in reader.find(Commitment, complaint_id=case.id)] == ["周六 9 点到场"]
    assert list(window.session.desk.case_flow.stamps(case.id)) == list(Stage)[:5]
