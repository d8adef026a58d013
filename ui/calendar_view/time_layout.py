"""Where everything stands in columns with an axis of time: blocks, what overlaps, what has no time yet.

A column begins in the morning of its day and lasts into the night, for much of the work is done then: a
visit at half past midnight stands below the evening before, as the night in which it is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil

from PySide6.QtCore import QPoint, QRect

from ui.calendar_view.items import CalendarItem, DayMark
from ui.calendar_view.lanes import lay_lanes

AXIS = 52
HEAD = 44
CHIP = 19
GAP = 2
DAY = 24 * 60
FIRST = 6 * 60
"""Minutes after midnight with which a column begins."""
USUAL_LAST = 27 * 60
LAST = FIRST + DAY
STEP = 15
LEAST_HOUR = 28
LEAST_BLOCK = 18
LEAST_LANE = 42


@dataclass(frozen=True, slots=True)
class Column:
    """A day, or a person on a day; `who_id` is None where the column is everybody's.

    `alert` says in words what is wrong there; the head shows a sign for it.
    """

    day: date
    title: str
    note: str = ""
    who_id: int | None = None
    mark: DayMark | None = None
    alert: str = ""

    def spoken(self) -> str:
        """Return what a screen reader says, and what stands where the mouse rests."""
        special = f"{self.mark.sign()} {self.mark.name}" if self.mark else ""
        return "; ".join(part for part in (self.title, special, self.note, self.alert) if part)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to put something: a column and the minute in it, None for the strip without times."""

    column: int
    minute: int | None = None


class Places:
    """Finds the column in which an item stands."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._known = {(column.day, column.who_id): at for at, column in enumerate(columns)}

    def slot(self, item: CalendarItem) -> Slot | None:
        """Return where an item stands; in the strip where the night that it belongs to is not shown."""
        day, minute = evening_of(item)
        for who in (None, item.who_id):
            if (day, who) in self._known:
                return Slot(self._known[day, who], minute)
            if minute is not None and (item.day, who) in self._known:
                return Slot(self._known[item.day, who])
        return None


@dataclass(frozen=True, slots=True)
class Block:
    """One item and its rectangle; `work` is what of it is the work itself."""

    item: CalendarItem
    column: int
    rect: QRect
    work: QRect


@dataclass(frozen=True, slots=True)
class More:
    """Items without room of their own, counted in one place."""

    column: int
    rect: QRect
    items: tuple[CalendarItem, ...]


@dataclass(frozen=True, slots=True)
class StripChip:
    """One item without a time, in the strip over the columns."""

    item: CalendarItem
    column: int
    rect: QRect


@dataclass(frozen=True, slots=True)
class Sizes:
    """What there is room for: the viewport, the least width of a column, the rows of the strip."""

    width: int
    height: int
    least_column: int = 64
    strip_rows: int = 3


@dataclass(slots=True)
class TimeGrid:
    """The laid-out columns. Blocks are in the grid's own coordinates, chips count from the strip's top."""

    columns: Sequence[Column]
    edges: list[int]
    last: int
    scale: float  # pixels a minute
    strip: int  # height of the strip
    places: Places
    blocks: list[Block] = field(default_factory=list)
    folds: list[More] = field(default_factory=list)
    chips: list[StripChip] = field(default_factory=list)
    hidden: list[More] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Return how high the columns are."""
        return self.y_of(self.last)

    @property
    def width(self) -> int:
        """Return how wide the columns are together."""
        return self.edges[-1]

    def y_of(self, minute: float) -> int:
        """Return where a minute stands."""
        return round((minute - FIRST) * self.scale)

    def minute_at(self, y: int) -> int:
        """Return the minute at a height, within the column."""
        return min(max(FIRST + int(y / self.scale), FIRST), self.last - 1)

    def column_at(self, x: int) -> int | None:
        """Return the column at a distance from the axis."""
        for at in range(len(self.columns)):
            if self.edges[at] <= x < self.edges[at + 1]:
                return at
        return None

    def column_rect(self, column: int) -> QRect:
        """Return the rectangle of a column."""
        left, right = self.edges[column], self.edges[column + 1]
        return QRect(left, 0, right - left, self.height)

    def span_rect(self, column: int, minute: int, minutes: int) -> QRect:
        """Return the rectangle of so many minutes over the whole width of a column."""
        rect = self.column_rect(column)
        top = self.y_of(minute)
        height = max(self.y_of(minute + minutes) - top, LEAST_BLOCK)
        return QRect(rect.left() + 2, top, rect.width() - 5, min(height, self.height - top))

    def moment(self, slot: Slot) -> tuple[date, str]:
        """Return the real day and wall time of a place; no time in the strip."""
        day = self.columns[slot.column].day
        if slot.minute is None:
            return day, ""
        at = datetime.combine(day, datetime.min.time()) + timedelta(minutes=slot.minute)
        return at.date(), f"{at:%H:%M}"


