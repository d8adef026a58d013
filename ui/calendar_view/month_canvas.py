"""The picture of a month: laid out, drawn, scrolled and described; what one does there is elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from dateutil.relativedelta import relativedelta
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from ui.calendar_view.canvas import Canvas
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


class MonthCanvas(Canvas):
    """Six weeks from a Monday; one day and perhaps one item of it is chosen."""

    month_changed = Signal(int, int)
    day_selected = Signal(object)
    item_selected = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._selected = today
        self._month = (today.year, today.month)
        self._chosen: object | None = None
        self._days: Days = {}
        self._counts: Mapping[date, int] = {}
        self._read: Callable[[date], list[CalendarItem]] | None = None
        self._marks: dict[date, DayMark] = {}
        self._cells: list[DayCell] = []
        self._pressed: tuple[QPoint, Chip] | None = None
        self._drag: QPoint | None = None
        self._target: date | None = None  # where something that is carried would come to stand
        self._painter = MonthPainter(self.font())
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

    def set_items(
        self,
        items: Iterable[CalendarItem],
        counts: Mapping[date, int] | None = None,
        read: Callable[[date], list[CalendarItem]] | None = None,
    ) -> None:
        """Show these items; selected day and item stay.

        Of a full day the first items are enough: `counts` says how many it has, and `read` gives all of
        them when somebody goes through that day.
        """
        self._days, self._counts, self._read = by_day(items), counts or {}, read
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
        if self._chosen is None:
            return None
        return next((item for item in self.items_on(self._selected) if item.id == self._chosen), None)

    def items_on(self, day: date) -> list[CalendarItem]:
        """Return a day's items in order, also those without room in the cell."""
        known = self._days.get(day, [])
        if self._read is not None and len(known) < self._counts.get(day, 0):
            self._days |= by_day(self._read(day))
        return self._days.get(day, known)

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

    def explanation(self, position: QPoint) -> str:
        """Return what is to be said about the item at a point of the viewport."""
        item = self.item_at(position)
        return item.explanation() if item else ""

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

    def _lay_out(self) -> None:
        size = self.viewport().size()
        height = content_height(size.height())
        self._cells = lay_out(first_shown(*self._month), size.width(), height, self._days, self._counts)
        bar = self.verticalScrollBar()
        bar.setPageStep(size.height())
        bar.setRange(0, max(0, height + HEAD - size.height()))
        self.viewport().update()

    def _looks(self) -> Looks:
        target = self.day_at(self._drag) if self._drag is not None else self._target
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

    def _describe(self) -> None:
        self.setAccessibleName(tr("Service calendar, {month}", month=words().month(*self._month)))
        item = self.selected_item()
        if self._target is not None:
            there = words().long_date(self._target)
            self._speak(tr("{place}. Enter changes it, Esc leaves it.", place=there))
            return
        day = spoken_day(self._selected, self._days.get(self._selected, []), self._marks.get(self._selected))
        self._speak(item.spoken() if item else day)
