"""How a month is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.calendar_view.chip_painter import ChipPainter
from ui.calendar_view.items import DayKind, DayMark
from ui.calendar_view.month_layout import HEAD, NUMBER, DayCell
from ui.language import trn, words
from ui.theme import color

MONDAY = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Looks:
    """What, besides the items, decides how the cells look."""

    month: int
    today: date
    selected: date
    chosen: object | None
    focused: bool
    target: date | None
    marks: dict[date, DayMark]


class MonthPainter(ChipPainter):
    """Draws cells and their chips."""

    def weekdays(self, painter: QPainter, width: int) -> None:
        """Draw the names of the weekdays over the columns."""
        painter.fillRect(0, 0, width, HEAD, color("raised"))
        painter.setFont(self._small)
        painter.setPen(color("muted"))
        for at in range(7):
            left, right = width * at // 7, width * (at + 1) // 7
            name = words().weekday(MONDAY.replace(day=MONDAY.day + at))
            painter.drawText(QRect(left, 0, right - left, HEAD), Qt.AlignmentFlag.AlignCenter, name)
        painter.fillRect(0, HEAD - 1, width, 1, color("border"))

    def cell(self, painter: QPainter, cell: DayCell, looks: Looks) -> None:
        """Draw one day with its chips."""
        mark = looks.marks.get(cell.day)
        painter.fillRect(cell.rect, self._ground(cell.day, mark, looks))
        painter.fillRect(cell.rect.right(), cell.rect.top(), 1, cell.rect.height(), color("border_soft"))
        painter.fillRect(cell.rect.left(), cell.rect.bottom(), cell.rect.width(), 1, color("border_soft"))
        self._number(painter, cell, looks)
        if mark is not None:
            self._mark(painter, cell, mark, inside=cell.day.month == looks.month)
        for chip in cell.chips:
            chosen = looks.focused and cell.day == looks.selected and chip.item.id == looks.chosen
            self.chip(painter, chip.item, chip.rect, chosen=chosen)
        if cell.hidden:
            painter.setFont(self._small)
            painter.setPen(color("accent"))
            text = trn("+{n} more", "+{n} more", cell.hidden)
            painter.drawText(cell.more.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if cell.day == looks.selected:
            self._frame(painter, cell.rect, strong=looks.focused and looks.chosen is None)

    def _ground(self, day: date, mark: DayMark | None, looks: Looks) -> QColor:
        if day == looks.target:
            return color("selection")
        if day.month != looks.month:
            return color("background")
        free = day.weekday() >= 5 if mark is None else mark.kind is DayKind.HOLIDAY
        return color("raised") if free else color("surface")

    def _number(self, painter: QPainter, cell: DayCell, looks: Looks) -> None:
        box = QRect(cell.rect.left() + 6, cell.rect.top() + 3, 22, NUMBER - 5)
        painter.setFont(self._strong if cell.day == looks.today else self._base)
        if cell.day == looks.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(QRectF(box.center().x() - 10.5, box.center().y() - 10.5, 22, 22))
            painter.setPen(color("on_accent"))
        else:
            painter.setPen(color("text") if cell.day.month == looks.month else color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(cell.day.day))

    def _mark(self, painter: QPainter, cell: DayCell, mark: DayMark, *, inside: bool) -> None:
        line = QRect(cell.rect.left() + 34, cell.rect.top() + 3, cell.rect.width() - 40, NUMBER - 5)
        self.put(painter, mark.name, self.sign(painter, mark, line, muted=not inside))

    def _frame(self, painter: QPainter, rect: QRect, *, strong: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("accent"), 2 if strong else 1))
        inset = 1.0 if strong else 0.5
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset - 1, -inset - 1), 4, 4)
