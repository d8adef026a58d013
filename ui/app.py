"""From a branch file to a running window."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import platformdirs
from PySide6.QtCore import QObject, QSettings, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from branchdesk import last_file
from branchdesk.bootstrap import TIME_ZONE, Seat, open_branch, restore_branch
from branchdesk.domain.clock import SystemClock
from branchdesk.domain.errors import Known
from branchdesk.services.desk import Desk
from ui import bugs, notices
from ui.dialogs import tell
from ui.file_commands import FileCommands
from ui.icons import icon
from ui.language import say, set_language, tr
from ui.main_window import MainWindow
from ui.operations import Operation, Progress, settled
from ui.session import Session
from ui.settings import Settings
from ui.tabs import TABS
from ui.theme import apply_colours, apply_sheet, install_fonts
from ui.widgets.bug_dialog import show_report

if TYPE_CHECKING:
    from ui.start_page import StartPage

RENDER_SIZE = QSize(1366, 768)
RENDER_LOOK = 250
"""Milliseconds between looks whether a tab has read everything that it shows."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked of the window."""

    path: Path | None = None
    language: str = ""
    as_of: date | None = None
    render: Path | None = None
    throw_away: bool = False  # a sample branch: nothing about it is remembered


class App(QObject):
    """Holds the one window; makes it anew when language, theme or file changes."""

    def __init__(self, settings: Settings, wishes: Wishes) -> None:
        super().__init__()
        self._settings = settings
        self._wishes = wishes
        self.window: MainWindow | None = None
        self.start_page: StartPage | None = None
        self._desk: Desk | None = None

    def start(self) -> None:
        """Open the branch file that was asked for, or offer to choose one."""
        self._dress()
        path = self._wishes.path
        if path is None:
            self.show_start_page("")
        else:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a branch file in the window; what prevents it is told on the start page."""
        try:
            desk = open_branch(path, Seat(getpass.getuser(), "window", self._wishes.as_of))
        except Known as trouble:
            self._tell(say(trouble.message))
            return
        self.show_desk(desk)

    def restore(self, backup: Path, target: Path) -> None:
        """Put a verified copy in the place of the open branch file, and open it.

        The window goes meanwhile, for it would open the file again with the next thing that it shows.
        """
        window, desk = self.window, self._desk
        if window is None or desk is None:
            return
        window.remember()
        window.hide()
        QGuiApplication.setQuitOnLastWindowClosed(False)
        window.destroyed.connect(lambda: self._replace(desk, backup, target))
        window.deleteLater()
        self.window = None

    def _replace(self, desk: Desk, backup: Path, target: Path) -> None:
        now = SystemClock(ZoneInfo(TIME_ZONE)).now()

        def work(_progress: Progress) -> Path | None:
            desk.close()  # the worker's connection
            return restore_branch(backup, target, now)

        desk.close()
        Operation(None, work, title=tr("Restore a backup")).finally_(lambda: self.open(target)).success(
            self._tell_kept
        ).failure(lambda trouble: self._tell(say(trouble.message))).run()

    def _tell_kept(self, kept: Path | None) -> None:
        QGuiApplication.setQuitOnLastWindowClosed(True)
        if kept is not None:
            text = tr("The backup is back. The file that was there is kept as {file}.", file=kept.name)
            notices.post(notices.Notice(text, severity=notices.Severity.DONE))

    def _tell(self, trouble: str) -> None:
        """Say what prevents a file from being opened: over the open window, or on the start page."""
        QGuiApplication.setQuitOnLastWindowClosed(True)
        if self.window is not None:
            tell(self.window, tr("The branch file could not be opened"), detail=trouble)
        else:
            self.show_start_page(trouble)

    def show_desk(self, desk: Desk) -> None:
        """Show the window on an open branch file."""
        old = self._desk
        if old is not None and old is not desk:
            old.close()
            # The worker has a connection of its own, which would hold the file on Windows.
            Operation(None, lambda _progress: old.close(), quiet=True).run()
        self._desk = desk
        if not self._wishes.throw_away:
            last_file.remember(desk.context.database.path)
            self._settings.remember_file(str(desk.context.database.path))
        self.rebuild()

    def rebuild(self) -> None:
        """Make the window's content anew, in the language and theme that the settings name."""
        if self._desk is None:
            return
        old, page = self.window, self.start_page
        if old is not None:
            old.remember()
        self._dress()
        session = Session(self._desk, self._settings)
        files = FileCommands(session, self)
        self.window = MainWindow(session, files.commands(), files.help_commands())
        files.set_window(self.window)
        self.window.rebuild_wanted.connect(self._rebuild_soon)
        self.window.file_dropped.connect(files.take_dropped)
        apply_sheet(make_application())
        self.window.show()
        if self._wishes.render is None:  # a picture greets nobody
            self.window.greeting.begin()
        self.start_page = None
        for widget in (old, page):
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def show_start_page(self, trouble: str) -> None:
        """Offer to open, create or try; `trouble` says why the wanted file is not open."""
        from ui.start_page import StartPage

        apply_sheet(make_application())
        page = StartPage(
            self._settings, self._wishes.as_of or SystemClock(ZoneInfo(TIME_ZONE)).today(), trouble
        )
        page.file_chosen.connect(self.open)
        page.desk_made.connect(self.show_desk)
        page.language_chosen.connect(lambda language: self._speak(language, trouble))
        page.show()
        self.start_page, old = page, self.start_page
        if old is not None:
            old.deleteLater()

    def _speak(self, language: str, trouble: str) -> None:
        """Show the start page in another language."""
        self._settings.language = language
        self._wishes = replace(self._wishes, language="")
        self._dress()
        self.show_start_page(trouble)

    def _rebuild_soon(self) -> None:
        # The menu that asked for it is still on its way back from the click.
        QTimer.singleShot(0, self, self.rebuild)

    def _dress(self) -> None:
        set_language(self._wishes.language or self._settings.language)
        apply_colours(make_application(), self._settings.theme)


