"""A sentence that stands among the fields of a form because it follows from them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from branchdesk.domain.messages import Message
from ui.theme import ROW_HEIGHT, color


class SayField(QLabel):
    """Shows a sentence in the colour of a state; nothing can be typed into it."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setMinimumHeight(ROW_HEIGHT)

    def say(self, text: str, token: str = "muted") -> None:  # noqa: S107 - a colour, no secret
        """Show a sentence."""
        self.setText(text)
        self.setStyleSheet(f"color: {color(token).name()}")

    def value(self) -> str:
        """Return nothing: a sentence is no value of the form."""
        return ""

    def set_value(self, value: str) -> None:
        """Take nothing, as nothing can be typed."""
        del value

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None
