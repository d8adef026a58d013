"""The card of a visit: where, whom to call, how far it is, what was found."""

from __future__ import annotations

from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visits import PlanSlot, ServiceReport, Visit, VisitKind, VisitStatus
from ui.forms.whom import best_for, full_name, numbers, present
from ui.language import term, tr, trn, words
from ui.session import Link, Session
from ui.tabs import calendar_plan
from ui.tabs.calendar_lights import ChainFacts, lights
from ui.tabs.calendar_states import visit_state
from ui.widgets.badge import Badge
from ui.widgets.card_content import CardAction, CardContent, Event, Fact, LinkRow, Section

_LAST_VISITS = 5


class VisitCard:
    """Reads everything about one visit and writes its card."""

    def __init__(self, session: Session, visit_id: int) -> None:
        desk, reader = session.desk, session.desk.context.reader
        self._session = session
        self.visit: Visit = desk.visits.visit(visit_id)
        self._row = _row(session, visit_id)
        self.site: Site = desk.customers.site(self.visit.site_id)
        self.customer: Customer = desk.customers.customer(self.site.customer_id)
        self._contract = reader.first(Contract, id=self.visit.contract_id) if self.visit.contract_id else None
        self._slot: PlanSlot | None = desk.visits.slot_of(self.visit)
        self._report: ServiceReport | None = desk.visits.report_of(visit_id)
        self.calls: list[Interaction] = reader.find(Interaction, visit_id=visit_id)
        self.contact: Contact | None = best_for(
            present(desk.customers.contacts_of(self.customer.id), session.today),
            Purpose.APPOINTMENT,
            self.site.id,
        )

    def content(self) -> CardContent:
        """Write the card."""
        visit, site = self.visit, self.site
        return CardContent(
            key=Link("visit", visit.id).text(),
            title=self.customer.short_name or self.customer.name,
            subtitle=f"{site.name} · {_when(visit)}",
            badges=self._badges(),
            warning=tr("Sensitive: {places}", places=site.sensitive_places) if site.sensitive_places else "",
            warning_token="late",  # noqa: S106 - a colour, no secret
            actions=self._actions(),
            sections=tuple(part for part in self._sections() if part is not None),
        )

    def _badges(self) -> tuple[Badge, ...]:
        state = visit_state(self._row, self._session.today)
        late = (self._session.today - self.visit.date_on).days
        word = state.word
        if self.visit.status is VisitStatus.PLANNED and late > 0:
            word = trn("Not recorded for {n} day", "Not recorded for {n} days", late)
        return Badge(word, state.token, state.icon), Badge(term(self.visit.kind), "info", "calendar")

    def _actions(self) -> tuple[CardAction, ...]:
        visit, today = self.visit, self._session.today
        call = CardAction("call", tr("Log a call"), "phone")
        if visit.status is VisitStatus.PLANNED:
            due = visit.date_on <= today
            return (
                CardAction("done", tr("Record the visit"), "clipboard-check", primary=due),
                CardAction("call", call.text, call.icon, primary=not due),
                CardAction("move", tr("Move"), "calendar-clock"),
                CardAction("cancel", tr("Cancel the visit"), "ban"),
            )
        served = visit.status is VisitStatus.DONE and visit.kind is not VisitKind.COLLECTION
        if served and self._report is None:
            issue = CardAction("report", tr("Issue the report"), "file-check-2", primary=True)
            return issue, call, CardAction("done", tr("Correct the record"), "pencil")
        return (call,)

    def _sections(self) -> tuple[Section | None, ...]:
        return (
            self._chain(),
            *calendar_plan.sections(self._session, self.visit),
            *self._requests(),
            *self._field(),
            self._care(),
            self._place(),
            self._plan(),
            calendar_plan.changes(self._session, self.visit),
            self._record(),
            *self._field_record(),
            self._cancelled(),
            self._our_numbers(),
            self._last_visits(),
        )

    def _requests(self) -> tuple[Section, ...]:
        """Show the extra request that it serves, its difficulty and our promises (R033, R042, R148)."""
        from ui.tabs.calendar_request_card import sections

        return sections(self._session, self.visit)

    def _field(self) -> tuple[Section, ...]:
        """Show what is still recommended here and agreed for the visit (R004, R008, R014, R053)."""
        from ui.tabs.calendar_field_card import sections

        return sections(self._session, self.visit)

    def _field_record(self) -> tuple[Section, ...]:
        """Show what was ticked, used and added (R009, R022, R023, R051)."""
        from ui.tabs.calendar_field_card import recorded

        return recorded(self._session, self.visit)

    def _chain(self) -> Section | None:
        session = self._session
        context = session.desk.context
        facts = ChainFacts(
            visit=self.visit,
            calls=self.calls,
            report=self._report,
            settings=context.settings,
            calendar=context.calendar,
            now=session.local(context.clock.now()),
            moment=session.moment_text,
        )
        rows = lights(facts)
        return Section(tr("Call chain"), rows=rows) if rows else None

    def _care(self) -> Section | None:
        """Show preferences where they are needed, and what is expected of a first service (D15, R145)."""
        from ui.forms.care_lines import visit_lines

        lines = visit_lines(self._session, self.visit, self.customer.id)
        link = Link("customer", self.customer.id).text()
        rows = tuple(LinkRow(line.text, link, "", line.icon, line.token) for line in lines)
        return Section(tr("To be heeded here"), rows=rows) if rows else None

    def _place(self) -> Section:
        contact = self.contact
        return _facts_section(
            tr("Where and whom"),
            Fact(tr("Customer"), self.customer.name, Link("customer", self.customer.id).text()),
            Fact(tr("Contact"), _contact_line(contact) if contact else self.customer.phone),
            Fact(tr("Call hours"), contact.call_hours if contact else ""),
            Fact(tr("Expects"), contact.expects if contact else ""),
            Fact(tr("Address"), self.site.address),
            Fact(tr("Access"), self.site.access),
            Fact(tr("To prepare"), self.site.prep_items),
            Fact(tr("Technician"), self._row.technician or tr("not assigned"), token=_missing(self._row)),
        )

    def _plan(self) -> Section:
        visit, contract = self.visit, self._contract
        number = f"{contract.number} {contract.service}".strip() if contract else tr("without contract")
        link = Link("contract", contract.id).text() if contract else ""
        cause = tr("{why} (cause: {cause})", why=visit.moved_why, cause=visit.moved_cause)
        moved = visit.original_on is not None and visit.original_on != visit.date_on
        return _facts_section(
            tr("Plan"),
            Fact(tr("Contract"), number, link),
            *_timetable(contract),
            Fact(tr("Owed for"), words().long_date(self._slot.anchor_on) if self._slot else ""),
            Fact(
                tr("Originally"), words().long_date(visit.original_on) if moved and visit.original_on else ""
            ),
            Fact(tr("Moved because"), cause if visit.moved_cause else visit.moved_why),
            Fact(tr("Note"), visit.note),
        )

    def _record(self) -> Section | None:
        visit = self.visit
        if visit.status is not VisitStatus.DONE:
            return None
        arrived = " ".join(part for part in (visit.arrived_at, visit.told_whom) if part)
        return _facts_section(
            tr("What was found and done"),
            Fact(tr("Report"), self._report.number if self._report else tr("missing"), token=self._gap()),
            Fact(tr("Signed by"), self._report.signed_by if self._report else ""),
            Fact(tr("Arrival, told to"), arrived),
            Fact(tr("Not prepared"), visit.preparation_missing, token="soon"),  # noqa: S106
            Fact(tr("Findings"), visit.findings),
            Fact(tr("Actions"), visit.actions),
            Fact(tr("Recommendations"), visit.recommendations),
            Fact(tr("Difficulty"), visit.difficulty),
            Fact(tr("Handed over to"), visit.handed_to),
            Fact(tr("Left without hand-over"), visit.left_without_hand_over),
            Fact(tr("Next visit agreed"), words().long_date(visit.next_on) if visit.next_on else ""),
        )

    def _gap(self) -> str:
        return "" if self._report else "soon"

    def _cancelled(self) -> Section | None:
        visit = self.visit
        if not visit.cancelled_why:
            return None
        cause = term(visit.cancelled_cause) if visit.cancelled_cause else ""
        return _facts_section(
            tr("Why it did not take place"),
            Fact(tr("Reason"), visit.cancelled_why),
            Fact(tr("Cause"), cause),
        )

    def _our_numbers(self) -> Section | None:
        """Say whom of us the customer may call about the visit (R050)."""
        from ui.tabs.customers_people import our_numbers

        section = our_numbers(self._session, self.customer.id)
        return section if section.facts else None

    def _last_visits(self) -> Section:
        found = self._session.desk.context.reader.find(Visit, site_id=self.site.id)
        done = [v for v in found if v.status is VisitStatus.DONE and v.id != self.visit.id]
        last = sorted(done, key=lambda v: v.date_on, reverse=True)[:_LAST_VISITS]
        return Section(
            tr("Last visits here"),
            events=tuple(_event(visit) for visit in last),
            empty=tr("No visit is recorded here yet."),
        )


