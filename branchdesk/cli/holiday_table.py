"""A table of worked and free days from a file, for clocks without a branch file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.messages import msg
from branchdesk.domain.workdays import WorkdayOverride
from branchdesk.readers.cells import as_bool, as_date, as_text
from branchdesk.readers.tables import SourceRow, SourceTable, read_table
from branchdesk.services.importing.columns import known_headings, match_columns


def read_holidays(path: Path) -> list[WorkdayOverride]:
    """Read the same table that `import workdays` takes; raises Refused (`holidays`)."""
    fields = fields_of(ImportKind.WORKDAYS)
    table = read_table(path, known=known_headings(fields, {}))
    columns = match_columns(fields, table.headings, {})
    if columns.missing:
        names = [f"{field.zh} {field.en}" for field in fields if field.required]
        text = msg("{path} lacks a column: {names} are needed.", path=path, names=names)
        raise Refused(text, field="holidays")
    return [_workday(row, columns.at, table) for row in table.rows]


def _workday(row: SourceRow, at: Mapping[str, int], table: SourceTable) -> WorkdayOverride:
    try:
        name = as_text(row.cells[at["name"]]) if "name" in at and row.cells[at["name"]] is not None else ""
        return WorkdayOverride(as_date(row.cells[at["date"]]), as_bool(row.cells[at["working"]]), name)
    except Refused as error:
        text = msg("{path}, row {row}: {why}", path=table.path.name, row=row.number, why=error.message)
        raise Refused(text, field="holidays") from error
