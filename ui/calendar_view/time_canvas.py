"""The picture of columns with an axis of time: laid out, drawn, scrolled and described."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from ui.calendar_view.canvas import Canvas
from ui.calendar_view.items import CalendarItem
from ui.calendar_view.time_carry import Carry, Way
from ui.calendar_view.time_layout import (
    AXIS,
    FIRST,
    HEAD,
    Column,
    More,
    Sizes,
    Slot,
    TimeGrid,
    block_at,
    lay_out,
    more_at,
)
from ui.calendar_view.time_painter import Carried, TimeLooks, TimePainter
from ui.language import tr, trn, words

_MORNING = 8 * 60


class TimeCanvas(Canvas):
    """Columns of days or of people; one column and perhaps one item in it is chosen."""

    day_selected = Signal(object)
    item_selected = Signal(object)

    def __init__(self, now: datetime, parent: QWidget | None = None, *, least_column: int = 64) -> None:
        super().__init__(parent)
        self._now = now
        self._least_column = least_column
        self._heading = ""
        self._items: list[CalendarItem] = []
        self._columns: Sequence[Column] = ()
        self._grid: TimeGrid = lay_out((), (), Sizes(0, 0))
        self._place = Slot(0)
        self._chosen: object | None = None
        self._carry: Carry | None = None
        self._scrolled = False
        self._brush = TimePainter(self.font())
        self.viewport().setMouseTracking(True)

    def set_columns(self, columns: Sequence[Column], heading: str) -> None:
        """Show other columns under this name; the chosen day stays chosen where it is among them."""
        day, who = self.selected_day() if self._columns else None, self._who()
        self._columns, self._heading = columns, heading
        same = [at for at, column in enumerate(columns) if column.day == day and column.who_id == who]
        near = [at for at, column in enumerate(columns) if column.day == day or column.who_id == who]
        self._place = Slot((same or near or [0])[0])
        self._lay_out()

    def set_items(self, items: Iterable[CalendarItem]) -> None:
        """Show these items; what is chosen stays chosen, and so does the scroll position."""
        self._items = list(items)
        self._lay_out()
        if not self._scrolled and self.viewport().height() > HEAD:
            self._scroll_to_work()
        item = self.selected_item()
        if item is not None and (slot := self._grid.places.slot(item)) is not None:
            self._place = slot
        self._describe()

    def set_now(self, now: datetime) -> None:
        """Let the line of the present move on."""
        self._now = now
        self.viewport().update()

    def selected_day(self) -> date:
        """Return the day that the keyboard is on: that of the chosen item, or of the column."""
        item = self.selected_item()
        if item is not None or not self._columns:
            return item.day if item is not None else self._now.date()
        return self._grid.moment(self._place)[0]

    def selected_item(self) -> CalendarItem | None:
        """Return the item that the keyboard is on, where it is on one."""
        return self._item(self._chosen) if self._chosen is not None else None

    def selected_time(self) -> str:
        """Return the wall time of the chosen empty place, or nothing."""
        return self._grid.moment(self._place)[1] if self._columns and self._chosen is None else ""

    def selected_who(self) -> int:
        """Return whose column is chosen, 0 where it is nobody's or everybody's."""
        return self._who() or 0

    def select_day(self, day: date, item: object | None = None) -> None:
        """Choose a day that is shown, and one of its items by id."""
        found = self._item(item)
        slot = self._grid.places.slot(found) if found is not None else None
        if slot is None:
            days = [at for at, column in enumerate(self._columns) if column.day == day]
            kept = self._place.column if self._place.column in days else None
            slot = Slot(kept if kept is not None else (days or [0])[0])
        self.select_place(slot, item)

    def select_place(self, slot: Slot, item: object | None = None) -> None:
        """Choose a place, and the item that stands there."""
        moved = (slot, item) != (self._place, self._chosen)
        self._place, self._chosen = slot, item
        self._show(slot)
        self.viewport().update()
        if moved:
            self._describe()
            self.day_selected.emit(self.selected_day())
            if item is not None:
                self.item_selected.emit(item)

    def items_in(self, column: int) -> list[CalendarItem]:
        """Return a column's items from morning to night, those without a time first."""
        slots = [(self._grid.places.slot(item), item) for item in self._items]
        mine = [
            (slot.minute or 0, item) for slot, item in slots if slot is not None and slot.column == column
        ]
        return [item for _minute, item in sorted(mine, key=lambda pair: pair[0])]

    def item_at(self, position: QPoint) -> CalendarItem | None:
        """Return the item under a point of the viewport."""
        if self._in_strip(position):
            point = self._strip_point(position)
            return next((chip.item for chip in self._grid.chips if chip.rect.contains(point)), None)
        block = block_at(self._grid, self._body_point(position)) if self._in_body(position) else None
        return block.item if block else None

    def more_under(self, position: QPoint) -> More | None:
        """Return the count of hidden items under a point of the viewport."""
        if self._in_strip(position):
            return more_at(self._grid.hidden, self._strip_point(position))
        return more_at(self._grid.folds, self._body_point(position)) if self._in_body(position) else None

    def item_rect(self, item: object) -> QRect:
        """Return where an item stands in the viewport; empty where it is not drawn."""
        for block in self._grid.blocks:
            if block.item.id == item:
                return block.rect.translated(self._body_origin())
        for chip in self._grid.chips:
            if chip.item.id == item:
                return chip.rect.translated(self._body_origin().x(), HEAD)
        return QRect()

    def slot_at(self, position: QPoint) -> Slot | None:
        """Return the place under a point of the viewport; the head and the axis are none."""
        point = self._body_point(position)
        column = self._grid.column_at(point.x()) if position.x() >= AXIS else None
        if column is None or position.y() < HEAD:
            return None
        return Slot(column, self._grid.minute_at(point.y()) if self._in_body(position) else None)

    def slot_point(self, slot: Slot) -> QPoint:
        """Return the middle of a place in the viewport."""
        rect = self._grid.column_rect(slot.column)
        if slot.minute is None:
            return QPoint(rect.center().x() + self._body_origin().x(), HEAD + self._grid.strip // 2)
        return QPoint(rect.center().x(), self._grid.y_of(slot.minute) + 1) + self._body_origin()

    def sizeHint(self) -> QSize:
        """Ask for room for a working day."""
        return QSize(900, 640)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is exposed: columns and blocks, then strip, axis and head over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._columns:
            self._paint(painter, event.rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns out over the new size."""
        super().resizeEvent(event)
        self._lay_out()
        if not self._scrolled and self._items:
            self._scroll_to_work()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew after a change of font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._brush.take_font(self.font())

    def explanation(self, position: QPoint) -> str:
        """Return what is to be said about a point of the viewport."""
        item, more = self.item_at(position), self.more_under(position)
        if item is not None:
            return item.explanation()
        if more is not None:
            return "\n".join(item.spoken() for item in more.items[:12])
        column = next(iter(self._columns_at(position)), None)
        return column.spoken() if column is not None and position.y() < HEAD else ""

    def _paint(self, painter: QPainter, exposed: QRect) -> None:
        grid, looks, brush, origin = self._grid, self._looks(), self._brush, self._body_origin()
        visible = exposed.intersected(self._body()).translated(-origin)
        painter.setClipRect(self._body())
        painter.translate(origin)
        brush.ground(painter, grid, looks, visible)
        for block in grid.blocks:
            if block.rect.intersects(visible):
                brush.block(painter, block, chosen=looks.focused and block.item.id == looks.chosen)
        for fold in grid.folds:
            if fold.rect.intersects(visible):
                brush.more(painter, fold)
        brush.now_line(painter, grid, self._now)
        if looks.carried is not None:
            brush.carried(painter, grid, looks.carried)
        painter.setClipping(False)
        painter.resetTransform()
        painter.translate(0, origin.y())
        brush.axis(painter, grid)
        painter.resetTransform()
        painter.translate(origin.x(), 0)
        brush.head(painter, grid, looks)
        painter.translate(0, HEAD)
        brush.strip(painter, grid, looks)
        painter.resetTransform()
        brush.corner(painter, grid.strip)

    def _lay_out(self) -> None:
        size = self.viewport().size()
        rows = 3 if len(self._columns) > 1 else 5
        sizes = Sizes(size.width(), size.height(), self._least_column, rows)
        self._grid = lay_out(self._columns, self._items, sizes)
        below, beside = self.verticalScrollBar(), self.horizontalScrollBar()
        room = size.height() - HEAD - self._grid.strip
        below.setPageStep(max(room, 1))
        below.setSingleStep(round(self._grid.scale * 30))
        below.setRange(0, max(0, self._grid.height - room))
        beside.setPageStep(max(size.width() - AXIS, 1))
        beside.setRange(0, max(0, self._grid.width - size.width() + AXIS))
        self.viewport().update()

    def _scroll_to_work(self) -> None:
        """Begin with the first thing to do, or the morning; afterwards people scroll for themselves."""
        slots = [self._grid.places.slot(item) for item in self._items]
        minutes = [slot.minute for slot in slots if slot is not None and slot.minute is not None]
        self._scrolled = bool(minutes)
        first = min(minutes, default=_MORNING)
        self.verticalScrollBar().setValue(self._grid.y_of(max(first - 30, FIRST)))

    def _show(self, slot: Slot) -> None:
        """Scroll as far as is needed to see a place."""
        if not self._columns:
            return
        rect, beside = self._grid.column_rect(slot.column), self.horizontalScrollBar()
        if rect.left() < beside.value() or rect.right() > beside.value() + beside.pageStep():
            beside.setValue(rect.left())
        if slot.minute is not None:
            bar, top = self.verticalScrollBar(), self._grid.y_of(slot.minute)
            if not bar.value() <= top <= bar.value() + bar.pageStep() - 30:
                bar.setValue(top - bar.pageStep() // 3)

    def _looks(self) -> TimeLooks:
        return TimeLooks(self._now, self._place, self._chosen, self.hasFocus(), self._carried())

    def _carried(self) -> Carried | None:
        carry = self._carry
        if carry is None:
            return None
        return Carried(carry.item, carry.slot, carry.length, self._carry_text(carry))

    def _carry_text(self, carry: Carry) -> str:
        if carry.way is Way.LENGTH:
            return trn("{n} minute", "{n} minutes", carry.minutes)
        day, time = self._grid.moment(carry.slot)
        column = self._columns[carry.slot.column]
        where = column.title if column.who_id is not None else words().weekday(day)
        return f"{time or carry.item.time} {where}".strip()

    def _describe(self) -> None:
        self.setAccessibleName(tr("Service calendar, {month}", month=self._heading))
        if self._carry is not None:
            text = tr("{place}. Enter changes it, Esc leaves it.", place=self._carry_text(self._carry))
        elif (item := self.selected_item()) is not None:
            text = item.spoken()
        else:
            text = self._spoken_column()
        self._speak(text)

    def _spoken_column(self) -> str:
        if not self._columns:
            return ""
        column, items = self._columns[self._place.column], self.items_in(self._place.column)
        return "; ".join([column.spoken(), *(item.spoken() for item in items[:20])])

    def _item(self, item: object) -> CalendarItem | None:
        return next((found for found in self._items if found.id == item), None)

    def _who(self) -> int | None:
        return self._columns[self._place.column].who_id if self._columns else None

    def _columns_at(self, position: QPoint) -> list[Column]:
        at = self._grid.column_at(self._body_point(position).x()) if position.x() >= AXIS else None
        return [] if at is None else [self._columns[at]]

    def _body(self) -> QRect:
        return self.viewport().rect().adjusted(AXIS, HEAD + self._grid.strip, 0, 0)

    def _body_origin(self) -> QPoint:
        top = HEAD + self._grid.strip - self.verticalScrollBar().value()
        return QPoint(AXIS - self.horizontalScrollBar().value(), top)

    def _body_point(self, position: QPoint) -> QPoint:
        return position - self._body_origin()

    def _strip_point(self, position: QPoint) -> QPoint:
        return QPoint(position.x() - self._body_origin().x(), position.y() - HEAD)

    def _in_strip(self, position: QPoint) -> bool:
        return position.x() >= AXIS and HEAD <= position.y() < HEAD + self._grid.strip

    def _in_body(self, position: QPoint) -> bool:
        return self._body().contains(position)
