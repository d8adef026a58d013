"""The import template: bilingual headings, one example row, notes, drop-down lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from branchdesk.language import Words

if TYPE_CHECKING:
    from exports.workbook.book import Book, Sheet

_PREPARED_ROWS = 1000
_NEVER_DATED = datetime(2026, 1, 1, tzinfo=UTC)  # a template is the same every day


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A column of the template; `note` and `choices` are written as given, in the reader's language."""

    key: str
    heading_zh: str
    heading_en: str
    required: bool = False
    example: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Write both headings in one cell, Chinese above English, with a star where the field is required."""
        return f"{self.heading_zh}{' *' if self.required else ''}\n{self.heading_en}"


def import_template(title: str, fields: Sequence[TemplateField], words: Words, stream: BinaryIO) -> None:
    """Write the template; `title` names the sheet (客户, 合同 …). Cells are text: nothing is reformatted."""
    from exports.workbook.book import Book

    book = Book(
        words, title=words.tr("Import template: {title}", title=title), branch="", made_at=_NEVER_DATED
    )
    form = book.add(title, heading_rows="1:1", landscape=True)
    _write_form(form, fields)
    _write_notes(book, fields)
    if any(field.choices for field in fields):
        _write_choices(book, form, fields)
    book.finish(stream)


def _write_form(form: Sheet, fields: Sequence[TemplateField]) -> None:
    """Write headings and the example; the empty cells below are text, so that phones keep their zeros."""
    from openpyxl.utils import get_column_letter

    from exports.workbook import styles
    from exports.workbook.widths import column_width

    form.lines(1, 2)
    form.widths(*(column_width([field.heading, field.example]) for field in fields))
    for number, field in enumerate(fields, start=1):
        form.text(1, number, field.heading, styles.REQUIRED if field.required else styles.HEADING)
        form.text(2, number, field.example, styles.EXAMPLE)
        form.inner.column_dimensions[get_column_letter(number)].number_format = "@"
    form.inner.freeze_panes = "A2"


def _write_notes(book: Book, fields: Sequence[TemplateField]) -> None:
    """Explain each column, and what to do with the example."""
    from exports.workbook import styles
    from exports.workbook.widths import lines_needed

    tr = book.words.tr
    notes = book.add(tr("Notes"), heading_rows="3:3")
    widths = (34, 12, 28, 50)
    notes.widths(*widths)
    notes.text(
        1, 1, tr("Headings with * must be filled. Delete the example row before importing."), styles.NOTE
    )
    headings = (tr("Column"), tr("Required"), tr("Example"), tr("What to enter"))
    for number, heading in enumerate(headings, start=1):
        notes.text(3, number, heading, styles.HEADING)
    for row, field in enumerate(fields, start=4):
        choices = book.words.value(field.choices)
        note = "\n".join(part for part in (field.note, choices) if part)
        texts = (field.heading, tr("yes") if field.required else "", field.example, note)
        for number, text in enumerate(texts, start=1):
            notes.text(row, number, text, styles.LONG)
        notes.lines(row, max(map(lines_needed, texts, widths)))
    notes.inner.freeze_panes = "A4"


def _write_choices(book: Book, form: Sheet, fields: Sequence[TemplateField]) -> None:
    """Put the choices on a sheet of their own: a list inside a rule may hold only 255 characters."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    from exports.workbook import styles
    from exports.workbook.names import reference

    sheet = book.add(book.words.tr("Choices"))
    for column, field in enumerate((field for field in fields if field.choices), start=1):
        letter = get_column_letter(column)
        sheet.text(1, column, field.heading, styles.HEADING)
        for row, choice in enumerate(field.choices, start=2):
            sheet.text(row, column, choice)
        cells = reference(sheet.name, f"${letter}$2:${letter}${len(field.choices) + 1}")
        rule = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=False)
        target = get_column_letter([other.key for other in fields].index(field.key) + 1)
        rule.add(f"{target}2:{target}{_PREPARED_ROWS}")
        form.inner.add_data_validation(rule)
