"""Any list of the window as a file: .xlsx, .csv or .json."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.summaries import Cell, Column, DataSheet, Unit
from branchdesk.language import Words
from exports.atomic import write_atomically
from exports.cleaning import Tally, clean, csv_text
from exports.wording import plain_text, rounded

Writer = Callable[[BinaryIO], int]


def export_list(listing: DataSheet, target: Path, words: Words, *, branch: str, made_at: datetime) -> int:
    """Write a list in the form that the ending of `target` names; return how many characters were replaced.

    Raises `Refused` for another ending and `ExportFailed` where the file cannot be written.
    """
    form = target.suffix.lower()
    if form not in {".xlsx", ".csv", ".json"}:
        raise Refused(
            msg(
                "A list can be written as .xlsx, .csv or .json, not as {name}. Change the ending.",
                name=target.name,
            ),
            field="out",
        )
    tally = Tally()

    def write(stream: BinaryIO) -> None:
        if form == ".xlsx":
            tally.replaced = _write_workbook(listing, words, branch, made_at, stream)
        else:
            text = csv_of(listing, words, tally) if form == ".csv" else json_of(listing, words, tally)
            # Excel takes CSV for UTF-8 only with a byte order mark.
            stream.write(text.encode("utf-8-sig" if form == ".csv" else "utf-8"))

    write_atomically(target, write)
    return tally.replaced


def _write_workbook(
    listing: DataSheet, words: Words, branch: str, made_at: datetime, stream: BinaryIO
) -> int:
    # openpyxl takes longer to import than a command line takes to answer without it.
    from exports.workbook.book import Book
    from exports.workbook.data_sheet import write_data_sheet

    book = Book(words, title=words.tr(listing.title), branch=branch, made_at=made_at)
    write_data_sheet(book, listing)
    return book.finish(stream)


def csv_of(listing: DataSheet, words: Words, tally: Tally) -> str:
    """Write a list as CSV with CRLF; an apostrophe stops text that a spreadsheet would calculate."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([csv_text(words.tr(column.title), tally) for column in listing.columns])
    for row in listing.rows:
        cells = zip(listing.columns, row, strict=True)
        writer.writerow([_csv_cell(column, cell, words, tally) for column, cell in cells])
    return out.getvalue()


def _csv_cell(column: Column, cell: Cell, words: Words, tally: Tally) -> str:
    if isinstance(cell, int | Decimal):
        return str(cell) if isinstance(cell, int) else _decimal(column, cell)
    text = plain_text(cell, words)
    return text if isinstance(cell, date) else csv_text(text, tally)


def json_of(listing: DataSheet, words: Words, tally: Tally) -> str:
    """Write a list as a JSON array of objects by column key; decimals as strings, dates as ISO 8601."""
    keys = [column.key for column in listing.columns]
    rows = [
        [_json_cell(column, cell, words, tally) for column, cell in zip(listing.columns, row, strict=True)]
        for row in listing.rows
    ]
    return (
        json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"
    )


def _json_cell(column: Column, cell: Cell, words: Words, tally: Tally) -> str | int | None:
    if cell is None or isinstance(cell, int):
        return cell
    if isinstance(cell, Decimal):
        return _decimal(column, cell)
    return cell.isoformat() if isinstance(cell, date) else clean(plain_text(cell, words), tally)


def _decimal(column: Column, number: Decimal) -> str:
    """Write a decimal for machines, money always with two places."""
    return f"{rounded(number, 2):f}" if column.unit is Unit.MONEY else f"{number:f}"
