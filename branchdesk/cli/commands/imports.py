"""Bringing in tables, and the templates for them."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from branchdesk.cli.output import Exit, Result, plain, table
from branchdesk.cli.parser import STATEMENT
from branchdesk.cli.session import Session
from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from branchdesk.domain.statements import RefusedLine
from branchdesk.language import Words
from branchdesk.papers import write_refused_rows, write_template
from branchdesk.readers.cells import DateOrder
from branchdesk.services.desk import Desk
from branchdesk.services.importing.plan import ImportPlan, RefusedRow

_SHOWN = 20  # refused rows on the screen; JSON and the report have all


def run_import(options: Namespace, session: Session) -> Result:
    """Bring in a table: all rows or none, unless the good ones were accepted."""
    desk, words = session.desk(options), session.words
    if options.kind == STATEMENT:
        return _statement(options, desk, words)
    mapping, dates = _reading(options, desk)
    plan = desk.imports.preview(
        options.kind,
        options.source,
        mapping=mapping,
        dates=dates,
        create_customers=options.create_customers,
    )
    _require_columns(plan)
    if options.report is not None:
        made_at = desk.context.clock.now().astimezone(desk.context.zone)
        write_refused_rows(plan, options.report, words, made_at)
    counts, batch = _counts(plan.read, plan.added, len(plan.changed), plan.unchanged), None
    if not options.dry_run:
        done = desk.imports.run(plan, accept_good_rows=options.accept_good_rows).value
        if options.profile and options.map:
            desk.imports.save_profile(options.kind, options.profile, mapping, dates)
        counts, batch = _counts(done.read, done.added, done.changed, done.unchanged), done.batch
    document = {**counts, "refused": [_refused(row, words) for row in plan.refused], "batch": batch}
    exit_ = Exit.FINDINGS if plan.refused else Exit.DONE
    return Result(document, _text(counts, plan, words), tuple(map(words.say, plan.notes)), exit=exit_)


def _statement(options: Namespace, desk: Desk, words: Words) -> Result:
    """Bring a bank statement in; its lines wait until somebody says whose money they are (R177)."""
    plan = desk.statements.preview(options.source)
    file = None if options.dry_run else desk.statements.bring_in(plan).value
    income, expense = plan.statement.totals
    document = {
        **_counts(len(plan.statement.lines), len(plan.fresh), 0, plan.known),
        "refused": [
            {"row": one.row, "field": "", "reason": words.say(one.why)} for one in plan.statement.refused
        ],
        "batch": file.id if file else None,
        "layout": plan.statement.layout,
        "income": plain(Fen(income)),
        "expense": plain(Fen(expense)),
    }
    text = words.tr(
        "{n} transactions read: {added} new, {known} known; {income} in, {expense} out.",
        n=len(plan.statement.lines),
        added=len(plan.fresh),
        known=plan.known,
        income=Fen(income),
        expense=Fen(expense),
    )
    notes = (
        *map(words.say, plan.statement.notes),
        *(_line_refused(one, words) for one in plan.statement.refused),
    )
    return Result(document, text, notes, exit=Exit.FINDINGS if plan.statement.refused else Exit.DONE)


def _line_refused(one: RefusedLine, words: Words) -> str:
    return words.tr("Row {row} was not read: {why}", row=one.row, why=words.say(one.why))


def _reading(options: Namespace, desk: Desk) -> tuple[dict[str, str], DateOrder | None]:
    """Take the headings from `--map`, else from the profile; `--dates` outranks what the profile says."""
    dates = DateOrder(options.dates) if options.dates else None
    if options.map or not options.profile:
        return _mapping(options.map), dates
    mapping, kept = desk.imports.profile(options.kind, options.profile)
    return mapping, dates or kept


def _counts(read: int, added: int, changed: int, unchanged: int) -> dict[str, int]:
    return {"read": read, "added": added, "changed": changed, "unchanged": unchanged}


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        key, sign, heading = pair.partition("=")
        if not sign or not key.strip():
            text = msg("“{text}” is not a pair. Write it as phone=Telephone.", text=pair)
            raise Refused(text, field="map")
        found[key.strip()] = heading.strip()
    return found


def _require_columns(plan: ImportPlan) -> None:
    if plan.missing:
        text = msg(
            "{path} has no column for {fields}. Name it with --map, such as {example}=…",
            path=plan.table.path.name,
            fields=plan.missing,
            example=plan.missing[0],
        )
        raise Refused(text, field="map")


def _refused(row: RefusedRow, words: Words) -> dict[str, Any]:
    return {"row": row.row, "field": row.field, "reason": words.say(row.reason)}


def _text(counts: dict[str, int], plan: ImportPlan, words: Words) -> str:
    refused = plan.refused
    head = words.tr(
        "Rows read: {read} ({added} added, {changed} changed, {unchanged} unchanged, {refused} refused).",
        refused=len({row.row for row in refused}),
        **counts,
    )
    if not refused:
        return head
    rows = [(str(row.row), row.field, words.say(row.reason)) for row in refused[:_SHOWN]]
    listed = table((words.tr("Row"), words.tr("Field"), words.tr("Reason")), rows, right=(0,))
    if len(refused) <= _SHOWN:
        return f"{head}\n\n{listed}"
    more = words.tr("… and {n} more; --report writes all of them.", n=len(refused) - _SHOWN)
    return f"{head}\n\n{listed}\n{more}"


def template(options: Namespace, session: Session) -> Result:
    """Write the import template with both headings, an example and notes."""
    fields = write_template(ImportKind(options.kind), options.out, session.words)
    document = {"file": str(options.out.absolute()), "fields": list(fields)}
    return Result(document, session.words.tr("{path} written.", path=options.out))
