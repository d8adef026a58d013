"""How customers pay: late and punctual ones, promises, group accounts (R067, R072, R073, D24, D28)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from branchdesk.domain import checks
from branchdesk.domain.aging import Bucket
from branchdesk.domain.customers import Customer
from branchdesk.domain.exemptions import ExemptionRow, PayExemption, check_exemption, latest
from branchdesk.domain.interactions import InteractionKind
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.months import Month
from branchdesk.domain.payers import Lateness, Payer, PunctualMonth, chronic, lateness, punctual
from branchdesk.domain.promises import PromiseState, PromiseVerdict, judge, reliability
from branchdesk.domain.receipts import receipts_since
from branchdesk.domain.receivables import Promise
from branchdesk.services.context import Context, Outcome
from branchdesk.services.receivables import Receivables
from branchdesk.storage.queries import chasing as queries
from branchdesk.storage.queries.exempt import exempt_customers, is_exempt

_OVERDUE = (Bucket.D1_30, Bucket.D31_60, Bucket.D61_90, Bucket.D91_PLUS)


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise to pay: whose, how it was given, what became of it, and how reliable they are."""

    promise: Promise
    customer: str
    person: str
    channel: InteractionKind | None
    verdict: PromiseVerdict
    of_person: tuple[int, int] = (0, 0)  # kept, judged
    of_customer: tuple[int, int] = (0, 0)

    @property
    def id(self) -> int:
        """Return the promise's number."""
        return self.promise.id


@dataclass(frozen=True, slots=True)
class Owing:
    """What is overdue and what is owed in all, in fen."""

    overdue_fen: int
    total_fen: int


@dataclass(frozen=True, slots=True)
class Credit:
    """How much a customer, or the group that pays for it, owes against the limit, with what is to come."""

    limit_fen: int
    owed_fen: int
    more_fen: int

    @property
    def is_over(self) -> bool:
        """Tell whether the limit is passed; exactly the limit is not."""
        return self.owed_fen + self.more_fen > self.limit_fen

    @property
    def message(self) -> Message:
        """Say by how much, and what to do."""
        return msg(
            "Over the credit limit: {owed} is owed, this service adds {more}, the limit is {limit}. Ask for "
            "the money before the service is scheduled.",
            owed=Fen(self.owed_fen),
            more=Fen(self.more_fen),
            limit=Fen(self.limit_fen),
        )


@dataclass(frozen=True, slots=True)
class GroupBlocks:
    """What the branch collects and what head offices pay, apart; both together are the aging (R073)."""

    branch: Owing
    group: Owing


