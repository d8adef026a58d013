"""The card of a case: how long there is, what was said, whom to call, what happened since."""

from __future__ import annotations

from datetime import timedelta

from branchdesk.domain.complaints import Complaint, ComplaintEvent, EventKind, LogKind, Severity, Stage
from branchdesk.domain.customers import Contact, Customer, Site
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.rows import ComplaintRow
from ui.forms.care_lines import temper_words
from ui.forms.clock_words import clock_word, span_words
from ui.forms.complaint_words import critical_words, exclusion_words
from ui.forms.whom import numbers
from ui.language import term, tr, trn
from ui.session import Link, Session
from ui.tabs import complaints_flow, complaints_judgement, complaints_patterns, complaints_promises
from ui.tabs.complaints_columns import KIND_ICONS, SEVERITY_ICONS, SEVERITY_TOKENS
from ui.widgets.badge import Badge
from ui.widgets.card_content import CardAction, CardContent, Event, Fact, LinkRow, Section
from ui.widgets.journey import JourneyStep

EXPLAIN, PAUSE = "explain:0", "pause"
_BEFORE = timedelta(days=90)
_MOST_CASES = 8
_EVENTS = {
    EventKind.RECEIVED: ("inbox", "info"),
    EventKind.STAGE: ("arrow-right", "muted"),
    EventKind.NOTE: ("pen-line", "muted"),
    EventKind.ANSWERED: ("phone-call", "kept"),
    EventKind.HANDED_OVER: ("users", "muted"),
    EventKind.OFFERED: ("users", "muted"),
    EventKind.CALLER: ("users", "info"),
    EventKind.TRANSFERRED: ("arrow-right", "muted"),
    EventKind.CUT_OFF: ("phone-off", "soon"),
    EventKind.CHANNEL: ("message-square-warning", "muted"),
    EventKind.ESCALATED: ("flag", "soon"),
    EventKind.JUDGED: ("scale", "info"),
    EventKind.MONEY: ("hand-coins", "info"),
    EventKind.TOLD: ("phone-call", "kept"),
    EventKind.CLOSED: ("check", "done"),
    EventKind.REOPENED: ("undo-2", "soon"),
}


