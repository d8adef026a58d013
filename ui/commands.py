"""Commands become menu entries, and what the palette offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.icons import icon
from ui.tabs.base import Command


@dataclass(slots=True)
class CommandGroup:
    """The actions of one menu; a tab's group answers only while its tab is in view."""

    title: str
    actions: list[QAction] = field(default_factory=list)
    needing_record: list[QAction] = field(default_factory=list)

    def set_active(self, *, active: bool) -> None:
        """Let the shortcuts of this group answer or rest."""
        for action in self.actions:
            action.setEnabled(active)

    def set_has_record(self, *, has_record: bool) -> None:
        """Grey what needs a chosen record while there is none."""
        for action in self.needing_record:
            action.setEnabled(has_record)


def fill_menu(
    menu: QMenu, owner: QWidget, commands: Sequence[Command], homes: Sequence[QWidget] = ()
) -> CommandGroup:
    """Put commands into a menu and return their group; `homes` are where single keys answer."""
    group = CommandGroup(menu.title())
    pictures: list[tuple[QAction, str]] = []
    submenus: dict[str, QMenu] = {}
    for command in commands:
        place = _place(menu, submenus, command.under)
        if not command.text:
            place.addSeparator()
            continue
        action = make_action(owner, command)
        place.addAction(action)
        pictures.append((action, command.icon))
        if command.shortcut == "Space":
            _keep_home(action, homes)
        group.actions.append(action)
        if command.needs_record:
            group.needing_record.append(action)
    menu.aboutToShow.connect(lambda: _draw(pictures))
    return group


def _place(menu: QMenu, submenus: dict[str, QMenu], name: str) -> QMenu:
    """Return the menu itself, or its submenu of that name."""
    if name and name not in submenus:
        submenus[name] = menu.addMenu(name)
    return submenus[name] if name else menu


def make_action(owner: QWidget, command: Command) -> QAction:
    """Make the action of a command."""
    action = QAction(command.text, owner)
    if command.shortcut:
        action.setShortcut(QKeySequence(command.shortcut))
    action.triggered.connect(_calling(command.act))
    return action


def matching(groups: Iterable[CommandGroup], text: str) -> list[QAction]:
    """Find the actions whose words hold what was typed, for the palette."""
    wanted = text.strip().casefold()
    if not wanted:
        return []
    found = [action for group in groups for action in group.actions if action.isEnabled()]
    return [action for action in found if wanted in action.text().replace("&", "").casefold()]


def _draw(pictures: list[tuple[QAction, str]]) -> None:
    """Draw the icons of a menu when it is opened for the first time: no start needs them."""
    while pictures:
        action, name = pictures.pop()
        if name:
            action.setIcon(icon(name))


def _keep_home(action: QAction, homes: Sequence[QWidget]) -> None:
    """Let a plain key answer in the list only: elsewhere it types a blank or presses a button."""
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    for home in homes:
        home.addAction(action)


def _calling(act: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        act()

    return call
