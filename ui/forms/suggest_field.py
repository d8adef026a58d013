"""A line of free text that offers what was most likely meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from ui.language import tr
from ui.widgets.fields import TextField


class SuggestField(TextField):
    """Type anything, or pick a suggestion: Down shows them all."""

    def __init__(self, suggestions: Sequence[str] = (), text: str = "", *, placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder)
        self._suggestions = QStringListModel(self)
        completer = QCompleter(self._suggestions, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("completions")
        popup.setAccessibleName(tr("Suggestions"))
        completer.setPopup(popup)
        completer.activated.connect(lambda _text: self.edited.emit())
        self.setCompleter(completer)
        self.set_suggestions(suggestions)

    def set_suggestions(self, suggestions: Sequence[str]) -> None:
        """Offer other texts; what stands in the field stays."""
        self._suggestions.setStringList(list(suggestions))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all suggestions with Down."""
        if event.key() == Qt.Key.Key_Down:
            self.completer().setCompletionPrefix("")
            self.completer().complete()
        else:
            super().keyPressEvent(event)
