"""The visits that nobody has booked yet: a strip below the calendar, to drag from or to book by a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
)

from ui.calendar_view.carried_visits import packed
from ui.calendar_view.items import CalendarItem
from ui.icons import icon, pixmap
from ui.language import tr, trn, words
from ui.theme import GRID, color

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW = 28
_ROWS = 4
_PAGE = 40
Read = Callable[[Sequence[int]], list[CalendarItem]]


class PoolModel(QAbstractListModel):
    """Visits by their ids, read in pages when they are drawn."""

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._ids: Sequence[int] = ()
        self._items: dict[int, CalendarItem] = {}

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these visits."""
        self.beginResetModel()
        self._ids, self._items = ids, {}
        self.endResetModel()

    def id_at(self, row: int) -> int:
        """Return the visit in a row."""
        return self._ids[row]

    def row_of(self, visit_id: int) -> int:
        """Return the row of a visit; -1 where it is not among them."""
        return list(self._ids).index(visit_id) if visit_id in self._ids else -1

    def item(self, row: int) -> CalendarItem | None:
        """Return what is known of the visit in a row; None where it is gone."""
        if self._ids[row] not in self._items:
            start = row // _PAGE * _PAGE
            found = self._read(list(self._ids[start : start + _PAGE]))
            self._items |= {item.id: item for item in found if isinstance(item.id, int)}
        return self._items.get(self._ids[row])

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of visits."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return texts for the screen reader and the mouse."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        item = self.item(index.row())
        if item is None:
            return ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.explanation()
        return f"{item.title}, {lacking(item)}"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let every visit be chosen and carried."""
        del index
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Pack the visit that is carried."""
        return packed(self._ids[indexes[0].row()])


def lacking(item: CalendarItem) -> str:
    """Say for which day a visit is planned and what it lacks."""
    failed = isinstance(item.id, int) and item.id < 0
    parts = [words().long_date(item.day), item.state if failed else item.time or tr("no time")]
    parts.append(item.who or tr("no technician"))
    return " · ".join(parts)


class PoolList(QListView):
    """The list itself: Enter books, the mouse carries."""

    book_wanted = Signal(int)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._pool = PoolModel(read, self)
        self.setModel(self._pool)
        self.setItemDelegate(_PoolDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(tr("Not booked"))
        self.doubleClicked.connect(lambda index: self.book_wanted.emit(self._pool.id_at(index.row())))

    @property
    def pool(self) -> PoolModel:
        """Return what is shown."""
        return self._pool

    def current_id(self) -> int | None:
        """Return the visit that the keyboard is on."""
        index = self.currentIndex()
        return self._pool.id_at(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Book with Enter."""
        chosen = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self.book_wanted.emit(chosen)
        else:
            super().keyPressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Let the visit hang on the mouse."""
        chosen = self.current_id()
        if chosen is None:
            return
        drag = QDrag(self)
        drag.setMimeData(packed(chosen))
        drag.setPixmap(pixmap("calendar-plus", "accent", 24))
        drag.exec(supported)


class VisitPool(QFrame):
    """A head with the count, and below it, where somebody opens it, the visits; gone where all are booked."""

    book_wanted = Signal(int)
    show_wanted = Signal(int)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.list = PoolList(read)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer_menu)
        self.list.setFixedHeight(_ROW * _ROWS)
        self._head = QToolButton()
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setCheckable(True)
        self._hint = QLabel(tr("Drag one onto a day, a time or a technician, or press Enter."))
        self._hint.setProperty("role", "muted")
        self._book = QToolButton()
        self._book.setText(tr("Book…"))
        self._lay_out()
        self._head.toggled.connect(lambda opened: self._unfold(opened=opened))
        self._book.clicked.connect(self.book)
        self.list.book_wanted.connect(self.book_wanted)
        self._unfold(opened=False)
        self.set_ids(())

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these visits; the chosen one stays chosen."""
        chosen = self.list.current_id()
        self.list.pool.set_ids(ids)
        row = self.list.pool.row_of(chosen) if chosen is not None else -1
        self.list.setCurrentIndex(self.list.pool.index(max(row, 0)))
        text = trn("{n} visit not booked", "{n} visits not booked", len(ids))
        self._head.setText(text)
        self._head.setAccessibleName(text)
        self.setVisible(bool(ids))

    def count(self) -> int:
        """Return how many visits are not booked."""
        return self.list.pool.rowCount()

    def is_open(self) -> bool:
        """Tell whether the visits are shown."""
        return self._head.isChecked()

    def set_open(self, *, opened: bool) -> None:
        """Show the visits or their count alone."""
        self._head.setChecked(opened)

    def take_focus(self) -> None:
        """Open the list and put the keyboard on it."""
        self.set_open(opened=True)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def book(self) -> None:
        """Book the chosen visit."""
        chosen = self.list.current_id()
        if chosen is not None:
            self.book_wanted.emit(chosen)

    def menu(self) -> QMenu:
        """Return what can be done with the chosen visit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("calendar-plus"), tr("Book…"), self.book)
        chosen = self.list.current_id()
        if chosen is not None and chosen > 0:
            menu.addAction(icon("calendar"), tr("Show the visit"), lambda: self.show_wanted.emit(chosen))
        return menu

    def _offer_menu(self, at: QPoint) -> None:
        if self.list.current_id() is not None:
            self.menu().popup(self.list.viewport().mapToGlobal(at))

    def _unfold(self, *, opened: bool) -> None:
        for part in (self.list, self._hint, self._book):
            part.setVisible(opened)
        self._head.setIcon(icon("chevron-down" if opened else "chevron-right"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(GRID, 0, GRID * 2, 0)
        row.setSpacing(GRID)
        row.addWidget(self._head)
        row.addWidget(self._hint, 1)
        row.addStretch()
        row.addWidget(self._book)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 4, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.list)


class _PoolDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give every visit one line."""
        del option, index
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw where, and what is lacking."""
        model = index.model()
        item = model.item(index.row()) if isinstance(model, PoolModel) else None
        if item is None:
            return
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), color("accent"))
        room = rect.adjusted(GRID * 2 + 24, 0, -GRID * 2, 0)
        top = rect.top() + (rect.height() - 16) // 2
        painter.drawPixmap(rect.left() + GRID * 2, top, pixmap(item.icon or "clock", item.token, 16))
        metrics, text = painter.fontMetrics(), lacking(item)
        wide = min(metrics.horizontalAdvance(text), room.width() // 2)
        self._put(painter, text, QRect(room.right() - wide, room.top(), wide + 1, room.height()), "muted")
        self._put(painter, item.title, room.adjusted(0, 0, -wide - GRID * 2, 0), "text")

    @staticmethod
    def _put(painter: QPainter, text: str, room: QRect, token: str) -> None:
        painter.setPen(color(token))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)
