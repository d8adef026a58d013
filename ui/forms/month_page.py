"""The month as a page to read: figures beside what they are measured against, charts, reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.summaries import (
    ChartKind,
    Figure,
    MonthlySummary,
    Section,
    Series,
    TieLine,
    TieOut,
    Unit,
)
from exports.ties import rows_say
from exports.wording import axis_label, number_text, report_lines, report_title, with_unit
from ui.icons import pixmap
from ui.language import tr, words
from ui.theme import GRID, figure_font, heading_font
from ui.widgets.charts import BarChart, Chart, LineChart, Number, Point, StackedBar
from ui.widgets.form import separator

WIDTH = 900
_STACK = ("done", "kept", "info", "soon", "late", "text")  # the older, the louder
_CHARTS: dict[ChartKind, type[Chart]] = {
    ChartKind.COLUMNS: BarChart,
    ChartKind.LINE: LineChart,
    ChartKind.STACK: StackedBar,
}


class MonthPage(QWidget):
    """One summary, laid out once; another month is another page."""

    def __init__(self, summary: MonthlySummary) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(report_title(summary, words()))
        self._definitions: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 5, GRID * 4, GRID * 5, GRID * 5)
        self._column.setSpacing(GRID)
        self._add_title(summary)
        for section in summary.sections:
            self._add_section(section)
        self._add_charts(summary.charts)
        self._add_ties(summary)
        self._column.addStretch(1)

    def show_definitions(self, *, shown: bool) -> None:
        """Write under every figure how it is counted, or leave that to the tooltip."""
        for label in self._definitions:
            label.setVisible(shown)

    def _add_title(self, summary: MonthlySummary) -> None:
        title = QLabel(report_title(summary, words()))
        title.setFont(heading_font(1.7))
        self._column.addWidget(title)
        for text in (summary.branch, " · ".join(report_lines(summary, words()))):
            line = QLabel(text)
            line.setProperty("role", "muted")
            line.setWordWrap(True)
            self._column.addWidget(line)

    def _add_section(self, section: Section) -> None:
        self._column.addSpacing(GRID * 2)
        grid = _grid(4)
        grid.addWidget(_heading(tr(section.title)), 0, 0)
        titles = (tr("This month"), tr("Previous month"), tr("Same month last year"), tr("Mean of 6 months"))
        for column, text in enumerate(titles, 1):
            grid.addWidget(_right(text, muted=True), 0, column)
        grid.addWidget(separator(), 1, 0, 1, 5)
        for row, figure in enumerate(section.figures):
            self._add_figure(grid, 2 + row * 2, figure)
        self._column.addLayout(grid)

    def _add_figure(self, grid: QGridLayout, row: int, figure: Figure) -> None:
        definition = tr(figure.definition)
        name = QLabel(with_unit(tr(figure.label), figure.unit, words()))
        name.setToolTip(definition)
        name.setAccessibleDescription(definition)
        name.setWordWrap(True)
        grid.addWidget(name, row, 0)
        values = (figure.value, figure.previous, figure.same_month_last_year, figure.mean_6m)
        for column, value in enumerate(values, 1):
            label = _right(number_text(figure.unit, value), muted=column > 1)
            if column == 1:
                font = figure_font(label.font())
                font.setBold(True)
                label.setFont(font)
            label.setToolTip(definition)
            grid.addWidget(label, row, column)
        below = QLabel(definition)
        below.setProperty("role", "muted")
        below.setWordWrap(True)
        below.hide()
        self._definitions.append(below)
        grid.addWidget(below, row + 1, 0, 1, 5)

    def _add_charts(self, charts: Sequence[Series]) -> None:
        if not charts:
            return
        self._column.addSpacing(GRID * 3)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 4)
        grid.setVerticalSpacing(GRID * 2)
        for at, series in enumerate(charts):
            box = QVBoxLayout()
            box.setSpacing(GRID)
            box.addWidget(_heading(_chart_title(series)))
            box.addWidget(_chart(series))
            wide = series.kind is ChartKind.STACK
            grid.addLayout(box, at // 2, at % 2 if not wide else 0, 1, 2 if wide else 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)

    def _add_ties(self, summary: MonthlySummary) -> None:
        self._column.addSpacing(GRID * 3)
        self._column.addWidget(_heading(tr("Reconciliation")))
        for tie in summary.ties:
            self._add_tie(summary, tie)

    def _add_tie(self, summary: MonthlySummary, tie: TieOut) -> None:
        grid = _grid(3)
        title = QLabel(tr(tie.title))
        title.setProperty("role", "muted")
        grid.addWidget(title, 0, 0)
        for column, text in enumerate((tr("Printed amount"), tr("From the rows"), tr("Check")), 1):
            grid.addWidget(_right(text, muted=True), 0, column)
        grid.addWidget(separator(), 1, 0, 1, 4)
        for row, line in enumerate((tie.opening, *tie.lines, tie.closing), 2):
            _add_tie_line(grid, row, summary, tie, line)
        last = grid.rowCount()
        grid.addWidget(separator(), last, 0, 1, 4)
        grid.addWidget(QLabel(tr("Opening and lines less closing")), last + 1, 0)
        grid.addWidget(_right(number_text(tie.unit, tie.difference)), last + 1, 1)
        grid.addWidget(_verdict(tie.difference), last + 1, 3)
        self._column.addLayout(grid)
        self._column.addSpacing(GRID)


def _add_tie_line(grid: QGridLayout, row: int, summary: MonthlySummary, tie: TieOut, line: TieLine) -> None:
    grid.addWidget(QLabel(tr(line.label)), row, 0)
    grid.addWidget(_right(number_text(tie.unit, line.amount)), row, 1)
    said = rows_say(summary, line, line.amount)
    if said is not None:
        grid.addWidget(_right(number_text(tie.unit, said.amount), muted=True), row, 2)
        grid.addWidget(_verdict(line.amount - said.amount), row, 3)


def _chart(series: Series) -> Chart:
    def write(value: Number) -> str:
        return number_text(series.unit, Decimal(value))

    chart = _CHARTS[series.kind](_chart_title(series), _thousands if _in_thousands(series) else write)
    stacked = series.kind is ChartKind.STACK
    chart.set_points(
        [
            Point(
                _month_label(axis_label(label, words())),
                value,
                _STACK[at % len(_STACK)] if stacked else "accent",
            )
            for at, (label, value) in enumerate(zip(series.labels, series.values, strict=True))
        ]
    )
    if not stacked:
        chart.setMinimumHeight(170)
    return chart


def _chart_title(series: Series) -> str:
    if _in_thousands(series):
        return tr("{title} (thousand yuan)", title=tr(series.title))
    return with_unit(tr(series.title), series.unit, words())


def _in_thousands(series: Series) -> bool:
    """Tell whether amounts stand over narrow bars, where a whole one has no room."""
    return series.unit is Unit.MONEY and series.kind is not ChartKind.STACK


def _thousands(value: Number) -> str:
    return f"{Decimal(value) / 1000:,.0f}"


def _month_label(label: str) -> str:
    """Write `2026-11` as `26-11`: twelve of them stand beside each other."""
    return label[2:] if len(label) == 7 and label[4] == "-" else label


def _grid(numbers: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID * 2)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for column in range(1, numbers + 1):
        grid.setColumnMinimumWidth(column, 120)
    return grid


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(heading_font(1.1))
    return label


def _right(text: str, *, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setFont(figure_font(label.font()))
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if muted:
        label.setProperty("role", "muted")
    return label


def _verdict(difference: Decimal) -> QWidget:
    """Tick what ties, and name what does not: never by colour alone."""
    box, sign = QWidget(), QLabel()
    sign.setPixmap(pixmap("triangle-alert" if difference else "check", "late" if difference else "kept", 14))
    word = QLabel(tr("DIFFERS") if difference else tr("agrees"))
    if difference:
        word.setProperty("role", "problem")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(sign)
    row.addWidget(word)
    return box
