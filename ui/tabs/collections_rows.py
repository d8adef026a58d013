"""Where the rows of collections come from when the desk's lists alone do not say it: buckets and aging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from branchdesk.domain.aging import Bucket
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.textfold import fold_text
from branchdesk.services.aging_report import AgingBy, AgingReport, AgingReportRow
from branchdesk.services.desk import Desk
from ui.lists import DeskRows
from ui.table.model import ListQuery as TableQuery
from ui.tabs.collections_columns import AgingLine

BUCKET = "bucket:"


def bucket_filter(bucket: Bucket) -> str:
    """Name the filter that leaves the invoices of one column of the aging."""
    return BUCKET + bucket.value


class InvoiceRows(DeskRows):
    """The desk's invoices, and those of one bucket of today's aging."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ListKind.INVOICES)
        self._in: dict[Bucket, set[int]] = {}

    def take(self, report: AgingReport) -> None:
        """Remember which invoice stands in which bucket; the report is by invoice."""
        self._in = {
            bucket: {row.invoice_id for row in report.rows if row.invoice_id and row.amounts[bucket]}
            for bucket in Bucket
        }

    def ids(self, query: TableQuery) -> Sequence[int]:
        """Return the ids in the asked order."""
        wanted = query.filter
        if not isinstance(wanted, ListQuery):
            return super().ids(query)
        buckets = [Bucket(name[len(BUCKET) :]) for name in wanted.filters if name.startswith(BUCKET)]
        plain = replace(wanted, filters=tuple(f for f in wanted.filters if not f.startswith(BUCKET)))
        found = super().ids(replace(query, filter=plain)) or self._of_technician(query, plain)
        for bucket in buckets:
            members = self._in.get(bucket, set())
            found = [record_id for record_id in found if record_id in members]
        return found

    def _of_technician(self, query: TableQuery, plain: ListQuery) -> Sequence[int]:
        """Find the invoices of a technician where a name was typed and nothing else has it (R074)."""
        receivables = self._desk.receivables
        technician_id = receivables.technician_named(plain.text) if plain.text else None
        if technician_id is None:
            return ()
        mine = set(receivables.open_of_technician(technician_id))
        every = super().ids(replace(query, filter=replace(plain, text="")))
        return [record_id for record_id in every if record_id in mine]


class AgingRows:
    """The lines of one aging report, searched, filtered and sorted here."""

    def __init__(self) -> None:
        self._lines: dict[int, AgingLine] = {}

    def take(self, report: AgingReport) -> None:
        """Show another report."""
        lines = [AgingLine(_line_id(report.by, row), row) for row in report.rows]
        self._lines = {line.id: line for line in lines}

    def line(self, line_id: int) -> AgingLine | None:
        """Return one line."""
        return self._lines.get(line_id)

    def ids(self, query: TableQuery) -> Sequence[int]:
        """Return the lines that hold what was typed; without an order the largest balance stands first."""
        wanted = query.filter if isinstance(query.filter, ListQuery) else ListQuery(ListKind.INVOICES)
        text = fold_text(wanted.text)
        lines = [line for line in self._lines.values() if _holds(line, text, wanted.filters)]
        if query.sort_key:
            lines.sort(key=lambda line: _sort_value(line, query.sort_key), reverse=query.descending)
        return [line.id for line in lines]

    def rows(self, ids: Sequence[int]) -> Sequence[AgingLine]:
        """Return the lines of these ids."""
        return [self._lines[line_id] for line_id in ids if line_id in self._lines]


def _line_id(by: AgingBy, row: AgingReportRow) -> int:
    """Tell lines apart; money on account has no invoice, so it stands under its customer, negative."""
    if by is AgingBy.TECHNICIAN:
        return row.technician_id or -1  # whose technician nobody named
    if by is not AgingBy.INVOICE:
        return row.customer_id
    return row.invoice_id or -row.customer_id


def _holds(line: AgingLine, text: str, filters: tuple[str, ...]) -> bool:
    row = line.row
    if text and text not in fold_text(f"{row.name}{row.code}{row.number}"):
        return False
    if "overdue" in filters and not row.oldest_days:
        return False
    return "on_account" not in filters or bool(line.fen(Bucket.ON_ACCOUNT))


def _sort_value(line: AgingLine, key: str) -> tuple[str, int]:
    row = line.row
    match key:
        case "name":
            return row.name, 0
        case "total":
            return "", row.total_fen
        case "oldest":
            return "", row.oldest_days
        case _:
            return "", line.fen(Bucket(key))
