"""Twelve months of pests at one site: a table and the line of the chosen row (R052)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.customers import Site
from branchdesk.domain.months import Month
from branchdesk.domain.visit_findings import Trend
from ui.language import tr
from ui.session import Session
from ui.theme import GRID, ROW_HEIGHT, figure_font, heading_font
from ui.widgets.charts import LineChart, Point
from ui.widgets.empty import EmptyState

_NAME_WIDTH = 150


class PestTrendDialog(QDialog):
    """The total, then pests, then devices: those of a month add up to its total."""

    def __init__(self, parent: QWidget | None, session: Session, site: Site) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pests at {site} over twelve months", site=site.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1080, 640)
        self._trend = session.desk.field.trend(site.id, Month.of(session.today))
        self._rows = _rows(self._trend)
        self._name = QLabel()
        self._name.setFont(heading_font(1.0))
        self.chart = LineChart(tr("Found in each month"))
        self.table = self._table()
        self._lay_out()
        self.table.currentCellChanged.connect(self._draw)
        self.table.setCurrentCell(0, 0)

    def _draw(self, row: int, *_others: int) -> None:
        if not 0 <= row < len(self._rows):
            return
        name, counts = self._rows[row]
        self._name.setText(name)
        months = self._trend.months
        self.chart.set_points([Point(month.key, count) for month, count in zip(months, counts, strict=True)])

    def _table(self) -> QTableWidget:
        heads = ["", *(month.key[2:] for month in self._trend.months), tr("Total")]
        table = QTableWidget(len(self._rows), len(heads))
        table.setAccessibleName(self.windowTitle())
        table.setHorizontalHeaderLabels(heads)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(0, _NAME_WIDTH)
        for row, (name, counts) in enumerate(self._rows):
            _fill(table, row, name, counts)
        return table

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        heading, note = QLabel(self.windowTitle()), QLabel(_note())
        heading.setFont(heading_font())
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        column.addWidget(heading)
        if any(self._trend.totals):
            column.addWidget(note)
            column.addWidget(self.table, 1)
            column.addWidget(self._name)
            column.addWidget(self.chart)
        else:
            sentence = tr("No findings with a pest in these months. They are typed when a visit is recorded.")
            column.addWidget(EmptyState(self, "search", sentence), 1)
        buttons, done = QDialogButtonBox(), QPushButton(tr("Close"))
        buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)


def _rows(trend: Trend) -> list[tuple[str, tuple[int, ...]]]:
    devices = [
        (tr("At {device}", device=name or tr("no device")), row) for name, row in trend.devices.items()
    ]
    return [(tr("All together"), trend.totals), *trend.pests.items(), *devices]


def _fill(table: QTableWidget, row: int, name: str, counts: Sequence[int]) -> None:
    for column, text in enumerate((name, *map(_shown, counts), str(sum(counts)))):
        item = QTableWidgetItem(text)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(figure_font(item.font()))
        table.setItem(row, column, item)


def _shown(count: int) -> str:
    return str(count) if count else "–"


def _note() -> str:
    return tr("A finding without a number counts as one; percentages are not added up.")
