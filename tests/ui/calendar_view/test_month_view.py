from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.samples import MARKS, month_items
from ui.calendar_view.carried_visits import packed
from ui.calendar_view.items import CalendarItem
from ui.calendar_view.month_view import MonthView

TODAY = date(2026, 11, 22)
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, items: list[CalendarItem]) -> MonthView:
    view = MonthView(TODAY)
    qtbot.addWidget(view)
    view.set_items(items)
    view.set_marks(MARKS)
    view.resize(980, 700)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    view.grab()
    return view


def visit(record_id: int, day: date, time: str = "22:00") -> CalendarItem:
    return CalendarItem(record_id, day, time, "三川实业", "已计划")


def chip_point(view: MonthView, item_id: object) -> QPoint:
    chip = next(chip for cell in view._cells for chip in cell.chips if chip.item.id == item_id)
    return chip.rect.center() + QPoint(0, view._offset())


def test_six_weeks_begin_on_a_monday(qtbot: QtBot) -> None:
    view = shown(qtbot, [])
    assert view.shown_days() == (date(2026, 10, 26), date(2026, 12, 6))


@pytest.mark.parametrize("size", [(980, 700), (700, 300), (1900, 1000)])
def test_every_chip_is_found_where_it_is_drawn(qtbot: QtBot, size: tuple[int, int]) -> None:
    view = shown(qtbot, month_items(120))
    view.resize(*size)
    for cell in view._cells:
        assert len(cell.chips) + cell.hidden == len(view.items_on(cell.day))
        for chip in cell.chips:
            assert cell.rect.contains(chip.rect)
            point = chip.rect.center() + QPoint(0, view._offset())
            assert view.item_at(point) == chip.item
            assert view.day_at(point) == cell.day


def test_arrows_move_the_day_and_turn_the_leaf(qtbot: QtBot) -> None:
    view = shown(qtbot, [])
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected_day() == date(2026, 11, 23)
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.month_changed) as turned:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert turned.args == [2026, 12]
    assert view.selected_day() == date(2026, 12, 7)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.selected_day() == date(2026, 11, 7)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.selected_day() == date(2026, 11, 30)


def test_a_short_month_takes_its_last_day(qtbot: QtBot) -> None:
    view = shown(qtbot, [])
    view.select_day(date(2026, 10, 31))
    view.turn(1)
    assert view.selected_day() == date(2026, 11, 30)


def test_tab_goes_through_the_chips_and_enter_opens(qtbot: QtBot) -> None:
    view = shown(qtbot, [visit(1, TODAY), visit(2, TODAY, "08:00")])
    with qtbot.waitSignal(view.day_activated) as day:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert day.args == [TODAY]
    QTest.keyClick(view, Qt.Key.Key_Tab)
    first = view.selected_item()
    assert first is not None
    assert first.id == 2
    QTest.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.item_activated) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [1]
    QTest.keyClick(view, Qt.Key.Key_Backtab)
    second = view.selected_item()
    assert second is not None
    assert second.id == 2
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_item() is None


def test_a_dragged_chip_asks_for_the_move(qtbot: QtBot) -> None:
    view = shown(qtbot, [visit(1, TODAY)])
    start, end = chip_point(view, 1), view.day_rect(date(2026, 11, 25)).center()
    with qtbot.waitSignal(view.move_requested) as moved:
        QTest.mousePress(view.viewport(), LEFT, pos=start)
        QTest.mouseMove(view.viewport(), (start + end) / 2)
        QTest.mouseMove(view.viewport(), end)
        view.grab()
        QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    assert moved.args == [1, date(2026, 11, 25)]


def test_a_drag_to_the_same_day_or_given_up_moves_nothing(qtbot: QtBot) -> None:
    view = shown(qtbot, [visit(1, TODAY)])
    start, end = chip_point(view, 1), view.day_rect(date(2026, 11, 25)).center()
    with qtbot.assertNotEmitted(view.move_requested):
        QTest.mousePress(view.viewport(), LEFT, pos=start)
        QTest.mouseMove(view.viewport(), end)
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view.viewport(), LEFT, pos=end)
        QTest.mousePress(view.viewport(), LEFT, pos=start)
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseMove(view.viewport(), start)
        QTest.mouseRelease(view.viewport(), LEFT, pos=start)


