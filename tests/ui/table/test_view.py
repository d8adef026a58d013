from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.samples import COLUMNS, Bills
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable


def shown(qtbot: QtBot, source: Bills) -> RecordTable:
    table = RecordTable(RecordTableModel(COLUMNS, source), "发票")
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    table.record_model().refresh()
    qtbot.waitExposed(table)
    table.grab()
    return table


def test_three_hundred_thousand_rows_fetch_only_what_is_drawn(qtbot: QtBot) -> None:
    source = Bills(300_000)
    table = shown(qtbot, source)
    assert len(source.fetched) <= 100
    table.scrollToBottom()
    table.grab()
    assert len(source.fetched) <= 300


def test_a_refresh_keeps_selection_and_scroll_position(qtbot: QtBot) -> None:
    source = Bills(1_000)
    table = shown(qtbot, source)
    table.go_to(500)
    top = table.record_model().id_at(table.rowAt(0))
    source.present = [*range(5_000, 5_040), *source.present]
    table.record_model().refresh()
    assert table.current_id() == 500
    assert table.selected_ids() == [500]
    assert table.record_model().id_at(table.rowAt(0)) == top


def test_the_next_record_takes_the_place_of_one_that_left(qtbot: QtBot) -> None:
    source = Bills(20)
    table = shown(qtbot, source)
    table.go_to(7)
    source.present.remove(7)
    with qtbot.waitSignal(table.current_record_changed) as told:
        table.record_model().refresh()
    assert told.args == [8]
    assert table.selected_ids() == [8]


def test_enter_and_double_click_open_the_record(qtbot: QtBot) -> None:
    table = shown(qtbot, Bills(5))
    table.go_to(3)
    with qtbot.waitSignal(table.activated_record) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [3]
    with qtbot.waitSignal(table.activated_record) as opened:
        table.doubleClicked.emit(table.record_model().index(1, 0))
    assert opened.args == [2]


def test_a_click_on_the_heading_sorts_and_a_second_one_turns_it(qtbot: QtBot) -> None:
    source = Bills(5)
    table = shown(qtbot, source)
    header = table.horizontalHeader()
    header.sectionClicked.emit(2)
    assert (source.asked[-1].sort_key, source.asked[-1].descending) == ("amount", False)
    header.sectionClicked.emit(2)
    assert source.asked[-1].descending
    assert header.sortIndicatorSection() == 2
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_columns_are_chosen_in_the_menu_and_the_layout_comes_back(qtbot: QtBot) -> None:
    table = shown(qtbot, Bills(5))
    actions = table.column_menu().actions()
    assert [action.isChecked() for action in actions] == [True, True, True, True, False]
    with qtbot.waitSignal(table.layout_changed):
        actions[4].setChecked(True)
    assert not table.isColumnHidden(4)
    table.setColumnWidth(0, 222)
    other = shown(qtbot, Bills(5))
    other.restore_layout(QByteArray(table.save_layout()))
    assert not other.isColumnHidden(4)
    assert other.columnWidth(0) == 222
    assert other.layout_key() == table.layout_key()


def test_the_last_column_cannot_be_hidden(qtbot: QtBot) -> None:
    table = shown(qtbot, Bills(5))
    for at in (0, 1, 2):
        table.setColumnHidden(at, True)
    assert [action.isEnabled() for action in table.column_menu().actions()] == [True, True, True, False, True]


def test_an_empty_list_says_why(qtbot: QtBot) -> None:
    source = Bills(0)
    table = shown(qtbot, source)
    assert table._nothing_yet.isVisible()
    assert not table._no_match.isVisible()
    source.present = [1]
    table.record_model().refresh()
    assert not table._nothing_yet.isVisible()
    table.record_model().set_filter("zzz")
    assert table._no_match.isVisible()
    assert not table._nothing_yet.isVisible()


def test_selected_rows_are_copied_for_excel_and_word(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    table = shown(qtbot, Bills(5))
    table.go_to(4)
    copied: list[QMimeData] = []
    monkeypatch.setattr(QGuiApplication.clipboard(), "setMimeData", copied.append)
    table.copy()
    heading, line = copied[0].text().splitlines()
    assert heading.count("\t") == 3
    assert line == "000004\tLotus Bakery\t5.48\t逾期 3 天"
    assert "<td>Lotus Bakery</td>" in copied[0].html()


def test_the_list_has_a_name(qtbot: QtBot) -> None:
    assert shown(qtbot, Bills(1)).accessibleName() == "发票"
