from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from ui.widgets.grid_field import GridColumn, GridField, GridLine


def _number(text: str) -> str:
    if not text.isdigit():
        raise Refused(msg("“{text}” is not a whole number.", text=text))
    return str(int(text))


def grid(**options: object) -> GridField:
    columns = (
        GridColumn("what", "What", 0, ("Rodents", "Flies")),
        GridColumn("number", "Number", 60, right=True, tidy=_number),
        GridColumn("state", "State", 80, ("Open", "Done"), strict=True),
    )
    return GridField(columns, **options)  # type: ignore[arg-type]  # options of the field


def shown(field: GridField, qtbot: QtBot) -> tuple[QWidget, QLineEdit]:
    room, after = QWidget(), QLineEdit()
    row = QHBoxLayout(room)
    row.addWidget(field)
    row.addWidget(after)
    qtbot.addWidget(room)
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    after.setFocus()
    field.setFocus()
    return room, after


def editor(field: GridField) -> QLineEdit:
    found = field.findChildren(QLineEdit)
    return found[-1]


def put(field: GridField, row: int, column: int, text: str) -> None:
    item = field.item(row, column)
    assert item is not None
    item.setText(text)


def test_a_line_that_is_typed_brings_a_new_empty_one(qtbot: QtBot) -> None:
    field = grid()
    room, _after = shown(field, qtbot)
    assert room.isVisible()
    put(field, 0, 0, "Rodents")
    assert field.rowCount() == 2
    assert [line.cells["what"] for line in field.value()] == ["Rodents"]


def test_keys_go_from_cell_to_cell_and_from_line_to_line(qtbot: QtBot) -> None:
    field = grid()
    room, after = shown(field, qtbot)
    assert room.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(editor(field), "Flies")
    QTest.keyClick(editor(field), Qt.Key.Key_Tab)
    QTest.keyClicks(editor(field), "12")
    QTest.keyClick(editor(field), Qt.Key.Key_Return)
    assert field.currentRow() == 1
    QTest.keyClick(editor(field), Qt.Key.Key_Tab)
    assert [line.cells for line in field.value()] == [{"what": "Flies", "number": "12", "state": ""}]
    assert after.hasFocus()


def test_what_is_being_typed_counts_without_leaving_the_cell(qtbot: QtBot) -> None:
    field = grid()
    room, _after = shown(field, qtbot)
    assert room.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(editor(field), "Rodents")
    assert [line.cells["what"] for line in field.value()] == ["Rodents"]


def test_the_beginning_of_a_word_is_enough_and_others_are_named(qtbot: QtBot) -> None:
    field = grid()
    room, _after = shown(field, qtbot)
    assert room.isVisible()
    put(field, 0, 2, "do")
    assert field.value()[0].cells["state"] == "Done"
    assert field.problem() is None
    put(field, 0, 2, "perhaps")
    problem = field.problem()
    assert problem is not None
    assert problem.params["choices"] == ["Open", "Done"]


def test_a_number_that_is_none_is_told(qtbot: QtBot) -> None:
    field = grid()
    room, _after = shown(field, qtbot)
    assert room.isVisible()
    put(field, 0, 1, "many")
    assert field.problem() is not None
    put(field, 0, 1, "007")
    assert (field.problem(), field.value()[0].cells["number"]) == (None, "7")


def test_a_line_goes_with_control_delete_and_keeps_its_record_else(qtbot: QtBot) -> None:
    field = grid()
    room, _after = shown(field, qtbot)
    assert room.isVisible()
    field.set_value([GridLine({"what": "Rodents"}, 7), GridLine({"what": "Flies"}, 8)])
    field.setCurrentCell(0, 0)
    QTest.keyClick(field, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [line.origin for line in field.value()] == [8]


def test_a_word_brings_what_usually_goes_with_it(qtbot: QtBot) -> None:
    field = grid(completes=lambda _cells, key: {"state": "Open"} if key == "what" else {})
    room, _after = shown(field, qtbot)
    assert room.isVisible()
    put(field, 0, 0, "Flies")
    assert field.value()[0].cells["state"] == "Open"
