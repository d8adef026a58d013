"""A list of any length: the ids at once, the rows page by page when they are drawn."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.icons import icon
from ui.language import tr
from ui.table.columns import Align, Column, HasId
from ui.theme import color

Row = TypeVar("Row", bound=HasId)
RowOut = TypeVar("RowOut", bound=HasId, covariant=True)

PAGE = 100
"""Rows fetched in one go."""
PAGES_KEPT = 20
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows and in which order; `filter` is whatever the source understands."""

    filter: object = None
    sort_key: str = ""
    descending: bool = False


class RowSource(Protocol[RowOut]):
    """Where a list comes from; both calls must be quick, for the list waits for them."""

    def ids(self, query: ListQuery) -> Sequence[int]:
        """Return the ids of all rows that match, in order; asked once per filter and order."""

    def rows(self, ids: Sequence[int]) -> Sequence[RowOut]:
        """Return the rows of these ids in any order; ids that are gone may be left out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything that is drawn in one cell, made once per row and column."""

    text: str
    align: Qt.AlignmentFlag
    icon: str | None
    token: str | None


class RecordTableModel(QAbstractTableModel, Generic[Row]):
    """Shows the rows of a `RowSource` in the given columns; nothing in it can be edited."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        source: RowSource[Row] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._source = source
        self._query = ListQuery()
        self._ids = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._cells: dict[tuple[int, int], Cell] = {}

    @property
    def query(self) -> ListQuery:
        """Return what is shown and in which order."""
        return self._query

    def set_source(self, source: RowSource[Row]) -> None:
        """Show another source and ask it."""
        self._source = source
        self.refresh()

    def set_query(self, query: ListQuery) -> None:
        """Show other rows, or another order."""
        self._query = query
        self.refresh()

    def set_filter(self, wanted: object) -> None:
        """Show other rows in the present order."""
        self.set_query(replace(self._query, filter=wanted))

    def refresh(self) -> None:
        """Ask the source again; where the list is the same, only the cells are drawn anew."""
        ids = array("q", self._source.ids(self._query) if self._source is not None else ())
        if ids == self._ids:
            self._forget_rows()
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self._forget_rows()
        self.endResetModel()

    def ids(self) -> Sequence[int]:
        """Return the ids of all rows in order."""
        return self._ids

    def read(self, ids: Sequence[int]) -> list[Row]:
        """Ask the source for the rows of these ids, in their order; may be called from a worker thread."""
        found = {row.id: row for row in self._source.rows(ids)} if self._source is not None else {}
        return [found[record_id] for record_id in ids if record_id in found]

    def id_at(self, row: int) -> int:
        """Return the id of a row."""
        return self._ids[row]

    def row_at(self, row: int) -> Row | None:
        """Return a row's record, fetching its page; None where it is gone from the source."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(number)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[row])

    def index_of_id(self, record_id: int) -> QModelIndex:
        """Return the first cell of a record's row; invalid where the list does not hold it."""
        try:
            return self.index(self._ids.index(record_id), 0)
        except ValueError:
            return QModelIndex()

    def cell(self, row: int, column: int) -> Cell:
        """Return what is drawn in a cell."""
        found = self._cells.get((row, column))
        if found is None:
            found = self._cells[row, column] = self._make_cell(row, column)
        return found

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows match."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what Qt, the screen reader or the clipboard asks for."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._described(index.row(), index.column(), role)
        if role not in _DRAWN:
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return cell.align
        if role == Qt.ItemDataRole.ForegroundRole:
            return color(cell.token) if cell.token else None
        return icon(cell.icon, cell.token or "muted") if cell.icon else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align.value | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the source for another order; columns without one keep the present order."""
        if 0 <= column < len(self.columns) and self.columns[column].sort_key:
            descending = order == Qt.SortOrder.DescendingOrder
            self.set_query(
                replace(self._query, sort_key=self.columns[column].sort_key, descending=descending)
            )

    def _fetch(self, number: int) -> dict[int, Row]:
        wanted = self._ids[number * PAGE : (number + 1) * PAGE]
        page: dict[int, Row] = {}
        # Kept before the source is asked: a source that fails must not fail once per cell.
        self._pages[number] = page
        if self._source is not None:
            page.update((row.id, row) for row in self._source.rows(wanted.tolist()))
        while len(self._pages) > PAGES_KEPT:
            self._drop(self._pages.popitem(last=False)[0])
        return page

    def _drop(self, number: int) -> None:
        for row in range(number * PAGE, (number + 1) * PAGE):
            for column in range(len(self.columns)):
                self._cells.pop((row, column), None)

    def _forget_rows(self) -> None:
        self._pages.clear()
        self._cells.clear()

    def _make_cell(self, row: int, at: int) -> Cell:
        column = self.columns[at]
        align = column.align.value | Qt.AlignmentFlag.AlignVCenter
        record = self.row_at(row)
        if record is None:
            return Cell("", align, None, None)
        return Cell(
            column.shown(record),
            align,
            column.icon(record) if column.icon else None,
            column.color(record) if column.color else None,
        )

    def _described(self, row: int, at: int, role: int) -> str | None:
        column, record = self.columns[at], self.row_at(row)
        if record is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(record) if column.tooltip else None
        return f"{tr(column.title)}: {self.cell(row, at).text}"


_DRAWN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ForegroundRole,
    Qt.ItemDataRole.DecorationRole,
)

__all__ = ["PAGE", "Align", "Cell", "ListQuery", "RecordTableModel", "RowSource"]