def test_what_finds_no_room_is_counted_and_can_be_asked_for(qtbot: QtBot) -> None:
    view = shown(qtbot, [visit(n, TODAY) for n in range(30)])
    cell = next(cell for cell in view._cells if cell.day == TODAY)
    assert cell.hidden == 30 - len(cell.chips)
    with qtbot.waitSignal(view.more_requested) as asked:
        QTest.mouseClick(view.viewport(), LEFT, pos=cell.more.center() + QPoint(0, view._offset()))
    assert asked.args == [TODAY]


def test_a_refresh_keeps_the_day_and_the_item(qtbot: QtBot) -> None:
    view = shown(qtbot, [visit(1, TODAY), visit(2, TODAY)])
    view.select_day(TODAY, 2)
    view.set_items([visit(2, TODAY, "09:00"), visit(3, TODAY)])
    chosen = view.selected_item()
    assert chosen is not None
    assert chosen.time == "09:00"


def test_a_screen_reader_hears_month_day_and_items(qtbot: QtBot) -> None:
    view = shown(qtbot, [visit(1, TODAY)])
    assert view.accessibleName() == "服务日历，2026年11月"
    assert view.accessibleDescription() == "2026年11月22日 周日; 22:00, 三川实业, 已计划"
    view.select_day(date(2026, 11, 11))
    assert "休 国庆节" in view.accessibleDescription()


def test_three_thousand_items_lay_out_only_what_is_drawn(qtbot: QtBot) -> None:
    view = shown(qtbot, month_items(3_000))
    assert sum(len(cell.chips) for cell in view._cells) < 42 * 8


def test_of_a_full_day_the_first_items_are_enough(qtbot: QtBot) -> None:
    read: list[date] = []

    def rest(day: date) -> list[CalendarItem]:
        read.append(day)
        return [visit(n, day) for n in range(80)]

    view = shown(qtbot, [])
    view.select_day(date(2026, 11, 1))
    view.set_items([visit(n, TODAY) for n in range(16)], {TODAY: 80}, rest)
    cell = next(cell for cell in view._cells if cell.day == TODAY)
    assert (len(cell.chips) + cell.hidden, read) == (80, [])
    assert len(view.items_on(TODAY)) == 80
    view.items_on(TODAY)
    assert read == [TODAY]


def test_the_keyboard_carries_a_visit_to_another_day(qtbot: QtBot) -> None:
    view = shown(qtbot, [visit(1, TODAY)])
    view.select_day(TODAY, 1)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "2026年11月30日" in view.accessibleDescription()
    with qtbot.waitSignal(view.move_requested) as moved:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert moved.args == [1, date(2026, 11, 30)]
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.assertNotEmitted(view.move_requested):
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_today_is_one_key(qtbot: QtBot) -> None:
    view = shown(qtbot, [])
    view.turn(3)
    QTest.keyClick(view, Qt.Key.Key_T)
    assert view.selected_day() == TODAY


def test_a_visit_without_booking_is_dropped_on_a_day(qtbot: QtBot) -> None:
    view = shown(qtbot, [])
    day = date(2026, 11, 25)
    point, data = QPointF(view.day_rect(day).center()), packed(7)
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(point.toPoint(), copy, data, LEFT, none))
    move = QDragMoveEvent(point.toPoint(), copy, data, LEFT, none)
    QApplication.sendEvent(view.viewport(), move)
    assert move.isAccepted()
    view.grab()
    with qtbot.waitSignal(view.move_requested) as dropped:
        QApplication.sendEvent(view.viewport(), QDropEvent(point, copy, data, LEFT, none))
    assert dropped.args == [7, day]
