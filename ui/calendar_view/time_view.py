"""Days or people side by side with the hours below: what mouse and keyboard do there."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
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
from ui.calendar_view.items import CalendarItem, MoveWish
from ui.calendar_view.time_canvas import TimeCanvas
from ui.calendar_view.time_carry import Carry, Way
from ui.calendar_view.time_layout import STEP, Slot

EDGE = 6
"""Pixels over the lower edge of a block in which it is made longer or shorter."""
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPWARDS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class TimeView(TimeCanvas):
    """Arrows go from item to item, Enter opens, PgUp and PgDn turn the leaf, T shows today.

    Shift with arrows carries the chosen item to another column or time, Ctrl with Up and Down makes it longer
    or shorter; Enter then asks for the change and Esc leaves it. Ctrl with Left and Right asks for the day
    before or after. The mouse does the same: it carries an item, or its lower edge.
    """

    item_activated = Signal(object)
    place_activated = Signal()
    more_requested = Signal(object)
    move_requested = Signal(object)
    length_requested = Signal(object, int)
    menu_requested = Signal(object, QPoint)
    turn_wanted = Signal(int)
    today_wanted = Signal()
    day_wanted = Signal(object)

    def __init__(self, now: datetime, parent: QWidget | None = None, *, least_column: int = 64) -> None:
        super().__init__(now, parent, least_column=least_column)
        self._pressed: tuple[QPoint, CalendarItem] | None = None
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def is_carrying(self) -> bool:
        """Tell whether an item is on its way."""
        return self._carry is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        self._give_up()
        point = event.position().toPoint()
        item, slot = self.item_at(point), self.slot_at(point)
        if item is not None:
            self.select_place(self._grid.places.slot(item) or self._place, item.id)
            if event.button() == Qt.MouseButton.LeftButton and item.movable:
                self._pressed = (point, item)
        elif slot is not None:
            self.select_place(_on_half_hour(slot))
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_requested.emit(item.id if item else None, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry an item or its lower edge along; show which of them the mouse would take."""
        point = event.position().toPoint()
        if self._pressed is None:
            self._show_hand(point)
            return
        started, item = self._pressed
        if self._carry is None:
            if (point - started).manhattanLength() < QApplication.startDragDistance():
                return
            self._carry = self._taken(started, item)
        under = self.slot_at(point)
        if self._carry is not None and under is not None:
            self._carry.over(self._grid, under)
            self._pull(point)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the change where an item was carried; show what is behind a count."""
        point = event.position().toPoint()
        outside = not self.viewport().rect().contains(point)
        if self._carry is not None and not outside:
            self._let_go()
        elif self._pressed is None and event.button() == Qt.MouseButton.LeftButton:
            more = self.more_under(point)
            if more is not None:
                self.more_requested.emit(self._columns[more.column].day)
        self._give_up()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the item, or plan something in the empty place."""
        self._give_up()
        point = event.position().toPoint()
        item = self.item_at(point)
        if item is not None:
            self.item_activated.emit(item.id)
        elif self.slot_at(point) is not None and self.more_under(point) is None:
            self.place_activated.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; turn the leaf with Ctrl."""
        if event.modifiers() & _CTRL:
            self.turn_wanted.emit(-1 if event.angleDelta().y() > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a visit from the list of those without a booking."""
        if unpacked(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would come to stand."""
        visit_id, under = unpacked(event.mimeData()), self.slot_at(event.position().toPoint())
        if visit_id is None or under is None:
            event.ignore()
            return
        self._carry = self._incoming(visit_id, under)
        self._pull(event.position().toPoint())
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget what was carried elsewhere."""
        super().dragLeaveEvent(event)
        self._give_up()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the booking."""
        visit_id, under = unpacked(event.mimeData()), self.slot_at(event.position().toPoint())
        self._give_up()
        if visit_id is None or under is None:
            return
        slot = self._incoming(visit_id, under).slot
        day, time = self._grid.moment(slot)
        event.acceptProposedAction()
        self.move_requested.emit(MoveWish(visit_id, day, time or None, self._columns[slot.column].who_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, open, carry, turn."""
        key, held = (
            Qt.Key(event.key()),
            event.modifiers() & (_SHIFT | _CTRL | Qt.KeyboardModifier.AltModifier),
        )
        if held in (_SHIFT, _CTRL) and (key in _SIDEWAYS or key in _UPWARDS):
            self._carry_by_keys(key, held)
        elif held:
            super().keyPressEvent(event)
        elif key in _SIDEWAYS:
            self._go_sideways(_SIDEWAYS[key])
        elif key in _UPWARDS:
            self._go_to_next(_UPWARDS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_sideways(
                -len(self._columns) if key == Qt.Key.Key_Home else len(self._columns), stay=True
            )
        elif key == Qt.Key.Key_T:
            self.today_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and (self._carry is not None or self._chosen is not None):
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Go through the items of the chosen column before leaving."""
        return self._go_to_next(1 if next else -1) or super().focusNextPrevChild(next)

    def _enter(self) -> None:
        if self._carry is not None:
            self._let_go()
            self._give_up()
        elif self._chosen is not None and self.selected_item() is not None:
            self.item_activated.emit(self._chosen)
        else:
            self.place_activated.emit()

    def _escape(self) -> None:
        if self._carry is not None:
            self._give_up()
            self._describe()
        else:
            self.select_place(self._place)

    def _go_sideways(self, by: int, *, stay: bool = False) -> None:
        """Go to the column beside, there to the item nearest in time; over the edge the leaf turns."""
        at = self._place.column + by
        if not 0 <= at < len(self._columns):
            if not stay:
                self._go_over_the_edge(by)
                return
            at = min(max(at, 0), len(self._columns) - 1)
        there = self.items_in(at) if self._chosen is not None else []
        minute = self._place.minute or 0
        places = [(self._grid.places.slot(item) or Slot(at), item.id) for item in there]
        slot, item = min(places, key=lambda one: abs((one[0].minute or 0) - minute), default=(Slot(at), None))
        self.select_place(slot, item)

    def _go_over_the_edge(self, by: int) -> None:
        if self._columns and self._columns[0].who_id is None:
            self.day_wanted.emit(self._columns[self._place.column].day + timedelta(days=by))

    def _go_to_next(self, by: int) -> bool:
        """Choose the next item of the column; False at its end."""
        items = self.items_in(self._place.column) if self._columns else []
        ids = [item.id for item in items]
        at = ids.index(self._chosen) if self._chosen in ids else (-1 if by > 0 else len(ids))
        if not 0 <= at + by < len(ids):
            return False
        item = items[at + by]
        self.select_place(self._grid.places.slot(item) or self._place, item.id)
        return True

    def _carry_by_keys(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        item = self.selected_item()
        if item is None or not item.movable:
            return
        if held == _CTRL and key in _SIDEWAYS:
            self._give_up()
            self.move_requested.emit(MoveWish(item.id, item.day + timedelta(days=_SIDEWAYS[key])))
            return
        way = Way.LENGTH if held == _CTRL else Way.PLACE
        if self._carry is None or self._carry.way is not way:
            self._carry = Carry(item, way, self._grid.places.slot(item) or self._place, item.minutes)
        self._carry.step(self._grid, _SIDEWAYS.get(key, 0), STEP * _UPWARDS.get(key, 0))
        self._show(self._carry.slot)
        self._describe()
        self.viewport().update()

    def _taken(self, at: QPoint, item: CalendarItem) -> Carry | None:
        """Take an item where the mouse holds it: at the lower edge to lengthen it, elsewhere to carry it."""
        slot = self._grid.places.slot(item)
        if slot is None:
            return None
        under = self.slot_at(at)
        timed = slot.minute is not None and under is not None and under.minute is not None
        grab = under.minute - slot.minute if timed and under and under.minute and slot.minute else 0
        way = Way.LENGTH if timed and self._on_edge(at, item) else Way.PLACE
        self.viewport().setCursor(
            Qt.CursorShape.SizeVerCursor if way is Way.LENGTH else Qt.CursorShape.ClosedHandCursor
        )
        return Carry(item, way, slot, item.minutes, grab)

    def _incoming(self, visit_id: int, under: Slot) -> Carry:
        """Hold what comes from outside over a place."""
        item = CalendarItem(visit_id, self._columns[under.column].day, "", "", "")
        carry = Carry(item, Way.PLACE, under, item.minutes)
        carry.over(self._grid, under)
        return carry

    def _let_go(self) -> None:
        carry = self._carry
        if carry is None:
            return
        if carry.way is Way.LENGTH:
            if carry.minutes != carry.item.minutes:
                self.length_requested.emit(carry.item.id, carry.minutes)
        elif (wish := carry.wish(self._grid)) is not None:
            self.move_requested.emit(wish)

    def _give_up(self) -> None:
        self._pressed, self._carry = None, None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _pull(self, point: QPoint) -> None:
        """Scroll when something is carried to the upper or lower rim."""
        body, bar = self._body(), self.verticalScrollBar()
        if body.top() <= point.y() < body.top() + 16:
            bar.setValue(bar.value() - bar.singleStep() // 2)
        elif point.y() > body.bottom() - 16:
            bar.setValue(bar.value() + bar.singleStep() // 2)

    def _show_hand(self, point: QPoint) -> None:
        item = self.item_at(point)
        if item is not None and item.movable and self._on_edge(point, item):
            self.viewport().setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            self.viewport().unsetCursor()

    def _on_edge(self, point: QPoint, item: CalendarItem) -> bool:
        rect: QRect = self.item_rect(item.id)
        return self._in_body(point) and rect.height() > 2 * EDGE and point.y() > rect.bottom() - EDGE


def _on_half_hour(slot: Slot) -> Slot:
    return slot if slot.minute is None else Slot(slot.column, slot.minute // 30 * 30)
