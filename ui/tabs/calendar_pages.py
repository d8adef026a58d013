"""Six views over the same visits; the chosen visit and day stay chosen from one view to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from branchdesk.domain.list_query import ListQuery
from ui.calendar_view.items import CalendarItem
from ui.language import tr
from ui.session import Session
from ui.tabs.calendar_bar import View
from ui.tabs.calendar_leaves import AgendaLeaf, Leaf, ListLeaf, MonthLeaf
from ui.tabs.calendar_source import VisitSource

if TYPE_CHECKING:
    from branchdesk.domain.visits import Visit
    from ui.calendar_view.agenda_view import AgendaView
    from ui.calendar_view.month_view import MonthView
    from ui.table.listing import Listing
    from ui.table.view import RecordTable


class CalendarPages(QStackedWidget):
    """The views; `chosen` tells that another visit or day is looked at.

    Each view is made when it is first looked at: half of the calendar's time to the first picture.
    """

    chosen = Signal()
    opened = Signal(object)
    place_opened = Signal()
    move_wanted = Signal(object)
    length_wanted = Signal(object, int)
    menu_wanted = Signal(QPoint)
    turned = Signal()
    whole_day_wanted = Signal(object)
    """Somebody wants to see all of a day that has too little room here."""
    table_made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.source = VisitSource(session)
        self._session = session
        self._leaves: dict[View, Leaf] = {}
        self._view = View.MONTH
        self._start = session.today

    @property
    def month(self) -> MonthView:
        """Return the month."""
        return cast("MonthLeaf", self.leaf(View.MONTH)).widget

    @property
    def agenda(self) -> AgendaView:
        """Return the agenda."""
        return cast("AgendaLeaf", self.leaf(View.AGENDA)).widget

    @property
    def table(self) -> RecordTable:
        """Return the list."""
        return cast("ListLeaf", self.leaf(View.LIST)).widget

    @property
    def made(self) -> Sequence[QWidget]:
        """Return the views that somebody has looked at."""
        return tuple(leaf.widget for leaf in self._leaves.values())

    @property
    def made_table(self) -> RecordTable | None:
        """Return the list if somebody has looked at it."""
        return self.table if View.LIST in self._leaves else None

    @property
    def view(self) -> View:
        """Return which view is shown."""
        return self._view

    @property
    def shown(self) -> int:
        """Return how many visits the view shows."""
        return self.now_leaf.shown

    @property
    def now_leaf(self) -> Leaf:
        """Return the view that is shown."""
        return self.leaf(self._view)

    def leaf(self, view: View) -> Leaf:
        """Return a view, made when it is first asked for."""
        if view not in self._leaves:
            self._leaves[view] = self._make(view)
        return self._leaves[view]

    def page(self) -> QWidget:
        """Return the widget that is shown."""
        return self.now_leaf.widget

    def start_with(self, view: View, day: date) -> None:
        """Show a view of a day without loading it yet."""
        self._view, self._start = view, day
        self.now_leaf.open_at(day)
        self.setCurrentWidget(self.page())

    def set_view(self, view: View) -> None:
        """Show another view and load it; the chosen visit stays chosen."""
        kept, day, focused = self.current_id(), self.current_day(), self.page().hasFocus()
        self.start_with(view, day)
        self.load()
        self.now_leaf.go_to(day, kept)
        if focused:
            self.page().setFocus()

    def set_query(self, query: ListQuery) -> None:
        """Show other visits."""
        self.source.query = query
        self.load()

    def load(self) -> None:
        """Read what the shown view shows."""
        self.now_leaf.load()

    def current_id(self) -> int | None:
        """Return the visit that is chosen."""
        found = self.now_leaf.chosen_id()
        return found if isinstance(found, int) else None

    def current_day(self) -> date:
        """Return the day that is looked at."""
        return self.now_leaf.day()

    def span(self) -> tuple[date, date]:
        """Return the days that are shown; for the list the month that is looked at."""
        return self.now_leaf.span()

    def listing(self) -> Listing:
        """Return the visits of the list, or of the days that another view shows."""
        from ui.table.listing import Listing, listing_of

        if self._view is View.LIST:
            return listing_of(self.table, tr("Visits"))
        first, last = self.span()
        ids = self._session.desk.lists.ids(replace(self.source.query, since=first, until=last))
        columns, read = self.table.shown_columns(), self.table.record_model().read
        return Listing(tr("Visits"), self.now_leaf.title(), columns, ids, read)

    def choose(self, visit_id: int, day: date) -> bool:
        """Choose a visit of a day; False where the filters hide it."""
        self.now_leaf.go_to(day, visit_id)
        return self.current_id() == visit_id

    def go_to_day(self, day: date) -> None:
        """Show a day: in agenda and list the first visit on or after it."""
        self.now_leaf.go_to(day)

    def turn(self, by: int) -> None:
        """Turn the leaf; the list knows none."""
        self.now_leaf.turn(by)

    def day_items(self, day: date) -> list[CalendarItem]:
        """Read the visits of a day."""
        if self._view is View.MONTH:
            return self.month.items_on(day)
        return self.source.between(day, day)

    def show_visit(self, visit: Visit) -> bool:
        """Choose a visit and put the keyboard on it; False where the filters hide it."""
        found = self.choose(visit.id, visit.date_on)
        self.page().setFocus()
        return found

    def _make(self, view: View) -> Leaf:
        leaf = self._leaf_of(view)
        leaf.setParent(self)  # its clocks stop when the window is gone
        self.addWidget(leaf.widget)
        leaf.chosen.connect(self.chosen)
        leaf.opened.connect(self._open)
        leaf.place_opened.connect(self.place_opened)
        leaf.move_wanted.connect(self.move_wanted)
        leaf.length_wanted.connect(self.length_wanted)
        leaf.menu_wanted.connect(self.menu_wanted)
        leaf.turned.connect(self.turned)
        leaf.whole_day_wanted.connect(self.whole_day_wanted)
        for other in tuple(self._leaves.values())[:1]:
            leaf.widget.addActions(other.widget.actions())  # the keys that answer there answer here too
        if isinstance(leaf, ListLeaf):
            self.table_made.emit(leaf.widget)
        return leaf

    def _open(self, item: object) -> None:
        """Open a visit; what else stands in a view, a technician's own appointment, is only looked at."""
        if isinstance(item, int):
            self.opened.emit(item)

    def _leaf_of(self, view: View) -> Leaf:
        if view is View.MONTH:
            return MonthLeaf(self.source)
        if view is View.AGENDA:
            return AgendaLeaf(self.source, self._start)
        if view is View.LIST:
            return ListLeaf(self.source, self._start)
        from ui.tabs.calendar_time_leaves import DayLeaf, PeopleLeaf, WeekLeaf

        kinds = {View.WEEK: WeekLeaf, View.DAY: DayLeaf, View.PEOPLE: PeopleLeaf}
        return kinds[view](self.source, self._start)
