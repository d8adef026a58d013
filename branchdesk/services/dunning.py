"""The reminder ladder of a branch: what is due, what was really given, what was received (R079, D29)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from branchdesk.domain import checks
from branchdesk.domain.dunning import (
    DunningItem,
    DunningMark,
    DunningStep,
    Ladder,
    LadderFacts,
    LadderStanding,
    LadderStep,
    MarkKind,
    check_step,
    parse_ladder,
    standing,
)
from branchdesk.domain.duties import InvoiceFact, Whom
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from branchdesk.domain.promises import last_day
from branchdesk.domain.receivables import Invoice, InvoiceKind
from branchdesk.services.context import Context, Outcome
from branchdesk.services.instalments import asked_now
from branchdesk.storage.queries import chasing as queries
from branchdesk.storage.queries import duty_facts
from branchdesk.storage.queries.exempt import is_exempt
from branchdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DunningLine:
    """One invoice of a reminder that is due, or the reason why it rests."""

    invoice_id: int
    number: str
    due_on: date | None
    days: int
    open_fen: int
    disputed_fen: int
    standing: LadderStanding


@dataclass(frozen=True, slots=True)
class DunningProposal:
    """A reminder that is to be given to one customer: all invoices whose next step is the same."""

    id: int  # of the customer and the level together
    whom: Whom
    step: LadderStep
    lines: tuple[DunningLine, ...]

    @property
    def amount_fen(self) -> int:
        """Return what is asked for: the undisputed rest of every invoice."""
        return sum(one.standing.asks_fen for one in self.lines)

    @property
    def disputed_fen(self) -> int:
        """Return what rests because it is disputed (D26)."""
        return sum(one.disputed_fen for one in self.lines)

    @property
    def longest(self) -> int:
        """Return the most days overdue."""
        return max(one.days for one in self.lines)

    @property
    def due_since(self) -> date:
        """Return the day on which the first of them became due for this step."""
        return min(one.standing.from_on for one in self.lines if one.standing.from_on)

    @property
    def invoice_ids(self) -> tuple[int, ...]:
        """Return the invoices."""
        return tuple(one.invoice_id for one in self.lines)


@dataclass(frozen=True, slots=True)
class GivenStep:
    """A reminder that was given, with its invoices and what became of it."""

    step: DunningStep
    items: tuple[DunningItem, ...]
    received_on: date | None = None
    received_by: str = ""
    withdrawn: bool = False

    @property
    def id(self) -> int:
        """Return the step's number."""
        return self.step.id


