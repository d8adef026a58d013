"""The first sheet: every figure beside what it is measured against, with its definition (R166, R173)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from branchdesk.domain.summaries import Figure, MonthlySummary
from exports.ties import rows_say
from exports.wording import NO_BASIS, report_lines, report_title, unit_text
from exports.workbook import styles
from exports.workbook.book import Book, Sheet
from exports.workbook.data_sheet import RowsAt
from exports.workbook.widths import lines_needed

_WIDTHS = (30, 8, 14, 14, 14, 14, 56)
_VALUE = 3


def write_summary_sheet(
    book: Book, sheet: Sheet, summary: MonthlySummary, rows: Mapping[str, RowsAt]
) -> None:
    """Fill the summary sheet; totals of a data sheet's column become formulas into that sheet."""
    words = book.words
    sheet.widths(*_WIDTHS)
    sheet.text(1, 1, f"{summary.branch}  {report_title(summary, words)}", styles.TITLE)
    at = 2
    for line in report_lines(summary, words):
        sheet.text(at, 1, line, styles.NOTE)
        at += 1
    _write_headings(book, sheet, at)
    sheet.inner.freeze_panes = f"B{at + 1}"
    sheet.inner.print_title_rows = f"{at}:{at}"
    for section in summary.sections:
        at += 1
        sheet.text(at, 1, words.tr(section.title), styles.SECTION)
        for number in range(2, len(_WIDTHS) + 1):
            sheet.blank(at, number, styles.SECTION)
        for figure in section.figures:
            at += 1
            _write_figure(book, sheet, at, figure, _source(summary, figure, rows))
    _write_foot(book, sheet, at + 2)


def _write_headings(book: Book, sheet: Sheet, at: int) -> None:
    tr = book.words.tr
    headings = (
        tr("Figure"),
        tr("Unit"),
        tr("This month"),
        tr("Previous month"),
        tr("Same month last year"),
        tr("Mean of 6 months"),
        tr("How it is counted"),
    )
    for number, heading in enumerate(headings, start=1):
        sheet.text(at, number, heading, styles.HEADING)


def _source(summary: MonthlySummary, figure: Figure, rows: Mapping[str, RowsAt]) -> str:
    """Give the formula for a figure that its rows bear out, else nothing: the check is on another sheet."""
    if figure.value is None:
        return ""
    said = rows_say(summary, figure, figure.value)
    if said is None or said.amount != figure.value:
        return ""
    expression = rows[said.sheet].measure(said.column, empty=not summary.sheet(said.sheet).rows)
    return expression if said.sign > 0 else f"-{expression}"


def _write_figure(book: Book, sheet: Sheet, at: int, figure: Figure, source: str) -> None:
    sheet.text(at, 1, book.words.tr(figure.label), styles.LONG)
    sheet.text(at, 2, unit_text(figure.unit, book.words))
    if source and figure.value is not None:
        sheet.formula(at, _VALUE, source, figure.unit, figure.value)
    else:
        _write_value(sheet, at, _VALUE, figure, figure.value)
    others = (figure.previous, figure.same_month_last_year, figure.mean_6m)
    for number, value in enumerate(others, start=_VALUE + 1):
        _write_value(sheet, at, number, figure, value)
    sheet.text(at, len(_WIDTHS), book.words.tr(figure.definition), styles.LONG)
    label = lines_needed(book.words.tr(figure.label), _WIDTHS[0])
    sheet.lines(at, max(label, lines_needed(book.words.tr(figure.definition), _WIDTHS[-1])))


def _write_value(sheet: Sheet, at: int, number: int, figure: Figure, value: Decimal | None) -> None:
    if value is None:
        sheet.text(at, number, NO_BASIS, styles.NO_BASIS)
    else:
        sheet.number(at, number, figure.unit, value)


def _write_foot(book: Book, sheet: Sheet, at: int) -> None:
    """Add the signature line and, where characters were replaced, how many."""
    tr = book.words.tr
    sheet.text(at, 1, tr("Prepared by:") + " ________________", styles.NOTE)
    sheet.text(at, _VALUE, tr("Reviewed by:") + " ________________", styles.NOTE)
    sheet.text(at, len(_WIDTHS), tr("Date:") + " ________________", styles.NOTE)
    if book.tally.replaced:
        sheet.text(at + 2, 1, replaced_note(book), styles.NOTE)


def replaced_note(book: Book) -> str:
    """Say how many characters could not be written."""
    return book.words.trn(
        "{n} character or text could not be written in full and is marked □ or …",
        "{n} characters or texts could not be written in full and are marked □ or …",
        book.tally.replaced,
    )
