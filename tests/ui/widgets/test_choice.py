from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk.domain.visits import VisitStatus
from tests.ui.samples import type_text
from ui.language import term
from ui.widgets.choice import Choice, EnumCombo, RecordCombo

CHOICES = [
    Choice(1, "三川实业有限公司", "scsy sanchuan 0571"),
    Choice(2, "西湖饭店", "xhfd xihu"),
    Choice(3, "西湖茶庄", "xhcz"),
]


@pytest.fixture
def records(qtbot: QtBot) -> RecordCombo:
    made = RecordCombo(CHOICES)
    qtbot.addWidget(made)
    made.show()
    return made


def offered(field: RecordCombo) -> list[str]:
    return [str(field._filter.index(row, 0).data()) for row in range(field._filter.rowCount())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("西湖", ["西湖饭店", "西湖茶庄"]),
        ("实业", ["三川实业有限公司"]),
        ("XHFD", ["西湖饭店"]),
        ("西湖 茶", ["西湖茶庄"]),
    ],
)
def test_any_part_finds_the_record(records: RecordCombo, typed: str, found: list[str]) -> None:
    type_text(records, typed)
    assert offered(records) == found
    assert records.value() is None


def test_one_match_is_taken_when_one_leaves(records: RecordCombo, qtbot: QtBot) -> None:
    type_text(records, "sanchuan")
    with qtbot.waitSignal(records.chosen) as chosen:
        records.editingFinished.emit()
    assert chosen.args == [1]
    assert records.text() == "三川实业有限公司"


def test_an_unknown_name_is_a_problem(records: RecordCombo) -> None:
    type_text(records, "无此客户")
    records.editingFinished.emit()
    problem = records.problem()
    assert problem is not None
    assert records.value() is None


def test_a_record_is_shown_by_its_id(records: RecordCombo) -> None:
    records.set_value(2)
    assert records.text() == "西湖饭店"
    assert records.value() == 2
    records.set_value(None)
    assert records.text() == ""
    assert records.problem() is None


def test_an_enum_is_chosen_in_the_branchs_words(qtbot: QtBot) -> None:
    combo = EnumCombo(VisitStatus, VisitStatus.DONE, empty="(无)")
    qtbot.addWidget(combo)
    texts = [combo.itemText(at) for at in range(combo.count())]
    assert texts == ["(无)", *(term(status) for status in VisitStatus)]
    assert combo.value() is VisitStatus.DONE
    combo.set_value(None)
    assert combo.value() is None
    assert combo.problem() is None


def test_scrolling_the_form_changes_no_choice(qtbot: QtBot) -> None:
    combo = EnumCombo(VisitStatus, VisitStatus.DONE)
    qtbot.addWidget(combo)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert combo.value() is VisitStatus.DONE
