"""A way in steps, drawn as dots on a line: what has happened, what is awaited, what lies ahead (D22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import color, figure_font

DOT = 6
TOP = 12


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
        self.setAccessibleDescription("; ".join(_spoken(step) for step in self._steps))

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
            self._texts(painter, step, QRectF(at * slot, TOP + DOT + 6, slot, self.height()))
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

    def _texts(self, painter: QPainter, step: JourneyStep, room: QRectF) -> None:
        line = self.fontMetrics().height()
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(color("text" if step.done else "muted"))
        painter.drawText(QRectF(room.left() - 6, room.top(), room.width() + 12, line), flags, step.name)
        painter.setPen(color(step.token or "muted"))
        below = QRectF(room.left() - 6, room.top() + line, room.width() + 12, line)
        painter.drawText(below, flags, step.when)


def _spoken(step: JourneyStep) -> str:
    return f"{step.name}: {step.when or '–'}"
