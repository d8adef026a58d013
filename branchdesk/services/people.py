"""What a person does about the people at a customer: briefing, succession, training, requests, groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from branchdesk.domain import checks
from branchdesk.domain.customers import Contact, ContactRole, Contract, Customer, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.messages import msg
from branchdesk.domain.people import (
    BriefingItem,
    BriefingTick,
    ChangeRequest,
    FirstCall,
    MergedCustomer,
    SiteBriefing,
    Training,
    holders,
    is_present,
    lead_contact,
    turnover,
)
from branchdesk.domain.receivables import Promise, PromiseKind
from branchdesk.domain.role_matrix import Answer, Directory
from branchdesk.domain.rows import ContractRow, CustomerRow
from branchdesk.domain.textfold import fold_text
from branchdesk.services.context import Context, Outcome
from branchdesk.services.lists import Lists
from branchdesk.services.merging import Merging
from branchdesk.storage.queries import people_facts
from branchdesk.storage.unit_of_work import UnitOfWork

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OpenWith:
    """What is open with a person and goes to who follows them (D12)."""

    promises: tuple[Promise, ...]
    meetings: tuple[Interaction, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group's head office and outlets with what is open (R031)."""

    head: CustomerRow
    outlets: tuple[CustomerRow, ...]

    @property
    def rows(self) -> tuple[CustomerRow, ...]:
        """Return the head office and its outlets."""
        return (self.head, *self.outlets)

    def total(self, column: str) -> int:
        """Add up one column of figures over all rows."""
        return sum(getattr(row, column) for row in self.rows)


