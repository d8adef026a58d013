"""Files that people take away: the month, the rows that an import refused, and its template."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from branchdesk.domain.import_fields import ImportField, ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.summaries import MonthlySummary
from branchdesk.language import Words
from branchdesk.services.importing.plan import ImportPlan

if TYPE_CHECKING:
    from exports.template import TemplateField

# The makers of workbooks and PDFs take longer to import than a command takes that needs none of them.


def write_workbook(found: MonthlySummary, target: Path, words: Words) -> int:
    """Write the month as a workbook; return how many characters were replaced."""
    from exports.atomic import write_atomically
    from exports.workbook.summary_workbook import summary_workbook

    replaced = 0

    def write(stream: BinaryIO) -> None:
        nonlocal replaced
        replaced = summary_workbook(found, words, stream)

    write_atomically(target, write)
    return replaced


def write_pdf(found: MonthlySummary, target: Path, words: Words) -> int:
    """Write the month as a PDF; return how many characters were replaced."""
    from exports.atomic import write_atomically
    from exports.pdf.summary_pdf import summary_pdf

    replaced = 0

    def write(stream: BinaryIO) -> None:
        nonlocal replaced
        replaced = summary_pdf(found, words, stream).replaced

    write_atomically(target, write)
    return replaced


def write_refused_rows(plan: ImportPlan, target: Path, words: Words, made_at: datetime) -> None:
    """Write the user's own sheet with the refused cells coloured and the reasons beside them (D31)."""
    from exports.atomic import write_atomically
    from exports.refused_rows import refused_rows_report

    found = plan.table

    def write(stream: BinaryIO) -> None:
        refused_rows_report(
            found.headings,
            ((row.number, row.cells) for row in found.rows),
            _reasons(plan, words),
            words,
            stream,
            made_at=made_at,
            header_row=found.header_row,
        )

    write_atomically(target, write)


def write_template(kind: ImportKind, target: Path, words: Words) -> tuple[str, ...]:
    """Write an empty table of a kind with headings, an example and notes; return the keys of its fields."""
    from exports.atomic import write_atomically
    from exports.template import import_template

    fields = fields_of(kind)
    title = words.term(ListKind(kind.value))
    columns = [_template_field(field, words) for field in fields]
    write_atomically(target, lambda stream: import_template(title, columns, words, stream))
    return tuple(field.key for field in fields)


def _reasons(plan: ImportPlan, words: Words) -> dict[int, tuple[str | None, str]]:
    """Give each refused row the heading of its first refused cell, and all sentences about the row."""
    found: dict[int, tuple[str | None, str]] = {}
    for row in plan.refused:
        heading, before = found.get(row.row, (plan.columns.get(row.field), ""))
        found[row.row] = heading, " ".join(filter(None, (before, words.say(row.reason))))
    return found


def _template_field(field: ImportField, words: Words) -> TemplateField:
    from exports.template import TemplateField

    return TemplateField(
        key=field.key,
        heading_zh=field.zh,
        heading_en=field.en,
        required=field.required,
        example=field.example,
        choices=tuple(words.term(member) for member in field.words) if field.words else (),
    )
