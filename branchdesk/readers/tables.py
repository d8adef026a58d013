"""The one door to other people's tables: a file in, headings and numbered rows of plain cells out."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from branchdesk.domain.messages import Message, msg
from branchdesk.readers.delimited import split
from branchdesk.readers.encodings import decode
from branchdesk.readers.errors import ImportRefused
from branchdesk.readers.headings import heading_index, is_total_text, name_columns
from branchdesk.readers.source import Kind, Source, open_source
from branchdesk.readers.workbook import Cell, Grid, load_workbook

_NAMED_ROWS = 10


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as wide as the headings; `number` is its row in the user's file, 1-based, as Excel shows it.

    `problem` is set where the row has more cells than headings: its cells may stand one column off.
    """

    number: int
    cells: tuple[Cell, ...]
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table read from a file; `header_row` is 1-based, `digest` the SHA-256 of the file in hex."""

    path: Path
    sheet: str | None
    sheets: tuple[str, ...]
    encoding: str | None
    header_row: int
    headings: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    notes: tuple[Message, ...]
    digest: str


def read_table(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    known: Collection[str] = (),
) -> SourceTable:
    """Read a table; `known` are the headings that the caller recognises. Blank rows are skipped, no other.

    Raises `ImportRefused` where the file cannot be read safely or not without loss.
    """
    source = open_source(path)
    if source.kind is Kind.TEXT:
        text, encoding, notes = decode(source, encoding)
        rows: list[list[Cell]] = [list(row) for row in split(source.name, text, delimiter, known)]
        return _table(source, Grid("", (), rows), encoding, notes, known)
    return _table(source, load_workbook(source, sheet), None, (), known)


def is_total_row(row: SourceRow) -> bool:
    """Tell a totals row by 合计, 总计, 小计 or Total in one of its first two filled cells."""
    filled = [cell for cell in row.cells if cell is not None][:2]
    return any(isinstance(cell, str) and is_total_text(cell) for cell in filled)


def _table(
    source: Source, grid: Grid, encoding: str | None, notes: tuple[Message, ...], known: Collection[str]
) -> SourceTable:
    index = heading_index(grid.rows, known)
    if index is None:
        raise ImportRefused(msg("{name} has no row with anything in it.", name=source.name))
    headings, last = name_columns(grid, index, known)
    body = [(number, row) for number, row in enumerate(grid.rows[last + 1 :], last + 2) if _filled(row)]
    headings = _trimmed(headings, body)
    named = _named(headings)
    return SourceTable(
        path=source.path,
        sheet=grid.sheet or None,
        sheets=grid.sheets,
        encoding=encoding,
        header_row=last + 1,
        headings=headings,
        rows=tuple(_row(number, row, len(headings), named) for number, row in body),
        notes=(*source.notes, *notes, *_ragged(body, headings, encoding is not None)),
        digest=hashlib.sha256(source.data).hexdigest(),
    )


def _filled(row: Sequence[Cell]) -> int:
    """Return how many cells the row has up to its last filled one."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return end


def _named(headings: tuple[str, ...]) -> int:
    """Return how many columns there are up to the last one with a heading."""
    return next((len(headings) - i for i, text in enumerate(reversed(headings)) if text), 0)


def _trimmed(headings: tuple[str, ...], body: list[tuple[int, list[Cell]]]) -> tuple[str, ...]:
    """Drop empty columns at the right edge; give unnamed ones with content an empty name."""
    named = _named(headings)
    width = max(named, max((_filled(row) for _, row in body), default=0))
    return (*headings[:named], *[""] * (width - named))


def _row(number: int, row: list[Cell], width: int, named: int) -> SourceRow:
    cells = (*row, *[None] * (width - len(row))) if len(row) < width else tuple(row[:width])
    return SourceRow(number, cells, _too_wide() if named < width and _filled(row) > named else None)


def _too_wide() -> Message:
    return msg(
        "The row has more cells than there are headings, so its values may stand in the wrong columns. "
        "Check it for a stray separator."
    )


def _ragged(
    body: list[tuple[int, list[Cell]]], headings: tuple[str, ...], is_text: bool
) -> tuple[Message, ...]:
    named = _named(headings)
    notes = []
    short = [number for number, row in body if len(row) < named] if is_text else []
    if short:
        notes.append(
            msg(
                "Rows with fewer cells than headings: {count} (rows {rows}). Missing cells count as empty.",
                count=len(short),
                rows=_first_few(short),
            )
        )
    wide = [number for number, row in body if _filled(row) > named]
    if wide:
        notes.append(
            msg(
                "Rows with more cells than headings: {count} (rows {rows}).",
                count=len(wide),
                rows=_first_few(wide),
            )
        )
    return tuple(notes)


def _first_few(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_NAMED_ROWS]))
    return shown + " …" if len(numbers) > _NAMED_ROWS else shown
