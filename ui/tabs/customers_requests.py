"""Extra requests and our promises on the card of a customer and in its menu."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.money import format_money
from branchdesk.domain.request_rules import summary
from branchdesk.domain.support import SupportRequest
from ui.forms.promise_rows import promise_section
from ui.forms.request_words import state_badge
from ui.language import tr, trn
from ui.request_acts import RequestActs
from ui.session import Link, Session
from ui.tabs.base import Command
from ui.widgets.card_content import Fact, LinkRow, Section
from ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from ui.tabs.base import Tab

KINDS = (ExtraRequest, Commitment)
_MOST = 5
_QUARTER = timedelta(days=90)


def sections(session: Session, customer_id: int) -> tuple[Section, ...]:
    """Write the customer's extra requests with their cost, and our promises; empty ones go."""
    found = (
        _requests(session, customer_id),
        promise_section(session, session.desk.commitments.of_customer(customer_id), _MOST),
    )
    return tuple(one for one in found if one.rows)


def commands(tab: Tab) -> Sequence[Command]:
    """Return what can be done for the chosen customer; `tab` shows customers."""
    acts, under = RequestActs(tab, tab.session), tr("Extra requests")

    def new() -> None:
        acts.new(tab.current_record() or 0)

    def open_dialog(dialog: FormDialog) -> None:
        dialog.saved.connect(tab.session.tell)
        dialog.open()

    def promise(kind: CommitmentKind) -> None:
        from ui.forms.commitment import CommitmentDialog

        draft = Commitment(customer_id=tab.current_record() or 0, kind=kind)
        open_dialog(CommitmentDialog(tab, tab.session, draft))

    def support() -> None:
        from ui.forms.support import SupportDialog

        draft = SupportRequest(customer_id=tab.current_record() or 0)
        open_dialog(SupportDialog(tab, tab.session, draft))

    return (
        Command(tr("Extra service request…"), new, "Ctrl+E", "phone-call"),
        Command(tr("List of extra requests…"), acts.list, "", "list", under=under),
        Command("", under=under),
        Command(
            tr("Give a promise…"),
            lambda: promise(CommitmentKind.SERVICE),
            "",
            "handshake",
            needs_record=True,
            under=under,
        ),
        Command(
            tr("Promise an update…"),
            lambda: promise(CommitmentKind.UPDATE),
            "",
            "clock",
            needs_record=True,
            under=under,
        ),
        Command(tr("Our promises…"), acts.promises, "", "list-checks", under=under),
        Command("", under=under),
        Command(tr("Ask for support…"), support, "", "users", needs_record=True, under=under),
    )


def _requests(session: Session, customer_id: int) -> Section:
    found = session.desk.requests.of_customer(customer_id)
    rows = []
    for fact in found[:_MOST]:
        badge = state_badge(session, fact)
        text = f"{fact.request.number} · {summary(fact.request)}"
        link = Link("extra_request", fact.id).text()
        rows.append(LinkRow(text, link, badge.text, badge.icon, badge.token))
    visits, cost = session.desk.requests.cost(customer_id, session.today - _QUARTER, session.today)
    amount = trn("{n} visit, {amount}", "{n} visits, {amount}", visits, amount=format_money(cost))
    facts = (Fact(tr("Cost of 90 days"), amount),) if visits else ()
    return Section(tr("Extra requests"), facts=facts, rows=tuple(rows))
