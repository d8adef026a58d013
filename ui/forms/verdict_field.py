"""A yes or no that has not been decided until somebody does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from branchdesk.domain.messages import Message
from ui.theme import GRID


class VerdictField(QWidget):
    """Two words side by side; None while neither is chosen."""

    edited = Signal()
    left = Signal()

    def __init__(self, yes: str, no: str) -> None:
        super().__init__()
        self._yes, self._no = QRadioButton(yes), QRadioButton(no)
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID * 2)
        for button in (self._yes, self._no):
            group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.setFocusProxy(self._yes)
        group.buttonToggled.connect(self._toggled)

    def value(self) -> bool | None:
        """Return the decision."""
        if self._yes.isChecked():
            return True
        return False if self._no.isChecked() else None

    def set_value(self, value: bool | None) -> None:
        """Show a decision; an undecided field can be decided but not the other way round."""
        if value is not None:
            (self._yes if value else self._no).setChecked(True)

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None

    def _toggled(self, button: QRadioButton, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.edited.emit()
