from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery import PIECES


def spoken(widget: QWidget) -> str:
    """Return the name under which a screen reader announces a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def in_reach(root: QWidget) -> list[QWidget]:
    """Return everything visible that takes the keyboard."""
    return [
        widget
        for widget in (root, *root.findChildren(QWidget))
        if widget.isVisibleTo(root)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
    ]


@pytest.mark.parametrize("name", PIECES)
def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, name: str) -> None:
    piece = PIECES[name]()
    qtbot.addWidget(piece)
    piece.setWindowModality(Qt.WindowModality.NonModal)
    piece.show()
    nameless = [type(widget).__name__ for widget in in_reach(piece) if not spoken(widget)]
    assert nameless == []


@pytest.mark.parametrize("name", ["form", "table", "month", "agenda", "hours", "search"])
def test_the_keyboard_reaches_something(qtbot: QtBot, name: str) -> None:
    piece = PIECES[name]()
    qtbot.addWidget(piece)
    piece.show()
    assert in_reach(piece)
