"""The field in which one filters as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.icons import icon
from ui.language import tr

PAUSE = 120
"""Milliseconds of rest after which the filter follows what was typed."""


class SearchField(QLineEdit):
    """Emits `searched` shortly after the typing rests; Esc clears, Enter searches at once, Down leaves."""

    searched = Signal(str)
    left_downwards = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(200)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sent = ""
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self._send)
        self.textChanged.connect(lambda _text: self._rest.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, send or leave."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._send()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        elif key == Qt.Key.Key_Down:
            self._send()
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        self._rest.stop()
        text = self.text().strip()
        if text != self._sent:
            self._sent = text
            self.searched.emit(text)
