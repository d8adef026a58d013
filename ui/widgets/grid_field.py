"""A small table that one fills with the keyboard: the last line is always empty and waits for more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message, msg
from ui.language import tr
from ui.theme import ROW_HEIGHT, color

_Index = QModelIndex | QPersistentModelIndex
_ORIGIN = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: `suggestions` complete what one types, `strict` allows nothing else.

    `tidy` writes out what was typed, and raises a known error where it cannot be read.
    """

    key: str
    title: str
    width: int = 0  # pixels; 0 takes what is left
    suggestions: tuple[str, ...] = ()
    strict: bool = False
    right: bool = False
    fixed: bool = False
    tidy: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line: its texts by column, and the record from which it came."""

    cells: dict[str, str]
    origin: Any = field(default=None, compare=False)


Completes = Callable[[dict[str, str], str], dict[str, str]]
"""From the texts of a line and the column just typed: what else can be filled in."""


class GridField(QTableWidget):
    """Type, Tab to the next cell, Enter to the next line, Ctrl+Delete takes a line away."""

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        columns: Sequence[GridColumn],
        *,
        lines: int = 4,
        grows: bool = True,
        completes: Completes | None = None,
    ) -> None:
        super().__init__(0, len(columns))
        self._fields = tuple(columns)
        self._grows = grows
        self._completes = completes
        self._filling = False
        self._typist = _Typist(self)
        self.setItemDelegate(self._typist)
        self._dress(lines)
        self.itemChanged.connect(self._changed)
        self.cellClicked.connect(self._type_at)
        self.set_value(())

    def value(self) -> tuple[GridLine, ...]:
        """Return the lines in which something stands."""
        self._typist.commit()
        lines = (self._line(row) for row in range(self.rowCount()))
        return tuple(line for line in lines if self._counts(line))

    def set_value(self, lines: Sequence[GridLine]) -> None:
        """Show these lines, and an empty one where more can be added."""
        self._filling = True
        self.setRowCount(0)
        for line in lines:
            self._add(line)
        if self._grows:
            self._add(GridLine({}))
        self._filling = False

    def problem(self) -> Message | None:
        """Say what is wrong with the first cell that cannot be read."""
        for row in range(self.rowCount()):
            for at, column in enumerate(self._fields):
                wrong = _wrong(column, self._text(row, at))
                if wrong is not None:
                    return wrong
        return None

    def field_at(self, column: int) -> GridColumn:
        """Return how a column is filled."""
        return self._fields[column]

    def is_spare(self, row: int) -> bool:
        """Tell whether a line is the empty one that waits."""
        return self._grows and row == self.rowCount() - 1 and not any(self._line(row).cells.values())

    def next_line(self, row: int) -> None:
        """Go on typing at the beginning of the line below."""
        if row + 1 < self.rowCount():
            first = next(at for at, column in enumerate(self._fields) if not column.fixed)
            self.setCurrentCell(row + 1, first)
            self._type_at(row + 1, first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type with Enter, take a line away with Ctrl+Delete, empty a cell with Delete."""
        item: QTableWidgetItem | None = self.currentItem()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control and item is not None:
            self.editItem(item)
        elif event.key() == Qt.Key.Key_Delete and control and self._grows:
            self._take_away(self.currentRow())
        elif event.key() == Qt.Key.Key_Delete and item is not None and self._is_typed(item.column()):
            item.setText("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin in the first cell that can be typed."""
        if self.currentItem() is None and self.rowCount():
            first = next(at for at, column in enumerate(self._fields) if not column.fixed)
            self.setCurrentCell(self.rowCount() - 1 if self._grows else 0, first)
        super().focusInEvent(event)

    def _dress(self, lines: int) -> None:
        self.setHorizontalHeaderLabels([column.title for column in self._fields])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(self._fields):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(at, mode)
            if column.width:
                self.setColumnWidth(at, column.width)
        self.setFixedHeight(ROW_HEIGHT * (lines + 1) + 6)
        self.setToolTip(tr("Tab: next cell. Enter: next line. Ctrl+Delete: take the line away."))

    def _type_at(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if item is not None:
            self.editItem(item)

    def _add(self, line: GridLine) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for at, column in enumerate(self._fields):
            item = QTableWidgetItem(line.cells.get(column.key, ""))
            if column.fixed:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(item.text())
            if column.right:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if not at:
                item.setData(_ORIGIN, line.origin)
            self.setItem(row, at, item)

    def _line(self, row: int) -> GridLine:
        cells = {column.key: self._text(row, at) for at, column in enumerate(self._fields)}
        first = self.item(row, 0)
        return GridLine(cells, first.data(_ORIGIN) if first is not None else None)

    def _counts(self, line: GridLine) -> bool:
        return not self._grows or any(line.cells.values())

    def _text(self, row: int, at: int) -> str:
        item = self.item(row, at)
        return item.text().strip() if item is not None else ""

    def _is_typed(self, at: int) -> bool:
        return not self._fields[at].fixed

    def _take_away(self, row: int) -> None:
        if row >= 0 and not self.is_spare(row):
            self.removeRow(row)
            self.edited.emit()

    def _changed(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        self._filling = True
        row, column = item.row(), self._fields[item.column()]
        item.setText(_tidied(column, item.text().strip()))
        wrong = _wrong(column, item.text())
        item.setForeground(QBrush(color("late")) if wrong is not None else QBrush(color("text")))
        self._complete_line(row, column.key)
        if self._grows and not self.is_spare(self.rowCount() - 1):
            self._add(GridLine({}))
        self._filling = False
        self.edited.emit()

    def _complete_line(self, row: int, key: str) -> None:
        if self._completes is None:
            return
        cells = self._line(row).cells
        for at, column in enumerate(self._fields):
            text = self._completes(cells, key).get(column.key)
            item = self.item(row, at)
            if text and item is not None and not cells[column.key]:
                item.setText(text)


class _Typist(QStyledItemDelegate):
    """The line in which a cell is typed, with its suggestions; it knows how Tab and Enter go on."""

    def __init__(self, grid: GridField) -> None:
        super().__init__(grid)
        self._grid = grid
        self._editor: QLineEdit | None = None

    def commit(self) -> None:
        """Take over what is being typed, so that saving never loses the last word."""
        editor = self._editor
        if editor is not None:
            self._editor = None
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Make the line; Down shows all suggestions."""
        del option
        column = self._grid.field_at(index.column())
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(column.title)
        if column.suggestions:
            editor.setCompleter(_completer(column, editor))
        editor.destroyed.connect(self._forget)
        self._editor = editor
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the next line with Enter, out of the table with Tab from the empty line."""
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed is not None and isinstance(watched, QLineEdit) and self._goes_on(watched, pressed):
            return True
        return super().eventFilter(watched, event)

    def _goes_on(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        row, key = self._grid.currentRow(), event.key()
        if key == Qt.Key.Key_Down and editor.completer() is not None:
            editor.completer().setCompletionPrefix("")
            editor.completer().complete()
            return True
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            self._grid.next_line(row)
            return True
        if key == Qt.Key.Key_Tab and not editor.text() and self._grid.is_spare(row):
            self.commit()
            self._grid.focusNextChild()
            return True
        return False

    def _forget(self) -> None:
        self._editor = None


def _completer(column: GridColumn, editor: QLineEdit) -> QCompleter:
    completer = QCompleter(list(column.suggestions), editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = QListView()
    popup.setObjectName("completions")
    popup.setAccessibleName(tr("Suggestions"))
    popup.setMinimumWidth(160)
    completer.setPopup(popup)
    return completer


def _tidied(column: GridColumn, text: str) -> str:
    """Write out what was meant: the one suggestion that begins so, or what the column makes of it."""
    if text and column.strict:
        fitting = [one for one in column.suggestions if one.lower().startswith(text.lower())]
        return fitting[0] if len(fitting) == 1 else text
    if text and column.tidy is not None:
        try:
            return column.tidy(text)
        except Known:
            return text
    return text


def _wrong(column: GridColumn, text: str) -> Message | None:
    if not text:
        return None
    if column.strict and text not in column.suggestions:
        return msg(
            "“{text}” does not fit {column}. Choose: {choices}",
            text=text,
            column=column.title,
            choices=list(column.suggestions),
        )
    try:
        if column.tidy is not None:
            column.tidy(text)
    except Known as no:
        return no.message
    return None
