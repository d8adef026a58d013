"""Icon, colour and words of how an invoice stands, the same in list and card."""

from __future__ import annotations

from branchdesk.domain.invoice_state import InvoiceStanding, InvoiceState
from branchdesk.domain.promises import PromiseState
from ui.language import say
from ui.widgets.badge import Badge

_LOOKS: dict[InvoiceState, tuple[str, str]] = {
    InvoiceState.SETTLED: ("circle-check", "done"),
    InvoiceState.REVERSED: ("undo-2", "done"),
    InvoiceState.CREDIT_OPEN: ("wallet", "info"),
    InvoiceState.CREDIT_USED: ("check", "done"),
    InvoiceState.DISPUTED: ("message-square-warning", "soon"),
    InvoiceState.TO_CONFIRM: ("user-check", "soon"),
    InvoiceState.NOT_SIGNED: ("send", "info"),
    InvoiceState.NOT_SENT: ("mail", "soon"),
    InvoiceState.NO_DUE_DATE: ("circle-question-mark", "info"),
    InvoiceState.PROMISED: ("handshake", "kept"),
    InvoiceState.OVERDUE: ("triangle-alert", "late"),
    InvoiceState.DUE_SOON: ("clock", "soon"),
    InvoiceState.NOT_DUE: ("clock", "info"),
}
_PROMISES: dict[PromiseState, tuple[str, str]] = {
    PromiseState.OPEN: ("handshake", "info"),
    PromiseState.KEPT: ("circle-check", "kept"),
    PromiseState.PARTLY_KEPT: ("circle-dot", "soon"),
    PromiseState.BROKEN: ("circle-x", "late"),
}


def picture(standing: InvoiceStanding) -> str:
    """Return the icon of a state."""
    return _LOOKS[standing.state][0]


def token(standing: InvoiceStanding, chase_days: int) -> str:
    """Return the colour of a state; unsigned beyond the branch's days asks for attention (R065)."""
    if standing.state is InvoiceState.NOT_SIGNED and standing.days > chase_days:
        return "soon"
    return _LOOKS[standing.state][1]


def badge(standing: InvoiceStanding, chase_days: int) -> Badge:
    """Show a state on the card."""
    return Badge(say(standing.words), token(standing, chase_days), picture(standing))


def promise_looks(state: PromiseState) -> tuple[str, str]:
    """Return icon and colour of a promise."""
    return _PROMISES[state]
