"""An item on its way to another time: by the mouse or the keyboard, in steps of a quarter of an hour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ui.calendar_view.items import CalendarItem, MoveWish
from ui.calendar_view.time_layout import FIRST, STEP, Slot, TimeGrid


class Way(Enum):
    """What is being changed."""

    PLACE = "place"
    LENGTH = "length"


@dataclass(slots=True)
class Carry:
    """One item, where it would come to stand and how long its work would be."""

    item: CalendarItem
    way: Way
    slot: Slot
    minutes: int
    grab: int = 0  # minutes from its beginning to where the mouse holds it

    @property
    def length(self) -> int:
        """Return the minutes of the whole window that it would take."""
        return self.item.before + self.minutes + self.item.after

    def over(self, grid: TimeGrid, under: Slot) -> None:
        """Follow the mouse to a place."""
        if self.way is Way.LENGTH:
            if self.slot.minute is not None and under.minute is not None:
                whole = _rounded(under.minute - self.slot.minute)
                self.minutes = max(STEP, whole - self.item.before - self.item.after)
        elif under.minute is None:
            self.slot = under
        else:
            self.slot = Slot(under.column, _within(grid, _rounded(under.minute - self.grab)))

    def step(self, grid: TimeGrid, columns: int, minutes: int) -> None:
        """Follow the keyboard: so many columns and minutes further."""
        if self.way is Way.LENGTH:
            self.minutes = max(STEP, self.minutes + minutes)
            return
        column = min(max(self.slot.column + columns, 0), len(grid.columns) - 1)
        minute = self.slot.minute
        if minutes:
            minute = _within(grid, 9 * 60 if minute is None else minute + minutes)
        self.slot = Slot(column, minute)

    def wish(self, grid: TimeGrid) -> MoveWish | None:
        """Return what is asked for when it is let go; None where it stands as before."""
        item, column = self.item, grid.columns[self.slot.column]
        day, clock = grid.moment(self.slot)
        time = clock if clock and clock != item.time else None
        who = column.who_id if column.who_id != item.who_id else None
        if day == item.day and time is None and who is None:
            return None
        return MoveWish(item.id, day, time, who)


def _rounded(minute: int) -> int:
    return round(minute / STEP) * STEP


def _within(grid: TimeGrid, minute: int) -> int:
    return min(max(minute, FIRST), grid.last - STEP)
