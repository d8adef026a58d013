"""The dock by keyboard alone: one key a result, groups that fold, whose duties (D04, R018)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk.domain.duties import Assignee, Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.duty_results import QuickResult
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.messages import msg
from tests.ui.branch import TODAY, session_of, small_branch
from ui import duty_acts
from ui.duty_bar import DutyFilter, belongs
from ui.duty_model import DUTY_ROLE, Part, group
from ui.forms.interaction import InteractionDialog
from ui.forms.next_attempt import NextAttemptDialog
from ui.operations import settled
from ui.session import Session
from ui.today_dock import TodayDock

Key = Qt.Key


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        session.duties = session.desk.duties.due(31)
        yield session


@pytest.fixture
def dock(session: Session, qtbot: QtBot) -> TodayDock:
    made = TodayDock(session)
    qtbot.addWidget(made)
    made.answered.connect(lambda duty, result: duty_acts.answer_duty(made, session, duty, result))
    made.postponed.connect(lambda duty: duty_acts.postpone_duty(made, session, duty))
    session.bus.changed.connect(lambda _changes: session.reload_duties(made))
    session.duties_changed.connect(made.show_duties)
    made.show_duties()
    made.show()
    made.take_focus()
    return made


def choose(dock: TodayDock, kind: DutyKind) -> Duty:
    """Open the groups in which a kind stands, and choose its first duty."""
    for part in Part:
        dock.model.fold(part, folded=False)
    for row in range(dock.model.rowCount()):
        duty = dock.model.line(row).duty
        if duty is not None and duty.kind is kind:
            dock.list.setCurrentIndex(dock.model.index(row))
            return duty
    raise LookupError(kind)


def duty(kind: DutyKind, due_on: date, **more: object) -> Duty:
    whom = Whom(customer_id=1, customer="三川")
    return Duty(
        kind=kind,
        due_on=due_on,
        whom=whom,
        say=msg("x"),
        link=LinkKind.VISIT,
        link_id=1,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.req("D04")
def test_a_digit_records_the_call_and_the_next_duty_is_chosen(
    dock: TodayDock, session: Session, qtbot: QtBot
) -> None:
    chosen = choose(dock, DutyKind.SAME_DAY_CALL)
    QTest.keyClick(dock.list, Key.Key_1)
    qtbot.waitUntil(lambda: settled() and chosen.key not in {one.key for one in session.duties})
    (kept,) = session.desk.context.reader.find(Interaction, purpose=Purpose.SAME_DAY)
    assert (kept.result, kept.site_ready, kept.visit_id) == (CallResult.REACHED, True, chosen.link_id)
    assert dock.list.currentIndex().data(DUTY_ROLE) is not None
    session.undo_last(dock)
    qtbot.waitUntil(lambda: settled() and chosen.key in {one.key for one in session.duties})


@pytest.mark.req("D04")
def test_not_reached_leaves_the_duty_with_the_count_of_tries(
    dock: TodayDock, session: Session, qtbot: QtBot
) -> None:
    chosen = choose(dock, DutyKind.APPOINTMENT_CALL)
    QTest.keyClick(dock.list, Key.Key_2)
    qtbot.waitUntil(lambda: settled() and any(one.tried for one in session.duties))
    again = dock.list.currentIndex().data(DUTY_ROLE)
    assert again.key == chosen.key
    assert "已拨 1 次" in dock.model.spoken(again)


def test_call_back_opens_the_call_with_its_result_and_a_day(dock: TodayDock, qtbot: QtBot) -> None:
    choose(dock, DutyKind.APPOINTMENT_CALL)
    QTest.keyClick(dock.list, Key.Key_4)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, InteractionDialog)
    assert dialog.form.values()["result"] is CallResult.CALL_BACK
    assert dialog.form.values()["next_on"] == TODAY + timedelta(days=1)
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.req("D04")
def test_nine_postpones_with_a_reason_and_the_duty_stays(
    dock: TodayDock, session: Session, qtbot: QtBot
) -> None:
    chosen = choose(dock, DutyKind.APPOINTMENT_CALL)
    QTest.keyClick(dock.list, Key.Key_9)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NextAttemptDialog)
    dialog.saved.connect(session.tell)
    dialog.form.field("why").set_value("负责人不在")
    dialog.save()
    qtbot.waitUntil(lambda: settled() and any(one.try_on for one in session.duties))
    (noted,) = [one for one in session.duties if one.key == chosen.key]
    assert (noted.due_on, noted.try_why) == (chosen.due_on, "负责人不在")
    assert dock.model.row_of(chosen.key) >= 0


def test_the_foot_says_what_each_digit_means(dock: TodayDock) -> None:
    choose(dock, DutyKind.APPOINTMENT_CALL)
    flow = dock.foot._flow
    texts = [flow.itemAt(at).widget().text() for at in range(flow.count())]  # type: ignore[union-attr]
    assert texts == ["1 已联系", "2 未接", "3 已留言", "4 约回电…", "9 改期再拨…"]
    choose(dock, DutyKind.REPORT_MISSING)
    assert flow.count() == 0


def test_groups_fold_and_open_by_keyboard(dock: TodayDock) -> None:
    choose(dock, DutyKind.SAME_DAY_CALL)
    rows = dock.model.rowCount()
    QTest.keyClick(dock.list, Key.Key_Left)
    assert dock.model.rowCount() < rows
    heading = dock.list.currentIndex()
    assert heading.data(DUTY_ROLE) is None
    assert heading.flags() & Qt.ItemFlag.ItemIsSelectable
    QTest.keyClick(dock.list, Key.Key_Right)
    assert dock.model.rowCount() == rows
    assert dock.list.currentIndex().data(DUTY_ROLE) is not None


def test_the_filter_shows_the_duties_of_one_of_us_and_remembers_them(
    dock: TodayDock, session: Session
) -> None:
    box = dock.filter._whose
    box.setCurrentIndex(box.findText("孙丽"))
    box.activated.emit(box.currentIndex())
    shown = [dock.model.line(row).duty for row in range(dock.model.rowCount())]
    assert {one.who for one in shown if one is not None} == {"孙丽"}
    assert session.settings.text("dock/whose") == "person:孙丽"
    again = TodayDock(session)
    again.show_duties()
    assert again.filter.whose == "person:孙丽"
    again.deleteLater()


def test_the_boxes_say_everything_before_the_duties_are_read(qtbot: QtBot, session: Session) -> None:
    narrow = DutyFilter(session.settings)
    qtbot.addWidget(narrow)
    assert (narrow._whose.currentText(), narrow._kind.currentText()) == ("所有人", "全部类型")
    assert (narrow.whose, narrow.kind) == ("", "")


def test_a_role_is_one_of_the_choices() -> None:
    one = duty(DutyKind.MEETING, TODAY, assignee=Assignee.AREA_MANAGER)
    assert belongs(one, "role:area_manager")
    assert not belongs(one, "role:desk")
    assert belongs(one, "")


@pytest.mark.req("R019")
def test_a_call_of_the_day_is_red_after_its_hour() -> None:
    at = datetime(2026, 11, 24, 18, 0)
    call = duty(DutyKind.SAME_DAY_CALL, date(2026, 11, 24), due_at=at)
    day = date(2026, 11, 24)
    before = group([call], day, now=datetime(2026, 11, 24, 17, 59))
    after = group([call], day, now=datetime(2026, 11, 24, 18, 1))
    assert (before[1].token, after[1].token) == ("soon", "late")


@pytest.mark.req("R035")
def test_what_is_urgent_is_red_on_its_day() -> None:
    report = duty(DutyKind.REPORT_MISSING, TODAY, urgent=True)
    assert group([report], TODAY)[1].token == "late"


def test_what_is_very_late_stands_folded_and_is_not_lost() -> None:
    old = duty(DutyKind.REPORT_MISSING, TODAY - timedelta(days=400))
    (heading,) = group([old], TODAY, frozenset({Part.LONG_LATE}))
    assert heading.heading.endswith("1")
    assert len(group([old], TODAY)) == 2


def test_results_that_need_more_are_not_recorded_blindly(dock: TodayDock, session: Session) -> None:
    answer = choose(dock, DutyKind.COMPLAINT_ANSWER)
    duty_acts.answer_duty(dock, session, answer, QuickResult.MORE)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    assert session.desk.context.reader.find(Interaction) == []


def test_every_kind_of_duty_has_its_picture() -> None:
    from ui.icons import pixmap
    from ui.today_dock import ICONS

    assert {kind.value for kind in DutyKind} - ICONS.keys() == set()
    assert all(not pixmap(name, "muted", 16).isNull() for name in ICONS.values())
