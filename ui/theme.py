"""How the window looks: light or dark, one style sheet, the fonts."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.palettes import colours, qt_palette
from ui.style_sheet import style_sheet

GRID = 8
"""Everything is spaced in steps of eight pixels."""
ROW_HEIGHT = 30
RADIUS = 6


class _Theme(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "light"
        self.name = "light"
        self.table = colours("light")


_theme = _Theme()


def color(token: str) -> QColor:
    """Return the colour that a token has in the present theme."""
    return _theme.table[token]


def theme_name() -> str:
    """Return `light` or `dark`: what is shown, also where the choice was `system`."""
    return _theme.name


def apply_theme(app: QApplication, choice: str) -> None:
    """Show `light`, `dark`, or whichever of them the `system` shows (and follow it)."""
    apply_colours(app, choice)
    apply_sheet(app)


def apply_colours(app: QApplication, choice: str) -> None:
    """Set everything but the style sheet: a first window is built in half the time before it has one."""
    _follow_system_once(app)
    _theme.choice = choice
    _theme.name = _system_theme() if choice == "system" else choice
    _theme.table = colours(_theme.name)
    if app.style().objectName().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(qt_palette(_theme.table))


def apply_sheet(app: QApplication) -> None:
    """Set the style sheet of the present theme."""
    app.setStyleSheet(style_sheet(_theme.table, _theme.name, _style_icons()))
    _theme.changed.emit()


def install_fonts(app: QApplication) -> None:
    """Make Chinese readable where the system has no face for it; Windows keeps its own."""
    offscreen = QGuiApplication.platformName() == "offscreen"
    if sys.platform == "win32" and not offscreen:
        return
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if chinese and not offscreen:
        return
    from pylopdf_fonts_zh_cn import sans_path

    loaded = QFontDatabase.addApplicationFont(str(sans_path()))
    families = QFontDatabase.applicationFontFamilies(loaded)
    if families:
        font = QFont(families[0], 10)
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        app.setFont(font)


def heading_font(scale: float = 1.2) -> QFont:
    """Return the window's face for headings, 1.2 times the base size unless told."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def figure_font(base: QFont) -> QFont:
    """Return the same face with figures of equal width, for columns of numbers."""
    font = QFont(base)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _style_icons() -> Path:
    return Path(str(files("resources") / "icons" / "style"))


def _system_theme() -> str:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _follow_system_once(app: QApplication) -> None:
    if not app.property("follows_system_theme"):
        app.setProperty("follows_system_theme", "yes")
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: _system_changed(app))


def _system_changed(app: QApplication) -> None:
    if _theme.choice == "system" and _theme.name != _system_theme():
        apply_theme(app, "system")
