"""Letters about money in the menu of the collections, and on the cards (R079, D29)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from branchdesk.domain.receivables import Invoice
from ui import notices
from ui.language import tr, trn
from ui.session import Session
from ui.tabs.base import Command, Tab
from ui.widgets.card_content import Fact, Section

_WORTH_SAYING = 365  # days: a claim that lasts longer needs no word on the card


def commands(tab: Tab, customer_id: Callable[[], int]) -> Sequence[Command]:
    """Return what can be printed and tracked about money; most of it is of the chosen customer."""
    under = tr("Papers")

    def of_customer(text: str, act: Callable[[int], object], icon: str) -> Command:
        return Command(text, lambda: _with(customer_id(), act), icon=icon, needs_record=True, under=under)

    return (
        Command(
            tr("All reminders that are due"),
            lambda: _print(tab, "dunning-letter"),
            icon="mail",
            under=under,
        ),
        of_customer(tr("Reminder to this customer"), lambda found: _reminder(tab, found), "mail"),
        of_customer(tr("Statements of account…"), lambda found: _statements(tab, found), "file-text"),
        Command(tr("Statements not back yet…"), lambda: _statements(tab, 0), icon="clock", under=under),
        of_customer(tr("How long claims last…"), lambda found: _claims(tab, found), "hourglass"),
        Command(tr("Claims that end soon…"), lambda: _claims(tab, 0), icon="hourglass", under=under),
    )


def claim_sections(session: Session, invoice: Invoice) -> tuple[Section, ...]:
    """Say on the card of an old invoice how long it can still be enforced; nothing while there is time."""
    found = next(
        (one for one in session.desk.letters.claims(invoice.customer_id) if one.id == invoice.id), None
    )
    if found is None:
        return ()
    days = found.period.days_left(session.today)
    if days > _WORTH_SAYING:
        return ()
    left = trn("{n} day left", "{n} days left", days) if days >= 0 else tr("over")
    token = "late" if days <= session.desk.context.settings.claim_warning_days else "soon"
    text = tr("{day}, {left}", day=found.period.ends_on, left=left)
    return (Section(tr("Claim period"), facts=(Fact(tr("Ends on"), text, token=token),)),)


def _with(customer_id: int, act: Callable[[int], object]) -> None:
    if customer_id:
        act(customer_id)
    else:
        notices.post(notices.Notice(tr("Choose an invoice first."), severity=notices.Severity.INFO))


def _reminder(tab: Tab, customer_id: int) -> None:
    customer = tab.session.desk.customers.customer(customer_id)
    _print(tab, "dunning-letter", customer.name, customer.short_name or customer.name)


def _print(tab: Tab, kind: str, of: str = "", name: str = "") -> None:
    from ui.paper_prints import print_paper

    print_paper(tab, tab.session, kind, of, name)


def _statements(tab: Tab, customer_id: int) -> None:
    from ui.forms.account_statements import AccountStatementsDialog

    AccountStatementsDialog(tab, tab.session, customer_id).open()


def _claims(tab: Tab, customer_id: int) -> None:
    from ui.forms.claims_left import ClaimsLeftDialog

    ClaimsLeftDialog(tab, tab.session, customer_id).open()
