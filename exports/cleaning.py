"""Text from anywhere made fit for a file: what cannot be written becomes □ and is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUBSTITUTE = "□"
CELL_LIMIT = 32_767  # characters that a workbook cell can hold
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_HARMLESS = re.compile(r"(\+?\d[\d \-]*|-\d+(\.\d+)?)")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(slots=True)
class Tally:
    """Counts what had to be replaced in one file."""

    replaced: int = 0


def clean(text: str, tally: Tally) -> str:
    """Unify line ends and replace control characters, lone surrogates and non-characters by □."""
    text, count = _FORBIDDEN.subn(SUBSTITUTE, text.replace("\r\n", "\n").replace("\r", "\n"))
    tally.replaced += count
    return text


def clean_cell(text: str, tally: Tally) -> str:
    """Clean text for a workbook cell; what goes beyond 32,767 characters is cut, marked and counted once."""
    # A reader would turn the literal text _x0041_ into the letter A.
    text = _ESCAPE_LOOKALIKE.sub("_x005F_", clean(text, tally))
    if len(text) > CELL_LIMIT:
        tally.replaced += 1
        text = text[: CELL_LIMIT - 1] + "…"
    return text


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet that guesses types would calculate this text; +86… phones are let be."""
    return text.startswith(_FORMULA_STARTS) and _HARMLESS.fullmatch(text) is None


def csv_text(text: str, tally: Tally) -> str:
    """Clean text for CSV, where only a leading apostrophe keeps a spreadsheet from calculating it."""
    text = text if not text.startswith("\r") else "'" + text
    text = clean(text, tally)
    return f"'{text}" if looks_like_formula(text) else text
