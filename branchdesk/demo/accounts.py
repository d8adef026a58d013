"""Customers of the sample branch with their sites, contacts and contracts, from prospect to lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from branchdesk.demo.pool import Trade
from branchdesk.demo.story import Story
from branchdesk.domain.customers import (
    Contact,
    ContactRole,
    Contract,
    Customer,
    CustomerKind,
    CustomerStatus,
    Site,
)
from branchdesk.domain.salutation import salutation
from branchdesk.domain.visits import Visit
from branchdesk.storage.unit_of_work import UnitOfWork

TERMS = (
    *("signed+15wd", "issued+30d", "signed+15wd", "eom+45d", "signed+30d", "dom:10", "signed+15wd"),
    *("issued+30d", "signed+45wd", "signed+2m-eom"),
)
_GRADES = ("A", "B", "B", "C", "B", "C", "A", "C")
_ROLES = (
    (ContactRole.SERVICE, ContactRole.COMPLAINT),
    (ContactRole.INVOICE, ContactRole.PAYER),
    (ContactRole.SIGNER,),
    (ContactRole.MANAGER, ContactRole.MEETING),
    (ContactRole.MAINTENANCE,),
)


class Habit(Enum):
    """How a customer pays: the least and most days after the due date."""

    PUNCTUAL = (-5, 0)
    SLOW = (2, 16)
    LATE = (24, 58)
    CHRONIC = (85, 150)


_HABITS = (
    *(Habit.PUNCTUAL, Habit.SLOW, Habit.PUNCTUAL, Habit.LATE, Habit.PUNCTUAL, Habit.PUNCTUAL),
    *(Habit.SLOW, Habit.CHRONIC, Habit.PUNCTUAL, Habit.SLOW, Habit.LATE, Habit.PUNCTUAL),
)


@dataclass(slots=True)
class Account:
    """A customer as the history goes on; records are replaced by their newest version."""

    index: int
    trade: Trade
    habit: Habit
    joined: date
    customer: Customer
    sites: list[Site] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    visits: dict[int, Visit] = field(default_factory=dict)
    group: Account | None = None
    outlets: list[Account] = field(default_factory=list)
    billed_centrally: bool = False  # the head office gets one invoice for all its outlets

    @property
    def served(self) -> bool:
        """Tell whether services are being done."""
        return self.customer.status is CustomerStatus.ACTIVE

    def contact(self, role: ContactRole) -> Contact | None:
        """Return who is called about something, those who left never."""
        present = [contact for contact in self.contacts if contact.to_on is None]
        fitting = [contact for contact in present if role in contact.roles]
        return next(iter(fitting or present), None)

    def called(self, role: ContactRole) -> str:
        """Return how that person is addressed."""
        contact = self.contact(role)
        return salutation(contact.name, contact.title) if contact else ""


def make_accounts(story: Story, count: int) -> list[Account]:
    """Make up about `count` customers: two groups with outlets, single ones, one-off ones."""
    return _Maker(story).make(count)


@dataclass(slots=True)
class _Maker:
    story: Story
    made: list[Account] = field(default_factory=list)

    def make(self, count: int) -> list[Account]:
        outlets = (12, 4) if count >= 40 else (max(1, count // 5),)
        one_off = max(1, count // 15)
        for number, size in enumerate(outlets):
            self._group(number, size)
        while len(self.made) < count - one_off:
            self._single(CustomerKind.SINGLE)
        for _ in range(one_off):
            self._single(CustomerKind.ONE_OFF)
        return self.made

    def _group(self, number: int, size: int) -> None:
        names = self.story.pool.names
        brand = names.group_brands[number]
        head = self._account(
            name=names.group_company.format(brand=brand),
            short_name=names.group_short.format(brand=brand),
            kind=CustomerKind.GROUP,
            trade=names.trades[number],
            habit=Habit.SLOW,
        )
        for place in names.outlet_places[:size]:
            outlet = self._account(
                name=names.outlet_company.format(brand=brand, place=place),
                short_name=names.outlet_short.format(brand=brand, place=place),
                kind=CustomerKind.OUTLET,
                trade=names.trades[number],
                habit=Habit.SLOW,
            )
            outlet.customer = replace(outlet.customer, head_office_pays=True, grade="A")
            outlet.joined = head.joined
            outlet.group, outlet.billed_centrally = head, number > 0
            head.outlets.append(outlet)

    def _single(self, kind: CustomerKind) -> None:
        names, index = self.story.pool.names, len(self.made)
        trade = names.trades[index % len(names.trades)]
        brand = names.brands[index % len(names.brands)]
        self._account(
            name=trade.company.format(brand=brand),
            short_name=trade.short.format(brand=brand),
            kind=kind,
            trade=trade,
            habit=_HABITS[index % len(_HABITS)],
        )

    def _account(
        self, *, name: str, short_name: str, kind: CustomerKind, trade: Trade, habit: Habit
    ) -> Account:
        story, names, index = self.story, self.story.pool.names, len(self.made)
        late = kind in (CustomerKind.SINGLE, CustomerKind.ONE_OFF) and index % 5 == 4
        span = (story.today - story.start).days
        joined = story.start + (story.days(20, max(span - 30, 21)) if late else story.days(0, 4))
        since = joined if late else story.start - story.days(30, 900)
        dice = story.dice
        customer = Customer(
            name=name,
            code=f"C{index + 1:04d}",
            short_name=short_name,
            kind=kind,
            grade="" if kind is CustomerKind.ONE_OFF else _GRADES[index % len(_GRADES)],
            industry=trade.industry,
            tax_id=f"91330100MA{dice.randrange(10**8):08d}",
            invoice_title=name,
            bank_account=f"{story.pick(names.banks)} 12020{dice.randrange(10**14):014d}",
            address=names.address.format(street=story.pick(names.streets), n=dice.randint(8, 699)),
            phone=f"0571-{dice.randint(81, 89)}{dice.randrange(10**6):06d}",
            email=f"c{index + 1:04d}@example.com",
            terms="on-service" if kind is CustomerKind.ONE_OFF else TERMS[index % len(TERMS)],
            note=story.pick(story.pool.phrases.preferences),
            birthday=since.replace(day=8) if index % 9 == 0 else None,
            referred_by=self.made[index // 2].customer.short_name if index % 10 == 9 else "",
            since=since,
            price_free=index % 13 == 5,
            credit_limit_fen=5_000_000 if kind is CustomerKind.GROUP else None,
        )
        account = Account(index, trade, habit, joined, customer)
        self.made.append(account)
        return account


def enter(story: Story, work: UnitOfWork, account: Account) -> None:
    """Write a customer with its sites and contacts into the file."""
    people = _people(story, account)
    signers = [contact.name for contact in people if ContactRole.SIGNER in contact.roles]
    group_id = account.group.customer.id if account.group else None
    draft = replace(
        account.customer,
        group_id=group_id,
        authorised_signers=story.pool.names.joiner.join(signers or [people[0].name]),
    )
    account.customer = work.insert(draft)
    if account.customer.kind is not CustomerKind.GROUP:
        account.sites = [work.insert(site) for site in _sites(story, account)]
    for number, contact in enumerate(people):
        site = account.sites[number % len(account.sites)] if account.sites and number > 3 else None
        own = replace(contact, customer_id=account.customer.id, site_id=site.id if site else None)
        account.contacts.append(work.insert(own))


def _sites(story: Story, account: Account) -> list[Site]:
    phrases, single = story.pool.phrases, account.customer.kind is CustomerKind.SINGLE
    most = min(len(account.trade.sites), (1, 2, 1, 3)[account.index % 4]) if single else 1
    return [
        Site(
            customer_id=account.customer.id,
            name=name,
            address=account.customer.address,
            access=story.pick(phrases.access),
            sensitive_places=story.pick(phrases.sensitive),
            prep_items=story.pick(phrases.prep_items),
            technician_id=story.technicians[(account.index + number) % len(story.technicians)].id,
            logbook_place=story.pick(phrases.logbooks),
        )
        for number, name in enumerate(account.trade.sites[:most])
    ]


def _people(story: Story, account: Account) -> list[Contact]:
    size = {CustomerKind.ONE_OFF: 1, CustomerKind.OUTLET: 2, CustomerKind.GROUP: 4}
    most = size.get(account.customer.kind, 3 + account.index % 3)
    return [_contact(story, account, roles) for roles in _ROLES[:most]]


def _contact(story: Story, account: Account, roles: tuple[ContactRole, ...]) -> Contact:
    names, phrases = story.pool.names, story.pool.phrases
    centre = account.customer.kind is CustomerKind.GROUP and ContactRole.PAYER in roles
    mobile, name = story.mobile(), story.person()
    form = names.forms.get(name.partition(" ")[0], "")
    return Contact(
        name=name,
        title=form or (names.group_pays_centre if centre else story.pick(names.titles[roles[0]])),
        roles=roles,
        mobile=mobile,
        phone=account.customer.phone,
        wechat=f"wx{mobile[-6:]}",
        call_hours=story.pick(phrases.call_hours),
        expects=story.pick(phrases.expects),
        birthday=date(1970 + story.dice.randrange(28), story.dice.randint(1, 12), story.dice.randint(1, 28)),
        birthday_lunar=story.chance(0.2),
        from_on=account.joined,
    )


def replace_contact(story: Story, work: UnitOfWork, account: Account) -> Contact | None:
    """Let the service contact leave and a new one come (R026); returns the new one."""
    old = account.contact(ContactRole.SERVICE)
    if old is None:
        return None
    today = story.local(work.at)
    new = work.insert(
        replace(
            _contact(story, account, old.roles),
            customer_id=account.customer.id,
            site_id=old.site_id,
            from_on=today,
        )
    )
    gone = replace(old, to_on=today, successor_id=new.id, roles=(), note=story.pool.phrases.left)
    account.contacts[account.contacts.index(old)] = work.update(gone)
    account.contacts.append(new)
    return new
