"""What the window asks of a tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from branchdesk.domain.changes import Changes
from ui.session import Link, Session

if TYPE_CHECKING:
    from ui.table.listing import Listing


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do: it stands in a menu, in the palette, and answers to its shortcut.

    An empty text is a separator.
    """

    text: str
    act: Callable[[], object] = lambda: None
    shortcut: str = ""
    icon: str = ""
    needs_record: bool = False  # only while a record is chosen
    under: str = ""  # the name of the submenu in which it stands


class Tab(QWidget):
    """A page of the window that loads when it is first seen and reloads when what it shows has changed."""

    record_changed = Signal()
    """Another record was chosen, or none is: what needs one must be offered or greyed."""
    key = ""
    """Names the tab in settings and tests."""
    link_kinds: tuple[str, ...] = ()
    """The kinds of `Link` that this tab shows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._fresh = False

    def title(self) -> str:
        """Return the tab's name in the window's language."""
        raise NotImplementedError

    def shows(self, changes: Changes) -> bool:
        """Tell whether these changes concern the tab."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read again what is shown, keeping selection and scroll position."""
        raise NotImplementedError

    def commands(self) -> Sequence[Command]:
        """Return what can be done here, the first one being the tab's "new"."""
        raise NotImplementedError

    def show_record(self, link: Link) -> None:
        """Choose a record and show its card."""
        raise NotImplementedError

    def current_record(self) -> int | None:
        """Return the id of the chosen record."""
        raise NotImplementedError

    def here(self) -> Link | None:
        """Return the way back to the chosen record."""
        record_id = self.current_record()
        return None if record_id is None else Link(self.link_kinds[0], record_id)

    def listing(self) -> Listing | None:
        """Return what is shown as a list, for paper and files; None where there is none."""
        return None

    def print_papers(self) -> None:
        """Print what is shown (Ctrl+P)."""
        from ui.list_papers import print_list

        print_list(self, self.session, self.listing())

    def homes(self) -> Sequence[QWidget]:
        """Return the widgets that hold the selection: single keys such as Space answer only there."""
        return ()

    def take_focus(self) -> None:
        """Put the keyboard on the list in view, where the arrows, Enter and Space answer."""
        for home in self.homes():
            if home.isVisible():
                home.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remember(self) -> None:
        """Put the layout into the settings; called before the window closes or is rebuilt."""

    def wake(self) -> None:
        """Load if that is due; called when the tab comes into view."""
        if not self._fresh:
            self._fresh = True
            self.reload()

    def take_changes(self, changes: Changes) -> None:
        """Reload now when in view, else when next seen."""
        if not self.shows(changes):
            return
        self._fresh = False
        if self.isVisible():
            self.wake()