class Payers:
    """What is known of how customers pay."""

    def __init__(self, context: Context, receivables: Receivables) -> None:
        self._context = context
        self._receivables = receivables

    def lateness(self, until: date | None = None) -> Lateness:
        """Sum up what fell due in the twelve months before a day, the latest payers first (R067)."""
        today = until or self._today
        since = today - relativedelta(months=12)
        return lateness(queries.due_invoices(self._context.database, since, today), today)

    def chronic_late(self) -> tuple[Payer, ...]:
        """Return who is always late by the branch's measure."""
        settings = self._context.settings
        return chronic(self.lateness(), settings.late_least, settings.late_percent)

    def punctual(self, month: Month) -> PunctualMonth:
        """Return who paid everything that fell due in a month by its day (R072)."""
        found = queries.due_invoices(self._context.database, month.first, month.last)
        return punctual(found, month.first, self._today)

    def promises(self, customer_id: int | None = None) -> list[PromiseLine]:
        """Return the promises to pay that stand, the newest first, with how reliable each giver is (D24)."""
        payments = queries.payments_by_customer(self._context.database, customer_id)
        calendar, grace = self._context.calendar, self._context.settings.promise_grace_working_days
        zone, lines = self._context.zone, []
        for promise, customer, contact, channel in queries.promises(self._context.database, customer_id):
            if promise.withdrawn_why:
                continue
            receipts = receipts_since(
                payments.get(promise.customer_id, []), promise.made_at.astimezone(zone).date()
            )
            verdict = judge(promise.amount_fen or 0, promise.due_on, receipts, self._today, calendar, grace)
            person = contact or promise.made_by
            how = InteractionKind(channel) if channel else None
            lines.append(PromiseLine(promise, customer, person, how, verdict))
        return _with_reliability(lines)

    def broken(self, customer_id: int) -> int:
        """Count the promises of a customer that were broken (R078)."""
        return sum(one.verdict.state is PromiseState.BROKEN for one in self.promises(customer_id))

    def credit(self, customer_id: int, more_fen: int = 0) -> Credit | None:
        """Hold what a customer owes against its credit limit, or its group's; None where there is none."""
        reader = self._context.reader
        customer = reader.get(Customer, customer_id)
        owner = customer
        if customer.credit_limit_fen is None and customer.group_id is not None:
            owner = reader.get(Customer, customer.group_id)
        if owner.credit_limit_fen is None:
            return None
        whose = [owner.id, *(one.id for one in reader.find(Customer, group_id=owner.id))]
        owed = sum(one.open_fen for each in whose for one in self._receivables.open_invoices(each))
        return Credit(owner.credit_limit_fen, owed, more_fen)

    def exemptions(self) -> list[ExemptionRow]:
        """Return for whom the head office pays or paid, those that end first on top."""
        return queries.exemption_rows(self._context.database, self._today)

    def exemption(self, customer_id: int) -> PayExemption | None:
        """Return the exemption of a customer, or of its group, that ends last."""
        reader = self._context.reader
        customer = reader.get(Customer, customer_id)
        own = latest(reader.find(PayExemption, customer_id=customer_id))
        if own is not None or customer.group_id is None:
            return own
        return latest(reader.find(PayExemption, customer_id=customer.group_id))

    def is_exempt(self, customer_id: int) -> bool:
        """Tell whether the head office pays for a customer today."""
        return is_exempt(self._context.database, customer_id, self._today)

    def exempt(self, exemption: PayExemption, *, key: str = "") -> Outcome[PayExemption]:
        """Write down until when a head office pays and why; after that day the customer is asked again."""
        checks.require(check_exemption(exemption))
        with self._context.act("save_exemption", reason=exemption.reason, key=key) as work:
            saved = work.update(exemption) if exemption.id else work.insert(exemption)
        name = self._context.reader.get(Customer, saved.customer_id).name
        message = msg("The head office pays for {name} until {day}", name=name, day=saved.until_on)
        return self._context.outcome(work, saved, message)

    def blocks(self, as_of: date) -> GroupBlocks:
        """Part the aging into what the branch collects and what head offices pay (R073)."""
        apart = exempt_customers(self._context.database, as_of)
        sums = {False: [0, 0], True: [0, 0]}
        for row in self._receivables.aging(as_of).rows:
            found = sums[row.key in apart]
            found[0] += sum(row.amounts[bucket] for bucket in _OVERDUE)
            found[1] += row.total
        return GroupBlocks(Owing(*sums[False]), Owing(*sums[True]))

    @property
    def _today(self) -> date:
        return self._context.clock.today()


def _with_reliability(lines: list[PromiseLine]) -> list[PromiseLine]:
    persons: dict[tuple[int, str], list[PromiseVerdict]] = defaultdict(list)
    customers: dict[int, list[PromiseVerdict]] = defaultdict(list)
    for one in lines:
        persons[one.promise.customer_id, one.person].append(one.verdict)
        customers[one.promise.customer_id].append(one.verdict)
    return [
        PromiseLine(
            one.promise,
            one.customer,
            one.person,
            one.channel,
            one.verdict,
            reliability(persons[one.promise.customer_id, one.person]),
            reliability(customers[one.promise.customer_id]),
        )
        for one in lines
    ]
