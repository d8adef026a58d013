"""A tab that is a list on the left and the chosen record's card on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from branchdesk.domain.changes import Changes
from branchdesk.domain.list_query import ListKind, ListQuery
from ui.language import tr, trn
from ui.lists import DeskRows
from ui.session import Link, Session
from ui.table.columns import Column
from ui.table.listing import Listing, listing_of
from ui.table.model import RecordTableModel, RowSource
from ui.table.view import RecordTable
from ui.tabs.base import Tab
from ui.theme import GRID
from ui.widgets.search import SearchField

CARD_WIDTH = 400


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One entry of the filter box: its words and the named filters that it sets."""

    text: str
    filters: tuple[str, ...] = ()


class ListTab(Tab):
    """Search, filter, table and card; a subclass says which list, columns, filters and card."""

    kind: ListKind
    kinds: tuple[type, ...] = ()
    """Record types whose changes make the tab reload."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model: RecordTableModel[Any] = RecordTableModel(self.columns(), self.source())
        self.table = RecordTable(self.model, self.title())
        self.search = SearchField(tr("Search this list"))
        self.filter_box = QComboBox()
        self.filter_box.setAccessibleName(tr("Filter"))
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self._choices = self.filters()
        for choice in self._choices:
            self.filter_box.addItem(choice.text)
        self.card = self.make_card()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._restore()

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns of the list."""
        raise NotImplementedError

    def source(self) -> RowSource[Any]:
        """Return where the rows come from; usually the desk's own list."""
        return DeskRows(self.session.desk, self.kind)

    def filters(self) -> Sequence[FilterChoice]:
        """Return the choices of the filter box, the usual one first."""
        raise NotImplementedError

    def make_card(self) -> QWidget:
        """Build the pane on the right."""
        raise NotImplementedError

    def show_card(self, record_id: int | None) -> None:
        """Show a record on the card, or what to do when none is chosen."""
        raise NotImplementedError

    def open_record(self, record_id: int) -> None:
        """Open a record for changing (Enter, double-click)."""
        raise NotImplementedError

    def tools(self) -> Sequence[QWidget]:
        """Return further controls at the right of the filter bar."""
        return ()

    def above(self) -> QWidget | None:
        """Return what stands between filter bar and list, such as a chart."""
        return None

    def shows(self, changes: Changes) -> bool:
        """Tell whether these changes concern the list or the card."""
        return changes.touches(*self.kinds)

    def reload(self) -> None:
        """Read the list again; the card follows the chosen row."""
        self.model.refresh()
        self._show_count()
        ids = self.model.ids()
        if self.table.current_id() is None and len(ids):
            self.table.go_to(ids[0])  # a card beside the list from the first moment; choosing shows it
        else:
            self.show_card(self.table.current_id())

    def current_record(self) -> int | None:
        """Return the id of the chosen row."""
        return self.table.current_id()

    def homes(self) -> Sequence[QWidget]:
        """Return the list, where Space belongs to the chosen row."""
        return (self.table,)

    def show_record(self, link: Link) -> None:
        """Choose a record, dropping a filter that hides it."""
        self.wake()
        if not self.table.go_to(link.id):
            self.search.clear()
            self.filter_box.setCurrentIndex(self._widest())
            self._filter()
            self.table.go_to(link.id)
        self.show_card(link.id)
        self.table.setFocus()

    def listing(self) -> Listing:
        """Return the rows of the present filter and search."""
        chosen = self._choices[self.filter_box.currentIndex()]
        search = self.search.text().strip()
        parts = (chosen.text if chosen.filters else "", f"“{search}”" if search else "")
        return listing_of(self.table, self.title(), " · ".join(filter(None, parts)))

    def remember(self) -> None:
        """Keep columns, widths, splitter and filter."""
        settings = self.session.settings
        settings.set_bytes(f"{self.key}/table/{self.table.layout_key()}", self.table.save_layout())
        settings.set_bytes(f"{self.key}/splitter", self.splitter.saveState())
        settings.set_text(f"{self.key}/filter", str(self.filter_box.currentIndex()))

    def _widest(self) -> int:
        for position, choice in enumerate(self._choices):
            if not choice.filters:
                return position
        return 0

    def _filter(self) -> None:
        choice = self._choices[self.filter_box.currentIndex()]
        text = self.search.text().strip()
        self.model.set_filter(ListQuery(self.kind, text=text, filters=choice.filters))
        self._show_count()
        self.show_card(self.table.current_id())

    def _show_count(self) -> None:
        self.count.setText(trn("{n} entry", "{n} entries", len(self.model.ids())))

    def _is_filtered(self) -> bool:
        return bool(self.search.text().strip() or self._choices[self.filter_box.currentIndex()].filters)

    def _show_all(self) -> None:
        self.search.clear()
        self.filter_box.setCurrentIndex(self._widest())
        self._filter()

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._filter())
        self.filter_box.activated.connect(lambda _index: self._filter())
        self.table.activated_record.connect(self.open_record)
        self.table.current_record_changed.connect(self._chosen)
        self.table.current_record_changed.connect(lambda _id: self.record_changed.emit())
        self.table.set_filtered(self._is_filtered)
        self.table.set_no_match(tr("Nothing matches the search or filter."), tr("Show all"), self._show_all)

    def _chosen(self, record_id: object) -> None:
        self.show_card(record_id if isinstance(record_id, int) else None)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        bar.setSpacing(GRID)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.filter_box)
        for tool in self.tools():
            bar.addWidget(tool)
        bar.addWidget(self.count)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        above = self.above()
        if above is not None:
            column.addWidget(above)
        column.addWidget(self.table, 1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.card)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([900, CARD_WIDTH])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _restore(self) -> None:
        settings = self.session.settings
        layout = settings.bytes(f"{self.key}/table/{self.table.layout_key()}")
        if not layout.isEmpty():
            self.table.restore_layout(layout)
        splitter = settings.bytes(f"{self.key}/splitter")
        if not splitter.isEmpty():
            self.splitter.restoreState(splitter)
        chosen = settings.text(f"{self.key}/filter")
        if chosen.isdecimal() and int(chosen) < len(self._choices):
            self.filter_box.setCurrentIndex(int(chosen))
        filters = self._choices[self.filter_box.currentIndex()].filters
        self.model.set_filter(ListQuery(self.kind, filters=filters))