def evening_of(item: CalendarItem) -> tuple[date, int | None]:
    """Return the day in whose column an item stands, and the minute; what is before six is of the night."""
    if not item.time:
        return item.day, None
    minute = int(item.time[:2]) * 60 + int(item.time[3:])
    return (item.day - timedelta(days=1), minute + DAY) if minute < FIRST else (item.day, minute)


def lay_out(columns: Sequence[Column], items: Iterable[CalendarItem], sizes: Sizes) -> TimeGrid:
    """Lay items out over columns."""
    timed: list[list[tuple[CalendarItem, int]]] = [[] for _ in columns]
    untimed: list[list[CalendarItem]] = [[] for _ in columns]
    places = Places(columns)
    for item in items:
        slot = places.slot(item)
        if slot is None:
            continue
        if slot.minute is None:
            untimed[slot.column].append(item)
        else:
            timed[slot.column].append((item, slot.minute))
    ends = [minute + item.length for found in timed for item, minute in found]
    grid = _empty_grid(columns, places, max(ends, default=0), max(map(len, untimed), default=0), sizes)
    for at, found in enumerate(timed):
        _lay_column(grid, at, found)
    for at, waiting in enumerate(untimed):
        _lay_strip(grid, at, waiting)
    return grid


def _empty_grid(columns: Sequence[Column], places: Places, end: int, waiting: int, sizes: Sizes) -> TimeGrid:
    last = min(max(USUAL_LAST, ceil(end / 60) * 60), LAST)
    rows = min(max(waiting, 1), sizes.strip_rows)
    strip = rows * (CHIP + GAP) + 2 * GAP
    room = max(sizes.width - AXIS, len(columns) * sizes.least_column)
    edges = [room * at // max(len(columns), 1) for at in range(len(columns) + 1)]
    hour = max(LEAST_HOUR, (sizes.height - HEAD - strip) / ((last - FIRST) / 60))
    return TimeGrid(columns, edges, last, hour / 60, strip, places)


def _lay_column(grid: TimeGrid, at: int, found: Sequence[tuple[CalendarItem, int]]) -> None:
    least = ceil(LEAST_BLOCK / grid.scale)
    spans = [(minute, minute + max(item.length, least)) for item, minute in found]
    left, right = grid.edges[at] + 2, grid.edges[at + 1] - 3
    lanes, folds = lay_lanes(spans, (right - left) // LEAST_LANE)
    for lane in lanes:
        item, minute = found[lane.at]
        rect = _lane_rect(grid, (left, right), spans[lane.at], lane.lane, lane.lanes)
        grid.blocks.append(Block(item, at, rect, _work(grid, item, minute, rect)))
    for fold in folds:
        rect = _lane_rect(grid, (left, right), (fold.start, fold.end), fold.lanes - 1, fold.lanes)
        grid.folds.append(More(at, rect, tuple(found[member][0] for member in fold.members)))


def _lane_rect(grid: TimeGrid, sides: tuple[int, int], span: tuple[int, int], lane: int, lanes: int) -> QRect:
    left, right = sides
    wide = right - left
    begin, end = left + wide * lane // lanes, left + wide * (lane + 1) // lanes
    top, bottom = grid.y_of(span[0]), min(grid.y_of(span[1]), grid.height)
    return QRect(begin, top, end - begin - 1, bottom - top - 1)


def _work(grid: TimeGrid, item: CalendarItem, minute: int, rect: QRect) -> QRect:
    if not item.before and not item.after:
        return rect
    top = grid.y_of(minute + item.before)
    bottom = grid.y_of(minute + item.before + item.minutes)
    return QRect(rect.left(), top, rect.width(), bottom - top - 1).intersected(rect)


def _lay_strip(grid: TimeGrid, at: int, waiting: Sequence[CalendarItem]) -> None:
    rows = (grid.strip - 2 * GAP) // (CHIP + GAP)
    shown = waiting if len(waiting) <= rows else waiting[: rows - 1]
    for row, item in enumerate(shown):
        grid.chips.append(StripChip(item, at, _strip_rect(grid, at, row)))
    if len(shown) < len(waiting):
        grid.hidden.append(More(at, _strip_rect(grid, at, len(shown)), tuple(waiting[len(shown) :])))


def _strip_rect(grid: TimeGrid, at: int, row: int) -> QRect:
    left, right = grid.edges[at], grid.edges[at + 1]
    return QRect(left + 2, GAP + row * (CHIP + GAP), right - left - 5, CHIP)


def block_at(grid: TimeGrid, point: QPoint) -> Block | None:
    """Find the block under a point of the columns."""
    return next((block for block in grid.blocks if block.rect.contains(point)), None)


def more_at(found: Iterable[More], point: QPoint) -> More | None:
    """Find the count under a point."""
    return next((more for more in found if more.rect.contains(point)), None)
