"""Messages to paste into WeChat, in the contact's language (D33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.customers import Contact, ContactRole, Customer, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.message_kinds import MessageKind
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk


@pytest.fixture
def contact(desk: Desk, customer: Customer) -> Contact:
    roles = (ContactRole.SERVICE, ContactRole.PAYER)
    person = Contact(customer_id=customer.id, name="欧阳天民", title="经理", roles=roles)
    return desk.customers.save_contact(person).value


def owe(desk: Desk, customer: Customer, number: str, issued: date) -> None:
    invoice = Invoice(
        number=number, customer_id=customer.id, issued_on=issued, amount_fen=860_000, terms="issued+30d"
    )
    desk.receivables.save_invoice(invoice)


@pytest.mark.req("D33")
def test_an_appointment_names_day_place_and_what_to_prepare(desk: Desk, site: Site, contact: Contact) -> None:
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 26), start_at="22:00"))
    message = desk.call_work.message_text(site.customer_id, MessageKind.APPOINTMENT)
    head, line, ready, _, foot = message.text.splitlines()
    assert head == "欧阳经理，您好："
    assert "2026年11月26日 周四 22:00" in line
    assert "总店" in line
    assert "覆盖食品" in ready
    assert foot == "杭州分公司 王芳"
    assert message.to == "欧阳经理"
    assert contact.language == ""


@pytest.mark.req("D33")
def test_a_reminder_lists_what_is_overdue_and_sums_it(
    desk: Desk, customer: Customer, contact: Contact
) -> None:
    owe(desk, customer, "1", date(2026, 9, 1))
    owe(desk, customer, "2", date(2026, 10, 1))
    text = desk.call_work.message_text(customer.id, MessageKind.REMINDER).text
    assert "• 1：8,600.00 元，2026-10-01 到期" in text
    assert "合计 17,200.00 元。" in text
    assert contact.id


@pytest.mark.req("D33")
def test_a_statement_lists_what_is_not_due_yet_as_well(desk: Desk, customer: Customer) -> None:
    owe(desk, customer, "1", date(2026, 9, 1))
    owe(desk, customer, "2", date(2026, 11, 20))
    text = desk.call_work.message_text(customer.id, MessageKind.STATEMENT).text
    assert text.startswith("您好：\n截至 2026-11-22")
    assert text.count("•") == 2


@pytest.mark.req("D33")
@pytest.mark.parametrize("kind", [MessageKind.REMINDER, MessageKind.THANKS])
def test_the_contact_s_own_language_is_used(
    desk: Desk, customer: Customer, contact: Contact, kind: MessageKind
) -> None:
    owe(desk, customer, "1", date(2026, 11, 1))
    person = replace(
        contact, name="Holt", title="Ms", language="en", roles=(*contact.roles, ContactRole.MANAGER)
    )
    desk.customers.save_contact(person)
    message = desk.call_work.message_text(customer.id, kind)
    assert message.language == "en"
    assert message.text.startswith("Dear Ms Holt,\n")


@pytest.mark.req("D33")
@pytest.mark.parametrize("kind", [MessageKind.APPOINTMENT, MessageKind.REMINDER, MessageKind.STATEMENT])
def test_nothing_to_say_is_said(desk: Desk, customer: Customer, kind: MessageKind) -> None:
    with pytest.raises(Refused):
        desk.call_work.message_text(customer.id, kind)
