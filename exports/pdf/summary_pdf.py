"""The month of a branch as a paper that a supervisor signs (R059, R173)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.summaries import DataSheet, Figure, MonthlySummary, TieLine, TieOut, Unit
from branchdesk.language import Words
from exports.pdf.charts import draw_chart
from exports.pdf.document import NOTE, SMALL, Paper, Printed
from exports.pdf.signature import SIGNATURE_HEIGHT, draw_signatures
from exports.pdf.tables import Noted, TableCell, TableColumn, draw_table
from exports.ties import RowsSay, rows_say, tied_figures
from exports.wording import NUMERIC, cell_text, number_text, report_lines, report_title, with_unit

_MOST_ROWS = 500  # of one sheet: nobody reads, signs and files more; the workbook has every row


def summary_pdf(
    summary: MonthlySummary, words: Words, stream: BinaryIO, *, song: Path | None = None
) -> Printed:
    """Write the PDF; the same summary gives the same bytes. `song`: a typeface file of one's own."""
    title = report_title(summary, words)
    with Paper(words, branch=summary.branch, title=title, made_at=summary.made_at, song=song) as paper:
        _draw_title(paper, summary, title)
        _draw_figures(paper, summary)
        _draw_charts(paper, summary)
        for sheet in summary.sheets:
            _draw_rows(paper, sheet)
        _draw_reconciliation(paper, summary)
        _draw_foot(paper)
        return paper.finish(stream)


def _draw_title(paper: Paper, summary: MonthlySummary, title: str) -> None:
    paper.title(title)
    paper.paragraph(summary.branch, centred=True)
    paper.paragraph(" · ".join(report_lines(summary, paper.words)), SMALL, centred=True)
    paper.space(2)


def _draw_figures(paper: Paper, summary: MonthlySummary) -> None:
    """Print each section: the month beside what it is measured against, the definition under the name."""
    tr = paper.words.tr
    columns = (
        TableColumn(tr("Figure"), width=74),
        TableColumn(tr("This month"), right=True, width=24),
        TableColumn(tr("Previous month"), right=True, width=24),
        TableColumn(tr("Same month last year"), right=True, width=24),
        TableColumn(tr("Mean of 6 months"), right=True, width=24),
    )
    for section in summary.sections:
        rows = [_figure_row(paper, figure) for figure in section.figures]
        draw_table(paper, columns, rows, heading=tr(section.title))


def _figure_row(paper: Paper, figure: Figure) -> list[TableCell]:
    words = paper.words
    values = (figure.value, figure.previous, figure.same_month_last_year, figure.mean_6m)
    label = with_unit(words.tr(figure.label), figure.unit, words)
    return [
        Noted(label, words.tr(figure.definition)),
        *(number_text(figure.unit, value) for value in values),
    ]


def _draw_charts(paper: Paper, summary: MonthlySummary) -> None:
    if summary.charts:
        paper.heading(paper.words.tr("Charts"), with_next=70)
    for series in summary.charts:
        draw_chart(paper, series)


def _draw_rows(paper: Paper, sheet: DataSheet) -> None:
    """Print the rows of a data sheet; the total is that of all rows and names itself in the first column."""
    words = paper.words
    count = len(sheet.rows)
    columns = [TableColumn(words.tr(column.title), right=column.unit in NUMERIC) for column in sheet.columns]
    rows = [
        [cell_text(column, cell, words) for column, cell in zip(sheet.columns, row, strict=True)]
        for row in sheet.rows[:_MOST_ROWS]
    ]
    total: list[TableCell] | None = None
    if any(column.total for column in sheet.columns):
        total = [
            cell_text(column, sheet.total(column.key), words) if column.total else ""
            for column in sheet.columns
        ]
        total[0] = total[0] or words.tr("Total")
    draw_table(paper, columns, rows, heading=words.tr(sheet.title), total=total)
    said = words.trn("{n} row", "{n} rows", count)
    if count > len(rows):
        said = words.tr(
            "The first {shown} of {count} rows; the total is of all. The workbook has every row.",
            shown=len(rows),
            count=count,
        )
    paper.paragraph(said, NOTE)


def _draw_reconciliation(paper: Paper, summary: MonthlySummary) -> None:
    """Print each tie, then every figure beside what its rows say."""
    tr = paper.words.tr
    columns = (
        TableColumn(tr("Line"), width=66),
        TableColumn(tr("Printed amount"), right=True, width=30),
        TableColumn(tr("From the rows"), right=True, width=30),
        TableColumn(tr("Difference"), right=True, width=24),
        TableColumn(tr("Check"), width=20),
    )
    paper.heading(tr("Reconciliation"), with_next=50)
    for tie in summary.ties:
        rows = [_tie_row(paper, summary, tie, line) for line in (tie.opening, *tie.lines, tie.closing)]
        over = number_text(tie.unit, tie.difference)
        total = [tr("Opening and lines less closing"), over, "", "", _verdict(paper, tie.difference)]
        draw_table(paper, columns, rows, heading=tr(tie.title), level=1, total=total)
    tied = [
        _row(paper, tr(figure.label), figure.unit, value, said)
        for figure, value, said in tied_figures(summary)
    ]
    if tied:
        title = tr("Figures of the summary and their rows")
        draw_table(paper, columns, tied, heading=title, level=1, then=SIGNATURE_HEIGHT)


def _tie_row(paper: Paper, summary: MonthlySummary, tie: TieOut, line: TieLine) -> list[TableCell]:
    said = rows_say(summary, line, line.amount)
    return _row(paper, paper.words.tr(line.label), tie.unit, line.amount, said)


def _row(paper: Paper, label: str, unit: Unit, amount: Decimal, said: RowsSay | None) -> list[TableCell]:
    if said is None:
        return [label, number_text(unit, amount), "", "", ""]
    difference = amount - said.amount
    numbers = [number_text(unit, value) for value in (amount, said.amount, difference)]
    return [label, *numbers, _verdict(paper, difference)]


def _verdict(paper: Paper, difference: Decimal) -> str:
    return paper.words.tr("DIFFERS") if difference else paper.words.tr("agrees")


def _draw_foot(paper: Paper) -> None:
    """Say what could not be printed, then leave room to sign."""
    tr = paper.words.tr
    if paper.tally.replaced:
        paper.turn()
        paper.space(4)
        paper.paragraph(
            paper.words.trn(
                "{n} character is in no typeface of this computer and is printed as □",
                "{n} characters are in no typeface of this computer and are printed as □",
                paper.tally.replaced,
            ),
            SMALL,
        )
    draw_signatures(paper, (tr("Prepared by:"), tr("Reviewed by:"), tr("Date:")))
