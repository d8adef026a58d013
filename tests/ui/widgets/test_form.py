from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from tests.ui.samples import type_text
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form import Form


@pytest.fixture(params=[1, 2])
def form(qtbot: QtBot, request: pytest.FixtureRequest) -> Form:
    made = Form(columns=request.param)
    made.section("付款")
    made.add("date", "日期(&D)", DateField(date(2026, 11, 22)), required=True)
    made.add("amount", "金额", MoneyField(), required=True, hint="未付 8,600.00")
    made.add("note", "&Note", TextField(), wide=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_values_go_in_and_out(form: Form) -> None:
    form.set_values({"amount": Fen(100), "note": "支票"})
    assert form.values() == {"date": None, "amount": 100, "note": "支票"}
    assert not form.is_changed()
    type_text(form.field("note"), "!")
    assert form.is_changed()


def test_save_is_told_what_is_missing_and_what_is_wrong(form: Form) -> None:
    type_text(form.field("amount"), "abc")
    assert list(form.problems()) == ["date", "amount"]
    assert form.problems()["date"] == msg("“{field}” is missing.", field="日期")


def test_a_problem_stands_under_its_field_until_it_is_mended(form: Form) -> None:
    form.set_problems(form.problems())
    line = form._entries["amount"].line
    assert line.isVisible()
    assert form.field("amount").accessibleDescription() == "请填写“金额”。"
    type_text(form.field("amount"), "12")
    assert not line.isVisible()
    assert form.field("amount").accessibleDescription() == ""


def test_leaving_a_wrong_field_says_so_but_an_empty_one_is_not_scolded(form: Form) -> None:
    form.field("date").editingFinished.emit()
    assert not form._entries["date"].line.isVisible()
    form.field("date").setText("32")
    form.field("date").editingFinished.emit()
    assert form._entries["date"].line.isVisible()


def test_a_zero_amount_is_not_missing(form: Form) -> None:
    form.field("amount").set_value(Fen(0))
    assert "amount" not in form.problems()


def test_a_hidden_field_has_no_problems(form: Form) -> None:
    form.set_visible("date", visible=False)
    assert "date" not in form.problems()


def test_every_field_has_a_label_and_a_name(form: Form) -> None:
    entry = form._entries["date"]
    assert entry.label.buddy() is entry.widget
    assert entry.widget.accessibleName() == "日期，必填"
    assert form.title("note") == "Note"
    assert form.keys() == ("date", "amount", "note")


def test_only_widgets_are_fields() -> None:
    with pytest.raises(TypeError, match="widget"):
        Form().add("x", "x", object())  # type: ignore[arg-type]
