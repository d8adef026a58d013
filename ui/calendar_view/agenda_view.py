"""The same items as a list, day under day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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

from ui.calendar_view.items import CalendarItem, DayMark, by_day
from ui.icons import pixmap
from ui.language import tr, words
from ui.theme import ROW_HEIGHT, color, figure_font, heading_font
from ui.widgets.empty import EmptyState

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DAY_HEIGHT = 36
Line = CalendarItem | date


class AgendaModel(QAbstractListModel):
    """Days and the items under them; days cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._marks: dict[date, DayMark] = {}

    def set_items(self, items: Iterable[CalendarItem], marks: Iterable[DayMark] = ()) -> None:
        """Show these items."""
        self.beginResetModel()
        self._marks = {mark.day: mark for mark in marks}
        self._lines = []
        for day, found in sorted(by_day(items).items()):
            self._lines += [day, *found]
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return the day or the item in a row."""
        return self._lines[row]

    def row_of(self, wanted: object) -> int:
        """Return the row of an item by its id, or of a day; -1 where there is none."""
        for row, line in enumerate(self._lines):
            if line == wanted or (isinstance(line, CalendarItem) and line.id == wanted):
                return row
        return -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of days and items."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return texts for the screen reader and the mouse."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken() if isinstance(line, CalendarItem) else self._heading(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, CalendarItem):
            return line.tooltip or None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only items be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._lines[index.row()], CalendarItem):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def _heading(self, day: date) -> str:
        mark = self._marks.get(day)
        return words().long_date(day) + (f"  {mark.name} ({mark.sign()})" if mark else "")


class AgendaView(QListView):
    """The agenda; Up and Down skip the days, Enter opens."""

    item_selected = Signal(object)
    item_activated = Signal(object)
    menu_requested = Signal(object, QPoint)

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
        self._empty.setVisible(self._agenda.rowCount() == 0)
        if chosen is not None:
            self.select_item(chosen.id)
        self.verticalScrollBar().setValue(scrolled)

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

    def _step(self, by: int) -> None:
        row = self.currentIndex().row() + by
        while 0 <= row < self._agenda.rowCount():
            if isinstance(self._agenda.line(row), CalendarItem):
                self.setCurrentIndex(self._agenda.index(row))
                return
            row += by

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
        item = isinstance(model, AgendaModel) and isinstance(model.line(index.row()), CalendarItem)
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
        room = base.adjusted(80, 0, -140, 0)
        title = painter.fontMetrics().elidedText(item.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        font.setStrikeOut(False)  # the view paints every line with the same painter
        painter.setFont(font)

    def _state(self, painter: QPainter, base: QRect, item: CalendarItem) -> None:
        wide = min(132, painter.fontMetrics().horizontalAdvance(item.state) + 16)
        box = QRectF(base.right() - wide, base.top() + 5, wide, base.height() - 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{item.token}_soft"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(color(item.token))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, item.state)
