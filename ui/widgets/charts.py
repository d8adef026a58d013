"""Small charts: bars, one stacked bar, a line. Every value is written, also for those who cannot see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import color, figure_font

Number = int | Decimal
Write = Callable[[Number], str]


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart: its label, and the token of its colour."""

    label: str
    value: Number
    token: str = "accent"  # noqa: S105 - a colour, no secret


class Chart(QWidget):
    """Base of the charts: a title for the screen reader, points, and how a value is written."""

    def __init__(self, title: str, write: Write = str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._write = write
        self.setAccessibleName(title)
        self.setFont(figure_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_points(self, points: Sequence[Point]) -> None:
        """Draw other values."""
        self._points = tuple(points)
        self.setAccessibleDescription(
            "; ".join(f"{point.label}: {self._write(point.value)}" for point in self._points)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a small picture."""
        return QSize(360, 180)

    def minimumSizeHint(self) -> QSize:
        """Need half of it."""
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._points:
            self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draw the points; override."""
        raise NotImplementedError

    def _highest(self) -> float:
        return max(1.0, *(float(point.value) for point in self._points))

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 4

    def _widest_label(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(point.label) for point in self._points) + 8

    def _labels(self, painter: QPainter, slot: float, top: int, rows: int = 1) -> None:
        """Write the labels under slots of equal width, row by row in turn, leaving out what would collide."""
        every = max(1, -(-self._widest_label() // max(1, int(slot * rows))))
        painter.setPen(color("muted"))
        last = len(self._points) - 1
        for at, point in enumerate(self._points):
            if (last - at) % every == 0:
                down = at % rows * self._line_height() if every == 1 else 0
                self._centred(painter, point.label, (at + 0.5) * slot, top + down)

    def _centred(self, painter: QPainter, text: str, middle: float, top: float) -> None:
        """Write over or under a place, but never beyond the edges."""
        wide = self.fontMetrics().horizontalAdvance(text) + 4
        left = max(0.0, min(middle - wide / 2, self.width() - wide))
        painter.drawText(QRectF(left, top, wide, self._line_height()), Qt.AlignmentFlag.AlignCenter, text)


class BarChart(Chart):
    """Upright bars with their values on top."""

    def _label_rows(self) -> int:
        return 1

    def draw(self, painter: QPainter) -> None:
        """Draw bars, values and labels."""
        line, rows = self._line_height(), self._label_rows()
        ground = self.height() - line * rows
        slot = self.width() / len(self._points)
        for at, point in enumerate(self._points):
            high = max(0.0, float(point.value)) / self._highest() * (ground - line)
            wide = min(48.0, slot * 0.6)
            bar = QRectF(at * slot + (slot - wide) / 2, ground - high, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(point.token))
            painter.drawRoundedRect(bar, 3, 3)
            text = self._write(point.value)
            if self.fontMetrics().horizontalAdvance(text) <= slot * 1.1:
                painter.setPen(color("text"))
                self._centred(painter, text, bar.center().x(), bar.top() - line)
        painter.fillRect(0, ground, self.width(), 1, color("border"))
        self._labels(painter, slot, ground, rows)


class LineChart(Chart):
    """Points joined by a line; first, last, highest and lowest are written."""

    def draw(self, painter: QPainter) -> None:
        """Draw the line and its labels."""
        line = self._line_height()
        ground = self.height() - line
        slot = self.width() / len(self._points)
        low = min(0.0, *(float(point.value) for point in self._points), 0.0)
        span = self._highest() - low
        places = [
            QPointF((at + 0.5) * slot, ground - 4 - (float(point.value) - low) / span * (ground - line - 8))
            for at, point in enumerate(self._points)
        ]
        painter.fillRect(0, ground, self.width(), 1, color("border"))
        painter.setPen(QPen(color("accent"), 2))
        painter.drawPolyline(QPolygonF(places))
        self._dots(painter, places)
        self._labels(painter, slot, ground)

    def _dots(self, painter: QPainter, places: list[QPointF]) -> None:
        values = [point.value for point in self._points]
        written = {0, len(values) - 1, values.index(max(values)), values.index(min(values))}
        for at, (place, point) in enumerate(zip(places, self._points, strict=True)):
            painter.setPen(QPen(color("surface"), 2))
            painter.setBrush(color("accent"))
            painter.drawEllipse(place, 4, 4)
            if at in written:
                painter.setPen(color("text"))
                self._centred(
                    painter, self._write(point.value), place.x(), place.y() - self._line_height() - 4
                )


class StackedBar(Chart):
    """One bar in parts, such as the aging of what is owed, with a legend that carries the values."""

    BAR = 20
    LINE = 24

    def sizeHint(self) -> QSize:
        """Ask for the bar and two columns of legend."""
        return QSize(360, self.BAR + 12 + self.LINE * -(-len(self._points) // 2))

    def draw(self, painter: QPainter) -> None:
        """Draw the parts and the legend."""
        total = sum(max(0.0, float(point.value)) for point in self._points)
        left = 0.0
        for point in self._points:
            wide = max(0.0, float(point.value)) / total * self.width() if total else 0.0
            if wide > 0:
                painter.fillRect(QRectF(left, 0, max(1.0, wide - 1), self.BAR), color(point.token))
            left += wide
        if not total:
            painter.fillRect(QRect(0, 0, self.width(), self.BAR), color("border_soft"))
        for at, point in enumerate(self._points):
            self._legend(painter, at, point)

    def _legend(self, painter: QPainter, at: int, point: Point) -> None:
        half = self.width() // 2
        box = QRect(at % 2 * half, self.BAR + 12 + at // 2 * self.LINE, half - 16, self.LINE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(point.token))
        painter.drawRoundedRect(QRectF(box.left(), box.top() + 6, 12, 12), 3, 3)
        painter.setPen(color("muted"))
        painter.drawText(box.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, point.label)
        painter.setPen(color("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, flags, self._write(point.value))
