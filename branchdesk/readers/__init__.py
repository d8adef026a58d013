"""Other people's spreadsheets into numbered rows of plain cells, guarded against hostile and broken files."""

from branchdesk.readers.errors import CellProblem, ImportRefused
from branchdesk.readers.tables import SourceRow, SourceTable, is_total_row, read_table
from branchdesk.readers.workbook import Cell

__all__ = [
    "Cell",
    "CellProblem",
    "ImportRefused",
    "SourceRow",
    "SourceTable",
    "is_total_row",
    "read_table",
]
