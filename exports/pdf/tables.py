"""Tables made for paper: repeated headings, figures to the right, long text wrapped, no cell cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.pdf.document import NOTE, SMALL, Paper, line_height

_PAD = 1.2  # mm on each side of a cell
_GREY = 237  # of the heading
_TITLE_FLOOR = 5.2  # wide characters; a longer title wraps
_COMPANY = 3  # rows that go to the next page with what must not stand there alone
_HEAVY, _HAIR = 0.35, 0.12
_SIZES = (SMALL, 8.0, 7.5)  # 小五 down to 六号
_DENSE_SIZES, _DENSE_AIR = (8.0, 7.5), 0.4  # where a table should stay on one page with what follows
_EM_MM = 25.4 / 72
_TEXT_FLOOR = 12  # wide characters that a text column shows beside each other; shorter cells never wrap


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column; `width` in mm holds as long as every cell fits, 0 lets the content decide."""

    title: str
    right: bool = False
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Noted:
    """A cell with a smaller explanation below its text."""

    text: str
    note: str


TableCell = str | Noted
_Line = tuple[str, float]  # text and size


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns stand: left edges, widths, size of the text."""

    columns: Sequence[TableColumn]
    edges: tuple[float, ...]
    widths: tuple[float, ...]
    size: float
    air: float = _PAD


def draw_table(
    paper: Paper,
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[TableCell]],
    *,
    heading: str = "",
    level: int = 0,
    total: Sequence[TableCell] | None = None,
    then: float = 0.0,
    dense: bool = False,
) -> None:
    """Print a table under its heading; one that is too wide goes with it on sideways pages of its own.

    `then` is the room in mm that must be left under the last rows, for something that must not stand alone;
    `dense` makes rows lower, for a table that should share a page.
    """
    shown = [[_printable(paper, cell) for cell in row] for row in rows]
    last = [_printable(paper, cell) for cell in total] if total is not None else None
    everything = [*shown, last] if last is not None else shown
    titles = [replace(column, title=paper.printable(column.title)) for column in columns]
    paper.turn()
    layout = _fit(paper, titles, everything, _DENSE_SIZES if dense else _SIZES)
    if layout is None:
        paper.new_page(landscape=True)
        layout = _fit(paper, titles, everything) or _squeeze(paper, titles, everything)
    if dense:
        layout = replace(layout, air=_DENSE_AIR)
    table = _Table(paper, layout)
    if heading:
        paper.heading(heading, level, landscape=paper.is_landscape, with_next=table.least(shown))
    table.draw(shown, last, then)


def _printable(paper: Paper, cell: TableCell) -> TableCell:
    if isinstance(cell, Noted):
        return Noted(paper.printable(cell.text), paper.printable(cell.note))
    return paper.printable(cell)


def _natural(
    paper: Paper, at: int, column: TableColumn, rows: Sequence[Sequence[TableCell]], size: float
) -> float:
    """Measure the widest cell of a column; explanations do not count, they wrap."""
    texts = [cell.text if isinstance(cell, Noted) else cell for cell in (row[at] for row in rows)]
    widest = max((paper.width(line, size) for text in texts for line in text.split("\n")), default=0.0)
    word = max((paper.width(part, size) for part in column.title.split()), default=0.0)
    return max(widest, min(word, _TITLE_FLOOR * size * _EM_MM)) + 2 * _PAD


def _fit(
    paper: Paper,
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[TableCell]],
    sizes: Sequence[float] = _SIZES,
) -> _Layout | None:
    """Find the largest size at which figures stand on one line and text columns are not too narrow."""
    for size in sizes:
        natural = [_natural(paper, at, column, rows, size) for at, column in enumerate(columns)]
        given = [column.width for column in columns]
        if all(given) and _holds(columns, given, natural):
            return _layout(paper, columns, given, size)
        floor = _TEXT_FLOOR * size * _EM_MM + 2 * _PAD
        floors = [
            width if column.right else min(width, floor)
            for width, column in zip(natural, columns, strict=True)
        ]
        if sum(floors) <= paper.width_of_text:
            return _layout(paper, columns, _spread(natural, floors, paper.width_of_text), size)
    return None


def _holds(columns: Sequence[TableColumn], given: Sequence[float], natural: Sequence[float]) -> bool:
    """Tell whether no figure is wider than the width given for its column; text may wrap."""
    pairs = zip(columns, given, natural, strict=True)
    return all(wanted <= width for column, width, wanted in pairs if column.right)


def _squeeze(paper: Paper, columns: Sequence[TableColumn], rows: Sequence[Sequence[TableCell]]) -> _Layout:
    """Divide the page by need where even a sideways page is too narrow: then figures wrap as well."""
    size = _SIZES[-1]
    natural = [_natural(paper, at, column, rows, size) for at, column in enumerate(columns)]
    factor = paper.width_of_text / sum(natural)
    return _layout(paper, columns, [width * factor for width in natural], size)


def _spread(natural: Sequence[float], floors: Sequence[float], available: float) -> list[float]:
    """Give every column at least its floor and divide the rest by what each still wants."""
    if (total := sum(natural)) <= available:
        return [width * available / total for width in natural]
    wants = [width - floor for width, floor in zip(natural, floors, strict=True)]
    rest = available - sum(floors)
    return [floor + rest * want / sum(wants) for floor, want in zip(floors, wants, strict=True)]


def _layout(paper: Paper, columns: Sequence[TableColumn], widths: list[float], size: float) -> _Layout:
    edges = [paper.left]
    for width in widths[:-1]:
        edges.append(edges[-1] + width)
    return _Layout(columns, tuple(edges), tuple(widths), size)


class _Table:
    """Draws rows of one layout and repeats the heading on every page."""

    def __init__(self, paper: Paper, layout: _Layout) -> None:
        self._paper = paper
        self._layout = layout
        self._heading = [self._lines(at, column.title) for at, column in enumerate(layout.columns)]

    def draw(
        self, rows: Sequence[Sequence[TableCell]], total: Sequence[TableCell] | None, then: float
    ) -> None:
        """Print heading, rows and total; the last rows stay with what follows."""
        wrapped = [[self._lines(at, cell) for at, cell in enumerate(row)] for row in rows]
        end = sum(self._height(row) for row in wrapped[-_COMPANY:]) + then
        self._paper.keep(self.least(rows))
        self._draw_heading()
        for number, row in enumerate(wrapped, start=_COMPANY - len(wrapped)):
            if then and number == 0 and self._paper.room < end <= self._paper.height_of_page:
                self._turn_page()
            self._draw_row(row)
        if total is not None:
            self._draw_total([self._lines(at, cell) for at, cell in enumerate(total)])
        self._paper.rule(self._paper.y, weight=_HEAVY)
        self._paper.y += 1.0

    def least(self, rows: Sequence[Sequence[TableCell]]) -> float:
        """Say how much room heading and first row need beside each other (half a page is enough)."""
        first = [self._lines(at, cell) for at, cell in enumerate(rows[0])] if rows else self._heading
        return self._height(self._heading) + min(self._height(first), self._paper.height_of_page / 2)

    def _lines(self, at: int, cell: TableCell) -> list[_Line]:
        size, width = self._layout.size, self._layout.widths[at] - 2 * _PAD + 0.01
        if isinstance(cell, str):
            return [(line, size) for line in self._paper.lines(cell, width, size)]
        note = min(NOTE, size - 1)
        above = [(line, size) for line in self._paper.lines(cell.text, width, size)]
        return above + [(line, note) for line in self._paper.lines(cell.note, width, note)]

    def _height(self, row: Sequence[Sequence[_Line]]) -> float:
        return max(sum(line_height(size) for _, size in cell) for cell in row) + self._layout.air

    def _draw_heading(self) -> None:
        paper, height = self._paper, self._height(self._heading)
        paper.pdf.set_fill_color(_GREY)
        paper.pdf.rect(paper.left, paper.y, sum(self._layout.widths), height, style="F")
        paper.pdf.set_fill_color(0)
        paper.rule(paper.y, weight=_HEAVY)
        self._draw_cells(self._heading, bold=True)
        paper.y += height
        paper.rule(paper.y, weight=_HEAVY / 2)

    def _draw_row(self, row: list[list[_Line]]) -> None:
        height = self._height(row)
        if height > self._paper.room:
            if height > self._paper.height_of_page - self._height(self._heading):
                self._draw_in_pieces(row)
                return
            self._turn_page()
        self._draw_cells(row)
        self._paper.y += height
        self._paper.rule(self._paper.y, weight=_HAIR)

    def _draw_in_pieces(self, row: list[list[_Line]]) -> None:
        """Continue a row that is taller than a page on the next one, between two lines."""
        while any(row):
            limit = self._paper.room - self._layout.air
            head, tail = [], []
            for cell in row:
                fits = _how_many_fit(cell, limit)
                head.append(cell[:fits])
                tail.append(cell[fits:])
            if any(head):
                self._draw_cells(head)
                self._paper.y += self._height(head)
                self._paper.rule(self._paper.y, weight=_HAIR)
            row = tail
            if any(row):
                self._turn_page()

    def _draw_total(self, row: list[list[_Line]]) -> None:
        height = self._height(row)
        if height > self._paper.room:
            self._turn_page()
        self._paper.rule(self._paper.y, weight=_HEAVY)
        self._draw_cells(row, bold=True)
        self._paper.y += height

    def _turn_page(self) -> None:
        paper = self._paper
        paper.rule(paper.y, weight=_HEAVY)
        paper.new_page(landscape=paper.is_landscape)
        self._draw_heading()

    def _draw_cells(self, row: Sequence[Sequence[_Line]], *, bold: bool = False) -> None:
        paper, layout = self._paper, self._layout
        for column, edge, width, cell in zip(layout.columns, layout.edges, layout.widths, row, strict=True):
            y = paper.y + layout.air / 2
            for text, size in cell:
                y += line_height(size)
                baseline = y - line_height(size) * 0.28
                if column.right:
                    paper.put_right(text, edge + width - _PAD, baseline, size, bold=bold)
                else:
                    paper.put(text, edge + _PAD, baseline, size, bold=bold)


def _how_many_fit(cell: Sequence[_Line], limit: float) -> int:
    used, count = 0.0, 0
    for _, size in cell:
        used += line_height(size)
        if used > limit:
            break
        count += 1
    return count
