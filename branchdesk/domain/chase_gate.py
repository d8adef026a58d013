"""What one has to know before one asks for money (D25, R064, R073)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.invoice_state import InvoiceStanding, InvoiceState
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.rows import InvoiceRow

CALL_AGAIN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseFacts:
    """The facts about a customer and one invoice that may stop a collection call."""

    head_office_pays: bool = False
    on_account_fen: int = 0
    open_complaints: tuple[str, ...] = ()  # their numbers
    awaits_signature: bool = False
    unconfirmed_signer: str = ""
    disputed_fen: int = 0
    disputed_why: str = ""
    promised_on: date | None = None  # while the promise still runs
    called_on: date | None = None  # when somebody was reached about money last
    bank_until: date | None = None  # the last day that the bank statements hold, where that is too long ago
    reports_missing: int = 0  # services of the invoices whose signed report is not there (D09)
    broken_promises: int = 0
    exempt_until: date | None = None  # where the head office pays for a time (D28)


def chase_warnings(facts: ChaseFacts, today: date) -> tuple[Message, ...]:
    """Say what speaks against the call, the weightiest first; nothing means: call."""
    return (*_whose_money(facts), *_of_invoice(facts), *_of_talks(facts, today))


def _whose_money(facts: ChaseFacts) -> Iterator[Message]:
    if facts.head_office_pays and facts.exempt_until is not None:
        yield msg(
            "The head office pays for this customer until {day}; do not call the branch about money.",
            day=facts.exempt_until,
        )
    elif facts.head_office_pays:
        yield msg("The head office pays for this customer; do not call the branch about money.")
    if facts.open_complaints:
        yield msg("Open complaint: {numbers}. Speak about it first.", numbers=facts.open_complaints)
    if facts.on_account_fen > 0:
        yield msg("{amount} lies on account. Allocate it first.", amount=Fen(facts.on_account_fen))
    if facts.bank_until is not None:
        yield msg(
            "The bank statements end on {day}. Bring in the newest first: it may be paid.",
            day=facts.bank_until,
        )


def _of_invoice(facts: ChaseFacts) -> Iterator[Message]:
    if facts.reports_missing:
        yield msg(
            "Report missing for {n} services of these invoices. Bring it along or send it first.",
            n=facts.reports_missing,
        )
    if facts.unconfirmed_signer:
        yield msg(
            "Signed by {name}, who is not an authorised signer. Have it confirmed.",
            name=facts.unconfirmed_signer,
        )
    elif facts.awaits_signature:
        yield msg("Nobody has signed for this invoice, so it is not due yet.")
    if facts.disputed_fen and facts.disputed_why:
        yield msg(
            "{amount} is disputed: {why}. Chase only the rest.",
            amount=Fen(facts.disputed_fen),
            why=facts.disputed_why,
        )
    elif facts.disputed_fen:
        yield msg("{amount} is disputed. Chase only the rest.", amount=Fen(facts.disputed_fen))


def _of_talks(facts: ChaseFacts, today: date) -> Iterator[Message]:
    if facts.promised_on is not None:
        yield msg("Promised for {day}; wait until then.", day=facts.promised_on)
    if facts.broken_promises == 1:
        yield msg("One promise was broken. Ask for a date that is binding.")
    elif facts.broken_promises:
        yield msg("{n} promises were broken. Ask for a date that is binding.", n=facts.broken_promises)
    if facts.called_on is not None and today - facts.called_on < CALL_AGAIN_AFTER:
        yield msg("Already spoken to about money on {day}.", day=facts.called_on)


def opening(standing: InvoiceStanding, row: InvoiceRow) -> Message | None:
    """Say how a polite call about this invoice begins (R069); None where there is nothing to ask for."""
    chasing = Fen(row.open_fen - row.disputed_fen)
    match standing.state:
        case InvoiceState.OVERDUE | InvoiceState.PROMISED:
            return msg(
                "Invoice {number} over {amount} was due on {day}. Ask kindly when it will be paid.",
                number=row.number,
                amount=chasing,
                day=row.due_on,
            )
        case InvoiceState.DUE_SOON | InvoiceState.NOT_DUE:
            return msg(
                "Invoice {number} over {amount} is due on {day}. Has it reached the person who pays?",
                number=row.number,
                amount=chasing,
                day=row.due_on,
            )
        case InvoiceState.NOT_SIGNED:
            return msg(
                "Invoice {number} was sent on {day} and nobody has signed for it. Who received it?",
                number=row.number,
                day=row.sent_on,
            )
        case _:
            return None
