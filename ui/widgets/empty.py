"""Empty places that teach: a picture, one sentence, one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import GRID


class EmptyState(QWidget):
    """Says why there is nothing to see and what to do about it."""

    def __init__(
        self,
        parent: QWidget | None,
        picture: str,
        sentence: str,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._picture = QLabel()
        self._sentence = QLabel()
        self._sentence.setProperty("role", "muted")
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton()
        self._button.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 3)
        column.setSpacing(GRID * 2)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.set_content(picture, sentence, button, act)

    def set_content(
        self, picture: str, sentence: str, button: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show another icon, sentence and button; without a text there is no button."""
        self._picture.setPixmap(pixmap(picture, "field_border", 40))
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._act = act
        self.setAccessibleName(sentence)

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()
