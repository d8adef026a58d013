"""A window of lists that belong together: one tab for each, search, add, change, delete with undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget

from branchdesk.domain.changes import Changes
from branchdesk.domain.textfold import fold_text
from branchdesk.services.context import Outcome
from ui.forms.list_dialog import Rows
from ui.language import tr, trn
from ui.list_papers import print_list, save_list
from ui.notices import NoticeBar
from ui.session import Session
from ui.table.columns import Column
from ui.table.listing import listing_of
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID
from ui.widgets.form_dialog import FormDialog
from ui.widgets.search import SearchField


@dataclass(frozen=True, slots=True)
class Page:
    """One list: what it shows, how an entry is made or changed, and how the shipped ones come back."""

    title: str
    lead: str
    columns: Sequence[Column[Any]]
    read: Callable[[], Sequence[Any]]
    edit: Callable[[QWidget, Any | None], FormDialog]  # None: a new entry
    delete: Callable[[Sequence[Any]], Outcome[Any]]
    restore: Callable[[], Outcome[Any]]
    kinds: tuple[type, ...] = field(default=())


class TextTablesDialog(QDialog):
    """Shows the pages; Ctrl+N adds, Enter or F2 changes, Delete deletes, Ctrl+Z takes back."""

    def __init__(self, parent: QWidget | None, session: Session, title: str, pages: Sequence[Page]) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = tuple(pages)
        self._bars = QTabBar()
        self._lead = QLabel()
        self._count = QLabel()
        self._body = QVBoxLayout()
        self.search = SearchField(tr("Search this list"))
        self.tables = tuple(self._make_table(page) for page in self._pages)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 620)
        self._lay_out()
        self._connect()
        NoticeBar(self)
        self.show_page(0)

    def show_page(self, at: int) -> None:
        """Show one of the lists."""
        if self._bars.currentIndex() != at:
            self._bars.setCurrentIndex(at)
            return
        for place, table in enumerate(self.tables):
            table.setVisible(place == at)
        self._lead.setText(self._pages[at].lead)
        self.load()
        self.tables[at].setFocus()

    def load(self) -> None:
        """Read the list in view again."""
        self.table.record_model().refresh()
        shown = len(self.table.record_model().ids())
        self._count.setText(trn("{n} entry", "{n} entries", shown))

    @property
    def page(self) -> Page:
        """Return the page in view."""
        return self._pages[self._bars.currentIndex()]

    @property
    def table(self) -> RecordTable:
        """Return the list in view."""
        return self.tables[self._bars.currentIndex()]

    def add(self) -> None:
        """Add an entry."""
        self._open(self.page.edit(self, None))

    def change(self) -> None:
        """Change the chosen entry."""
        chosen = self._chosen()
        if chosen:
            self._open(self.page.edit(self, chosen[0]))

    def remove(self) -> None:
        """Delete the chosen entries; Undo brings them back."""
        chosen, page = self._chosen(), self.page
        if chosen:
            self._session.act(self, lambda: page.delete(chosen), title=tr("Delete"))

    def restore(self) -> None:
        """Bring back the shipped entries of this list."""
        page = self.page
        self._session.act(self, page.restore, title=tr("Bring back the shipped entries"))

    def _chosen(self) -> list[Any]:
        ids = set(self.table.selected_ids())
        return [row for row in self.page.read() if row.id in ids]

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touches(*self.page.kinds):
            self.load()

    def _found(self, page: Page) -> Sequence[Any]:
        wanted = fold_text(self.search.text())
        rows = page.read()
        if not wanted:
            return rows
        return [row for row in rows if any(wanted in fold_text(column.shown(row)) for column in page.columns)]

    def _make_table(self, page: Page) -> RecordTable:
        model: RecordTableModel[Any] = RecordTableModel(tuple(page.columns), Rows(partial(self._found, page)))
        table = RecordTable(model, page.title)
        table.set_empty("list", tr("This list is empty."), tr("Bring back the shipped entries"), self.restore)
        table.set_no_match(tr("Nothing matches the search."), tr("Show all"), self.search.clear)
        table.set_filtered(lambda: bool(self.search.text().strip()))
        table.activated_record.connect(lambda _id: self.change())
        return table

    def _connect(self) -> None:
        self._bars.currentChanged.connect(self.show_page)
        self.search.searched.connect(lambda _text: self.load())
        self.search.left_downwards.connect(lambda: self.table.setFocus())
        self._session.bus.changed.connect(self._take_changes)
        for keys, act in (
            ("Ctrl+N", self.add),
            ("F2", self.change),
            ("Ctrl+F", self.search.setFocus),
            ("Ctrl+Z", lambda: self._session.undo_last(self)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        for table in self.tables:
            delete = QShortcut(QKeySequence("Delete"), table, self.remove)
            delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        self._lead.setProperty("role", "muted")
        self._lead.setWordWrap(True)
        self._count.setProperty("role", "muted")
        self._bars.setExpanding(False)
        self._bars.setUsesScrollButtons(True)
        self._bars.setAccessibleName(tr("Lists"))
        for page in self._pages:
            self._bars.addTab(page.title)
        self._bars.setVisible(len(self._pages) > 1)
        over = QHBoxLayout()
        over.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        over.setSpacing(GRID * 2)
        over.addWidget(self._lead, 1)
        over.addWidget(self._count)
        over.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bars)
        column.addLayout(over)
        for table in self.tables:
            column.addWidget(table, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        foot.setSpacing(GRID)
        for text, act in (
            (tr("New entry"), self.add),
            (tr("Change"), self.change),
            (tr("Delete"), self.remove),
            (tr("Bring back the shipped entries"), self.restore),
            (tr("Save as…"), self._save),
            (tr("Print"), self._print),
        ):
            foot.addWidget(_button(text, act))
        foot.addStretch(1)
        foot.addWidget(_button(tr("Close"), self.accept))
        return foot

    def _save(self) -> None:
        save_list(self, self._session, listing_of(self.table, self.page.title))

    def _print(self) -> None:
        print_list(self, self._session, listing_of(self.table, self.page.title))


def _button(text: str, clicked: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: clicked())
    return button
