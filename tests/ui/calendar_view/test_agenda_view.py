from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.samples import MARKS, month_items
from ui.calendar_view.agenda_view import AgendaModel, AgendaView
from ui.calendar_view.items import CalendarItem, MoveWish


def two_days() -> list[CalendarItem]:
    return [
        CalendarItem(1, date(2026, 11, 11), "22:00", "三川实业", "已计划"),
        CalendarItem(2, date(2026, 11, 12), "09:00", "西湖饭店", "已完成", "done"),
    ]


def shown(qtbot: QtBot, items: list[CalendarItem]) -> AgendaView:
    view = AgendaView()
    qtbot.addWidget(view)
    view.set_items(items, MARKS)
    view.resize(600, 400)
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    return view


def test_the_model_keeps_qts_rules() -> None:
    model = AgendaModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_items(month_items(50))
    model.set_items([])


def test_items_stand_under_their_day() -> None:
    model = AgendaModel()
    model.set_items(two_days(), MARKS)
    assert [model.index(row).data() for row in range(4)] == [
        "2026年11月11日 周三  国庆节 (休)",
        "22:00, 三川实业, 已计划",
        "2026年11月12日 周四",
        "09:00, 西湖饭店, 已完成",
    ]


def test_arrows_skip_the_days_and_enter_opens(qtbot: QtBot) -> None:
    view = shown(qtbot, two_days())
    view.select_item(1)
    with qtbot.waitSignal(view.item_selected) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen.args == [2]
    with qtbot.waitSignal(view.item_activated) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_a_refresh_keeps_the_item(qtbot: QtBot) -> None:
    view = shown(qtbot, two_days())
    view.select_item(2)
    view.set_items(two_days()[1:])
    chosen = view.selected_item()
    assert chosen is not None
    assert chosen.id == 2


def test_an_empty_agenda_says_so(qtbot: QtBot) -> None:
    view = shown(qtbot, [])
    assert view._empty.isVisible()


def test_only_what_is_drawn_is_read(qtbot: QtBot) -> None:
    read: list[int] = []

    def items(ids: Sequence[int]) -> list[CalendarItem]:
        read.extend(ids)
        return [CalendarItem(n, date(2026, 11, 1 + n % 30), "09:00", "三川实业", "已计划") for n in ids]

    view = shown(qtbot, [])
    days = {date(2026, 11, day): list(range(day * 100, day * 100 + 100)) for day in range(1, 31)}
    view.set_days(days, items)
    view.grab()
    assert 0 < len(read) < 200
    view.go_to(date(2026, 11, 20))
    chosen = view.selected_item()
    assert chosen is not None
    assert chosen.id == 2000
    assert len(read) < 400


def test_a_visit_that_is_gone_meanwhile_leaves_an_empty_line(qtbot: QtBot) -> None:
    view = shown(qtbot, [])
    view.set_days({date(2026, 11, 1): [1, 2]}, lambda _ids: [])
    view.grab()
    assert not view._agenda.line(1).movable  # type: ignore[union-attr]


def test_the_keyboard_turns_and_asks_for_a_move(qtbot: QtBot) -> None:
    view = shown(qtbot, two_days())
    view.select_item(2)
    with qtbot.waitSignal(view.move_requested) as moved:
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moved.args == [MoveWish(2, date(2026, 11, 13))]
    with qtbot.waitSignal(view.turn_wanted) as turned:
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert turned.args == [-1]
