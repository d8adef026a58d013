"""The window: it only hosts tabs, dock, menus and notices, and brings them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.changes import Changes
from branchdesk.domain.duties import Duty, LinkKind
from branchdesk.language import LANGUAGE_NAMES
from ui import operations
from ui.commands import CommandGroup, fill_menu, make_action, matching
from ui.dialogs import ask
from ui.duty_calls import interaction_for
from ui.finder import Finder, Sources
from ui.icons import icon
from ui.language import say, tr
from ui.notices import NoticeBar
from ui.session import Link, Session
from ui.tabs import make_tabs
from ui.tabs.base import Command, Tab
from ui.theme import GRID
from ui.today_dock import TodayDock

MINIMUM = (1200, 700)
DOCK_WIDTH = 280


class MainWindow(QMainWindow):
    """Four tabs in the required order, the day's duties beside them, one search box over them."""

    rebuild_wanted = Signal()
    """Language or theme was changed: the window's content must be made anew."""
    closed = Signal()

    def __init__(
        self, session: Session, file_commands: Sequence[Command], help_commands: Sequence[Command]
    ) -> None:
        super().__init__()
        self.session = session
        self.tabs: list[Tab] = make_tabs(session)
        self._file_commands = file_commands
        self._help_commands = help_commands
        self._groups: list[CommandGroup] = []
        self._tab_groups: dict[Tab, CommandGroup] = {}
        self.pages = QStackedWidget()
        self.bar = QTabBar()
        self.dock = TodayDock(session)
        self.notice_bar = NoticeBar(self)
        self._undo = QAction(self)
        self._build()
        self._connect()
        self._restore()

    @property
    def current_tab(self) -> Tab:
        """Return the tab in view."""
        return self.tabs[self.pages.currentIndex()]

    def go_to_tab(self, position: int) -> None:
        """Bring a tab into view; it loads if it has to."""
        self.bar.setCurrentIndex(position)

    def follow(self, link: Link) -> None:
        """Go to a record in the tab that shows its kind."""
        link = self._home_of(link)
        for position, tab in enumerate(self.tabs):
            if link.kind in tab.link_kinds:
                self.go_to_tab(position)
                tab.show_record(link)
                return

    def open_duty(self, duty: Duty) -> None:
        """Go to the record that a duty is about."""
        self.follow(Link(duty.link.value, duty.link_id))

    def call_duty(self, duty: Duty) -> None:
        """Record the call that a duty asks for, prefilled."""
        from ui.forms.interaction import InteractionDialog

        draft = interaction_for(duty)
        dialog = InteractionDialog(self, self.session, draft, say=say(duty.say))
        dialog.saved.connect(self.session.tell)
        dialog.open()

    def take_changes(self, changes: Changes) -> None:
        """Let every tab and the dock know."""
        for tab in self.tabs:
            tab.take_changes(changes)
        self.dock.reload()

    def remember(self) -> None:
        """Put geometry, dock, columns and last tab into the settings."""
        settings = self.session.settings
        for tab in self.tabs:
            tab.remember()
        settings.tab = self.pages.currentIndex()
        settings.set_bytes("window/geometry", self.saveGeometry())
        settings.set_bytes("window/state", self.saveState())
        settings.sync()

    def showEvent(self, event: QShowEvent) -> None:
        """Load the tab in view; the others wait until they are seen."""
        super().showEvent(event)
        self.current_tab.wake()
        self._after_switch()

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
        self.closed.emit()

    def _stop_and_close(self) -> None:
        operations.cancel_all()
        self.close()

    def _home_of(self, link: Link) -> Link:
        """Lead a promise to its invoice or customer, where it is shown."""
        if link.kind == LinkKind.PROMISE:
            from branchdesk.domain.receivables import Promise

            promise = self.session.desk.context.reader.get(Promise, link.id)
            return (
                Link("invoice", promise.invoice_id)
                if promise.invoice_id
                else Link("customer", promise.customer_id)
            )
        return link

    def _switch(self, position: int) -> None:
        self.pages.setCurrentIndex(position)
        self.current_tab.wake()
        self._after_switch()

    def _after_switch(self) -> None:
        for tab, group in self._tab_groups.items():
            group.set_active(active=tab is self.current_tab)
        self._grey()

    def _grey(self) -> None:
        group = self._tab_groups[self.current_tab]
        group.set_has_record(has_record=self.current_tab.current_record() is not None)

    def _mark_tabs(self, duties: Sequence[Duty]) -> None:
        """Write on the tabs how many duties belong to them."""
        today = self.session.today
        now = [duty for duty in duties if duty.due_on <= today]
        for position, tab in enumerate(self.tabs):
            count = sum(duty.link.value in tab.link_kinds for duty in now)
            self.bar.setTabText(position, f"{tab.title()}  {count}" if count else tab.title())

    def _show_undo(self) -> None:
        text = self.session.undo_text()
        self._undo.setText(tr("Undo: {what}", what=text) if text else tr("Undo"))
        self._undo.setEnabled(bool(text))

    def _connect(self) -> None:
        self.bar.currentChanged.connect(self._switch)
        self.session.bus.changed.connect(self.take_changes)
        self.session.link_followed.connect(self.follow)
        self.session.undo_changed.connect(self._show_undo)
        self.dock.opened.connect(self.open_duty)
        self.dock.called.connect(self.call_duty)
        self.dock.counted.connect(self._mark_tabs)
        self.finder.link_chosen.connect(self.follow)

    def _build(self) -> None:
        branch = self.session.desk.upkeep.branch()
        self.setWindowTitle(f"{branch.name} – Branch Desk")
        self.setMinimumSize(*MINIMUM)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(tr("Tabs"))
        for tab in self.tabs:
            self.bar.addTab(icon(tab.icon_name), tab.title())
            self.pages.addWidget(tab)
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
        row.addWidget(self.bar)
        row.addStretch(1)
        self.finder = Finder(
            Sources(self.session.desk.lists.find, lambda text: matching(self._groups, text)), head
        )
        row.addWidget(self.finder, 2)
        row.addWidget(self._new_button())
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)

    def _new_button(self) -> QPushButton:
        button = QPushButton(icon("plus"), tr("New"))
        menu = QMenu(button)
        for tab in self.tabs:
            command = tab.commands()[0]
            menu.addAction(make_action(self, Command(command.text, command.act, icon=command.icon)))
        button.setMenu(menu)
        return button

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
        for tab in self.tabs:
            group = fill_menu(menus.addMenu(tab.title()), self, tab.commands(), tab.homes())
            self._tab_groups[tab] = group
            self._groups.append(group)
            menu = menus.actions()[-1].menu()
            if isinstance(menu, QMenu):
                menu.aboutToShow.connect(self._grey)
        self._groups.append(fill_menu(menus.addMenu(tr("&Help")), self, self._help_commands))
        self._show_undo()

    def _edit_commands(self) -> Sequence[Command]:
        return (
            Command(tr("Find anything"), lambda: self.finder.setFocus(), "Ctrl+K", "search"),
            Command(tr("Search this list"), self._search_list, "Ctrl+F"),
        )

    def _view_commands(self) -> Sequence[Command]:
        going = [
            Command(tab.title(), self._going_to(position), f"Alt+{position + 1}", tab.icon_name)
            for position, tab in enumerate(self.tabs)
        ]
        return (
            *going,
            Command(""),
            Command(tr("Today's duties"), self.dock.take_focus, "F4", "list-checks"),
            Command(tr("Show or hide today's duties"), lambda: self.dock.setVisible(self.dock.isHidden())),
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
        return lambda: self.go_to_tab(position)

    def _search_list(self) -> None:
        search = getattr(self.current_tab, "search", None)
        if isinstance(search, QWidget):
            search.setFocus()

    def _refresh(self) -> None:
        self.current_tab.reload()
        self.dock.reload()

    def _setting_language(self, language: str) -> Callable[[], None]:
        def choose() -> None:
            self.session.settings.language = language
            self.rebuild_wanted.emit()

        return choose

    def _set_theme(self, theme: str) -> None:
        self.session.settings.theme = theme
        self.rebuild_wanted.emit()

    def _build_foot(self) -> None:
        path = QLabel(self.session.desk.upkeep.path.name)
        path.setToolTip(str(self.session.desk.upkeep.path))
        who = QLabel(self.session.desk.context.author.name)
        self.statusBar().setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        self.statusBar().addWidget(path)
        self.statusBar().addPermanentWidget(who)
        self.statusBar().setSizeGripEnabled(False)

    def _restore(self) -> None:
        settings = self.session.settings
        geometry, state = settings.bytes("window/geometry"), settings.bytes("window/state")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1366, 768)
        if not state.isEmpty():
            self.restoreState(state)
        self.go_to_tab(min(max(settings.tab, 0), len(self.tabs) - 1))
        self.dock.reload()
