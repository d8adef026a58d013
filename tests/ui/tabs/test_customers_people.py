"""The card says what is known about the people, and the menu opens what is done about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Contact, ContactRole, Customer, CustomerKind, CustomerStatus
from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.messages import msg
from branchdesk.domain.people import BriefingItem, ChangeRequest, FirstCall, Training
from tests.ui.branch import session_of, small_branch
from ui.duty_model import group
from ui.forms.briefing import BriefingDialog
from ui.forms.complaint_hints import CaseHints
from ui.forms.interaction import InteractionDialog
from ui.operations import settled
from ui.session import Link, Session
from ui.tabs.calendar_card import VisitCard
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
    tab.show()
    tab.wake()
    qtbot.waitUntil(settled)
    yield tab
    qtbot.waitUntil(settled)


def card(tab: CustomersTab, customer_id: int) -> CardContent:
    tab.show_record(Link("customer", customer_id))
    content = tab.details.content()
    assert content is not None
    return content


def section(content: CardContent, title: str) -> Section:
    return next(part for part in content.sections if part.title == title)


def opened(tab: CustomersTab) -> QDialog:
    return next(one for one in tab.findChildren(QDialog) if one.isVisible())


@pytest.mark.req("R002")
def test_the_card_of_a_contract_says_what_was_agreed_and_that_nobody_read_it(
    tab: CustomersTab, session: Session
) -> None:
    (contract,) = session.desk.customers.contracts_of(FACTORY)
    full = replace(
        contract, scope="全厂", promises="两小时内答复", exclusions="白蚁\n木材害虫", sales="许文静"
    )
    full = session.desk.customers.save_contract(full).value
    event = section(card(tab, FACTORY), "合同与账期").events[0]
    assert event.token == "late"
    for line in ("尚无技师阅读此合同。", "服务范围：全厂", "不包含：白蚁、木材害虫", "销售：许文静"):
        assert line in event.detail
    session.desk.customers.save_contract(replace(full, read_by="王强", read_on=date(2026, 11, 23)))
    event = section(card(tab, FACTORY), "合同与账期").events[0]
    assert event.token == "kept"
    assert "王强已于 2026-11-23 阅读合同" in event.detail


@pytest.mark.req("R002")
def test_an_unread_contract_is_red_in_the_desk_list_on_its_day() -> None:
    day = date(2026, 11, 23)
    duty = Duty(
        kind=DutyKind.CONTRACT_UNREAD,
        due_on=day,
        whom=Whom(customer_id=1, customer="三川"),
        say=msg("Contract not read"),
        link=LinkKind.CONTRACT,
        link_id=1,
    )
    (heading, line) = group([duty], day)
    assert (heading.token, line.token) == ("soon", "late")


@pytest.mark.req("R005")
def test_what_is_not_explained_stands_on_the_card_and_opens_the_briefing(
    tab: CustomersTab, session: Session
) -> None:
    site, _office = session.desk.customers.sites_of(FACTORY)
    (contact,) = session.desk.customers.contacts_of(FACTORY)
    session.desk.people.brief(site.id, contact.id, list(BriefingItem)[:5])
    row = section(card(tab, FACTORY), "讲解方案").rows[0]
    assert (row.text, row.detail) == ("滨江厂区 · 欧阳经理 · 5/7", "2 项未讲解")
    tab.details.link_activated.emit(row.link)
    assert isinstance(opened(tab), BriefingDialog)


@pytest.mark.req("R003")
@pytest.mark.req("R007")
def test_the_visit_sheet_shows_the_contact_s_expectations_and_the_sensitive_places(session: Session) -> None:
    content = VisitCard(session, 1).content()
    facts = {fact.label: fact.value for part in content.sections for fact in part.facts}
    assert "先打电话再进厂" in facts.values()
    assert "二楼样品间禁止喷洒" in content.warning


@pytest.mark.req("R027")
def test_the_card_says_when_we_last_spoke_and_who_is_silent(tab: CustomersTab, session: Session) -> None:
    draft = Contact(customer_id=FACTORY, name="张工", roles=(ContactRole.MAINTENANCE,))
    worker = session.desk.customers.save_contact(draft).value
    at = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
    session.desk.interactions.log(Interaction(customer_id=FACTORY, contact_id=worker.id, happened_at=at))
    session.desk.people.save_training(
        Training(contact_id=worker.id, topic="防鼠", offered_on=date(2026, 11, 20))
    )
    people = section(card(tab, FACTORY), "联系人")
    assert [(fact.label, fact.value) for fact in people.facts] == [("工程维修", "自 2026-05 起未联系")]
    assert "最近联系：194 天前 · 培训“防鼠”已于 2026-11-20 提议" in people.events[1].detail


@pytest.mark.req("R030")
def test_a_compound_surname_is_kept_whole_on_the_card(tab: CustomersTab) -> None:
    facts = section(card(tab, FACTORY), "什么事找谁").facts
    assert facts[0].value.startswith("欧阳经理")


@pytest.mark.req("R031")
def test_a_group_s_card_adds_its_outlets_up_and_an_outlet_leads_to_the_head_office(
    qtbot: QtBot, tab: CustomersTab, session: Session
) -> None:
    customers = session.desk.customers
    group_ = customers.save_customer(Customer(name="三川集团", kind=CustomerKind.GROUP)).value
    customers.save_contact(
        Contact(customer_id=group_.id, name="周总", roles=(ContactRole.COMPLAINT,), phone="0571-1")
    )
    outlet = replace(customers.customer(HOTEL), kind=CustomerKind.OUTLET, group_id=group_.id)
    customers.save_customer(outlet)
    tab.reload()
    facts = {fact.label: fact.value for fact in section(card(tab, group_.id), "门店").facts}
    assert facts["未付"] == "12,400.00"
    whom = {fact.label: fact.value for fact in section(card(tab, HOTEL), "什么事找谁").facts}
    assert whom["投诉"] == "周总（总部）  0571-1"
    hints = CaseHints(session)
    qtbot.addWidget(hints)
    hints.show_customer(HOTEL)
    assert hints.texts() == ["该门店的投诉由总部处理：周总 0571-1"]
    call = InteractionDialog(None, session, Interaction(customer_id=HOTEL, purpose=Purpose.COMPLAINT))
    qtbot.addWidget(call)
    assert call.form.field("spoke_with").value() == "周总"


@pytest.mark.req("R050")
def test_the_card_shows_whom_of_us_the_customer_may_call(tab: CustomersTab, session: Session) -> None:
    people = session.desk.customers.employees()
    calls = [
        FirstCall(employee_id=one.id, hours=when) for one, when in zip(people, ("上午", "下午"), strict=False)
    ]
    session.desk.people.save_first_calls(FACTORY, calls)
    facts = section(card(tab, FACTORY), "客户可优先拨打").facts
    assert len(facts) == 2
    assert facts[0].label.startswith("上午请拨")
    shown = [part.title for part in VisitCard(session, 1).content().sections]
    assert "客户可优先拨打" in shown


@pytest.mark.req("R062")
def test_the_card_says_to_whom_the_terms_were_explained(tab: CustomersTab, session: Session) -> None:
    (contract,) = session.desk.customers.contracts_of(FACTORY)
    told = replace(contract, terms="signed+15wd", explained_on=date(2026, 11, 5), explained_to="财务李")
    session.desk.customers.save_contract(told)
    detail = section(card(tab, FACTORY), "合同与账期").events[0].detail
    assert "发票签收后15个工作日内" in detail
    assert "账期已于 2026-11-05 向财务李讲解" in detail


@pytest.mark.req("R075")
def test_open_invoices_and_the_last_efforts_stand_on_one_card(tab: CustomersTab, session: Session) -> None:
    session.desk.interactions.log(Interaction(customer_id=HOTEL, text="送月饼并致谢"))
    content = card(tab, HOTEL)
    assert len(section(content, "款项").rows) == 2
    assert section(content, "近期往来").events[0].detail == "送月饼并致谢"


@pytest.mark.req("R129")
def test_what_is_not_covered_is_said_with_the_day_it_was_explained(qtbot: QtBot, session: Session) -> None:
    (contract,) = session.desk.customers.contracts_of(FACTORY)
    told = replace(contract, exclusions="白蚁", explained_on=date(2026, 3, 2), explained_to="刘总")
    session.desk.customers.save_contract(told)
    hints = CaseHints(session)
    qtbot.addWidget(hints)
    hints.show_customer(FACTORY)
    (line,) = hints.texts()
    assert "白蚁" in line
    assert "2026-03-02" in line


@pytest.mark.req("R132")
def test_who_asked_for_a_change_and_by_what_right_stands_on_the_card(
    tab: CustomersTab, session: Session
) -> None:
    session.desk.people.note_request(
        ChangeRequest(customer_id=FACTORY, asked_by="张三", wish="改为夜间", proof="授权委托书")
    )
    (event,) = section(card(tab, FACTORY), "变更要求").events
    assert (event.title, event.detail) == ("张三：改为夜间", "授权文件：授权委托书")


@pytest.mark.req("D12")
def test_two_who_left_within_a_year_are_a_risk_sign(tab: CustomersTab, session: Session) -> None:
    for name in ("陈静", "李娜"):
        gone = Contact(customer_id=FACTORY, name=name, to_on=date(2026, 6, 1))
        session.desk.customers.save_contact(gone)
    assert "一年内 2 位联系人离任" in [badge.text for badge in card(tab, FACTORY).badges]


@pytest.mark.req("D11")
def test_every_command_about_people_opens_its_dialog(qtbot: QtBot, tab: CustomersTab) -> None:
    tab.show_record(Link("customer", FACTORY))
    names = (
        "什么事找谁…", "讲解方案…", "联系人离任…", "培训…", "客户可拨打的电话…", "有人要求变更…",
        "整个集团…", "合并重复客户…", "即将到期的合同…",
    )  # fmt: skip
    for name in names:
        next(one for one in tab.commands() if one.text == name).act()
        dialog = opened(tab)
        dialog.reject()
        dialog.hide()
        dialog.setParent(None)
        dialog.deleteLater()
    qtbot.waitUntil(settled)


def test_deleting_a_customer_on_which_records_hang_offers_the_archive(
    qtbot: QtBot, tab: CustomersTab, session: Session
) -> None:
    tab.show_record(Link("customer", TRADER))
    next(one for one in tab.commands() if one.text == "删除…").act()
    box = opened(tab)
    assert isinstance(box, QMessageBox)
    assert "不能删除" in box.text()
    next(button for button in box.buttons() if button.text() == "归档").click()
    qtbot.waitUntil(settled)
    assert session.desk.customers.customer(TRADER).status is CustomerStatus.ARCHIVED


def test_a_filter_shows_whose_contract_ends_soon(tab: CustomersTab, session: Session) -> None:
    (contract,) = session.desk.customers.contracts_of(FACTORY)
    session.desk.customers.save_contract(replace(contract, end_on=date(2027, 1, 31)))
    at = [tab.filter_box.itemText(n) for n in range(tab.filter_box.count())].index("合同即将到期")
    tab.filter_box.setCurrentIndex(at)
    tab.filter_box.activated.emit(at)
    assert list(tab.model.ids()) == [FACTORY]
