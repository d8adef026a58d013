"""Columns that turn SQLite text and integers into domain values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from peewee import IntegerField, TextField


class DayField(TextField):
    """A date as `YYYY-MM-DD`."""

    def db_value(self, value: date | None) -> str | None:
        """Write the ISO form."""
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        """Read the ISO form."""
        return None if value is None else date.fromisoformat(value)


class InstantField(TextField):
    """An instant as `YYYY-MM-DDTHH:MM:SSZ`, always UTC: text that sorts by time."""

    def db_value(self, value: datetime | None) -> str | None:
        """Write in UTC; a naive value is a bug."""
        return None if value is None else instant_text(value)

    def python_value(self, value: str | None) -> datetime | None:
        """Read as an aware instant."""
        return None if value is None else datetime.fromisoformat(value)


class FlagField(IntegerField):
    """A yes or no as 1 or 0."""

    def db_value(self, value: bool | None) -> int | None:
        """Write 1 or 0."""
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> bool | None:
        """Read a truth value."""
        return None if value is None else bool(value)


class WordField(TextField):
    """A member of a string enumeration."""

    def __init__(self, members: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self.members = members

    def db_value(self, value: StrEnum | None) -> str | None:
        """Write the member's value."""
        return None if value is None else value.value

    def python_value(self, value: str | None) -> StrEnum | None:
        """Read the member."""
        return None if value is None else self.members(value)


class WordsField(TextField):
    """Several members of a string enumeration, separated by commas."""

    def __init__(self, members: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self.members = members

    def db_value(self, value: tuple[StrEnum, ...] | None) -> str:
        """Write the members' values."""
        return ",".join(member.value for member in value or ())

    def python_value(self, value: str | None) -> tuple[StrEnum, ...]:
        """Read the members."""
        return tuple(self.members(word) for word in (value or "").split(",") if word)


def instant_text(value: datetime) -> str:
    """Write an aware instant the way the file keeps it."""
    if value.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
