"""Chasing money: today's list, results with all that follows, disputes (R069, R075, R078, D25, D26)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from branchdesk.domain import checks
from branchdesk.domain.chasing import (
    ChaseCall,
    ChaseCustomer,
    ChaseOutcome,
    ChaseResult,
    check_result,
    next_contact,
    queue,
)
from branchdesk.domain.customers import Customer
from branchdesk.domain.dunning import DunningStep, StepWay
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.matching import name_score
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.promises import last_day
from branchdesk.domain.receivables import Invoice, Promise, PromiseKind
from branchdesk.domain.sales import TalkInvoice
from branchdesk.domain.statements import BankLine, LineState
from branchdesk.services.context import Context, Outcome
from branchdesk.services.dunning import Dunning
from branchdesk.services.interactions import completed
from branchdesk.services.statements import Statements
from branchdesk.storage.queries import chasing as queries
from branchdesk.storage.queries import duty_facts
from branchdesk.storage.tables import is_insert_only
from branchdesk.storage.unit_of_work import UnitOfWork, take_back


@dataclass(frozen=True, slots=True)
class BankAge:
    """Until when the bank statements tell what came; None where none was ever brought in."""

    last_on: date | None
    stale: bool


class Chasing:
    """Asking for money."""

    def __init__(self, context: Context, dunning: Dunning, statements: Statements) -> None:
        self._context = context
        self._dunning = dunning
        self._statements = statements

    def today_list(self) -> tuple[ChaseCustomer, ...]:
        """Return whom to ask today, the biggest and oldest debt first."""
        context, today = self._context, self._today
        settings, calendar = context.settings, context.calendar
        # Reminders before the due day are rung some working days ahead.
        horizon = calendar.add_working_days(today, settings.reminder_working_days_before_due + 1)
        grace = settings.promise_grace_working_days
        facts = [
            replace(one, promised_until=one.promised_until and last_day(one.promised_until, calendar, grace))
            for one in duty_facts.invoice_facts(context.database, today, horizon, context.zone)
        ]
        talks = queries.last_talks(context.database, context.zone)
        return queue(facts, talks, settings, calendar, today)

    def bank_age(self) -> BankAge:
        """Say how old what the bank told is: money that came later is not known (D25)."""
        last = self._statements.last_on()
        days = self._context.settings.stale_bank_days
        return BankAge(last, last is not None and (self._today - last).days > days)

    def lines_for(self, customer_id: int) -> list[BankLine]:
        """Return lines of statements that nobody matched yet and that may be this customer's money."""
        reader = self._context.reader
        customer = reader.get(Customer, customer_id)
        names = tuple(one for one in (customer.name, customer.short_name, customer.invoice_title) if one)
        open_ones = [one.open_fen for one in reader.find(Invoice, customer_id=customer_id, settled_on=None)]
        sums = {*open_ones, sum(open_ones)}
        found = self._statements.lines(LineState.NEW)
        return [one for one in found if one.amount_fen in sums or name_score(one.payer, names)]

    def propose_next(self, outcome: ChaseOutcome, promised_on: date | None = None) -> date:
        """Propose when to ask again."""
        context = self._context
        settings, calendar = context.settings, context.calendar
        until = promised_on and last_day(promised_on, calendar, settings.promise_grace_working_days)
        return next_contact(outcome, self._today, calendar, settings, until)

    def log(self, result: ChaseResult, *, key: str = "") -> Outcome[Interaction]:
        """Record a call about money with promise, dispute, new sending and next date, in one act."""
        checks.require(check_result(result, self._today))
        with self._context.act("log_chase", key=key) as work:
            talk = work.insert(completed(self._context, self._talk(result)))
            for invoice_id in result.invoice_ids:
                work.insert(TalkInvoice(interaction_id=talk.id, invoice_id=invoice_id))
            promise = self._promise(work, result)
            self._dispute(work, result)
            self._send_again(work, result)
            step = self._step(work, result)
            work.insert(
                ChaseCall(
                    interaction_id=talk.id,
                    outcome=result.outcome,
                    promise_id=promise.id if promise else None,
                    step_id=step.id if step else None,
                )
            )
        name = self._context.reader.get(Customer, result.customer_id).name
        message = msg("{name}: {outcome}", name=name, outcome=result.outcome)
        return Outcome(talk, work.changes, message, self._undo(work, step, message))

    def dispute(self, invoice_id: int, amount_fen: int, why: str) -> Outcome[Invoice]:
        """Say what of an invoice is disputed and why; 0 settles it, and all of it is asked for again."""
        with self._context.act("dispute_invoice", reason=why) as work:
            saved = _contest(work, invoice_id, amount_fen, why)
        if not amount_fen:
            message = msg("Dispute about invoice {number} settled", number=saved.number)
        else:
            message = msg(
                "{amount} of invoice {number} is disputed and rests",
                amount=Fen(saved.disputed_fen),
                number=saved.number,
            )
        return self._context.outcome(work, saved, message)

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    def _talk(self, result: ChaseResult) -> Interaction:
        one = result.invoice_ids[0] if len(result.invoice_ids) == 1 else None
        reached = result.outcome.result.counts_as_reached
        return Interaction(
            customer_id=result.customer_id,
            contact_id=result.contact_id,
            invoice_id=one,
            purpose=Purpose.COLLECTION,
            result=result.outcome.result,
            spoke_with=result.spoke_with if reached else "",
            text=result.text or result.disputed_why,
            next_on=result.next_on,
        )

    def _promise(self, work: UnitOfWork, result: ChaseResult) -> Promise | None:
        if result.outcome is not ChaseOutcome.PROMISED or result.promised_on is None:
            return None
        promise = Promise(
            kind=PromiseKind.PAYMENT,
            customer_id=result.customer_id,
            invoice_id=result.invoice_ids[0] if len(result.invoice_ids) == 1 else None,
            contact_id=result.contact_id,
            text=result.text,
            amount_fen=result.promised_fen,
            due_on=result.promised_on,
            made_at=work.at,
            made_by=result.spoke_with,
        )
        checks.require(checks.check_promise(promise))
        return work.insert(promise)

    @staticmethod
    def _dispute(work: UnitOfWork, result: ChaseResult) -> None:
        if result.outcome is ChaseOutcome.DISPUTED:
            for one in result.disputes:
                _contest(work, one.invoice_id, one.amount_fen, result.disputed_why)

    def _send_again(self, work: UnitOfWork, result: ChaseResult) -> None:
        """Let the way of an invoice that was not received begin anew, unless somebody signed for it."""
        if result.outcome is not ChaseOutcome.NOT_RECEIVED or result.resent_how is None:
            return
        for invoice_id in result.invoice_ids:
            invoice = work.get(Invoice, invoice_id)
            if invoice.signed_on is None:
                again = replace(
                    invoice,
                    sent_on=self._today,
                    sent_how=result.resent_how,
                    courier=result.courier,
                    tracking=result.tracking,
                    delivered_on=None,
                )
                work.update(again)

    def _step(self, work: UnitOfWork, result: ChaseResult) -> DunningStep | None:
        """Let a call in which somebody was reached be the ladder's next step, where that is a call."""
        if not result.outcome.result.counts_as_reached:
            return None
        fitting = [
            one
            for one in self._dunning.due(result.customer_id)
            if one.step.way is StepWay.CALL and set(one.invoice_ids) & set(result.invoice_ids)
        ]
        if not fitting or result.outcome in (ChaseOutcome.DISPUTED, ChaseOutcome.PAID):
            return None
        proposal = fitting[0]
        step = DunningStep(
            level=proposal.step.level,
            name=proposal.step.name,
            way=StepWay.CALL,
            done_on=self._today,
            given_to=result.spoke_with,
        )
        spoken = [one for one in proposal.invoice_ids if one in result.invoice_ids]
        return self._dunning.record_within(work, step, spoken)

    def _undo(
        self, done: UnitOfWork, step: DunningStep | None, message: Message
    ) -> Callable[[], Outcome[Any]]:
        """Take the whole call back; a step of the ladder stays as evidence and gets its mark."""

        def undo() -> Outcome[None]:
            steps = tuple(one for one in done.steps if not is_insert_only(type(one.after or one.before)))
            with self._context.act("undo") as work:
                take_back(work, steps)
                if step is not None:
                    self._dunning.withdraw_within(work, step.id, "undo")
            return Outcome(None, work.changes, msg("Taken back: {what}", what=message))

        return undo


def _contest(work: UnitOfWork, invoice_id: int, amount_fen: int, why: str) -> Invoice:
    invoice = work.get(Invoice, invoice_id)
    if not 0 <= amount_fen <= max(invoice.open_fen, 0):
        raise Refused(
            msg(
                "Invoice {number} has {amount} open; no more than that can be disputed.",
                number=invoice.number,
                amount=Fen(invoice.open_fen),
            ),
            field="disputed_fen",
        )
    if amount_fen and not why.strip():
        raise Refused(msg("Write down why: somebody has to answer it."), field="disputed_why")
    kept = why.strip() if amount_fen else ""
    return work.update(replace(invoice, disputed_fen=amount_fen, disputed_why=kept))
