"""Whatever keys and mouse do in whatever order: the view stands, and asks only for what makes sense."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.samples import MARKS, month_items
from ui.calendar_view.items import MoveWish
from ui.calendar_view.time_layout import Column
from ui.calendar_view.time_view import TimeView

MONDAY = date(2026, 11, 16)
KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down) * 4,
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_T),
)
HELD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def at_random(view: TimeView, dice: Random) -> None:
    size = view.viewport().size()
    point = QPoint(dice.randrange(-20, size.width() + 20), dice.randrange(-20, size.height() + 20))
    match dice.randrange(6):
        case 0:
            QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        case 1:
            QTest.mouseMove(view.viewport(), point)
        case 2:
            QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        case 3:
            view.explanation(point)
        case _:
            QTest.keyClick(view, dice.choice(KEYS), dice.choice(HELD))


@pytest.mark.parametrize("seed", range(6))
def test_nothing_upsets_the_view(qtbot: QtBot, seed: int) -> None:
    dice = Random(seed)
    items = month_items(200)
    view = TimeView(datetime(2026, 11, 19, 23, 50))
    qtbot.addWidget(view)
    marks = {mark.day: mark for mark in MARKS}
    days = [MONDAY + timedelta(days=n) for n in range(7)]
    view.set_columns([Column(day, str(day.day), mark=marks.get(day)) for day in days], "x")
    view.resize(dice.choice((500, 900, 1400)), dice.choice((300, 700)))
    view.show()
    view.set_items(items)
    asked: list[MoveWish | int] = []
    view.move_requested.connect(asked.append)
    view.length_requested.connect(lambda _item, minutes: asked.append(minutes))
    known = {item.id for item in items}
    for step in range(250):
        at_random(view, dice)
        if step % 25 == 0:
            view.grab()
            view.set_items(dice.sample(items, 150) if step % 50 else items)
        item = view.selected_item()
        assert item is None or item.id in known
        assert days[0] <= view.selected_day() <= days[-1] + timedelta(days=1)
        assert view.accessibleDescription()
    assert asked
    for wish in asked:
        if isinstance(wish, MoveWish):
            assert wish.item_id in known
            assert wish.time is None or int(wish.time[3:]) % 15 == 0
        else:
            assert wish >= 15
