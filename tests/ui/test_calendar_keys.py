"""In the real window the keys of the calendar answer in every one of its views."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk.domain.list_query import ListKind, ListQuery
from tests.ui.branch import TODAY
from tests.ui.test_shortcuts import window
from ui.forms.interaction import InteractionDialog
from ui.main_window import MainWindow
from ui.operations import settled
from ui.session import Link
from ui.tabs.calendar_bar import View

__all__ = ["window"]  # the fixture
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def calendar(window: MainWindow, qtbot: QtBot) -> Any:
    window.show()
    window.go_to_tab(0)
    window.activateWindow()
    qtbot.waitUntil(settled)
    return window.current_tab


@pytest.mark.parametrize("at", range(6))
def test_ctrl_and_a_number_shows_a_view(window: MainWindow, calendar: Any, at: int) -> None:
    calendar.take_focus()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key(Qt.Key.Key_1 + at), CTRL)
    assert calendar.pages.view is list(View)[at]


@pytest.mark.parametrize("view", list(View))
def test_space_logs_a_call_about_the_chosen_visit(
    window: MainWindow, calendar: Any, view: View, qtbot: QtBot
) -> None:
    visit_id = window.session.desk.lists.ids(ListQuery(ListKind.VISITS, since=TODAY, until=TODAY))[0]
    calendar.show_view(view)
    window.follow(Link("visit", visit_id))
    calendar.take_focus()
    assert calendar.current_record() == visit_id
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(calendar.findChildren(InteractionDialog)))
    calendar.findChildren(InteractionDialog)[0].close()


def test_the_pool_is_one_key_away(window: MainWindow, calendar: Any) -> None:
    calendar.take_focus()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_B, CTRL)
    assert QApplication.focusWidget() is calendar.pool.list
