"""The tab bar and the pages under it; a tab is loaded when it is first looked at or its menu is opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.icons import icon
from ui.language import tr
from ui.session import Link, Session
from ui.tabs import TABS

if TYPE_CHECKING:
    from branchdesk.domain.changes import Changes
    from branchdesk.domain.duties import Duty
    from ui.tabs.base import Tab


class TabHost(QObject):
    """Keeps the tabs in their order and loads each once."""

    loaded = Signal(int)
    """A tab was made and can be asked for its commands."""
    switched = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._tabs: dict[int, Tab] = {}
        self._placeholders: list[QWidget] = []
        self.bar = QTabBar()
        self.pages = QStackedWidget()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(tr("Tabs"))
        for spec in TABS:
            self.bar.addTab(icon(spec.icon), tr(spec.title))
            self._placeholders.append(QWidget())
            self.pages.addWidget(self._placeholders[-1])
        self.bar.currentChanged.connect(self._switch)

    @property
    def position(self) -> int:
        """Return which tab is in view."""
        return self.pages.currentIndex()

    @property
    def current(self) -> Tab:
        """Return the tab in view."""
        return self.tab(self.position)

    @property
    def made(self) -> Sequence[Tab]:
        """Return the tabs that are loaded."""
        return tuple(self._tabs.values())

    def tab(self, position: int) -> Tab:
        """Return a tab, loading it if it has to be."""
        if position not in self._tabs:
            made = TABS[position].load(self._session)
            placeholder = self._placeholders[position]
            current = self.pages.currentIndex()
            self.pages.insertWidget(position, made)
            self.pages.removeWidget(placeholder)
            self.pages.setCurrentIndex(current)
            self._tabs[position] = made
            self.loaded.emit(position)
        return self._tabs[position]

    def go_to(self, position: int) -> None:
        """Bring a tab into view."""
        self.bar.setCurrentIndex(min(max(position, 0), len(TABS) - 1))

    def follow(self, link: Link) -> None:
        """Go to a record in the tab that shows its kind."""
        for position, spec in enumerate(TABS):
            if link.kind in spec.link_kinds:
                self.go_to(position)
                self.tab(position).show_record(link)
                return

    def wake(self) -> None:
        """Load what is in view, if that is due."""
        self.current.wake()

    def take_changes(self, changes: Changes) -> None:
        """Let every loaded tab know; the others read everything when they are made."""
        for tab in self.made:
            tab.take_changes(changes)

    def show_counts(self, duties: Sequence[Duty]) -> None:
        """Write on each tab how many of these duties belong to it."""
        for position, spec in enumerate(TABS):
            count = sum(duty.link.value in spec.link_kinds for duty in duties)
            title = tr(spec.title)
            self.bar.setTabText(position, f"{title}  {count}" if count else title)

    def _switch(self, position: int) -> None:
        self.tab(position)
        self.pages.setCurrentIndex(position)
        if self.pages.isVisible():
            self.wake()
        self.switched.emit(position)
