"""A list as it is shown - its rows in their order, its columns as chosen - for paper and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from branchdesk.domain.money import Fen, yuan
from branchdesk.domain.summaries import Cell, DataSheet, Unit
from branchdesk.domain.summaries import Column as SheetColumn
from ui.table.columns import Column
from ui.table.view import RecordTable

_AT_ONCE = 500  # rows between two looks at whether somebody wants to stop
_NAME = "list"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows now; `note` says which entries these are (the filter, the month)."""

    title: str
    note: str
    columns: Sequence[Column[Any]]
    ids: Sequence[int]
    read: Callable[[Sequence[int]], Sequence[Any]]

    def sheet(self, step: Callable[[int, int], object]) -> DataSheet:
        """Read all rows; may run in a worker thread. `step(done, all)` may raise to stop."""
        rows: list[Any] = []
        for first in range(0, len(self.ids), _AT_ONCE):
            step(first, len(self.ids))
            rows.extend(self.read(self.ids[first : first + _AT_ONCE]))
        units = [_unit([column.value(row) for row in rows]) for column in self.columns]
        columns = tuple(
            SheetColumn(column.key, column.title, unit, total=unit is Unit.MONEY)
            for column, unit in zip(self.columns, units, strict=True)
        )
        cells = tuple(
            tuple(_cell(column, unit, row) for column, unit in zip(self.columns, units, strict=True))
            for row in rows
        )
        return DataSheet(_NAME, self.title, columns, cells)


def listing_of(table: RecordTable, title: str, note: str = "") -> Listing:
    """Take what a table shows now."""
    model = table.record_model()
    return Listing(title, note, table.shown_columns(), list(model.ids()), model.read)


def _unit(values: Sequence[object]) -> Unit:
    """Find out what a column holds; a mixed one is text."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, Fen) for value in known):
        return Unit.MONEY
    if known and all(isinstance(value, date) and not isinstance(value, datetime) for value in known):
        return Unit.DATE
    if known and all(type(value) is int for value in known):
        return Unit.COUNT
    return Unit.TEXT


def _cell(column: Column[Any], unit: Unit, row: Any) -> Cell:
    value = column.value(row)
    if unit is Unit.MONEY:
        return yuan(value) if isinstance(value, Fen) else None
    # Where the screen writes other words than the value ("overdue 3 days"), the paper does, too.
    plain = unit in (Unit.DATE, Unit.COUNT) and column.text is None
    if plain and (value is None or isinstance(value, int | date)):
        return value
    return column.shown(row)
