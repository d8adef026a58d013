"""The dialogs of the customer file say in words what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Contact, Contract, Customer, HolidayPolicy, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from tests.ui.branch import session_of, small_branch
from tests.ui.samples import type_text
from ui.forms.contact import ContactDialog
from ui.forms.contract import ContractDialog
from ui.forms.customer import CustomerDialog
from ui.forms.employee import EmployeesDialog
from ui.forms.site import SiteDialog
from ui.language import set_language
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

FACTORY, HOTEL = 1, 2


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


@pytest.mark.req("R062")
def test_terms_are_understood_as_spoken_and_explained_with_a_date(qtbot: QtBot, session: Session) -> None:
    dialog = CustomerDialog(None, session, Customer(name="灵隐茶社"))
    qtbot.addWidget(dialog)
    assert "分公司默认" in dialog.explanation()
    type_text(dialog.form.field("terms"), "签收后15个工作日")
    assert dialog.explanation().endswith("2026-12-11（周五）到期")
    assert save(qtbot, dialog).terms == "signed+15wd"


def test_stored_terms_stand_in_the_words_of_the_window(qtbot: QtBot, session: Session) -> None:
    set_language("en")
    dialog = CustomerDialog(None, session, session.desk.customers.customer(HOTEL))
    qtbot.addWidget(dialog)
    assert dialog.form.field("terms").text() == "within 15 working days after the invoice is signed for"
    assert not dialog.form.is_changed()
    assert dialog.read() == session.desk.customers.customer(HOTEL)


def test_terms_that_nobody_understands_are_named(qtbot: QtBot, session: Session) -> None:
    dialog = CustomerDialog(None, session, Customer(name="灵隐茶社"))
    qtbot.addWidget(dialog)
    dialog.form.field("terms").set_value("随便")
    assert "terms" in dialog.form.problems()
    assert dialog.explanation() != ""


@pytest.mark.req("R015")
def test_a_plan_in_words_shows_its_next_services(qtbot: QtBot, session: Session) -> None:
    draft = Contract(customer_id=HOTEL, start_on=date(2026, 11, 22), number="HT-9")
    dialog = ContractDialog(None, session, draft)
    qtbot.addWidget(dialog)
    type_text(dialog.form.field("rule"), "每月第二个周二 22:00")
    lines = dialog.preview().splitlines()
    assert len(lines) == 8  # the rule, six services, the whole window
    assert "2026年12月8日 周二" in lines[1]
    saved = save(qtbot, dialog)
    assert saved.start_at == "22:00"
    assert session.desk.customers.contracts_of(HOTEL) == [saved]


def test_the_preview_says_why_a_service_moves_off_a_holiday(qtbot: QtBot, session: Session) -> None:
    draft = Contract(
        customer_id=HOTEL,
        number="HT-9",
        start_on=date(2026, 12, 1),
        rule="FREQ=MONTHLY;BYMONTHDAY=1",
        holiday_policy=HolidayPolicy.AFTER,
    )
    dialog = ContractDialog(None, session, draft)
    qtbot.addWidget(dialog)
    assert any("元旦" in line for line in dialog.preview().splitlines())


def test_a_rule_without_any_day_is_explained_and_not_saved(qtbot: QtBot, session: Session) -> None:
    dialog = ContractDialog(None, session, Contract(customer_id=HOTEL, start_on=date(2026, 12, 1)))
    qtbot.addWidget(dialog)
    dialog.form.field("rule").set_value("每月第九个周二")
    dialog.save()
    assert {"rule", "number"} <= set(dialog.form.problems() | dialog.check())


def test_a_stored_contract_is_read_back_unchanged(qtbot: QtBot, session: Session) -> None:
    (contract,) = session.desk.customers.contracts_of(FACTORY)
    dialog = ContractDialog(None, session, contract)
    qtbot.addWidget(dialog)
    assert dialog.read() == contract


@pytest.mark.req("R030")
def test_one_sees_how_a_contact_is_addressed(qtbot: QtBot, session: Session) -> None:
    dialog = ContactDialog(None, session, Contact(customer_id=FACTORY, title="总监"))
    qtbot.addWidget(dialog)
    type_text(dialog.form.field("name"), "李娜")
    assert dialog.greeting() == "称呼：李总监"
    (known,) = session.desk.customers.contacts_of(FACTORY)
    again = ContactDialog(None, session, known)
    qtbot.addWidget(again)
    assert again.read() == known


@pytest.mark.req("R007")
def test_a_site_keeps_its_sensitive_places(qtbot: QtBot, session: Session) -> None:
    dialog = SiteDialog(None, session, Site(customer_id=HOTEL))
    qtbot.addWidget(dialog)
    dialog.save()
    assert "name" in dialog.form.problems()
    dialog.form.field("name").set_value("别墅")
    dialog.form.field("sensitive_places").set_value("厨房")
    assert save(qtbot, dialog).sensitive_places == "厨房"


def test_employees_are_added_and_changed_in_one_list(qtbot: QtBot, session: Session) -> None:
    listed = EmployeesDialog(None, session)
    qtbot.addWidget(listed)
    dialog = listed.add()
    dialog.form.field("name").set_value("周涛")
    made = save(qtbot, dialog)
    assert made.id in listed.model.ids()
    change = listed.edit(made.id)
    assert change is not None
    change.form.field("role").set_value(EmployeeRole.SUPERVISOR)
    change.form.field("active").set_value(False)
    assert save(qtbot, change) == replace(
        made, role=EmployeeRole.SUPERVISOR, active=False, version=made.version + 1
    )
    assert isinstance(made, Employee)
