"""Measuring a sheet's XML before it is loaded: how far it reaches, and which cells have no value to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from branchdesk.domain.messages import Message, msg
from branchdesk.readers.errors import CellProblem, ImportRefused
from branchdesk.readers.guard import Archive, damaged

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
# The reader keeps the whole rectangle in memory, empty cells too: 32 bytes each.
MOST_CELLS = 6_000_000
MOST_TEXT = 256 * 1024 * 1024
_LONGEST_CELL = 1024 * 1024
_LONGEST_ROW = 4 * 1024 * 1024
_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.\-]*):)?worksheet[\s>]")
_ODD_ATTRIBUTE = re.compile(rb"=\s*(?:\"[^\"<>]*+>[^\"<]*\"|'[^'<>]*+>[^'<]*')")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_UNCALCULATED = CellProblem(
    msg(
        "The formula has never been calculated, so the cell has no value. Open the file in Excel or WPS, "
        "let it calculate and save it."
    )
)


@dataclass(slots=True)
class SheetScan:
    """What a sheet holds by its XML: last row and column (1-based), rows written, cells without a value."""

    last_row: int = 0
    last_column: int = 0
    rows_written: int = 0
    problems: dict[tuple[int, int], CellProblem] = field(default_factory=dict)


class _Patterns:
    """The expressions for one namespace prefix; literal prefixes make the search fast."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        self.row = re.compile(rb"<" + p + rb"row[\s/>]")
        self.row_number = re.compile(rb"<" + p + rb"row\s[^<>]*?\br\s*=\s*[\"']([0-9]+)[\"']")
        self.cell = re.compile(rb"<" + p + rb"c(?:\s[^<>]*[^/<>]|\s*)>")
        self.place = re.compile(
            rb"<" + p + rb"c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'](?=[^<>]*[^/<>]>|>)"
        )
        self.formula = re.compile(
            rb"<" + p + rb"c((?:\s[^<>]*[^/<>])?)>\s*<" + p + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + p + rb"f>)"
            rb"\s*(<" + p + rb"v>[^<]+<|<" + p + rb"v\s*/?>|</)"
        )
        self.error = re.compile(
            rb"<" + p + rb"c(\s[^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)>(.{0,600}?)</" + p + rb"c>", re.DOTALL
        )
        self.value = re.compile(rb"<" + p + rb"v>([^<]+)<")
        self.shared = re.compile(
            rb"<" + p + rb"c\s[^<>]*\bt\s*=\s*[\"']s[\"'][^<>]*>\s*<" + p + rb"v>\s*([0-9]+)\s*<"
        )
        self.valued = re.compile(
            rb"<" + p + rb"c\s(?:[^<>]*?\s)?r\s*=\s*[\"'][A-Za-z]+([0-9]+)[\"'][^<>]*>\s*"
            rb"(?:<" + p + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + p + rb"f>)\s*)?<" + p + rb"(?:v>[^<]|is[\s>])"
        )
        self.opening = b"<" + prefix + b"row"
        self.closing = b"</" + prefix + b"sheetData"
        self.formula_start = b"<" + prefix + b"f"


def scan_sheet(archive: Archive, part: str) -> SheetScan:
    """Measure one sheet; raise `ImportRefused` where it reaches too far or is not built regularly."""
    scan = SheetScan()
    patterns = _Patterns(_prefix(archive, part))
    shared = _SharedText(archive, part)
    for piece in _whole_rows(archive, part, patterns):
        _measure(archive.name, scan, patterns, piece)
        _find_problems(scan, patterns, piece)
        shared.count(patterns, piece)
    last_row = max(scan.last_row, scan.rows_written)
    too_many = last_row > MOST_ROWS or scan.last_column > MOST_COLUMNS
    if too_many or scan.last_row * scan.last_column > MOST_CELLS:
        raise ImportRefused(too_far(archive.name, last_row, scan.last_column))
    return scan


def last_valued_row(archive: Archive, part: str) -> int:
    """Return the last row (1-based) in which a cell has a value; slow, for the rare sheet in doubt."""
    patterns = _Patterns(_prefix(archive, part))
    rows = (
        int(row) for piece in _whole_rows(archive, part, patterns) for row in patterns.valued.findall(piece)
    )
    return max(rows, default=0)


def _whole_rows(archive: Archive, part: str, patterns: _Patterns) -> Iterator[bytes]:
    """Cut the XML only before a row, so that no cell is torn in two."""
    rest = b""
    for piece in archive.chunks(part):
        rest += piece
        cut = rest.rfind(patterns.opening)
        if cut < 0 and len(rest) > _LONGEST_ROW:
            # What follows the last row (rules, links) may be long; it has no cells.
            cut = len(rest) if patterns.closing in rest else 0
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > 2 * _LONGEST_ROW:
            raise ImportRefused(_cell_too_long(archive.name))
    yield rest