class Dunning:
    """The ladder."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def ladder(self) -> Ladder:
        """Return the branch's steps."""
        return parse_ladder(self._context.settings.dunning_ladder)

    def due(self, customer_id: int | None = None) -> list[DunningProposal]:
        """Return the reminders that are to be given today, the longest overdue first."""
        found: dict[tuple[int, int], list[DunningLine]] = defaultdict(list)
        whom: dict[int, Whom] = {}
        for fact, line in self._lines():
            whose = fact.whom.customer_id
            if line.standing.is_due and line.standing.step and customer_id in (None, whose):
                found[(whose, line.standing.step.level)].append(line)
                whom[whose] = fact.whom
        rungs = {one.level: one for one in self.ladder}
        proposals = [
            DunningProposal(whose * 10 + level, whom[whose], rungs[level], tuple(lines))
            for (whose, level), lines in found.items()
        ]
        return sorted(proposals, key=lambda one: (-one.longest, -one.amount_fen, one.id))

    def standing_of(self, invoice_id: int) -> LadderStanding | None:
        """Return how an invoice stands on the ladder, None for what is no open invoice."""
        invoice = self._context.reader.get(Invoice, invoice_id)
        if invoice.kind is not InvoiceKind.INVOICE:
            return None
        asked = asked_now(self._context.reader, invoice, self._today)
        return self._standing(
            invoice.due_on,
            asked,
            min(invoice.disputed_fen, asked),
            invoice.dunning_level,
            invoice.dunned_on,
            self._promised_until(invoice),
            exempt=is_exempt(self._context.database, invoice.customer_id, self._today),
        )

    def record(self, step: DunningStep, invoice_ids: Sequence[int], *, key: str = "") -> Outcome[DunningStep]:
        """Write down that a reminder was really given; each invoice climbs exactly one level."""
        checks.require(check_step(step, self._today))
        with self._context.act("record_dunning", key=key) as work:
            saved = self.record_within(work, step, invoice_ids)
        message = msg("{name} over {amount} recorded", name=saved.name, amount=Fen(saved.amount_fen))
        return Outcome(saved, work.changes, message, lambda: self.withdraw(saved.id, "undo"))

    def record_within(self, work: UnitOfWork, step: DunningStep, invoice_ids: Sequence[int]) -> DunningStep:
        """Write a reminder as a part of another act."""
        rungs = {one.level: one for one in self.ladder}
        invoices = [work.get(Invoice, one) for one in dict.fromkeys(invoice_ids)]
        if not invoices:
            raise Refused(msg("Tick at least one invoice."), field="invoices")
        asked = {one.id: asked_now(work, one, step.done_on) for one in invoices}
        rests = {one.id: min(one.disputed_fen, asked[one.id]) for one in invoices}
        for invoice in invoices:
            self._demand_next(invoice, step.level, asked[invoice.id] - rests[invoice.id])
        amount = sum(asked.values()) - sum(rests.values())
        fresh = replace(
            step,
            name=step.name or rungs[step.level].name,
            amount_fen=amount,
            recorded_at=work.at,
            recorded_by=work.author.name,
        )
        saved = work.insert(fresh)
        for invoice in invoices:
            rest = rests[invoice.id]
            item = DunningItem(
                step_id=saved.id,
                invoice_id=invoice.id,
                amount_fen=asked[invoice.id] - rest,
                disputed_fen=rest,
            )
            work.insert(item)
            work.update(replace(invoice, dunning_level=step.level, dunned_on=step.done_on))
        return saved

    def receive(self, step_id: int, on: date, by_whom: str, note: str = "") -> Outcome[DunningMark]:
        """Write down that a reminder was received: the proof that interrupts the claim period (D29)."""
        step = self._context.reader.get(DunningStep, step_id)
        if not step.done_on <= on <= self._today:
            raise Refused(
                msg("It was given on {day}. Enter a day from then until today.", day=step.done_on),
                field="marked_on",
            )
        with self._context.act("receive_dunning") as work:
            saved = self._mark(work, step_id, MarkKind.RECEIVED, on, by_whom, note)
        return Outcome(saved, work.changes, msg("{name} received on {day}", name=step.name, day=on))

    def withdraw(self, step_id: int, why: str) -> Outcome[DunningMark]:
        """Take back a reminder that was recorded by mistake: its invoices stand where they stood."""
        with self._context.act("withdraw_dunning", reason=why) as work:
            saved = self.withdraw_within(work, step_id, why)
        return Outcome(saved, work.changes, msg("Reminder taken back"))

    def withdraw_within(self, work: UnitOfWork, step_id: int, why: str) -> DunningMark:
        """Take a reminder back as a part of another act."""
        if work.first(DunningMark, step_id=step_id, kind=MarkKind.WITHDRAWN) is not None:
            raise Refused(msg("This reminder is taken back already."))
        step, items = work.get(DunningStep, step_id), work.find(DunningItem, step_id=step_id)
        for item in items:
            if queries.level_of(work.database, item.invoice_id)[0] > step.level:
                raise Refused(msg("A later reminder rests on this one. Take that one back first."))
        saved = self._mark(work, step_id, MarkKind.WITHDRAWN, self._today, "", why)
        for item in items:
            level, on = queries.level_of(work.database, item.invoice_id)
            level = level or step.level - 1  # of a step from the time before steps were written down
            invoice = work.get(Invoice, item.invoice_id)
            work.update(replace(invoice, dunning_level=level, dunned_on=on))
        return saved

    def given(self, customer_id: int) -> list[GivenStep]:
        """Return the reminders that a customer was given, the newest first, those taken back too."""
        ids = queries.steps_of_customer(self._context.database, customer_id)
        return [self.given_step(one) for one in ids]

    def given_step(self, step_id: int) -> GivenStep:
        """Return one reminder with its invoices and what became of it."""
        reader = self._context.reader
        marks = reader.find(DunningMark, step_id=step_id)
        received = next((one for one in reversed(marks) if one.kind is MarkKind.RECEIVED), None)
        return GivenStep(
            reader.get(DunningStep, step_id),
            tuple(reader.find(DunningItem, step_id=step_id)),
            received.marked_on if received else None,
            received.by_whom if received else "",
            any(one.kind is MarkKind.WITHDRAWN for one in marks),
        )

    def last_proof(self, customer_id: int) -> tuple[date, DunningStep] | None:
        """Return the last day on which a reminder was proven to be received, and that reminder (D29)."""
        proofs = [
            (one.received_on, one.step)
            for one in self.given(customer_id)
            if one.received_on is not None and not one.withdrawn
        ]
        return max(proofs, key=lambda pair: pair[0], default=None)

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    def _lines(self) -> list[tuple[InvoiceFact, DunningLine]]:
        context, today = self._context, self._today
        facts = duty_facts.invoice_facts(context.database, today, today, context.zone)
        levels = queries.ladder_levels(context.database)
        grace, calendar = context.settings.promise_grace_working_days, context.calendar
        ladder, gap = self.ladder, context.settings.dunning_gap_days
        found = []
        for fact in facts:
            known = levels.get(fact.id)
            until = fact.promised_until and last_day(fact.promised_until, calendar, grace)
            asked = LadderFacts(
                due_on=fact.due_on,
                open_fen=fact.open_fen,
                disputed_fen=fact.disputed_fen,
                done=_done(known.level, known.dunned_on) if known else (),
                promised_until=until,
                exempt=fact.head_office_pays,
            )
            days = max((today - fact.due_on).days, 0) if fact.due_on else 0
            stands = standing(asked, ladder, today, gap)
            line = DunningLine(
                fact.id, fact.number, fact.due_on, days, fact.open_fen, fact.disputed_fen, stands
            )
            found.append((fact, line))
        return found

    def _standing(
        self,
        due_on: date | None,
        open_fen: int,
        disputed_fen: int,
        level: int,
        dunned_on: date | None,
        promised_until: date | None,
        *,
        exempt: bool,
    ) -> LadderStanding:
        facts = LadderFacts(
            due_on=due_on,
            open_fen=open_fen,
            disputed_fen=disputed_fen,
            done=_done(level, dunned_on),
            promised_until=promised_until,
            exempt=exempt,
        )
        return standing(facts, self.ladder, self._today, self._context.settings.dunning_gap_days)

    def _promised_until(self, invoice: Invoice) -> date | None:
        own = [
            one.due_on
            for one, *_rest in queries.promises(self._context.database, invoice.customer_id)
            if not one.withdrawn_why and one.invoice_id in (None, invoice.id)
        ]
        if not own:
            return None
        grace = self._context.settings.promise_grace_working_days
        return last_day(max(own), self._context.calendar, grace)

    def _demand_next(self, invoice: Invoice, level: int, asks_fen: int) -> None:
        if asks_fen <= 0:
            raise Refused(
                msg("Invoice {number} has nothing to ask for: it is paid or disputed.", number=invoice.number)
            )
        if invoice.dunning_level != level - 1 or level > len(self.ladder):
            raise Refused(
                msg(
                    "Invoice {number} stands on step {n}. One step after the other: record the next one.",
                    number=invoice.number,
                    n=invoice.dunning_level,
                ),
                field="level",
            )

    def _mark(
        self, work: UnitOfWork, step_id: int, kind: MarkKind, on: date, by_whom: str, note: str
    ) -> DunningMark:
        return work.insert(
            DunningMark(
                step_id=step_id,
                kind=kind,
                marked_on=on,
                by_whom=by_whom,
                note=note,
                recorded_at=work.at,
                recorded_by=work.author.name,
            )
        )


def _done(level: int, on: date | None) -> tuple[date, ...]:
    """Return as many days as steps were done; only the last one is known and counts."""
    return (on or date.min + timedelta(days=1),) * level
