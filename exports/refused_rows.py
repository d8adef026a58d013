"""The user's own sheet back, each refused cell coloured and its reason at the end of the row (D31)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from branchdesk.domain.messages import Message
from branchdesk.language import Words

if TYPE_CHECKING:
    from exports.workbook.book import Sheet

Reason = tuple[str | None, str]  # the heading of the refused cell, where it is one cell; the sentence
_REASON_WIDTH = 60


def refused_rows_report(
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[object]]],
    reasons: Mapping[int, Reason],
    words: Words,
    stream: BinaryIO,
    *,
    made_at: datetime,
    header_row: int = 1,
) -> int:
    """Write the report; every row keeps the number that it has in the user's file.

    `rows` come with these 1-based numbers. Returns how many characters had to be replaced.
    """
    from exports.workbook import styles
    from exports.workbook.book import Book
    from exports.workbook.widths import lines_needed

    book = Book(words, title=words.tr("Refused rows"), branch="", made_at=made_at)
    sheet = book.add(words.tr("Refused rows"), heading_rows=f"{header_row}:{header_row}", landscape=True)
    numbered = list(rows)
    last = len(headings) + 1
    for number, heading in enumerate((*headings, words.tr("Reason for refusal")), start=1):
        sheet.text(header_row, number, heading, styles.HEADING)
    sheet.widths(*_widths(headings, [cells for _, cells in numbered]), _REASON_WIDTH)
    for at, cells in numbered:
        reason = reasons.get(at)
        for number, cell in enumerate(cells, start=1):
            _write(sheet, at, number, cell, words)
        if reason is not None:
            _mark(sheet, at, headings, reason[0])
            sheet.text(at, last, reason[1], styles.REFUSED)
            sheet.lines(at, lines_needed(reason[1], _REASON_WIDTH))
    sheet.inner.freeze_panes = f"A{header_row + 1}"
    end = max((at for at, _ in numbered), default=header_row)
    sheet.inner.auto_filter.ref = f"A{header_row}:{sheet.inner.cell(end, last).coordinate}"
    return book.finish(stream)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    from exports.workbook.widths import column_width

    return [
        column_width([heading, *(str(cells[at]) for cells in rows if at < len(cells))])
        for at, heading in enumerate(headings)
    ]


def _write(sheet: Sheet, row: int, column: int, cell: object, words: Words) -> None:
    """Write a cell as the user had it: numbers and dates stay such, anything odd becomes text."""
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.day(row, column, cell)
    elif isinstance(cell, int | float | Decimal | time) and not isinstance(cell, bool):
        sheet.plain(row, column, cell)
    else:
        problem = getattr(cell, "message", None)
        sheet.text(row, column, words.say(problem) if isinstance(problem, Message) else str(cell))


def _mark(sheet: Sheet, row: int, headings: Sequence[str], heading: str | None) -> None:
    """Colour the refused cell, keeping what it holds and how its number or date is shown."""
    from exports.workbook import styles

    if heading is not None and heading in headings:
        sheet.inner.cell(row, headings.index(heading) + 1).fill = styles.refused_fill()
