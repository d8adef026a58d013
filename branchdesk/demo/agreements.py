"""Contracts of the sample branch: rules of every kind, holiday policies, terms, and how some of them end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.story import Story
from branchdesk.domain.customers import (
    ContactRole,
    Contract,
    ContractStatus,
    CustomerKind,
    CustomerStatus,
    HolidayPolicy,
    Site,
)
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.visits import Cause, VisitStatus
from branchdesk.services.customers import normal_contract
from branchdesk.storage.unit_of_work import UnitOfWork

_RULES = (
    *(
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYDAY=1TH",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=3WE",
    ),
    *(
        "FREQ=MONTHLY;X-TIMES=2",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=3MO",
        "FREQ=MONTHLY;BYMONTHDAY=15",
    ),
    *("FREQ=MONTHLY;BYDAY=2FR", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=4TU"),
    *(
        "FREQ=MONTHLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=WE",
        "FREQ=MONTHLY;BYDAY=4TH",
        "FREQ=MONTHLY;BYMONTHDAY=8",
    ),
)
_POLICIES = (HolidayPolicy.AFTER, HolidayPolicy.BEFORE, HolidayPolicy.NEAREST, HolidayPolicy.KEEP)
_NIGHT = ("22:00", "22:30", "21:30", "23:00")
_DAY = ("09:00", "13:30", "10:30", "15:00")
_YEAR = timedelta(days=365)


def agree(story: Story, work: UnitOfWork, account: Account) -> None:
    """Sign a customer's contracts: one for each site, or one for all of them."""
    if account.customer.kind in (CustomerKind.GROUP, CustomerKind.ONE_OFF):
        return
    sites: list[Site | None] = [None] if account.index % 4 == 3 else [*account.sites]
    for number, site in enumerate(sites):
        account.contracts.append(work.insert(normal_contract(_contract(story, account, site, number))))


def _contract(story: Story, account: Account, site: Site | None, number: int) -> Contract:
    phrases, turn = story.pool.phrases, account.index + 4 * number
    start = _start(story, account)
    night = account.trade.night
    services = phrases.services
    return Contract(
        customer_id=account.customer.id,
        site_id=site.id if site else None,
        number=f"HT-{start.year}-{account.index + 1:03d}{'ABC'[number] if number else ''}",
        start_on=start,
        end_on=_end(story, account, start),
        service=services[turn % len(services)] if number else services[0],
        rule=_RULES[turn % len(_RULES)],
        start_at=(_NIGHT if night else _DAY)[(turn // len(_RULES) + number) % 4],
        minutes_on_site=story.pick((60, 60, 90, 120)),
        minutes_cleaning=30,
        minutes_preparation=story.pick((30, 45)),
        minutes_after=story.pick((15, 30)),
        holiday_policy=_POLICIES[turn % len(_POLICIES)],
        fee_fen=_fee(story, account, number),
        billing=phrases.billing,
        terms=account.customer.terms,
        promises="\n".join(story.dice.sample(phrases.promises, 2)),
        exclusions="\n".join(phrases.exclusions[: 2 + turn % 3]),
        scope=phrases.scope,
        agreed_by=account.called(ContactRole.MANAGER),
        agreed_on=start - timedelta(days=5),
        read_by=story.pick(story.technicians).name,
        read_on=start - timedelta(days=1),
        explained_to=account.called(ContactRole.PAYER),
        explained_on=start - timedelta(days=3),
        sales=story.colleague(EmployeeRole.KEY_ACCOUNT),
    )


def _start(story: Story, account: Account) -> date:
    if account.joined > story.start + timedelta(days=10):
        return story.workday(account.joined + timedelta(days=5))
    return (story.start - story.days(5, 300)).replace(day=1)


def _end(story: Story, account: Account, start: date) -> date:
    """Let some contracts run out in the next weeks, most of them later."""
    if account.index % 11 == 6:
        # Not so soon that nobody would have spoken about it yet.
        return story.today + max(story.days(12, 55), timedelta(days=26))
    end = start
    while end < story.today + timedelta(days=100):
        end += _YEAR
    return end - timedelta(days=1)


def _fee(story: Story, account: Account, number: int) -> int:
    low, high = account.trade.yuan
    yuan = story.dice.randint(low, high) * (0.6 if number else 1)
    return max(60_000, round(yuan / 50) * 5000)


def part(story: Story, work: UnitOfWork, account: Account, status: CustomerStatus) -> None:
    """Lose a customer or let it rest: its contracts stop and its planned visits are cancelled."""
    today, phrases = story.local(work.at), story.pool.phrases
    lost = status is CustomerStatus.LOST
    why = phrases.lost if lost else phrases.paused
    account.customer = work.update(
        replace(
            account.customer,
            status=status,
            lost_on=today if lost else None,
            lost_reason=why if lost else "",
            note=account.customer.note if lost else why,
        )
    )
    rest = ContractStatus.ENDED if lost else ContractStatus.PAUSED
    account.contracts = [work.update(replace(contract, status=rest)) for contract in account.contracts]
    for visit in [*account.visits.values()]:
        if visit.status is VisitStatus.PLANNED and visit.date_on >= today:
            account.visits[visit.id] = work.update(
                replace(
                    visit, status=VisitStatus.CANCELLED, cancelled_why=why, cancelled_cause=Cause.CUSTOMER
                )
            )
