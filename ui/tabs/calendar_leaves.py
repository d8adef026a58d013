"""The views of the calendar as leaves of one book: each shows a span of days, and can be turned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from branchdesk.domain.list_query import ListKind
from branchdesk.domain.visit_row import VisitRow
from ui.calendar_view.items import MoveWish
from ui.calendar_view.month_view import MonthView
from ui.language import tr, words
from ui.tabs.calendar_source import VisitSource

if TYPE_CHECKING:
    from ui.calendar_view.agenda_view import AgendaView
    from ui.calendar_view.items import CalendarItem
    from ui.table.view import RecordTable

MARKS_LATER = 50
"""Milliseconds after which the first picture gets its holidays: loading the work calendar would delay it."""
MOST_OF_A_DAY = 16
"""Visits of a day that a month reads: more find no room in its cell."""


class Leaf(QObject):
    """One way to look at visits; `widget` is what is seen."""

    chosen = Signal()
    opened = Signal(object)
    place_opened = Signal()
    move_wanted = Signal(object)
    length_wanted = Signal(object, int)
    menu_wanted = Signal(QPoint)
    turned = Signal()
    whole_day_wanted = Signal(object)
    widget: QWidget

    def __init__(self, source: VisitSource) -> None:
        super().__init__()
        self.source = source
        self.shown = 0

    def load(self) -> None:
        """Read what is shown, keeping what is chosen."""
        raise NotImplementedError

    def span(self) -> tuple[date, date]:
        """Return the first and the last day that it is about."""
        raise NotImplementedError

    def day(self) -> date:
        """Return the day that is looked at."""
        raise NotImplementedError

    def chosen_id(self) -> object | None:
        """Return the visit that is chosen."""
        raise NotImplementedError

    def open_at(self, day: date) -> None:
        """Turn to a day without reading it yet."""
        raise NotImplementedError

    def go_to(self, day: date, item: object | None = None) -> None:
        """Show a day, and choose one of its visits."""
        raise NotImplementedError

    def turn(self, by: int) -> None:
        """Turn the leaf forwards or back."""
        raise NotImplementedError

    def title(self) -> str:
        """Return which days are shown."""
        raise NotImplementedError

    def time(self) -> str:
        """Return the wall time that is looked at, where an empty one was chosen."""
        return ""

    def who(self) -> int:
        """Return whose column is looked at, 0 for nobody's."""
        return 0

    def _mark_soon(self) -> None:
        """Mark holidays at once, or behind the first picture where the work calendar is not loaded yet."""
        if self.source.marks_known:
            self.show_marks()
        else:
            QTimer.singleShot(MARKS_LATER, self, self.show_marks)

    def show_marks(self) -> None:
        """Mark holidays and worked weekends; where they are shown."""


class MonthLeaf(Leaf):
    """A month: the first visits of every day, all of them where somebody goes through a day."""

    widget: MonthView

    def __init__(self, source: VisitSource) -> None:
        super().__init__(source)
        self.widget = month = MonthView(source.today)
        month.day_selected.connect(lambda _day: self.chosen.emit())
        month.month_changed.connect(self._load_other)
        month.item_activated.connect(self.opened)
        month.day_activated.connect(lambda _day: self.place_opened.emit())
        month.more_requested.connect(self._show_on_card)
        month.move_requested.connect(lambda item, day: self.move_wanted.emit(MoveWish(item, day)))
        month.menu_requested.connect(lambda _id, at: self.menu_wanted.emit(at))

    def load(self) -> None:
        """Read the days by their ids, and the first visits of each: two statements for any number."""
        self.widget.set_today(self.source.today)
        days = self.source.days(*self.widget.shown_days())
        first = [found for ids in days.values() for found in ids[:MOST_OF_A_DAY]]
        counts = {day: len(ids) for day, ids in days.items()}
        self.shown = sum(counts.values())
        self.widget.set_items(
            self.source.items(first), counts, lambda day: self.source.items(days.get(day, []))
        )
        self._mark_soon()

    def span(self) -> tuple[date, date]:
        """Return the month's own days."""
        return month_of(date(*self.widget.month, 1))

    def day(self) -> date:
        """Return the chosen day."""
        return self.widget.selected_day()

    def chosen_id(self) -> object | None:
        """Return the chosen visit."""
        item = self.widget.selected_item()
        return item.id if item else None

    def open_at(self, day: date) -> None:
        """Show the day's month without a word about it."""
        with QSignalBlocker(self.widget):
            self.widget.select_day(day)

    def go_to(self, day: date, item: object | None = None) -> None:
        """Choose a day, turning the leaf where it is in another month."""
        self.widget.select_day(day, item)

    def turn(self, by: int) -> None:
        """Turn by a month."""
        self.widget.turn(by)

    def title(self) -> str:
        """Return the month's name."""
        return words().month(*self.widget.month)

    def show_marks(self) -> None:
        """Mark the six weeks."""
        self.widget.set_marks(self.source.marks(*self.widget.shown_days()))

    def _show_on_card(self, day: date) -> None:
        self.widget.select_day(day)
        self.chosen.emit()

    def _load_other(self, _year: int, _month: int) -> None:
        self.load()
        self.turned.emit()


