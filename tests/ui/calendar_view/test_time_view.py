from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.calendar_view.carried_visits import packed, unpacked
from ui.calendar_view.items import CalendarItem, DayKind, DayMark, MoveWish
from ui.calendar_view.time_layout import HEAD, Column, Slot
from ui.calendar_view.time_view import EDGE, TimeView

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MONDAY = date(2026, 11, 16)
MARK = DayMark(MONDAY + timedelta(days=5), "国庆节", DayKind.HOLIDAY)


def visit(item: object, day: int, time: str, **more: object) -> CalendarItem:
    return CalendarItem(item, MONDAY + timedelta(days=day), time, "三川实业", "已计划", **more)  # type: ignore[arg-type]


def week(qtbot: QtBot, *items: CalendarItem) -> TimeView:
    columns = [Column(MONDAY + timedelta(days=n), f"周{n}", mark=MARK if n == 5 else None) for n in range(7)]
    return shown(qtbot, columns, items)


def people(qtbot: QtBot, *items: CalendarItem) -> TimeView:
    columns = [Column(MONDAY, name, who_id=n) for n, name in enumerate(("未指派", "赵强", "孙丽"))]
    return shown(qtbot, columns, items)


def shown(qtbot: QtBot, columns: list[Column], items: tuple[CalendarItem, ...]) -> TimeView:
    view = TimeView(datetime(2026, 11, 18, 15, 20))
    qtbot.addWidget(view)
    view.set_columns(columns, "2026年11月")
    view.resize(980, 700)
    view.show()
    qtbot.waitExposed(view)
    view.set_items(items)
    view.setFocus()
    view.grab()
    return view


def chosen(view: TimeView) -> object:
    item = view.selected_item()
    return item.id if item else None


def drag(view: TimeView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    view.grab()
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


@pytest.mark.parametrize("size", [(980, 700), (620, 420), (1900, 1000)])
def test_every_visit_is_found_where_it_is_drawn(qtbot: QtBot, size: tuple[int, int]) -> None:
    items = [visit(n, n % 7, f"{7 + n % 19:02d}:00" if n % 5 and 7 + n % 19 < 24 else "") for n in range(40)]
    view = week(qtbot, *items)
    view.resize(*size)
    seen = 0
    for item in items:
        rect = view.item_rect(item.id)
        if rect.isEmpty() or not view.viewport().rect().contains(rect.center()):
            continue
        if rect.center().y() < HEAD + view._grid.strip and item.time:
            continue  # scrolled under the strip
        seen += 1
        assert view.item_at(rect.center()) == item
        QTest.mouseClick(view.viewport(), LEFT, pos=rect.center())
        assert view.selected_item() == item
        slot = view.slot_at(rect.center())
        assert slot is not None
        assert view._columns[slot.column].day == item.day
    assert seen > 10


def test_a_double_click_opens_a_visit_or_plans_one_at_that_time(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 1, "09:00"))
    with qtbot.waitSignal(view.item_activated) as opened:
        QTest.mouseDClick(view.viewport(), LEFT, pos=view.item_rect(1).center())
    assert opened.args == [1]
    empty = view.slot_point(Slot(3, 14 * 60 + 5))
    QTest.mouseClick(view.viewport(), LEFT, pos=empty)
    with qtbot.waitSignal(view.place_activated):
        QTest.mouseDClick(view.viewport(), LEFT, pos=empty)
    assert (view.selected_day(), view.selected_time()) == (MONDAY + timedelta(days=3), "14:00")


def test_a_visit_is_dragged_to_another_day_and_quarter_of_an_hour(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 1, "09:00"))
    start = view.item_rect(1).topLeft() + QPoint(20, 3)
    with qtbot.waitSignal(view.move_requested) as moved:
        drag(view, start, view.slot_point(Slot(4, 13 * 60 + 30)) + QPoint(0, 4))
    assert moved.args == [MoveWish(1, MONDAY + timedelta(days=4), "13:30")]


def test_a_visit_is_dragged_to_another_technician(qtbot: QtBot) -> None:
    view = people(qtbot, visit(1, 0, "09:00", who_id=1))
    start = view.item_rect(1).center()
    with qtbot.waitSignal(view.move_requested) as moved:
        drag(view, start, QPoint(view.slot_point(Slot(2)).x(), start.y()))
    assert moved.args == [MoveWish(1, MONDAY, None, 2)]


def test_a_drag_given_up_or_out_of_the_view_moves_nothing(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 1, "09:00"))
    start = view.item_rect(1).center()
    with qtbot.assertNotEmitted(view.move_requested):
        QTest.mousePress(view.viewport(), LEFT, pos=start)
        QTest.mouseMove(view.viewport(), start + QPoint(200, 90))
        assert view.is_carrying()
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(200, 90))
        drag(view, start, QPoint(-40, -40))
    assert not view.is_carrying()


