"""The people of a customer on the card: whom to call, what they know, who is silent, who asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from branchdesk.domain.customers import Contact, ContactRole, Contract, ContractStatus
from branchdesk.domain.money import format_money as money
from branchdesk.domain.people import BriefingItem, FirstCall, SiteBriefing, is_present
from branchdesk.domain.role_matrix import Answer
from ui.forms.whom import addressed, numbers
from ui.language import term, tr, trn, words
from ui.session import Link, Session
from ui.tabs.customers_words import ago, points_open
from ui.widgets.badge import Badge
from ui.widgets.card_content import Event, Fact, LinkRow, Section

if TYPE_CHECKING:
    from branchdesk.services.people import GroupView

COPY = "copy:"
"""A link that begins so is text to be copied, not a record."""
_MOST_REQUESTS = 3


def sections(session: Session, customer_id: int) -> tuple[Section, ...]:
    """Return what the card says about people beside whom to call; empty sections are left out."""
    found = (
        _briefing(session, customer_id),
        our_numbers(session, customer_id),
        _requests(session, customer_id),
    )
    return tuple(section for section in found if section.rows or section.facts or section.events)


def badges(session: Session, customer_id: int) -> Iterator[Badge]:
    """Warn of many changes of people, and say where a merged duplicate lives on (D12)."""
    people = session.desk.people
    left = people.turnover(customer_id)
    if left >= session.desk.context.settings.turnover_risk:
        text = trn("{n} contact left within a year", "{n} contacts left within a year", left)
        yield Badge(text, "late", "triangle-alert")
    into = people.merged_into(customer_id)
    if into is not None:
        yield Badge(tr("Merged into {name}", name=into.short_name or into.name), "info", "link")


def whom_section(session: Session, customer_id: int) -> Section:
    """Answer "whom do I call about what?" one role a line; a click copies the number (D11)."""
    people = session.desk.people.directory(customer_id)
    facts = [_answer(role, answer) for role in ContactRole for answer in people.whom(role)]
    empty = tr("No contact has a task yet. Say whom one calls about what.")
    return Section(tr("Whom to call about what"), facts=tuple(facts), empty=empty)


def group_section(view: GroupView) -> Section:
    """Show a group's outlets with what is open, and their sum (R031)."""
    rows = tuple(
        _outlet(row.id, row.short_name or row.name, row.open_fen, row.overdue_fen) for row in view.outlets
    )
    facts = (
        Fact(tr("Together"), trn("{n} outlet", "{n} outlets", len(view.outlets)), "group:0"),
        Fact(tr("Open"), money(view.total("open_fen"))),
        Fact(tr("Overdue"), money(view.total("overdue_fen")), "", "late"),
        Fact(tr("Open complaints"), str(view.total("open_complaints")), "", "soon"),
    )
    shown = [fact for fact in facts if fact.value not in ("0", money(0))]
    empty = tr("No outlet yet. An outlet names its group in its own file.")
    return Section(tr("Outlets"), facts=tuple(shown) if rows else (), rows=rows, empty=empty)


def contract_lines(contract: Contract) -> Iterator[str]:
    """Say what was promised, what is not covered, who sold, explained and read it (R002, R062)."""
    for label, text in (
        (tr("Scope"), contract.scope),
        (tr("Promised"), contract.promises),
        (tr("Excluded"), contract.exclusions),
    ):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines:
            yield tr("{label}: {what}", label=label, what=words().value(lines))
    if contract.explained_on is not None:
        who = contract.explained_to or "—"
        yield tr("Terms explained {day} to {name}", day=contract.explained_on, name=who)
    if contract.sales:
        yield tr("Sold by {name}", name=contract.sales)
    if contract.read_on is not None:
        yield tr("Read by {name} on {day}", name=contract.read_by or "—", day=contract.read_on)


def is_unread(contract: Contract, today: date) -> bool:
    """Tell whether a contract in force was never read by a technician and begins soon or began (R002)."""
    soon = contract.start_on <= today + timedelta(days=31)
    return contract.status is ContractStatus.ACTIVE and contract.read_on is None and soon


def ends_soon(contract: Contract, today: date) -> bool:
    """Tell whether a contract in force stands on the renewal radar."""
    if contract.status is not ContractStatus.ACTIVE or contract.end_on is None:
        return False
    return today <= contract.end_on <= today + timedelta(days=90)


