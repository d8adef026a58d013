"""Sections that the cards of collections share."""

from __future__ import annotations

from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.promises import PromiseState, PromiseVerdict
from branchdesk.domain.receivables import Promise
from ui.forms.whom import addressed, numbers
from ui.language import term, tr
from ui.session import Link, Session
from ui.tabs.collections_facts import CustomerMoney
from ui.tabs.collections_looks import promise_looks
from ui.widgets.card_content import Event, Fact, LinkRow, Section

_PROMISES_SHOWN = 4
PROMISE = "edit-promise"
PAYMENT = "payment"


def customer_section(money: CustomerMoney) -> Section:
    """Say who owes, how much in all, and whom to call."""
    customer, owed = money.customer, money.owed
    facts = [Fact(tr("Name"), customer.name, Link("customer", customer.id).text())]
    facts.append(Fact(tr("Owes in all"), format_money(owed.open_fen)))
    if owed.overdue_fen:
        late = tr("{amount}, up to {n} days", amount=Fen(owed.overdue_fen), n=owed.longest_days)
        facts.append(Fact(tr("Overdue"), late, "", "late"))
    contact = money.whom
    if contact is not None:
        person = f"{addressed(contact)}  {numbers(contact)}".strip()
        facts.append(Fact(tr("Call"), person, Link("contact", contact.id).text()))
        if contact.call_hours:
            facts.append(Fact(tr("Call hours"), contact.call_hours, "", "soon"))
    elif customer.phone:
        facts.append(Fact(tr("Call"), customer.phone))
    return Section(tr("Customer"), facts=tuple(facts))


def promises_section(money: CustomerMoney) -> Section:
    """List what was promised and what became of it."""
    rows = tuple(_promise_row(promise, verdict) for promise, verdict in money.promises[:_PROMISES_SHOWN])
    return Section(tr("Promises"), rows=rows, empty=tr("Nothing was promised."))


def calls_section(session: Session, money: CustomerMoney) -> Section:
    """List the latest talks about money."""
    events = tuple(
        Event(
            when=session.moment_text(row.happened_at)[:10],
            title=f"{term(row.result)}  {row.spoke_with}".strip(),
            detail=row.text,
            icon="phone-call" if row.result.counts_as_reached else "phone-off",
            token="kept" if row.result.counts_as_reached else "muted",
        )
        for row in money.calls
    )
    return Section(tr("Talks about money"), events=events, empty=tr("Nobody has called about money yet."))


def on_account_rows(money: CustomerMoney) -> tuple[LinkRow, ...]:
    """List the payments that still have money to allocate."""
    return tuple(
        LinkRow(
            tr("{amount} on account", amount=Fen(row.unallocated_fen)),
            Link(PAYMENT, row.id).text(),
            row.paid_on.isoformat(),
            "wallet",
            "soon",
        )
        for row in money.on_account
    )


def _promise_row(promise: Promise, verdict: PromiseVerdict) -> LinkRow:
    picture, token = promise_looks(verdict.state)
    amount = Fen(promise.amount_fen or 0)
    text = tr("{amount} for {day}", amount=amount, day=promise.due_on)
    if promise.made_by:
        text = f"{text}  {promise.made_by}"
    word = term(verdict.state)
    if verdict.state is PromiseState.PARTLY_KEPT:
        word = tr("{word}: {received}", word=word, received=Fen(verdict.received_fen))
    return LinkRow(text, Link(PROMISE, promise.id).text(), word, picture, token)
