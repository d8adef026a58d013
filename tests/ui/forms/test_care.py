"""Care can be entered in a few keystrokes and is seen at the point of use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.care import (
    AngerCause,
    Attention,
    AttentionKind,
    CareState,
    CustomerNote,
    Deciders,
    Expectation,
    Improvement,
    NoteKind,
    Temper,
    Temperament,
)
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.grades import Grade
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.surveys import Dimension, Survey, SurveySource
from tests.ui.branch import session_of, small_branch
from ui.forms.attentions import AttentionDialog, ExpectationDialog, ImprovementDialog
from ui.forms.call_brief import CallBrief
from ui.forms.care_list import CareListDialog, birthday_list, festival_list, open_round
from ui.forms.care_notes import DecidersDialog, NoteDialog, TemperamentDialog
from ui.forms.grading import GradingDialog
from ui.forms.interaction import InteractionDialog
from ui.forms.mark_field import MarkField
from ui.forms.settings import SettingsDialog
from ui.forms.survey import SurveyDialog
from ui.forms.survey_trend import SurveyTrendDialog
from ui.operations import running
from ui.printing import PrintPreview
from ui.session import Session
from ui.tabs.calendar_card import VisitCard
from ui.tabs.complaints_card import ComplaintCard
from ui.widgets.charts import LineChart
from ui.widgets.form_dialog import FormDialog

FACTORY, HOTEL = 1, 2
D = TypeVar("D", bound=FormDialog)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def filled(qtbot: QtBot) -> Callable[[D, dict[str, object]], D]:
    """Open a dialog, put values into its fields and save it."""

    def fill(dialog: D, values: dict[str, object]) -> D:
        qtbot.addWidget(dialog)
        dialog.open()
        for key, value in values.items():
            dialog.form.field(key).set_value(value)
        dialog.form.changed.emit()
        with qtbot.waitSignal(dialog.saved):
            dialog.save()
        qtbot.waitUntil(lambda: not running())
        return dialog

    return fill


Fill = Callable[[FormDialog, dict[str, object]], FormDialog]


@pytest.mark.req("R136")
@pytest.mark.req("D15")
@pytest.mark.req("R110")
def test_what_was_noted_stands_in_the_call_dialog(qtbot: QtBot, session: Session, filled: Fill) -> None:
    note = NoteDialog(None, session, CustomerNote(customer_id=FACTORY))
    filled(note, {"text": "周二下午勿来电", "kind": NoteKind.PREFERENCE})
    temper = TemperamentDialog(None, session, Temperament(customer_id=FACTORY))
    filled(temper, {"temper": Temper.FORCEFUL, "anger": AngerCause.LOSS})
    call = InteractionDialog(None, session, Interaction(customer_id=FACTORY))
    qtbot.addWidget(call)
    (brief,) = call.findChildren(CallBrief)
    texts = "\n".join(brief.texts())
    assert "周二下午勿来电（2026-11-22 记）" in texts
    assert "力量型 · 损失：直入主题" in texts


@pytest.mark.req("R110")
def test_the_tip_follows_the_choice_at_once(qtbot: QtBot, session: Session) -> None:
    dialog = TemperamentDialog(None, session, Temperament(customer_id=FACTORY))
    qtbot.addWidget(dialog)
    dialog.form.field("temper").set_value(Temper.PERFECTIONIST)
    dialog.form.changed.emit()
    assert "讲究准确" in dialog.form.field("tip").text()


@pytest.mark.req("D15")
@pytest.mark.req("R145")
def test_the_visit_card_warns_of_preferences_and_open_expectations(session: Session) -> None:
    desk = session.desk
    first = next(row for row in (desk.visits.visit(at) for at in range(1, 60)) if row.kind.value == "first")
    for text in ("半小时内清场", "永不见蟑螂"):
        desk.care.save_expectation(Expectation(customer_id=FACTORY, text=text))
    note = CustomerNote(customer_id=FACTORY, site_id=first.site_id, text="需动火许可证", at_visit=True)
    desk.care.save_note(note)
    (section,) = [one for one in VisitCard(session, first.id).content().sections if one.title == "现场注意"]
    texts = [row.text for row in section.rows]
    assert texts == ["需动火许可证", "期望：永不见蟑螂", "期望：半小时内清场"]


@pytest.mark.req("R160")
def test_each_rank_is_given_once(qtbot: QtBot, session: Session) -> None:
    dialog = DecidersDialog(None, session, Deciders(customer_id=FACTORY))
    qtbot.addWidget(dialog)
    dialog.form.field("convenience").set_value(1)
    assert set(dialog.check()) == {"speed"}
    dialog.form.field("price").set_value(3)
    assert dialog.check() == {}


@pytest.mark.req("R138")
@pytest.mark.req("D14")
def test_an_exception_asks_for_its_reason_and_end(qtbot: QtBot, session: Session, filled: Fill) -> None:
    dialog = GradingDialog(None, session, FACTORY)
    qtbot.addWidget(dialog)
    for key, mark in (("value", 5), ("importance", 4), ("potential", 3)):
        dialog.form.field(key).set_value(mark)
    dialog.form.changed.emit()
    assert dialog.form.field("result").text() == "4.3 分：A 级（权重 50/30/20）"
    assert "reason" not in dialog.form.problems()
    dialog.form.field("grade").set_value(Grade.C)
    dialog.form.changed.emit()
    assert {"reason", "until_on"} <= set(dialog.form.problems())
    filled(dialog, {"reason": "关店在即", "until_on": date(2027, 1, 31)})
    (kept,) = session.desk.opinions.gradings_of(FACTORY)
    assert (kept.grade, kept.by_marks, kept.until_on) == ("C", "A", date(2027, 1, 31))


def marks(expected: int, *found: int) -> dict[str, object]:
    values: dict[str, object] = {f"expect_{one.value}": expected for one in Dimension}
    return values | {f"found_{one.value}": mark for one, mark in zip(Dimension, found, strict=True)}


@pytest.mark.req("R144")
@pytest.mark.req("R146")
@pytest.mark.req("R155")
def test_feedback_says_what_it_comes_to_and_its_course_is_drawn(
    qtbot: QtBot, session: Session, filled: Fill
) -> None:
    first = SurveyDialog(None, session, Survey(customer_id=HOTEL))
    day = {"asked_on": date(2026, 5, 10), "number": "FB-2026-031", "source": SurveySource.AGENT}
    who = {"asked_by": "明察调查公司", "wish_0": "夜间完成", "wish_mark_0": 3}
    filled(first, marks(4, 4, 4, 3, 4, 3) | day | who)
    assert first.form.field("result").text() == "期望 4.0，感知 3.6：-0.4 不满意"
    second = SurveyDialog(None, session, Survey(customer_id=HOTEL))
    assert second.form.field("wish_0").value() == "夜间完成"
    filled(second, marks(4, 4, 4, 4, 4, 5) | {"wish_mark_0": 5})
    trend = SurveyTrendDialog(None, session, HOTEL, lambda: None)
    qtbot.addWidget(trend)
    (chart,) = trend.findChildren(LineChart)
    assert chart.accessibleDescription() == "2026-05: 3.6; 2026-11: 4.2"
    texts = [label.text() for label in trend.findChildren(QLabel)]
    assert any("夜间完成    3 (2026-05) → 5 (2026-11)" in text for text in texts)


@pytest.mark.req("R028")
@pytest.mark.req("R142")
@pytest.mark.req("R145")
def test_improvements_attentions_and_expectations_are_saved_from_their_dialogs(
    session: Session, filled: Fill
) -> None:
    better = ImprovementDialog(None, session, Improvement(customer_id=HOTEL, noticed_on=date(2026, 10, 15)))
    filled(better, {"what": "封堵后门缝隙", "thanked_on": date(2026, 10, 16)})
    kind = AttentionKind.SPECIAL_SERVICE
    flowers = AttentionDialog(
        None, session, Attention(customer_id=HOTEL, kind=kind, given_on=date(2026, 10, 18))
    )
    filled(flowers, {"what": "开业花篮", "cost_fen": 26_800})
    wish = ExpectationDialog(None, session, Expectation(customer_id=HOTEL, noted_on=date(2026, 11, 1)))
    filled(wish, {"text": "半小时内清场"})
    care = session.desk.care
    assert [one.what for one in care.improvements_of(HOTEL)] == ["封堵后门缝隙"]
    assert [one.cost_fen for one in care.attentions_of(HOTEL)] == [26_800]
    assert [one.text for one in care.open_expectations(HOTEL)] == ["半小时内清场"]


@pytest.mark.req("R156")
def test_an_award_is_printed_before_it_is_saved(qtbot: QtBot, session: Session) -> None:
    one = Attention(
        customer_id=HOTEL, kind=AttentionKind.AWARD, given_on=date(2026, 12, 18), what="年度卫生先进"
    )
    dialog = AttentionDialog(None, session, one)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog._print()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PrintPreview)), timeout=15_000)
    dialog.findChildren(PrintPreview)[0].reject()


@pytest.mark.req("R140")
def test_the_list_of_a_festival_is_ticked_off(qtbot: QtBot, session: Session) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = festival_list(parent, session, date(2027, 1, 1))
    assert len(dialog.rows()) == 3
    dialog.table.selectAll()
    dialog.tick(CareState.DONE)
    qtbot.waitUntil(lambda: all(row.state is CareState.DONE for row in dialog.rows()))
    dialog.tick(None)
    qtbot.waitUntil(lambda: any(row.state is None for row in dialog.rows()))


@pytest.mark.req("R141")
def test_a_birthday_duty_opens_the_list_of_birthdays(qtbot: QtBot, session: Session) -> None:
    contact = Contact(customer_id=FACTORY, name="陈", birthday=date(1985, 11, 23))
    session.desk.customers.save_contact(contact)
    (duty,) = [one for one in session.desk.duties.due(7) if one.kind is DutyKind.BIRTHDAY_CARE]
    parent = QWidget()
    qtbot.addWidget(parent)
    assert open_round(parent, session, duty)
    (dialog,) = parent.findChildren(CareListDialog)
    assert [row.whom.contact for row in dialog.rows()] == ["陈"]
    assert birthday_list(parent, session).windowTitle() == "未来 7 天的生日"


@pytest.mark.req("R110")
def test_a_case_tells_how_to_speak_with_who_complains(session: Session) -> None:
    (case,) = session.desk.context.reader.find(Complaint)
    one = Temperament(customer_id=case.customer_id, temper=Temper.LIVELY, anger=AngerCause.ANXIETY)
    session.desk.care.save_temperament(one)
    facts = [fact for part in ComplaintCard(session, case.id).content().sections for fact in part.facts]
    (tip,) = [fact.value for fact in facts if fact.label == "沟通提示（仅供内部）"]
    assert tip.startswith("活泼型 · 焦虑：")


def test_a_mark_is_given_by_a_digit(qtbot: QtBot) -> None:
    field = MarkField()
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field, Qt.Key.Key_4)
    assert field.value() == 4


@pytest.mark.req("R138")
@pytest.mark.req("R139")
def test_weights_bounds_and_answer_times_are_settings(qtbot: QtBot, session: Session) -> None:
    dialog = SettingsDialog(None, session)
    qtbot.addWidget(dialog)
    assert dialog.form.field("answer_minutes_a").value() == 30
    dialog.form.field("grade_weights").setText("50/30/30")
    assert set(dialog.form.problems()) == {"grade_weights"}
    dialog.form.field("grade_weights").setText("60 / 30 / 10")
    assert dialog.form.problems() == {}
    assert dialog.form.values()["grade_weights"] == "60/30/10"
