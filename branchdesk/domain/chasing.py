"""Whom to chase today, what came of it, and when to ask again (R069, R075, R078)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from branchdesk.domain.chase_gate import CALL_AGAIN_AFTER
from branchdesk.domain.duties import InvoiceFact, Whom
from branchdesk.domain.interactions import CallResult
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import SentHow
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar


class ChaseOutcome(StrEnum):
    """What came of asking for money; the order is that of the keys 1 to 7."""

    VOICEMAIL = "voicemail"
    UNREACHABLE = "unreachable"
    NOT_RECEIVED = "not_received"
    WAITING_APPROVAL = "waiting_approval"
    DISPUTED = "disputed"
    PROMISED = "promised"
    PAID = "paid"

    @property
    def result(self) -> CallResult:
        """Return the result that the record of the call has."""
        return _RESULTS[self]


_RESULTS = {
    ChaseOutcome.VOICEMAIL: CallResult.VOICEMAIL,
    ChaseOutcome.UNREACHABLE: CallResult.UNREACHABLE,
    ChaseOutcome.NOT_RECEIVED: CallResult.REACHED,
    ChaseOutcome.WAITING_APPROVAL: CallResult.REACHED,
    ChaseOutcome.DISPUTED: CallResult.DISPUTED,
    ChaseOutcome.PROMISED: CallResult.PROMISED,
    ChaseOutcome.PAID: CallResult.PAID,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseCall:
    """What a call about money brought, beside its record (R078)."""

    id: int = 0
    version: int = 0
    interaction_id: int = 0
    outcome: ChaseOutcome = ChaseOutcome.VOICEMAIL
    promise_id: int | None = None
    step_id: int | None = None  # the step of the ladder that this call was


@dataclass(frozen=True, slots=True)
class Dispute:
    """What of one invoice the customer contests (D26)."""

    invoice_id: int
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseResult:
    """One call about money with all that it brought; recorded and taken back as one."""

    customer_id: int
    invoice_ids: tuple[int, ...]
    outcome: ChaseOutcome
    contact_id: int | None = None
    spoke_with: str = ""
    text: str = ""
    next_on: date | None = None
    promised_fen: int | None = None
    promised_on: date | None = None
    disputes: tuple[Dispute, ...] = ()
    disputed_why: str = ""
    resent_how: SentHow | None = None
    courier: str = ""
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class LastTalk:
    """The last time somebody rang a customer about money, and when they were to be rung again."""

    on: date
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChaseItem:
    """One invoice that is asked for; `days` overdue are 0 where it is a reminder before the day."""

    invoice_id: int
    number: str
    due_on: date
    days: int
    open_fen: int
    asks_fen: int

    @property
    def weight(self) -> int:
        """Return fen times days: big and old first."""
        return self.asks_fen * self.days


@dataclass(frozen=True, slots=True)
class ChaseCustomer:
    """One customer of today's list, with the invoices oldest first."""

    whom: Whom
    items: tuple[ChaseItem, ...]
    weight: int = field(init=False)
    asks_fen: int = field(init=False)
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        for name, value in (
            ("weight", sum(one.weight for one in self.items)),
            ("asks_fen", sum(one.asks_fen for one in self.items)),
            ("longest", max(one.days for one in self.items)),
        ):
            object.__setattr__(self, name, value)


def queue(
    invoices: Iterable[InvoiceFact],
    talks: Mapping[int, LastTalk],
    settings: Settings,
    calendar: WorkCalendar,
    today: date,
) -> tuple[ChaseCustomer, ...]:
    """List whom to ask today: by overdue fen times days, the heaviest first; reminders before the day last.

    Left out are customers whose head office pays, promised or wholly disputed invoices, customers with whom a
    later day was agreed, and invoices that were spoken of within the week.
    """
    found: dict[int, list[ChaseItem]] = defaultdict(list)
    whom: dict[int, Whom] = {}
    for fact in invoices:
        customer_id = fact.whom.customer_id
        talk = talks.get(customer_id)
        item = _item(fact, settings, calendar, today)
        if item is not None and not _rests(fact, talk, today):
            found[customer_id].append(item)
            whom[customer_id] = fact.whom
    customers = [
        ChaseCustomer(whom[one], tuple(sorted(items, key=lambda item: (item.due_on, item.number))))
        for one, items in found.items()
    ]
    return tuple(sorted(customers, key=lambda one: (-one.weight, -one.asks_fen, one.whom.customer)))


