"""Traditional characters in simplified form, by OpenCC (R058)."""

from __future__ import annotations

from functools import cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str:
        """Convert a text."""


def simplified(text: str) -> str:
    """Write a text in simplified characters; words in which a traditional form is right keep it."""
    return _converter().convert(text)


@cache
def _converter() -> _Converter:
    """Load the tables when the first text asks for them: no start needs them."""
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter
