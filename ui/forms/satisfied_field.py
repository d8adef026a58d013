"""How satisfied somebody is, in words with their mark: one digit answers (R120)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from branchdesk.domain.judgement import Satisfaction
from branchdesk.domain.messages import Message
from ui.forms.choice_row import ChoiceRow


class SatisfiedField(QWidget):
    """A mark from 1 to 5; None while nobody was asked."""

    edited = Signal()
    left = Signal()

    def __init__(self, value: int | None = None) -> None:
        super().__init__()
        self._row: ChoiceRow[Satisfaction] = ChoiceRow(tuple(Satisfaction), columns=5, anywhere=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self.setFocusProxy(self._row)
        self._row.edited.connect(self.edited)
        self._row.left.connect(self.left)
        self.set_value(value)

    def value(self) -> int | None:
        """Return the mark."""
        chosen = self._row.value()
        return None if chosen is None else int(chosen)

    def set_value(self, value: int | None) -> None:
        """Show a mark."""
        self._row.set_value(None if value is None else Satisfaction(value))

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None