def _prefix(archive: Archive, part: str) -> bytes:
    root = _ROOT.search(next(archive.chunks(part), b""))
    if root is None:
        raise ImportRefused(damaged(archive.name))
    return root[1] + b":" if root[1] else b""


def _measure(name: str, scan: SheetScan, patterns: _Patterns, piece: bytes) -> None:
    # Comments, CDATA and ">" in attributes are legal, but no spreadsheet program writes them into a sheet,
    # and they could hide cells from these expressions.
    if b"<!" in piece or _ODD_ATTRIBUTE.search(piece):
        raise ImportRefused(damaged(name))
    scan.rows_written += len(patterns.row.findall(piece))
    places = patterns.place.findall(piece)
    if len(places) != len(patterns.cell.findall(piece)):
        _measure_unnamed(scan, patterns, piece)
    if places:
        scan.last_row = max(scan.last_row, max(int(row[:9]) for row in {row for _, row in places}))
        scan.last_column = max(scan.last_column, max(map(column_number, {column for column, _ in places})))


def _measure_unnamed(scan: SheetScan, patterns: _Patterns, piece: bytes) -> None:
    """Bound the reach of cells that do not say where they are: they follow each other from the left."""
    numbers = [int(number[:9]) for number in patterns.row_number.findall(piece)]
    scan.last_row = max([scan.last_row, scan.rows_written, *numbers])
    widest = max(len(patterns.cell.findall(row)) for row in patterns.row.split(piece))
    scan.last_column = max(scan.last_column, widest)


def column_number(letters: bytes | str) -> int:
    """Return the 1-based number of a column: `A` 1, `XFD` 16384."""
    text = letters.decode("ascii") if isinstance(letters, bytes) else letters
    number = 0
    for letter in text[:5].upper():
        number = number * 26 + ord(letter) - 64
    return number


def _find_problems(scan: SheetScan, patterns: _Patterns, piece: bytes) -> None:
    if patterns.formula_start in piece:
        for attributes, value in patterns.formula.findall(piece):
            empty_text = re.search(rb"\bt\s*=\s*[\"']str", attributes) and not value.startswith(b"</")
            if not empty_text and not value.endswith(b"<"):
                _note(scan, attributes, _UNCALCULATED)
    if b'"e"' not in piece and b"'e'" not in piece:
        return
    for attributes, body in patterns.error.findall(piece):
        found = patterns.value.search(body)
        value = found[1].decode("utf-8", "replace") if found else "#"
        _note(scan, attributes, error_problem(value))


def error_problem(error: str) -> CellProblem:
    """Name the error that a cell shows: `#N/A`."""
    return CellProblem(msg("The cell holds the error {error}. Correct the formula and save.", error=error))


def _note(scan: SheetScan, attributes: bytes, problem: CellProblem) -> None:
    reference = re.search(rb"\br\s*=\s*[\"']([A-Za-z]+[0-9]+)", attributes)
    found = _REFERENCE.fullmatch(reference[1].decode("ascii").upper()) if reference else None
    if found:
        scan.problems[int(found[2]), column_number(found[1])] = problem


class _SharedText:
    """Adds up what the shared texts become once every cell has its own copy."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._name = archive.name
        self._lengths = _text_lengths(archive)
        self._total = 0
        # A cell takes 20 bytes at least: most sheets cannot reach the limit and need no counting.
        self._harmless = max(self._lengths, default=0) * (archive.size(part) // 20) < MOST_TEXT

    def count(self, patterns: _Patterns, piece: bytes) -> None:
        """Add the texts of these cells; raise `ImportRefused` beyond 256 MB."""
        if self._harmless:
            return
        known = len(self._lengths)
        numbers = map(int, patterns.shared.findall(piece))
        self._total += sum(self._lengths[number] for number in numbers if number < known)
        if self._total > MOST_TEXT:
            raise ImportRefused(_cell_too_long(self._name))


def _text_lengths(archive: Archive) -> list[int]:
    lengths: list[int] = []
    if "xl/sharedStrings.xml" not in archive:
        return lengths
    rest = b""
    for piece in archive.chunks("xl/sharedStrings.xml"):
        *whole, rest = re.split(rb"<(?:[\w.\-]+:)?si[\s/>]", rest + piece)
        lengths.extend(map(len, whole))
        if len(rest) > _LONGEST_CELL:
            raise ImportRefused(_cell_too_long(archive.name))
    return [*lengths, len(rest)][1:]


def too_far(name: str, row: int, column: int) -> Message:
    """Say that a sheet reaches beyond what can be held in memory."""
    return msg(
        "The sheet in {name} reaches to row {row}, column {column}, which is more than can be read. "
        "Delete stray cells far from the table, or split the sheet.",
        name=name,
        row=row,
        column=column,
    )


def _cell_too_long(name: str) -> Message:
    return msg("{name} holds a text far longer than a cell of Excel. Shorten it and try again.", name=name)
