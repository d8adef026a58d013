"""The month: every day a cell, every visit and duty a chip, all of it within reach of the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from ui.calendar_view.items import CalendarItem, DayMark, Days, by_day, spoken_day
from ui.calendar_view.month_layout import (
    HEAD,
    Chip,
    DayCell,
    cell_at,
    chip_at,
    content_height,
    first_shown,
    lay_out,
)
from ui.calendar_view.month_painter import Looks, MonthPainter
from ui.language import tr, words

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthView(QAbstractScrollArea):
    """Six weeks from a Monday. Arrows move the day, Tab goes through its chips, Enter opens.

    PgUp, PgDn and Ctrl with the wheel turn the leaf; a chip dragged to another day asks for the move.
    """

    month_changed = Signal(int, int)
    day_selected = Signal(object)
    day_activated = Signal(object)
    item_selected = Signal(object)
    item_activated = Signal(object)
    more_requested = Signal(object)
    move_requested = Signal(object, object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._selected = today
        self._month = (today.year, today.month)
        self._chosen: object | None = None
        self._days: Days = {}
        self._marks: dict[date, DayMark] = {}
        self._cells: list[DayCell] = []
        self._pressed: tuple[QPoint, Chip] | None = None
        self._drag: QPoint | None = None
        self._painter = MonthPainter(self.font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self._describe()

    @property
    def month(self) -> tuple[int, int]:
        """Return the year and month that are shown."""
        return self._month

    def shown_days(self) -> tuple[date, date]:
        """Return the first and the last day of the six weeks: what items are needed for."""
        return self._cells[0].day, self._cells[-1].day

    def set_month(self, year: int, month: int) -> None:
        """Show another month; the selected day moves along where it would be out of sight."""
        if (year, month) == self._month:
            return
        self._month = (year, month)
        if (self._selected.year, self._selected.month) != self._month:
            self._selected = date(year, month, 1) + relativedelta(day=self._selected.day)
            self._chosen = None
        self._lay_out()
        self._describe()
        self.month_changed.emit(year, month)

    def turn(self, months: int) -> None:
        """Turn the leaf forwards or back."""
        there = date(*self._month, 1) + relativedelta(months=months)
        self.set_month(there.year, there.month)

    def go_to_today(self) -> None:
        """Show and select today."""
        self.select_day(self._today)

    def set_today(self, today: date) -> None:
        """Mark another day as today, after midnight."""
        self._today = today
        self.viewport().update()

    def set_items(self, items: Iterable[CalendarItem]) -> None:
        """Show these items; selected day and item stay."""
        self._days = by_day(items)
        self._lay_out()
        self._describe()

    def set_marks(self, marks: Iterable[DayMark]) -> None:
        """Mark holidays and worked weekends."""
        self._marks = {mark.day: mark for mark in marks}
        self.viewport().update()

    def selected_day(self) -> date:
        """Return the day that the keyboard is on."""
        return self._selected

    def selected_item(self) -> CalendarItem | None:
        """Return the item that the keyboard is on, where it is on one."""
        return next((item for item in self.items_on(self._selected) if item.id == self._chosen), None)

    def items_on(self, day: date) -> list[CalendarItem]:
        """Return a day's items in order, also those without room in the cell."""
        return self._days.get(day, [])

    def select_day(self, day: date, item: object | None = None) -> None:
        """Select a day, and one of its items by id; turns the leaf where needed."""
        moved = (day, item) != (self._selected, self._chosen)
        self._selected, self._chosen = day, item
        self.set_month(day.year, day.month)
        self.viewport().update()
        if moved:
            self._describe()
            self.day_selected.emit(day)
            if item is not None:
                self.item_selected.emit(item)

    def item_at(self, position: QPoint) -> CalendarItem | None:
        """Return the item under a point of the viewport."""
        chip = chip_at(self._cells, self._in_grid(position))
        return chip.item if chip else None

    def day_at(self, position: QPoint) -> date | None:
        """Return the day under a point of the viewport."""
        cell = cell_at(self._cells, self._in_grid(position)) if position.y() >= HEAD else None
        return cell.day if cell else None

    def day_rect(self, day: date) -> QRect:
        """Return where a day stands in the viewport; empty where it is not shown."""
        cell = next((cell for cell in self._cells if cell.day == day), None)
        return cell.rect.translated(0, self._offset()) if cell else QRect()

    def sizeHint(self) -> QSize:
        """Ask for enough room for three chips a day."""
        return QSize(900, 640)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days that are in the exposed part, then the names of the weekdays."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks = self._looks()
        painter.translate(0, self._offset())
        exposed = event.rect().translated(0, -self._offset())
        for cell in self._cells:
            if cell.rect.intersects(exposed):
                self._painter.cell(painter, cell, looks)
        painter.resetTransform()
        self._painter.weekdays(painter, self.viewport().width())
        if self._drag is not None and self._pressed is not None:
            chip = self._pressed[1]
            self._painter.ghost(painter, chip.item, self._drag, chip.rect.width())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the grid out over the new size."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew after a change of font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._painter.take_font(self.font())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Redraw: the names of the weekdays do not scroll."""
        del dx, dy
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a low window; turn the leaf with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turn(-1 if event.angleDelta().y() > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show an item's explanation."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self.item_at(event.pos())
            QToolTip.showText(event.globalPos(), (item.tooltip or item.spoken()) if item else "", self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the day and the chip under the mouse."""
        point = event.position().toPoint()
        day = self.day_at(point)
        if day is None:
            return
        chip = chip_at(self._cells, self._in_grid(point))
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (point, chip) if left and chip and chip.item.movable else None
        # Selecting a day of the next month would turn the leaf under a drag: it waits for the release.
        if self._pressed is None or (day.year, day.month) == self._month:
            self.select_day(day, chip.item.id if chip else None)
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_requested.emit(chip.item.id if chip else None, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry a chip along."""
        if self._pressed is None:
            return
        point = event.position().toPoint()
        far = (point - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        if self._drag is not None or far:
            self._drag = point
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the move where a chip was carried to another day."""
        pressed, dragged = self._pressed, self._drag is not None
        self._end_drag()
        point = event.position().toPoint()
        day = self.day_at(point)
        if pressed is not None and dragged:
            if day is not None and day != pressed[1].item.day:
                self.move_requested.emit(pressed[1].item.id, day)
        elif pressed is not None and day is not None:
            self.select_day(day, pressed[1].item.id)
        elif day is not None and self._more_at(point):
            self.more_requested.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the item, or the day."""
        self._end_drag()
        item, day = self.item_at(event.position().toPoint()), self.day_at(event.position().toPoint())
        if item is not None:
            self.item_activated.emit(item.id)
        elif day is not None:
            self.day_activated.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, turn, open."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers():
            self.select_day(self._selected + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select_day(self._selected + relativedelta(day=1 if key == Qt.Key.Key_Home else 31))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        elif key == Qt.Key.Key_Escape and (self._drag is not None or self._chosen is not None):
            self._end_drag()
            self.select_day(self._selected)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Go through the chips of the selected day before leaving."""
        ids = [item.id for item in self.items_on(self._selected)]
        at = ids.index(self._chosen) if self._chosen in ids else (-1 if next else len(ids))
        at += 1 if next else -1
        if 0 <= at < len(ids):
            self.select_day(self._selected, ids[at])
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard has gone."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _open(self) -> None:
        item = self.selected_item()
        if item is not None:
            self.item_activated.emit(item.id)
        else:
            self.day_activated.emit(self._selected)

    def _lay_out(self) -> None:
        size = self.viewport().size()
        height = content_height(size.height())
        self._cells = lay_out(first_shown(*self._month), size.width(), height, self._days)
        bar = self.verticalScrollBar()
        bar.setPageStep(size.height())
        bar.setRange(0, max(0, height + HEAD - size.height()))
        self.viewport().update()

    def _looks(self) -> Looks:
        target = self.day_at(self._drag) if self._drag is not None else None
        return Looks(
            self._month[1], self._today, self._selected, self._chosen, self.hasFocus(), target, self._marks
        )

    def _offset(self) -> int:
        return HEAD - self.verticalScrollBar().value()

    def _in_grid(self, position: QPoint) -> QPoint:
        return QPoint(position.x(), position.y() - self._offset())

    def _more_at(self, position: QPoint) -> bool:
        point = self._in_grid(position)
        cell = cell_at(self._cells, point)
        return cell is not None and cell.more.contains(point)

    def _end_drag(self) -> None:
        self._pressed, self._drag = None, None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _describe(self) -> None:
        self.setAccessibleName(tr("Service calendar, {month}", month=words().month(*self._month)))
        item = self.selected_item()
        day = spoken_day(self._selected, self.items_on(self._selected), self._marks.get(self._selected))
        self.setAccessibleDescription(item.spoken() if item else day)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
