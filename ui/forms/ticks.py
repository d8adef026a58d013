"""Several words of which any number may hold."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from branchdesk.domain.messages import Message
from ui.language import term
from ui.theme import GRID

E = TypeVar("E", bound=Enum)


class TicksField(QWidget, Generic[E]):
    """One tick box for each member of an enum."""

    edited = Signal()
    left = Signal()

    def __init__(self, members: Sequence[E], *, columns: int = 4) -> None:
        super().__init__()
        self._boxes = {member: QCheckBox(term(member)) for member in members}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(0)
        for at, box in enumerate(self._boxes.values()):
            grid.addWidget(box, at // columns, at % columns)
            box.clicked.connect(lambda _checked: self.edited.emit())
        grid.setColumnStretch(columns, 1)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[E, ...]:
        """Return the members that are ticked."""
        return tuple(member for member, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[E]) -> None:
        """Tick these members and no others."""
        for member, box in self._boxes.items():
            box.setChecked(member in value)

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None
