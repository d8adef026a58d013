from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.money import Fen
from tests.ui.samples import type_text
from ui.widgets.date_field import DateField
from ui.widgets.fields import (
    CheckField,
    MoneyField,
    NoteField,
    NumberField,
    ParsedField,
    PhoneField,
    TextField,
    TimeField,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("field", "typed", "value", "text"),
    [
        (MoneyField, "1234.5", Fen(123450), "1,234.50"),
        (MoneyField, "￥１２", Fen(1200), "12.00"),
        (TimeField, "22", "22:00", "22:00"),
        (TimeField, "930", "09:30", "09:30"),
        (TimeField, "2230", "22:30", "22:30"),
        (TimeField, "22：30", "22:30", "22:30"),
        (TimeField, "22点半", "22:30", "22:30"),
        (NumberField, "１２", 12, "12"),
    ],
)
def test_many_writings_are_read_and_one_is_shown(
    qtbot: QtBot, field: type[ParsedField[object]], typed: str, value: object, text: str
) -> None:
    made = field()  # type: ignore[call-arg]
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.edited):
        type_text(made, typed)
    assert made.value() == value
    assert made.problem() is None
    assert made.text() == typed
    made.editingFinished.emit()
    assert made.text() == text


@pytest.mark.parametrize(("field", "typed"), [(MoneyField, "abc"), (TimeField, "25:00"), (NumberField, "-1")])
def test_what_cannot_be_read_stays_and_is_explained(
    qtbot: QtBot, field: type[ParsedField[object]], typed: str
) -> None:
    made = field()  # type: ignore[call-arg]
    qtbot.addWidget(made)
    type_text(made, typed)
    made.editingFinished.emit()
    assert made.value() is None
    assert made.problem() is not None
    assert made.text() == typed


def test_an_empty_field_has_no_value_and_no_problem(qtbot: QtBot) -> None:
    for field in (MoneyField(), TimeField(), NumberField(), DateField(TODAY)):
        qtbot.addWidget(field)
        assert field.value() is None
        assert field.problem() is None


def test_a_date_is_typed_as_it_is_said(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    qtbot.addWidget(field)
    type_text(field, "明天")
    assert field.value() == date(2026, 11, 23)
    field.editingFinished.emit()
    assert field.text() == "2026-11-23"


def test_arrow_keys_change_the_day(qtbot: QtBot) -> None:
    field = DateField(TODAY, TODAY)
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == TODAY + timedelta(days=1)
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == TODAY


def test_a_date_can_be_pointed_at(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    qtbot.addWidget(field)
    field.show()
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field._popup
    assert popup is not None
    assert popup.isVisible()
    with qtbot.waitSignal(field.edited):
        popup.month.clicked.emit(QDate(2026, 11, 30))
    assert field.value() == date(2026, 11, 30)


def test_a_number_is_counted_within_its_bounds(qtbot: QtBot) -> None:
    field = NumberField(9, most=10)
    qtbot.addWidget(field)
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 10


def test_plain_fields_give_back_what_was_typed(qtbot: QtBot) -> None:
    text, phone, note, check = (
        TextField(" 三川 "),
        PhoneField("0571-8888 1234"),
        NoteField("a\nb "),
        CheckField("打印"),
    )
    for field in (text, phone, note, check):
        qtbot.addWidget(field)
        assert field.problem() is None
    assert (text.value(), phone.value(), note.value(), check.value()) == (
        "三川",
        "0571-8888 1234",
        "a\nb",
        False,
    )
    with qtbot.waitSignal(check.edited):
        check.click()
    assert check.value() is True
