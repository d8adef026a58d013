"""A way in steps, drawn as dots on a line: what has happened, what is awaited, what lies ahead (D22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import color, figure_font

DOT = 6
TOP = 12
GAP = 4
"""Kept free between two labels."""
_CLOSER = 1.18
"""How much too wide a label may be and still be written closer instead of cut."""


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One step: its name, a date or a word under it, whether it is done, and the colour of a state if any."""

    name: str
    when: str = ""
    done: bool = False
    token: str = ""


class JourneyBar(QWidget):
    """Draws the steps from left to right; the whole way is its accessible text."""

    def __init__(self, title: str, steps: Sequence[JourneyStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(figure_font(self.font()))
        self.setAccessibleName(title)
        whole = [_spoken(step) for step in self._steps]
        self.setAccessibleDescription("; ".join(whole))
        self.setToolTip("\n".join(whole))

    def sizeHint(self) -> QSize:
        """Ask for the dots and two lines of text."""
        return QSize(320, TOP + DOT + 8 + 2 * self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, dots, names and dates."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slot = self.width() / max(len(self._steps), 1)
        for at, step in enumerate(self._steps):
            middle = (at + 0.5) * slot
            if at:
                self._line(painter, middle - slot, middle, done=step.done and self._steps[at - 1].done)
            self._texts(painter, at, slot)
        for at, step in enumerate(self._steps):
            self._dot(painter, step, QPointF((at + 0.5) * slot, TOP))
        painter.end()

    def _line(self, painter: QPainter, left: float, right: float, *, done: bool) -> None:
        painter.setPen(QPen(color("accent" if done else "border"), 2))
        painter.drawLine(QPointF(left + DOT + 3, TOP), QPointF(right - DOT - 3, TOP))

    def _dot(self, painter: QPainter, step: JourneyStep, middle: QPointF) -> None:
        shade = step.token or ("accent" if step.done else "field_border")
        painter.setPen(QPen(color(shade), 2))
        painter.setBrush(color(shade) if step.done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, DOT, DOT)

    def _texts(self, painter: QPainter, at: int, slot: float) -> None:
        step, line = self._steps[at], self.fontMetrics().height()
        top, middle = TOP + DOT + 6, (at + 0.5) * slot
        for row, text, token in (
            (0, step.name, "text" if step.done else "muted"),
            (1, step.when, step.token or "muted"),
        ):
            half = self._room(at, row, slot)
            _write(painter, QRectF(middle - half, top + row * line, 2 * half, line), text, token)

    def _room(self, at: int, row: int, slot: float) -> float:
        """Return how far a label may reach to either side: a short neighbour lends what it does not need."""
        if at in (0, len(self._steps) - 1):
            return slot / 2
        beside = (self._steps[at - 1], self._steps[at + 1])
        needed = [self.fontMetrics().horizontalAdvance(one.when if row else one.name) / 2 for one in beside]
        return max(slot - GAP - max(needed), slot / 2 - GAP)


def _write(painter: QPainter, room: QRectF, text: str, token: str) -> None:
    """Write a line in its room, a little closer where it must; what still does not fit ends in dots."""
    painter.save()
    painter.setPen(color(token))
    wide = painter.fontMetrics().horizontalAdvance(text)
    if room.width() < wide <= room.width() * _CLOSER:
        font = QFont(painter.font())
        font.setStretch(int(100 * room.width() / wide) - 1)
        painter.setFont(font)
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, ceil(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, short)
    painter.restore()


def _spoken(step: JourneyStep) -> str:
    return f"{step.name}: {step.when or '–'}"
