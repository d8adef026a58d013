"""Loading one sheet of an .xlsx or .xls into a grid, once the guard has let it pass."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING

from branchdesk.domain.messages import msg
from branchdesk.readers.errors import CellProblem, ImportRefused
from branchdesk.readers.guard import Archive, damaged
from branchdesk.readers.sheetscan import MOST_CELLS, SheetScan, last_valued_row, scan_sheet
from branchdesk.readers.source import Kind, Source, encrypted

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | int | float | Decimal | bool | date | datetime | time | CellProblem | None
_SHEET = re.compile(r"<(?:[\w.\-]+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(r"<(?:[\w.\-]+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r"([\w:.\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet from A1 on, blank rows included; merges are pairs of 0-based corners, inclusive."""

    sheet: str
    sheets: tuple[str, ...]
    rows: list[list[Cell]]
    merges: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


def load_workbook(source: Source, sheet: str | None) -> Grid:
    """Read one sheet (the first with content where none is named); raise `ImportRefused` if unsafe."""
    archive = Archive(source.name, source.data) if source.kind is Kind.ZIP_WORKBOOK else None
    with _reader_troubles(source.name):
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        sheets = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
        names = tuple(entry.name for entry in sheets)
        if sheet is not None:
            return _load(source, archive, book, _known_sheet(source.name, names, sheet), names)
        for entry in sheets:
            if entry.visible != SheetVisibleEnum.Visible:
                continue
            grid = _load(source, archive, book, entry.name, names)
            if grid.rows:
                return grid
    raise ImportRefused(msg("{name} has no sheet with anything in it.", name=source.name))


def _known_sheet(name: str, names: tuple[str, ...], sheet: str) -> str:
    if sheet in names:
        return sheet
    raise ImportRefused(
        msg("{name} has no sheet {sheet}. Its sheets: {sheets}.", name=name, sheet=sheet, sheets=names)
    )


@contextmanager
def _reader_troubles(name: str) -> Iterator[None]:
    """Turn what the reader raises, its panics included, into one sentence."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise ImportRefused(encrypted(name)) from error
    except (CalamineError, ValueError, OSError, OverflowError, MemoryError) as error:
        raise ImportRefused(damaged(name)) from error
    except BaseException as error:
        # A panic in the reader's Rust code derives from BaseException and has no importable class.
        if type(error).__name__ != "PanicException":
            raise
        raise ImportRefused(damaged(name)) from error


def _load(
    source: Source, archive: Archive | None, book: CalamineWorkbook, name: str, names: tuple[str, ...]
) -> Grid:
    part = _part_of(archive, name) if archive else ""
    scan = scan_sheet(archive, part) if archive else SheetScan()
    loaded = book.get_sheet_by_name(name)
    height, width = _reach(loaded)
    if height * width > MOST_CELLS:
        raise ImportRefused(damaged(source.name))
    # Less than the last value would lose rows in silence; more than the scan saw means that it was fooled.
    if archive and height != scan.last_row and height != last_valued_row(archive, part):
        raise ImportRefused(damaged(source.name))
    rows: list[list[Cell]] = []
    if height:
        rows = [[_cell(value) for value in row] for row in loaded.to_python(skip_empty_area=False)]
    _place_problems(rows, scan)
    return Grid(name, names, rows, tuple(loaded.merged_cell_ranges or ()))


def _reach(loaded: CalamineSheet) -> tuple[int, int]:
    """Return how many rows and columns were loaded, counted from A1."""
    return (loaded.end[0] + 1, loaded.end[1] + 1) if loaded.end else (0, 0)


def _place_problems(rows: list[list[Cell]], scan: SheetScan) -> None:
    for (row, column), problem in scan.problems.items():
        while len(rows) < row:
            rows.append([])
        cells = rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = problem


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, (bool, int, datetime, date, time)):
        return value
    return None


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return CellProblem(msg("The cell holds no number that can be read. Correct it and save."))
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _duration(value: timedelta) -> Cell:
    if timedelta() <= value < timedelta(days=1):
        return (datetime.combine(date.min, time()) + value).time()
    return f"{value.total_seconds() / 3600:.2f} h"


def _part_of(archive: Archive, sheet: str) -> str:
    """Find the XML part behind a sheet's name; refuse two answers, as the reader may take the other."""
    sheets = [entry for entry in _entries(_SHEET, archive, "xl/workbook.xml") if entry.get("name") == sheet]
    links = {value for entry in sheets for key, value in entry.items() if key.endswith(":id")}
    relations = _entries(_RELATION, archive, "xl/_rels/workbook.xml.rels")
    targets = [entry.get("Target", "") for entry in relations if entry.get("Id") in links]
    if len(sheets) != 1 or len(targets) != 1:
        raise ImportRefused(damaged(archive.name))
    return _resolved(archive, targets[0])


def _entries(pattern: re.Pattern[str], archive: Archive, part: str) -> Iterator[dict[str, str]]:
    if part not in archive:
        raise ImportRefused(damaged(archive.name))
    for attributes in pattern.findall(archive.read(part).decode("utf-8", "replace")):
        yield {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(attributes)}


def _resolved(archive: Archive, target: str) -> str:
    part = target.lstrip("/") if target.startswith("/") else "xl/" + target
    if target.startswith("xl/"):
        part = target
    if part not in archive:
        raise ImportRefused(damaged(archive.name))
    return part
