"""A boxed grid of facts, label beside value, as forms have them at the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.pdf.document import SMALL, Paper, line_height

_PAD = 1.6  # mm on each side of a cell
_LABEL, _WIDEST_LABEL = 25.0, 34.0  # mm: the usual room for a label, and the most for long words
_GREY = 244
_HAIR = 0.15


@dataclass(frozen=True, slots=True)
class PaperFact:
    """One value with its label; a wide one takes the whole line, a bold one must not be overlooked."""

    label: str
    value: str = ""
    wide: bool = False
    bold: bool = False


def draw_facts(paper: Paper, facts: Sequence[PaperFact], *, size: float = SMALL, columns: int = 2) -> None:
    """Print facts side by side; a line is as high as its longest value, and no line is cut by a page."""
    paper.turn()
    label = _label_room(paper, facts, size)
    for row in _rows(facts, columns):
        _draw_row(paper, row, size, columns, label)
    paper.space(2)


def _label_room(paper: Paper, facts: Sequence[PaperFact], size: float) -> float:
    """Give labels the room of the longest, within bounds: no word of a label is broken."""
    longest = max((paper.width(paper.printable(fact.label), size) for fact in facts), default=0.0)
    return min(_WIDEST_LABEL, max(_LABEL, longest + 2 * _PAD + 0.5))


def _rows(facts: Sequence[PaperFact], columns: int) -> Iterator[list[PaperFact]]:
    """Put facts into lines; a wide one begins a line of its own."""
    row: list[PaperFact] = []
    for fact in facts:
        if row and (fact.wide or len(row) == columns):
            yield row
            row = []
        row.append(fact)
        if fact.wide:
            yield row
            row = []
    if row:
        yield row


def _draw_row(paper: Paper, row: Sequence[PaperFact], size: float, columns: int, label_room: float) -> None:
    slot = paper.width_of_text / columns
    widths = [paper.width_of_text if fact.wide else slot for fact in row]
    values = [
        paper.lines(paper.printable(fact.value), width - label_room - 2 * _PAD, size)
        for fact, width in zip(row, widths, strict=True)
    ]
    labels = [paper.lines(paper.printable(fact.label), label_room - 2 * _PAD, size) for fact in row]
    height = line_height(size) * max(map(len, (*values, *labels))) + _PAD
    paper.keep(height)
    left = paper.left
    for fact, width, label, lines in zip(row, widths, labels, values, strict=True):
        _box(paper, left, width, height, label=label_room)
        _write(paper, label, left + _PAD, size)
        _write(paper, lines, left + label_room + _PAD, size, bold=fact.bold)
        left += width
    if len(row) < columns and not row[0].wide:
        _box(paper, left, paper.right - left, height, label=0.0)
    paper.y += height


def _box(paper: Paper, left: float, width: float, height: float, *, label: float) -> None:
    paper.pdf.set_line_width(_HAIR)
    if label:
        paper.pdf.set_fill_color(_GREY)
        paper.pdf.rect(left, paper.y, label, height, style="DF")
        paper.pdf.set_fill_color(0)  # text is written in the colour of filling
    paper.pdf.rect(left + label, paper.y, width - label, height)


def _write(paper: Paper, lines: Sequence[str], left: float, size: float, *, bold: bool = False) -> None:
    baseline = paper.y + _PAD / 2 + line_height(size) * 0.7
    for number, line in enumerate(lines):
        paper.put(line, left, baseline + number * line_height(size), size, bold=bold)
