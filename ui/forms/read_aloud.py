"""A sentence to be read aloud on the telephone: large, and copied with one click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon, pixmap
from ui.language import tr
from ui.theme import GRID, color, heading_font


class ReadAloud(QFrame):
    """Shows what to say now, and under it a quiet word for us alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._sentence = QLabel()
        self._sentence.setFont(heading_font(1.35))
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMinimumHeight(self._sentence.fontMetrics().lineSpacing() * 2)
        self._tip = QLabel()
        self._tip.setWordWrap(True)
        self._tip.setTextFormat(Qt.TextFormat.PlainText)
        self._copy = QPushButton(tr("Copy"))
        self._copy.setIcon(icon("copy"))
        self._copy.setAutoDefault(False)
        self._copy.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._copy.setAccessibleName(tr("Copy the sentence"))
        self._copy.clicked.connect(self.copy)
        self._lay_out()

    def set_text(self, sentence: str) -> None:
        """Show what to say."""
        self._sentence.setText(sentence)
        self.setAccessibleName(tr("Say: {sentence}", sentence=sentence))

    def set_tip(self, tip: str, token: str = "muted") -> None:  # noqa: S107 - a colour, no secret
        """Show a word for us alone, nothing to hide it."""
        self._tip.setText(tip)
        self._tip.setStyleSheet(f"color: {color(token).name()}")
        self._tip.setVisible(bool(tip))

    def text(self) -> str:
        """Return what is to be said."""
        return self._sentence.text()

    def tip(self) -> str:
        """Return the word for us alone."""
        return self._tip.text()

    def copy(self) -> None:
        """Put the sentence on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def _lay_out(self) -> None:
        sign = QLabel()
        sign.setPixmap(pixmap("message-square-warning", "accent", 20))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self._tip)
