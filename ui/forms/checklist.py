"""What is still missing, as a list that ticks itself off while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from ui.icons import pixmap
from ui.language import tr
from ui.theme import GRID

_COLUMNS = 2


class Checklist(QFrame):
    """Shows each gate with a tick or an open circle."""

    def __init__(self, gates: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(4)
        self._gates = tuple(gates)
        self._signs = [QLabel() for _gate in gates]
        for at, gate in enumerate(gates):
            row, column = at // _COLUMNS, at % _COLUMNS * 2
            text = QLabel(gate)
            text.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(self._signs[at], row, column)
            grid.addWidget(text, row, column + 1)
            grid.setColumnStretch(column + 1, 1)

    def set_done(self, done: Sequence[bool]) -> None:
        """Tick off what is done."""
        for sign, ticked in zip(self._signs, done, strict=True):
            sign.setPixmap(pixmap("circle-check" if ticked else "circle", "kept" if ticked else "muted", 16))
        missing = [gate for gate, ticked in zip(self._gates, done, strict=True) if not ticked]
        self.setAccessibleName(
            tr("Still missing: {gates}", gates=missing) if missing else tr("Nothing missing")
        )
