"""Week, day and technicians: visits beside an axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, QTimer

from ui.calendar_view.items import CalendarItem, DayMark
from ui.calendar_view.time_layout import Column
from ui.calendar_view.time_view import TimeView
from ui.language import tr, trn, words
from ui.tabs.calendar_leaves import Leaf
from ui.tabs.calendar_source import VisitSource

_MINUTE = 60_000
_PERSON = 86
"""The least width of a technician's column: a name and a time find room."""


class TimeLeaf(Leaf):
    """Columns for the days of a week, for one day, or for everybody on one day; see the classes below."""

    widget: TimeView
    days = 1
    least_column = 64

    def __init__(self, source: VisitSource, day: date) -> None:
        super().__init__(source)
        self._first = self.first_of(day)
        self._marks: dict[date, DayMark] = {}
        self._items: list[CalendarItem] = []
        self.widget = view = TimeView(source.now(), least_column=self.least_column)
        self._show_columns()
        view.select_day(day)
        view.day_selected.connect(lambda _day: self.chosen.emit())
        view.item_activated.connect(self.opened)
        view.place_activated.connect(self.place_opened)
        view.more_requested.connect(self.whole_day_wanted)
        view.move_requested.connect(self.move_wanted)
        view.length_requested.connect(self.length_wanted)
        view.menu_requested.connect(lambda _id, at: self.menu_wanted.emit(at))
        view.turn_wanted.connect(self.turn)
        view.today_wanted.connect(lambda: self.go_to(source.today))
        view.day_wanted.connect(self.go_to)
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(lambda: view.set_now(source.now()))
        self._clock.start()

    def first_of(self, day: date) -> date:
        """Return the first day of the leaf on which a day stands."""
        return day

    def columns(self) -> Sequence[Column]:
        """Return what stands side by side."""
        raise NotImplementedError

    def load(self) -> None:
        """Read the visits of the days and of the night behind them: two statements for any number."""
        self._take_items(self.source.between(self._first, self._last() + timedelta(days=1)))
        self._show_columns()
        self.widget.set_now(self.source.now())
        self.widget.set_items(self.drawn())
        self._mark_soon()

    def drawn(self) -> list[CalendarItem]:
        """Return what stands in the columns."""
        return self._items

    def span(self) -> tuple[date, date]:
        """Return the days that are shown."""
        return self._first, self._last()

    def day(self) -> date:
        """Return the chosen day."""
        return self.widget.selected_day()

    def chosen_id(self) -> object | None:
        """Return the chosen visit."""
        item = self.widget.selected_item()
        return item.id if item else None

    def time(self) -> str:
        """Return the wall time of the chosen empty place."""
        return self.widget.selected_time()

    def open_at(self, day: date) -> None:
        """Turn to a day; its visits come when it is read."""
        first = self.first_of(day)
        if first != self._first:
            self._first = first
            self._items = []
        with QSignalBlocker(self.widget):
            self._show_columns()
            self.widget.select_day(day)

    def go_to(self, day: date, item: object | None = None) -> None:
        """Show a day, turning the leaf where it stands on another one."""
        first = self.first_of(day)
        other = first != self._first
        if other:
            self._first = first
            self.load()
        self.widget.select_day(day, item)
        if other:
            self.turned.emit()

    def turn(self, by: int) -> None:
        """Turn by a week or a day; the weekday stays chosen."""
        self.go_to(self._first + timedelta(days=self._at() + by * self.days))

    def show_marks(self) -> None:
        """Write holidays and worked weekends over their columns."""
        first, last = self.span()
        self._marks = {mark.day: mark for mark in self.source.marks(first, last)}
        self._show_columns()

    def _show_columns(self) -> None:
        self.widget.set_columns(self.columns(), self.title())

    def _count(self, day: date) -> str:
        """Say how many visits a day has."""
        found = sum(item.day == day for item in self._items)
        return trn("{n} visit", "{n} visits", found) if found else ""

    def _take_items(self, items: Sequence[CalendarItem]) -> None:
        self._items = list(items)
        last = self._last()
        self.shown = sum(item.day <= last for item in items)

    def _last(self) -> date:
        return self._first + timedelta(days=self.days - 1)

    def _at(self) -> int:
        """Return how many days after the first one the chosen day stands."""
        return min(max((self.day() - self._first).days, 0), self.days - 1)


