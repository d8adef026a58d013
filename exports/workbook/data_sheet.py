"""A data sheet: headings, rows of true values, totals as formulas, filter and print set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter

from branchdesk.domain.summaries import Cell, Column, DataSheet
from branchdesk.language import Words
from exports.wording import NUMERIC, cell_text, plain_text
from exports.workbook import styles
from exports.workbook.book import Book, Sheet
from exports.workbook.names import reference
from exports.workbook.widths import WIDEST, column_width, lines_needed, places

_HEADING_ROW = 1
_FIRST_ROW = 2
_PORTRAIT_PLACES = 95  # what an upright A4 page shows without shrinking much


@dataclass(frozen=True, slots=True)
class RowsAt:
    """Where the rows of a data sheet stand, for formulas that point at them."""

    sheet: str
    first: int
    last: int
    letters: Mapping[str, str]
    total_cells: Mapping[str, str] = field(default_factory=dict)

    def measure(self, column: str, *, empty: bool) -> str:
        """Give the expression for a column's total, or for the number of rows where no column is named."""
        if column in self.total_cells:
            return reference(self.sheet, self.total_cells[column])
        if column:
            letter = self.letters[column]
            return f"SUM({reference(self.sheet, f'{letter}{self.first}:{letter}{self.last}')})"
        return "0" if empty else f"ROWS({reference(self.sheet, f'A{self.first}:A{self.last}')})"


def write_data_sheet(book: Book, data: DataSheet) -> RowsAt:
    """Append a data sheet; an empty one keeps a blank row so that its totals have something to add up."""
    shown = _widths(data, book.words)
    landscape = sum(shown) > _PORTRAIT_PLACES
    sheet = book.add(book.words.tr(data.title), heading_rows="1:1", landscape=landscape)
    sheet.widths(*shown)
    for number, column in enumerate(data.columns, start=1):
        sheet.text(_HEADING_ROW, number, book.words.tr(column.title), styles.HEADING)
    for at, row in enumerate(data.rows, start=_FIRST_ROW):
        for number, (column, cell) in enumerate(zip(data.columns, row, strict=True), start=1):
            write_cell(sheet, at, number, column, cell, book.words)
        sheet.lines(at, _lines(row, shown))
    last = max(_FIRST_ROW, _FIRST_ROW + len(data.rows) - 1)
    totals = _write_totals(sheet, data, last, book.words)
    sheet.inner.freeze_panes = f"A{_FIRST_ROW}"
    sheet.inner.auto_filter.ref = f"A{_HEADING_ROW}:{get_column_letter(len(data.columns))}{last}"
    letters = {column.key: get_column_letter(number) for number, column in enumerate(data.columns, start=1)}
    return RowsAt(sheet.name, _FIRST_ROW, last, letters, totals)


def write_cell(sheet: Sheet, row: int, number: int, column: Column, cell: Cell, words: Words) -> None:
    """Write one value as what it is: number, date or text."""
    if cell is None:
        sheet.blank(row, number, styles.TEXT)
    elif column.unit in NUMERIC and isinstance(cell, int | Decimal):
        sheet.number(row, number, column.unit, cell)
    elif isinstance(cell, date):
        sheet.day(row, number, cell)
    else:
        text = plain_text(cell, words)
        long = places(text) >= WIDEST - 2 or "\n" in text
        sheet.text(row, number, text, styles.LONG if long else styles.TEXT)


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Count the lines of the tallest cell; only text wraps."""
    texts = [(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)]
    return max((lines_needed(text, width) for text, width in texts), default=1)


def _write_totals(sheet: Sheet, data: DataSheet, last: int, words: Words) -> dict[str, str]:
    """Add up the columns that ask for it, under the rows and outside the filter; return the cells by key."""
    if not any(column.total for column in data.columns):
        return {}
    row, cells = last + 1, {}
    for number, column in enumerate(data.columns, start=1):
        letter = get_column_letter(number)
        if column.total:
            rows = f"{letter}{_FIRST_ROW}:{letter}{last}"
            sheet.formula(row, number, f"SUM({rows})", column.unit, data.total(column.key), total=True)
            cells[column.key] = f"{letter}{row}"
        elif number == 1:
            sheet.text(row, number, words.tr("Total"), styles.TOTAL)
        else:
            sheet.blank(row, number, styles.TOTAL)
    return cells


def _widths(data: DataSheet, words: Words) -> list[int]:
    """Fit each column to its longest text; of numbers only the largest and smallest can be that."""
    found = []
    for number, column in enumerate(data.columns):
        cells = [row[number] for row in data.rows]
        values = [Decimal(cell) for cell in cells if isinstance(cell, int | Decimal)]
        if column.total:
            values.append(data.total(column.key))
        texts = [plain_text(cell, words) for cell in cells if not isinstance(cell, int | Decimal)]
        if values:
            texts += [cell_text(column, value, words) for value in (min(values), max(values))]
        texts.append(words.tr(column.title) + "  ")  # room for the button of the filter
        found.append(column_width(texts))
    return found
