"""Widths of columns that fit Chinese: a wide character takes two places."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

NARROWEST, WIDEST = 8, 44
_AIR = 3


def places(text: str) -> int:
    """Count the places that the longest line of a text takes."""
    return max((len(line) + sum(map(_is_wide, line)) for line in text.splitlines()), default=0)


def column_width(texts: Iterable[str]) -> int:
    """Give the width of a column that shows these texts; longer ones wrap."""
    return min(WIDEST, max(NARROWEST, max(map(places, texts), default=0) + _AIR))


def lines_needed(text: str, width: float) -> int:
    """Estimate how many lines wrapped text takes in a column of this width."""
    room = max(1, int(width) - _AIR)
    return sum(max(1, -(-places(line) // room)) for line in text.split("\n"))


def _is_wide(character: str) -> bool:
    return character > "\u02ff" and east_asian_width(character) in "WFA"
