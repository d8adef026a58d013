"""The gates of closing: what is passed, what is missing, and a way to each (D21)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from branchdesk.domain.closing_gates import Gate, GateKind
from ui.icons import pixmap
from ui.language import say, term, tr
from ui.theme import GRID, color


class GateList(QFrame):
    """One line for each gate; what is missing stands beside it as a link that goes there."""

    asked = Signal(object)
    """Somebody wants to pass a gate (`GateKind`)."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._shown: tuple[Gate, ...] = ()

    def set_gates(self, gates: Sequence[Gate]) -> None:
        """Show the gates anew."""
        if self._shown == tuple(gates):
            return
        self._shown = tuple(gates)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, gate in enumerate(gates):
            for column, widget in enumerate(self._line(gate)):
                self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        missing = [term(gate.kind) for gate in gates if not gate.passed]
        name = tr("Still missing: {gates}", gates=missing) if missing else tr("Nothing missing")
        self.setAccessibleName(name)

    def gates(self) -> tuple[Gate, ...]:
        """Return what is shown."""
        return self._shown

    def _line(self, gate: Gate) -> tuple[QWidget, QWidget, QWidget]:
        sign = QLabel()
        name = "circle-check" if gate.passed else "circle"
        sign.setPixmap(pixmap(name, "kept" if gate.passed else "soon", 16))
        title = QLabel(term(gate.kind))
        return sign, title, self._missing(gate)

    def _missing(self, gate: Gate) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        if gate.missing is None:
            return label
        shade = color("accent").name()
        text = escape(say(gate.missing))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(f'<a style="color:{shade}; text-decoration:none" href="{gate.kind.value}">{text}</a>')
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.setAccessibleName(say(gate.missing))
        label.linkActivated.connect(lambda kind: self.asked.emit(GateKind(kind)))
        return label
