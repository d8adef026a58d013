"""Any list of the window as a paper: what is on the screen, with repeated headings and page x of y."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.summaries import DataSheet
from branchdesk.language import Words
from exports.pdf.document import NOTE, Paper, Printed
from exports.pdf.tables import TableColumn, draw_table
from exports.wording import NUMERIC, cell_text, moment_text


def list_pdf(
    listing: DataSheet,
    words: Words,
    stream: BinaryIO,
    *,
    branch: str,
    made_at: datetime,
    note: str = "",
    song: Path | None = None,
) -> Printed:
    """Write a list, upright or sideways as its columns need; `note` says which entries it holds."""
    title = words.tr(listing.title)
    with Paper(words, branch=branch, title=title, made_at=made_at, song=song) as paper:
        _draw_list(paper, listing, title)
        count = words.trn("{n} entry", "{n} entries", len(listing.rows))
        made = words.tr("made {moment}", moment=moment_text(made_at))
        paper.paragraph(" · ".join(part for part in (count, note, made) if part), NOTE)
        return paper.finish(stream)


def _draw_list(paper: Paper, listing: DataSheet, title: str) -> None:
    words = paper.words
    columns = [
        TableColumn(words.tr(column.title), right=column.unit in NUMERIC) for column in listing.columns
    ]
    rows = [
        [cell_text(column, cell, words) for column, cell in zip(listing.columns, row, strict=True)]
        for row in listing.rows
    ]
    draw_table(paper, columns, rows, heading=title, total=_total(listing, words))


def _total(listing: DataSheet, words: Words) -> list[str] | None:
    """Sum the columns that ask for it, named in the first column that has no sum."""
    if not listing.rows or not any(column.total for column in listing.columns):
        return None
    total = [
        cell_text(column, listing.total(column.key), words) if column.total else ""
        for column in listing.columns
    ]
    if "" in total:
        total[total.index("")] = words.tr("Total")
    return total