class AgendaLeaf(Leaf):
    """A month as a list, day under day; its visits are read as they are drawn."""

    widget: AgendaView

    def __init__(self, source: VisitSource, day: date) -> None:
        from ui.calendar_view.agenda_view import AgendaView

        super().__init__(source)
        self._day = day
        self.widget = agenda = AgendaView()
        agenda.item_selected.connect(self._take)
        agenda.item_activated.connect(self.opened)
        agenda.menu_requested.connect(lambda _id, at: self.menu_wanted.emit(at))
        agenda.move_requested.connect(self.move_wanted)
        agenda.turn_wanted.connect(self.turn)
        agenda.today_wanted.connect(lambda: self.go_to(source.today))

    def load(self) -> None:
        """Read the days of the month by their ids."""
        first, last = self.span()
        days = self.source.days(first, last)
        self.shown = sum(map(len, days.values()))
        self.widget.set_days(days, self.source.items, self.source.marks(first, last))

    def span(self) -> tuple[date, date]:
        """Return the month of the day."""
        return month_of(self._day)

    def day(self) -> date:
        """Return the day of the chosen visit, or the one that was asked for."""
        return self._day

    def chosen_id(self) -> object | None:
        """Return the chosen visit."""
        item = self.widget.selected_item()
        return item.id if item else None

    def open_at(self, day: date) -> None:
        """Show the day's month when it is read."""
        self._day = day

    def go_to(self, day: date, item: object | None = None) -> None:
        """Choose a visit, or the first one on or after the day."""
        other = month_of(day) != self.span()
        self._day = day
        if other:
            self.load()
        if item is not None:
            self.widget.select_item(item)
        else:
            self.widget.go_to(day)
        if other:
            self.turned.emit()

    def turn(self, by: int) -> None:
        """Turn by a month."""
        self.go_to(self._day + relativedelta(months=by, day=1))

    def title(self) -> str:
        """Return the month's name."""
        return words().month(self._day.year, self._day.month)

    def _take(self, _item: object) -> None:
        item: CalendarItem | None = self.widget.selected_item()
        if item is not None:
            self._day = item.day
        self.chosen.emit()


class ListLeaf(Leaf):
    """All visits that the filters find, in a table; it knows no months."""

    widget: RecordTable

    def __init__(self, source: VisitSource, day: date) -> None:
        super().__init__(source)
        self._day = day
        self.widget = self._make()

    def load(self) -> None:
        """Find the visits; the table reads what it draws."""
        model = self.widget.record_model()
        model.set_filter(self.source.query)
        self.shown = len(model.ids())
        if self.widget.current_id() is None:
            self._go_to_row_of(self._day)

    def span(self) -> tuple[date, date]:
        """Return the month of the day: the list itself has no bounds."""
        return month_of(self.day())

    def day(self) -> date:
        """Return the day of the chosen visit."""
        if self.widget.current_id() is None:
            return self._day
        row: VisitRow | None = self.widget.record_model().row_at(self.widget.currentIndex().row())
        return row.date_on if row is not None else self._day

    def chosen_id(self) -> object | None:
        """Return the chosen visit."""
        return self.widget.current_id()

    def open_at(self, day: date) -> None:
        """Begin with this day when the list is read."""
        self._day = day

    def go_to(self, day: date, item: object | None = None) -> None:
        """Choose a visit, or the first one on or after the day."""
        self._day = day
        if not isinstance(item, int) or not self.widget.go_to(item):
            self._go_to_row_of(day)

    def turn(self, by: int) -> None:
        """Stay: all visits are in the list."""
        del by

    def title(self) -> str:
        """Return nothing: the list is not bound to days."""
        return ""

    def _go_to_row_of(self, day: date) -> None:
        model = self.widget.record_model()
        ids = model.ids()
        if model.query.sort_key not in ("", "date_on") or model.query.descending or not len(ids):
            return
        before = replace(self.source.query, until=day - timedelta(days=1))
        at = len(self.source.session.desk.lists.ids(before))
        self.widget.go_to(ids[min(at, len(ids) - 1)])

    def _make(self) -> RecordTable:
        from ui.lists import DeskRows
        from ui.table.model import RecordTableModel
        from ui.table.view import RecordTable
        from ui.tabs.calendar_columns import visit_columns

        columns = visit_columns(self.source.today)
        rows = DeskRows(self.source.session.desk, ListKind.VISITS)
        model: RecordTableModel[VisitRow] = RecordTableModel(columns, rows)
        table = RecordTable(model, tr("Visits"))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.current_record_changed.connect(lambda _id: self.chosen.emit())
        table.activated_record.connect(lambda visit_id: self.opened.emit(visit_id))
        table.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(table.viewport().mapToGlobal(at))
        )
        return table


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    first = day.replace(day=1)
    return first, first + relativedelta(months=1) - timedelta(days=1)
