"""Bars with a line over them: a Pareto chart, or a month's count beside its moving mean."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.theme import color
from ui.widgets.charts import BarChart, Number, Point, Write

_DOT = 3


class BarsAndLine(BarChart):
    """A bar chart with a second value for each bar, drawn as a line on a scale of its own or the bars'."""

    def __init__(
        self,
        title: str,
        line_name: str,
        *,
        line_top: Number | None = None,
        write: Write = str,
        named: bool = False,
    ) -> None:
        super().__init__(title, write)
        self._named = named  # every bar has a name of its own, which must be read
        self._line_name = line_name
        self._line_top = line_top
        self._line: tuple[Decimal | None, ...] = ()

    def set_values(self, points: Sequence[Point], line: Sequence[Decimal | None]) -> None:
        """Draw other bars and, for each, its place on the line; None leaves a gap."""
        self._line = tuple(line)
        self.set_points(points)
        said = "; ".join(
            f"{point.label}: {value}" for point, value in zip(points, line, strict=True) if value is not None
        )
        self.setAccessibleDescription(f"{self.accessibleDescription()}. {self._line_name}: {said}")

    def sizeHint(self) -> QSize:
        """Ask for room for both."""
        return QSize(420, 240)

    def draw(self, painter: QPainter) -> None:
        """Draw the bars, then the line over them."""
        super().draw(painter)
        painter.setPen(QPen(color("soon"), 2))
        for run in self._runs():
            painter.drawPolyline(QPolygonF(run))
        painter.setBrush(color("soon"))
        painter.setPen(Qt.PenStyle.NoPen)
        for run in self._runs():
            for place in run:
                painter.drawEllipse(place, _DOT, _DOT)

    def _label_rows(self) -> int:
        """Write long names on two rows rather than only every second one."""
        slot = self.width() / max(len(self._points), 1)
        return 2 if self._named and self._widest_label() > slot else 1

    def _highest(self) -> float:
        """Leave room for the line where both share a scale."""
        if self._line_top is not None:
            return super()._highest()
        return max(super()._highest(), *(float(value) for value in self._line if value is not None), 1.0)

    def _runs(self) -> list[list[QPointF]]:
        """Return the parts of the line between its gaps."""
        runs: list[list[QPointF]] = [[]]
        slot = self.width() / max(len(self._points), 1)
        for at, value in enumerate(self._line):
            if value is None:
                runs.append([])
            else:
                runs[-1].append(QPointF((at + 0.5) * slot, self._height_of(value)))
        return [run for run in runs if run]

    def _height_of(self, value: Decimal) -> float:
        line = self._line_height()
        ground = self.height() - line * self._label_rows()
        top = float(self._line_top) if self._line_top is not None else self._highest()
        return ground - float(value) / top * (ground - line)
