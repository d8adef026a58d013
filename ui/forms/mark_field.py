"""A mark from 1 to 5, given by one key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QWidget

from branchdesk.domain.messages import Message
from ui.theme import GRID

MOST = 5


class MarkField(QWidget):
    """Five choices beside each other, with what the ends mean; a digit or the arrow keys choose."""

    edited = Signal()
    left = Signal()

    def __init__(self, value: int | None = None, *, low: str = "", high: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self._end(row, low)
        for mark in range(1, MOST + 1):
            button = QRadioButton(str(mark))
            self._group.addButton(button, mark)
            row.addWidget(button)
        self._end(row, high)
        row.addStretch(1)
        self.set_value(value)
        self._group.idToggled.connect(lambda _id, on: self.edited.emit() if on else None)

    def value(self) -> int | None:
        """Return the mark, None while none is given."""
        mark = self._group.checkedId()
        return mark if mark > 0 else None

    def set_value(self, value: int | None) -> None:
        """Show a mark."""
        if value:
            self._group.button(value).setChecked(True)
        self.setFocusProxy(self._group.button(value or 1))

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit."""
        if event.text() in tuple("12345"):
            self.set_value(int(event.text()))
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _end(row: QHBoxLayout, text: str) -> None:
        if text:
            label = QLabel(text)
            label.setProperty("role", "muted")
            row.addWidget(label)
