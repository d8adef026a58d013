"""What letters about money ask of a day: stamps to come, claims that end (D29)."""

from __future__ import annotations

from collections.abc import Iterator

from branchdesk.domain.customers import Customer
from branchdesk.domain.duties import Duty, Whom
from branchdesk.domain.duties_letters import (
    AwaitedStatement,
    EndingClaim,
    claim_duties,
    statement_duties,
)
from branchdesk.services.context import Context
from branchdesk.services.dunning import Dunning
from branchdesk.services.letters import Claim, Letters


def letter_watch(context: Context) -> Iterator[Duty]:
    """Derive the duties of letters; of each customer the claim that ends next stands for all."""
    letters, settings = Letters(context, Dunning(context)), context.settings
    awaited = [
        AwaitedStatement(one.id, _whom(context, one.customer_id), one.as_of, one.sent_on, one.amount_fen)
        for one in letters.waited_for()
        if one.sent_on is not None
    ]
    yield from statement_duties(awaited, settings.statement_return_days)
    first: dict[int, Claim] = {}
    for claim in letters.ending_claims():
        first.setdefault(claim.customer_id, claim)
    ending = [
        EndingClaim(one.id, one.number, _whom(context, one.customer_id), one.period.ends_on, one.open_fen)
        for one in first.values()
        if one.period.days_left(context.clock.today()) >= 0
    ]
    yield from claim_duties(ending, settings.claim_warning_days)


def _whom(context: Context, customer_id: int) -> Whom:
    customer = context.reader.get(Customer, customer_id)
    return Whom(customer_id=customer_id, customer=customer.short_name or customer.name, phone=customer.phone)
