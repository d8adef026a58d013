"""The sheet that ties every total to its rows, with formulas and a check for each (D30)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from branchdesk.domain.summaries import MonthlySummary, TieLine, TieOut, Unit
from exports.ties import RowsSay, rows_say, tied_figures
from exports.workbook import styles
from exports.workbook.book import Book, Sheet
from exports.workbook.data_sheet import RowsAt
from exports.workbook.widths import lines_needed

_WIDTHS = (44, 18, 18, 14, 12)
_AMOUNT, _ROWS, _DIFFERENCE, _CHECK = 2, 3, 4, 5


class _Writer:
    """Writes line after line; `at` is the next free row."""

    def __init__(self, book: Book, sheet: Sheet, summary: MonthlySummary, rows: Mapping[str, RowsAt]) -> None:
        self._tr = book.words.tr
        self._sheet = sheet
        self._summary = summary
        self._rows = rows
        self.at = 2

    def tie(self, tie: TieOut) -> None:
        """Write one reconciliation: opening, lines, closing, and what is left over."""
        self._section(self._tr(tie.title))
        first = self.at
        for line in (tie.opening, *tie.lines, tie.closing):
            self._tie_line(line, tie.unit)
        left_over = f"ROUND(SUM(B{first}:B{self.at - 2})-B{self.at - 1},2)"
        self._sheet.text(self.at, 1, self._tr("Opening and lines less closing"), styles.TOTAL)
        for number in (_ROWS, _DIFFERENCE):
            self._sheet.blank(self.at, number, styles.TOTAL)
        self._sheet.formula(self.at, _AMOUNT, left_over, tie.unit, tie.difference, total=True)
        self._check(f"B{self.at}", tie.difference, styles.TOTAL)
        self.at += 2

    def figures(self) -> None:
        """Write the figures of the summary beside what their rows say."""
        tied = tied_figures(self._summary)
        if tied:
            self._section(self._tr("Figures of the summary and their rows"))
        for figure, value, said in tied:
            self._line(self._tr(figure.label), value, said, figure.unit)

    def _tie_line(self, line: TieLine, unit: Unit) -> None:
        self._line(self._tr(line.label), line.amount, rows_say(self._summary, line, line.amount), unit)

    def _line(self, label: str, amount: Decimal, said: RowsSay | None, unit: Unit) -> None:
        self._sheet.text(self.at, 1, label, styles.LONG)
        self._sheet.lines(self.at, lines_needed(label, _WIDTHS[0]))
        self._sheet.number(self.at, _AMOUNT, unit, amount)
        if said is None:
            for number in (_ROWS, _DIFFERENCE, _CHECK):
                self._sheet.blank(self.at, number, styles.TEXT)
        else:
            empty = not self._summary.sheet(said.sheet).rows
            expression = self._rows[said.sheet].measure(said.column, empty=empty)
            sign = "-" if said.sign < 0 else ""
            self._sheet.formula(self.at, _ROWS, sign + expression, unit, said.amount)
            difference = amount - said.amount
            subtraction = f"ROUND(B{self.at}-C{self.at},2)"
            self._sheet.formula(self.at, _DIFFERENCE, subtraction, unit, difference)
            self._check(f"D{self.at}", difference, styles.TEXT)
        self.at += 1

    def _check(self, cell: str, difference: Decimal, style: str) -> None:
        agrees, differs = self._tr("agrees"), self._tr("DIFFERS")
        expression = f'IF({cell}=0,"{agrees}","{differs}")'
        shown = differs if difference else agrees
        self._sheet.text_formula(self.at, _CHECK, expression, shown, style)

    def _section(self, title: str) -> None:
        self._sheet.text(self.at, 1, title, styles.SECTION)
        for number in range(2, _CHECK + 1):
            self._sheet.blank(self.at, number, styles.SECTION)
        self.at += 1


def write_reconciliation_sheet(
    book: Book, sheet: Sheet, summary: MonthlySummary, rows: Mapping[str, RowsAt]
) -> None:
    """Fill the sheet: the ties of the month first, then each figure that is made of rows."""
    tr = book.words.tr
    sheet.widths(*_WIDTHS)
    headings = (tr("Line"), tr("Printed amount"), tr("From the rows"), tr("Difference"), tr("Check"))
    for number, heading in enumerate(headings, start=1):
        sheet.text(1, number, heading, styles.HEADING)
    sheet.inner.freeze_panes = "A2"
    writer = _Writer(book, sheet, summary, rows)
    for tie in summary.ties:
        writer.tie(tie)
    writer.figures()
