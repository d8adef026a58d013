"""How a month is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.calendar_view.items import CalendarItem, DayKind, DayMark
from ui.calendar_view.month_layout import HEAD, NUMBER, DayCell
from ui.icons import pixmap
from ui.language import trn, words
from ui.theme import color, figure_font

MONDAY = date(2026, 1, 5)
NARROW = 120
"""Pixels under which a chip has room for the name or the time: who is visited says more."""


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


class MonthPainter:
    """Draws cells and chips; remembers how texts were shortened for the present width."""

    def __init__(self, base: QFont) -> None:
        self._shortened: dict[tuple[str, int], str] = {}
        self.take_font(base)

    def take_font(self, base: QFont) -> None:
        """Draw in another font."""
        self._base = QFont(base)
        self._small = figure_font(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.92)
        self._struck = QFont(self._small)
        self._struck.setStrikeOut(True)
        self._strong = QFont(base)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self._small)
        self._shortened.clear()

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

    def chip(self, painter: QPainter, item: CalendarItem, rect: QRect, *, chosen: bool) -> None:
        """Draw one item: ground and bar of its state, icon, time, title."""
        ground, accent = color(f"{item.token}_soft"), color(item.token)
        painter.setPen(QPen(color("accent"), 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(rect.left() + 2, rect.top() + 4, 3, rect.height() - 8, accent)
        left = rect.left() + 9
        if item.icon:
            painter.drawPixmap(
                left, rect.top() + (rect.height() - 12) // 2, pixmap(item.icon, item.token, 12)
            )
            left += 16
        painter.setFont(self._small)
        wide = rect.width() >= NARROW
        if item.time and wide:
            painter.setPen(accent)
            left = (
                self._put(painter, item.time, QRect(left, rect.top(), rect.right() - left - 2, rect.height()))
                + 6
            )
        painter.setPen(color("muted" if item.struck else "text"))
        painter.setFont(self._struck if item.struck else self._small)
        # Where there is no room for the place too, the customer's name alone stands there whole.
        title = item.title if wide else item.title.partition(" · ")[0]
        self._put(painter, title, QRect(left, rect.top(), rect.right() - left - 3, rect.height()))

    def ghost(self, painter: QPainter, item: CalendarItem, at: QPoint, width: int) -> None:
        """Draw the chip that hangs on the mouse."""
        rect = QRect(at.x() - 16, at.y() - 10, width, 20)
        painter.fillRect(rect, color("surface"))
        self.chip(painter, item, rect, chosen=True)

    def _put(self, painter: QPainter, text: str, room: QRect) -> int:
        if room.width() < 8:
            return room.left()
        key = (text, room.width())
        short = self._shortened.get(key)
        if short is None:
            if len(self._shortened) > 5_000:
                self._shortened.clear()
            short = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            self._shortened[key] = short
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
        return room.left() + self._metrics.horizontalAdvance(short)

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
        token = "late" if mark.kind is DayKind.HOLIDAY else "info"
        line = QRect(cell.rect.left() + 34, cell.rect.top() + 3, cell.rect.width() - 40, NUMBER - 5)
        sign = mark.sign()
        wide = self._metrics.horizontalAdvance(sign) + 8
        badge = QRect(line.right() - wide + 1, line.top() + 2, wide, line.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{token}_soft"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(self._small)
        painter.setPen(color(token if inside else "muted"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, sign)
        self._put(painter, mark.name, line.adjusted(0, 0, -wide - 4, 0))

    def _frame(self, painter: QPainter, rect: QRect, *, strong: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("accent"), 2 if strong else 1))
        inset = 1.0 if strong else 0.5
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset - 1, -inset - 1), 4, 4)