class Talks:
    """When we last spoke with whom, and whom nobody has spoken with for long (R027)."""

    def __init__(self, session: Session, customer_id: int, contacts: Iterable[Contact]) -> None:
        self._session = session
        self._today = session.today
        self._last = session.desk.people.last_contacts(customer_id)
        self._here = [one for one in contacts if is_present(one, self._today)]
        trainings = session.desk.people.trainings(customer_id)
        self._trainings = {one.contact_id: one for one in reversed(trainings)}

    def lines(self, contact: Contact) -> Iterator[str]:
        """Say when we last spoke with a contact and what they were taught."""
        if contact in self._here:
            at = self._last.get(contact.id)
            yield (
                tr("last contact {ago}", ago=ago(self._day(at), self._today))
                if at
                else tr("never spoken with")
            )
        training = self._trainings.get(contact.id)
        if training is not None and training.held_on is not None:
            yield tr("Training {topic} held {day}", topic=training.topic, day=training.held_on)
        elif training is not None and training.offered_on is not None:
            yield tr("Training {topic} offered {day}", topic=training.topic, day=training.offered_on)

    def silent(self) -> Iterator[Fact]:
        """Name each role with which nobody has spoken for long."""
        days = self._session.desk.context.settings.silent_contact_days
        limit = self._today - timedelta(days=days)
        for role in ContactRole:
            holders = [one for one in self._here if role in one.roles]
            spoken = [self._day(self._last[one.id]) for one in holders if one.id in self._last]
            known = [one.from_on for one in holders if one.from_on is not None]
            if (
                not holders
                or (spoken and max(spoken) >= limit)
                or (not spoken and (not known or max(known) >= limit))
            ):
                continue
            since = max(spoken or known)
            text = tr("no contact since {month}", month=f"{since:%Y-%m}")
            yield Fact(term(role), text, "", "soon")

    def _day(self, at: datetime) -> date:
        return self._session.local(at).date()


def _answer(role: ContactRole, answer: Answer) -> Fact:
    contact = answer.contact
    name = addressed(contact)
    if answer.head_office:
        name = tr("{name} (head office)", name=name)
    number = contact.mobile or contact.phone
    return Fact(term(role), f"{name}  {numbers(contact)}".strip(), COPY + number if number else "")


def _outlet(customer_id: int, name: str, open_fen: int, overdue_fen: int) -> LinkRow:
    link = Link("customer", customer_id).text()
    if overdue_fen > 0:
        return LinkRow(name, link, tr("overdue {amount}", amount=money(overdue_fen)), "building-2", "late")
    return LinkRow(name, link, money(open_fen) if open_fen else "", "building-2")


def _briefing(session: Session, customer_id: int) -> Section:
    """Show how far those who look after the sites were briefed, where something is left (R005)."""
    rows = [_site(one) for one in session.desk.people.briefings(customer_id) if one.open]
    return Section(tr("Briefing"), rows=tuple(rows))


def _site(one: SiteBriefing) -> LinkRow:
    link = Link("briefing", one.site.id).text()
    if one.contact is None:
        return LinkRow(one.site.name, link, tr("nobody to brief"), "list-checks", "soon")
    done = tr("{done} of {all}", done=len(one.told), all=len(BriefingItem))
    text = f"{one.site.name} · {addressed(one.contact)} · {done}"
    return LinkRow(text, link, points_open(len(one.open)), "list-checks", "soon")


def our_numbers(session: Session, customer_id: int) -> Section:
    """Show whom of us the customer may call first, and when (R050)."""
    staff = {one.id: one for one in session.desk.customers.employees()}

    def fact(call: FirstCall) -> Fact:
        person = staff[call.employee_id]
        text = "  ".join(part for part in (person.name, person.phone) if part)
        link = COPY + person.phone if person.phone else ""
        hours = call.hours or tr("at any time")
        return Fact(tr("{hours}: {role}", hours=hours, role=term(person.role)), text, link)

    facts: Sequence[Fact] = [fact(call) for call in session.desk.people.first_calls(customer_id)]
    return Section(tr("The customer may call"), facts=tuple(facts))


def _requests(session: Session, customer_id: int) -> Section:
    """Show who asked for changes, and by what right (R132)."""
    events = tuple(
        Event(
            one.noted_on.isoformat(),
            tr("{name}: {wish}", name=one.asked_by, wish=one.wish),
            tr("Proof: {proof}", proof=one.proof) if one.proof else tr("holds the contract"),
            "shield-check",
            "info",
            Link("contract", one.contract_id).text()
            if one.contract_id
            else Link("customer", customer_id).text(),
        )
        for one in session.desk.people.requests(customer_id)[:_MOST_REQUESTS]
    )
    return Section(tr("Changes asked for"), events=events)
