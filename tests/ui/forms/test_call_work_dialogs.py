"""The plan of the day, needs, objections, losses, talks about money: each is a dialog that saves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.call_plan import CallGroup
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer, CustomerStatus
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.sales import Competitor, Objection, Opportunity, OpportunityStage
from tests.ui.branch import session_of, small_branch
from ui.forms.call_plan import CallPlanDialog
from ui.forms.customer_report import CustomerReportDialog
from ui.forms.explain_due import explain_terms
from ui.forms.finance_talk import FinanceTalkDialog
from ui.forms.lose import LoseDialog
from ui.forms.month_focus import MonthFocusDialog
from ui.forms.sales import CompetitorDialog, ObjectionDialog, OpportunityDialog
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

FACTORY, HOTEL, TRADER = 1, 2, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


def save(qtbot: QtBot, dialog: FormDialog, **values: object) -> Any:
    qtbot.addWidget(dialog)
    told: list[Any] = []
    dialog.saved.connect(told.append)
    for key, value in values.items():
        dialog.form.field(key).set_value(value)
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    return told[0].value if told else None


@pytest.mark.req("R150")
def test_a_digit_logs_the_chosen_call_and_takes_it_from_the_plan(qtbot: QtBot, session: Session) -> None:
    then = datetime(2026, 11, 18, 2, tzinfo=UTC)
    talk = Interaction(customer_id=TRADER, happened_at=then, next_on=session.today, next_step="送样品")
    session.desk.interactions.log(replace(talk, result=CallResult.UNREACHABLE))
    dialog = CallPlanDialog(None, session)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    first = dialog.lines()[0]
    assert (first.group, first.whom.customer_id) == (CallGroup.FOLLOW_UP, TRADER)
    before = len(dialog.lines())
    QTest.keyClick(dialog.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not running())
    assert len(dialog.lines()) == before - 1
    logged = max(session.desk.context.reader.find(Interaction), key=lambda one: one.id)
    assert (logged.result, logged.purpose) == (CallResult.REACHED, Purpose.FOLLOW_UP)
    assert "送样品" in logged.agenda


@pytest.mark.req("R151")
def test_the_key_customer_of_the_month_is_named(qtbot: QtBot, session: Session) -> None:
    save(qtbot, MonthFocusDialog(None, session), customer_id=HOTEL, why="两家分店")
    dialog = CallPlanDialog(None, session)
    qtbot.addWidget(dialog)
    focus = session.desk.call_work.progress().focus
    assert focus is not None
    assert (focus.customer_id, focus.why) == (HOTEL, "两家分店")


@pytest.mark.req("R153")
def test_a_need_asks_for_its_next_step_until_it_is_won(qtbot: QtBot, session: Session) -> None:
    draft = Opportunity(customer_id=HOTEL)
    assert save(qtbot, OpportunityDialog(None, session, draft), need="白蚁检查") is None
    made = save(
        qtbot,
        OpportunityDialog(None, session, draft),
        need="白蚁检查",
        next_step="报价",
        next_on=date(2026, 11, 26),
    )
    assert made.next_on == date(2026, 11, 26)
    won = save(qtbot, OpportunityDialog(None, session, made), stage=OpportunityStage.WON)
    assert (won.stage, won.closed_on) == (OpportunityStage.WON, session.today)


@pytest.mark.req("R162")
def test_an_objection_keeps_answer_and_both_dates(qtbot: QtBot, session: Session) -> None:
    dialog = ObjectionDialog(None, session, Objection(customer_id=HOTEL))
    made = save(qtbot, dialog, said="没钱", answer="可按季付", offered_first="下周三", offered_second="周末")
    assert (made.answer, made.offered_first, made.offered_second) == ("可按季付", "下周三", "周末")


@pytest.mark.req("R159")
def test_a_competitor_is_noted_with_source(qtbot: QtBot, session: Session) -> None:
    dialog = CompetitorDialog(None, session, Competitor(customer_id=HOTEL))
    made = save(qtbot, dialog, name="蓝盾", offers="每月 800", source="赵会计")
    assert (made.source, made.seen_on) == ("赵会计", session.today)


@pytest.mark.req("R068")
def test_a_talk_about_money_takes_the_ticked_invoices(qtbot: QtBot, session: Session) -> None:
    dialog = FinanceTalkDialog(None, session, HOTEL)
    save(qtbot, dialog, subject="十月账单", invoices=(1, 2), text="下周付")
    ((talk, numbers),) = session.desk.call_work.finance_talks(HOTEL)
    assert (talk.agenda, talk.spoke_with, numbers) == ("十月账单", "赵敏", "00041、00042")


@pytest.mark.req("R158")
def test_a_loss_suggests_the_revenue_of_the_last_year(qtbot: QtBot, session: Session) -> None:
    customer = session.desk.customers.customer(HOTEL)
    dialog = LoseDialog(None, session, customer)
    assert dialog.form.field("yearly").value() == 1_240_000
    lost = save(qtbot, dialog, reason="换了别家")
    assert (lost.status, lost.lost_yearly_fen) == (CustomerStatus.LOST, 1_240_000)
    report = CustomerReportDialog(None, session)
    qtbot.addWidget(report)
    content = report.card.content()
    assert content is not None
    facts = [fact.value for fact in content.sections[0].facts]
    assert facts == ["2/3 = 66.7 %", "0", "1 = 每年 12,400.00 元"]


@pytest.mark.req("R157")
def test_the_report_names_who_brought_whom(qtbot: QtBot, session: Session) -> None:
    for name in ("甲", "乙", "丙"):
        session.desk.customers.save_customer(Customer(name=name, referred_by="C002"))
    report = CustomerReportDialog(None, session)
    qtbot.addWidget(report)
    content = report.card.content()
    assert content is not None
    (row,) = content.sections[2].rows
    assert (row.text, row.detail) == ("C002 西湖饭店: 介绍了 甲、乙、丙", "3 个介绍")


@pytest.mark.req("D13")
def test_terms_are_proved_with_every_skipped_day(qtbot: QtBot, session: Session) -> None:
    dialog = explain_terms(None, session, "signed+15wd")
    qtbot.addWidget(dialog)
    lines = dialog.text().splitlines()
    assert sum(line.startswith("+") for line in lines) == 15
    assert any(line.startswith("-") for line in lines)
    assert "2026-12-11" in lines[0]


@pytest.mark.req("R150")
def test_a_follow_up_of_an_earlier_day_says_from_when_it_is_carried(qtbot: QtBot, session: Session) -> None:
    then = datetime(2026, 11, 10, 2, tzinfo=UTC)
    talk = Interaction(customer_id=TRADER, happened_at=then, next_on=date(2026, 11, 20), next_step="回电")
    clock = session.desk.context.clock
    assert isinstance(clock, ManualClock)
    now, clock.instant = clock.instant, then
    session.desk.interactions.log(talk)
    clock.instant = now
    dialog = CallPlanDialog(None, session)
    qtbot.addWidget(dialog)
    index = dialog.model.index(0, 4)
    assert str(dialog.model.data(index)).startswith("2026-11-20 顺延而来")
