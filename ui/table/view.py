"""The list itself: keyboard first, nothing jumps, columns as each person wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ui.language import tr
from ui.table.columns import Column, version_of
from ui.table.delegate import PADDING, RecordDelegate
from ui.table.model import ListQuery, RecordTableModel
from ui.theme import ROW_HEIGHT
from ui.widgets.empty import EmptyState

_Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Place:
    """Where the reader was: by id, so that it survives rows coming and going."""

    current: int | None = None
    current_row: int = 0
    column: int = 0
    top: int | None = None
    selected: tuple[int, ...] = ()


class RecordTable(QTableView):
    """A list of records over a `RecordTableModel`."""

    activated_record = Signal(int)
    current_record_changed = Signal(object)
    layout_changed = Signal()

    def __init__(self, model: RecordTableModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._place = _Place()
        self._announced: int | None = None
        self._nothing_yet = EmptyState(self.viewport(), "inbox", tr("Nothing here yet."))
        self._no_match = EmptyState(self.viewport(), "search", tr("Nothing matches the filter."))
        self._filtered: Callable[[], bool] = lambda: self._model.query.filter not in (None, "")
        self.setAccessibleName(name)
        self._look()
        self.setModel(model)
        self._head()
        self._connect()
        self._show_emptiness()

    def record_model(self) -> RecordTableModel[Any]:
        """Return the model."""
        return self._model

    def set_empty(
        self, picture: str, sentence: str, button: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say what stands in the list while there is nothing at all."""
        self._nothing_yet.set_content(picture, sentence, button, act)

    def set_no_match(self, sentence: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what stands in the list when the filter leaves nothing (with a button that clears it)."""
        self._no_match.set_content("search", sentence, button, act)

    def set_filtered(self, filtered: Callable[[], bool]) -> None:
        """Tell how to find out whether a filter is set, where an empty filter is not None or ""."""
        self._filtered = filtered

    def current_id(self) -> int | None:
        """Return the record under the keyboard."""
        index = self.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """Return the selected records in the order of the list."""
        return [self._model.id_at(row) for row in self._selected_rows()]

    def go_to(self, record_id: int) -> bool:
        """Select a record and bring it into sight; False where the list does not hold it."""
        index = self._model.index_of_id(record_id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def layout_key(self) -> str:
        """Return the key under which this list's column layout is remembered."""
        return f"table/{version_of(self._model.columns)}"

    def save_layout(self) -> QByteArray:
        """Return widths, order and visibility of the columns."""
        return self.horizontalHeader().saveState()

    def restore_layout(self, state: QByteArray) -> None:
        """Lay the columns out as they were; the order of the rows stays what it is."""
        if state.isEmpty():
            return
        header = self.horizontalHeader()
        header.restoreState(state)
        self._head()
        self._show_order()

    def shown_columns(self) -> list[Column[Any]]:
        """Return the columns that are shown, in the order in which they stand."""
        return [self._model.columns[at] for at in self._shown_columns()]

    def copy(self) -> None:
        """Copy the selected rows with their headings, as text for Excel and as a table for Word."""
        columns = self._shown_columns()
        lines = [[str(self._model.headerData(at, Qt.Orientation.Horizontal)) for at in columns]]
        lines += [[self._model.cell(row, at).text for at in columns] for row in self._selected_rows()]
        mime = QMimeData()
        mime.setText("".join("\t".join(_flat(cell) for cell in line) + "\r\n" for line in lines))
        mime.setHtml(_html(lines))
        QGuiApplication.clipboard().setMimeData(mime)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; the rest moves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._activate(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.selectRow(0)
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self.selectRow(self._model.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Redraw both rows and tell who listens."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self._announce()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew after a change of font or theme."""
        super().changeEvent(event)
        delegate = self.itemDelegate()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and isinstance(
            delegate, RecordDelegate
        ):
            delegate.take_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sentence of an empty list in the middle."""
        super().resizeEvent(event)
        for state in (self._nothing_yet, self._no_match):
            state.setGeometry(self.viewport().rect())

    def _look(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setMinimumSectionSize(ROW_HEIGHT)
        vertical.setDefaultSectionSize(ROW_HEIGHT)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(RecordDelegate(self))

    def _head(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(40)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setAccessibleName(tr("Columns"))
        if not header.property("laid_out"):
            header.setProperty("laid_out", "yes")
            for at, column in enumerate(self._model.columns):
                heading = header.fontMetrics().horizontalAdvance(tr(column.title)) + 2 * PADDING + 4
                self.setColumnWidth(at, max(column.width, heading))
                self.setColumnHidden(at, not column.visible)

    def _connect(self) -> None:
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        header.customContextMenuRequested.connect(self._offer_columns)
        for moved in (header.sectionMoved, header.sectionResized):
            moved.connect(lambda *_args: self.layout_changed.emit())
        self.doubleClicked.connect(self._activate)
        self._model.modelAboutToBeReset.connect(self._remember)
        self._model.modelReset.connect(self._return)
        self._model.dataChanged.connect(lambda *_args: self._announce(anew=True))

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated_record.emit(self._model.id_at(index.row()))

    def _announce(self, *, anew: bool = False) -> None:
        current = self.current_id()
        if current != self._announced or (anew and current is not None):
            self._announced = current
            self.current_record_changed.emit(current)

    def _sort_by(self, section: int) -> None:
        key = self._model.columns[section].sort_key
        query = self._model.query
        if key:
            down = key == query.sort_key and not query.descending
            self._model.set_query(ListQuery(query.filter, key, down))
        self._show_order()

    def _show_order(self) -> None:
        header, query = self.horizontalHeader(), self._model.query
        keys = [column.sort_key for column in self._model.columns]
        known = bool(query.sort_key) and query.sort_key in keys
        header.setSortIndicatorShown(known)
        if known:
            order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(query.sort_key), order)

    def _remember(self) -> None:
        current, top = self.currentIndex(), self.rowAt(0)
        self._place = _Place(
            self.current_id(),
            max(current.row(), 0),
            max(current.column(), 0),
            self._model.id_at(top) if top >= 0 else None,
            tuple(self.selected_ids()) if len(self._selected_rows()) < 5_000 else (),
        )

    def _return(self) -> None:
        place = self._place
        self._show_emptiness()
        self._show_order()
        if place.top is not None:
            self.scrollTo(self._model.index_of_id(place.top), QAbstractItemView.ScrollHint.PositionAtTop)
        if place.current is not None and self._model.rowCount():
            found = self._model.index_of_id(place.current)
            # A record that left the list gives its place to the next one: work goes on where it was.
            row = found.row() if found.isValid() else min(place.current_row, self._model.rowCount() - 1)
            self.selectionModel().setCurrentIndex(
                self._model.index(row, place.column), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self._select(place.selected if found.isValid() else (self._model.id_at(row),))
        self._announce(anew=True)

    def _select(self, ids: Sequence[int]) -> None:
        chosen = QItemSelection()
        for index in map(self._model.index_of_id, ids):
            if index.isValid():
                chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def _selected_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _shown_columns(self) -> list[int]:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [at for at in order if not self.isColumnHidden(at)]

    def _show_emptiness(self) -> None:
        empty = self._model.rowCount() == 0
        filtered = self._filtered()
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if empty else policy.ScrollBarAsNeeded)
        self._nothing_yet.setVisible(empty and not filtered)
        self._no_match.setVisible(empty and filtered)

    def _offer_columns(self, at: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(at))

    def column_menu(self) -> QMenu:
        """Return the menu in which columns are shown and hidden; one column always stays."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self._shown_columns()
        for at, column in enumerate(self._model.columns):
            action = menu.addAction(tr(column.title))
            action.setCheckable(True)
            action.setChecked(at in shown)
            action.setEnabled(shown != [at])
            action.toggled.connect(lambda on, at=at: self._show_column(at, shown=on))
        return menu

    def _show_column(self, at: int, *, shown: bool) -> None:
        self.setColumnHidden(at, not shown)
        if shown and self.columnWidth(at) < 40:
            self.setColumnWidth(at, self._model.columns[at].width)
        self.layout_changed.emit()


def _flat(text: str) -> str:
    return text.replace("\t", " ").replace("\r", " ").replace("\n", " ")


def _html(lines: list[list[str]]) -> str:
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