def _row(session: Session, visit_id: int) -> VisitRow:
    row = session.desk.lists.rows(ListKind.VISITS, [visit_id])[0]
    if not isinstance(row, VisitRow):
        raise TypeError("the list of visits gives visits")
    return row


def _timetable(contract: Contract | None) -> tuple[Fact, ...]:
    """Say what both sides agreed, and who agreed to it (R015)."""
    from ui.forms.plain_words import rule_words

    if contract is None or not contract.rule:
        return ()
    by = f"{contract.agreed_by} {contract.agreed_on or ''}".strip()
    return Fact(tr("Timetable"), rule_words(contract.rule)), Fact(tr("Agreed by"), by)


def _when(visit: Visit) -> str:
    return f"{words().long_date(visit.date_on)} {visit.start_at}".strip()


def _contact_line(contact: Contact) -> str:
    return f"{full_name(contact)}  {numbers(contact)}".strip()


def _missing(row: VisitRow) -> str:
    return "" if row.technician else "soon"


def _facts_section(title: str, *facts: Fact) -> Section:
    return Section(title, facts=tuple(fact for fact in facts if fact.value))


def _event(visit: Visit) -> Event:
    return Event(
        visit.date_on.isoformat(),
        visit.findings or term(visit.kind),
        visit.recommendations,
        "circle-check",
        "done",
        Link("visit", visit.id).text(),
    )
