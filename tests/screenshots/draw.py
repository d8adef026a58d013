"""From scenes and dialogs to PNG files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.screenshots.dialogs import ENTRIES
from tests.screenshots.entries import Entry
from tests.screenshots.scenes import EMPTY_SCENES, SCENES, Scene, leave
from tests.screenshots.world import TODAY, World, demo_world, empty_world
from ui import operations
from ui.app import App, Wishes, make_application
from ui.language import set_language
from ui.list_papers import print_list
from ui.main_window import MainWindow
from ui.printing import PrintPreview
from ui.settings import Settings
from ui.start_page import StartPage
from ui.theme import apply_theme

LANGUAGES = ("zh_CN", "en")
THEMES = ("light", "dark")
SIZES = (QSize(1366, 768), QSize(1920, 1080))
_LONGEST = 20_000  # milliseconds that background work of one picture may take
_REST = 60  # milliseconds after which cards and counts have followed


def draw_all(folder: Path, only: set[str] | None = None) -> None:
    """Draw everything in both languages and themes, or only pictures whose name begins like one of these."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory() as home:
        for language in LANGUAGES:
            for theme in THEMES:
                set_language(language)
                apply_theme(app, theme)
                artist = Artist(folder, f"{language}-{theme}", only or set())
                _draw_branch(artist, Path(home), language, theme)
                _draw_empty(artist, Path(home), language, theme)
                _draw_start(artist)


class Artist:
    """Names and writes the pictures of one language and theme."""

    def __init__(self, folder: Path, ending: str, only: set[str]) -> None:
        self._folder = folder
        self._ending = ending
        self._only = only

    def wants(self, name: str) -> bool:
        """Tell whether a picture was asked for."""
        return not self._only or any(name.startswith(part) for part in self._only)

    def draw(self, widget: QWidget, name: str) -> None:
        """Wait until the widget shows what it works out, then write its picture."""
        settle()
        target = self._folder / f"{name}-{self._ending}.png"
        if not widget.grab().save(str(target)):
            raise OSError(f"{target} could not be written")


def settle() -> None:
    """Wait for background work and for the cards that follow it."""
    QTest.qWait(_REST)
    waited = 0
    while not operations.settled() and waited < _LONGEST:
        QTest.qWait(20)
        waited += 20
    QTest.qWait(_REST)


@contextmanager
def window_on(world: World, language: str, theme: str) -> Iterator[MainWindow]:
    """Show the real window on a branch."""
    world.session.settings.language, world.session.settings.theme = language, theme
    app = App(world.session.settings, Wishes(language=language, throw_away=True))
    app.show_desk(world.desk)
    window = app.window
    if window is None:
        raise RuntimeError("no window")
    window.activateWindow()
    settle()
    try:
        yield window
    finally:
        settle()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def shown(entry: Entry, parent: QWidget | None, world: World) -> Iterator[QDialog]:
    """Show a dialog as the window would, and take it away again."""
    dialog = entry.build(parent, world)
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    try:
        settle()
        yield dialog
    finally:
        dialog.hide()
        dialog.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _draw_branch(artist: Artist, home: Path, language: str, theme: str) -> None:
    with demo_world(home, language) as world:
        with window_on(world, language, theme) as window:
            _draw_scenes(artist, window, world, SCENES)
            if artist.wants("print"):
                _draw_preview(artist, window)
        for entry in ENTRIES:
            if artist.wants(f"dialog-{entry.name}"):
                with shown(entry, None, world) as dialog:
                    artist.draw(dialog, f"dialog-{entry.name}")


def _draw_empty(artist: Artist, home: Path, language: str, theme: str) -> None:
    if not any(map(artist.wants, EMPTY_SCENES)):
        return
    with empty_world(home, language) as world, window_on(world, language, theme) as window:
        _draw_scenes(artist, window, world, EMPTY_SCENES)


def _draw_scenes(artist: Artist, window: MainWindow, world: World, scenes: dict[str, Scene]) -> None:
    for size in SIZES:
        window.resize(size)
        for name, scene in scenes.items():
            if artist.wants(name):
                scene(window, world)
                artist.draw(window, f"{name}-{size.width()}")
                leave(window)


def _draw_preview(artist: Artist, window: MainWindow) -> None:
    window.go_to_tab(3)
    settle()
    tab = window.current_tab
    print_list(window, tab.session, tab.listing())
    settle()
    for preview in window.findChildren(PrintPreview):
        artist.draw(preview, "print")
        preview.close()


def _draw_start(artist: Artist) -> None:
    if not artist.wants("start"):
        return
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(QSettings(str(Path(home, "start.ini")), QSettings.Format.IniFormat))
        settings.remember_file(str(Path(home, "hangzhou.branchdesk")))
        for name, trouble in (("start", ""), ("start-trouble", "/data/hangzhou.branchdesk: disk I/O error")):
            page = StartPage(settings, TODAY, trouble)
            page.show()
            artist.draw(page, name)
            page.hide()
            page.deleteLater()
