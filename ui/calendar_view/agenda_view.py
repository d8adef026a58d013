"""The same items as a list, day under day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.calendar_view.items import CalendarItem, DayMark, MoveWish, by_day
from ui.icons import pixmap
from ui.language import tr, words
from ui.theme import ROW_HEIGHT, color, figure_font, heading_font
from ui.widgets.empty import EmptyState

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DAY_HEIGHT = 36
_HELD = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_PAGE = 60
_STATE = 140
_WHO = 100
"""Pixels at the right of a line for the state and for who goes."""
Line = CalendarItem | date
Read = Callable[[Sequence[int]], list[CalendarItem]]


class AgendaModel(QAbstractListModel):
    """Days and the items under them; days cannot be selected. Items are read in pages when they are drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[object] = []  # days, and items by their ids
        self._rows: dict[object, int] = {}
        self._items: dict[object, CalendarItem] = {}
        self._read: Read | None = None
        self._marks: dict[date, DayMark] = {}

    def set_items(self, items: Iterable[CalendarItem], marks: Iterable[DayMark] = ()) -> None:
        """Show these items."""
        days = by_day(items)
        known = {item.id: item for found in days.values() for item in found}
        self._show({day: [item.id for item in found] for day, found in days.items()}, known, None, marks)

    def set_days(self, days: Mapping[date, Sequence[int]], read: Read, marks: Iterable[DayMark] = ()) -> None:
        """Show the items of these ids; `read` gives those that are drawn."""
        self._show(days, {}, read, marks)

    def is_day(self, row: int) -> bool:
        """Tell whether a row is the heading of a day, without reading its item."""
        return isinstance(self._lines[row], date)

    def line(self, row: int) -> Line:
        """Return the day or the item in a row."""
        line = self._lines[row]
        if isinstance(line, date):
            return line
        if line not in self._items:
            self._read_page(row)
        return self._items[line]

    def row_of(self, wanted: object) -> int:
        """Return the row of an item by its id, or of a day; -1 where there is none."""
        return self._rows.get(wanted, -1)

    def row_from(self, day: date) -> int:
        """Return the row of the first item on or after a day; -1 where there is none."""
        days = [row for row, line in enumerate(self._lines) if isinstance(line, date) and line >= day]
        return days[0] + 1 if days else -1

    def _show(
        self,
        days: Mapping[date, Sequence[object]],
        known: dict[object, CalendarItem],
        read: Read | None,
        marks: Iterable[DayMark],
    ) -> None:
        self.beginResetModel()
        self._marks = {mark.day: mark for mark in marks}
        self._items, self._read = known, read
        self._lines = [line for day in sorted(days) for line in (day, *days[day])]
        self._rows = {line: row for row, line in enumerate(self._lines)}
        self.endResetModel()

    def _read_page(self, row: int) -> None:
        """Read the items around a row; one that is gone meanwhile leaves an empty line until the reload."""
        start = row // _PAGE * _PAGE
        wanted = [line for line in self._lines[start : start + _PAGE] if isinstance(line, int)]
        found = {item.id: item for item in self._read(wanted)} if self._read is not None else {}
        day = next(line for line in reversed(self._lines[: row + 1]) if isinstance(line, date))
        for line in wanted:
            self._items[line] = found.get(line) or CalendarItem(line, day, "", "", "", movable=False)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of days and items."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return texts for the screen reader and the mouse."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(index.row())
            return line.spoken() if isinstance(line, CalendarItem) else self._heading(line)
        if role == Qt.ItemDataRole.ToolTipRole and not self.is_day(index.row()):
            item = self.line(index.row())
            return item.explanation() if isinstance(item, CalendarItem) else None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only items be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self.is_day(index.row()):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def _heading(self, day: date) -> str:
        mark = self._marks.get(day)
        return words().long_date(day) + (f"  {mark.name} ({mark.sign()})" if mark else "")


