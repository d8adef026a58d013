"""Native charts, drawn by the spreadsheet program from the numbers beside them."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.series_factory import SeriesFactory

from branchdesk.domain.summaries import ChartKind, Series
from exports.wording import axis_label, number_format
from exports.workbook import styles
from exports.workbook.book import Book, Sheet

_WIDTH_CM, _HEIGHT_CM = 17, 8
_ROWS_PER_CHART = 17
_GREYS = ("262626", "595959", "7F7F7F", "A6A6A6", "BFBFBF", "D9D9D9", "F2F2F2", "404040")


def write_chart_sheet(book: Book, charts: tuple[Series, ...]) -> None:
    """Append one sheet with the data of every chart and the charts beside them."""
    sheet = book.add(book.words.tr("Charts"), landscape=True)
    sheet.widths(22, 16, 3)
    at = 1
    for series in charts:
        first = _write_points(book, sheet, at, series)
        chart = (
            _stack(sheet, first, series) if series.kind is ChartKind.STACK else _plain(sheet, first, series)
        )
        chart.title = book.words.tr(series.title)
        chart.width, chart.height = _WIDTH_CM, _HEIGHT_CM
        chart.x_axis.delete = chart.y_axis.delete = False
        if series.values:
            chart.y_axis.number_format = number_format(series.unit, max(series.values))
        sheet.inner.add_chart(chart, f"D{at}")
        at += max(_ROWS_PER_CHART, len(series.values) + 3)


def _write_points(book: Book, sheet: Sheet, at: int, series: Series) -> int:
    """Write the points of a chart under its title; return the row of the first."""
    sheet.text(at, 1, book.words.tr(series.title), styles.HEADING)
    sheet.blank(at, 2, styles.HEADING)
    for row, (label, value) in enumerate(zip(series.labels, series.values, strict=True), start=at + 1):
        sheet.text(row, 1, axis_label(label, book.words))
        sheet.number(row, 2, series.unit, value)
    return at + 1


def _plain(sheet: Sheet, first: int, series: Series) -> BarChart | LineChart:
    """Make columns or a line over the labels."""
    chart = LineChart() if series.kind is ChartKind.LINE else BarChart()
    last = first + max(len(series.values), 1) - 1
    chart.add_data(Reference(sheet.inner, min_col=2, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet.inner, min_col=1, min_row=first, max_row=last))
    chart.legend = None
    line = chart.series[0].graphicalProperties
    if series.kind is ChartKind.LINE:
        line.line.solidFill = _GREYS[0]
        chart.series[0].smooth = False
    else:
        line.solidFill = _GREYS[2]
    return chart


def _stack(sheet: Sheet, first: int, series: Series) -> BarChart:
    """Make one divided bar: each part is a series of one point."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    for number in range(len(series.values)):
        row = first + number
        part = SeriesFactory(
            Reference(sheet.inner, min_col=1, max_col=2, min_row=row, max_row=row), title_from_data=True
        )
        part.graphicalProperties.solidFill = _GREYS[number % len(_GREYS)]
        chart.series.append(part)
    if chart.legend is not None:
        chart.legend.position = "b"
    return chart
