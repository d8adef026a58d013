from __future__ import annotations

import sys

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.icons import icon, pixmap
from ui.palettes import DARK, LIGHT
from ui.theme import apply_theme, color, figure_font, theme_name


def test_a_theme_changes_tokens_palette_and_sheet(app: QApplication) -> None:
    apply_theme(app, "dark")
    app.setProperty("test_theme", "dark")
    assert theme_name() == "dark"
    assert color("surface").name() == DARK["surface"]
    assert DARK["accent"] in app.styleSheet()
    apply_theme(app, "light")
    assert color("surface").name() == LIGHT["surface"]


def test_the_system_theme_is_one_of_both(app: QApplication) -> None:
    apply_theme(app, "system")
    app.setProperty("test_theme", "system")
    assert theme_name() in ("light", "dark")


def test_no_gap_is_left_in_the_style_sheet(app: QApplication) -> None:
    assert "$" not in app.styleSheet()


def test_chinese_has_a_face(app: QApplication) -> None:
    assert QFontMetrics(app.font()).inFont("账")


def test_figures_are_of_equal_width(app: QApplication) -> None:
    metrics = QFontMetrics(figure_font(app.font()))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_icons_take_the_colour_of_the_theme() -> None:
    image = pixmap("triangle-alert", "late", 32).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT["late"]}
    assert not icon("phone").pixmap(16, 16).isNull()


def test_the_same_icon_is_drawn_once() -> None:
    assert pixmap("phone", "info", 16).cacheKey() == pixmap("phone", "info", 16).cacheKey()


def test_qt_takes_no_reference_from_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for n in range(1_000):
        label.setText(str(n))
    assert abs(sys.getrefcount(None) - before) < 200
