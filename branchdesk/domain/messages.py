"""Sentences for people, written once in English and translated at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named gaps; values stay raw until the reader's language is known."""

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Render in English, for logs and tests."""
        return self.template.format_map(self.params) if self.params else self.template


def msg(template: str, **params: object) -> Message:
    """Make a message; `template` must be a literal, so that the extractor finds it."""
    return Message(template, params)


def mark(text: str) -> str:
    """Mark a literal for translation where it is declared, and translate it where it is shown."""
    return text
