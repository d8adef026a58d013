"""A form in boxes: labels and texts, shrunk to one page where that helps, going on to the next where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.pdf.document import Paper, line_height

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)
"""From the size of running text down to the smallest that is still easy to read, in points."""
_PAD = 1.4  # mm inside a box
_GREY = 240  # behind labels
_LINE, _FRAME = 0.15, 0.4
_LABEL_LEAST, _LABEL_MOST = 22.0, 30.0  # mm, for the label of a box
_COMPANY = 3  # rows that go to the next page with what must not stand there alone


@dataclass(frozen=True, slots=True)
class Box:
    """A label and its text; `share` is its part of the row's width, `lines` the least room it gets."""

    label: str
    text: str = ""
    share: float = 1.0
    lines: int = 1


Row = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A box with its place in the row and its lines."""

    label: list[str]
    text: list[str]
    left: float
    label_width: float
    width: float
    least: int

    @property
    def count(self) -> int:
        """Return how many lines it needs."""
        return max(len(self.label), len(self.text), self.least)


def draw_grid(paper: Paper, rows: Sequence[Row], *, then: float = 0.0) -> None:
    """Draw the rows in the largest size at which they and `then` mm below them stay on this page.

    What does not fit even in the smallest size goes on on the next page, between two rows or two lines.
    """
    grids = (_Grid(paper, rows, size) for size in SIZES)
    chosen = next((grid for grid in grids if grid.height() + then <= paper.room), None)
    (chosen or _Grid(paper, rows, SIZES[-1])).draw(then)


class _Grid:
    """The rows laid out in one size."""

    def __init__(self, paper: Paper, rows: Sequence[Row], size: float) -> None:
        self._paper = paper
        self._size = size
        words = (word for row in rows for box in row for word in box.label.split())
        widest = max((paper.width(paper.printable(word), size) for word in words), default=0.0)
        self._label_width = min(max(widest + 2 * _PAD + 0.1, _LABEL_LEAST), _LABEL_MOST)
        self._rows = [self._lay(row) for row in rows]

    def height(self) -> float:
        """Return how high all rows are, in mm."""
        return sum(self._row_height(row) for row in self._rows)

    def draw(self, then: float) -> None:
        """Draw everything, turning pages where needed; the last rows go with what stands below them."""
        for at, row in enumerate(self._rows):
            if at == len(self._rows) - _COMPANY:
                end = sum(self._row_height(one) for one in self._rows[at:]) + then
                self._paper.keep(min(end, self._paper.height_of_page))
            self._draw_row(row)

    def _lay(self, row: Row) -> list[_Laid]:
        paper, left = self._paper, self._paper.left
        shares = sum(box.share for box in row)
        found = []
        for box in row:
            width = paper.width_of_text * box.share / shares
            found.append(self._box(box, left, width, min(self._label_width, width / 2)))
            left += width
        return found

    def _box(self, box: Box, left: float, width: float, label_width: float) -> _Laid:
        paper, size = self._paper, self._size
        label = paper.lines(paper.printable(box.label), label_width - 2 * _PAD, size)
        text = paper.lines(paper.printable(box.text), width - label_width - 2 * _PAD, size)
        return _Laid(label, text, left, label_width, width, box.lines)

    def _row_height(self, row: list[_Laid]) -> float:
        return max(box.count for box in row) * line_height(self._size) + 2 * _PAD

    def _draw_row(self, row: list[_Laid]) -> None:
        paper = self._paper
        while self._row_height(row) > paper.room:
            fits = int((paper.room - 2 * _PAD) / line_height(self._size))
            if len(row) == 1 and fits >= 3 and self._row_height(row) > paper.height_of_page / 4:
                head = replace(row[0], text=row[0].text[:fits], least=1)
                self._draw_boxes([head])
                row = [replace(row[0], text=row[0].text[fits:], least=1)]
            paper.new_page()
        self._draw_boxes(row)

    def _draw_boxes(self, row: list[_Laid]) -> None:
        paper, height = self._paper, self._row_height(row)
        pdf = paper.pdf
        for box in row:
            pdf.set_fill_color(_GREY)
            pdf.rect(box.left, paper.y, box.label_width, height, style="F")
            pdf.set_fill_color(0)
            pdf.set_line_width(_LINE)
            pdf.rect(box.left, paper.y, box.label_width, height)
            pdf.rect(box.left + box.label_width, paper.y, box.width - box.label_width, height)
            self._put(box.label, box.left + _PAD)
            self._put(box.text, box.left + box.label_width + _PAD)
        pdf.set_line_width(_FRAME)
        pdf.line(paper.left, paper.y, paper.left, paper.y + height)
        pdf.line(paper.right, paper.y, paper.right, paper.y + height)
        paper.y += height

    def _put(self, lines: Sequence[str], x: float) -> None:
        step = line_height(self._size)
        for number, line in enumerate(lines):
            self._paper.put(line, x, self._paper.y + _PAD + (number + 0.72) * step, self._size)
