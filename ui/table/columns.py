"""What a column of a list shows, by what it sorts, and how it looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt

from ui.language import tr, words


class HasId(Protocol):
    """A row must say which record it is."""

    @property
    def id(self) -> int:
        """Return the record's id."""


Row = TypeVar("Row", bound=HasId)


class Align(Enum):
    """Where the text of a column stands; figures stand right."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    RIGHT = Qt.AlignmentFlag.AlignRight
    CENTER = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column; `title` is English source text (`mark("…")`), `sort_key` empty means: cannot be sorted."""

    key: str
    title: str
    value: Callable[[Row], object]
    text: Callable[[Row], str] | None = None
    align: Align = Align.LEFT
    width: int = 120
    icon: Callable[[Row], str | None] | None = None
    color: Callable[[Row], str | None] | None = None
    tooltip: Callable[[Row], str] | None = None
    sort_key: str = ""
    visible: bool = True

    def shown(self, row: Row) -> str:
        """Write the cell in the window's language."""
        if self.text is not None:
            return self.text(row)
        value = self.value(row)
        if value is None:
            return ""
        if isinstance(value, bool):
            return tr("yes") if value else ""
        return words().value(value)


def version_of(columns: Sequence[Column[Row]]) -> str:
    """Name a list of columns, so that a saved layout is only used for the same list."""
    return "-".join(column.key for column in columns)
