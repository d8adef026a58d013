"""The days of a year that are not what their weekday says: holidays, worked weekends, own days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.messages import mark
from branchdesk.domain.rows import WorkdayRow
from branchdesk.domain.workdays import DayKind, WorkCalendar
from branchdesk.services.desk import Desk
from ui.language import say, tr, words
from ui.table.columns import Column
from ui.table.model import ListQuery as TableQuery

_PLAIN = (DayKind.WORKING, DayKind.WEEKEND)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day with why it is worked or not, and who says so; `id` is the day's number."""

    id: int
    day: date
    working: bool
    name: str
    why: str
    own: bool


def own_days(desk: Desk) -> dict[date, Workday]:
    """Return the branch's own table."""
    rows = desk.lists.rows(ListKind.WORKDAYS, desk.lists.ids(ListQuery(ListKind.WORKDAYS)))
    found = (row for row in rows if isinstance(row, WorkdayRow))
    return {row.day: Workday(day=row.day, working=row.working, name=row.name) for row in found}


def special_days(year: int, calendar: WorkCalendar, own: Mapping[date, Workday]) -> list[SpecialDay]:
    """List the days of a year that somebody must know about."""
    found = []
    day = date(year, 1, 1)
    while day.year == year:
        note = calendar.note(day)
        if note.kind not in _PLAIN or day in own:
            name = own[day].name if day in own else ""
            name = name or words().value(note.name)
            found.append(SpecialDay(day.toordinal(), day, note.working, name, say(note.why), own=day in own))
        day += timedelta(days=1)
    return found


class Days:
    """The source of the table."""

    def __init__(self, days: Sequence[SpecialDay] = ()) -> None:
        self._days = {day.id: day for day in days}

    def ids(self, _query: TableQuery) -> Sequence[int]:
        """Return all of them."""
        return list(self._days)

    def rows(self, ids: Sequence[int]) -> Sequence[SpecialDay]:
        """Return some of them."""
        return [self._days[day_id] for day_id in ids if day_id in self._days]


def day_columns() -> tuple[Column[SpecialDay], ...]:
    """Return the columns of the table."""
    return (
        Column("day", mark("Date"), lambda row: row.day, width=110),
        Column("weekday", mark("Day"), lambda row: words().weekday(row.day), width=60),
        Column(
            "working",
            mark("Worked"),
            lambda row: row.working,
            text=lambda row: tr("worked") if row.working else tr("off"),
            icon=lambda row: "check" if row.working else "minus",
            color=lambda row: "info" if row.working else "done",
            width=90,
        ),
        Column("name", mark("Name"), lambda row: row.name, width=130),
        Column("why", mark("Why"), lambda row: row.why, tooltip=lambda row: row.why, width=220),
        Column(
            "source",
            mark("Source"),
            lambda row: tr("own table") if row.own else tr("public table"),
            icon=lambda row: "pencil" if row.own else None,
            width=110,
        ),
    )
