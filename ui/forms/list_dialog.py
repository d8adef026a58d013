"""A list in a window of its own, with buttons at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.language import tr
from ui.session import Session
from ui.table.columns import Column
from ui.table.model import ListQuery, RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID


class Rows:
    """A short list that is read whole, in the order in which it comes."""

    def __init__(self, read: Callable[[], Sequence[Any]]) -> None:
        self._read = read

    def ids(self, query: ListQuery) -> Sequence[int]:
        """Return the ids in their one order."""
        del query
        return [row.id for row in self._read()]

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return these rows."""
        wanted = set(ids)
        return [row for row in self._read() if row.id in wanted]


class ListDialog(QDialog):
    """Shows rows, a sentence over them, and what can be done with the chosen one."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        title: str,
        columns: Sequence[Column[Any]],
        read: Callable[[], Sequence[Any]],
        *,
        lead: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.session = session
        self.model: RecordTableModel[Any] = RecordTableModel(tuple(columns), Rows(read))
        self.table = RecordTable(self.model, title)
        self.lead = QLabel(lead)
        self._foot = QHBoxLayout()
        self._lay_out()
        self.model.refresh()

    def add_button(self, text: str, clicked: Callable[[], object]) -> QPushButton:
        """Add a button at the left of the foot."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: clicked())
        self._foot.insertWidget(self._foot.count() - 2, button)
        return button

    def go_to(self, kind: str, record_id: int) -> None:
        """Close the list and show a record."""
        self.accept()
        self.session.follow(kind, record_id)

    def _lay_out(self) -> None:
        self.lead.setProperty("role", "muted")
        self.lead.setWordWrap(True)
        self.lead.setVisible(bool(self.lead.text()))
        over = QHBoxLayout()
        over.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID)
        over.addWidget(self.lead)
        done = QPushButton(tr("Close"))
        done.setAutoDefault(False)
        done.clicked.connect(self.accept)
        self._foot.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        self._foot.setSpacing(GRID)
        self._foot.addStretch()
        self._foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(over)
        column.addWidget(self.table, 1)
        column.addLayout(self._foot)
        self.resize(840, 560)
