"""A workbook under construction: sheets with safe cells, formulas with their values, one finish."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from branchdesk.domain.summaries import Unit
from branchdesk.language import Words
from exports.cleaning import Tally, clean_cell, looks_like_formula
from exports.wording import number_format
from exports.workbook import styles
from exports.workbook.cached import write_with_cached_values
from exports.workbook.names import sheet_name
from exports.workbook.print_setup import set_up_print

_LINE, _HIGHEST = 14.25, 409.0  # points; the second is the limit of the file format


def text_cell(cell: SheetCell, text: str, tally: Tally) -> None:
    """Write text that stays text whatever it begins with (R175); also after somebody edits the cell."""
    cleaned = clean_cell(text, tally)
    cell.value = cleaned
    if cleaned:
        cell.data_type = "s"  # openpyxl has taken "=…" for a formula and "#N/A" for an error
    if looks_like_formula(cleaned):
        cell.quotePrefix = True


class Sheet:
    """One sheet; rows and columns count from 1."""

    def __init__(self, inner: Worksheet, book: Book) -> None:
        self.inner = inner
        self.name = inner.title
        self._book = book
        self.cached: dict[str, Decimal | str] = {}

    def text(self, row: int, column: int, text: str, style: str = styles.TEXT) -> None:
        """Write text."""
        cell = self._cell(row, column)
        cell.style = style
        text_cell(cell, text, self._book.tally)

    def number(self, row: int, column: int, unit: Unit, value: int | Decimal, *, total: bool = False) -> None:
        """Write a true number in the format of its unit."""
        cell = self._cell(row, column)
        cell.style = self._book.number_style(unit, Decimal(value), total=total)
        cell.value = value

    def plain(self, row: int, column: int, value: float | Decimal | time) -> None:
        """Write a number or a time of day as it came, without a format of ours."""
        cell = self._cell(row, column)
        cell.style = styles.GENERAL
        cell.value = value

    def day(self, row: int, column: int, value: date) -> None:
        """Write a true date; an instant keeps its wall time, spreadsheets know no zones."""
        cell = self._cell(row, column)
        cell.style = styles.MOMENT if isinstance(value, datetime) else styles.DATE
        cell.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value

    def blank(self, row: int, column: int, style: str) -> None:
        """Give an empty cell its style."""
        self._cell(row, column).style = style

    def formula(
        self, row: int, column: int, expression: str, unit: Unit, value: Decimal, *, total: bool = False
    ) -> None:
        """Write a formula that gives a number, with the value that it has now."""
        cell = self._cell(row, column)
        cell.style = self._book.number_style(unit, value, total=total)
        cell.value = f"={expression}"
        self.cached[cell.coordinate] = value

    def text_formula(self, row: int, column: int, expression: str, value: str, style: str) -> None:
        """Write a formula that gives text, with the text that it gives now."""
        cell = self._cell(row, column)
        cell.style = style
        cell.value = f"={expression}"
        self.cached[cell.coordinate] = value

    def lines(self, row: int, lines: int) -> None:
        """Make a row high enough for wrapped lines: not every program does so on opening."""
        if lines > 1:
            self.inner.row_dimensions[row].height = min(_HIGHEST, lines * _LINE + 2)

    def widths(self, *characters: float) -> None:
        """Set the widths of the first columns, in characters of the default face (a Chinese one takes 2)."""
        for number, width in enumerate(characters, start=1):
            self.inner.column_dimensions[get_column_letter(number)].width = width

    def _cell(self, row: int, column: int) -> SheetCell:
        cell = self.inner.cell(row, column)
        if not isinstance(cell, SheetCell):
            raise TypeError(f"{self.name}!{cell.coordinate} is covered by a merged cell")
        return cell


class Book:
    """Collects sheets and writes the finished file; `tally` counts what had to be replaced."""

    def __init__(self, words: Words, *, title: str, branch: str, made_at: datetime) -> None:
        self.words = words
        self.branch = branch
        self.tally = Tally()
        self._made_at = made_at
        self._sheets: list[Sheet] = []
        self._number_styles: dict[tuple[str, bool], str] = {}
        self.inner = Workbook()
        for default in self.inner.worksheets:
            self.inner.remove(default)
        styles.register(self.inner)
        self._describe(title)

    def _describe(self, title: str) -> None:
        """Fill the document properties, without the clock of the moment of writing."""
        properties = self.inner.properties
        properties.title = clean_cell(title, self.tally)
        properties.creator = clean_cell(self.branch, self.tally)
        properties.language = self.words.language.replace("_", "-")
        properties.created = self._made_at.astimezone(UTC).replace(tzinfo=None)

    def add(self, title: str, *, heading_rows: str = "", landscape: bool = False) -> Sheet:
        """Append a sheet under a safe, unique name, ready for A4; `heading_rows` such as "1:1" repeat."""
        name = sheet_name(title, [sheet.name for sheet in self._sheets])
        inner = self.inner.create_sheet(name)
        if not isinstance(inner, Worksheet):
            raise TypeError("a workbook that is written row by row has no cells to style")
        set_up_print(inner, self.words, self.branch, heading_rows=heading_rows, landscape=landscape)
        sheet = Sheet(inner, self)
        self._sheets.append(sheet)
        return sheet

    def number_style(self, unit: Unit, value: Decimal, *, total: bool) -> str:
        """Name the shared style for a number."""
        shown_as = number_format(unit, value)
        if (shown_as, total) not in self._number_styles:
            self._number_styles[shown_as, total] = styles.number_style(self.inner, shown_as, total=total)
        return self._number_styles[shown_as, total]

    def finish(self, stream: BinaryIO) -> int:
        """Write the file; return how many characters had to be replaced or cut (R175, fault 73)."""
        raw = BytesIO()
        self.inner.save(raw)
        values = {
            f"xl/worksheets/sheet{number}.xml": sheet.cached
            for number, sheet in enumerate(self._sheets, start=1)
        }
        write_with_cached_values(raw, values, self._made_at, stream)
        return self.tally.replaced
