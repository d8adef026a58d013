"""Forms: labels that belong to fields, sections, and the trouble with a field right under it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.messages import Message, msg
from ui.icons import pixmap
from ui.language import say, tr
from ui.theme import GRID, ROW_HEIGHT, heading_font

_EMPTY: tuple[object, ...] = (None, "", ())


class Field(Protocol):
    """What a form asks of the widgets in it; every field of `ui.widgets` has it."""

    edited: SignalInstance
    left: SignalInstance

    def value(self) -> Any:
        """Return what the person entered."""

    def set_value(self, value: Any) -> None:
        """Show a value."""

    def problem(self) -> Message | None:
        """Say what is wrong with what was entered."""


@dataclass(slots=True)
class _Entry:
    field: Field
    widget: QWidget
    label: QLabel
    title: str
    required: bool
    line: _ProblemLine


class Form(QWidget):
    """Builds itself row by row: `section`, `add`, `add_wide`; speaks in values and problems by key."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self._entries: dict[str, _Entry] = {}
        self._clean: dict[str, object] = {}
        self._columns = columns
        self._next = (0, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID)
        for column in range(columns):
            self._grid.setColumnStretch(column * 2 + 1, 1)

    def section(self, title: str) -> None:
        """Begin a group of fields under a heading."""
        heading = QLabel(title)
        heading.setFont(heading_font(1.05))
        heading.setContentsMargins(0, GRID if self._next != (0, 0) else 0, 0, 0)
        self.add_wide(heading)

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
        """Add a field; `title` may carry a mnemonic, `wide` spans all columns, `hint` stands below."""
        if not isinstance(field, QWidget):
            raise TypeError("a field is a widget")
        entry = self._entry(title, field, field, required=required)
        self._entries[key] = entry
        self._clean[key] = field.value()
        row, column = self._cell(wide=wide)
        self._grid.addWidget(entry.label, row, column * 2, Qt.AlignmentFlag.AlignTop)
        span = (self._columns - column) * 2 - 1 if wide else 1
        self._grid.addWidget(_stacked(field, entry.line, hint), row, column * 2 + 1, 1, span)
        field.edited.connect(lambda: self._edited(entry))
        field.left.connect(lambda: self._left(entry))

    def add_wide(self, widget: QWidget) -> None:
        """Add any widget over the whole width, such as an explanation or a small table."""
        row, _column = self._cell(wide=True)
        self._grid.addWidget(widget, row, 0, 1, self._columns * 2)

    def add_table(self, key: str, title: str, field: Field, *, hint: str = "") -> None:
        """Add a field that needs the whole width, such as a small table; its name stands over it."""
        row, _column = self._cell(wide=True)
        self.add(key, title, field, wide=True, hint=hint)
        entry = self._entries[key]
        box = entry.widget.parentWidget()
        if box is None:
            raise TypeError("a field in a form has a box around it")
        for widget in (entry.label, box):
            self._grid.removeWidget(widget)
        entry.label.setFont(heading_font(1.0))
        self._grid.addWidget(entry.label, row, 0, 1, self._columns * 2)
        self._grid.addWidget(box, row + 1, 0, 1, self._columns * 2)

    def field(self, key: str) -> Any:
        """Return the field that was added under a key."""
        return self._entries[key].field

    def keys(self) -> tuple[str, ...]:
        """Return the keys in reading order."""
        return tuple(self._entries)

    def title(self, key: str) -> str:
        """Return a field's label without its mnemonic."""
        return self._entries[key].title

    def values(self) -> dict[str, Any]:
        """Return what was entered, by key."""
        return {key: entry.field.value() for key, entry in self._entries.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show values and count the form as unchanged."""
        for key, value in values.items():
            self._entries[key].field.set_value(value)
        self.mark_clean()

    def mark_clean(self) -> None:
        """Take the present values as those that were there before anybody typed."""
        self._clean = self.values()

    def is_changed(self) -> bool:
        """Tell whether anything differs from what was shown at first."""
        return self.values() != self._clean

    def set_visible(self, key: str, *, visible: bool) -> None:
        """Show or hide a field with its label; a hidden field has no problems."""
        entry = self._entries[key]
        for widget in (entry.label, entry.widget.parentWidget()):
            if widget is not None:
                widget.setVisible(visible)

    def problems(self) -> dict[str, Message]:
        """Return what is missing or wrong, by key, in reading order."""
        found = {key: self._trouble(entry) for key, entry in self._entries.items() if not self._hidden(entry)}
        return {key: trouble for key, trouble in found.items() if trouble is not None}

    def set_problems(self, problems: Mapping[str, Message]) -> None:
        """Show these sentences beside their fields and clear all others; the first one gets the keyboard."""
        for key, entry in self._entries.items():
            entry.line.show_problem(entry, problems.get(key))
        for key in self._entries:
            if key in problems:
                self._entries[key].widget.setFocus()
                return

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        for entry in self._entries.values():
            if entry.widget.isEnabled() and not self._hidden(entry):
                entry.widget.setFocus()
                return

    def _entry(self, title: str, field: Field, widget: QWidget, *, required: bool) -> _Entry:
        plain = re.sub(r"\(&.\)", "", title).replace("&", "")
        label = QLabel(f"{title} *" if required else title)
        label.setProperty("role", "muted")
        label.setBuddy(widget)
        label.setMinimumHeight(ROW_HEIGHT)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if required:
            label.setToolTip(tr("Needed"))
        widget.setAccessibleName(tr("{field}, needed", field=plain) if required else plain)
        return _Entry(field, widget, label, plain, required, _ProblemLine())

    def _cell(self, *, wide: bool) -> tuple[int, int]:
        row, column = self._next
        if wide and column:
            row, column = row + 1, 0
        full = wide or column + 1 >= self._columns
        self._next = (row + 1, 0) if full else (row, column + 1)
        return row, column

    def _trouble(self, entry: _Entry) -> Message | None:
        wrong = entry.field.problem()
        if wrong is None and entry.required and entry.field.value() in _EMPTY:
            return msg("“{field}” is missing.", field=entry.title)
        return wrong

    def _hidden(self, entry: _Entry) -> bool:
        return entry.label.isHidden()

    def _edited(self, entry: _Entry) -> None:
        if entry.line.isVisible():
            entry.line.show_problem(entry, self._trouble(entry))
        self.changed.emit()

    def _left(self, entry: _Entry) -> None:
        # An empty field that one only tabs through is not scolded; Save will name it.
        entry.line.show_problem(entry, entry.field.problem())


class _ProblemLine(QWidget):
    """The sentence under a field."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setProperty("role", "problem")
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(4)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def show_problem(self, entry: _Entry, problem: Message | None) -> None:
        """Show the sentence, or go."""
        text = say(problem) if problem is not None else ""
        if text == self._text.text() and self.isHidden() == (not text):
            return
        self._picture.setPixmap(pixmap("circle-alert", "late", 14))
        self._text.setText(text)
        self.setVisible(bool(text))
        entry.widget.setAccessibleDescription(text)
        entry.widget.setProperty("wrong", "true" if text else "false")
        entry.widget.style().unpolish(entry.widget)
        entry.widget.style().polish(entry.widget)


def _stacked(field: QWidget, line: _ProblemLine, hint: str) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(field)
    if hint:
        below = QLabel(hint)
        below.setProperty("role", "muted")
        below.setWordWrap(True)
        column.addWidget(below)
    column.addWidget(line)
    column.addStretch()
    return box


def separator() -> QFrame:
    """Return a one-pixel line to put between groups."""
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line
