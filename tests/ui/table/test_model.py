from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.samples import COLUMNS, Bill, Bills
from ui.table.columns import version_of
from ui.table.model import PAGE, PAGES_KEPT, ListQuery, RecordTableModel

ROLE = Qt.ItemDataRole


def test_the_model_keeps_qts_rules() -> None:
    source = Bills(250)
    model = RecordTableModel(COLUMNS, source)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.refresh()
    source.present = source.present[5:]
    model.refresh()
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert tester.model() is model


def test_nothing_is_fetched_before_it_is_drawn() -> None:
    source = Bills(300_000)
    model = RecordTableModel(COLUMNS, source)
    model.refresh()
    assert model.rowCount() == 300_000
    assert source.fetched == []
    assert model.index(150_000, 0).data() == "150001"
    assert len(source.fetched) == PAGE


def test_pages_drawn_long_ago_are_forgotten() -> None:
    source = Bills((PAGES_KEPT + 5) * PAGE)
    model = RecordTableModel(COLUMNS, source)
    model.refresh()
    for row in range(0, model.rowCount(), PAGE):
        model.index(row, 0).data()
    count = len(source.fetched)
    model.index(model.rowCount() - 1, 0).data()
    assert len(source.fetched) == count
    model.index(0, 0).data()
    assert len(source.fetched) == count + PAGE


def test_sorting_asks_the_source_for_the_order() -> None:
    source = Bills(10)
    model = RecordTableModel(COLUMNS, source)
    model.refresh()
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert source.asked[-1] == ListQuery(None, "amount", descending=True)
    assert model.id_at(0) == 10
    model.sort(4)
    assert source.asked[-1].sort_key == "amount"


def test_each_role_says_its_part() -> None:
    model = RecordTableModel(COLUMNS, Bills(10))
    model.refresh()
    late = model.index_of_id(4)
    assert late.row() == 3
    state = late.siblingAtColumn(3)
    assert state.data() == "逾期 3 天"
    assert state.data(ROLE.ForegroundRole) is not None
    assert not state.data(ROLE.DecorationRole).isNull()
    assert state.data(ROLE.ToolTipRole) == "账期 30 天, 000004"
    assert "逾期" in state.data(ROLE.AccessibleTextRole)
    assert late.siblingAtColumn(2).data() == "5.48"
    assert late.siblingAtColumn(2).data(ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert late.data(ROLE.EditRole) is None
    assert not model.flags(late) & Qt.ItemFlag.ItemIsEditable


def test_a_row_that_is_gone_is_drawn_empty() -> None:
    class Forgetful(Bills):
        def rows(self, ids: Sequence[int]) -> list[Bill]:
            del ids
            return []

    model = RecordTableModel(COLUMNS, Forgetful(3))
    model.refresh()
    assert model.index(0, 0).data() == ""
    assert model.row_at(0) is None
    assert not model.index_of_id(99).isValid()


def test_an_unchanged_list_only_draws_its_cells_anew(qtbot: QtBot) -> None:
    source = Bills(10)
    model = RecordTableModel(COLUMNS, source)
    model.refresh()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.refresh()


def test_another_list_of_columns_has_another_version() -> None:
    assert version_of(COLUMNS) != version_of(COLUMNS[:-1])