def run(
    path: Path | None,
    *,
    language: str = "",
    as_of: date | None = None,
    render: Path | None = None,
    throw_away: bool = False,
) -> int:
    """Show the window until it is closed; with `render`, write the four tabs as PNG there instead."""
    app = make_application()
    desk_app = App(_settings(path if throw_away else None), Wishes(path, language, as_of, render, throw_away))
    if render is not None:
        desk_app.start()
        return _render(desk_app, render)
    bugs.install(Path(platformdirs.user_log_dir(last_file.PROGRAM, appauthor=False)), show_report)
    desk_app.start()
    return app.exec()


def self_test(path: Path) -> list[str]:
    """Load every tab on a throw-away branch file and return the names of those that loaded."""
    desk_app = App(_settings(path), Wishes(path, throw_away=True))
    desk_app.start()
    window = desk_app.window
    if window is None:
        return []
    names = []
    for position in range(len(TABS)):
        window.go_to_tab(position)
        window.current_tab.grab()
        names.append(window.current_tab.key)
    window.close()
    return names


def _settings(throw_away: Path | None) -> Settings:
    """Remember for this user, or beside a throw-away file and gone with it."""
    if throw_away is None:
        return Settings.of_this_user()
    return Settings(QSettings(str(throw_away.with_suffix(".ini")), QSettings.Format.IniFormat))


def make_application() -> QApplication:
    """Make the one application object with its fonts and icon; a second call returns the first."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setDesktopFileName("branchdesk")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Branch Desk")
    application.setOrganizationName("Branch Desk")
    install_fonts(application)
    application.setWindowIcon(icon("calendar-check", "accent", 64))
    return application


class _Painter(QObject):
    """Draws one tab after the other, each when what it reads in the background is there."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._position = 0
        self._look = QTimer(self, interval=RENDER_LOOK)
        self._look.timeout.connect(self._draw)
        self._look.start()

    def _draw(self) -> None:
        if not settled():
            return
        tab = self._window.current_tab
        target = self._folder / f"{self._position + 1}-{tab.key}.png"
        if not self._window.grab().save(str(target)):
            QApplication.exit(1)
            return
        print(target)  # noqa: T201 - the command line says what it wrote
        self._position += 1
        if self._position == len(TABS):
            self._window.close()
            QApplication.exit(0)
        else:
            self._window.go_to_tab(self._position)


def _render(desk_app: App, folder: Path) -> int:
    """Write one picture a tab, for machines without a display."""
    window = desk_app.window
    if window is None:
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    window.resize(RENDER_SIZE)
    window.go_to_tab(0)
    painter = _Painter(window, folder)
    app = make_application()
    code = app.exec()
    painter.deleteLater()
    return code
