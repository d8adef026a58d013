"""Calls and sales on the customer's card and its menu (D02, D33, R068, R137, R151-R153, R157-R159, R162)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from branchdesk.domain.delays import Delay
from branchdesk.domain.errors import Refused
from branchdesk.domain.message_kinds import MessageKind
from branchdesk.domain.money import format_money
from branchdesk.domain.sales import Competitor, Objection, Opportunity, OpportunityStage
from ui import notices
from ui.language import say, term, tr, trn
from ui.session import Link, Session
from ui.tabs.base import Command
from ui.widgets.badge import Badge
from ui.widgets.card_content import Event, LinkRow, Section
from ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from ui.tabs.customers_tab import CustomersTab

LINK_KINDS = ("opportunity", "objection", "competitor", "delay")
_MOST = 5
_STAGES = {
    OpportunityStage.OPEN: ("circle-dot", "info"),
    OpportunityStage.WON: ("circle-check", "kept"),
    OpportunityStage.LOST: ("circle-slash", "done"),
}


def sections(session: Session, customer_id: int) -> tuple[Section, ...]:
    """Write what the card says of delays, needs, money, objections and competitors; empty ones go."""
    found = (
        Section(tr("Likely delays"), rows=_delays(session, customer_id)),
        Section(tr("Needs"), rows=_needs(session, customer_id)),
        Section(tr("Talks about money"), events=_talks(session, customer_id)),
        Section(tr("Objections and answers"), events=_objections(session, customer_id)),
        Section(tr("Competitors here"), events=_competitors(session, customer_id)),
        Section(tr("Came through them"), rows=_referred(session, customer_id)),
    )
    return tuple(one for one in found if one.rows or one.events)


def badges(session: Session, customer_id: int) -> tuple[Badge, ...]:
    """Say whether the customer still counts as new, and until when (R152)."""
    old_from = session.desk.call_work.old_from(customer_id)
    if old_from is None or old_from <= session.today:
        return ()
    last = old_from.fromordinal(old_from.toordinal() - 1)
    return (Badge(tr("New customer until {day}", day=last), "info", "star"),)


def commands(tab: CustomersTab) -> Sequence[Command]:
    """Return what can be done about calls and sales."""
    acts = _Acts(tab)
    copy, work = tr("Copy as message"), tr("Needs and losses")
    copies = [
        Command(term(kind), acts.copying(kind), "", "copy", needs_record=True, under=copy)
        for kind in MessageKind
    ]
    return (
        Command(tr("One call for everything"), tab.one_call, "F8", "phone-call", needs_record=True),
        Command(tr("Call plan of today"), acts.call_plan, "F7", "list-checks"),
        Command(tr("Talk about money"), acts.finance_talk, "", "wallet", needs_record=True),
        *copies,
        Command(tr("New need"), acts.need, "", "circle-dot", needs_record=True, under=work),
        Command(tr("New objection"), acts.objection, "", "ban", needs_record=True, under=work),
        Command(tr("Competitor's offer"), acts.competitor, "", "flag", needs_record=True, under=work),
        Command(tr("Customer lost…"), acts.lose, "", "circle-slash", needs_record=True, under=work),
        Command(tr("Customers won, kept and lost…"), acts.report, "", "chart-column", under=work),
        Command(""),
        Command(
            tr("Likely delay…"), acts.delay, "", "hourglass", needs_record=True, under=tr("Extra requests")
        ),
        Command("", under=tr("Extra requests")),
    )


def dialog_of(parent: QWidget, session: Session, link: Link) -> FormDialog | None:
    """Return the dialog in which a record of this part is changed."""
    from ui.forms.delay import DelayDialog
    from ui.forms.sales import CompetitorDialog, ObjectionDialog, OpportunityDialog

    work = session.desk.call_work
    match link.kind:
        case "opportunity":
            return OpportunityDialog(parent, session, work.opportunity(link.id))
        case "objection":
            return ObjectionDialog(parent, session, work.objection(link.id))
        case "competitor":
            return CompetitorDialog(parent, session, work.competitor(link.id))
        case "delay":
            return DelayDialog(parent, session, work.delay(link.id))
    return None


def customer_of(session: Session, link: Link) -> int | None:
    """Return the customer to whom a record of this part belongs."""
    work = session.desk.call_work
    match link.kind:
        case "opportunity":
            return work.opportunity(link.id).customer_id
        case "objection":
            return work.objection(link.id).customer_id
        case "competitor":
            return work.competitor(link.id).customer_id
        case "delay":
            return work.delay(link.id).customer_id
    return None


class _Acts:
    """What the commands do with the chosen customer."""

    def __init__(self, tab: CustomersTab) -> None:
        self._tab = tab
        self._session = tab.session

    def finance_talk(self) -> None:
        """Log a talk about money."""
        from ui.forms.finance_talk import FinanceTalkDialog

        self._with(lambda chosen: self._open(FinanceTalkDialog(self._tab, self._session, chosen)))

    def delay(self) -> None:
        """Write down a likely delay."""
        from ui.forms.delay import DelayDialog

        self._with(
            lambda chosen: self._open(DelayDialog(self._tab, self._session, Delay(customer_id=chosen)))
        )

    def need(self) -> None:
        """Write down a need."""
        from ui.forms.sales import OpportunityDialog

        self._with(
            lambda chosen: self._open(
                OpportunityDialog(self._tab, self._session, Opportunity(customer_id=chosen))
            )
        )

    def objection(self) -> None:
        """Write down an objection."""
        from ui.forms.sales import ObjectionDialog

        self._with(
            lambda chosen: self._open(
                ObjectionDialog(self._tab, self._session, Objection(customer_id=chosen))
            )
        )

    def competitor(self) -> None:
        """Write down what a competitor offers."""
        from ui.forms.sales import CompetitorDialog

        self._with(
            lambda chosen: self._open(
                CompetitorDialog(self._tab, self._session, Competitor(customer_id=chosen))
            )
        )

    def lose(self) -> None:
        """Record that the chosen customer is lost."""
        from ui.forms.lose import LoseDialog

        customers = self._session.desk.customers
        self._with(
            lambda chosen: self._open(LoseDialog(self._tab, self._session, customers.customer(chosen)))
        )

    def copying(self, kind: MessageKind) -> Callable[[], None]:
        """Make the act that copies one kind of message."""
        return lambda: self._with(lambda chosen: self._copy(chosen, kind))

    def call_plan(self) -> None:
        """Show whom to call today."""
        from ui.forms.call_plan import CallPlanDialog

        CallPlanDialog(self._tab, self._session).open()

    def report(self) -> None:
        """Show who was won, kept, lost and referred."""
        from ui.forms.customer_report import CustomerReportDialog

        CustomerReportDialog(self._tab, self._session).open()

    def _copy(self, customer_id: int, kind: MessageKind) -> None:
        try:
            message = self._session.desk.call_work.message_text(customer_id, kind)
        except Refused as no:
            notices.post(notices.Notice(say(no.message), severity=notices.Severity.WARNING))
            return
        QGuiApplication.clipboard().setText(message.text)
        text = (
            tr("Message to {name} copied; paste it into WeChat.", name=message.to)
            if message.to
            else tr("Message copied; paste it into WeChat.")
        )
        notices.post(notices.Notice(text, severity=notices.Severity.DONE))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()

    def _with(self, then: Callable[[int], object]) -> None:
        chosen = self._tab.current_record()
        if chosen is not None:
            then(chosen)


def _delays(session: Session, customer_id: int) -> tuple[LinkRow, ...]:
    rows = []
    for one in session.desk.call_work.delays_of(customer_id)[:_MOST]:
        if one.told_at is None:
            detail, picture, token = tr("not told yet"), "hourglass", "late"
        elif one.told_before:
            detail, picture, token = tr("told before they noticed"), "circle-check", "kept"
        else:
            detail, picture, token = tr("told after they noticed"), "circle-alert", "done"
        rows.append(LinkRow(one.expected, Link("delay", one.id).text(), detail, picture, token))
    return tuple(rows)


def _needs(session: Session, customer_id: int) -> tuple[LinkRow, ...]:
    rows = []
    for one in session.desk.call_work.opportunities_of(customer_id)[:_MOST]:
        picture, token = _STAGES[one.stage]
        if one.next_on is not None and one.stage is OpportunityStage.OPEN:
            late = one.next_on < session.today
            detail, token = one.next_on.isoformat(), "late" if late else token
        else:
            detail = term(one.stage)
        worth = f" · {format_money(one.worth_fen)}" if one.worth_fen else ""
        step = f" → {one.next_step}" if one.next_step and one.stage is OpportunityStage.OPEN else ""
        link = Link("opportunity", one.id).text()
        rows.append(LinkRow(f"{one.need}{worth}{step}", link, detail, picture, token))
    return tuple(rows)


def _talks(session: Session, customer_id: int) -> tuple[Event, ...]:
    return tuple(
        Event(
            session.moment_text(talk.happened_at),
            " · ".join(part for part in (talk.spoke_with, talk.agenda) if part),
            "\n".join(part for part in (talk.text, numbers) if part),
            "wallet",
            "info",
            Link("interaction", talk.id).text(),
        )
        for talk, numbers in session.desk.call_work.finance_talks(customer_id)[:_MOST]
    )


def _objections(session: Session, customer_id: int) -> tuple[Event, ...]:
    events = []
    for one in session.desk.call_work.objections_of(customer_id)[:_MOST]:
        offered = [day for day in (one.offered_first, one.offered_second) if day]
        lines = (one.answer, tr("Offered: {days}", days=" / ".join(offered)) if offered else "")
        detail = "\n".join((*(line for line in lines if line), term(one.result)))
        link = Link("objection", one.id).text()
        title = f"“{one.said}”"
        events.append(Event(one.raised_on.isoformat(), title, detail, "message-square-warning", "info", link))
    return tuple(events)


def _competitors(session: Session, customer_id: int) -> tuple[Event, ...]:
    return tuple(
        Event(
            one.seen_on.isoformat(),
            one.name,
            "\n".join(
                part
                for part in (one.offers, tr("From: {source}", source=one.source) if one.source else "")
                if part
            ),
            "flag",
            "soon",
            Link("competitor", one.id).text(),
        )
        for one in session.desk.call_work.competitors(customer_id)[:_MOST]
    )


def _referred(session: Session, customer_id: int) -> tuple[LinkRow, ...]:
    found = [one for one in session.desk.call_work.referrals() if one.referrer_id == customer_id]
    rows = [
        LinkRow(
            one.customer,
            Link("customer", one.customer_id).text(),
            one.since.isoformat() if one.since else "",
            "handshake",
            "kept",
        )
        for one in found[:_MOST]
    ]
    if len(found) > _MOST:
        more = trn("{n} customer came through them", "{n} customers came through them", len(found))
        rows.append(LinkRow(more, Link("customer", customer_id).text(), "", "users"))
    return tuple(rows)
