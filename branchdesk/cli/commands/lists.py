"""Any table of the window: on the screen, as JSON, or as a file."""

from __future__ import annotations

from argparse import Namespace

from branchdesk.cli.columns import TITLES, Picked, cell_text, data_sheet, pick
from branchdesk.cli.output import Result, table
from branchdesk.cli.session import Session
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.money import Fen
from branchdesk.domain.rows import Row
from branchdesk.language import Words
from branchdesk.services.desk import Desk


def list_kind(options: Namespace, session: Session) -> Result:
    """List the rows that a filter leaves."""
    desk, words = session.desk(options), session.words
    kind = ListKind(options.kind)
    shown = options.out is None and not options.json and not session.in_batch
    picked = pick(kind, options.columns, desk.context.zone, on_screen=shown)
    found = desk.lists.rows(kind, desk.lists.ids(_query(kind, options.filter)))
    if options.out is not None:
        return _export(options, picked, found, desk, words)
    document = {"rows": [picked.document(row) for row in found]}
    return Result(document, _text(picked, found, words) if shown else "")


def _query(kind: ListKind, text: str) -> ListQuery:
    parts = text.split()
    filters = tuple(part[1:] for part in parts if part.startswith("@") and len(part) > 1)
    rest = " ".join(part for part in parts if not part.startswith("@"))
    return ListQuery(kind, rest, filters)


def _export(options: Namespace, picked: Picked, found: list[Row], desk: Desk, words: Words) -> Result:
    from exports.listing import export_list

    sheet = data_sheet(picked, found, words, for_scripts=options.out.suffix.lower() == ".json")
    branch, made_at = desk.upkeep.branch().name, desk.context.clock.now().astimezone(desk.context.zone)
    replaced = export_list(sheet, options.out, words, branch=branch, made_at=made_at)
    count = len(found)
    text = words.trn("{n} row written to {path}.", "{n} rows written to {path}.", count, path=options.out)
    return Result(
        {"file": str(options.out.absolute()), "rows": count}, text, notes=replaced_note(replaced, words)
    )


def replaced_note(replaced: int, words: Words) -> tuple[str, ...]:
    """Say that a file could not hold some characters; nothing where it could."""
    if not replaced:
        return ()
    return (
        words.trn(
            "{n} character could not be written into the file and was replaced.",
            "{n} characters could not be written into the file and were replaced.",
            replaced,
        ),
    )


def _text(picked: Picked, found: list[Row], words: Words) -> str:
    cells = [picked.values(row) for row in found]
    right = [at for at, name in enumerate(picked.names) if name.endswith("_fen")]
    headings = [words.tr(TITLES[key]) for key in picked.keys]
    listed = table(headings, [[cell_text(cell, words) for cell in row] for row in cells], right)
    totals = [f"{headings[at]} {words.value(Fen(sum(row[at] for row in cells)))}" for at in right]
    count = words.trn("{n} row", "{n} rows", len(found))
    return f"{listed}\n\n" + " · ".join([count, *totals])
