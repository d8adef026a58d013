"""The dialogs about people: briefing, succession, training, requests, group, merging, renewal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Contact, ContactRole, Customer, CustomerKind, CustomerStatus
from branchdesk.domain.people import BriefingItem, Training
from tests.ui.branch import session_of, small_branch
from ui.forms.briefing import BriefingDialog
from ui.forms.change_request import ChangeRequestDialog
from ui.forms.choose_contact import ChooseContactDialog
from ui.forms.contact import ContactDialog
from ui.forms.contract import ContractDialog
from ui.forms.first_calls import FirstCallsDialog
from ui.forms.group import TOTAL, GroupDialog
from ui.forms.merge import MergeDialog
from ui.forms.renewals import RenewalsDialog
from ui.forms.succession import SuccessionDialog
from ui.forms.training import TrainingDialog
from ui.forms.whom_matrix import WhomDialog
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

FACTORY, HOTEL, TRADER = 1, 2, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


def save(qtbot: QtBot, dialog: FormDialog) -> Any:
    told: list[Any] = []
    dialog.saved.connect(told.append)
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    return told[0].value


@pytest.mark.req("R005")
def test_ticking_five_points_leaves_two(qtbot: QtBot, session: Session) -> None:
    dialog = BriefingDialog(None, session, FACTORY)
    qtbot.addWidget(dialog)
    assert dialog.count_line() == "7 项未讲解"
    dialog.form.field("items").set_value(tuple(BriefingItem)[:5])
    dialog.form.changed.emit()
    assert dialog.count_line() == "2 项未讲解"
    assert len(save(qtbot, dialog).open) == 2


@pytest.mark.req("R034")
def test_another_site_begins_with_nothing_and_a_day_ahead_is_refused(qtbot: QtBot, session: Session) -> None:
    first, second = session.desk.customers.sites_of(FACTORY)
    (contact,) = session.desk.customers.contacts_of(FACTORY)
    session.desk.people.brief(first.id, contact.id, BriefingItem)
    dialog = BriefingDialog(None, session, FACTORY, second.id, contact.id)
    qtbot.addWidget(dialog)
    assert dialog.form.field("items").value() == ()
    dialog.form.field("site_id").set_value(first.id)
    dialog.form.field("site_id").edited.emit()
    assert dialog.count_line() == "已全部讲解。"
    dialog.form.field("told_on").set_value(date(2027, 1, 1))
    assert "told_on" in dialog.check()


@pytest.mark.req("R026")
@pytest.mark.req("D12")
def test_a_successor_is_entered_with_the_day_of_our_introduction_in_view(
    qtbot: QtBot, session: Session
) -> None:
    (contact,) = session.desk.customers.contacts_of(FACTORY)
    dialog = SuccessionDialog(None, session, contact)
    qtbot.addWidget(dialog)
    dialog.form.field("on").set_value(date(2026, 11, 20))
    assert "name" in dialog.check()
    dialog.form.field("name").set_value("李娜")
    dialog.form.field("title").set_value("主任")
    dialog.form.changed.emit()
    assert "2026年11月27日" in dialog.explanation()
    assert "李主任" in dialog.explanation()
    assert save(qtbot, dialog).roles == contact.roles


@pytest.mark.req("D12")
def test_one_hands_over_from_the_contact_s_own_dialog(qtbot: QtBot, session: Session) -> None:
    (contact,) = session.desk.customers.contacts_of(FACTORY)
    dialog = ContactDialog(None, session, contact)
    qtbot.addWidget(dialog)
    told: list[Any] = []
    dialog.saved.connect(told.append)
    handing = dialog.hand_over()
    handing.form.field("name").set_value("李娜")
    heir = save(qtbot, handing)
    assert told[0].value == heir
    assert dialog.result() == ContactDialog.DialogCode.Accepted


def test_somebody_who_is_there_can_follow(qtbot: QtBot, session: Session) -> None:
    (contact,) = session.desk.customers.contacts_of(FACTORY)
    other = session.desk.customers.save_contact(Contact(customer_id=FACTORY, name="陈静")).value
    dialog = SuccessionDialog(None, session, contact)
    qtbot.addWidget(dialog)
    dialog.form.field("successor_id").set_value(other.id)
    dialog.form.changed.emit()
    assert dialog.form.field("name").isHidden() or "name" not in dialog.check()
    assert save(qtbot, dialog).id == other.id


def test_of_several_contacts_one_says_who_left(qtbot: QtBot, session: Session) -> None:
    people = session.desk.customers.contacts_of(FACTORY)
    dialog = ChooseContactDialog(None, session, people)
    qtbot.addWidget(dialog)
    dialog.table.go_to(people[0].id)
    with qtbot.waitSignal(dialog.chosen) as taken:
        dialog.take()
    assert taken.args == [people[0]]


@pytest.mark.req("R027")
def test_a_training_needs_a_person_a_topic_and_a_day(qtbot: QtBot, session: Session) -> None:
    (contact,) = session.desk.customers.contacts_of(FACTORY)
    dialog = TrainingDialog(None, session, FACTORY, Training())
    qtbot.addWidget(dialog)
    dialog.save()
    assert {"contact_id", "topic"} <= set(dialog.form.problems())
    dialog.form.set_values({"contact_id": contact.id, "topic": "防鼠"})
    assert save(qtbot, dialog).offered_on == session.today


@pytest.mark.req("R050")
def test_our_numbers_are_chosen_with_their_hours(qtbot: QtBot, session: Session) -> None:
    (person, *_) = session.desk.customers.employees()
    dialog = FirstCallsDialog(None, session, FACTORY)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"who1": person.id, "hours1": "上午"})
    save(qtbot, dialog)
    assert [one.hours for one in session.desk.people.first_calls(FACTORY)] == ["上午"]


@pytest.mark.req("R132")
def test_a_stranger_needs_a_proof_and_the_holder_none(qtbot: QtBot, session: Session) -> None:
    session.desk.customers.save_contact(
        Contact(customer_id=FACTORY, name="刘总", roles=(ContactRole.SIGNER,))
    )
    dialog = ChangeRequestDialog(None, session, FACTORY)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"asked_by": "张三", "wish": "改时间"})
    dialog.form.changed.emit()
    assert dialog.explanation() == "张三不是合同持有人：须有授权文件。"
    assert "proof" in dialog.check()
    dialog.form.field("asked_by").set_value("刘总")
    assert dialog.check() == {}
    assert save(qtbot, dialog).asked_by == "刘总"


@pytest.mark.req("R132")
def test_a_contract_is_not_changed_for_a_stranger_without_a_proof(qtbot: QtBot, session: Session) -> None:
    (contract,) = session.desk.customers.contracts_of(FACTORY)
    dialog = ContractDialog(None, session, contract)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"asked_by": "张三", "scope": "全厂"})
    assert "proof" in dialog.check()
    dialog.form.field("proof").set_value("授权委托书")
    assert dialog.check() == {}
    save(qtbot, dialog)
    (request,) = session.desk.people.requests(FACTORY)
    assert (request.contract_id, request.proof) == (contract.id, "授权委托书")


@pytest.mark.req("D11")
def test_one_sees_whom_to_call_about_what_and_copies_the_number(qtbot: QtBot, session: Session) -> None:
    dialog = WhomDialog(None, session, HOTEL)
    qtbot.addWidget(dialog)
    lines = dialog.lines()
    assert ("发票", "所有地点", "赵会计") in lines
    assert ("投诉", "所有地点", "暂无") in lines
    dialog.table.go_to(3)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "0571-87005679"


@pytest.mark.req("R031")
def test_a_group_shows_its_outlets_and_their_sum(qtbot: QtBot, session: Session) -> None:
    customers = session.desk.customers
    group = customers.save_customer(Customer(name="三川集团", kind=CustomerKind.GROUP)).value
    for one in (FACTORY, HOTEL):
        outlet = replace(customers.customer(one), kind=CustomerKind.OUTLET, group_id=group.id)
        customers.save_customer(outlet)
    dialog = GroupDialog(None, session, HOTEL)
    qtbot.addWidget(dialog)
    head, *outlets, total = dialog.lines()
    assert (head.id, len(outlets), total.id) == (group.id, 2, TOTAL)
    assert total.open_fen == sum(one.open_fen for one in outlets) == 12_400_00
    assert total.sites == 3
    with qtbot.waitSignal(session.link_followed) as followed:
        dialog.table.activated_record.emit(FACTORY)
    assert followed.args[0].id == FACTORY


def test_a_merge_is_seen_before_it_is_done(qtbot: QtBot, session: Session) -> None:
    dialog = MergeDialog(None, session, HOTEL)
    qtbot.addWidget(dialog)
    assert "选择重复客户" in dialog.preview()
    dialog.form.field("customer_id").set_value(TRADER)
    dialog.form.changed.emit()
    assert "服务点 1" in dialog.preview()
    assert "投诉 1" in dialog.preview()
    save(qtbot, dialog)
    assert session.desk.customers.customer(TRADER).status is CustomerStatus.ARCHIVED


def test_an_ending_contract_is_renewed_from_the_radar(qtbot: QtBot, session: Session) -> None:
    (contract,) = session.desk.customers.contracts_of(FACTORY)
    radar = RenewalsDialog(None, session)
    qtbot.addWidget(radar)
    assert radar.renew() is None
    session.desk.customers.save_contract(replace(contract, end_on=date(2026, 12, 31)))
    radar.model.refresh()
    radar.table.go_to(contract.id)
    dialog = radar.renew()
    assert dialog is not None
    dialog.form.field("number").set_value("HT-2027-001")
    saved = save(qtbot, dialog)
    assert (saved.start_on, saved.end_on) == (date(2027, 1, 1), date(2027, 12, 31))
