"""The month of a branch as one value, from which window, workbook and PDF are made (R173)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | None


class Unit(StrEnum):
    """How a figure is written; also says what its Decimal means."""

    COUNT = "count"  # things; means of six months carry one decimal
    MONEY = "money"  # yuan with two decimals
    PERCENT = "percent"  # 88.9 means 88.9 %
    MINUTES = "minutes"
    TEXT = "text"  # only for columns of a data sheet
    DATE = "date"  # only for columns of a data sheet


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the month beside what it is measured against; None means "no basis"."""

    key: str
    label: str  # English source text, translated by whoever shows it
    definition: str  # English source text: how it is counted (R166)
    unit: Unit
    value: Decimal | None
    previous: Decimal | None = None
    same_month_last_year: Decimal | None = None
    mean_6m: Decimal | None = None
    sheet: str = ""  # the data sheet whose rows make up the value, where there is one
    column: str = ""  # its column whose total the value is; empty: the value is the number of rows


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together, in reading order."""

    key: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data sheet; `total` asks for a sum under the rows."""

    key: str
    title: str
    unit: Unit
    total: bool = False


@dataclass(frozen=True, slots=True)
class DataSheet:
    """The rows behind the figures: money cells are Decimal yuan, dates are dates, ids and phones are text."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def total(self, key: str) -> Decimal:
        """Sum one column."""
        at = [column.key for column in self.columns].index(key)
        numbers = (row[at] for row in self.rows)
        return sum((Decimal(cell) for cell in numbers if isinstance(cell, int | Decimal)), Decimal(0))

    def measure(self, column: str) -> Decimal:
        """Total a column, or count the rows where no column is named."""
        return self.total(column) if column else Decimal(len(self.rows))


@dataclass(frozen=True, slots=True)
class TieLine:
    """One line of a reconciliation: its signed amount and the data sheet column that it must equal.

    A line that takes away carries a negative amount and ties to the same total, negated. A sheet without a
    column ties to the number of its rows.
    """

    label: str
    amount: Decimal
    sheet: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class TieOut:
    """Opening plus lines must equal closing; `closing` is counted independently of the lines."""

    key: str
    title: str
    unit: Unit
    opening: TieLine
    lines: tuple[TieLine, ...]
    closing: TieLine

    @property
    def difference(self) -> Decimal:
        """Return what does not tie (zero when all is well)."""
        return (
            self.opening.amount + sum((line.amount for line in self.lines), Decimal(0)) - self.closing.amount
        )


class ChartKind(StrEnum):
    """How points are drawn."""

    COLUMNS = "columns"
    LINE = "line"
    STACK = "stack"  # parts of one whole: one bar divided


@dataclass(frozen=True, slots=True)
class Series:
    """Points for a chart: labels along the axis, one value each."""

    key: str
    title: str
    unit: Unit
    labels: tuple[str, ...]  # months as YYYY-MM, else English source text
    values: tuple[Decimal, ...]
    kind: ChartKind = ChartKind.COLUMNS


@dataclass(frozen=True, slots=True)
class MonthlySummary:
    """Everything that the month's papers say; instants carry the branch's zone and are printed in it."""

    branch: str
    year: int
    month: int
    as_of: date
    made_at: datetime
    sections: tuple[Section, ...]
    sheets: tuple[DataSheet, ...]
    ties: tuple[TieOut, ...]
    charts: tuple[Series, ...] = field(default=())
    locked_at: datetime | None = None
    locked_by: str = ""

    def sheet(self, key: str) -> DataSheet:
        """Find one data sheet by its key."""
        for sheet in self.sheets:
            if sheet.key == key:
                return sheet
        raise KeyError(key)

    def figure(self, section: str, key: str) -> Figure:
        """Find one figure by its keys."""
        for candidate in self.sections:
            if candidate.key == section:
                for figure in candidate.figures:
                    if figure.key == key:
                        return figure
        raise KeyError(f"{section}.{key}")
