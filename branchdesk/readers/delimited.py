"""Splitting CSV and TSV text into a grid of texts, without ever swallowing rows in an unclosed quote."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.textfold import heading_key
from branchdesk.readers.errors import ImportRefused
from branchdesk.readers.sheetscan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

DELIMITERS = ",;\t|"
_SAMPLE_CHARACTERS = 64 * 1024
_SAMPLE_ROWS = 200
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def split(name: str, text: str, delimiter: str | None, known: Collection[str]) -> list[list[str | None]]:
    """Return all records, blank ones too, empty cells as None; raise `ImportRefused` on broken quotes."""
    hint = _HINT.match(text)
    chosen = delimiter or (hint[1] if hint else sniff(text, known))
    try:
        rows = _records(text, chosen)
    except csv.Error:
        # Some banks pad after the closing quote: `"12.00" ,`. Without the padding all else must be regular.
        rows = _strictly(name, _without_padding(text, chosen), chosen)
    _check_reach(name, rows)
    return rows


def sniff(text: str, known: Collection[str]) -> str:
    """Choose the delimiter under which most rows agree on a width; recognised headings decide first."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > _SAMPLE_CHARACTERS:
        sample = sample[: sample.rfind("\n") + 1] or sample
    keys = {heading_key(heading) for heading in known}
    return max(DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter, keys))


def _agreement(sample: str, delimiter: str, known: Collection[str]) -> tuple[int, int, int]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0, 0, 0
    hits = max((_hits(row, known) for row in rows[:60]), default=0) if known else 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return hits, count, width


def _hits(row: Iterable[str], known: Collection[str]) -> int:
    return sum(heading_key(cell) in known for cell in row if len(cell) < 60)


def _records(text: str, delimiter: str) -> list[list[str | None]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [[cell if cell and not cell.isspace() else None for cell in row] for row in reader]


def _without_padding(text: str, delimiter: str) -> str:
    blanks = "[ \t]" if delimiter != "\t" else " "
    quoted = rf'(?:^|(?<=[{re.escape(delimiter)}\r\n]))("(?:[^"]+|"")*+"){blanks}*'
    return re.sub(quoted, r"\1", text)


def _strictly(name: str, text: str, delimiter: str) -> list[list[str | None]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str | None]] = []
    started = 1
    try:
        for row in reader:
            rows.append([cell if cell and not cell.isspace() else None for cell in row])
            started = reader.line_num + 1
    except csv.Error as error:
        raise ImportRefused(_broken(name, started, str(error))) from error
    return rows


def _broken(name: str, line: int, reason: str) -> Message:
    if "field limit" in reason:
        return msg(
            "{name} holds a text far longer than a cell of Excel. Shorten it and try again.", name=name
        )
    return msg(
        "{name}: from line {line} on a quotation mark is not closed or stands inside a cell. "
        "Correct that line, or save the table as .xlsx.",
        name=name,
        line=line,
    )


def _check_reach(name: str, rows: list[list[str | None]]) -> None:
    widest = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or widest > MOST_COLUMNS or len(rows) * widest > MOST_CELLS:
        message = msg("{name} has too many rows or columns. Split it into several files.", name=name)
        raise ImportRefused(message)
