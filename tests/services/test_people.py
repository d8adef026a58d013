"""Briefing, succession, role matrix, requests and duties about people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import (
    Contact,
    ContactRole,
    Contract,
    ContractStatus,
    Customer,
    CustomerKind,
    Site,
)
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.people import BriefingItem, ChangeRequest, FirstCall, Training
from branchdesk.domain.receivables import Invoice, Promise
from branchdesk.domain.signers import authorised_signers, may_sign
from branchdesk.services.desk import Desk

FRIDAY = date(2026, 11, 20)


def contact(desk: Desk, customer: Customer, name: str, *roles: ContactRole, **more: object) -> Contact:
    draft = Contact(customer_id=customer.id, name=name, title="经理", roles=roles)
    return desk.customers.save_contact(replace(draft, **more)).value  # type: ignore[arg-type]


def duties(desk: Desk, kind: DutyKind, days: int = 0) -> list[Duty]:
    return [duty for duty in desk.duties.due(days) if duty.kind is kind]


@pytest.mark.req("R002")
def test_an_unread_contract_is_a_red_line_on_the_day_before_the_first_service(
    desk: Desk, clock: ManualClock, customer: Customer, site: Site
) -> None:
    draft = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-1",
        start_on=date(2026, 11, 24),
        rule="FREQ=MONTHLY;BYMONTHDAY=24",
    )
    contract = desk.customers.save_contract(draft).value
    assert duties(desk, DutyKind.CONTRACT_UNREAD) == []
    clock.instant = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    (duty,) = duties(desk, DutyKind.CONTRACT_UNREAD)
    assert (duty.due_on, duty.link_id) == (date(2026, 11, 23), contract.id)
    desk.customers.save_contract(replace(contract, read_by="王强", read_on=date(2026, 11, 23)))
    assert duties(desk, DutyKind.CONTRACT_UNREAD) == []


@pytest.mark.req("R003")
def test_signer_and_site_manager_are_two_people_with_expectations_of_their_own(
    desk: Desk, customer: Customer, site: Site
) -> None:
    contact(desk, customer, "刘总", ContactRole.SIGNER)
    manager = contact(desk, customer, "王经理", ContactRole.SERVICE, site_id=site.id, expects="先打电话")
    (briefing,) = desk.people.briefings(customer.id)
    assert briefing.contact == manager
    assert len(desk.customers.contacts_of(customer.id)) == 2


@pytest.mark.req("R005")
def test_five_of_seven_points_leave_two_to_explain(desk: Desk, customer: Customer, site: Site) -> None:
    who = contact(desk, customer, "王经理", ContactRole.SERVICE)
    told = desk.people.brief(site.id, who.id, list(BriefingItem)[:5])
    assert [len(told.value.told), len(told.value.open)] == [5, 2]
    desk.people.brief(site.id, who.id, list(BriefingItem)[:4])
    assert len(desk.people.briefing(site.id, who.id).open) == 3
    assert {tick.told_by for tick in desk.people.ticks(site.id, who.id)} == {"王芳"}


def test_a_briefing_in_the_future_is_refused(desk: Desk, customer: Customer, site: Site) -> None:
    who = contact(desk, customer, "王经理")
    with pytest.raises(Refused):
        desk.people.brief(site.id, who.id, list(BriefingItem), date(2027, 1, 1))


@pytest.mark.req("R034")
def test_a_new_outlet_starts_with_none_of_seven_whatever_its_head_office_knows(
    desk: Desk, customer: Customer, site: Site
) -> None:
    who = contact(desk, customer, "王经理", ContactRole.SERVICE)
    desk.people.brief(site.id, who.id, BriefingItem)
    desk.customers.save_site(Site(customer_id=customer.id, name="第十三店"))
    old, new = desk.people.briefings(customer.id)
    assert (len(old.told), len(new.told), len(new.open)) == (7, 0, 7)


@pytest.mark.req("R026")
@pytest.mark.req("D12")
def test_a_successor_takes_roles_promises_and_talks_and_is_introduced_in_five_working_days(
    desk: Desk, clock: ManualClock, customer: Customer, site: Site
) -> None:
    clock.instant = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    old = contact(desk, customer, "陈静", ContactRole.SERVICE, ContactRole.PAYER)
    desk.people.brief(site.id, old.id, BriefingItem)
    promise = Promise(customer_id=customer.id, contact_id=old.id, amount_fen=100, due_on=date(2026, 12, 1))
    promise = desk.receivables.promise(promise).value
    desk.interactions.log(
        Interaction(customer_id=customer.id, contact_id=old.id, next_on=date(2026, 11, 25), next_step="开会")
    )
    done = desk.people.succeed(old.id, Contact(name="李娜", title="经理"), FRIDAY)
    new = done.value
    assert new.roles == (ContactRole.SERVICE, ContactRole.PAYER)
    assert desk.context.reader.get(Promise, promise.id).contact_id == new.id
    left = desk.context.reader.get(Contact, old.id)
    assert (left.to_on, left.successor_id, left.roles) == (FRIDAY, new.id, ())
    (task,) = duties(desk, DutyKind.INTRODUCTION, 30)
    assert (task.due_on, task.whom.contact_id) == (date(2026, 11, 27), new.id)
    (meeting,) = duties(desk, DutyKind.NEXT_CONTACT, 30)
    assert meeting.whom.contact_id == new.id
    assert len(desk.people.briefing(site.id, old.id).told) == 7
    assert len(desk.people.briefing(site.id, new.id).told) == 0
    assert desk.people.turnover(customer.id) == 1
    desk.interactions.log(
        Interaction(customer_id=customer.id, contact_id=new.id, purpose=Purpose.INTRODUCTION)
    )
    assert duties(desk, DutyKind.INTRODUCTION, 30) == []


@pytest.mark.req("D12")
def test_a_succession_can_be_taken_back(desk: Desk, customer: Customer) -> None:
    old = contact(desk, customer, "陈静", ContactRole.SERVICE)
    heir = contact(desk, customer, "李娜", ContactRole.INVOICE)
    done = desk.people.succeed(old.id, heir, FRIDAY)
    assert done.value.roles == (ContactRole.SERVICE, ContactRole.INVOICE)
    assert done.undo is not None
    done.undo()
    assert [one.roles for one in desk.customers.contacts_of(customer.id)] == [old.roles, heir.roles]
    with pytest.raises(Refused):
        desk.people.succeed(old.id, old, FRIDAY)


@pytest.mark.req("R027")
def test_each_contact_has_a_last_talk_and_trainings(desk: Desk, customer: Customer) -> None:
    one = contact(desk, customer, "张工", ContactRole.MAINTENANCE)
    other = contact(desk, customer, "刘总", ContactRole.MANAGER)
    at = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
    desk.interactions.log(Interaction(customer_id=customer.id, contact_id=one.id, happened_at=at))
    assert desk.people.last_contacts(customer.id) == {one.id: at}
    with pytest.raises(Refused):
        desk.people.save_training(Training(contact_id=other.id, topic="鼠害预防"))
    offered = Training(contact_id=other.id, topic="鼠害预防", offered_on=FRIDAY)
    saved = desk.people.save_training(offered).value
    desk.people.save_training(replace(saved, held_on=date(2026, 11, 21)))
    assert [one.held_on for one in desk.people.trainings(customer.id)] == [date(2026, 11, 21)]


@pytest.mark.req("R031")
@pytest.mark.req("D11")
def test_a_group_of_twelve_has_twelve_rows_and_its_totals_are_their_sum(desk: Desk) -> None:
    group = desk.customers.save_customer(Customer(name="三川集团", kind=CustomerKind.GROUP)).value
    complaints = contact(desk, group, "周总", ContactRole.COMPLAINT)
    payer = contact(desk, group, "钱会计", ContactRole.PAYER)
    amounts = [(n + 1) * 1000 for n in range(12)]
    for n, amount in enumerate(amounts):
        draft = Customer(name=f"{n}店", kind=CustomerKind.OUTLET, group_id=group.id, head_office_pays=n > 0)
        outlet = desk.customers.save_customer(draft).value
        desk.receivables.save_invoice(
            Invoice(number=f"F{n}", customer_id=outlet.id, issued_on=FRIDAY, amount_fen=amount)
        )
    contact(desk, outlet, "王店长", ContactRole.PAYER)
    view = desk.people.group_view(outlet.id)
    assert (view.head.id, len(view.outlets)) == (group.id, 12)
    assert view.total("open_fen") == sum(amounts)
    assert [one.contact for one in desk.people.whom(outlet.id, ContactRole.COMPLAINT)] == [complaints]
    assert [one.contact.name for one in desk.people.whom(outlet.id, ContactRole.PAYER)] == [
        payer.name,
        "王店长",
    ]
    desk.complaints.register(
        Complaint(customer_id=outlet.id, reporter="店员", text="鼠", received_at=desk.context.clock.now())
    )
    (answer, *_) = duties(desk, DutyKind.COMPLAINT_ANSWER, 2)
    assert answer.whom.contact_id == complaints.id


@pytest.mark.req("R050")
def test_our_numbers_stand_in_the_order_in_which_they_are_called(desk: Desk, customer: Customer) -> None:
    people = [
        desk.customers.save_employee(Employee(name=name, role=role)).value
        for name, role in (("赵", EmployeeRole.AREA_MANAGER), ("王", EmployeeRole.TECHNICIAN))
    ]
    calls = [
        FirstCall(employee_id=people[0].id, hours="上午"),
        FirstCall(employee_id=people[1].id, hours="下午"),
    ]
    desk.people.save_first_calls(customer.id, calls)
    found = desk.people.first_calls(customer.id)
    assert [(one.place, one.hours) for one in found] == [(1, "上午"), (2, "下午")]
    with pytest.raises(Refused):
        desk.people.save_first_calls(customer.id, [calls[0], calls[0]])
    desk.people.save_first_calls(customer.id, [])
    assert desk.people.first_calls(customer.id) == []


@pytest.mark.req("R064")
def test_a_contact_whose_role_is_signing_may_sign_beside_the_named_ones(
    desk: Desk, customer: Customer
) -> None:
    contact(desk, customer, "刘总", ContactRole.SIGNER)
    named = replace(customer, authorised_signers="陈静、李娜")
    names = authorised_signers(named, desk.customers.contacts_of(customer.id), FRIDAY)
    assert names == ("陈静", "李娜", "刘总")
    assert may_sign("刘总", names)
    assert not may_sign("保安张", names)


@pytest.mark.req("R132")
def test_who_does_not_hold_the_contract_shows_a_proof_first(desk: Desk, customer: Customer) -> None:
    contact(desk, customer, "刘总", ContactRole.SIGNER)
    holder = ChangeRequest(customer_id=customer.id, asked_by="刘总", wish="改为夜间")
    assert desk.people.note_request(holder).value.noted_by == "王芳"
    other = replace(holder, asked_by="张三")
    with pytest.raises(Refused) as no:
        desk.people.note_request(other)
    assert no.value.field == "proof"
    desk.people.note_request(replace(other, proof="授权委托书 2026-11-18"))
    assert [one.asked_by for one in desk.people.requests(customer.id)] == ["张三", "刘总"]


def test_a_contract_that_ends_soon_is_on_the_radar_and_asks_for_a_talk(
    desk: Desk, customer: Customer
) -> None:
    draft = Contract(
        customer_id=customer.id, number="HT-1", start_on=date(2026, 1, 1), end_on=date(2026, 12, 10)
    )
    contract = desk.customers.save_contract(draft).value
    later = replace(draft, number="HT-2", start_on=date(2026, 12, 11), end_on=date(2027, 12, 10))
    next_one = desk.customers.save_contract(later).value
    assert [row.number for row in desk.people.ending()] == ["HT-1"]
    assert [duty.link_id for duty in duties(desk, DutyKind.RENEWAL)] == []  # HT-2 goes on
    desk.customers.save_contract(replace(next_one, status=ContractStatus.ENDED))
    assert [duty.link_id for duty in duties(desk, DutyKind.RENEWAL)] == [contract.id]
    desk.interactions.log(Interaction(customer_id=customer.id, purpose=Purpose.RENEWAL))
    assert duties(desk, DutyKind.RENEWAL) == []
    again = desk.people.renewal_of(contract.id)
    assert (again.id, again.start_on, again.end_on) == (0, date(2026, 12, 11), date(2027, 12, 10))
