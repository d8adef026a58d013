"""Where everything stands in a month: six weeks of seven days, chips, and what finds no room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect

from ui.calendar_view.items import CalendarItem, Days

WEEKS = 6
HEAD = 28
"""Height of the row with the names of the weekdays."""
NUMBER = 24
"""Height of the line with the day's number."""
CHIP = 19
GAP = 2
EDGE = 3
LEAST_ROW = NUMBER + 2 * (CHIP + GAP) + EDGE


@dataclass(frozen=True, slots=True)
class Chip:
    """One item and the rectangle in which it is drawn."""

    item: CalendarItem
    rect: QRect


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day; `hidden` counts the items that found no room, `more` is where that is written."""

    day: date
    rect: QRect
    chips: tuple[Chip, ...]
    hidden: int
    more: QRect


def first_shown(year: int, month: int) -> date:
    """Return the Monday with which the six weeks of a month begin."""
    first = date(year, month, 1)
    return first - timedelta(days=first.weekday())


def content_height(height: int) -> int:
    """Return the height of the grid in a viewport: the viewport's, unless the rows would get too low."""
    return max(height - HEAD, WEEKS * LEAST_ROW)


def lay_out(start: date, width: int, height: int, days: Days, counts: Mapping[date, int]) -> list[DayCell]:
    """Lay 42 days out over a grid of this size, in reading order, from the grid's own origin.

    `counts` says how many items a day has where only its first ones are known.
    """
    shown = [start + timedelta(days=at) for at in range(WEEKS * 7)]
    return [
        _cell(day, _rect(at, width, height), days.get(day, []), counts.get(day, 0))
        for at, day in enumerate(shown)
    ]


def cell_at(cells: list[DayCell], point: QPoint) -> DayCell | None:
    """Find the day under a point."""
    return next((cell for cell in cells if cell.rect.contains(point)), None)


def chip_at(cells: list[DayCell], point: QPoint) -> Chip | None:
    """Find the chip under a point."""
    cell = cell_at(cells, point)
    return next((chip for chip in cell.chips if chip.rect.contains(point)), None) if cell else None


def _rect(at: int, width: int, height: int) -> QRect:
    week, weekday = divmod(at, 7)
    left, right = width * weekday // 7, width * (weekday + 1) // 7
    top, bottom = height * week // WEEKS, height * (week + 1) // WEEKS
    return QRect(left, top, right - left, bottom - top)


def _cell(day: date, rect: QRect, items: list[CalendarItem], count: int) -> DayCell:
    room = max(0, (rect.height() - NUMBER - EDGE) // (CHIP + GAP))
    count = max(count, len(items))
    shown = items if count <= room else items[: max(0, room - 1)]
    chips = tuple(Chip(item, _slot(rect, place)) for place, item in enumerate(shown))
    hidden = count - len(shown)
    return DayCell(day, rect, chips, hidden, _slot(rect, len(shown)) if hidden else QRect())


def _slot(rect: QRect, place: int) -> QRect:
    return QRect(
        rect.left() + EDGE, rect.top() + NUMBER + place * (CHIP + GAP), rect.width() - 2 * EDGE - 1, CHIP
    )
