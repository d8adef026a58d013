"""Choosing one of a few words, or one of many records by typing part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QSortFilterProxyModel, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView

from branchdesk.domain.messages import Message, msg
from ui.language import term, tr

E = TypeVar("E", bound=Enum)


class QuietCombo(QComboBox):
    """A combo box that the mouse wheel does not change while somebody scrolls the form."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form unless the box has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class EnumCombo(QuietCombo, Generic[E]):
    """The members of an enum in the branch's words; `empty` adds a first entry that means None."""

    edited = Signal()
    left = Signal()

    def __init__(self, members: Iterable[E], value: E | None = None, *, empty: str = "") -> None:
        super().__init__()
        self._members: list[E | None] = [*([None] if empty else []), *members]
        self.addItems([empty if member is None else term(member) for member in self._members])
        self.setMinimumContentsLength(6)
        self.set_value(value)
        self.activated.connect(lambda _index: self.edited.emit())

    def value(self) -> E | None:
        """Return the member that is chosen."""
        at = self.currentIndex()
        return self._members[at] if at >= 0 else None

    def set_value(self, value: E | None) -> None:
        """Choose a member; None chooses the empty entry, or none at all."""
        self.setCurrentIndex(self._members.index(value) if value in self._members else -1)

    def problem(self) -> Message | None:
        """Say what is wrong: a list has no wrong entries."""
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One record to choose: what is shown, and what is searched besides (pinyin, phone, number)."""

    id: int
    text: str
    search: str = ""


class RecordCombo(QLineEdit):
    """Type any part of a name, its pinyin or a number, and pick; Down shows the list."""

    edited = Signal()
    left = Signal()
    chosen = Signal(object)

    def __init__(self, choices: Sequence[Choice] = (), value: int | None = None) -> None:
        super().__init__()
        self._by_text: dict[str, int] = {}
        self._texts: dict[int, str] = {}
        self._searchable = QStringListModel(self)
        self._filter = _AnywhereFilter(self)
        self._filter.setSourceModel(self._searchable)
        self.setPlaceholderText(tr("Type part of the name"))
        self._completions = self._completer()
        self.set_choices(choices)
        self.set_value(value)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._finished)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other records; the present text stays."""
        self._texts = {choice.id: choice.text for choice in choices}
        self._by_text = {choice.text: choice.id for choice in reversed(choices)}
        self._filter.set_search([f"{choice.text} {choice.search}".casefold() for choice in choices])
        self._searchable.setStringList([choice.text for choice in choices])

    def value(self) -> int | None:
        """Return the id of the record whose text stands in the field."""
        return self._by_text.get(self.text().strip())

    def set_value(self, value: int | None) -> None:
        """Show a record."""
        self.setText(self._texts.get(value, "") if value is not None else "")
        self.setCursorPosition(0)

    def problem(self) -> Message | None:
        """Say that the text names no record."""
        if self.text().strip() and self.value() is None:
            return msg("“{text}” is not in the list. Choose an entry.", text=self.text().strip())
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the whole name, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def _completer(self) -> QCompleter:
        completer = QCompleter(self._filter, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        popup = QListView()
        popup.setObjectName("completions")
        popup.setUniformItemSizes(True)
        popup.setAccessibleName(tr("Matching entries"))
        completer.setPopup(popup)
        completer.activated.connect(self._picked)
        self.setCompleter(completer)
        return completer

    def _typed(self, text: str) -> None:
        self._filter.set_words(text)
        self._completions.complete()
        self.edited.emit()

    def _picked(self, text: str) -> None:
        self.setText(text)
        self.edited.emit()
        self.chosen.emit(self.value())

    def _finished(self) -> None:
        # One single match is what was meant: typing "sanchuan" and Tab is enough.
        if self.text().strip() and self.value() is None and self._filter.rowCount() == 1:
            self._picked(str(self._filter.index(0, 0).data()))
        self.left.emit()


class _AnywhereFilter(QSortFilterProxyModel):
    """Keeps the entries that contain every typed word, in any place and order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._search: list[str] = []
        self._words: list[str] = []

    def set_search(self, search: list[str]) -> None:
        """Take the texts that are searched, one per row."""
        self._search = search
        self._words = []

    def set_words(self, text: str) -> None:
        """Filter by what was typed."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: object) -> bool:
        """Tell whether the row contains every word."""
        del source_parent
        searched = self._search[source_row]
        return all(word in searched for word in self._words)
