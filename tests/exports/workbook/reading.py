"""Reads finished workbooks back, formulas and cached values apart."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from branchdesk.domain.summaries import MonthlySummary
from exports.workbook.summary_workbook import summary_workbook
from tests.exports.fixtures import SampleWords


def made(summary: MonthlySummary, language: str = "zh_CN") -> bytes:
    stream = BytesIO()
    summary_workbook(summary, SampleWords(language), stream)
    return stream.getvalue()


def opened(content: bytes, *, values: bool) -> Workbook:
    return load_workbook(BytesIO(content), data_only=values)


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def formulas(book: Workbook) -> dict[tuple[str, str], str]:
    """List every formula by sheet and coordinate."""
    return {
        (page.title, cell.coordinate): str(cell.value)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def dump(book: Workbook) -> str:
    """Write every filled cell as a line, the way a person would compare two workbooks."""
    lines = []
    for page in book.worksheets:
        lines.append(f"# {page.title}")
        lines += [
            f"{cell.coordinate}\t{cell.data_type}\t{cell.number_format}\t{cell.value!r}"
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(lines) + "\n"
