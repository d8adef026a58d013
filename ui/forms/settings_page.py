"""How a page of the settings is written: a limit, its unit, what is usual (decision 8)."""

from __future__ import annotations

from branchdesk.domain.settings import Settings
from ui.forms.plain_words import WordsField
from ui.language import tr
from ui.widgets.fields import NumberField
from ui.widgets.form import Field
from ui.widgets.paged_form import PagedForm

USUAL = Settings()


class SettingsPage:
    """One page of the form."""

    def __init__(self, form: PagedForm, title: str, icon: str) -> None:
        self._form = form
        form.page(title, icon)

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
        """Add any field."""
        self._form.add(key, title, field, required=required, hint=hint, wide=wide)

    def days(self, key: str, title: str, unit: str) -> None:
        """Add a number of days up to a year."""
        self.number(key, title, unit, least=0, most=365)

    def number(self, key: str, title: str, unit: str, *, least: int, most: int = 10_000) -> None:
        """Add a whole number."""
        hint = usual(unit, getattr(USUAL, key))
        self.add(key, title, NumberField(least=least, most=most), required=True, hint=hint)

    def text(self, key: str, title: str, field: WordsField, hint: str) -> None:
        """Add words that a rule reads."""
        self.add(key, title, field, required=True, hint=hint)


def usual(unit: str, value: object) -> str:
    """Say the unit and what is usual."""
    return tr("{unit}; usual: {value}", unit=unit, value=value)