class People:
    """The people at the customers."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.merging = Merging(context)

    # Whom to call

    def directory(self, customer_id: int) -> Directory:
        """Return who is there today, at the customer and at its head office (D11)."""
        customer = self._context.reader.get(Customer, customer_id)
        head = self._present(customer.group_id) if customer.group_id is not None else ()
        return Directory(self._present(customer_id), head, customer.head_office_pays)

    def whom(self, customer_id: int, role: ContactRole, site_id: int | None = None) -> tuple[Answer, ...]:
        """Return whom to call about something, the best first (D11, R031)."""
        return self.directory(customer_id).whom(role, site_id)

    def last_contacts(self, customer_id: int) -> dict[int, datetime]:
        """Return when each contact was last spoken with (R027)."""
        return people_facts.last_contacts(self._context.database, customer_id)

    def turnover(self, customer_id: int) -> int:
        """Count the contacts who left within the last year (D12)."""
        today = self._context.clock.today()
        return turnover(self._contacts(customer_id), today - _YEAR, today)

    # Briefing

    def briefings(self, customer_id: int) -> tuple[SiteBriefing, ...]:
        """Return for each active site how far who looks after it was briefed (R005, R034)."""
        people = self._present(customer_id)
        sites = self._context.reader.find(Site, customer_id=customer_id, active=True)
        return tuple(self._briefing(site, lead_contact(people, site.id)) for site in sites)

    def briefing(self, site_id: int, contact_id: int) -> SiteBriefing:
        """Return how far one person was briefed about one site."""
        reader = self._context.reader
        return self._briefing(reader.get(Site, site_id), reader.get(Contact, contact_id))

    def ticks(self, site_id: int, contact_id: int) -> list[BriefingTick]:
        """Return the points that were explained, with their days."""
        return self._context.reader.find(BriefingTick, site_id=site_id, contact_id=contact_id)

    def brief(
        self, site_id: int, contact_id: int, items: Iterable[BriefingItem], on: date | None = None
    ) -> Outcome[SiteBriefing]:
        """Write down which points of the briefing a person knows; points left out are open again."""
        today, wanted = self._context.clock.today(), set(items)
        if on is not None and on > today:
            raise Refused(msg("A briefing cannot lie in the future. Correct the day."), field="told_on")
        with self._context.act("brief") as work:
            contact, site = work.get(Contact, contact_id), work.get(Site, site_id)
            for tick in work.find(BriefingTick, site_id=site_id, contact_id=contact_id):
                if tick.item not in wanted:
                    work.delete(tick)
                wanted.discard(tick.item)
            for item in BriefingItem:
                if item in wanted:
                    told = BriefingTick(
                        site_id=site.id,
                        contact_id=contact.id,
                        item=item,
                        told_on=on or today,
                        told_by=work.author.name,
                    )
                    work.insert(told)
        now = self.briefing(site_id, contact_id)
        message = msg(
            "Briefing of {name}: {n} of {all} explained",
            name=contact.name,
            n=len(now.told),
            all=len(BriefingItem),
        )
        return self._context.outcome(work, now, message)

    # Succession

    def open_with(self, contact_id: int) -> OpenWith:
        """Return the open promises of a person and the contacts that were agreed with them (D12)."""
        reader, today = self._context.reader, self._context.clock.today()
        promises = _running(reader.find(Promise, contact_id=contact_id, kept_on=None, withdrawn_why=""))
        meetings = reader.find(Interaction, contact_id=contact_id)
        ahead = [one for one in meetings if one.next_on is not None and one.next_on >= today]
        return OpenWith(tuple(promises), tuple(ahead))

    def succeed(self, contact_id: int, successor: Contact, on: date) -> Outcome[Contact]:
        """Close a contact and let another take over: roles, open promises, agreed contacts (R026, D12).

        The successor is a new person (id 0) or one who is there already. Their briefing begins anew, and a
        duty asks us to introduce ourselves.
        """
        open_with = self.open_with(contact_id)
        with self._context.act("succeed") as work:
            old = work.get(Contact, contact_id)
            _check_succession(old, successor, on)
            heir = _heir(work, old, successor, on)
            for promise in open_with.promises:
                work.update(replace(promise, contact_id=heir.id))
            work.update(replace(old, to_on=on, successor_id=heir.id, roles=()))
        message = msg(
            "{new} follows {old}: {promises} promises and {meetings} agreed contacts go with it",
            new=heir.name,
            old=old.name,
            promises=len(open_with.promises),
            meetings=len(open_with.meetings),
        )
        return self._context.outcome(work, heir, message)

    # Trainings, first calls, requests

    def trainings(self, customer_id: int) -> list[Training]:
        """Return the trainings of a customer's people, the latest first (R027)."""
        reader = self._context.reader
        found = [
            one for who in self._contacts(customer_id) for one in reader.find(Training, contact_id=who.id)
        ]
        return sorted(found, key=lambda one: one.held_on or one.offered_on or date.min, reverse=True)

    def save_training(self, training: Training) -> Outcome[Training]:
        """Write down a training that was offered or held (R027)."""
        if not training.topic.strip():
            raise Refused(msg("Say what the training is about."), field="topic")
        if training.offered_on is None and training.held_on is None:
            raise Refused(msg("Enter when the training was offered or held."), field="offered_on")
        with self._context.act("save_training") as work:
            saved = work.update(training) if training.id else work.insert(training)
        return self._context.outcome(work, saved, msg("Training {topic} saved", topic=saved.topic))

    def first_calls(self, customer_id: int) -> list[FirstCall]:
        """Return whom of us the customer may call, the first one first (R050)."""
        found = self._context.reader.find(FirstCall, customer_id=customer_id)
        return sorted(found, key=lambda one: one.place)

    def save_first_calls(self, customer_id: int, calls: Iterable[FirstCall]) -> Outcome[int]:
        """Say whom of us a customer may call first, and when (R050)."""
        wanted = list(calls)
        if len({one.employee_id for one in wanted}) < len(wanted):
            raise Refused(msg("One person stands there twice. Choose another or leave it empty."))
        with self._context.act("save_first_calls") as work:
            for old in work.find(FirstCall, customer_id=customer_id):
                work.delete(old)
            for place, one in enumerate(wanted, start=1):
                work.insert(replace(one, id=0, customer_id=customer_id, place=place))
        return self._context.outcome(work, customer_id, msg("Our numbers for the customer are saved"))

    def requests(self, customer_id: int) -> list[ChangeRequest]:
        """Return who asked for changes, the latest first (R132)."""
        return self._context.reader.find(ChangeRequest, customer_id=customer_id)[::-1]

    def needs_proof(self, customer_id: int, asked_by: str) -> bool:
        """Tell whether somebody must prove their authority before we change anything (R132)."""
        customer = self._context.reader.get(Customer, customer_id)
        entitled = holders(customer, self._contacts(customer_id), self._context.clock.today())
        return fold_text(asked_by) not in {fold_text(name) for name in entitled}

    def note_request(self, request: ChangeRequest) -> Outcome[ChangeRequest]:
        """Note who asked for a change; who does not hold the contract shows a proof first (R132)."""
        request = self.checked(request)
        with self._context.act("note_request") as work:
            noted = replace(request, noted_on=self._context.clock.today(), noted_by=work.author.name)
            saved = work.insert(noted)
        return self._context.outcome(work, saved, msg("Request of {name} noted", name=saved.asked_by))

    def checked(self, request: ChangeRequest) -> ChangeRequest:
        """Return a request that may be carried out; Refused where the proof is missing (R132)."""
        if not request.asked_by.strip():
            raise Refused(msg("Enter who asks for the change."), field="asked_by")
        if not request.proof.strip() and self.needs_proof(request.customer_id, request.asked_by):
            raise Refused(
                msg(
                    "{name} does not hold the contract. Ask for a proof of authority and note it here "
                    "before anything is changed.",
                    name=request.asked_by,
                ),
                field="proof",
            )
        return request

    # Groups and renewals

    def group_view(self, customer_id: int) -> GroupView:
        """Return a group with its outlets; an outlet shows its group, a single customer itself (R031)."""
        reader = self._context.reader
        customer = reader.get(Customer, customer_id)
        head = customer.group_id or customer.id
        outlets = [one.id for one in reader.find(Customer, group_id=head)]
        lists = Lists(self._context)
        rows = [
            row for row in lists.rows(ListKind.CUSTOMERS, [head, *outlets]) if isinstance(row, CustomerRow)
        ]
        by_id = {row.id: row for row in rows}
        return GroupView(by_id[head], tuple(by_id[one] for one in outlets))

    def ending(self) -> list[ContractRow]:
        """Return the contracts in force that end within the radar's days, the next first."""
        lists = Lists(self._context)
        ids = lists.ids(ListQuery(ListKind.CONTRACTS, filters=("ending",), sort="end_on"))
        return [row for row in lists.rows(ListKind.CONTRACTS, ids) if isinstance(row, ContractRow)]

    def renewal_of(self, contract_id: int) -> Contract:
        """Draft the contract that follows one: the same agreement, a year on from its end."""
        old = self._context.reader.get(Contract, contract_id)
        start = (old.end_on or self._context.clock.today()) + timedelta(days=1)
        year_on = start.replace(
            year=start.year + 1, day=28 if (start.month, start.day) == (2, 29) else start.day
        )
        return replace(
            old,
            id=0,
            version=0,
            number="",
            start_on=start,
            end_on=year_on - timedelta(days=1),
            agreed_by="",
            agreed_on=None,
            read_by="",
            read_on=None,
            explained_to="",
            explained_on=None,
        )

    def merged_into(self, customer_id: int) -> Customer | None:
        """Return the customer in which a duplicate lives on."""
        merged = self._context.reader.first(MergedCustomer, customer_id=customer_id)
        return self._context.reader.get(Customer, merged.into_id) if merged else None

    def _contacts(self, customer_id: int) -> list[Contact]:
        return self._context.reader.find(Contact, customer_id=customer_id)

    def _present(self, customer_id: int) -> tuple[Contact, ...]:
        today = self._context.clock.today()
        return tuple(one for one in self._contacts(customer_id) if is_present(one, today))

    def _briefing(self, site: Site, contact: Contact | None) -> SiteBriefing:
        told = self.ticks(site.id, contact.id) if contact is not None else []
        return SiteBriefing(site, contact, frozenset(tick.item for tick in told))


