"""Find anything: one box, results as one types, Enter goes there (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from branchdesk.domain.findings import Found, FoundKind
from ui.icons import icon
from ui.language import term, tr
from ui.session import Link
from ui.widgets.search import SearchField

_ICONS = {
    FoundKind.CUSTOMER: "users",
    FoundKind.SITE: "map-pin",
    FoundKind.CONTACT: "phone",
    FoundKind.INVOICE: "file-text",
    FoundKind.COMPLAINT: "message-square-warning",
    FoundKind.CONTRACT: "file-text",
    FoundKind.EXTRA_REQUEST: "phone-call",
    FoundKind.APPROVED_ANSWER: "circle-question-mark",
}
_TARGET = Qt.ItemDataRole.UserRole + 1
_ROW = 36
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Sources:
    """Where hits come from: records of the branch file, and actions of the menus."""

    records: Callable[[str], Sequence[Found]]
    actions: Callable[[str], Sequence[QAction]]


class Finder(SearchField):
    """The box in the head of the window with its list of hits under it."""

    link_chosen = Signal(object)

    def __init__(self, sources: Sources, parent: QWidget) -> None:
        super().__init__(tr("Find anything… (Ctrl+K)"), parent)
        self._head = parent
        self._sources = sources
        self.setMinimumWidth(260)
        self.setMaximumWidth(420)
        self._model = QStandardItemModel(self)
        self._popup = QFrame(parent)
        self._popup.setProperty("role", "popup")
        self._list = QListView(self._popup)
        self._build()
        self.searched.connect(self.show_hits)

    def show_hits(self, text: str) -> None:
        """Show what matches, or nothing where nothing was typed."""
        self._model.clear()
        for found in self._sources.records(text):
            self._add(_record_text(found), _ICONS[found.kind], Link(found.kind.value, found.id))
        for action in self._sources.actions(text)[:5]:
            self._add(action.text().replace("&", ""), "chevron-right", action)
        if not text.strip():
            self._popup.hide()
            return
        if self._model.rowCount() == 0:
            item = QStandardItem(tr("Nothing found for “{text}”", text=text.strip()))
            item.setEnabled(False)
            self._model.appendRow(item)
        self._place()
        self._popup.show()
        self._popup.raise_()
        self._list.setCurrentIndex(self._model.index(0, 0))

    def hits(self) -> list[str]:
        """Return the lines that are shown."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the hits with the arrows, go with Enter, leave with Esc."""
        row = self._list.currentIndex().row()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._popup.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = max(0, min(row + step, self._model.rowCount() - 1))
            self._list.setCurrentIndex(self._model.index(row, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_hits(self.text())
            self._go(max(row, 0))
        elif event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
            self.clear()
            self._head.setFocus()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the hits when the box loses the keyboard."""
        if watched is self and event.type() == QEvent.Type.FocusOut and not self._list.underMouse():
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._list.setModel(self._model)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(tr("Hits"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setIconSize(QSize(16, 16))
        self._list.clicked.connect(lambda index: self._go(index.row()))
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._list)
        self._popup.hide()
        self.installEventFilter(self)

    def _add(self, text: str, picture: str, target: object) -> None:
        item = QStandardItem(icon(picture), text)
        item.setData(target, _TARGET)
        item.setSizeHint(QSize(0, _ROW))
        self._model.appendRow(item)

    def _go(self, row: int) -> None:
        item = self._model.item(row)
        target = item.data(_TARGET)
        if target is None:
            return
        self._popup.hide()
        QLineEdit.clear(self)
        if isinstance(target, QAction):
            target.trigger()
        else:
            self.link_chosen.emit(target)

    def _place(self) -> None:
        window = self._head.window()
        if self._popup.parentWidget() is not window:
            self._popup.setParent(window)  # the head had no window yet when it was made
        rows = min(self._model.rowCount(), _MOST_ROWS)
        width = max(self.width(), 460)
        below = self.mapTo(window, QPoint(0, self.height() + 4))
        left = max(8, min(below.x(), window.width() - width - 8))
        self._popup.setGeometry(left, below.y(), width, rows * _ROW + 16)


def _record_text(found: Found) -> str:
    parts = [found.title]
    if found.kind is not FoundKind.CUSTOMER:
        parts += [term(found.kind), found.customer]
    return " · ".join([*parts, found.matched] if found.matched else parts)
