"""Month, agenda and list over the same visits; the chosen visit stays chosen from one view to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visit_row import VisitRow
from ui.calendar_view.items import CalendarItem
from ui.calendar_view.month_view import MonthView
from ui.language import tr, words
from ui.session import Session
from ui.tabs.calendar_bar import View
from ui.tabs.calendar_items import day_marks, visit_items

if TYPE_CHECKING:
    from branchdesk.domain.visits import Visit
    from ui.calendar_view.agenda_view import AgendaView
    from ui.table.listing import Listing
    from ui.table.view import RecordTable

MARKS_LATER = 50
"""Milliseconds after which the first month gets its holidays: loading the work calendar would delay it."""


class CalendarPages(QStackedWidget):
    """The three views; `chosen` tells that another visit or day is looked at.

    Agenda and list are made when first looked at: half of the calendar's time to the first picture.
    """

    chosen = Signal()
    opened = Signal(object)
    day_opened = Signal(object)
    move_wanted = Signal(object, object)
    menu_wanted = Signal(QPoint)
    turned = Signal()
    table_made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._query = ListQuery(ListKind.VISITS)
        self._shown = 0
        self._marked = False
        self._in_agenda: list[CalendarItem] = []
        self.month = MonthView(session.today)
        self._agenda: AgendaView | None = None
        self._table: RecordTable | None = None
        self._placeholders = {View.AGENDA: QWidget(), View.LIST: QWidget()}
        for page in (self.month, *self._placeholders.values()):
            self.addWidget(page)
        self._connect()

    @property
    def agenda(self) -> AgendaView:
        """Return the agenda."""
        if self._agenda is None:
            self._agenda = self._make_agenda()
            self._put(View.AGENDA, self._agenda)
        return self._agenda

    @property
    def table(self) -> RecordTable:
        """Return the list."""
        if self._table is None:
            self._table = self._make_table()
            self._put(View.LIST, self._table)
            self.table_made.emit(self._table)
        return self._table

    @property
    def made(self) -> Sequence[QWidget]:
        """Return the views that somebody has looked at."""
        return tuple(page for page in (self.month, self._agenda, self._table) if page is not None)

    @property
    def made_table(self) -> RecordTable | None:
        """Return the list if somebody has looked at it."""
        return self._table

    @property
    def view(self) -> View:
        """Return which view is shown."""
        return list(View)[self.currentIndex()]

    @property
    def shown(self) -> int:
        """Return how many visits the view shows."""
        return self._shown

    def page(self) -> MonthView | AgendaView | RecordTable:
        """Return the view that is shown."""
        return self._page_of(self.view)

    def start_with(self, view: View) -> None:
        """Show a view without loading it yet."""
        self.setCurrentWidget(self._page_of(view))

    def set_view(self, view: View) -> None:
        """Show another view and load it; the chosen visit stays chosen."""
        kept, day, focused = self.current_id(), self.current_day(), self.page().hasFocus()
        self.setCurrentWidget(self._page_of(view))
        self.load()
        if kept is not None:
            self.choose(kept, day)
        elif view is not View.MONTH:
            self.go_to_day(day)
        if focused:
            self.page().setFocus()

    def set_query(self, query: ListQuery) -> None:
        """Show other visits."""
        self._query = query
        self.load()

    def load(self) -> None:
        """Read the visits of the shown view: two queries for six weeks, pages for the list."""
        self.month.set_today(self._session.today)
        if self.view is View.LIST:
            self.table.record_model().set_filter(self._query)
            self._shown = len(self.table.record_model().ids())
            if self.table.current_id() is None:
                self._go_to_row_of(self.month.selected_day())
        elif self.view is View.AGENDA:
            self._load_agenda()
        else:
            self._load_month()

    def current_id(self) -> int | None:
        """Return the visit that is chosen."""
        if self.view is View.LIST:
            return self.table.current_id()
        item = self.month.selected_item() if self.view is View.MONTH else self.agenda.selected_item()
        return item.id if item is not None and isinstance(item.id, int) else None

    def current_day(self) -> date:
        """Return the day that is looked at."""
        item = self.agenda.selected_item() if self.view is View.AGENDA else None
        if self.view is View.LIST:
            row = (
                self.table.record_model().row_at(self.table.currentIndex().row())
                if self.table.current_id()
                else None
            )
            return row.date_on if row is not None else self.month.selected_day()
        return item.day if item is not None else self.month.selected_day()

    def listing(self) -> Listing:
        """Return the visits of the list, or of the month that month view and agenda show."""
        from ui.table.listing import Listing, listing_of

        if self.view is View.LIST:
            return listing_of(self.table, tr("Visits"))
        first, last = self._month_shown()
        ids = self._session.desk.lists.ids(replace(self._query, since=first, until=last))
        note = words().month(first.year, first.month)
        return Listing(tr("Visits"), note, self.table.shown_columns(), ids, self.table.record_model().read)

    def choose(self, visit_id: int, day: date) -> bool:
        """Choose a visit of a day; False where the filters hide it."""
        if self.view is View.LIST:
            return self.table.go_to(visit_id)
        self.month.select_day(day, visit_id)
        if self.view is View.AGENDA:
            self.agenda.select_item(visit_id)
        return self.current_id() == visit_id

    def go_to_day(self, day: date) -> None:
        """Show a day: in the list the first visit on or after it."""
        self.month.select_day(day)
        if self.view is View.AGENDA:
            self._go_to_item_of(day)
        elif self.view is View.LIST:
            self._go_to_row_of(day)

    def day_items(self, day: date) -> list[CalendarItem]:
        """Return the visits of a day, as the month shows them."""
        return self.month.items_on(day)

    def show_visit(self, visit: Visit) -> bool:
        """Choose a visit and put the keyboard on it; False where the filters hide it."""
        found = self.choose(visit.id, visit.date_on)
        self.page().setFocus()
        return found

    def _load_month(self) -> None:
        first, last = self.month.shown_days()
        items = self._items(first, last)
        self.month.set_items(items)
        if self._marked:
            self._mark_month()
        else:
            QTimer.singleShot(MARKS_LATER, self, self._mark_month)
        self._shown = len(items)

    def _mark_month(self) -> None:
        self._marked = True
        first, last = self.month.shown_days()
        self.month.set_marks(day_marks(self._session.desk.context.calendar, first, last))

    def _load_agenda(self) -> None:
        first, last = self._month_shown()
        items = self._items(first, last)
        self._in_agenda = items
        self.agenda.set_items(items, day_marks(self._session.desk.context.calendar, first, last))
        self._shown = len(items)

    def _month_shown(self) -> tuple[date, date]:
        first = date(*self.month.month, 1)
        return first, first + relativedelta(months=1) - timedelta(days=1)

    def _items(self, first: date, last: date) -> list[CalendarItem]:
        lists = self._session.desk.lists
        ids = lists.ids(replace(self._query, since=first, until=last))
        rows: Sequence[object] = lists.rows(ListKind.VISITS, ids)
        return visit_items((row for row in rows if isinstance(row, VisitRow)), self._session.today)

    def _go_to_item_of(self, day: date) -> None:
        """Choose the first visit of the agenda on or after a day."""
        coming = [item for item in self._in_agenda if item.day >= day]
        first = min(coming, key=lambda item: (item.day, item.time), default=None)
        if first is not None:
            self.agenda.select_item(first.id)
            self.agenda.show_day(first.day)

    def _go_to_row_of(self, day: date) -> None:
        before = replace(self._query, until=day - timedelta(days=1))
        at = len(self._session.desk.lists.ids(before))
        model = self.table.record_model()
        ids = model.ids()
        if model.query.sort_key in ("", "date_on") and not model.query.descending and len(ids):
            self.table.go_to(ids[min(at, len(ids) - 1)])

    def _connect(self) -> None:
        month = self.month
        month.day_selected.connect(lambda _day: self.chosen.emit())
        month.month_changed.connect(self._turned)
        month.item_activated.connect(self.opened)
        month.day_activated.connect(self.day_opened)
        month.more_requested.connect(self._show_whole_day)
        month.move_requested.connect(self.move_wanted)
        month.menu_requested.connect(lambda _id, at: self.menu_wanted.emit(at))

    def _make_agenda(self) -> AgendaView:
        from ui.calendar_view.agenda_view import AgendaView

        agenda = AgendaView()
        agenda.item_selected.connect(lambda _id: self.chosen.emit())
        agenda.item_activated.connect(self.opened)
        agenda.menu_requested.connect(lambda _id, at: self.menu_wanted.emit(at))
        return agenda

    def _make_table(self) -> RecordTable:
        from ui.lists import DeskRows
        from ui.table.model import RecordTableModel
        from ui.table.view import RecordTable
        from ui.tabs.calendar_columns import visit_columns

        columns = visit_columns(self._session.today)
        model: RecordTableModel[VisitRow] = RecordTableModel(
            columns, DeskRows(self._session.desk, ListKind.VISITS)
        )
        table = RecordTable(model, tr("Visits"))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.current_record_changed.connect(lambda _id: self.chosen.emit())
        table.activated_record.connect(lambda visit_id: self.opened.emit(visit_id))
        table.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(table.viewport().mapToGlobal(at))
        )
        return table

    def _put(self, view: View, page: QWidget) -> None:
        """Put a page where its placeholder was."""
        position, current = list(View).index(view), self.currentIndex()
        placeholder = self._placeholders.pop(view)
        self.insertWidget(position, page)
        self.removeWidget(placeholder)
        placeholder.deleteLater()
        page.addActions(self.month.actions())  # the keys that answer in the month answer here too
        self.setCurrentIndex(current)

    def _page_of(self, view: View) -> MonthView | AgendaView | RecordTable:
        if view is View.MONTH:
            return self.month
        return self.agenda if view is View.AGENDA else self.table

    def _turned(self, _year: int, _month: int) -> None:
        if self.view is not View.LIST:
            self.load()
        self.turned.emit()

    def _show_whole_day(self, day: date) -> None:
        """Show on the card all visits of a day that has too little room for them."""
        self.month.select_day(day)
        self.chosen.emit()