def _item(fact: InvoiceFact, settings: Settings, calendar: WorkCalendar, today: date) -> ChaseItem | None:
    due, asks = fact.due_on, fact.open_fen - fact.disputed_fen
    if fact.head_office_pays or due is None or asks <= 0:
        return None
    if fact.promised_until is not None and fact.promised_until >= today:
        return None
    days = max((today - due).days, 0)
    if not days:
        remind_on = calendar.add_working_days(due, -settings.reminder_working_days_before_due)
        if remind_on > today or (fact.chased_on is not None and fact.chased_on >= remind_on):
            return None
    return ChaseItem(fact.id, fact.number, due, days, fact.open_fen, asks)


def _rests(fact: InvoiceFact, talk: LastTalk | None, today: date) -> bool:
    """Tell whether a later day was agreed, or this invoice was spoken of within the week."""
    if talk is not None and talk.next_on is not None:
        return talk.next_on > today
    return fact.chased_on is not None and today - fact.chased_on < CALL_AGAIN_AFTER


def next_contact(
    outcome: ChaseOutcome,
    today: date,
    calendar: WorkCalendar,
    settings: Settings,
    promised_until: date | None = None,
) -> date:
    """Propose when to ask again: after a promise the day after its grace, else so many working days on."""
    if outcome is ChaseOutcome.PROMISED and promised_until is not None:
        return promised_until + timedelta(days=1)
    if outcome in (ChaseOutcome.VOICEMAIL, ChaseOutcome.UNREACHABLE):
        days = settings.chase_attempt_working_days
    elif outcome is ChaseOutcome.PAID:
        days = settings.chase_paid_working_days
    else:
        days = settings.chase_answer_working_days
    return calendar.add_working_days(today, days)


def check_result(result: ChaseResult, today: date) -> dict[str, Message]:
    """Ask only what the result needs: a promise its amount and day, a dispute its amount and reason."""
    problems: dict[str, Message] = {}
    if not result.invoice_ids:
        problems["invoices"] = msg("Tick at least one invoice that was spoken of.")
    if result.outcome is ChaseOutcome.PROMISED:
        if not result.promised_fen or result.promised_fen < 0:
            problems["promised_fen"] = msg("Enter the amount that was promised.")
        if result.promised_on is None:
            problems["promised_on"] = msg("Enter the day that was promised.")
        elif result.promised_on < today:
            problems["promised_on"] = msg("The promised day has passed. Ask for a day that lies ahead.")
    if result.outcome is ChaseOutcome.DISPUTED:
        if not any(one.amount_fen > 0 for one in result.disputes):
            problems["disputed_fen"] = msg("Enter what is disputed; the rest is asked for as before.")
        if not result.disputed_why.strip():
            problems["disputed_why"] = msg("Write down why: somebody has to answer it.")
    if result.next_on is not None and result.next_on < today:
        problems["next_on"] = msg("The next contact lies ahead. Enter a later day.")
    return problems


def split_dispute(amount_fen: int, items: Iterable[ChaseItem]) -> tuple[Dispute, ...]:
    """Lay a disputed amount on the invoices, the newest first, never more than is open on each (D26)."""
    left, found = amount_fen, []
    for item in sorted(items, key=lambda one: (one.due_on, one.number), reverse=True):
        part = min(left, item.open_fen)
        if part > 0:
            found.append(Dispute(item.invoice_id, part))
            left -= part
    return tuple(found)


def polite_text(customer: ChaseCustomer, level: int, name: str) -> Message:
    """Say how to ask, friendlier the lower the step; `name` is how the person is addressed (R069)."""
    oldest = customer.items[0]
    numbers = tuple(item.number for item in customer.items)
    if not customer.longest:
        return msg(
            "Hello {name}. Invoice {numbers} over {amount} is due on {day}. Has it reached the person who "
            "pays, and is anything missing from our side?",
            name=name,
            numbers=numbers,
            amount=Fen(customer.asks_fen),
            day=oldest.due_on,
        )
    template = _ASKING[min(level, len(_ASKING) - 1)]
    return Message(
        template.template,
        {
            "name": name,
            "numbers": numbers,
            "amount": Fen(customer.asks_fen),
            "day": oldest.due_on,
            "n": customer.longest,
        },
    )


_ASKING = (
    msg(
        "Hello {name}. May I ask about invoice {numbers}, {amount} in all? It was due on {day}; perhaps "
        "it was overlooked. When may we expect the payment?"
    ),
    msg(
        "Hello {name}. We wrote to you about invoice {numbers}, {amount} in all. It has been due since "
        "{day}, {n} days. On which day will it be paid, and can I help with any paper?"
    ),
    msg(
        "Hello {name}. Invoice {numbers}, {amount} in all, has been open since {day}, {n} days, and two "
        "reminders have passed. We value working with you: please name a binding day for the payment."
    ),
)
