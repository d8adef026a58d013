from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import msg
from tests.ui.samples import type_text
from ui.operations import running
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class Dialog(FormDialog):
    act: Callable[[], object] = staticmethod(lambda: "saved")

    def __init__(self) -> None:
        super().__init__(None, "登记付款", "登记付款", lead="冲抵最早的发票。")
        self.form.add("name", "客户", TextField(), required=True)
        self.form.add("date", "日期", DateField(date(2026, 11, 22)))

    def job(self) -> Job:
        return lambda _progress: self.act()


@pytest.fixture
def dialog(qtbot: QtBot) -> Dialog:
    made = Dialog()
    qtbot.addWidget(made)
    made.open()
    return made


def finished(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not running())


def test_save_names_what_is_missing_and_does_nothing(dialog: Dialog) -> None:
    dialog._save.click()
    assert dialog._summary.text() == "有 1 处需要处理：客户"
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.form.field("name")
    type_text(dialog.form.field("name"), "三川")
    assert not dialog._summary.isVisible()


def test_ctrl_enter_saves_and_closes(dialog: Dialog, qtbot: QtBot) -> None:
    dialog.form.field("name").set_value("三川")
    dialog.activateWindow()
    with qtbot.waitSignal(dialog.saved) as saved:
        QTest.keyClick(dialog.form.field("name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == ["saved"]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_refusal_stands_beside_its_field(dialog: Dialog, qtbot: QtBot) -> None:
    def refuse() -> object:
        raise Refused(msg("“{field}” is missing.", field="x"), field="date")

    dialog.act = refuse
    dialog.form.field("name").set_value("三川")
    dialog.save()
    assert not dialog._save.isEnabled()
    dialog.save()
    finished(qtbot)
    assert dialog._save.isEnabled()
    assert dialog.isVisible()
    assert dialog.form._entries["date"].line.isVisible()


def test_several_refusals_and_those_of_no_field_are_shown(dialog: Dialog, qtbot: QtBot) -> None:
    def refuse() -> object:
        raise Invalid({"name": msg("“{field}” is missing.", field="x"), "elsewhere": msg("Disk full.")})

    dialog.act = refuse
    dialog.form.field("name").set_value("三川")
    dialog.save()
    finished(qtbot)
    assert dialog._summary.text() == "Disk full.\n有 1 处需要处理：客户"


def test_esc_closes_what_was_not_touched(dialog: Dialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(("button", "stays"), [(0, False), (1, True)])
def test_esc_asks_where_something_was_typed(dialog: Dialog, button: int, stays: bool) -> None:
    type_text(dialog.form.field("name"), "三川")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "放弃已输入的内容？"
    names = {"放弃": 0, "继续填写": 1}
    next(each for each in box.buttons() if names[each.text()] == button).click()
    assert dialog.isVisible() is stays


def test_the_first_field_has_the_keyboard_and_the_form_its_room(dialog: Dialog) -> None:
    assert dialog.focusWidget() is dialog.form.field("name")
    assert dialog._room.verticalScrollBar().maximum() == 0


def test_further_buttons_and_verbs(dialog: Dialog) -> None:
    clicked: list[int] = []
    dialog.add_button("说明", lambda: clicked.append(1)).click()
    dialog.set_verb("保存")
    assert clicked == [1]
    assert dialog._save.text() == "保存"
