"""A form over several pages: their names at the left, one at a time at the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from branchdesk.domain.messages import Message
from ui.icons import icon
from ui.language import tr
from ui.theme import GRID
from ui.widgets.form import Field, Form

_NAMES_WIDTH = 176


class PagedForm(Form):
    """Begin each page with `page`; a problem shows its page and marks its name."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent, columns=columns)
        self._names = QListWidget()
        self._stack = QStackedWidget()
        self._icons: list[str] = []
        self._page_of: dict[str, int] = {}
        self._lay_out_pages()
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.turn(step))

    def page(self, title: str, icon_name: str) -> None:
        """Begin a page."""
        room = QWidget()
        self._grid = QGridLayout(room)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID)
        for column in range(self._columns):
            self._grid.setColumnStretch(column * 2 + 1, 1)
        self._grid.setRowStretch(99, 1)
        self._next = (0, 0)
        self._stack.addWidget(room)
        self._icons.append(icon_name)
        self._names.addItem(QListWidgetItem(icon(icon_name), title))
        if self._names.count() == 1:
            self.show_page(0)

    def add(
        self,
        key: str,
        title: str,
        field: Field,
        *,
        required: bool = False,
        hint: str = "",
        wide: bool = False,
    ) -> None:
        """Add a field to the page begun last."""
        super().add(key, title, field, required=required, hint=hint, wide=wide)
        self._page_of[key] = self._stack.count() - 1

    def show_page(self, number: int) -> None:
        """Show a page by its number from 0."""
        self._names.setCurrentRow(number)

    def show_page_of(self, key: str) -> None:
        """Show the page on which a field stands."""
        self.show_page(self._page_of[key])

    def turn(self, step: int) -> None:
        """Show the next or the last page, and put the keyboard on its first field."""
        number = (self._names.currentRow() + step) % self._stack.count()
        self.show_page(number)
        for key, page in self._page_of.items():
            if page == number and not self._hidden(self._entries[key]):
                self._entries[key].widget.setFocus()
                return

    def set_problems(self, problems: Mapping[str, Message]) -> None:
        """Show the page of the first problem, and mark every page that has one."""
        wrong = {self._page_of[key] for key in problems if key in self._page_of}
        for number, name in enumerate(self._icons):
            sign = icon("circle-alert", "late") if number in wrong else icon(name)
            self._names.item(number).setIcon(sign)
        first = next((key for key in self._page_of if key in problems), None)
        if first is not None:
            self.show_page_of(first)
        super().set_problems(problems)

    def focus_first(self) -> None:
        """Put the keyboard on the first field of the page that is shown."""
        shown = self._names.currentRow()
        for key, page in self._page_of.items():
            if page == shown and self._entries[key].widget.isEnabled():
                self._entries[key].widget.setFocus()
                return

    def _lay_out_pages(self) -> None:
        self._names.setObjectName("pages")
        self._names.setAccessibleName(tr("Pages"))
        self._names.setFixedWidth(_NAMES_WIDTH)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names.setToolTip(tr("Ctrl+PgDown: next page"))
        self._names.currentRowChanged.connect(self._stack.setCurrentIndex)
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID * 2)
        row.addWidget(self._names)
        row.addWidget(self._stack, 1)
        self._grid.addWidget(room, 0, 0, 1, self._columns * 2)


def quiet(text: str) -> QLabel:
    """Return a muted line to stand between fields."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
