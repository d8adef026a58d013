"""A choice of a few words that one key makes: the digit before the word, or the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from branchdesk.domain.messages import Message
from ui.language import term
from ui.theme import GRID

E = TypeVar("E", bound=Enum)

MOST = 9


class ChoiceRow(QWidget, Generic[E]):
    """All members in view, each with its digit; `picked` tells that a digit (not an arrow) chose one.

    The digit alone answers while the row has the keyboard, Alt and the digit anywhere in the window (not
    with `anywhere=False`, for the second row of a window).
    """

    edited = Signal()
    left = Signal()
    picked = Signal()

    def __init__(
        self, members: Sequence[E], value: E | None = None, *, columns: int = 5, anywhere: bool = True
    ) -> None:
        super().__init__()
        self._members = tuple(members[:MOST])
        self._group = QButtonGroup(self)
        self._lay_out(columns)
        if anywhere:
            self._answer_anywhere()
        self.set_value(value)
        self._group.idClicked.connect(lambda _id: self.edited.emit())
        self._group.idToggled.connect(self._toggled)

    def value(self) -> E | None:
        """Return the member that is chosen."""
        at = self._group.checkedId()
        return self._members[at] if at >= 0 else None

    def set_value(self, value: E | None) -> None:
        """Choose a member."""
        if value in self._members:
            button = self._group.button(self._members.index(value))
            button.setChecked(True)
            self.setFocusProxy(button)
        else:
            self._uncheck()
            self.setFocusProxy(self._group.button(0))

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit."""
        digit = event.text()
        if digit.isdecimal() and 1 <= int(digit) <= len(self._members):
            self._pick(int(digit) - 1)
        else:
            super().keyPressEvent(event)

    def _uncheck(self) -> None:
        chosen = self._group.checkedButton()
        if chosen is not None:
            self._group.setExclusive(False)
            chosen.setChecked(False)
            self._group.setExclusive(True)

    def _pick(self, at: int) -> None:
        self.set_value(self._members[at])
        self.edited.emit()
        self.picked.emit()

    def _toggled(self, at: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self._group.button(at))
            self.edited.emit()

    def _lay_out(self, columns: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(0)
        for at, member in enumerate(self._members):
            button = QRadioButton(f"{at + 1}  {term(member)}")
            button.setAccessibleName(term(member))
            self._group.addButton(button, at)
            grid.addWidget(button, at // columns, at % columns)
        grid.setColumnStretch(columns, 1)

    def _answer_anywhere(self) -> None:
        for at in range(len(self._members)):
            shortcut = QShortcut(QKeySequence(f"Alt+{at + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda at=at: self._pick(at))
