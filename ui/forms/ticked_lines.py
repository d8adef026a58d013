"""Lines of which any number may be ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from branchdesk.domain.messages import Message


class TickedLines(QWidget):
    """One tick box for each record, with its own words."""

    edited = Signal()
    left = Signal()

    def __init__(self, lines: Mapping[int, str]) -> None:
        super().__init__()
        self._boxes = {key: QCheckBox(text) for key, text in lines.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box in self._boxes.values():
            box.clicked.connect(lambda _checked: self.edited.emit())
            column.addWidget(box)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[int, ...]:
        """Return the ids of the lines that are ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[int]) -> None:
        """Tick these lines and no others."""
        for key, box in self._boxes.items():
            box.setChecked(key in value)

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None
