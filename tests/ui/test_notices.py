from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from tests.ui.samples import settle
from ui import notices
from ui.notices import Notice, NoticeBar, Severity


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    notices._waiting.clear()
    notices._bars.clear()
    made = QMainWindow()
    made.resize(800, 600)
    made.show()
    qtbot.addWidget(made)
    yield made
    made.deleteLater()
    settle()


def test_a_notice_waits_for_the_window(window: QMainWindow) -> None:
    notices.post(Notice("付款已登记"))
    bar = NoticeBar(window)
    assert bar.text() == "付款已登记"


def test_the_button_acts_once_and_the_notice_goes(window: QMainWindow) -> None:
    bar = NoticeBar(window)
    acted: list[int] = []
    notices.post(Notice("付款已登记", "撤消", lambda: acted.append(1), Severity.DONE))
    assert bar._button.isVisible()
    bar._button.click()
    assert acted == [1]
    assert bar.text() == ""


def test_notices_go_by_themselves_but_errors_stay(window: QMainWindow) -> None:
    bar = NoticeBar(window)
    bar.show_notice(Notice("一"))
    assert bar._timer.isActive()
    bar.show_notice(Notice("磁盘已满", severity=Severity.ERROR))
    assert not bar._timer.isActive()
    bar.show_notice(Notice("二"))
    assert bar.text() == "磁盘已满"
    bar._close.click()
    assert bar.text() == "二"
    bar._timer.timeout.emit()
    assert bar.text() == ""


def test_a_notice_stands_at_the_foot_of_the_window(window: QMainWindow) -> None:
    bar = NoticeBar(window)
    bar.show_notice(Notice("很长的通知 " * 40))
    window.resize(600, 500)
    assert window.rect().contains(bar.geometry())
    assert bar.geometry().bottom() > 400


def test_a_notice_is_read_aloud_and_reached_by_keyboard(window: QMainWindow) -> None:
    bar = NoticeBar(window)
    bar.show_notice(Notice("付款已登记", "撤消", lambda: None))
    assert bar.accessibleDescription() == "付款已登记"
    bar.focus_action()
    assert window.focusWidget() is bar._button


def test_a_window_that_is_gone_gets_no_notices() -> None:
    notices._waiting.clear()
    notices._bars.clear()
    gone = QMainWindow()
    NoticeBar(gone)
    gone.deleteLater()
    settle()
    notices.post(Notice("later"))
    assert [notice.text for notice in notices._waiting] == ["later"]
    notices._waiting.clear()
    notices._bars.clear()
