"""Ways to solve it, side by side with why they are good, one of them chosen (R104)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from branchdesk.domain.case_talk import CaseOption
from branchdesk.domain.messages import Message
from ui.language import tr
from ui.theme import GRID
from ui.widgets.fields import TextField

ROWS = 3


class OptionsField(QWidget):
    """Three lines: what we could do, and why it is good for the customer; a dot marks what they chose."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._texts = [TextField(longest=500) for _row in range(ROWS)]
        self._whys = [TextField(longest=500) for _row in range(ROWS)]
        self._lay_out()
        self.setFocusProxy(self._texts[0])

    def value(self) -> tuple[CaseOption, ...]:
        """Return the ways that are written down, in their order."""
        found: list[CaseOption] = []
        for row, (text, why) in enumerate(zip(self._texts, self._whys, strict=True)):
            if text.value():
                chosen = self._group.checkedId() == row
                place = len(found) + 1
                found.append(CaseOption(place=place, text=text.value(), why=why.value(), chosen=chosen))
        return tuple(found)

    def set_value(self, value: Sequence[CaseOption]) -> None:
        """Show ways."""
        for row in range(ROWS):
            option = value[row] if row < len(value) else CaseOption()
            self._texts[row].set_value(option.text)
            self._whys[row].set_value(option.why)
            self._group.button(row).setChecked(option.chosen)

    def choose(self, place: int) -> None:
        """Mark the way with this number."""
        self._group.button(place - 1).setChecked(True)
        self.edited.emit()

    def problem(self) -> Message | None:
        """Say what is wrong: what is missing is asked for when one goes on."""
        return None

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(4)
        for column, title in enumerate((tr("What we could do"), tr("Why it is good for them")), start=1):
            head = QLabel(title)
            head.setProperty("role", "muted")
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, 1)
        for row in range(ROWS):
            button = QRadioButton(str(row + 1))
            button.setAccessibleName(tr("Way {n} was chosen", n=row + 1))
            button.setToolTip(tr("The customer chose this way"))
            self._group.addButton(button, row)
            keys = QKeySequence(f"Alt+{row + 1}")
            button.setToolTip(f"{button.toolTip()} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
            QShortcut(keys, self).activated.connect(lambda place=row + 1: self.choose(place))
            self._texts[row].setAccessibleName(tr("Way {n}", n=row + 1))
            self._whys[row].setAccessibleName(tr("Why way {n} is good", n=row + 1))
            grid.addWidget(button, row + 1, 0)
            grid.addWidget(self._texts[row], row + 1, 1)
            grid.addWidget(self._whys[row], row + 1, 2)
            for field in (self._texts[row], self._whys[row]):
                field.edited.connect(self.edited)
                field.left.connect(self.left)
        self._group.idClicked.connect(lambda _id: self.edited.emit())
