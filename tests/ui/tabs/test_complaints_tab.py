"""The complaint log shows what runs out of time, and every act is a command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.services.desk import Desk
from tests.judged import close
from tests.ui.branch import session_of, small_branch
from tests.ui.samples import settle
from ui.forms.complaint_answer import ComplaintAnswerDialog
from ui.forms.complaint_reopen import ComplaintReopenDialog
from ui.forms.hand_over import HandOverAnswerDialog
from ui.forms.interaction import InteractionDialog
from ui.forms.talk import TalkDialog
from ui.session import Link, Session
from ui.tabs import complaints_flow
from ui.tabs.complaints_columns import CaseRow
from ui.tabs.complaints_tab import ComplaintsTab
from ui.widgets.card_content import CardContent
from ui.widgets.form_dialog import FormDialog

CASE, HOTEL = 1, 2


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def tab(qtbot: QtBot, session: Session) -> ComplaintsTab:
    tab = ComplaintsTab(session)
    qtbot.addWidget(tab)
    tab.resize(1200, 700)
    tab.show()
    tab.wake()
    return tab


def add(desk: Desk, text: str, *, minutes_ago: int = 0, kind: LogKind = LogKind.COMPLAINT) -> Complaint:
    now = desk.context.clock.now()
    draft = Complaint(
        customer_id=HOTEL, text=text, kind=kind, received_at=now - timedelta(minutes=minutes_ago)
    )
    return desk.complaints.register(draft).value


def clock_of(tab: ComplaintsTab, complaint_id: int) -> str:
    row = tab.model.row_at(list(tab.model.ids()).index(complaint_id))
    assert isinstance(row, CaseRow)
    return row.clock.text if row.clock else ""


def card_of(tab: ComplaintsTab, complaint_id: int) -> CardContent:
    tab.show_record(Link("complaint", complaint_id))
    content = tab._details.content()
    assert content is not None
    return content


def facts_of(content: CardContent) -> dict[str, str]:
    return {fact.label: fact.value for section in content.sections for fact in section.facts}


@pytest.mark.req("R092")
def test_the_clock_of_each_case_is_said_in_words(tab: ComplaintsTab, session: Session) -> None:
    monday = datetime(2026, 11, 23, 1, 2, tzinfo=UTC)
    assert isinstance(session.desk.context.clock, ManualClock)
    session.desk.context.clock = ManualClock(monday, session.desk.context.zone)
    running = add(session.desk, "今天又有蝇虫")
    praised = add(session.desk, "师傅很负责", kind=LogKind.PRAISE)
    done = add(session.desk, "迟到", minutes_ago=1)
    session.desk.complaints.answer(done.id, "已道歉")
    tab.reload()
    assert clock_of(tab, running.id) == "09:12 前答复，还有 10 分钟"
    assert clock_of(tab, praised.id) == ""
    assert clock_of(tab, done.id) == "1 分钟内答复"
    assert clock_of(tab, CASE) == "答复逾期 2 天"
    assert list(tab.model.ids())[:2] == [running.id, CASE]  # what owes an answer stands on top


def test_the_clocks_of_a_page_need_no_query_per_case(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [add(session.desk, f"第 {n} 件").id for n in range(12)]
    database = session.desk.context.database
    asked: list[str] = []
    rows = type(database).rows

    def counting(self: object, sql: str, *values: object) -> object:
        asked.append(sql)
        return rows(self, sql, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(type(database), "rows", counting)
    clocks = session.desk.complaints.clocks_of_many(ids)
    assert {len(found) for found in clocks.values()} == {2}
    assert len(asked) < 9
    assert clocks[ids[3]] == session.desk.complaints.clocks(ids[3])


def test_the_card_keeps_demand_and_need_apart_and_offers_the_talk_first(tab: ComplaintsTab) -> None:
    content = card_of(tab, CASE)
    assert content.title == "TS-2026-11-001"
    assert [action.key for action in content.actions if action.primary] == ["talk"]
    facts = facts_of(content)
    assert facts["客户反映"] == "仓库又发现鼠迹"
    assert facts["电话"] == "13900001111"


def test_what_was_typed_in_late_is_said(tab: ComplaintsTab, session: Session) -> None:
    late = add(session.desk, "昨晚来电", minutes_ago=55)
    assert facts_of(card_of(tab, late.id))["登记"] == "受理后 55 分钟 才登记"


def test_other_cases_of_the_customer_are_links(tab: ComplaintsTab, session: Session) -> None:
    first, second = add(session.desk, "第一件"), add(session.desk, "第二件")
    content = card_of(tab, first.id)
    assert [row.link for row in content.sections[-1].rows] == [Link("complaint", second.id).text()]


def test_enter_talks_about_an_open_case_and_only_shows_a_closed_one(
    tab: ComplaintsTab, session: Session
) -> None:
    tab.table.go_to(CASE)
    tab.open_record(CASE)
    (talk,) = tab.findChildren(TalkDialog)
    talk.reject()
    tab.answer()
    assert [type(one) for one in dialogs(tab)] == [ComplaintAnswerDialog]
    dialogs(tab)[0].reject()
    close(session.desk, CASE)
    card_of(tab, CASE)
    tab.close_case()  # asks to reopen first
    assert isinstance(dialogs(tab)[-1], ComplaintReopenDialog)


def test_a_call_about_the_case_knows_whom_and_why(tab: ComplaintsTab) -> None:
    tab.table.go_to(CASE)
    tab.log_call()
    (dialog,) = dialogs(tab)
    assert isinstance(dialog, InteractionDialog)
    assert dialog.form.field("spoke_with").value() == "周先生"


def test_the_minute_only_ticks_in_view(tab: ComplaintsTab, monkeypatch: pytest.MonkeyPatch) -> None:
    reloads: list[int] = []
    monkeypatch.setattr(tab, "reload", lambda: reloads.append(1))
    tab.tick()
    tab.hide()
    tab.tick()
    assert reloads == [1]


def dialogs(tab: ComplaintsTab) -> list[FormDialog]:
    return [one for one in tab.findChildren(FormDialog) if one.isVisible()]


@pytest.mark.req("D16")
def test_the_card_begins_with_what_runs_out_of_time(tab: ComplaintsTab, session: Session) -> None:
    session.desk.hand_overs.offer(CASE, "孙丽", "更熟悉现场")
    session.desk.escalation.call_back(CASE, "13900001111", minutes=30)
    content = card_of(tab, CASE)
    first, second = content.sections[:2]
    assert (first.title, second.title) == ("时限将至", "由谁负责")
    assert [row.icon for row in first.rows] == ["triangle-alert", "users", "clock", "phone"]
    assert facts_of(content)["待接受"].startswith("孙丽，09:15")
    assert [action.key for action in content.actions if action.primary] == ["take"]


@pytest.mark.req("D17")
def test_the_line_of_an_offer_asks_to_take_the_case(tab: ComplaintsTab, session: Session) -> None:
    session.desk.hand_overs.offer(CASE, "孙丽", "更熟悉现场")
    card_of(tab, CASE)
    tab._follow("take")
    (dialog,) = dialogs(tab)
    assert isinstance(dialog, HandOverAnswerDialog)
    dialog.save()
    assert tab.session.desk.complaints.complaint(CASE).owner in ("王芳", "孙丽")


def test_every_command_of_the_course_opens_its_dialog(tab: ComplaintsTab) -> None:
    tab.table.go_to(CASE)
    acts = [one for one in complaints_flow.commands(tab) if one.text and one.under]
    silent = []
    for command in acts:
        before = len(tab.findChildren(QDialog))
        command.act()
        opened = tab.findChildren(QDialog)[before:]
        if not opened:
            silent.append(command.icon)
        for dialog in opened:
            dialog.done(0)
            dialog.deleteLater()
        settle()
    assert len(acts) >= 9
    assert silent == ["x"]  # withdrawing an offer asks nothing
