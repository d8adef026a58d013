"""The card of a customer: who they are, whom one calls about what, and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from branchdesk.domain.customers import (
    Contact,
    Contract,
    ContractStatus,
    Customer,
    CustomerKind,
    Site,
)
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.receivables import Invoice, Promise, PromiseKind
from branchdesk.domain.rows import ComplaintRow
from branchdesk.domain.visit_row import VisitRow
from ui.forms.complaint_words import threat_words
from ui.forms.plain_words import rule_words, terms_example, terms_words
from ui.forms.whom import addressed, numbers, present
from ui.language import say, term, tr, trn, words
from ui.session import Link, Session
from ui.tabs import (
    customers_calls,
    customers_care,
    customers_meetings,
    customers_people,
    customers_plan,
    customers_requests,
)
from ui.tabs.complaints_watch import watch_badges
from ui.tabs.customers_history import recent
from ui.tabs.customers_words import ago, status_badge
from ui.widgets.badge import Badge
from ui.widgets.card_content import CardAction, CardContent, Event, Fact, LinkRow, Section

COPY = customers_people.COPY
EXPLAIN = "explain:"
"""A link that begins so opens the proof of payment terms (D13)."""
_NEXT_VISITS = 3
_MOST_ROWS = 8
_DUTY_ICONS = {
    DutyKind.COMPLAINT_ANSWER: "message-square-warning",
    DutyKind.COMPLAINT_STATUS: "message-square-warning",
    DutyKind.REPORT_MISSING: "file-text",
    DutyKind.VISIT_UNRECORDED: "clipboard-list",
    DutyKind.PROMISE_CHECK: "handshake",
}


class CustomerCard:
    """Reads everything about one customer and writes the card; the duties are handed in."""

    def __init__(self, session: Session, customer_id: int, duties: Sequence[Duty] = ()) -> None:
        desk = session.desk
        self._session = session
        self._today = session.today
        # A call of the day itself speaks of "today": before that day it would mislead.
        self._duties = [
            duty for duty in duties if duty.kind is not DutyKind.SAME_DAY_CALL or duty.due_on <= session.today
        ]
        self.customer: Customer = desk.customers.customer(customer_id)
        self.sites: list[Site] = desk.customers.sites_of(customer_id)
        self.everybody: list[Contact] = desk.customers.contacts_of(customer_id)
        self.contacts: list[Contact] = present(self.everybody, self._today)
        self.contracts: list[Contract] = desk.customers.contracts_of(customer_id)
        self.invoices: list[Invoice] = desk.receivables.open_invoices(customer_id)

    def content(self) -> CardContent:
        """Write the card."""
        customer = self.customer
        return CardContent(
            key=Link("customer", customer.id).text(),
            title=customer.name,
            subtitle=self._subtitle(),
            badges=self._badges(),
            warning="\n".join(self._warnings()),
            warning_token="late" if self._sensitive() else "soon",
            actions=_actions(),
            sections=(
                self._open(),
                customers_people.whom_section(self._session, customer.id),
                *customers_people.sections(self._session, customer.id),
                *customers_care.sections(self._session, customer.id),
                *customers_meetings.sections(self._session, customer.id),
                self._money(),
                *customers_requests.sections(self._session, customer.id),
                *customers_calls.sections(self._session, customer.id),
                self._agreed(),
                *customers_plan.sections(self._session, customer.id),
                *self._family(),
                self._places(),
                self._people(),
                self._past(),
            ),
        )

    def _subtitle(self) -> str:
        customer = self.customer
        short = customer.short_name if customer.short_name != customer.name else ""
        return " · ".join(part for part in (customer.code, short, customer.phone, customer.address) if part)

    def _badges(self) -> tuple[Badge, ...]:
        customer = self.customer
        badges = [status_badge(customer.status)]
        if customer.grade:
            badges.append(Badge(tr("Grade {grade}", grade=customer.grade), "info", "star"))
        if customer.group_id is not None:
            group = self._session.desk.customers.customer(customer.group_id)
            badges.append(Badge(tr("Group: {name}", name=group.name), "info", "building-2"))
        if customer.head_office_pays:
            badges.append(Badge(tr("The head office pays"), "info", "banknote"))
        badges += customers_people.badges(self._session, customer.id)
        badges += customers_care.badges(self._session, customer.id)
        badges += watch_badges(self._session, customer.id)
        return (*badges, *customers_calls.badges(self._session, customer.id))

    def _sensitive(self) -> list[Site]:
        return [site for site in self.sites if site.active and site.sensitive_places]

    def _warnings(self) -> Iterator[str]:
        """Say first what must not happen (R007), then what one must know before calling."""
        yield from threat_words(self._session.desk, self.customer.id)
        for site in self._sensitive():
            yield tr("{site}: {places}", site=site.name, places=site.sensitive_places)
        if self.customer.note:
            yield self.customer.note
        for contact in self.contacts:
            if contact.call_hours:
                yield tr("{name}: call {hours}", name=addressed(contact), hours=contact.call_hours)

    def _open(self) -> Section:
        rows = [*self._due(), *self._complaints(), *self._promises(), *self._visits()]
        return Section(tr("What is open"), rows=tuple(rows), empty=tr("Nothing is open with this customer."))

    def _due(self) -> Iterator[LinkRow]:
        for duty in self._duties[:_MOST_ROWS]:
            late = duty.days_late(self._today)
            token = "late" if late else "soon" if duty.due_on == self._today else "info"
            when = trn("{n} day late", "{n} days late", late) if late else ago(duty.due_on, self._today)
            picture = _DUTY_ICONS.get(duty.kind, "phone")
            yield LinkRow(say(duty.say), Link(duty.link.value, duty.link_id).text(), when, picture, token)

    def _complaints(self) -> Iterator[LinkRow]:
        lists = self._session.desk.lists
        query = ListQuery(ListKind.COMPLAINTS, filters=("open",), customer_id=self.customer.id)
        for row in lists.rows(ListKind.COMPLAINTS, lists.ids(query)[:_MOST_ROWS]):
            if isinstance(row, ComplaintRow):
                text = f"{row.number} · {term(row.category)}"
                link = Link("complaint", row.id).text()
                yield LinkRow(text, link, term(row.stage), "message-square-warning", "soon")

    def _promises(self) -> Iterator[LinkRow]:
        for promise in self._standing_promises():
            payment = promise.kind is PromiseKind.PAYMENT
            text = tr("Promised: {amount}", amount=Fen(promise.amount_fen or 0)) if payment else promise.text
            token = "late" if promise.due_on < self._today else "info"
            link = Link("promise", promise.id).text()
            yield LinkRow(text or term(promise.kind), link, promise.due_on.isoformat(), "handshake", token)

    def _standing_promises(self) -> list[Promise]:
        """Return the running promises and the newest broken one: each was a new word for the one before."""
        found = self._session.desk.receivables.promises_of(self.customer.id)
        standing = [one for one in found if one.kept_on is None and not one.withdrawn_why]
        running = [one for one in standing if one.due_on >= self._today]
        return running or standing[-1:]

    def _visits(self) -> Iterator[LinkRow]:
        lists = self._session.desk.lists
        query = ListQuery(
            ListKind.VISITS, filters=("planned",), customer_id=self.customer.id, since=self._today
        )
        for row in lists.rows(ListKind.VISITS, lists.ids(query)[:_NEXT_VISITS]):
            if isinstance(row, VisitRow):
                when = f"{words().long_date(row.date_on)} {row.start_at}".strip()
                text = f"{when} · {row.site}"
                link = Link("visit", row.id).text()
                yield LinkRow(text, link, ago(row.date_on, self._today), "calendar-days", "info")

    def _money(self) -> Section:
        total = sum(one.open_fen for one in self.invoices)
        late = sum(one.open_fen for one in self.invoices if one.due_on and one.due_on < self._today)
        facts = [Fact(tr("Open"), format_money(total))] if self.invoices else []
        if late > 0:
            facts.append(Fact(tr("Overdue"), format_money(late), "", "late"))
        limit = self.customer.credit_limit_fen
        if limit is not None:
            token = "late" if total > limit else ""
            facts.append(Fact(tr("Credit limit"), format_money(limit), token=token))
        rows = tuple(self._invoice(one) for one in self.invoices[:_MOST_ROWS])
        return Section(tr("Money"), facts=tuple(facts), rows=rows, empty=tr("No invoice is open."))

    def _invoice(self, invoice: Invoice) -> LinkRow:
        link = Link("invoice", invoice.id).text()
        text = f"{invoice.number} · {format_money(invoice.open_fen)}"
        if invoice.due_on is None:
            detail = tr("not signed") if invoice.terms.startswith("signed") else tr("no due date yet")
            return LinkRow(text, link, detail, "receipt", "soon")
        late = (self._today - invoice.due_on).days
        if late > 0:
            overdue = trn("overdue {n} day", "overdue {n} days", late)
            return LinkRow(text, link, overdue, "triangle-alert", "late")
        return LinkRow(text, link, tr("due {day}", day=invoice.due_on), "receipt")

    def _agreed(self) -> Section:
        events = tuple(self._contract(one) for one in sorted(self.contracts, key=_standing))
        own = self.customer.terms or self._session.desk.context.settings.default_terms
        terms = Fact(tr("Terms"), self._terms(own), EXPLAIN + own)
        return Section(tr("Contracts and terms"), facts=(terms,), events=events)

    def _terms(self, terms: str) -> str:
        example = terms_example(terms, self._today, self._session.desk.context.calendar)
        return "\n".join(part for part in (terms_words(terms), example) if part)

    def _contract(self, contract: Contract) -> Event:
        active = contract.status is ContractStatus.ACTIVE
        plan = " ".join(part for part in (rule_words(contract.rule), contract.start_at) if part)
        terms = self._terms(contract.terms) if contract.terms else ""
        lines = (plan, terms, *customers_people.contract_lines(contract))
        title = f"{contract.number} · {contract.service}" if contract.service else contract.number
        state, token = term(contract.status), "kept" if active else "done"
        if customers_people.ends_soon(contract, self._today) and contract.end_on is not None:
            state, token = tr("ends {when}", when=ago(contract.end_on, self._today)), "soon"
        if customers_people.is_unread(contract, self._today):
            lines, token = (tr("No technician has read this contract yet."), *lines), "late"
        link = Link("contract", contract.id).text()
        detail = "\n".join(line for line in lines if line)
        return Event(state, title, detail, "file-text", token, link)

    def _family(self) -> Iterator[Section]:
        """Lead from an outlet to its group, and from a group to its outlets."""
        desk, customer = self._session.desk, self.customer
        if customer.group_id is not None:
            group = desk.customers.customer(customer.group_id)
            yield Section(tr("Group"), rows=(_relative(group),))
        if customer.kind is CustomerKind.GROUP:
            yield customers_people.group_section(desk.people.group_view(customer.id))

    def _places(self) -> Section:
        events = tuple(
            Event(
                "" if site.active else tr("no longer served"),
                site.name,
                "\n".join(part for part in (site.address, site.access) if part),
                "map-pin",
                "info" if site.active else "done",
                Link("site", site.id).text(),
            )
            for site in self.sites
        )
        return Section(tr("Sites"), events=events, empty=tr("No site yet. A visit needs one."))

    def _people(self) -> Section:
        talks = customers_people.Talks(self._session, self.customer.id, self.everybody)
        events = tuple(self._person(one, talks) for one in self.everybody)
        empty = tr("Nobody is entered yet.")
        return Section(tr("Contacts"), facts=tuple(talks.silent()), events=events, empty=empty)

    def _person(self, contact: Contact, talks: customers_people.Talks) -> Event:
        here = contact in self.contacts
        title = " · ".join(part for part in (contact.name, contact.title) if part)
        roles = words().value([term(role) for role in contact.roles])
        lines = (numbers(contact), roles, contact.expects, " · ".join(talks.lines(contact)))
        detail = "\n".join(part for part in lines if part)
        link = Link("contact", contact.id).text()
        when = "" if here else tr("left {day}", day=contact.to_on)
        return Event(when, title, detail, "user", "info" if here else "done", link)

    def _past(self) -> Section:
        empty = tr("Nothing happened in the last months.")
        return Section(tr("Lately"), events=recent(self._session, self.customer.id), empty=empty)


def _relative(customer: Customer) -> LinkRow:
    link = Link("customer", customer.id).text()
    return LinkRow(customer.name, link, term(customer.status), "building-2")


def _standing(contract: Contract) -> tuple[bool, int]:
    return contract.status is not ContractStatus.ACTIVE, -contract.id


def _actions() -> tuple[CardAction, ...]:
    return (
        CardAction("call", tr("Log a call"), "phone", primary=True),
        CardAction("one_call", tr("One call for everything"), "phone-call"),
        CardAction("edit", tr("Edit"), "pencil"),
        CardAction("visit", tr("New visit"), "calendar-plus"),
        CardAction("invoice", tr("New invoice"), "receipt"),
        CardAction("complaint", tr("New complaint"), "message-square-warning"),
    )
