"""Puts the calculated value beside every formula, and makes the same month give the same bytes.

openpyxl writes a formula without its value; a reader that does not recalculate (a phone, a preview, a script)
would then show nothing. The sheets of the finished file are therefore gone over once more.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape

Cached = Mapping[str, Decimal | str]  # by coordinate: "C12"

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v ?/></c>')
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_with_cached_values(
    source: BinaryIO, values: Mapping[str, Cached], made_at: datetime, target: BinaryIO
) -> None:
    """Copy a workbook, adding `<v>` to each formula; `values` is keyed by part (`xl/worksheets/sheet1.xml`).

    Raises KeyError for a formula without a value: that is a bug of the writer, not of the data.
    """
    stamp = made_at.astimezone(UTC)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in values:
                content = add_cached_values(content, values[name])
            elif name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)


def add_cached_values(sheet_xml: bytes, values: Cached) -> bytes:
    """Fill the empty `<v/>` of every formula cell of one sheet."""

    def filled(match: re.Match[bytes]) -> bytes:
        coordinate, attributes, formula = match.groups()
        value = values[coordinate.decode()]
        kind = b' t="str"' if isinstance(value, str) else b""
        text = escape(value) if isinstance(value, str) else f"{value:f}"
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (coordinate, attributes, kind, formula, text.encode())

    return _FORMULA.sub(filled, sheet_xml)