@pytest.mark.req("R016")
def test_the_lower_edge_changes_the_minutes_of_work(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 1, "09:00", minutes=60, before=30, after=15))
    rect = view.item_rect(1)
    start = QPoint(rect.center().x(), rect.bottom() - EDGE // 2)
    with qtbot.waitSignal(view.length_requested) as longer:
        drag(view, start, QPoint(start.x(), view.slot_point(Slot(1, 11 * 60 + 15)).y()))
    assert longer.args == [1, 90]


def test_the_keyboard_carries_a_visit_and_asks_with_enter(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 1, "09:00"))
    view.select_day(MONDAY + timedelta(days=1), 1)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.accessibleDescription() == "09:30 周三。按 Enter 更改，按 Esc 放弃。"
    with qtbot.waitSignal(view.move_requested) as moved:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert moved.args == [MoveWish(1, MONDAY + timedelta(days=2), "09:30")]
    with qtbot.waitSignal(view.move_requested) as moved:
        QTest.keyClick(view, Qt.Key.Key_Left, CTRL)
    assert moved.args == [MoveWish(1, MONDAY)]


def test_the_keyboard_makes_a_visit_longer_and_escape_leaves_it(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 1, "09:00"))
    view.select_day(MONDAY + timedelta(days=1), 1)
    QTest.keyClick(view, Qt.Key.Key_Down, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.is_carrying()
    assert view.selected_item() is not None
    QTest.keyClick(view, Qt.Key.Key_Down, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Down, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Up, CTRL)
    with qtbot.waitSignal(view.length_requested) as longer:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert longer.args == [1, 75]


def test_arrows_go_from_visit_to_visit(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 0, "09:00"), visit(2, 0, "22:00"), visit(3, 1, ""), visit(4, 1, "21:00"))
    view.select_day(MONDAY)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen(view) == 2
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert chosen(view) == 4
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert chosen(view) == 3
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_item() is None
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.selected_day() == MONDAY


def test_leaves_turn_and_today_is_one_key(qtbot: QtBot) -> None:
    view = week(qtbot)
    with qtbot.waitSignal(view.turn_wanted) as turned:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert turned.args == [1]
    with qtbot.waitSignal(view.today_wanted):
        QTest.keyClick(view, Qt.Key.Key_T)
    view.select_day(MONDAY)
    with qtbot.waitSignal(view.day_wanted) as over:
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert over.args == [MONDAY - timedelta(days=1)]


def test_what_finds_no_lane_is_counted_and_can_be_asked_for(qtbot: QtBot) -> None:
    view = week(qtbot, *(visit(n, 2, "22:00") for n in range(30)))
    (fold,) = view._grid.folds
    point = fold.rect.center() + view._body_origin()
    assert len(view.explanation(point).splitlines()) == 12
    with qtbot.waitSignal(view.more_requested) as asked:
        QTest.mouseClick(view.viewport(), LEFT, pos=point)
    assert asked.args == [MONDAY + timedelta(days=2)]


def test_a_visit_without_booking_is_dropped_on_a_time_of_a_technician(qtbot: QtBot) -> None:
    view = people(qtbot)
    point = QPointF(view.slot_point(Slot(2, 21 * 60 + 30)))
    data, copy, none = packed(7), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(point.toPoint(), copy, data, LEFT, none),
        QDragMoveEvent(point.toPoint(), copy, data, LEFT, none),
    ):
        QApplication.sendEvent(view.viewport(), event)
        assert event.isAccepted()
    view.grab()
    with qtbot.waitSignal(view.move_requested) as dropped:
        QApplication.sendEvent(view.viewport(), QDropEvent(point, copy, data, LEFT, none))
    assert dropped.args == [MoveWish(7, MONDAY, "21:30", 2)]
    assert not view.is_carrying()


def test_only_visits_can_be_dropped() -> None:
    data = packed(7)
    assert unpacked(data) == 7
    data.clear()
    data.setText("7")
    assert unpacked(data) is None


def test_a_screen_reader_hears_the_column_and_what_stands_there(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 5, "22:00"))
    view.select_day(MARK.day)
    assert view.accessibleName() == "服务日历，2026年11月"
    assert view.accessibleDescription() == "周5; 休 国庆节; 22:00, 三川实业, 已计划"
    view.select_day(MARK.day, 1)
    assert view.accessibleDescription() == "22:00, 三川实业, 已计划"


def test_a_refresh_keeps_the_visit_and_the_scroll_position(qtbot: QtBot) -> None:
    view = week(qtbot, visit(1, 1, "07:00"), visit(2, 1, "23:00"))
    view.resize(700, 400)
    view.select_day(MONDAY + timedelta(days=1), 2)
    scrolled = view.verticalScrollBar().value()
    view.set_items([visit(2, 2, "23:15")])
    assert view.verticalScrollBar().value() == scrolled
    chosen = view.selected_item()
    assert chosen is not None
    assert (chosen.time, view.selected_day()) == ("23:15", MONDAY + timedelta(days=2))
