"""How an invoice stands today, in one word that the list can show (R064, R065, R066, R069, D22, D24, D26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.promises import DEFAULT_GRACE_WORKING_DAYS, WorkingDays, chase_rests
from branchdesk.domain.receivables import InvoiceKind
from branchdesk.domain.rows import InvoiceRow

SOON_DAYS = 7


class InvoiceState(StrEnum):
    """What an invoice waits for, or what became of it."""

    SETTLED = "settled"
    REVERSED = "reversed"
    CREDIT_OPEN = "credit_open"
    CREDIT_USED = "credit_used"
    DISPUTED = "disputed"  # the whole open amount; the rest is chased as usual
    TO_CONFIRM = "to_confirm"  # signed by somebody who was not authorised
    NOT_SIGNED = "not_signed"
    NOT_SENT = "not_sent"
    NO_DUE_DATE = "no_due_date"
    PROMISED = "promised"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class InvoiceStanding:
    """The state, and the same as a short phrase with its days or its date."""

    state: InvoiceState
    words: Message
    days: int = 0  # since it was sent, overdue or until it is due


@dataclass(frozen=True, slots=True)
class InvoiceStates:
    """Judges rows of the list as of a day; a promise rests until its date plus the grace (V17)."""

    today: date
    calendar: WorkingDays
    grace_working_days: int = DEFAULT_GRACE_WORKING_DAYS

    def of(self, row: InvoiceRow) -> InvoiceStanding:
        """Tell how an invoice or a credit stands."""
        if row.kind is not InvoiceKind.INVOICE or row.reversed or row.settled_on is not None:
            return self._over(row)
        if row.disputed_fen >= row.open_fen:
            return InvoiceStanding(InvoiceState.DISPUTED, msg("disputed"))
        if row.due_on is None:
            return self._without_due_date(row)
        # A word about all that is owed says nothing of what falls due only after its day.
        if row.promised_on is not None and row.promised_on >= row.due_on and self._rests(row.promised_on):
            words = msg("promised for {day}", day=self._short(row.promised_on))
            return InvoiceStanding(InvoiceState.PROMISED, words)
        return self._dated(row.due_on)

    def _over(self, row: InvoiceRow) -> InvoiceStanding:
        if row.kind is InvoiceKind.REVERSAL:
            return InvoiceStanding(InvoiceState.REVERSED, msg("reversal"))
        if row.reversed:
            return InvoiceStanding(InvoiceState.REVERSED, msg("reversed"))
        credit = row.kind is InvoiceKind.CREDIT_NOTE
        if row.settled_on is None:
            return InvoiceStanding(InvoiceState.CREDIT_OPEN, msg("credit open"))
        day = self._short(row.settled_on)
        if credit:
            return InvoiceStanding(InvoiceState.CREDIT_USED, msg("credit used {day}", day=day))
        return InvoiceStanding(InvoiceState.SETTLED, msg("paid {day}", day=day))

    def _without_due_date(self, row: InvoiceRow) -> InvoiceStanding:
        if not row.terms.startswith("signed"):
            return InvoiceStanding(InvoiceState.NO_DUE_DATE, msg("no due date yet"))
        if row.signed_on is not None:
            return InvoiceStanding(InvoiceState.TO_CONFIRM, msg("signature to be confirmed"))
        if row.sent_on is None:
            return InvoiceStanding(InvoiceState.NOT_SENT, msg("not sent yet"))
        days = (self.today - row.sent_on).days
        return InvoiceStanding(InvoiceState.NOT_SIGNED, _sent_words(days), days)

    def _dated(self, due_on: date) -> InvoiceStanding:
        days = (due_on - self.today).days
        if days < 0:
            return InvoiceStanding(InvoiceState.OVERDUE, _overdue_words(-days), -days)
        state = InvoiceState.DUE_SOON if days <= SOON_DAYS else InvoiceState.NOT_DUE
        return InvoiceStanding(state, _due_words(days), days)

    def _rests(self, promised_on: date) -> bool:
        return chase_rests(promised_on, self.today, self.calendar, self.grace_working_days)

    def _short(self, day: date) -> str:
        return f"{day:%m-%d}" if day.year == self.today.year else day.isoformat()


def _sent_words(days: int) -> Message:
    if days <= 0:
        return msg("not signed, sent today")
    if days == 1:
        return msg("not signed, sent yesterday")
    return msg("not signed, sent {n} days ago", n=days)


def _overdue_words(days: int) -> Message:
    return msg("overdue 1 day") if days == 1 else msg("overdue {n} days", n=days)


def _due_words(days: int) -> Message:
    if days == 0:
        return msg("due today")
    return msg("due tomorrow") if days == 1 else msg("due in {n} days", n=days)
