"""Whatever takes the keyboard anywhere in the real window says what it is, and Tab comes around."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.screenshots.draw import settle, window_on
from tests.screenshots.scenes import EMPTY_SCENES, SCENES, leave
from tests.screenshots.world import World, demo_world, empty_world
from tests.ui.test_accessible import in_reach, spoken
from ui.main_window import MainWindow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reach")


@pytest.fixture
def world(home: Path) -> Iterator[World]:
    with demo_world(home, "zh_CN", customers=24, months=6) as found:
        yield found


def nameless(window: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in in_reach(window)
        if not spoken(widget)
    ]


@pytest.mark.usefixtures("qtbot")
def test_everything_in_every_view_has_a_name(world: World) -> None:
    with window_on(world, "zh_CN", "light") as window:
        for name, scene in SCENES.items():
            scene(window, world)
            settle()
            assert nameless(window) == [], name
            leave(window)


@pytest.mark.usefixtures("qtbot")
def test_everything_in_an_empty_branch_has_a_name(home: Path) -> None:
    with empty_world(home, "zh_CN") as world, window_on(world, "zh_CN", "light") as window:
        for name, scene in EMPTY_SCENES.items():
            scene(window, world)
            settle()
            assert nameless(window) == [], name


def rounds(window: MainWindow) -> list[QWidget]:
    """Press Tab until the keyboard is where it was; the month keeps it for the visits of its day first."""
    start = QApplication.focusWidget()
    seen: list[QWidget] = []
    for _ in range(150):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        if reached is None or (reached is start and seen):
            break
        if reached is not start:
            seen.append(reached)
    return seen


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("position", range(4))
def test_tab_goes_from_the_list_all_around_the_window(world: World, position: int) -> None:
    with window_on(world, "zh_CN", "light") as window:
        window.activateWindow()
        window.go_to_tab(position)
        settle()
        window.current_tab.take_focus()
        start = QApplication.focusWidget()
        assert start is not None
        assert window.current_tab.isAncestorOf(start)
        seen = rounds(window)
        assert QApplication.focusWidget() is start
        assert window.finder in seen
        assert len(seen) == len(set(seen)), "one press is enough for each"
        assert any(window.dock.isAncestorOf(widget) for widget in seen)
