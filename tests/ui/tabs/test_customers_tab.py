"""The customer file answers who a customer is and what is open, and starts every act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Contact, ContactRole, Customer, CustomerKind, CustomerStatus
from branchdesk.domain.interactions import CallResult, Interaction
from branchdesk.domain.receivables import Promise
from branchdesk.domain.sales import Opportunity
from tests.ui.branch import empty_branch, session_of, small_branch
from ui.forms.customer import CustomerDialog
from ui.forms.explain_due import ExplainDueDialog
from ui.forms.interaction import InteractionDialog
from ui.forms.one_call import OneCallDialog
from ui.forms.site import SiteDialog
from ui.operations import settled
from ui.session import Link, Session
from ui.tabs.customers_tab import CustomersTab
from ui.widgets.card_content import CardContent, Section

FACTORY, HOTEL, TRADER = 1, 2, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def tab(qtbot: QtBot, session: Session) -> Iterator[CustomersTab]:
    tab = CustomersTab(session)
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.show()
    tab.wake()
    settle(qtbot)
    yield tab
    settle(qtbot)


def settle(qtbot: QtBot) -> None:
    qtbot.waitUntil(settled)


def card(tab: CustomersTab, customer_id: int) -> CardContent:
    tab.show_record(Link("customer", customer_id))
    content = tab.details.content()
    assert content is not None
    return content


def section(content: CardContent, title: str) -> Section:
    return next(part for part in content.sections if part.title == title)


def command(tab: CustomersTab, text: str) -> None:
    next(one for one in tab.commands() if one.text == text).act()


def opened(tab: CustomersTab) -> QDialog:
    return next(dialog for dialog in tab.findChildren(QDialog) if dialog.isVisible())


@pytest.mark.req("R007")
def test_sensitive_places_stand_at_the_head_of_the_card(tab: CustomersTab) -> None:
    content = card(tab, FACTORY)
    assert content.warning == "滨江厂区：二楼样品间禁止喷洒"
    assert content.warning_token == "late"


def test_the_card_says_whom_to_call_about_what_and_copies_the_number(tab: CustomersTab) -> None:
    facts = {fact.label: fact for fact in section(card(tab, HOTEL), "什么事找谁").facts}
    assert facts["发票"].value == "赵会计  0571-87005679"
    tab.details.link_activated.emit(facts["发票"].link)
    assert QGuiApplication.clipboard().text() == "0571-87005679"


def test_the_card_shows_money_that_is_open_and_overdue_with_its_invoices(tab: CustomersTab) -> None:
    money = section(card(tab, HOTEL), "款项")
    assert [(fact.value, fact.token) for fact in money.facts] == [("12,400.00", ""), ("8,600.00", "late")]
    assert [row.detail for row in money.rows] == ["逾期 26 天", "未签收"]


def test_what_is_open_joins_duties_promises_complaints_and_visits(
    qtbot: QtBot, tab: CustomersTab, session: Session
) -> None:
    session.desk.receivables.promise(Promise(customer_id=HOTEL, amount_fen=500, due_on=date(2026, 12, 1)))
    session.reload_duties(tab)
    settle(qtbot)
    kinds = {row.link.partition(":")[0] for row in section(card(tab, HOTEL), "未了事项").rows}
    assert {"visit", "invoice", "promise"} <= kinds
    assert "complaint" in {row.link.partition(":")[0] for row in section(card(tab, TRADER), "未了事项").rows}


@pytest.mark.req("R062")
def test_plan_and_terms_are_sentences_with_a_worked_date(tab: CustomersTab) -> None:
    agreed = section(card(tab, FACTORY), "合同与账期")
    assert agreed.events[0].detail.splitlines()[-1] == "每月第二个周二 22:00"
    assert "2026-12-11（周五）到期" in agreed.facts[0].value


def test_lately_mixes_all_records_newest_first(tab: CustomersTab, session: Session) -> None:
    call = Interaction(customer_id=FACTORY, spoke_with="欧阳经理", text="确认 24 日")
    session.desk.interactions.log(call)
    events = section(card(tab, FACTORY), "近期往来").events
    assert [event.when for event in events] == ["11-22", "11-10", "10-13", "09-08"]
    assert events[0].title.endswith("已联系 · 欧阳经理")


def test_every_line_of_the_card_leads_somewhere(tab: CustomersTab) -> None:
    content = card(tab, FACTORY)
    rows = [row.link for part in content.sections for row in part.rows]
    events = [event.link for part in content.sections for event in part.events]
    assert rows
    assert events
    assert all([*rows, *events])


@pytest.mark.parametrize("kind", ["site", "contact", "contract"])
def test_a_link_to_what_belongs_to_a_customer_chooses_the_customer(tab: CustomersTab, kind: str) -> None:
    tab.show_record(Link("customer", TRADER))
    tab.show_record(Link(kind, 1))
    assert tab.current_record() == FACTORY


def test_the_list_says_how_long_ago_we_spoke_and_marks_overdue_money(
    tab: CustomersTab, session: Session
) -> None:
    session.desk.interactions.log(Interaction(customer_id=HOTEL))
    tab.reload()
    at = tab.model.index_of_id(HOTEL).row()
    cells = {column.key: tab.model.cell(at, n) for n, column in enumerate(tab.model.columns)}
    assert cells["last_contact"].text == "今天"
    assert (cells["overdue"].text, cells["overdue"].icon, cells["overdue"].token) == (
        "8,600.00",
        "triangle-alert",
        "late",
    )


def test_a_filter_shows_only_those_who_owe(tab: CustomersTab) -> None:
    tab.filter_box.setCurrentIndex(1)
    tab.filter_box.activated.emit(1)
    assert list(tab.model.ids()) == [HOTEL]


@pytest.mark.req("R031")
def test_group_and_outlet_lead_to_each_other(tab: CustomersTab, session: Session) -> None:
    customers = session.desk.customers
    group = customers.save_customer(Customer(name="三川集团", kind=CustomerKind.GROUP)).value
    outlet = replace(customers.customer(FACTORY), kind=CustomerKind.OUTLET, group_id=group.id)
    customers.save_customer(outlet)
    tab.reload()
    assert section(card(tab, group.id), "门店").rows[0].link == f"customer:{FACTORY}"
    assert section(card(tab, FACTORY), "集团").rows[0].link == f"customer:{group.id}"


def test_a_call_is_logged_on_the_chosen_customer(qtbot: QtBot, tab: CustomersTab) -> None:
    tab.show_record(Link("customer", HOTEL))
    (space,) = [one for one in tab.commands() if one.shortcut == "Space"]
    space.act()
    dialog = opened(tab)
    assert isinstance(dialog, InteractionDialog)
    dialog.form.field("result").set_value(CallResult.UNREACHABLE)
    dialog.save()
    settle(qtbot)
    assert section(card(tab, HOTEL), "近期往来").events[0].icon == "phone-off"


def test_a_new_customer_is_chosen_when_it_is_saved(qtbot: QtBot, tab: CustomersTab) -> None:
    command(tab, "新建客户")
    dialog = opened(tab)
    assert isinstance(dialog, CustomerDialog)
    dialog.form.field("name").set_value("灵隐茶社")
    dialog.save()
    settle(qtbot)
    tab.reload()
    content = tab.details.content()
    assert content is not None
    assert content.title == "灵隐茶社"


def test_archiving_takes_a_customer_off_the_list(qtbot: QtBot, tab: CustomersTab, session: Session) -> None:
    tab.show_record(Link("customer", TRADER))
    command(tab, "归档")
    settle(qtbot)
    assert session.desk.customers.customer(TRADER).status is CustomerStatus.ARCHIVED
    tab.reload()
    assert TRADER not in tab.model.ids()


def test_what_belongs_to_the_card_opens_for_changing(tab: CustomersTab) -> None:
    card(tab, FACTORY)
    tab.details.link_activated.emit("site:1")
    assert isinstance(opened(tab), SiteDialog)


def test_other_records_are_left_to_their_own_tab(qtbot: QtBot, tab: CustomersTab, session: Session) -> None:
    with qtbot.waitSignal(session.link_followed) as followed:
        tab.details.link_activated.emit("invoice:1")
    assert followed.args == [Link("invoice", 1)]


def test_a_contact_who_left_is_no_longer_called(tab: CustomersTab, session: Session) -> None:
    gone = Contact(customer_id=TRADER, name="周平", roles=(ContactRole.SERVICE,), to_on=date(2026, 11, 1))
    session.desk.customers.save_contact(gone)
    content = card(tab, TRADER)
    assert section(content, "什么事找谁").facts == ()
    assert section(content, "联系人").events[0].when == "2026-11-01 离任"


def test_an_empty_file_offers_the_first_customer(qtbot: QtBot, tmp_path: Path) -> None:
    with session_of(empty_branch(tmp_path), tmp_path) as session:
        tab = CustomersTab(session)
        qtbot.addWidget(tab)
        tab.wake()
        settle(qtbot)
        assert tab.current_record() is None
        assert tab.details.content() is None


@pytest.mark.req("D33")
def test_a_message_is_copied_with_one_command(tab: CustomersTab) -> None:
    tab.show_record(Link("customer", HOTEL))
    command = next(one for one in tab.commands() if one.text == "对账单")
    command.act()
    assert "00041" in QGuiApplication.clipboard().text()


@pytest.mark.req("D02")
def test_one_call_opens_from_the_card(tab: CustomersTab) -> None:
    tab.show_record(Link("customer", HOTEL))
    tab.details.action_triggered.emit("one_call")
    (dialog,) = tab.findChildren(OneCallDialog)
    assert dialog.reasons
    assert any(one.shortcut == "F8" for one in tab.commands())


@pytest.mark.req("D13")
def test_the_terms_on_the_card_open_their_proof(tab: CustomersTab) -> None:
    tab.show_record(Link("customer", HOTEL))
    tab.details.link_activated.emit("explain:signed+15wd")
    (dialog,) = tab.findChildren(ExplainDueDialog)
    assert "2026-12-11" in dialog.text()


@pytest.mark.req("R153")
def test_needs_and_new_customers_stand_on_the_card(tab: CustomersTab, session: Session) -> None:
    need = Opportunity(customer_id=FACTORY, need="白蚁检查", next_on=date(2026, 11, 26))
    saved = session.desk.call_work.save_opportunity(need).value
    tab.show_record(Link("opportunity", saved.id))
    assert "白蚁检查" in section(card(tab, FACTORY), "需求").rows[0].text
    badges = [badge.text for badge in card(tab, FACTORY).badges]
    assert "新客户（至 2026-11-29）" in badges  # the contract is of 2026-09-01 (R152)
