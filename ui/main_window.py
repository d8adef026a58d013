"""The window: it only hosts tabs, dock, menus and notices, and brings them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QMenu, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.lateness import LONG_LATE
from branchdesk.language import LANGUAGE_NAMES
from ui import operations
from ui.commands import CommandGroup, fill_menu, make_action, matching
from ui.dialogs import ask
from ui.finder import Finder, Sources
from ui.greeting import Greeting
from ui.icons import icon, put_icon
from ui.language import tr
from ui.notices import NoticeBar
from ui.session import Link, Session
from ui.tab_host import TabHost
from ui.tabs import TABS
from ui.tabs.base import Command, Tab
from ui.taking import take_complaint
from ui.theme import GRID
from ui.today_dock import TodayDock
from ui.trail import Trail

if TYPE_CHECKING:
    from branchdesk.domain.changes import Changes
    from branchdesk.domain.duties import Duty
    from branchdesk.domain.duty_results import QuickResult

MINIMUM = (1200, 700)
DOCK_WIDTH = 280
ROUNDS = frozenset({"festival", "feedback", "meeting_round", "call_round"})
"""Links of duties that concern many customers: no tab shows them, a list does."""
AFTER_PAINT = 50
"""Milliseconds after which what the first picture does not need is read."""


class MainWindow(QMainWindow):
    """Four tabs in the required order, the day's duties beside them, one search box over them."""

    rebuild_wanted = Signal()
    """Language or theme was changed: the window's content must be made anew."""
    file_dropped = Signal(object)
    """The path of a file that somebody let go over the window."""

    def __init__(
        self, session: Session, file_commands: Sequence[Command], help_commands: Sequence[Command]
    ) -> None:
        super().__init__()
        self.session = session
        self.host = TabHost(session)
        self._file_commands = file_commands
        self._help_commands = help_commands
        self._groups: list[CommandGroup] = []
        self._tab_menus: list[QMenu] = []
        self._tab_groups: dict[int, CommandGroup] = {}
        self.dock = TodayDock(session)
        self.greeting = Greeting(self)
        self.notice_bar = NoticeBar(self)
        self._trail = Trail()
        self._undo = QAction(self)
        self._build()
        self._connect()
        self._restore()

    @property
    def current_tab(self) -> Tab:
        """Return the tab in view."""
        return self.host.current

    def go_to_tab(self, position: int) -> None:
        """Bring a tab into view; it loads if it has to."""
        self.host.go_to(position)

    def follow(self, link: Link) -> None:
        """Go to a record in the tab that shows its kind; a round of many opens its list."""
        if link.kind in ROUNDS:
            for duty in self.session.duties:
                if (duty.link.value, duty.link_id) == (link.kind, link.id):
                    self.open_duty(duty)
                    return
        home = self._home_of(link)
        self._trail.go(self.current_tab.here(), home)
        self.host.follow(home)

    def go_back(self) -> None:
        """Return to the record visited before."""
        self._revisit(self._trail.back(self.current_tab.here()))

    def go_forward(self) -> None:
        """Go again to the record from which one came back."""
        self._revisit(self._trail.forward())

    def open_duty(self, duty: Duty) -> None:
        """Go to the record that a duty is about, or open the list of those whom it concerns."""
        from ui.duty_acts import open_duty

        open_duty(self, self.session, duty)

    def call_duty(self, duty: Duty) -> None:
        """Record the call that a duty asks for."""
        from ui.duty_acts import call_duty

        call_duty(self, self.session, duty)

    def answer_duty(self, duty: Duty, result: QuickResult) -> None:
        """Record what one key said of a duty."""
        from ui.duty_acts import answer_duty

        answer_duty(self, self.session, duty, result)

    def postpone_duty(self, duty: Duty) -> None:
        """Note when a call is tried again."""
        from ui.duty_acts import postpone_duty

        postpone_duty(self, self.session, duty)

    def take_changes(self, changes: Changes) -> None:
        """Let every tab know, and derive the duties anew."""
        self.host.take_changes(changes)
        self.session.reload_duties(self)

    def remember(self) -> None:
        """Put geometry, dock, columns and last tab into the settings."""
        settings = self.session.settings
        for tab in self.host.made:
            tab.remember()
        settings.tab = self.host.position
        settings.set_bytes("window/geometry", self.saveGeometry())
        settings.set_bytes("window/state", self.saveState())
        settings.sync()

    def showEvent(self, event: QShowEvent) -> None:
        """Load the tab in view; the duties come behind the first picture."""
        super().showEvent(event)
        self.host.wake()
        self._after_switch()
        if self.focusWidget() in (None, self.host.bar):
            self.current_tab.take_focus()
        QTimer.singleShot(AFTER_PAINT, self, lambda: self.session.reload_duties(self))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about running work, else remember the layout and go."""
        if operations.running():
            event.ignore()
            ask(
                self,
                tr("Work is still running. Stop it and close?"),
                tr("Stop and close"),
                self._stop_and_close,
                cancel=tr("Let it finish"),
            )
            return
        self.remember()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is held over the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which file was let go."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.file_dropped.emit(url.toLocalFile())
                return

    def _stop_and_close(self) -> None:
        operations.cancel_all()
        self.close()

    def _home_of(self, link: Link) -> Link:
        """Lead a promise to its invoice or customer, where it is shown."""
        if link.kind != "promise":
            return link
        from branchdesk.domain.receivables import Promise

        promise = self.session.desk.context.reader.get(Promise, link.id)
        if promise.invoice_id:
            return Link("invoice", promise.invoice_id)
        return Link("customer", promise.customer_id)

    def _revisit(self, link: Link | None) -> None:
        if link is not None:
            self.host.follow(link)

    def _after_switch(self) -> None:
        for position, group in self._tab_groups.items():
            group.set_active(active=position == self.host.position)
        self._grey()

    def _grey(self) -> None:
        group = self._tab_groups[self.host.position]
        group.set_has_record(has_record=self.current_tab.current_record() is not None)

    def _show_duties(self) -> None:
        today = self.session.today
        self.dock.show_duties()
        due = [duty for duty in self.session.duties if today - LONG_LATE <= duty.due_on <= today]
        self.host.show_counts(due)

    def _show_undo(self) -> None:
        text = self.session.undo_text()
        self._undo.setText(tr("Undo: {what}", what=text) if text else tr("Undo"))
        self._undo.setEnabled(bool(text))

    def _connect(self) -> None:
        self.host.switched.connect(lambda _position: self._after_switch())
        self.session.bus.changed.connect(self.take_changes)
        self.session.link_followed.connect(self.follow)
        self.session.undo_changed.connect(self._show_undo)
        self.session.duties_changed.connect(self._show_duties)
        self.dock.opened.connect(self.open_duty)
        self.dock.called.connect(self.call_duty)
        self.dock.answered.connect(self.answer_duty)
        self.dock.postponed.connect(self.postpone_duty)
        self.finder.link_chosen.connect(self.follow)

    def _build(self) -> None:
        self.setWindowTitle(f"{self.session.desk.context.branch.name} – Branch Desk")
        self.setMinimumSize(*MINIMUM)
        self.setAcceptDrops(True)
        self._build_menus()
        self._build_head()
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.resizeDocks([self.dock], [DOCK_WIDTH], Qt.Orientation.Horizontal)
        self._build_foot()

    def _build_head(self) -> None:
        head = QWidget()
        head.setProperty("role", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(GRID, GRID // 2, GRID, 0)
        row.setSpacing(GRID)
        row.addWidget(self.host.bar)
        row.addStretch(1)
        self.finder = Finder(Sources(self.session.desk.lists.find, self._actions_for), head)
        row.addWidget(self.finder, 9)
        row.addWidget(self._new_button())
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.host.pages, 1)
        self.setCentralWidget(whole)

    def _actions_for(self, text: str) -> list[QAction]:
        return matching(self._groups, text)

    def _new_button(self) -> QPushButton:
        button = QPushButton(tr("New"))
        put_icon(button, "plus")
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill_new(menu))
        button.setMenu(menu)
        return button

    def _fill_new(self, menu: QMenu) -> None:
        if menu.isEmpty():
            for position in range(len(TABS)):
                command = self.host.tab(position).commands()[0]
                action = make_action(self, Command(command.text, command.act))
                action.setIcon(icon(command.icon))
                menu.addAction(action)

    def _build_menus(self) -> None:
        menus = self.menuBar()
        self._groups.append(fill_menu(menus.addMenu(tr("&File")), self, self._file_commands))
        edit = menus.addMenu(tr("&Edit"))
        self._undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self._undo.setIcon(icon("undo-2"))
        self._undo.triggered.connect(lambda: self.session.undo_last(self))
        edit.addAction(self._undo)
        self._groups.append(fill_menu(edit, self, self._edit_commands()))
        self._groups.append(fill_menu(menus.addMenu(tr("&View")), self, self._view_commands()))
        for position, spec in enumerate(TABS):
            menu = menus.addMenu(tr(spec.title))
            menu.aboutToShow.connect(self._showing_menu(position))
            self._tab_menus.append(menu)
        self.host.loaded.connect(self._fill_tab_menu)
        self._groups.append(fill_menu(menus.addMenu(tr("&Help")), self, self._help_commands))
        self._show_undo()

    def _showing_menu(self, position: int) -> Callable[[], None]:
        def fill() -> None:
            self.host.tab(position)
            self._after_switch()

        return fill

    def _fill_tab_menu(self, position: int) -> None:
        tab = self.host.tab(position)
        group = fill_menu(self._tab_menus[position], self, tab.commands(), tab.homes())
        tab.record_changed.connect(self._grey)
        self._tab_groups[position] = group
        self._groups.append(group)

    def _edit_commands(self) -> Sequence[Command]:
        return (
            Command(tr("Find anything"), lambda: self.finder.setFocus(), "Ctrl+K", "search"),
            Command(tr("Search this list"), self._search_list, "Ctrl+F"),
            Command(
                tr("A customer complains"), lambda: take_complaint(self, self.session), "F9", "phone-call"
            ),
        )

    def _view_commands(self) -> Sequence[Command]:
        going = [
            Command(tr(spec.title), self._going_to(position), f"Alt+{position + 1}", spec.icon)
            for position, spec in enumerate(TABS)
        ]
        return (
            *going,
            Command(""),
            Command(tr("Back to the record before"), self.go_back, "Alt+Left", "arrow-left"),
            Command(tr("Forward again"), self.go_forward, "Alt+Right", "arrow-right"),
            Command(""),
            Command(tr("Today's duties"), self.dock.take_focus, "F4", "list-checks"),
            Command(tr("Show or hide today's duties"), lambda: self.dock.setVisible(self.dock.isHidden())),
            Command(tr("While you were away…"), self.greeting.show_again, "", "history"),
            Command(tr("Refresh"), self._refresh, "F5", "refresh-cw"),
            Command(tr("Go to the notice"), self.notice_bar.focus_action, "F6"),
            Command(""),
            *(
                Command(name, self._setting_language(language), icon="languages")
                for language, name in LANGUAGE_NAMES.items()
            ),
            Command(tr("Light"), lambda: self._set_theme("light")),
            Command(tr("Dark"), lambda: self._set_theme("dark")),
            Command(tr("As the system"), lambda: self._set_theme("system")),
        )

    def _going_to(self, position: int) -> Callable[[], None]:
        def go() -> None:
            self.go_to_tab(position)
            self.current_tab.take_focus()

        return go

    def _search_list(self) -> None:
        search = getattr(self.current_tab, "search", None)
        if isinstance(search, QWidget):
            search.setFocus()

    def _refresh(self) -> None:
        self.current_tab.reload()
        self.session.reload_duties(self)

    def _setting_language(self, language: str) -> Callable[[], None]:
        def choose() -> None:
            self.session.settings.language = language
            self.rebuild_wanted.emit()

        return choose

    def _set_theme(self, theme: str) -> None:
        self.session.settings.theme = theme
        self.rebuild_wanted.emit()

    def _build_foot(self) -> None:
        path = self.session.desk.context.database.path
        name = QLabel(path.name)
        name.setToolTip(str(path))
        self.statusBar().setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        self.statusBar().addWidget(name)
        self.statusBar().addPermanentWidget(QLabel(self.session.desk.context.author.name))
        self.statusBar().setSizeGripEnabled(False)

    def _restore(self) -> None:
        settings = self.session.settings
        geometry, state = settings.bytes("window/geometry"), settings.bytes("window/state")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1366, 768)
        if not state.isEmpty():
            self.restoreState(state)
        self.host.go_to(settings.tab)
        self.host.tab(self.host.position)