class ComplaintCard:
    """Reads everything about one case and writes its card."""

    def __init__(self, session: Session, complaint_id: int) -> None:
        desk, reader = session.desk, session.desk.context.reader
        self._session = session
        self.complaint: Complaint = desk.complaints.complaint(complaint_id)
        record = self.complaint
        self._customer: Customer = desk.customers.customer(record.customer_id)
        self._site: Site | None = desk.customers.site(record.site_id) if record.site_id else None
        self._contact: Contact | None = (
            reader.first(Contact, id=record.contact_id) if record.contact_id else None
        )
        self._events = desk.complaints.events_of(complaint_id)
        self._calls = reader.find(Interaction, complaint_id=complaint_id)
        self._pauses = desk.complaints.pauses_of(complaint_id)
        self._clocks = desk.complaints.clocks(complaint_id)
        self._flow = complaints_flow.FlowFacts(session, record)
        self._now = session.local(desk.context.clock.now())

    def content(self) -> CardContent:
        """Write the card."""
        record = self.complaint
        names = (self._customer.short_name or self._customer.name, self._site.name if self._site else "")
        sections = (
            complaints_flow.urgent(self._flow, self._clocks),
            complaints_flow.baton(self._flow),
            self._stages(),
            self._said(),
            complaints_flow.talk_section(self._flow),
            *complaints_promises.sections(self._session, record),
            *complaints_patterns.sections(self._session, record.id),
            self._people(),
            self._clock_section(),
            *complaints_judgement.sections(self._session, record),
            complaints_flow.ladder(self._flow),
            self._course(),
            self._pause_section(),
            self._others(),
        )
        return CardContent(
            key=Link("complaint", record.id).text(),
            title=record.number,
            subtitle=" · ".join((*(name for name in names if name), term(record.category))),
            badges=self._badges(),
            warning=self._warning(),
            warning_token="late" if self._is_alarming() else "soon",
            actions=self._actions(),
            sections=tuple(section for section in sections if section is not None),
        )

    def _badges(self) -> tuple[Badge, ...]:
        record = self.complaint
        found = [
            Badge(term(record.severity), SEVERITY_TOKENS[record.severity], SEVERITY_ICONS[record.severity])
        ]
        if record.kind is not LogKind.COMPLAINT:
            found = [Badge(term(record.kind), "info", KIND_ICONS[record.kind])]
        if record.closed_at is not None:
            day = f"{self._session.local(record.closed_at):%Y-%m-%d}"
            found.append(Badge(tr("closed {day}", day=day), "done", "check"))
        if record.reopened:
            found.append(
                Badge(trn("reopened {n} time", "reopened {n} times", record.reopened), "soon", "undo-2")
            )
        # Both clocks stop with the answer: one badge says it then.
        shown = [clock for clock in self._clocks if clock.done_at is None] or list(self._clocks[:1])
        for word in (clock_word(clock, self._now) for clock in shown):
            found.append(Badge(word.text, word.token, word.icon))
        found.extend(complaints_flow.badges(self._flow))
        return tuple(dict.fromkeys(found))

    def _is_alarming(self) -> bool:
        return self.complaint.severity is Severity.CRITICAL and self.complaint.answered_at is None

    def _warning(self) -> str:
        record = self.complaint
        if record.closed_at is not None:
            return ""
        lines = exclusion_words(self._session.desk, record.customer_id, self._session.today)
        if self._is_alarming():
            lines.insert(0, critical_words(self._session.desk))
        return "\n".join(lines)

    def _actions(self) -> tuple[CardAction, ...]:
        record = self.complaint
        call, note = CardAction("call", tr("Log a call"), "phone"), CardAction("note", tr("Note"), "pen-line")
        if record.closed_at is not None:
            return call, note, CardAction("reopen", tr("Reopen"), "undo-2")
        first, heard = complaints_flow.primary(self._flow), record.kind is LogKind.COMPLAINT
        resting = any(pause.to_at is None for pause in self._pauses)
        return (
            *(complaints_flow.actions(self._flow) if heard else ()),
            CardAction("answer", tr("Answer"), "phone-call"),
            note,
            call,
            CardAction(PAUSE, tr("End the pause") if resting else tr("Pause"), "circle-pause"),
            CardAction("edit", tr("Correct"), "pencil"),
            CardAction("close", tr("Close the case"), "check", primary=first == "close" or not heard),
        )

    def _stages(self) -> Section:
        record, order = self.complaint, tuple(Stage)
        stamped = {event.stage for event in self._events}
        if record.reopened and record.closed_at is None:  # what lies ahead is to be done again
            stamped &= set(order[: order.index(record.stage) + 1])
        steps = tuple(
            JourneyStep(term(stage), self._when(stage) if stage in stamped else "", done=stage in stamped)
            for stage in order
        )
        return Section(tr("Stages"), steps=steps)

    def _when(self, stage: Stage) -> str:
        moments = [event.happened_at for event in self._events if event.stage is stage]
        return f"{self._session.local(moments[-1]):%m-%d}" if moments else ""

    def _said(self) -> Section:
        record = self.complaint
        return _facts_section(
            tr("The matter"),
            Fact(tr("They say"), record.text),
            Fact(tr("They ask for"), record.demand),
            Fact(tr("They need"), record.need or (tr("not yet confirmed") if record.demand else "")),
            Fact(tr("Our answer"), record.answer),
            Fact(tr("Note"), record.note),
        )

    def _people(self) -> Section:
        record, customer, site, contact = self.complaint, self._customer, self._site, self._contact
        phone = record.phone or (numbers(contact) if contact else "") or customer.phone
        return _facts_section(
            tr("Who"),
            Fact(tr("Customer"), customer.name, Link("customer", customer.id).text()),
            Fact(tr("Site"), site.name if site else "", Link("site", site.id).text() if site else ""),
            Fact(tr("Who says it"), record.reporter, Link("contact", contact.id).text() if contact else ""),
            Fact(tr("Phone"), phone, f"tel:{_digits(phone)}"),
            Fact(tr("Call hours"), contact.call_hours if contact else ""),
            Fact(tr("By"), term(record.channel)),
            Fact(
                tr("How to speak (for us alone)"), temper_words(self._session, customer.id, record.contact_id)
            ),
        )

    def _clock_section(self) -> Section | None:
        record = self.complaint
        if not self._clocks:
            return None
        facts = [Fact(term(clock.kind), self._deadline(clock.deadline.at)) for clock in self._clocks]
        facts.insert(0, Fact(tr("Received at"), self._session.moment_text(record.received_at)))
        late = record.registered_at - record.received_at
        if late >= timedelta(minutes=self._session.desk.context.settings.late_entry_minutes):
            typed = tr("{span} after it was received", span=span_words(late))
            facts.append(Fact(tr("Typed in"), typed, "", "late"))
        facts.extend(complaints_flow.frozen_facts(self._session, record))
        explain = LinkRow(tr("Explain how this is counted"), EXPLAIN, icon="circle-question-mark")
        return Section(tr("Clocks"), facts=tuple(facts), rows=(explain,))

    def _deadline(self, at: object) -> str:
        return tr("until {moment}", moment=at) if at is not None else tr("rests while the pause goes on")

    def _course(self) -> Section:
        told = [(event.happened_at, event.id, self._event(event)) for event in self._events]
        told += [(call.happened_at, call.id, self._call(call)) for call in self._calls]
        newest = sorted(told, key=lambda one: one[:2], reverse=True)
        return Section(tr("Course of events"), events=tuple(event for _at, _id, event in newest))

    def _call(self, call: Interaction) -> Event:
        title = " · ".join(part for part in (term(call.result), call.spoke_with, call.employee) if part)
        link = Link("interaction", call.id).text()
        return Event(
            self._session.moment_text(call.happened_at)[5:], title, call.text, "phone", "muted", link
        )

    def _event(self, event: ComplaintEvent) -> Event:
        picture, token = _EVENTS[event.kind]
        title = term(event.kind)
        if event.kind is EventKind.STAGE and event.stage is not None:
            title = tr("Stage: {stage}", stage=event.stage)
        who = f"{title} · {event.employee}" if event.employee else title
        return Event(self._session.moment_text(event.happened_at)[5:], who, event.text, picture, token)

    def _pause_section(self) -> Section | None:
        if not self._pauses:
            return None
        moment = self._session.moment_text
        rows = tuple(
            LinkRow(
                pause.reason,
                f"{PAUSE}:{pause.id}" if self.complaint.closed_at is None else "",
                f"{moment(pause.from_at)[5:]} – {moment(pause.to_at)[5:] or '…'}",
                "circle-pause",
            )
            for pause in self._pauses
        )
        return Section(tr("Pauses of the clocks"), rows=rows)

    def _others(self) -> Section:
        lists, record = self._session.desk.lists, self.complaint
        query = ListQuery(
            ListKind.COMPLAINTS, customer_id=record.customer_id, since=self._session.today - _BEFORE
        )
        ids = [one for one in lists.ids(query) if one != record.id]
        rows = [
            row for row in lists.rows(ListKind.COMPLAINTS, ids[:_MOST_CASES]) if isinstance(row, ComplaintRow)
        ]
        return Section(
            tr("Other cases of the last 90 days"),
            rows=tuple(map(self._other, rows)),
            empty=tr("None of this customer."),
        )

    def _other(self, row: ComplaintRow) -> LinkRow:
        text = " · ".join(part for part in (term(row.category), row.site, row.text[:40]) if part)
        link = Link("complaint", row.id).text()
        day = f"{self._session.local(row.received_at):%m-%d}"
        return LinkRow(text, link, day, KIND_ICONS[row.kind], "done" if row.closed_at else "info")


def _digits(phone: str) -> str:
    first = phone.split("/")[0]
    return "".join(sign for sign in first if sign.isdigit() or sign == "+")


def _facts_section(title: str, *facts: Fact) -> Section:
    return Section(title, facts=tuple(fact for fact in facts if fact.value))