def _running(promises: list[Promise]) -> list[Promise]:
    """Leave out payments that were promised anew: only the newest promise to pay counts."""
    payments = [one for one in promises if one.kind is PromiseKind.PAYMENT]
    return [one for one in promises if one.kind is not PromiseKind.PAYMENT or one is payments[-1]]


def _check_succession(old: Contact, successor: Contact, on: date) -> None:
    if old.to_on is not None and old.successor_id is not None:
        raise Refused(msg("{name} was followed by somebody already.", name=old.name))
    if successor.id == old.id:
        raise Refused(msg("Choose another person: nobody follows themselves."), field="successor_id")
    if old.from_on is not None and on < old.from_on:
        raise Refused(
            msg("{name} came on {day}; the change cannot be earlier.", name=old.name, day=old.from_on),
            field="on",
        )


def _heir(work: UnitOfWork, old: Contact, successor: Contact, on: date) -> Contact:
    """Give the successor the roles of the old contact, beside those they have."""
    roles = tuple(role for role in ContactRole if role in (*successor.roles, *old.roles))
    if successor.id:
        return work.update(replace(work.get(Contact, successor.id), roles=roles))
    fresh = replace(
        successor,
        customer_id=old.customer_id,
        site_id=successor.site_id or old.site_id,
        roles=roles,
        from_on=on,
    )
    checks.require(checks.check_contact(fresh))
    return work.insert(fresh)
