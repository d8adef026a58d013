"""Trying a whole file on the bench: every row becomes added, changed, unchanged or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.complaints import Complaint, ComplaintEvent
from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.import_fields import How, ImportField, ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Allocation, Invoice, Payment
from branchdesk.domain.visits import Visit
from branchdesk.readers import SourceRow, SourceTable, is_total_row
from branchdesk.services.context import Context
from branchdesk.services.importing.bench import Bench, Row
from branchdesk.services.importing.cells import CellReader, computed_amounts, has_more_than_fen
from branchdesk.services.importing.columns import Columns
from branchdesk.services.importing.directory import NEW_CUSTOMERS, NEW_TECHNICIANS, ON_ACCOUNT
from branchdesk.services.importing.money import InvoiceRecipe, PaymentRecipe
from branchdesk.services.importing.people import ContactRecipe, CustomerRecipe, SiteRecipe, WorkdayRecipe
from branchdesk.services.importing.plan import ChangedRow, ImportPlan, ImportRequest, Progress, RefusedRow
from branchdesk.services.importing.recipe import Recipe, field_names
from branchdesk.services.importing.services import ComplaintRecipe, ContractRecipe, VisitRecipe
from branchdesk.storage.queries.import_keys import imported_before

# A record is written after those that it refers to.
ORDER: tuple[type, ...] = (
    Employee,
    Customer,
    Site,
    Contact,
    Contract,
    Visit,
    Complaint,
    ComplaintEvent,
    Invoice,
    Payment,
    Allocation,
    Workday,
)
RECIPES: dict[ImportKind, Callable[[Bench], Recipe]] = {
    ImportKind.CUSTOMERS: CustomerRecipe,
    ImportKind.SITES: SiteRecipe,
    ImportKind.CONTACTS: ContactRecipe,
    ImportKind.CONTRACTS: ContractRecipe,
    ImportKind.VISITS: VisitRecipe,
    ImportKind.COMPLAINTS: ComplaintRecipe,
    ImportKind.INVOICES: InvoiceRecipe,
    ImportKind.PAYMENTS: PaymentRecipe,
    ImportKind.WORKDAYS: WorkdayRecipe,
}
_WITH_TOTALS = (ImportKind.INVOICES, ImportKind.PAYMENTS)
_EVERY = 100  # rows between two reports of progress
_NAMED = 10  # things listed in a note


@dataclass(slots=True)
class _Result:
    added: int = 0
    unchanged: int = 0
    changed: list[ChangedRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


def try_out(
    context: Context, request: ImportRequest, table: SourceTable, columns: Columns, progress: Progress
) -> ImportPlan:
    """Try every row; nothing is written. `progress` counts the rows to the half of all the work."""
    plan = ImportPlan(
        request=request, table=table, columns=columns.named, unused=columns.unused, missing=columns.missing
    )
    if columns.missing:
        return plan
    total_rows = [row for row in table.rows if request.kind in _WITH_TOTALS and is_total_row(row)]
    examples = [row for row in table.rows[:1] if _is_example(row, request.kind, columns)]
    left_out = [*total_rows, *examples]
    rows = [row for row in table.rows if row not in left_out] if left_out else list(table.rows)
    result = _Result()
    bench = Bench(context, request)
    readable = _Cells(context, request, rows, columns).read(result)
    recipe = RECIPES[request.kind](bench)
    names = field_names(request.kind)
    for done, row in enumerate(recipe.load(readable)):
        if done % _EVERY == 0:
            progress(done, 2 * len(rows))
        _try_row(bench, recipe, row, names, result)
    about = context, request, table, columns, bench
    return replace(
        plan,
        read=len(rows),
        added=result.added,
        unchanged=result.unchanged,
        changed=tuple(result.changed),
        refused=tuple(sorted(result.refused, key=lambda refused: refused.row)),
        notes=(*table.notes, *map(_example_note, examples), *_notes(*about, total_rows)),
        writes=bench.writes(ORDER),
    )


def _is_example(row: SourceRow, kind: ImportKind, columns: Columns) -> bool:
    """Tell the example under the headings of our template, left as it was, from a row of the branch."""
    fields = fields_of(kind)
    if len(columns.at) < len(fields) or not any(one.example for one in fields):
        return False
    cells = ((one.example, row.cells[columns.at[one.key]]) for one in fields)
    return all(example == ("" if cell is None else str(cell).strip()) for example, cell in cells)


def _example_note(row: SourceRow) -> Message:
    return msg("Row {row} is the example of the template and was not read.", row=row.number)


def _try_row(bench: Bench, recipe: Recipe, row: Row, names: Any, result: _Result) -> None:
    bench.begin_row(row.number)
    try:
        title = recipe.apply(row)
    except (Refused, Invalid) as refusal:
        bench.drop_row()
        where = names.get(refusal.field, refusal.field)
        result.refused.append(RefusedRow(row.number, where, refusal.message))
        return
    if bench.row_added:
        result.added += 1
    elif bench.row_changed:
        result.changed.append(ChangedRow(row.number, title, bench.row_differences))
    else:
        result.unchanged += 1


class _Cells:
    """Reads the cells of all rows, column by column kind."""

    def __init__(
        self, context: Context, request: ImportRequest, rows: Sequence[SourceRow], columns: Columns
    ) -> None:
        self._rows = rows
        self._readers: list[tuple[ImportField, int, CellReader]] = []
        zone = context.zone
        for one in fields_of(request.kind):
            if one.key in columns.at:
                at = columns.at[one.key]
                cells = [row.cells[at] for row in rows]
                self._readers.append((one, at, CellReader(one, cells, request.dates, zone)))

    def read(self, result: _Result) -> list[Row]:
        """Return the rows whose cells are all understood; the first cell that is not refuses its row."""
        good = []
        for row in self._rows:
            try:
                if row.problem is not None:
                    raise Refused(row.problem)
                good.append(Row(row.number, self._values(row)))
            except Refused as refusal:
                result.refused.append(RefusedRow(row.number, refusal.field, refusal.message))
        return good

    def _values(self, row: SourceRow) -> dict[str, Any]:
        values = {}
        for one, at, reader in self._readers:
            value = reader.value(row.cells[at])
            if value is not None:
                values[one.key] = value
            elif one.required:
                raise Refused(msg("This cell must not be empty."), field=one.key)
        return values


def _notes(
    context: Context,
    request: ImportRequest,
    table: SourceTable,
    columns: Columns,
    bench: Bench,
    totals: Sequence[SourceRow],
) -> list[Message]:
    notes = []
    before = imported_before(context.database, table.digest)
    if before:
        day = datetime.fromisoformat(before).astimezone(context.zone)
        notes.append(msg("This very file was imported on {day} already.", day=day))
    if totals:
        rows = [str(row.number) for row in totals[:_NAMED]]
        notes.append(msg("Rows with totals, not read: {rows}.", rows=rows))
    rounded = _rounded(request.kind, table, columns)
    if rounded:
        message = msg(
            "{count} computed amounts had more than two decimals and were rounded to the fen.", count=rounded
        )
        notes.append(message)
    return notes + _news(bench)


def _news(bench: Bench) -> list[Message]:
    """Tell what the rows brought with them beside themselves."""
    told = {about: list(dict.fromkeys(names)) for about, names in bench.notes.items()}
    notes = []
    if names := told.get(NEW_CUSTOMERS):
        notes.append(msg("New customers: {count} ({names}).", count=len(names), names=_first(names)))
    if names := told.get(NEW_TECHNICIANS):
        notes.append(msg("New technicians: {count} ({names}).", count=len(names), names=_first(names)))
    if names := told.get(ON_ACCOUNT):
        notes.append(msg("Money left on account (row: amount): {names}.", names=_first(names)))
    return notes


def _first(names: Sequence[str]) -> list[str]:
    return [*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]


def _rounded(kind: ImportKind, table: SourceTable, columns: Columns) -> int:
    """Count the computed amounts that lost something beyond a fen."""
    found = 0
    for one in fields_of(kind):
        if one.how is How.MONEY and one.key in columns.at:
            cells = [row.cells[columns.at[one.key]] for row in table.rows]
            if computed_amounts(cells):
                found += sum(map(has_more_than_fen, cells))
    return found
