"""Names of sheets: what a spreadsheet program accepts, and how a formula points at them."""

from __future__ import annotations

import re
from collections.abc import Collection

_LIMIT = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]")


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    """Make a name of at most 31 UTF-16 units without forbidden characters, unlike every taken one."""
    base = _cut(_FORBIDDEN.sub(" ", wanted).strip(" '"), _LIMIT).strip(" '")
    if not base or base.casefold() == "history":  # reserved by Excel
        base = f"{base or 'Sheet'} 1"
    used = {name.casefold() for name in taken}
    name, number = base, 1
    while name.casefold() in used:
        number += 1
        ending = f" ({number})"
        name = _cut(base, _LIMIT - len(ending)) + ending
    return name


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text


def reference(sheet: str, cells: str) -> str:
    """Point a formula at cells of a sheet: `'应收账龄'!C2:C61`."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cells}"
