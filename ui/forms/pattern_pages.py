"""The pages of the pattern radar: charts, and lists whose rows show the complaints behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from branchdesk.domain.complaint_patterns import CaseFact, pareto
from branchdesk.services.case_patterns import Radar
from ui.forms.list_dialog import Rows
from ui.forms.pattern_rows import case_columns, place
from ui.language import term, tr
from ui.table.columns import Column
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID
from ui.widgets.bars_and_line import BarsAndLine
from ui.widgets.charts import Point
from ui.widgets.choice import QuietCombo
from ui.widgets.labels import heading, muted

_MOST_BARS = 8
Label = Callable[[CaseFact], str]


def labels() -> dict[str, tuple[str, Label]]:
    """Return by what complaints are sorted: a title, and what a complaint has of it."""
    return {
        "category": (tr("Category"), lambda case: term(case.category)),
        "site": (tr("Site"), place),
        "technician": (tr("Technician"), lambda case: case.technician or tr("not known")),
        "cause": (tr("Root cause"), lambda case: case.cause or tr("not found yet")),
        "pest": (tr("Pest"), lambda case: case.pest or tr("not named")),
    }


class LabelCombo(QuietCombo):
    """Chooses by what complaints are sorted."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Sort by"))
        for key, (title, _label) in labels().items():
            self.addItem(title, key)

    def title(self) -> str:
        """Return the chosen title."""
        return labels()[str(self.currentData())][0]

    def label(self) -> Label:
        """Return what a complaint has of what is chosen."""
        return labels()[str(self.currentData())][1]


class Overview(QWidget):
    """The year's course, the most frequent reasons, and the customers who say nothing (R121, R123, R126)."""

    def __init__(self) -> None:
        super().__init__()
        self._cases: Sequence[CaseFact] = ()
        self.trend = BarsAndLine(tr("Complaints by month"), tr("mean of the six months before"))
        self._pareto = BarsAndLine(
            tr("Most frequent first"), tr("running share in percent"), line_top=100, named=True
        )
        self._by = LabelCombo()
        self._by.currentIndexChanged.connect(self._draw_pareto)
        self._said = QLabel()
        self._said.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        grid.setHorizontalSpacing(GRID * 4)
        grid.addWidget(heading(tr("Complaints by month"), 1.1), 0, 0)
        grid.addWidget(self.trend, 1, 0)
        grid.addWidget(muted(tr("Line: mean of the six months before.")), 2, 0)
        grid.addLayout(self._pareto_head(), 0, 1)
        grid.addWidget(self._pareto, 1, 1)
        grid.addWidget(muted(tr("Line: running share of all complaints.")), 2, 1)
        grid.addWidget(self._said, 3, 0, 1, 2)
        grid.setRowStretch(1, 1)

    def show_radar(self, radar: Radar) -> None:
        """Draw what was read."""
        self._cases = radar.cases
        self.trend.set_values(
            [Point(f"{one.month.number}", one.count, "info") for one in radar.trend],
            [one.mean for one in radar.trend],
        )
        self._draw_pareto()
        quiet = radar.quiet
        self._said.setText(
            tr(
                "{quiet} of {all} active customers had no complaint ({share} %). "
                "{silent} of them were not called either; they are on the page of silent customers.",
                quiet=quiet.without_complaint,
                all=quiet.customers,
                share=quiet.share,
                silent=len(quiet.not_called),
            )
            if quiet.customers
            else ""
        )

    def _pareto_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(heading(tr("Most frequent first"), 1.1))
        row.addStretch(1)
        row.addWidget(self._by)
        return row

    def _draw_pareto(self) -> None:
        bars = pareto(map(self._by.label(), self._cases))
        self._pareto.set_values(
            [Point(_short(bar.label), bar.count, "accent") for bar in bars[:_MOST_BARS]],
            [bar.cumulative for bar in bars[:_MOST_BARS]],
        )


class ListPage(QWidget):
    """A list with a sentence over it, and under it the complaints behind the chosen row."""

    opened = Signal(int)
    """A complaint is wanted."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Any]],
        empty: str,
        *,
        definition: str,
        behind: Callable[[Any], Sequence[CaseFact]] | None = None,
    ) -> None:
        super().__init__()
        self._rows: Sequence[Any] = ()
        self._behind = behind
        self.model: RecordTableModel[Any] = RecordTableModel(tuple(columns), Rows(lambda: self._rows))
        self.table = RecordTable(self.model, name)
        self.table.set_empty("circle-check", empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        said = muted(definition)
        said.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        column.addWidget(said)
        if behind is None:
            column.addWidget(self.table, 1)
            return
        self._cases: Sequence[CaseFact] = ()
        self.below: RecordTableModel[CaseFact] = RecordTableModel(case_columns(), Rows(lambda: self._cases))
        self.cases = RecordTable(self.below, tr("Complaints behind it"))
        self.cases.set_empty("list", tr("Choose a row to see its complaints."))
        self.cases.activated_record.connect(self.opened)
        self.table.current_record_changed.connect(self._show_behind)
        self.table.activated_record.connect(lambda _id: self.cases.setFocus())
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(self.cases)
        both.setChildrenCollapsible(False)
        column.addWidget(both, 1)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, the first one chosen."""
        self._rows = rows
        self.model.refresh()
        if rows and self.table.current_id() is None:
            self.table.go_to(rows[0].id)
        elif self._behind is not None:
            self._show_behind(self.table.current_id())

    def _show_behind(self, row_id: object) -> None:
        if self._behind is None:
            return
        chosen = next((row for row in self._rows if row.id == row_id), None)
        self._cases = () if chosen is None else self._behind(chosen)
        self.below.refresh()


def _short(text: str) -> str:
    longest = 16 if text.isascii() else 10
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
