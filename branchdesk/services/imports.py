"""What a person does with a spreadsheet: look at what it would bring, and bring it in (D31)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from branchdesk.domain.bookkeeping import ImportBatch, Setting, Workday
from branchdesk.domain.changes import Changes
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contract
from branchdesk.domain.errors import Conflict, Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Invoice
from branchdesk.readers import SourceTable, read_table
from branchdesk.readers.cells import DateOrder
from branchdesk.services.context import Context, Outcome
from branchdesk.services.importing.columns import known_headings, match_columns
from branchdesk.services.importing.plan import ImportPlan, ImportReport, ImportRequest, Progress
from branchdesk.services.importing.trial import try_out
from branchdesk.services.planning import plan_contract
from branchdesk.services.receivables import Receivables
from branchdesk.storage.backup import back_up_before
from branchdesk.storage.queries.import_keys import newest_change
from branchdesk.storage.tables import is_insert_only
from branchdesk.storage.unit_of_work import UnitOfWork

_EVERY = 100  # records between two reports of progress
_COMPLAINT_PREFIX = "TS-%Y-%m-"  # as the complaint log itself numbers


class Imports:
    """Bringing in spreadsheets."""

    def __init__(self, context: Context, receivables: Receivables) -> None:
        self._context = context
        self._receivables = receivables

    def preview(
        self,
        kind: ImportKind | str,
        path: Path,
        *,
        mapping: Mapping[str, str] | None = None,
        dates: DateOrder | str | None = None,
        create_customers: bool = False,
        progress: Progress | None = None,
    ) -> ImportPlan:
        """Read a file and say what it would add, change and refuse; nothing is written.

        Raises ImportRefused where the file cannot be read safely, Refused where the mapping does not fit it.
        """
        request = ImportRequest(
            kind=ImportKind(kind),
            path=path,
            mapping=dict(mapping or {}),
            dates=DateOrder(dates) if dates else None,
            create_customers=create_customers,
        )
        known = known_headings(fields_of(request.kind), request.mapping)
        return self._plan(request, read_table(path, known=known), progress or _silent)

    def run(
        self, plan: ImportPlan, *, accept_good_rows: bool = False, progress: Progress | None = None
    ) -> Outcome[ImportReport]:
        """Bring a file in as its plan says: all rows or none, unless the good ones are accepted.

        A verified backup comes first; `progress` may raise to cancel, then nothing was written (fault 4).
        The report's `batch` is None where nothing was written: no row is new, or a row was refused.
        """
        progress = progress or _silent
        if plan.missing:
            raise _no_column(plan)
        if newest_change(self._context.database) != plan.writes.seen:
            plan = self._plan(plan.request, plan.table, progress)
        if not plan.writes or (plan.refused and not accept_good_rows):
            return Outcome(_report(plan, None), Changes(), _nothing_written(plan))
        back_up_before(self._context.database, "import", self._context.clock.now())
        with self._context.act("import", reason=plan.request.path.name) as work:
            if newest_change(work.database) != plan.writes.seen:
                raise Conflict(
                    msg("Somebody saved something while the file was checked. Start the import again.")
                )
            batch = self._write(work, plan, progress)
        return self._outcome(work, _report(plan, batch))

    def save_profile(
        self, kind: ImportKind | str, name: str, mapping: Mapping[str, str], dates: DateOrder | None = None
    ) -> Outcome[Setting]:
        """Remember under a name how the files of one origin are read."""
        value = json.dumps({"mapping": dict(mapping), "dates": dates.value if dates else ""})
        key = _profile_key(kind, name)
        with self._context.act("save_import_profile") as work:
            known = work.first(Setting, key=key)
            fresh = Setting(key=key, value=value) if known is None else replace(known, value=value)
            saved = work.insert(fresh) if known is None else work.update(fresh)
        return self._context.outcome(work, saved, msg("Profile {name} saved", name=name))

    def profile(self, kind: ImportKind | str, name: str) -> tuple[dict[str, str], DateOrder | None]:
        """Return the mapping and the order of dates kept under a name; raises Refused if there are none."""
        found = self._context.reader.first(Setting, key=_profile_key(kind, name))
        if found is None:
            raise Refused(msg("There is no profile “{name}” for this list.", name=name), field="profile")
        kept = json.loads(found.value)
        return kept["mapping"], DateOrder(kept["dates"]) if kept["dates"] else None

    def _plan(self, request: ImportRequest, table: SourceTable, progress: Progress) -> ImportPlan:
        columns = match_columns(fields_of(request.kind), table.headings, request.mapping)
        return try_out(self._context, request, table, columns, progress)

    def _write(self, work: UnitOfWork, plan: ImportPlan, progress: Progress) -> int:
        """Write everything in the one transaction; returns the number of the batch."""
        batch = work.insert(self._batch(plan))
        contracts = [record for record in plan.writes.added if isinstance(record, Contract)]
        steps, done = len(plan.writes.added) + len(plan.writes.changed), 0
        for some in _portions(plan.writes.added):
            progress(plan.read + plan.read * done // steps, 2 * plan.read)
            work.insert_many([self._numbered(work, record) for record in some])
            done += len(some)
        for record in plan.writes.changed:
            if done % _EVERY == 0:
                progress(plan.read + plan.read * done // steps, 2 * plan.read)
            saved = work.update(record)
            contracts += [saved] if isinstance(saved, Contract) else []
            done += 1
        for contract in contracts:
            plan_contract(work, contract, self._context)
        if work.changes.touches(Workday):
            self._receivables.recompute_due(work)
        progress(2 * plan.read, 2 * plan.read)
        return int(batch.id)

    def _batch(self, plan: ImportPlan) -> ImportBatch:
        return ImportBatch(
            kind=plan.request.kind.value,
            file_name=plan.request.path.name,
            sha256=plan.table.digest,
            imported_at=self._context.clock.now(),
            imported_by=self._context.author.name,
            rows_read=plan.read,
            rows_added=plan.added,
            rows_changed=len(plan.changed),
            rows_refused=len(plan.refused),
        )

    def _numbered(self, work: UnitOfWork, record: Any) -> Any:
        """Give a complaint that came without a number the next one (R090)."""
        if not isinstance(record, Complaint) or record.number:
            return record
        prefix = record.received_at.astimezone(self._context.zone).strftime(_COMPLAINT_PREFIX)
        return replace(record, number=f"{prefix}{work.next_number(Complaint, prefix):03d}")

    def _outcome(self, work: UnitOfWork, report: ImportReport) -> Outcome[ImportReport]:
        """Describe the import; money and the course of a complaint stay, so such a batch has no way back."""
        values = {"added": report.added, "changed": report.changed, "refused": len(report.refused)}
        if not any(map(is_insert_only, work.changes.kinds)):
            message = msg("Imported: {added} added, {changed} changed, {refused} refused", **values)
            if work.changes.touches(Workday):
                moved = sum(isinstance(step.after, Invoice) for step in work.steps)
                message = msg("{what}; {moved} due dates worked out again", what=message, moved=moved)
            return self._context.outcome(work, report, message)
        message = msg(
            "Imported: {added} added, {changed} changed, {refused} refused. Payments and the course of "
            "complaints are never deleted, so this cannot be undone at once; a backup was made before.",
            **values,
        )
        return Outcome(report, work.changes, message)


def _portions(records: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Split records into small runs of one kind, in their order."""
    for _, same in groupby(records, key=type):
        run = list(same)
        yield from (run[start : start + _EVERY] for start in range(0, len(run), _EVERY))


def _silent(_done: int, _total: int) -> None:
    return None


def _report(plan: ImportPlan, batch: int | None) -> ImportReport:
    written = batch is not None
    return ImportReport(
        read=plan.read,
        added=plan.added if written else 0,
        changed=len(plan.changed) if written else 0,
        unchanged=plan.unchanged,
        refused=plan.refused,
        batch=batch,
    )


def _nothing_written(plan: ImportPlan) -> Message:
    if not plan.refused:
        return msg("Nothing new: all {count} rows are there already", count=plan.unchanged)
    return msg(
        "Nothing was imported: {count} of {read} rows were refused. "
        "Correct them, or import the good rows alone.",
        count=len(plan.refused),
        read=plan.read,
    )


def _no_column(plan: ImportPlan) -> Refused:
    return Refused(
        msg(
            "No column gives the required fields {fields}. The columns are: {headings}. "
            "Say which column it is, for example --map {first}=…",
            fields=list(plan.missing),
            headings=[heading for heading in plan.table.headings if heading],
            first=plan.missing[0],
        ),
        field=plan.missing[0],
    )


def _profile_key(kind: ImportKind | str, name: str) -> str:
    return f"import_profile.{ImportKind(kind).value}.{name}"
