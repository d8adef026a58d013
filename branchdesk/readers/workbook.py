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
from branchdesk.readers.olescan import scan_xls
from branchdesk.readers.sheetscan import SheetScan, last_valued_row, scan_sheet
from branchdesk.readers.source import Kind, Source, encrypted

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

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
    measured = _Measured(source)
    with _reader_troubles(source.name):
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        order = tuple(entry.name for entry in book.sheets_metadata)
        sheets = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
        names = tuple(entry.name for entry in sheets)
        chosen = [entry.name for entry in sheets if entry.visible == SheetVisibleEnum.Visible]
        if sheet is not None:
            chosen = [_known_sheet(source.name, names, sheet)]
        for name in chosen:
            grid = _load(measured, book, name, order, names)
            if grid.rows or sheet is not None:
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


class _Measured:
    """A workbook whose sheets are measured without the reader; exists only if the file is harmless."""

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self._archive = Archive(source.name, source.data) if source.kind is Kind.ZIP_WORKBOOK else None
        self._scans = () if self._archive else scan_xls(source.name, source.data)

    def scan(self, sheet: str, order: tuple[str, ...]) -> SheetScan:
        """Measure one sheet; `order` names all sheets of the workbook."""
        if self._archive:
            return scan_sheet(self._archive, _part_of(self._archive, sheet))
        if len(self._scans) != len(order):
            raise ImportRefused(damaged(self.name))
        return self._scans[order.index(sheet)]

    def ends_at(self, height: int, sheet: str) -> bool:
        """Tell whether the last row with a value is this one."""
        if self._archive is None:
            return True
        return last_valued_row(self._archive, _part_of(self._archive, sheet)) == height


def _load(
    measured: _Measured, book: CalamineWorkbook, name: str, order: tuple[str, ...], names: tuple[str, ...]
) -> Grid:
    scan = measured.scan(name, order)
    loaded = book.get_sheet_by_name(name)
    height = loaded.end[0] + 1 if loaded.end else 0
    # Less than the last value would lose rows in silence; more than the scan saw means that it was fooled.
    if height != scan.last_row and (height > scan.last_row or not measured.ends_at(height, name)):
        raise ImportRefused(damaged(measured.name))
    rows: list[list[Cell]] = []
    if height:
        rows = [[_cell(value) for value in row] for row in loaded.to_python(skip_empty_area=False)]
    _place_problems(rows, scan)
    return Grid(name, names, rows, tuple(loaded.merged_cell_ranges or ()))


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
    if isinstance(value, float):  # every number of a sheet
        return int(value) if value.is_integer() and -_EXACT < value < _EXACT else _number(value)
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, (bool, int, datetime, date, time)):
        return value
    return None


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return CellProblem(msg("The cell holds no number that can be read. Correct it and save."))
    return value


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
