"""Badges, cards, charts, search and empty places."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.samples import settle, type_text
from ui.widgets.badge import Badge, BadgeLabel
from ui.widgets.card import DetailsCard
from ui.widgets.card_content import CardAction, CardContent, Event, Fact, LinkRow, Section
from ui.widgets.charts import BarChart, LineChart, Point, StackedBar
from ui.widgets.empty import EmptyState
from ui.widgets.search import SearchField

LONG = Section("往来", events=tuple(Event("11-20", f"电话 {n}", "说周五付款") for n in range(60)))


def content(
    key: str = "c1", *, title: str = "三川实业 <b>", sections: tuple[Section, ...] = ()
) -> CardContent:
    facts = Section("联系", (Fact("电话", "0571"), Fact("负责人", "李 & 王", "contact/3")))
    return CardContent(
        key,
        title,
        badges=(Badge("逾期 3 天", "late"),),
        warning="周二下午勿来电",
        actions=(CardAction("pay", "登记付款", primary=True),),
        sections=(facts, Section("待办", rows=(LinkRow("发票 0042", "invoice/42"),)), *sections),
    )


def card(qtbot: QtBot) -> DetailsCard:
    made = DetailsCard("客户", "选择一个客户。")
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show()
    return made


def test_links_and_buttons_of_a_card_come_out(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_card(content())
    link = next(label for label in made.findChildren(QLabel) if "contact/3" in label.text())
    with qtbot.waitSignal(made.link_activated) as opened:
        link.linkActivated.emit("contact/3")
    assert opened.args == ["contact/3"]
    button = made.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(made.action_triggered) as acted:
        button.click()
    assert acted.args == ["pay"]


def test_text_on_a_card_is_never_markup(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_card(content())
    texts = [label.text() for label in made.findChildren(QLabel)]
    assert "三川实业 <b>" in texts
    assert any("李 &amp; 王" in text for text in texts)


def test_the_same_record_again_does_not_jump_and_another_begins_at_the_top(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_card(content(sections=(LONG,)))
    settle()
    bar = made.verticalScrollBar()
    bar.setValue(600)
    made.show_card(content(title="三川实业", sections=(LONG,)))
    settle()
    assert bar.value() == 600
    made.show_card(content("c2", sections=(LONG,)))
    settle()
    assert bar.value() == 0


def test_a_card_without_record_says_what_to_do(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_card(content())
    made.show_nothing()
    assert made.content() is None
    assert isinstance(made.widget(), EmptyState)


def test_a_badge_is_read_aloud(qtbot: QtBot) -> None:
    badge = BadgeLabel(Badge("逾期 3 天", "late"))
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "逾期 3 天"
    before = badge.sizeHint().width()
    badge.set_badge(Badge("很长很长的状态", "kept"))
    assert badge.sizeHint().width() > before
    badge.grab()


def test_typing_is_searched_after_a_rest_and_esc_clears(qtbot: QtBot) -> None:
    field = SearchField("查找")
    qtbot.addWidget(field)
    found: list[str] = []
    field.searched.connect(found.append)
    type_text(field, "三")
    type_text(field, "川 ")
    assert found == []
    qtbot.waitUntil(lambda: found == ["三川"])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert found == ["三川", ""]
    type_text(field, "西湖")
    with qtbot.waitSignal(field.left_downwards):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert found[-1] == "西湖"


def test_every_chart_draws_anything_and_says_its_values(qtbot: QtBot) -> None:
    for kind in (BarChart, LineChart, StackedBar):
        chart = kind("账龄", lambda value: f"{value} 元")
        qtbot.addWidget(chart)
        for values in ((), (0,), (5,), (0, 0), (3, -1, 8), tuple(range(60))):
            chart.set_points([Point(f"第{at}", value) for at, value in enumerate(values)])
            chart.resize(chart.sizeHint())
            assert not chart.grab().isNull()
        assert chart.accessibleDescription().startswith("第0: 0 元; 第1: 1 元")


def test_an_empty_place_offers_a_way_on(qtbot: QtBot) -> None:
    acted: list[int] = []
    state = EmptyState(None, "inbox", "还没有发票。", "导入", lambda: acted.append(1))
    qtbot.addWidget(state)
    state._button.click()
    assert acted == [1]
    state.set_content("inbox", "还没有发票。")
    state._button.click()
    assert acted == [1]
