"""What the sample branch knows about the people at its customers: briefings, trainings, changes of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from branchdesk.demo.accounts import Account, replace_contact
from branchdesk.demo.story import Story, Write
from branchdesk.domain.customers import ContactRole, Contract, Customer, CustomerKind, CustomerStatus
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.people import (
    BriefingItem,
    BriefingTick,
    ChangeRequest,
    FirstCall,
    MergedCustomer,
    Training,
    lead_contact,
)
from branchdesk.services.customers import normal_contract
from branchdesk.storage.unit_of_work import UnitOfWork

_POINTS = tuple(BriefingItem)
_MANY = 40  # customers: in a small file a duplicate would be an odd one


def tell(story: Story, accounts: list[Account]) -> None:
    """Queue what goes on with the people of all accounts."""
    regular = [one for one in accounts if one.customer.kind in (CustomerKind.SINGLE, CustomerKind.OUTLET)]
    for account in regular:
        on = story.workday(account.joined + timedelta(days=6))
        story.at(story.moment(on, "10:40"), "brief", _briefing(story, account))
        if account.index % 4 == 1:
            on = story.workday(story.today - timedelta(days=30 + account.index))
            story.at(story.moment(on, "16:20"), "save_training", _training(story, account))
    singles = [one for one in regular if one.customer.kind is CustomerKind.SINGLE]
    acts = (_late_reading, _leaving_twice, None, _leaving, _asking)  # the third one is lost on the way
    for account, act in zip(singles, acts, strict=False):
        if act is not None:
            act(story, account)
    if len(accounts) >= _MANY:
        _entered_twice(story, singles[1])


def _entered_twice(story: Story, account: Account) -> None:
    """Let a customer have been entered twice and merged again."""
    on = story.workday(story.today - timedelta(days=60))

    def write(work: UnitOfWork) -> None:
        double = Customer(
            name=account.customer.short_name,
            phone=account.customer.phone,
            status=CustomerStatus.ARCHIVED,
        )
        double = work.insert(double)
        merged = MergedCustomer(
            customer_id=double.id, into_id=account.customer.id, merged_on=story.local(work.at)
        )
        work.insert(merged)

    story.at(story.moment(on, "11:45"), "merge_customers", write)


def _briefing(story: Story, account: Account) -> Write:
    """Explain everything at once to most, five points to some, and give them our numbers."""

    def write(work: UnitOfWork) -> None:
        points = _POINTS[:5] if account.index % 6 == 1 else _POINTS
        people = [one for one in account.contacts if one.to_on is None]
        for site in account.sites:
            contact = lead_contact(people, site.id)
            for item in points if contact is not None else ():
                work.insert(
                    BriefingTick(
                        site_id=site.id,
                        contact_id=contact.id if contact else 0,
                        item=item,
                        told_on=story.local(work.at),
                        told_by=work.author.name,
                    )
                )
        _our_numbers(story, work, account)

    return write


def _our_numbers(story: Story, work: UnitOfWork, account: Account) -> None:
    bosses = [one for one in story.staff if one.role is EmployeeRole.AREA_MANAGER]
    technician = story.technicians[account.index % len(story.technicians)]
    hours = story.pool.phrases.call_us
    for place, (person, when) in enumerate(zip([*bosses[:1], technician], hours, strict=False), start=1):
        work.insert(
            FirstCall(customer_id=account.customer.id, employee_id=person.id, place=place, hours=when)
        )


def _training(story: Story, account: Account) -> Write:
    def write(work: UnitOfWork) -> None:
        contact = account.contact(ContactRole.MAINTENANCE)
        if contact is None:
            return
        on = story.local(work.at)
        held = on + timedelta(days=14) if account.index % 8 == 1 else None
        topic = story.pool.phrases.trainings[account.index % len(story.pool.phrases.trainings)]
        work.insert(Training(contact_id=contact.id, topic=topic, offered_on=on, held_on=held))

    return write


def _late_reading(story: Story, account: Account) -> None:
    """Sign another service that begins on the next working day and that no technician has read (R002)."""
    on = story.today - timedelta(days=1)
    story.at(story.moment(on, "15:30"), "save_contract", lambda work: _sign(story, work, account))


def _sign(story: Story, work: UnitOfWork, account: Account) -> None:
    first = story.workdays_after(story.today, 1)
    base = account.contracts[0]
    draft = Contract(
        customer_id=account.customer.id,
        site_id=account.sites[0].id,
        number=f"{base.number}N",
        start_on=first,
        end_on=first + timedelta(days=364),
        service=story.pool.phrases.services[-1],
        rule=f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
        start_at="09:30",
        fee_fen=base.fee_fen // 2,
        billing=base.billing,
        terms=base.terms,
        promises=base.promises,
        exclusions=base.exclusions,
        scope=base.scope,
        agreed_by=base.agreed_by,
        agreed_on=story.local(work.at),
        sales=base.sales,
    )
    account.contracts.append(work.insert(normal_contract(draft)))


def _leaving(story: Story, account: Account, back: int = 5) -> None:
    """Let the service contact change so that we are to introduce ourselves today (R026)."""
    on = story.today
    for _ in range(back):
        on = story.calendar.previous_working_day(on - timedelta(days=1))
    story.at(story.moment(on, "09:50"), "succeed", lambda work: _swap(story, work, account))


def _leaving_twice(story: Story, account: Account) -> None:
    """Let two people leave within a year: a risk sign (D12)."""
    for back in (150, 40):
        on = story.workday(story.today - timedelta(days=back))
        story.at(story.moment(on, "09:50"), "succeed", lambda work: _swap(story, work, account))


def _swap(story: Story, work: UnitOfWork, account: Account) -> None:
    new = replace_contact(story, work, account)
    if new is None or story.local(work.at) > story.today - timedelta(days=30):
        return
    site = account.sites[0]
    for item in _POINTS[:3]:
        tick = BriefingTick(site_id=site.id, contact_id=new.id, item=item, told_on=story.local(work.at))
        work.insert(replace(tick, told_by=work.author.name))


def _asking(story: Story, account: Account) -> None:
    """Let somebody who does not hold the contract ask for a change, with a proof (R132)."""
    on: date = story.workday(story.today - timedelta(days=12 + account.index))
    phrases = story.pool.phrases

    def write(work: UnitOfWork) -> None:
        work.insert(
            ChangeRequest(
                customer_id=account.customer.id,
                contract_id=account.contracts[0].id,
                asked_by=story.pool.names.outsiders[0],
                wish=phrases.wish,
                proof=phrases.proof,
                noted_on=story.local(work.at),
                noted_by=work.author.name,
            )
        )

    story.at(story.moment(on, "11:10"), "note_request", write)
