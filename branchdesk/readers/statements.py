"""The one door to bank statements: a file in, transactions out, with what could not be read (R177)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from branchdesk.domain.messages import Message
from branchdesk.domain.statements import ReadLine, RefusedLine
from branchdesk.readers.source import fetch
from branchdesk.readers.statement_columns import KNOWN, layout_of
from branchdesk.readers.statement_formats import format_of, read_format
from branchdesk.readers.statement_tables import TableStatement, total
from branchdesk.readers.tables import read_table

_HEAD = 4096
_NAMES = {"mt940": "MT940", "camt053": "camt.053", "ofx": "OFX"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file holds; `layout` is the key of a bank or a format, `passed` counts banners and totals."""

    path: Path
    layout: str
    name: str  # of the bank or format, as people say it
    lines: tuple[ReadLine, ...]
    refused: tuple[RefusedLine, ...]
    passed: int
    notes: tuple[Message, ...]
    digest: str

    @property
    def totals(self) -> tuple[int, int]:
        """Return the money that came and went, in fen."""
        return total(self.lines)


def read_statement(path: Path) -> Statement:
    """Read a bank's own export or a file of a format between banks, told apart by content.

    Raises `ImportRefused` where the file cannot be read safely or is no statement.
    """
    kind = format_of(_head(path))
    if kind:
        data = fetch(path)
        lines = tuple(read_format(path.name, kind, data))
        digest = hashlib.sha256(data).hexdigest()
        return Statement(path, kind, _NAMES[kind], lines, (), 0, (), digest)
    table = read_table(path, known=KNOWN)
    layout, found = layout_of(table.headings), TableStatement(table)
    return Statement(
        path=path,
        layout=layout.key if layout else "table",
        name=layout.name if layout else "",
        lines=tuple(found.lines),
        refused=tuple(found.refused),
        passed=found.passed,
        notes=table.notes,
        digest=table.digest,
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""  # the table reader tells why
