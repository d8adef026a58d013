"""Extra requests and promises where one works: calendar, customer file, duties, search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.request_rules import ArrivalPlan
from branchdesk.domain.support import SupportRequest
from tests.ui.branch import TODAY, session_of, small_branch
from ui.duty_acts import open_duty
from ui.duty_model import Part, group
from ui.forms.commitment import CommitmentDialog
from ui.forms.commitment_settle import CommitmentResultDialog, UpdateDialog
from ui.forms.complaint import ComplaintDialog
from ui.forms.extra_request import ExtraRequestDialog
from ui.forms.request_card import RequestCardDialog
from ui.forms.support import SupportDialog
from ui.operations import running, settled
from ui.request_acts import RequestActs
from ui.session import Link, Session
from ui.tabs.base import Tab
from ui.tabs.calendar_request_card import sections as visit_sections
from ui.tabs.calendar_tab import CalendarTab
from ui.tabs.complaints_promises import sections as case_sections
from ui.tabs.complaints_tab import ComplaintsTab
from ui.tabs.customers_requests import sections as customer_sections
from ui.tabs.customers_tab import CustomersTab


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> CalendarTab:
    made = CalendarTab(session)
    qtbot.addWidget(made)
    made.resize(1066, 690)
    made.show()
    made.wake()
    qtbot.waitUntil(settled)
    return made


def xihu(session: Session) -> int:
    return next(found.customer_id for found in session.desk.lists.find("西湖饭店"))


def request_of(session: Session, plan: ArrivalPlan | None = None, **values: object) -> ExtraRequest:
    site = session.desk.customers.sites_of(xihu(session))[0]
    draft = ExtraRequest(customer_id=site.customer_id, site_id=site.id, pest="蟑螂", caller="王经理")
    return session.desk.requests.register(replace(draft, **values), plan).value  # type: ignore[arg-type]


def opened(parent: QWidget, kind: type[QDialog]) -> QDialog:
    return [child for child in parent.findChildren(kind) if child.isVisible()][-1]


def run(tab: Tab, shortcut: str) -> None:
    next(one for one in tab.commands() if one.shortcut == shortcut).act()


def test_the_key_takes_a_request_at_the_site_of_the_chosen_visit(
    session: Session, tab: CalendarTab, qtbot: QtBot
) -> None:
    request = request_of(session, ArrivalPlan(on=TODAY, at="20:00"))
    tab.reload()
    tab.show_record(Link("visit", request.visit_id or 0))
    run(tab, "Ctrl+E")
    dialog = opened(tab, ExtraRequestDialog)
    assert isinstance(dialog, ExtraRequestDialog)
    assert dialog.draft().site_id == request.site_id
    dialog.reject()
    qtbot.waitUntil(lambda: not running())


def test_a_link_from_the_search_opens_the_card(session: Session, tab: CalendarTab) -> None:
    request = request_of(session)
    tab.show_record(Link("extra_request", request.id))
    dialog = opened(tab, RequestCardDialog)
    assert isinstance(dialog, RequestCardDialog)
    content = dialog.card.content()
    assert content is not None
    assert content.title == "ES-2026-11-001 · 西湖饭店"


@pytest.mark.req("R044")
@pytest.mark.req("R149")
def test_a_duty_opens_what_fulfils_it(session: Session, tab: CalendarTab) -> None:
    request_of(session, urgent=True)
    customer = xihu(session)
    session.desk.commitments.give(Commitment(customer_id=customer, text="换饵站", due_on=TODAY))
    now = session.desk.context.clock.now()
    asked = SupportRequest(customer_id=customer, text="支援", told_at=now, told_to="孙丽")
    session.desk.support.save(asked)
    due = {duty.kind: duty for duty in session.desk.duties.due()}
    for kind, shown in (
        (DutyKind.REQUEST_URGENT, RequestCardDialog),
        (DutyKind.COMMITMENT_DUE, CommitmentResultDialog),
        (DutyKind.SUPPORT_ANSWER, SupportDialog),
    ):
        open_duty(tab, session, due[kind])
        dialog = opened(tab, shown)
        dialog.reject()


@pytest.mark.req("R033")
def test_a_difficulty_duty_asks_whom_one_told(session: Session, tab: CalendarTab) -> None:
    request = request_of(session, ArrivalPlan(on=TODAY, at="20:00"))
    visit = session.desk.visits.visit(request.visit_id or 0)
    saved = session.desk.visits.save_visit(replace(visit, difficulty="库房锁着")).value
    (section, *_rest) = visit_sections(session, saved)
    assert section.rows[0].detail == "区域经理未被告知"
    (duty,) = [one for one in session.desk.duties.due() if one.kind is DutyKind.DIFFICULTY]
    open_duty(tab, session, duty)
    dialog = opened(tab, SupportDialog)
    assert isinstance(dialog, SupportDialog)
    assert dialog.draft().text == "库房锁着"


def test_visit_and_customer_cards_lead_to_the_request(session: Session) -> None:
    request = request_of(session, ArrivalPlan(on=TODAY, at="20:00"))
    visit = session.desk.visits.visit(request.visit_id or 0)
    (on_visit,) = visit_sections(session, visit)
    on_customer, promises = customer_sections(session, request.customer_id)
    link = Link("extra_request", request.id).text()
    assert on_visit.rows[0].link == on_customer.rows[0].link == link
    assert promises.rows[0].text == "2026-11-22 20:00 前到达（ES-2026-11-001）"


@pytest.mark.req("D08")
def test_the_third_request_asks_and_opens_a_filled_case(
    session: Session, tab: CalendarTab, qtbot: QtBot
) -> None:
    for _ in range(3):
        request = request_of(session)
    acts = RequestActs(tab, session)
    acts.open_case(request.id)
    dialog = opened(tab, ComplaintDialog)
    assert isinstance(dialog, ComplaintDialog)
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    qtbot.waitUntil(lambda: session.desk.requests.request(request.id).complaint_id is not None)
    case = session.desk.requests.request(request.id).complaint_id
    assert case is not None
    assert "ES-2026-11-003" in session.desk.complaints.complaint(case).text


def test_the_customer_file_takes_a_request_for_its_customer(session: Session, qtbot: QtBot) -> None:
    made = CustomersTab(session)
    qtbot.addWidget(made)
    made.show()
    made.wake()
    made.show_record(Link("customer", xihu(session)))
    run(made, "Ctrl+E")
    dialog = opened(made, ExtraRequestDialog)
    assert isinstance(dialog, ExtraRequestDialog)
    assert dialog.draft().customer_id == xihu(session)
    dialog.reject()


@pytest.mark.req("R044")
def test_an_urgent_request_stands_under_act_now_at_the_top(session: Session) -> None:
    request_of(session, urgent=True)
    first, second, *_rest = group(session.desk.duties.due(), session.today)
    assert (first.heading, first.part) == ("立即处理 · 1", Part.NOW)
    assert second.duty is not None
    assert (second.duty.kind, second.token) == (DutyKind.REQUEST_URGENT, "late")


@pytest.mark.req("R148")
@pytest.mark.req("R149")
def test_the_card_of_a_case_shows_what_was_promised_about_it(session: Session, qtbot: QtBot) -> None:
    made = ComplaintsTab(session)
    qtbot.addWidget(made)
    made.show()
    made.wake()
    case = session.desk.complaints.complaint(made.current_record() or 0)
    assert case_sections(session, case) == ()
    next(one for one in made.commands() if one.text == "约定告知进展…").act()
    dialog = opened(made, CommitmentDialog)
    assert isinstance(dialog, CommitmentDialog)
    draft = dialog.draft()
    assert (draft.kind, draft.complaint_id) == (CommitmentKind.UPDATE, case.id)
    dialog.reject()
    given = session.desk.commitments.give(replace(draft, text="检修结果", due_on=TODAY, due_time="15:00"))
    (section,) = case_sections(session, case)
    assert section.rows[0].text == "进展告知: 检修结果 · 2026-11-22 15:00"
    assert section.rows[0].detail == "进行中"
    assert made.session is session
    made._follow(section.rows[0].link)
    assert opened(made, UpdateDialog).isVisible()
    assert given.value.complaint_id == case.id


@pytest.mark.req("D08")
def test_the_third_request_taken_here_asks_at_once(session: Session, tab: CalendarTab, qtbot: QtBot) -> None:
    first = request_of(session)
    request_of(session)
    RequestActs(tab, session).new(first.customer_id, first.site_id)
    dialog = opened(tab, ExtraRequestDialog)
    assert isinstance(dialog, ExtraRequestDialog)
    dialog.form.field("pest").set_value("老鼠")
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    question = opened(tab, QMessageBox)
    assert isinstance(question, QMessageBox)
    assert "3 次额外服务" in question.text()
    question.reject()
