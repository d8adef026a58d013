"""Every key means one thing at a time, and help and README name the keys that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.branch import TODAY, small_branch
from ui.app import App, Wishes
from ui.main_window import MainWindow
from ui.operations import settled
from ui.settings import Settings

TABS = {"服务日历", "客户档案", "投诉登记", "收款"}


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    small_branch(tmp_path).close()
    settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    settings.language = "zh_CN"
    app = App(settings, Wishes(tmp_path / "small.branchdesk", "", TODAY, None, throw_away=True))
    app.start()
    made = app.window
    assert made is not None
    for position in range(4):
        made.go_to_tab(position)
    qtbot.waitUntil(settled)
    yield made
    made.close()
    made.session.desk.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def keys_of(menu: QMenu) -> list[str]:
    """Return the keys of a menu and its submenus."""
    found = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += keys_of(below)
        found += [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()]
    return found


def menus(window: MainWindow) -> dict[str, list[str]]:
    bar = [action.menu() for action in window.menuBar().actions()]
    return {menu.title(): keys_of(menu) for menu in bar if isinstance(menu, QMenu)}


def test_no_key_means_two_things_in_the_menus_and_any_one_tab(window: MainWindow) -> None:
    found = menus(window)
    common = [key for title, keys in found.items() if title not in TABS for key in keys]
    assert set(found) >= TABS
    for tab in TABS:
        twice = [key for key, count in Counter(common + found[tab]).items() if count > 1]
        assert twice == [], tab


def test_every_tab_has_new_and_a_call(window: MainWindow) -> None:
    found = menus(window)
    assert all({"Ctrl+N", "Space"} <= set(found[tab]) for tab in TABS)


@pytest.mark.parametrize("name", ["README.md"])
def test_the_keys_of_the_readme_are_keys_of_the_window(window: MainWindow, name: str) -> None:
    known = {key for keys in menus(window).values() for key in keys} | {"Enter", "Esc", "Ctrl+Enter"}
    lines = (
        Path(__file__).parents[2].joinpath(name).read_text("utf-8").partition("| keys | do |")[2].splitlines()
    )
    rows = [line.split("|")[1].strip() for line in lines[2:] if line.startswith("|")]
    table = rows[: rows.index("F1") + 1]
    keys = [key.strip() for row in table for key in row.replace(" … ", " · ").split(" · ")]
    portable = {key.replace("←", "Left").replace("→", "Right") for key in keys}
    assert portable <= known