class WeekLeaf(TimeLeaf):
    """A week from Monday to Sunday."""

    days = 7

    def first_of(self, day: date) -> date:
        """Return the Monday."""
        return day - timedelta(days=day.weekday())

    def columns(self) -> Sequence[Column]:
        """Return seven days."""
        days = [self._first + timedelta(days=n) for n in range(7)]
        return [Column(day, _short(day), self._count(day), mark=self._marks.get(day)) for day in days]

    def title(self) -> str:
        """Return the days of the week."""
        first, last = self.span()
        if first.month != last.month:
            return tr("{first} – {last}", first=first, last=last)
        month = words().month(first.year, first.month)
        return tr("{month}, {first}–{last}", month=month, first=first.day, last=last.day)


class DayLeaf(TimeLeaf):
    """One day with the night behind it."""

    def columns(self) -> Sequence[Column]:
        """Return the day."""
        day, mark = self._first, self._marks.get(self._first)
        return [Column(day, words().weekday(day), self._count(day), mark=mark)]

    def title(self) -> str:
        """Return the date."""
        return words().long_date(self._first)


class PeopleLeaf(DayLeaf):
    """One day with a column for every technician, and one for what nobody is assigned to."""

    least_column = _PERSON

    def __init__(self, source: VisitSource, day: date) -> None:
        self._people: dict[int, str] = {}
        self._others: dict[int, str] = {}  # those who have a visit on the day
        super().__init__(source, day)

    def load(self) -> None:
        """Read the technicians too."""
        self._people = dict(self.source.people())
        super().load()

    def columns(self) -> Sequence[Column]:
        """Return nobody, those who can be sent, and others who have a visit on the day."""
        people = dict(self._people)
        if self.source.query.technician_id is None:
            people = {0: tr("Not assigned")} | people
        people = people | {who: name for who, name in self._others.items() if who not in people}
        mark = self._marks.get(self._first)
        return [
            Column(self._first, name, self._load_of(who), who, mark, self._clash_of(who))
            for who, name in people.items()
            if name
        ]

    def drawn(self) -> list[CalendarItem]:
        """Return the visits, and when technicians are taken elsewhere."""
        return self._items + self.source.busy(self._first)

    def who(self) -> int:
        """Return whose column is chosen."""
        return self.widget.selected_who()

    def turn(self, by: int) -> None:
        """Turn by a day; the technician stays chosen."""
        self.go_to(self._first + timedelta(days=by))

    def _load_of(self, who: int) -> str:
        """Say how many visits somebody has on the day, and how many hours they take."""
        mine = [item for item in self._items if item.who_id == who and item.day == self._first]
        taking_place = [item for item in mine if not item.struck]
        if not taking_place:
            return tr("free") if who else ""
        hours = f"{sum(item.length for item in taking_place) / 60:.1f}".removesuffix(".0")
        return tr("{visits} × · {hours} h", visits=len(taking_place), hours=hours)

    def _clash_of(self, who: int) -> str:
        """Say that somebody would have to be at two places at once (R016)."""
        mine = [item for item in self._items if who and item.who_id == who and not item.struck]
        spans = sorted((item.start, item.length, item.title) for item in mine if item.start is not None)
        for (start, length, title), (other, _length, place) in pairwise(spans):
            if other < start + timedelta(minutes=length):
                return tr("{one} and {other} run into each other.", one=title, other=place)
        return ""

    def _take_items(self, items: Sequence[CalendarItem]) -> None:
        """Leave the names out: they stand over the columns."""
        super()._take_items(items)
        self._others = {item.who_id: item.who for item in self._items}
        self._items = [replace(item, who="") for item in self._items]


def _short(day: date) -> str:
    date_ = f"{day.month}/{day.day}" if day.day == 1 else str(day.day)
    return f"{words().weekday(day)} {date_}"
