"""The month: every day a cell, every visit and duty a chip, all of it within reach of the keyboard."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ui.calendar_view.carried_visits import unpacked
from ui.calendar_view.month_canvas import MonthCanvas
from ui.calendar_view.month_layout import chip_at

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthView(MonthCanvas):
    """Six weeks from a Monday. Arrows move the day, Tab goes through its chips, Enter opens, T shows today.

    PgUp, PgDn and Ctrl with the wheel turn the leaf; a chip dragged to another day asks for the move, and so
    does Shift with arrows and Enter. A visit without a booking may be dropped on a day.
    """

    day_activated = Signal(object)
    item_activated = Signal(object)
    more_requested = Signal(object)
    move_requested = Signal(object, object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a low window; turn the leaf with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turn(-1 if event.angleDelta().y() > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)

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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a visit from the list of those without a booking."""
        if unpacked(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which day it would come to stand."""
        day = self.day_at(event.position().toPoint())
        self._aim_at(day if unpacked(event.mimeData()) is not None else None)
        if self._target is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget what was carried elsewhere."""
        super().dragLeaveEvent(event)
        self._aim_at(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the booking."""
        visit_id, day = unpacked(event.mimeData()), self.day_at(event.position().toPoint())
        self._aim_at(None)
        if visit_id is not None and day is not None:
            event.acceptProposedAction()
            self.move_requested.emit(visit_id, day)

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
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in _STEPS and shift:
            self._carry(_STEPS[key])
        elif key in _STEPS and not event.modifiers():
            self._aim_at(None)
            self.select_day(self._selected + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select_day(self._selected + relativedelta(day=1 if key == Qt.Key.Key_Home else 31))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        elif key == Qt.Key.Key_T and not event.modifiers():
            self._aim_at(None)
            self.go_to_today()
        elif key == Qt.Key.Key_Escape and self._target is not None:
            self._aim_at(None)
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

    def _open(self) -> None:
        item, target = self.selected_item(), self._target
        self._aim_at(None)
        if item is not None and target is not None:
            if target != item.day:
                self.move_requested.emit(item.id, target)
        elif item is not None:
            self.item_activated.emit(item.id)
        else:
            self.day_activated.emit(self._selected)

    def _carry(self, days: int) -> None:
        """Carry the chosen item so many days on, within the weeks that are shown."""
        item = self.selected_item()
        if item is None or not item.movable:
            return
        first, last = self.shown_days()
        self._aim_at(min(max((self._target or item.day) + timedelta(days=days), first), last))

    def _aim_at(self, day: date | None) -> None:
        if day != self._target:
            self._target = day
            self._describe()
            self.viewport().update()

    def _end_drag(self) -> None:
        self._pressed, self._drag = None, None
        self._aim_at(None)
        self.viewport().unsetCursor()
        self.viewport().update()
