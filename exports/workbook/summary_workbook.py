"""The month of a branch as one workbook (R173, R175)."""

from __future__ import annotations

from typing import BinaryIO

from branchdesk.domain.summaries import MonthlySummary
from branchdesk.language import Words
from exports.wording import report_title
from exports.workbook.book import Book
from exports.workbook.chart_sheet import write_chart_sheet
from exports.workbook.data_sheet import write_data_sheet
from exports.workbook.reconciliation_sheet import write_reconciliation_sheet
from exports.workbook.summary_sheet import write_summary_sheet


def summary_workbook(summary: MonthlySummary, words: Words, stream: BinaryIO) -> int:
    """Write the workbook; return how many characters had to be replaced or cut (fault 73)."""
    book = Book(words, title=report_title(summary, words), branch=summary.branch, made_at=summary.made_at)
    front = book.add(words.tr("Summary"), landscape=True)
    reconciliation = book.add(words.tr("Reconciliation"), heading_rows="1:1")
    rows = {data.key: write_data_sheet(book, data) for data in summary.sheets}
    if summary.charts:
        write_chart_sheet(book, summary.charts)
    write_reconciliation_sheet(book, reconciliation, summary, rows)
    write_summary_sheet(book, front, summary, rows)
    return book.finish(stream)