class AgendaView(QListView):
    """The agenda. Up and Down skip the days, Enter opens, Left and Right turn the leaf, T shows today.

    Shift or Ctrl with Left and Right asks to move the chosen item by a day.
    """

    item_selected = Signal(object)
    item_activated = Signal(object)
    menu_requested = Signal(object, QPoint)
    move_requested = Signal(object)
    turn_wanted = Signal(int)
    today_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = EmptyState(self.viewport(), "calendar-check", tr("Nothing to do in these days."))
        self._agenda = AgendaModel(self)
        self.setModel(self._agenda)
        self.setItemDelegate(_AgendaDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Agenda"))
        self.doubleClicked.connect(self._activate)
        self.customContextMenuRequested.connect(self._offer_menu)

    def set_items(self, items: Iterable[CalendarItem], marks: Iterable[DayMark] = ()) -> None:
        """Show these items; the selected one and the scroll position stay."""
        chosen, scrolled = self.selected_item(), self.verticalScrollBar().value()
        self._agenda.set_items(items, marks)
        self._keep(chosen, scrolled)

    def set_days(self, days: Mapping[date, Sequence[int]], read: Read, marks: Iterable[DayMark] = ()) -> None:
        """Show the items of these ids, each day in its order; those that are drawn are read."""
        chosen, scrolled = self.selected_item(), self.verticalScrollBar().value()
        self._agenda.set_days(days, read, marks)
        self._keep(chosen, scrolled)

    def go_to(self, day: date) -> None:
        """Choose the first item on or after a day and bring its day to the top."""
        row = self._agenda.row_from(day)
        if row >= 0:
            self.setCurrentIndex(self._agenda.index(row))
            self.scrollTo(self._agenda.index(row - 1), QAbstractItemView.ScrollHint.PositionAtTop)

    def selected_item(self) -> CalendarItem | None:
        """Return the item that the keyboard is on."""
        index = self.currentIndex()
        line = self._agenda.line(index.row()) if index.isValid() else None
        return line if isinstance(line, CalendarItem) else None

    def select_item(self, item_id: object) -> None:
        """Select an item by its id."""
        row = self._agenda.row_of(item_id)
        if row >= 0:
            self.setCurrentIndex(self._agenda.index(row))

    def show_day(self, day: date) -> None:
        """Bring a day to the top."""
        row = self._agenda.row_of(day)
        if row >= 0:
            self.scrollTo(self._agenda.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; step over the days."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._activate(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and event.modifiers() & _HELD:
            self._ask_for_move(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.turn_wanted.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.today_wanted.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which item the keyboard is on."""
        super().currentChanged(current, previous)
        item = self.selected_item()
        if item is not None:
            self.item_selected.emit(item.id)

    def updateGeometries(self) -> None:
        """Keep the sentence of an empty agenda in the middle."""
        super().updateGeometries()
        self._empty.setGeometry(self.viewport().rect())

    def _keep(self, chosen: CalendarItem | None, scrolled: int) -> None:
        self._empty.setVisible(self._agenda.rowCount() == 0)
        if chosen is not None:
            self.select_item(chosen.id)
        self.verticalScrollBar().setValue(scrolled)

    def _step(self, by: int) -> None:
        row = self.currentIndex().row() + by
        while 0 <= row < self._agenda.rowCount():
            if not self._agenda.is_day(row):
                self.setCurrentIndex(self._agenda.index(row))
                return
            row += by

    def _ask_for_move(self, days: int) -> None:
        item = self.selected_item()
        if item is not None and item.movable:
            self.move_requested.emit(MoveWish(item.id, item.day + timedelta(days=days)))

    def _activate(self, index: QModelIndex) -> None:
        line = self._agenda.line(index.row()) if index.isValid() else None
        if isinstance(line, CalendarItem):
            self.item_activated.emit(line.id)

    def _offer_menu(self, at: QPoint) -> None:
        item = self.selected_item()
        self.menu_requested.emit(item.id if item else None, self.viewport().mapToGlobal(at))


class _AgendaDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give days a little more room than items."""
        del option
        model = index.model()
        item = isinstance(model, AgendaModel) and not model.is_day(index.row())
        return QSize(200, ROW_HEIGHT if item else _DAY_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a day's heading or an item."""
        model = index.model()
        if not isinstance(model, AgendaModel):
            return
        line = model.line(index.row())
        rect: QRect = option.rect
        if isinstance(line, CalendarItem):
            self._item(painter, rect, line, option.state)
        else:
            painter.fillRect(rect, color("raised"))
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color("border"))
            painter.setFont(heading_font(1.0))
            painter.setPen(color("text"))
            painter.drawText(rect.adjusted(16, 4, -16, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))

    def _item(self, painter: QPainter, rect: QRect, item: CalendarItem, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), color("accent"))
        base = QRect(rect.left() + 16, rect.top(), rect.width() - 32, rect.height())
        painter.setFont(figure_font(painter.font()))
        painter.setPen(color("muted"))
        painter.drawText(base.adjusted(0, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, item.time)
        self._state(painter, base, item)
        if item.icon:
            top = base.top() + (base.height() - 16) // 2
            painter.drawPixmap(base.left() + 56, top, pixmap(item.icon, item.token, 16))
        painter.setPen(color("muted" if item.struck else "text"))
        font = painter.font()
        font.setStrikeOut(item.struck)
        painter.setFont(font)
        room = base.adjusted(80, 0, -_STATE - _WHO if item.who else -_STATE, 0)
        title = painter.fontMetrics().elidedText(item.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        font.setStrikeOut(False)  # the view paints every line with the same painter
        painter.setFont(font)
        painter.setPen(color("muted"))
        beside = QRect(base.right() - _STATE - _WHO, base.top(), _WHO - 8, base.height())
        who = painter.fontMetrics().elidedText(item.who, Qt.TextElideMode.ElideRight, beside.width())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, who)

    def _state(self, painter: QPainter, base: QRect, item: CalendarItem) -> None:
        wide = min(132, painter.fontMetrics().horizontalAdvance(item.state) + 16)
        box = QRectF(base.right() - wide, base.top() + 5, wide, base.height() - 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{item.token}_soft"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(color(item.token))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, item.state)
