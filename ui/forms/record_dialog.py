"""A dialog whose fields are the fields of one record."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QLabel, QWidget

from ui.language import tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

R = TypeVar("R", bound=Any)  # a record: a frozen dataclass with an id


class RecordDialog(FormDialog, Generic[R]):
    """Fields that are named like a field of the record show it and are read back into it."""

    def __init__(
        self, parent: QWidget | None, session: Session, record: R, title: str, *, lead: str = "", columns: int
    ) -> None:
        super().__init__(parent, title, tr("Save"), lead=lead, columns=columns)
        self.session = session
        self.record = record

    def fill(self) -> None:
        """Show the record in all fields that bear its names; call it when the fields are there."""
        names = {field.name for field in fields(self.record)} & set(self.form.keys())
        self.form.set_values({name: _shown(getattr(self.record, name)) for name in names})

    def read(self) -> R:
        """Return the record as it stands in the form."""
        defaults = {field.name: field.default for field in fields(self.record)}
        values = {name: value for name, value in self.form.values().items() if name in defaults}
        return replace(self.record, **{name: _kept(value, defaults[name]) for name, value in values.items()})

    def note(self) -> QLabel:
        """Add a quiet line over the whole width, for a sentence that follows the fields."""
        label = QLabel()
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        self.form.add_wide(label)
        return label


def _shown(value: Any) -> Any:
    return None if value == date.min else value


def _kept(value: Any, default: Any) -> Any:
    return default if value is None and default is not MISSING else value
