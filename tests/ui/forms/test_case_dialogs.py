"""The dialogs in the course of a case: each names whom, by when and what to say, and keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.case_tasks import TaskKind
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, EventKind, Severity, Threat
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.escalation import EscalationKind
from branchdesk.domain.money import Fen
from tests.judged import close
from tests.ui.branch import session_of, small_branch
from ui.case_acts import open_case_duty
from ui.forms.authority import AuthorityDialog
from ui.forms.case_call_back import CallBackDialog
from ui.forms.case_decision import DecisionDialog
from ui.forms.case_line import LineDialog
from ui.forms.case_task_done import TaskDoneDialog
from ui.forms.complaint_answer import ComplaintAnswerDialog
from ui.forms.escalation import EscalationDialog
from ui.forms.explain_clock import ExplainClockDialog
from ui.forms.hand_over import HandOverAnswerDialog, HandOverDialog
from ui.forms.unresolved import UnresolvedDialog
from ui.forms.waiting import WaitingDialog
from ui.operations import running
from ui.session import Session
from ui.tabs.customers_card import CustomerCard
from ui.widgets.form_dialog import FormDialog

CASE = 1
MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # 13:00


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    desk = small_branch(tmp_path)
    assert isinstance(desk.context.clock, ManualClock)
    desk.context.clock.instant = MONDAY
    for name, role in (("陈区域", EmployeeRole.AREA_MANAGER), ("吴经理", EmployeeRole.BRANCH_MANAGER)):
        desk.customers.save_employee(Employee(name=name, role=role))
    with session_of(desk, tmp_path) as session:
        yield session


def case(session: Session) -> Complaint:
    return session.desk.complaints.complaint(CASE)


def save(qtbot: QtBot, dialog: FormDialog, **values: object) -> Any:
    qtbot.addWidget(dialog)
    dialog.show()
    for key, value in values.items():
        dialog.form.field(key).set_value(value)
    dialog.form.changed.emit()
    told: list[Any] = []
    dialog.saved.connect(told.append)
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    return told[0].value if told else None


@pytest.mark.req("R087")
def test_an_answer_before_the_facts_are_confirmed_is_warned_of(qtbot: QtBot, session: Session) -> None:
    dialog = ComplaintAnswerDialog(None, session, case(session))
    qtbot.addWidget(dialog)
    assert dialog.early_text() == ""
    dialog.form.field("answer").set_value("今晚返工")
    dialog.form.changed.emit()
    assert dialog.early_text().startswith("先确认事实")


@pytest.mark.req("R096")
def test_the_call_back_says_what_to_say_and_outranks_the_windows(qtbot: QtBot, session: Session) -> None:
    dialog = CallBackDialog(None, session, case(session))
    assert "13:10" in dialog.say_text()
    task = save(qtbot, dialog, minutes=8)
    assert (task.phone, task.due_at) == ("13900001111", MONDAY + timedelta(minutes=8))


@pytest.mark.req("R098")
def test_a_busy_superior_calls_back(qtbot: QtBot, session: Session) -> None:
    dialog = CallBackDialog(None, session, case(session))
    at = datetime(2026, 11, 23, 15, 30)
    task = save(qtbot, dialog, kind=TaskKind.SUPERIOR_CALL, whom="陈区域", at=at)
    assert (task.kind, task.whom, task.due_at) == (
        TaskKind.SUPERIOR_CALL,
        "陈区域",
        MONDAY + timedelta(minutes=150),
    )


@pytest.mark.req("R095")
def test_done_late_says_by_how_much(qtbot: QtBot, session: Session) -> None:
    task = session.desk.escalation.call_back(CASE, "1", at=MONDAY + timedelta(minutes=30)).value
    assert isinstance(session.desk.context.clock, ManualClock)
    session.desk.context.clock.advance(timedelta(minutes=42))
    dialog = TaskDoneDialog(None, session, task)
    assert "12 分钟" in dialog.due_text()
    assert save(qtbot, dialog, outcome="已联系").done_at == MONDAY + timedelta(minutes=42)


@pytest.mark.req("R124")
def test_the_customers_card_warns_where_our_people_are_held(session: Session) -> None:
    held = replace(case(session), threats=(Threat.STAFF_HELD,), severity=Severity.NORMAL)
    saved = session.desk.complaints.update(held).value
    assert saved.severity is Severity.CRITICAL
    warning = CustomerCard(session, saved.customer_id).content().warning
    assert "安全警示：扣车或扣人（TS-2026-11-001）" in warning


@pytest.mark.req("R107")
def test_who_may_grant_an_amount_is_named_while_one_types(qtbot: QtBot, session: Session) -> None:
    dialog = DecisionDialog(None, session, case(session))
    dialog.form.field("amount").set_value(Fen(50_000))
    dialog.form.changed.emit()
    assert dialog.who_text().startswith("主管")
    task = save(qtbot, dialog, amount=Fen(120_000), text="赔偿地毯")
    assert (task.whom, task.due_at) == ("吴经理", MONDAY + timedelta(hours=1))


@pytest.mark.req("R107")
def test_the_table_of_authority_is_edited_in_one_window(qtbot: QtBot, session: Session) -> None:
    dialog = AuthorityDialog(None, session)
    save(qtbot, dialog, **{"limit:supervisor": Fen(80_000), "may:area_manager": False, "may:desk": True})
    table = {one.role: one.limit_fen for one in session.desk.escalation.authorities()}
    assert table == {
        EmployeeRole.DESK: None,
        EmployeeRole.SUPERVISOR: 80_000,
        EmployeeRole.BRANCH_MANAGER: None,
    }


@pytest.mark.req("R105")
def test_only_what_a_step_needs_is_asked_for(qtbot: QtBot, session: Session) -> None:
    dialog = EscalationDialog(None, session, case(session))
    assert save(qtbot, dialog, kind=EscalationKind.CONCESSION, text="免费返工") is None
    shown = {
        key
        for key in ("again_at", "whom", "clause", "approver")
        if dialog.form.field(key).isVisibleTo(dialog)
    }
    assert shown == {"approver"}
    assert session.desk.escalation.steps_of(CASE) == []
    step = save(qtbot, EscalationDialog(None, session, case(session)), text="先冷静")
    assert step.kind is EscalationKind.PUT_ASIDE
    again = EscalationDialog(None, session, case(session))
    qtbot.addWidget(again)
    assert again.form.field("kind").value() is EscalationKind.OTHER_PERSON, "the next step of the ladder"


@pytest.mark.req("D17")
def test_a_case_is_offered_and_taken_or_declined_with_a_reason(qtbot: QtBot, session: Session) -> None:
    save(qtbot, HandOverDialog(None, session, case(session)), to_name="孙丽", reason="更熟悉现场")
    assert case(session).owner == "王芳"
    dialog = HandOverAnswerDialog(None, session, case(session))
    assert save(qtbot, dialog, takes=False) is None, "a no needs a reason"
    save(qtbot, dialog, reason="不是本区")
    assert case(session).owner == "王芳"
    save(qtbot, HandOverDialog(None, session, case(session)), to_name="孙丽", reason="更熟悉现场")
    save(qtbot, HandOverAnswerDialog(None, session, case(session)))
    assert case(session).owner == "孙丽"


@pytest.mark.req("R091")
def test_the_third_hand_over_is_warned_of_before_it_is_offered(qtbot: QtBot, session: Session) -> None:
    for name in ("孙丽", "赵强"):
        session.desk.hand_overs.offer(CASE, name, "更熟悉")
        session.desk.hand_overs.accept(CASE)
    dialog = HandOverDialog(None, session, case(session))
    qtbot.addWidget(dialog)
    assert "再次移交将通知主管" in dialog.so_far_text()


@pytest.mark.req("R131")
def test_one_digit_notes_a_cut_call(qtbot: QtBot, session: Session) -> None:
    save(qtbot, LineDialog(None, session, case(session)), kind=EventKind.CUT_OFF)
    assert session.desk.case_flow.line(CASE).cut_off == 1


@pytest.mark.req("R130")
def test_those_who_wait_are_promised_word(qtbot: QtBot, session: Session) -> None:
    save(qtbot, WaitingDialog(None, session, case(session)), explanation="正在抢修", every=60)
    (word,) = session.desk.commitments.of_complaint(CASE)
    assert (word.text, word.every_minutes) == ("正在抢修", 60)


@pytest.mark.req("R134")
def test_open_cases_stand_by_age_with_their_last_action(qtbot: QtBot, session: Session) -> None:
    dialog = UnresolvedDialog(None, session)
    qtbot.addWidget(dialog)
    row = dialog.model.row_at(0)
    assert row is not None
    assert (row.days, row.last) == (3, "2026-11-20")


@pytest.mark.req("D16")
@pytest.mark.req("D23")
def test_a_closed_case_explains_with_which_calendar_it_was_frozen(qtbot: QtBot, session: Session) -> None:
    close(session.desk, CASE)
    dialog = ExplainClockDialog(None, session, case(session))
    qtbot.addWidget(dialog)
    assert "结案时锁定" in dialog.text()
    assert session.desk.context.calendar.version in dialog.text()


@pytest.mark.req("R095")
@pytest.mark.req("D17")
def test_a_duty_of_a_case_opens_what_ends_it(qtbot: QtBot, session: Session) -> None:
    desk = session.desk
    desk.escalation.call_back(CASE, "1", minutes=5)
    desk.hand_overs.offer(CASE, "孙丽", "更熟悉")
    parent = QWidget()
    qtbot.addWidget(parent)
    opened = {}
    for duty in desk.duties.due():
        if duty.link_id == CASE and open_case_duty(parent, session, duty):
            dialog = parent.findChildren(FormDialog)[-1]
            opened[duty.kind] = type(dialog)
            dialog.done(0)
    assert opened == {
        DutyKind.CASE_CALL_BACK: TaskDoneDialog,
        DutyKind.HAND_OVER: HandOverAnswerDialog,
    }


@pytest.mark.req("D23")
def test_every_further_deadline_is_explained(qtbot: QtBot, session: Session) -> None:
    desk = session.desk
    desk.escalation.call_back(CASE, "1", at=MONDAY + timedelta(minutes=30))
    desk.escalation.cannot_decide(CASE, 120_000, "赔偿")
    desk.hand_overs.offer(CASE, "孙丽", "更熟悉")
    dialog = ExplainClockDialog(None, session, case(session))
    qtbot.addWidget(dialog)
    text = dialog.text()
    assert "回拨客户 · 王芳：2026-11-23 13:30；2026-11-23 13:00 约定" in text
    assert (
        "请示待决定 · 吴经理：2026-11-23 14:00；2026-11-23 13:00 提出，分公司经理须在 60 分钟内决定" in text
    )
    assert "移交给孙丽：2026-11-23 13:15；2026-11-23 13:00 发起，须在 15 分钟内接受" in text
