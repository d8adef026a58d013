"""Fields in which typing is never punished: they read many writings and show one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen, format_money, parse_money
from ui.theme import figure_font
from ui.widgets.typed_values import parse_count, parse_time

T = TypeVar("T")


class TextField(QLineEdit):
    """One line of text; `value()` without the blanks around it."""

    edited = Signal()
    left = Signal()

    def __init__(self, text: str = "", *, placeholder: str = "", longest: int = 200) -> None:
        super().__init__(text)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self.left)

    def value(self) -> str:
        """Return the text."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.setText(value)
        self.setCursorPosition(0)

    def problem(self) -> Message | None:
        """Say what is wrong with the text: nothing."""
        return None


class PhoneField(TextField):
    """A telephone number in any writing; the rules about numbers live with the record."""

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder, longest=40)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.setFont(figure_font(self.font()))


class ParsedField(QLineEdit, Generic[T]):
    """A line that stands for a value: read while one types, written out neatly when one leaves."""

    edited = Signal()
    left = Signal()

    def __init__(self, read: Callable[[str], T], write: Callable[[T], str]) -> None:
        super().__init__()
        self._read = read
        self._write = write
        self.setFont(figure_font(self.font()))
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self._tidy)

    def value(self) -> T | None:
        """Return what the text means; None where it is empty or wrong."""
        return self._parsed()[0]

    def set_value(self, value: T | None) -> None:
        """Show a value."""
        self.setText("" if value is None else self._write(value))

    def problem(self) -> Message | None:
        """Say what is wrong with the text; an empty field is the form's concern."""
        return self._parsed()[1]

    def _parsed(self) -> tuple[T | None, Message | None]:
        text = self.text().strip()
        if not text:
            return None, None
        try:
            return self._read(text), None
        except Known as no:
            return None, no.message

    def _tidy(self) -> None:
        value = self.value()
        if value is not None:
            self.set_value(value)
        self.left.emit()


class MoneyField(ParsedField[Fen]):
    """An amount in yuan, kept in fen; `1234.5`, `¥1,234.50`, `１２３４` are all understood."""

    def __init__(self, value: Fen | None = None) -> None:
        super().__init__(parse_money, format_money)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText("0.00")
        self.set_value(value)


class TimeField(ParsedField[str]):
    """A time of day as `HH:MM`; `22`, `930`, `2230`, `22:30` and `22点半` are understood."""

    def __init__(self, value: str | None = None) -> None:
        super().__init__(parse_time, str)
        self.setPlaceholderText("HH:MM")
        self.set_value(value)


class NumberField(ParsedField[int]):
    """A whole number between two bounds; the arrow keys count up and down."""

    def __init__(self, value: int | None = None, *, least: int = 0, most: int = 999_999) -> None:
        super().__init__(lambda text: parse_count(text, least, most), str)
        self._bounds = (least, most)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.set_value(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with the arrow keys."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        least, most = self._bounds
        self.set_value(min(most, max(least, (self.value() or 0) + step)))
        self.edited.emit()


class NoteField(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    edited = Signal()
    left = Signal()

    def __init__(self, text: str = "", *, lines: int = 3, placeholder: str = "") -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)
        self.textChanged.connect(self.edited)

    def value(self) -> str:
        """Return the text without the blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.setPlainText(value)

    def problem(self) -> Message | None:
        """Say what is wrong with the text: nothing."""
        return None


class CheckField(QCheckBox):
    """A yes or no that stands beside its own words."""

    edited = Signal()
    left = Signal()

    def __init__(self, text: str, value: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.set_value(value)
        self.clicked.connect(lambda _checked: self.edited.emit())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.setChecked(value)

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None
