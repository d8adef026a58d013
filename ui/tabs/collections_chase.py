"""Chasing money in the menu of the collections (R067, R069, R072, R073, R078, R079)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from branchdesk.domain.receivables import Invoice
from ui import notices
from ui.language import tr
from ui.tabs.base import Command, Tab

Chosen = Callable[[], int]


def commands(tab: Tab, customer_id: Chosen, invoice_id: Callable[[], int | None]) -> Sequence[Command]:
    """Return what chasing needs; the first one is what the day begins with."""
    under = tr("Chasing")
    return (
        Command(tr("Who to chase today"), lambda: chase(tab, customer_id()), "F7", "phone-call"),
        Command(tr("Reminder ladder…"), lambda: _ladder(tab), "Ctrl+Shift+L", "list-checks", under=under),
        Command(
            tr("Reminders of this customer…"),
            lambda: _of(customer_id(), lambda found: _given(tab, found)),
            icon="mail",
            needs_record=True,
            under=under,
        ),
        Command(
            tr("Disputed amount…"),
            lambda: _dispute(tab, invoice_id()),
            icon="message-square-warning",
            needs_record=True,
            under=under,
        ),
        Command(tr("Promises to pay…"), lambda: _promises(tab), icon="handshake", under=under),
        Command(tr("Chronic late payers…"), lambda: _late(tab), icon="triangle-alert", under=under),
        Command(tr("Punctual payers…"), lambda: _punctual(tab), icon="gift", under=under),
        Command(tr("Group accounts…"), lambda: _groups(tab), icon="users", under=under),
        Command(
            tr("The head office pays…"),
            lambda: _of(customer_id(), lambda found: _exempt(tab, found)),
            icon="user-check",
            needs_record=True,
            under=under,
        ),
    )


def chase(tab: Tab, customer_id: int = 0) -> None:
    """Begin with the heaviest of today's list, or at the chosen customer where that is on it."""
    from ui.forms.chase import open_chase

    open_chase(tab, tab.session, customer_id)


def _of(customer_id: int, act: Callable[[int], object]) -> None:
    if customer_id:
        act(customer_id)
    else:
        notices.post(notices.Notice(tr("Choose an invoice first."), severity=notices.Severity.INFO))


def _ladder(tab: Tab) -> None:
    from ui.forms.ladder import LadderDialog

    LadderDialog(tab, tab.session).open()


def _given(tab: Tab, customer_id: int) -> None:
    from ui.forms.ladder import GivenDialog

    GivenDialog(tab, tab.session, customer_id).open()


def _dispute(tab: Tab, invoice_id: int | None) -> None:
    from ui.forms.dispute import DisputeDialog

    invoice: Invoice | None = tab.session.desk.receivables.invoice(invoice_id) if invoice_id else None
    if invoice is None or invoice.open_fen <= 0:
        notices.post(notices.Notice(tr("Choose an open invoice first."), severity=notices.Severity.INFO))
        return
    dialog = DisputeDialog(tab, tab.session, invoice)
    dialog.saved.connect(tab.session.tell)
    dialog.open()


def _promises(tab: Tab) -> None:
    from ui.forms.payers import PromiseLedgerDialog

    PromiseLedgerDialog(tab, tab.session).open()


def _late(tab: Tab) -> None:
    from ui.forms.payers import LatePayersDialog

    LatePayersDialog(tab, tab.session).open()


def _punctual(tab: Tab) -> None:
    from ui.forms.payers import PunctualPayersDialog

    PunctualPayersDialog(tab, tab.session).open()


def _groups(tab: Tab) -> None:
    from ui.forms.exemption import ExemptionsDialog

    ExemptionsDialog(tab, tab.session).open()


def _exempt(tab: Tab, customer_id: int) -> None:
    from ui.forms.exemption import open_exemption

    open_exemption(tab, tab.session, customer_id)
