"""The language in which one writes to somebody (D33)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from branchdesk.domain.messages import Message
from branchdesk.language import LANGUAGE_NAMES
from ui.language import tr
from ui.widgets.choice import QuietCombo


class LanguageField(QuietCombo):
    """A box with the languages of the program; the first line is the branch's own."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.addItem(tr("as the branch"), "")
        for code, name in LANGUAGE_NAMES.items():
            self.addItem(name, code)
        self.currentIndexChanged.connect(lambda _at: self.edited.emit())

    def value(self) -> str:
        """Return the code of the language, empty for the branch's own."""
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        """Choose a language."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None
