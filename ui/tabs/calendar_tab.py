"""The service calendar: what happens when, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from branchdesk.domain.errors import Known
from branchdesk.domain.list_query import ListKind, ListQuery
from ui import notices
from ui.commands import fill_menu
from ui.language import say, tr
from ui.request_acts import open_link
from ui.session import Link, Session, read_link
from ui.tabs import (
    CALENDAR_LINKS,
    attached,
    calendar_duties,
    calendar_field,
    calendar_plan,
    calendar_prints,
    calendar_requests,
    calendar_text,
)
from ui.tabs.base import Command, Tab
from ui.tabs.calendar_acts import Place, VisitActs
from ui.tabs.calendar_bar import CalendarBar, Person, View, view_names
from ui.tabs.calendar_pages import CalendarPages
from ui.tabs.calendar_pool import VisitPool
from ui.widgets.card import DetailsCard
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from branchdesk.domain.changes import Changes
    from branchdesk.domain.duties import Duty
    from ui.table.listing import Listing
    from ui.table.view import RecordTable
    from ui.widgets.card_content import CardContent

CARD_WIDTH = 400
CARD_REST = 30
"""Milliseconds after which the card follows the keyboard."""


class CalendarTab(Tab):
    """Header, six views, what is not booked yet, and the card of the chosen visit or day."""

    key = "calendar"
    link_kinds = CALENDAR_LINKS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.bar = CalendarBar()
        self.search = self.bar.search
        self.pages = CalendarPages(session)
        self.card = DetailsCard(tr("Details"), tr("Choose a visit or a day."))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.pool = VisitPool(self.pages.source.pool_items)
        self._acts = VisitActs(self, session, self.current_record, self._place)
        self._card_shown = False
        self._nothing_yet = EmptyState(None, "calendar-days", _teaching(), tr("New visit"), self._acts.new)
        self._nothing_yet.hide()
        # A held arrow key passes many days: the card is written for the one on which it rests.
        self._card_rest = QTimer(self, singleShot=True, interval=CARD_REST)
        self._card_rest.timeout.connect(self._show_card)
        self._lay_out()
        self._connect()
        self._restore()

    def title(self) -> str:
        """Return the tab's name in the window's language."""
        return tr("Service calendar")

    def shows(self, changes: Changes) -> bool:
        """Tell whether these changes concern a view or the card."""
        from ui.tabs.calendar_kinds import SHOWN

        return changes.touches(*SHOWN)

    def reload(self) -> None:
        """Read again what is shown; selection and scroll position stay."""
        self.bar.set_people(self._people())
        self.pages.set_query(self.bar.query())
        self._after_load()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here, the first one being "new"."""
        acts = self._acts
        return (
            Command(tr("New visit"), acts.new, "Ctrl+N", "calendar-plus"),
            calendar_requests.new_command(self),
            Command(""),
            *self._visit_commands(),
            Command(""),
            *calendar_plan.commands(self),
            Command(tr("Plan the months ahead"), acts.plan, "", "list-checks", under=tr("Plan")),
            self._delay_command(tr("Plan")),
            Command(""),
            *self._view_commands(),
            *calendar_duties.commands(self),
            *calendar_requests.commands(self),
            *calendar_field.commands(self),
            *calendar_text.commands(self),
            *calendar_prints.commands(self, self.pages.current_day),
            attached.command(self),
        )

    def homes(self) -> Sequence[QWidget]:
        """Return the views, where Space belongs to the chosen visit."""
        return self.pages.made

    def take_focus(self) -> None:
        """Put the keyboard on the view that is shown."""
        self.pages.page().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def listing(self) -> Listing:
        """Return the visits that are shown."""
        return self.pages.listing()

    def show_record(self, link: Link) -> None:
        """Choose a visit, dropping filters that hide it; what has a dialog of its own is opened over it."""
        self.wake()
        try:
            if open_link(self, self.session, link):
                return
            visit = self.session.desk.visits.visit(link.id)
        except Known as gone:
            notices.post(notices.Notice(say(gone.message), severity=notices.Severity.WARNING))
            return
        if not self.pages.show_visit(visit):
            self.bar.clear_filters()
            self.pages.show_visit(visit)
        self._show_card()

    def current_record(self) -> int | None:
        """Return the chosen visit."""
        return self.pages.current_id()

    def remember(self) -> None:
        """Keep view, splitter and columns."""
        settings, table = self.session.settings, self.pages.made_table
        settings.set_text(f"{self.key}/view", self.pages.view.value)
        settings.set_text(f"{self.key}/day", f"{self.session.today} {self.pages.current_day()}")
        settings.set_text(f"{self.key}/pool", "open" if self.pool.is_open() else "")
        settings.set_bytes(f"{self.key}/splitter", self.splitter.saveState())
        if table is not None:
            settings.set_bytes(f"{self.key}/{table.layout_key()}", table.save_layout())

    def show_view(self, view: View) -> None:
        """Look at the visits in another way."""
        self.bar.set_view(view)
        self.pages.set_view(view)
        self._after_load()

    def turn(self, by: int) -> None:
        """Turn the leaf; the list knows none."""
        self.pages.turn(by)

    def go_to_today(self) -> None:
        """Show and choose today."""
        self.pages.go_to_day(self.session.today)
        self._after_load()

    def _view_commands(self) -> tuple[Command, ...]:
        names = view_names()
        under = tr("View")
        return (
            Command(tr("Visits not booked"), self._show_pool, "Ctrl+B", "calendar-plus", under=under),
            Command(tr("Go to today"), self.go_to_today, "Ctrl+T", "calendar", under=under),
            Command(tr("Earlier"), lambda: self.turn(-1), "Ctrl+PgUp", "chevron-left", under=under),
            Command(tr("Later"), lambda: self.turn(1), "Ctrl+PgDown", "chevron-right", under=under),
            *(
                Command(names[view], partial(self.show_view, view), f"Ctrl+{at + 1}", under=under)
                for at, view in enumerate(View)
            ),
        )

    def _visit_commands(self) -> tuple[Command, ...]:
        acts = self._acts
        return (
            Command(tr("Log a call"), acts.call, "Space", "phone", needs_record=True),
            Command(tr("Record the visit"), acts.record, "Ctrl+R", "clipboard-check", needs_record=True),
            Command(tr("Issue the report"), acts.issue, "Ctrl+Shift+R", "file-check-2", needs_record=True),
            Command(tr("Move the visit"), acts.move, "Ctrl+D", "calendar-clock", needs_record=True),
            Command(tr("Change the visit"), acts.open, "F2", "pencil", needs_record=True),
            Command(tr("Cancel the visit"), acts.cancel, "Delete", "ban", needs_record=True),
            Command(tr("Show the customer"), acts.show_customer, "Ctrl+U", "users", needs_record=True),
        )

    def _delay_command(self, under: str = "") -> Command:
        return Command(tr("Likely delay…"), self._acts.delay, "", "hourglass", needs_record=True, under=under)

    def _show_card(self) -> None:
        """Show the chosen visit, or the day where none is chosen."""
        from ui.tabs.calendar_card import VisitCard

        self._card_rest.stop()
        if not self._card_shown:
            self._card_shown = True
            self._fill_pool()
        visit_id = self.current_record()
        try:
            content = VisitCard(self.session, visit_id).content() if visit_id is not None else None
        except Known:
            content = None  # gone since the list was read; the reload that follows takes it away
        self.card.show_card(content or self._day_content())

    def _day_content(self) -> CardContent:
        from ui.tabs.calendar_day_card import day_card

        day = self.pages.current_day()
        return day_card(self.session, day, self.pages.day_items(day), self._due())

    def _due(self) -> Sequence[Duty]:
        """Return the duties, those of far days as soon as the background has derived them."""
        _first, last = self.pages.span()
        self.session.want_duties(self, (last - self.session.today).days)
        return self.session.duties

    def _place(self) -> Place:
        leaf = self.pages.now_leaf
        return Place(leaf.day(), leaf.time(), leaf.who())

    def _after_load(self) -> None:
        self._tell_head()
        nothing = not self.pages.shown and not self.bar.is_filtered() and self._is_empty()
        self._nothing_yet.setVisible(nothing)
        self.pages.setVisible(not nothing)
        if self._card_shown:
            self._fill_pool()
            self._show_card()
        else:  # the first picture does without: the card wants the work calendar, which is slow to load
            self._card_rest.start()

    def _after_turn(self) -> None:
        """Follow a leaf: whoever turns several of them wants the card of the last."""
        self._tell_head()
        self._fill_pool()
        self._card_rest.start()

    def _tell_head(self) -> None:
        self.bar.set_title(self.pages.now_leaf.title())
        self.bar.set_count(self.pages.shown)

    def _show_pool(self) -> None:
        if self.pool.count():
            self.pool.take_focus()
        else:
            notices.post(notices.Notice(tr("Every visit has its time and its technician.")))

    def _fill_pool(self) -> None:
        self.pool.set_ids(self.pages.source.pool(self.pages.span()[1]))

    def _is_empty(self) -> bool:
        return not self.session.desk.lists.ids(ListQuery(ListKind.VISITS))

    def _people(self) -> list[Person]:
        return [Person(person.id, person.name) for person in self.session.desk.lists.technicians()]

    def _follow(self, text: str) -> None:
        link = read_link(text)
        if link.kind in self.link_kinds:
            self.show_record(link)
        else:
            self.session.follow(link.kind, link.id)

    def _do(self, action: str) -> None:
        acts = self._acts
        known = {
            "new": acts.new,
            "call": acts.call,
            "done": acts.record,
            "move": acts.move,
            "cancel": acts.cancel,
            "report": acts.issue,
        }
        known[action]()

    def _filter(self) -> None:
        self.pages.set_query(self.bar.query())
        self._after_load()

    def _show_whole_day(self, day: date) -> None:
        """Show a day that has too little room: with its hours, then technician by technician."""
        self.show_view(View.DAY if self.pages.view is View.WEEK else View.PEOPLE)
        self.pages.go_to_day(day)
        self._after_load()

    def _offer_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        new = self.commands()[0]
        is_chosen = self.current_record() is not None
        chosen = (*self._visit_commands(), self._delay_command()) if is_chosen else ()
        fill_menu(menu, menu, (*chosen, Command(""), new) if chosen else (new,))
        menu.popup(at)

    def _connect(self) -> None:
        bar, pages = self.bar, self.pages
        bar.turned.connect(self.turn)
        bar.today_wanted.connect(self.go_to_today)
        bar.view_chosen.connect(lambda name: self.show_view(View(name)))
        bar.filtered.connect(self._filter)
        bar.search.left_downwards.connect(lambda: pages.page().setFocus())
        pages.chosen.connect(self._card_rest.start)
        pages.chosen.connect(self.record_changed)
        self.session.duties_changed.connect(self._card_rest.start)
        pages.turned.connect(self._after_turn)
        pages.opened.connect(self._acts.open)
        pages.place_opened.connect(self._acts.new)
        pages.move_wanted.connect(self._acts.place)
        pages.length_wanted.connect(self._acts.lengthen)
        pages.whole_day_wanted.connect(self._show_whole_day)
        self.pool.book_wanted.connect(self._acts.book)
        self.pool.show_wanted.connect(lambda visit_id: self.show_record(Link("visit", visit_id)))
        pages.menu_wanted.connect(self._offer_menu)
        pages.table_made.connect(self._prepare_table)
        self.card.link_activated.connect(self._follow)
        self.card.action_triggered.connect(self._do)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.pool)
        column.addWidget(self._nothing_yet, 1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.card)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([900, CARD_WIDTH])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _restore(self) -> None:
        settings = self.session.settings
        splitter = settings.bytes(f"{self.key}/splitter")
        if not splitter.isEmpty():
            self.splitter.restoreState(splitter)
        name = settings.text(f"{self.key}/view", View.MONTH.value)
        view = View(name) if name in set(View) else View.MONTH
        self.bar.set_view(view)
        self.pages.start_with(view, _remembered(settings.text(f"{self.key}/day"), self.session.today))
        self.pool.set_open(opened=settings.text(f"{self.key}/pool") == "open")

    def _prepare_table(self, table: RecordTable) -> None:
        table.set_filtered(self.bar.is_filtered)
        table.set_no_match(
            tr("Nothing matches the search or filter."), tr("Show all"), self.bar.clear_filters
        )
        layout = self.session.settings.bytes(f"{self.key}/{table.layout_key()}")
        if not layout.isEmpty():
            table.restore_layout(layout)


def _remembered(text: str, today: date) -> date:
    """Read the day that was looked at; a new day begins with itself."""
    saved_on, _, day = text.partition(" ")
    try:
        return date.fromisoformat(day) if saved_on == today.isoformat() else today
    except ValueError:
        return today


def _teaching() -> str:
    return tr(
        "No visits yet. Write a contract in the customer file and its visits are planned by themselves, "
        "or open the sample branch from the File menu to look around."
    )
