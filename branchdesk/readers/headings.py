"""Finding the heading row below banner lines, naming the columns, and telling totals rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from branchdesk.domain.textfold import fold_text, heading_key
from branchdesk.readers.workbook import Cell, Grid

_SEARCHED_ROWS = 60
_SHARE_OF_WIDTH = 0.6
_NUMBER = re.compile(r"[-+¥$]?[0-9][0-9,./:年月日\- ]*")
_TOTAL = re.compile(
    r"(?:本页|本月|本年|本期|分类|当前)?(?:合计|总计|小计|共计|累计|总和)(?:[:(].*|[0-9].*)?"
    r"|(?:grand|sub)?-?totals?(?:[:(].*|[0-9].*)?"
)


def is_total_text(text: str) -> bool:
    """Tell whether a cell's text announces a totals row: 合计, 总计:, 小计(元), Total."""
    return bool(_TOTAL.fullmatch(fold_text(text)))


def heading_index(rows: Sequence[Sequence[Cell]], known: Collection[str]) -> int | None:
    """Return the 0-based row with most recognised headings, else the first full row of texts."""
    searched = rows[:_SEARCHED_ROWS]
    keys = {heading_key(heading) for heading in known}
    hits = [
        sum(heading_key(text) in keys for text in {cell for cell in row if isinstance(cell, str)})
        for row in searched
    ]
    best = max(hits, default=0)
    if best >= 2 or (best == 1 and len(keys) == 1):
        return hits.index(best)
    return _first_row_of_texts(searched)


def _first_row_of_texts(rows: Sequence[Sequence[Cell]]) -> int | None:
    filled = [sum(cell is not None for cell in row) for row in rows]
    widths = Counter(width for width in filled if width >= 2)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    for index, row in enumerate(rows):
        texts = sum(isinstance(cell, str) and not _NUMBER.fullmatch(cell.strip()) for cell in row)
        if texts >= min(2, usual) and texts == filled[index] and filled[index] >= _SHARE_OF_WIDTH * usual:
            return index
    return next((index for index, width in enumerate(filled) if width), None)


def name_columns(grid: Grid, index: int, known: Collection[str]) -> tuple[tuple[str, ...], int]:
    """Return the headings and the last row (0-based) of their block; merged cells name all their columns."""
    top, bottom = _block(grid, index)
    keys = {heading_key(heading) for heading in known}
    width = max((len(grid.rows[row]) for row in range(top, bottom + 1)), default=0)
    names = []
    for column in range(width):
        levels = list(dict.fromkeys(_merged_text(grid, row, column) for row in range(top, bottom + 1)))
        names.append(_one_name([level for level in levels if level], keys))
    return tuple(names), bottom


def _block(grid: Grid, index: int) -> tuple[int, int]:
    """Extend the heading row over the rows that vertically merged headings span."""
    spans = [
        (first[0], last[0])
        for first, last in grid.merges
        if first[0] <= index <= last[0] and last[0] > first[0] and last[0] - first[0] < 4
    ]
    top = min((span[0] for span in spans), default=index)
    bottom = max((span[1] for span in spans), default=index)
    return top, min(bottom, len(grid.rows) - 1)


def _merged_text(grid: Grid, row: int, column: int) -> str:
    for first, last in grid.merges:
        if first[0] <= row <= last[0] and first[1] <= column <= last[1]:
            row, column = first
            break
    cells = grid.rows[row] if row < len(grid.rows) else []
    cell = cells[column] if column < len(cells) else None
    return " ".join(str(cell).split()) if cell is not None else ""


def _one_name(levels: list[str], known: Collection[str]) -> str:
    if not levels:
        return ""
    if len(levels) > 1 and heading_key(levels[-1]) in known:
        return levels[-1]
    return " ".join(levels)
