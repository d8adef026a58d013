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
    for command in commands:
        if not command.text:
            menu.addSeparator()
            continue
        action = make_action(owner, command)
        menu.addAction(action)
        if command.shortcut == "Space":
            _keep_home(action, homes)
        group.actions.append(action)
        if command.needs_record:
            group.needing_record.append(action)
    return group


def make_action(owner: QWidget, command: Command) -> QAction:
    """Make the action of a command."""
    action = QAction(command.text, owner)
    if command.icon:
        action.setIcon(icon(command.icon))
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


def _keep_home(action: QAction, homes: Sequence[QWidget]) -> None:
    """Let a plain key answer in the list only: elsewhere it types a blank or presses a button."""
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    for home in homes:
        home.addAction(action)


def _calling(act: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        act()

    return call
