"""How columns with an axis of time are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextOption

from ui.calendar_view.chip_painter import ChipPainter
from ui.calendar_view.items import CalendarItem, DayKind
from ui.calendar_view.time_layout import (
    AXIS,
    DAY,
    FIRST,
    HEAD,
    Block,
    Column,
    More,
    Slot,
    TimeGrid,
)
from ui.icons import pixmap
from ui.language import tr, trn
from ui.theme import color

LINE = 15
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
WORDS = 56
"""Pixels under which a block has no room for a time and a picture in one line."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An item on its way: where it would come to stand, and what is written on it."""

    item: CalendarItem
    slot: Slot
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class TimeLooks:
    """What, besides the items, decides how the columns look."""

    now: datetime
    place: Slot
    chosen: object | None
    focused: bool
    carried: Carried | None


class TimePainter(ChipPainter):
    """Draws head, strip, axis, columns and blocks of a grid; each in the coordinates of its own part."""

    def ground(self, painter: QPainter, grid: TimeGrid, looks: TimeLooks, exposed: QRect) -> None:
        """Draw the columns and the lines of the hours."""
        for at, column in enumerate(grid.columns):
            rect = grid.column_rect(at)
            if not rect.intersects(exposed):
                continue
            painter.fillRect(rect, _ground(column))
            if looks.place.column == at and looks.place.minute is not None and looks.chosen is None:
                painter.fillRect(grid.span_rect(at, looks.place.minute, 30), color("selection"))
            painter.fillRect(rect.right(), 0, 1, rect.height(), color("border_soft"))
        for minute in range(FIRST, grid.last, 60):
            token = "border" if minute == DAY else "border_soft"
            painter.fillRect(0, grid.y_of(minute), grid.width, 1, color(token))

    def block(self, painter: QPainter, block: Block, *, chosen: bool) -> None:
        """Draw one item: its whole window in outline, the work in it filled, and what there is room for."""
        item, rect = block.item, QRectF(block.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        soft, strong = color(f"{item.token}_soft"), color(item.token)
        painter.setBrush(color("surface"))
        painter.setPen(QPen(color("border"), 1))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawRoundedRect(QRectF(block.work).adjusted(1, 1, -1, -1), 3, 3)
        painter.fillRect(block.work.left() + 1, block.work.top() + 2, 3, block.work.height() - 4, strong)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("accent"), 2) if chosen else QPen(strong, 1))
        painter.drawRoundedRect(rect, 4, 4)
        self._texts(painter, item, block.rect)

    def more(self, painter: QPainter, more: More) -> None:
        """Draw the count of what found no lane or row."""
        painter.setPen(QPen(color("border"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(QRectF(more.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._small)
        painter.setPen(color("accent"))
        wide = more.rect.width() > 90
        text = trn("+{n} more", "+{n} more", len(more.items)) if wide else f"+{len(more.items)}"
        painter.drawText(more.rect, _MIDDLE, text)

    def now_line(self, painter: QPainter, grid: TimeGrid, now: datetime) -> None:
        """Draw where the present moment stands, in every column of its day."""
        night = now - timedelta(minutes=FIRST)
        minute = night.hour * 60 + night.minute + FIRST
        for at, column in enumerate(grid.columns):
            if column.day == night.date() and minute < grid.last:
                rect = grid.column_rect(at)
                top = grid.y_of(minute)
                painter.fillRect(rect.left(), top, rect.width(), 2, color("late"))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("late"))
                painter.drawEllipse(QPoint(rect.left() + 1, top + 1), 4, 4)

    def carried(self, painter: QPainter, grid: TimeGrid, carried: Carried) -> None:
        """Draw where an item would come to stand."""
        if carried.slot.minute is None:
            return
        rect = grid.span_rect(carried.slot.column, carried.slot.minute, carried.length)
        painter.setBrush(color("selection"))
        painter.setPen(QPen(color("accent"), 2))
        painter.setOpacity(0.92)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.setOpacity(1)
        painter.setFont(self._small)
        painter.setPen(color("text"))
        room = rect.adjusted(7, 0, -4, 0)
        self.put(painter, carried.text, QRect(room.left(), room.top() + 1, room.width(), LINE))
        if rect.height() >= 2 * LINE + 2:
            below = QRect(room.left(), room.top() + 1 + LINE, room.width(), LINE)
            self.put(painter, carried.item.title, below)

    def axis(self, painter: QPainter, grid: TimeGrid) -> None:
        """Draw the hours beside the columns; past midnight they belong to the next day."""
        painter.fillRect(0, 0, AXIS, grid.height, color("surface"))
        painter.fillRect(AXIS - 1, 0, 1, grid.height, color("border"))
        painter.setFont(self._small)
        for minute in range(FIRST + 60, grid.last, 60):
            top = grid.y_of(minute)
            painter.setPen(color("muted"))
            text = f"{minute // 60 % 24:02d}:00"
            painter.drawText(QRect(0, top - 8, AXIS - 8, 16), Qt.AlignmentFlag.AlignRight, text)
            if minute == DAY:
                painter.setPen(color("accent"))
                below = QRect(2, top + 7, AXIS - 9, 15)
                painter.drawText(below, Qt.AlignmentFlag.AlignRight, tr("+1 day"))

    def head(self, painter: QPainter, grid: TimeGrid, looks: TimeLooks) -> None:
        """Draw the names of the columns, with the sign of a special day."""
        painter.fillRect(0, 0, grid.width, HEAD, color("raised"))
        for at, column in enumerate(grid.columns):
            rect = QRect(grid.edges[at], 0, grid.edges[at + 1] - grid.edges[at], HEAD)
            today = column.day == looks.now.date() and column.who_id is None
            self._title(painter, column, rect, today=today, here=looks.place.column == at)
            painter.fillRect(rect.right(), 0, 1, HEAD, color("border_soft"))
        painter.fillRect(0, HEAD - 1, grid.width, 1, color("border"))

    def strip(self, painter: QPainter, grid: TimeGrid, looks: TimeLooks) -> None:
        """Draw what has no time yet."""
        for at, column in enumerate(grid.columns):
            left, right = grid.edges[at], grid.edges[at + 1]
            target = looks.carried is not None and looks.carried.slot == Slot(at)
            ground = color("selection") if target else _ground(column)
            painter.fillRect(left, 0, right - left, grid.strip, ground)
            painter.fillRect(right - 1, 0, 1, grid.strip, color("border_soft"))
        for chip in grid.chips:
            self.chip(painter, chip.item, chip.rect, chosen=looks.focused and chip.item.id == looks.chosen)
        for more in grid.hidden:
            painter.setFont(self._small)
            painter.setPen(color("accent"))
            text = trn("+{n} more", "+{n} more", len(more.items))
            painter.drawText(more.rect.adjusted(6, 0, 0, 0), _LEFT, text)
        painter.fillRect(0, grid.strip - 1, grid.width, 1, color("border"))

    def corner(self, painter: QPainter, strip: int) -> None:
        """Draw the corner beside head and strip."""
        painter.fillRect(0, 0, AXIS, HEAD, color("raised"))
        painter.fillRect(0, HEAD, AXIS, strip, color("surface"))
        painter.fillRect(0, HEAD - 1, AXIS, 1, color("border"))
        painter.fillRect(0, HEAD + strip - 1, AXIS, 1, color("border"))
        painter.fillRect(AXIS - 1, 0, 1, HEAD + strip, color("border"))
        painter.setFont(self._small)
        painter.setPen(color("muted"))
        painter.drawText(QRect(2, HEAD, AXIS - 6, strip), _MIDDLE, tr("no time"))

    def _title(self, painter: QPainter, column: Column, rect: QRect, *, today: bool, here: bool) -> None:
        room = rect.adjusted(8, 4, -6, 0)
        line = QRect(room.left(), room.top(), room.width(), 19)
        if column.mark is not None:
            line = self.sign(painter, column.mark, line)
        if column.alert:
            painter.drawPixmap(line.right() - 15, line.top() + 2, pixmap("triangle-alert", "late", 16))
            line = line.adjusted(0, 0, -20, 0)
        painter.setFont(self._strong)
        painter.setPen(color("accent") if today else color("text"))
        self.put(painter, column.title, line, strong=True)
        painter.setFont(self._small)
        painter.setPen(color("muted"))
        note = column.mark.name if column.mark is not None else column.note
        self.put(painter, note, QRect(room.left(), room.top() + 19, room.width(), 17))
        if today:
            painter.fillRect(rect.left(), rect.bottom() - 2, rect.width() - 1, 3, color("accent"))
        elif here:
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width() - 1, 2, color("border"))

    def _texts(self, painter: QPainter, item: CalendarItem, rect: QRect) -> None:
        room = rect.adjusted(8, 1, -3, -1)
        lines = max(1, room.height() // LINE)
        name, _, place = item.title.partition(" · ")
        painter.setFont(self._struck if item.struck else self._small)
        painter.setPen(color("muted" if item.struck else "text"))
        if lines == 1:
            self.put(painter, _in_one_line(item, room.width()), room)
        elif room.width() < WORDS:
            # A narrow lane: the name over as many lines as there are.
            painter.drawText(QRectF(room), name, _wrapped())
        else:
            self._lines(painter, item, room, (name, place, item.who, item.state)[: lines - 1])

    def _lines(self, painter: QPainter, item: CalendarItem, room: QRect, below: tuple[str, ...]) -> None:
        """Write the times with the picture of the state, and below them what is known."""
        line = QRect(room.left(), room.top(), room.width(), LINE)
        times = f"{item.time}–{item.until()}" if room.width() >= 100 else item.time
        if item.icon:
            painter.drawPixmap(room.right() - 12, room.top() + 2, pixmap(item.icon, item.token, 12))
        font, pen = painter.font(), painter.pen()
        painter.setFont(self._small)
        painter.setPen(color(item.token))
        self.put(painter, times, line.adjusted(0, 0, -14 if item.icon else 0, 0))
        painter.setFont(font)
        painter.setPen(pen)
        for text in filter(None, below):
            line.translate(0, LINE)
            self.put(painter, text, line)
            painter.setPen(color("muted"))


def _in_one_line(item: CalendarItem, width: int) -> str:
    """Say as much as a low block has room for: the customer first, then the time, then all."""
    name = item.title.partition(" · ")[0]
    if width < 110:
        return name
    if width < 260:
        return f"{item.time} {name}"
    who = f" · {item.who}" if item.who else ""
    return f"{item.time}–{item.until()} {item.title}{who}"


def _wrapped() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _ground(column: Column) -> QColor:
    mark = column.mark
    free = column.day.weekday() >= 5 if mark is None else mark.kind is DayKind.HOLIDAY
    return color("raised") if free else color("surface")
