"""Duties about letters: statements whose stamp is still to come, claims that end soon (D29)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen


@dataclass(frozen=True, slots=True)
class AwaitedStatement:
    """A statement that was sent and is not back."""

    id: int
    whom: Whom
    as_of: date
    sent_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class EndingClaim:
    """The claim of a customer that ends next."""

    invoice_id: int
    number: str
    whom: Whom
    ends_on: date
    open_fen: int


def statement_duties(found: Iterable[AwaitedStatement], wait_days: int) -> Iterator[Duty]:
    """Ask for the stamp once it has been waited for."""
    for one in found:
        say = msg(
            "The statement of {day} over {amount} was sent on {sent}. Ask for the slip with the stamp.",
            day=one.as_of,
            amount=Fen(one.amount_fen),
            sent=one.sent_on,
        )
        yield Duty(
            kind=DutyKind.STATEMENT_RETURN,
            due_on=one.sent_on + timedelta(days=wait_days),
            whom=one.whom,
            say=say,
            link=LinkKind.CUSTOMER,
            link_id=one.whom.customer_id,
        )


def claim_duties(found: Iterable[EndingClaim], warn_days: int) -> Iterator[Duty]:
    """Warn before a claim can no longer be enforced: a letter by courier or a stamp renews it."""
    for one in found:
        say = msg(
            "The claim of invoice {number} over {amount} ends on {day}. Renew it: a letter by courier, a "
            "stamped statement, a part payment or a promise.",
            number=one.number,
            amount=Fen(one.open_fen),
            day=one.ends_on,
        )
        yield Duty(
            kind=DutyKind.CLAIM_ENDS,
            due_on=one.ends_on - timedelta(days=warn_days),
            whom=one.whom,
            say=say,
            link=LinkKind.INVOICE,
            link_id=one.invoice_id,
        )
