"""The line at the foot of a checked text: what is said about it, accept all, what can be put in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui.icons import icon
from ui.language import trn
from ui.theme import GRID, color
from ui.widgets.elided import ElidedLabel

HEIGHT = 26


class TextStrip(QWidget):
    """Shows the hint at the cursor; its buttons take no keyboard, for the text has keys for them."""

    def __init__(self, parent: QWidget, accept: Callable[[], object]) -> None:
        super().__init__(parent)
        self.hint = ElidedLabel("")
        self.accept = QToolButton()
        self.accept.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.accept.setToolTip("Alt+Shift+Enter")
        self.accept.clicked.connect(accept)
        self.accept.hide()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID // 2, 0, 2, 2)
        self._row.setSpacing(GRID // 2)
        self._row.addWidget(self.hint, 1)
        self._row.addWidget(self.accept)
        self._menus: list[QMenu] = []

    def add_menu(self, text: str, fill: Callable[[QMenu], object]) -> None:
        """Add a button whose menu is filled when it is opened."""
        button = QToolButton()
        button.setText(text)
        button.setIcon(icon("chevron-down"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip("Alt+↓")
        button.setAccessibleName(text)
        button.setStyleSheet("QToolButton { padding: 0 4px; }")
        menu = QMenu(text, button)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: _refill(menu, fill))
        button.setMenu(menu)
        self._menus.append(menu)
        self._row.addWidget(button)

    def menus(self) -> tuple[QMenu, ...]:
        """Return the menus of the buttons."""
        return tuple(self._menus)

    def show_count(self, places: int, suggestions: int) -> None:
        """Say how many places are marked and how many of them can be accepted."""
        self.accept.setVisible(suggestions > 0)
        text = trn("Accept it", "Accept all {n}", suggestions)
        self.accept.setText(text)
        self.accept.setStyleSheet(f"QToolButton {{ padding: 0 6px; color: {color('accent').name()}; }}")
        self.say(counted(places) if places else "")

    def say(self, text: str, token: str = "muted") -> None:  # noqa: S107 - a colour, no secret
        """Show a hint in the colour of its kind."""
        self.hint.setText(text)
        self.hint.setToolTip(f"{text}\nAlt+Enter" if text else "")
        self.hint.setStyleSheet(f"color: {color(token).name()}")


def counted(places: int) -> str:
    """Say how many places there are to look at."""
    return trn("{n} hint", "{n} hints", places)


def _refill(menu: QMenu, fill: Callable[[QMenu], object]) -> None:
    menu.clear()
    fill(menu)
