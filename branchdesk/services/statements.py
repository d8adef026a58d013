"""Bank statements: bringing them in, and saying whose money a line is (R177, D27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from branchdesk.domain import checks
from branchdesk.domain.allocation import OpenItem, Share
from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Refused
from branchdesk.domain.matching import Proposal, is_named_in, name_score, proposals
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Payment, PaymentMethod
from branchdesk.domain.statements import (
    BankLine,
    LineState,
    PayerMemory,
    ReadLine,
    StatementFile,
    fingerprints,
)
from branchdesk.domain.textfold import fold_text
from branchdesk.readers.statements import Statement, read_statement
from branchdesk.services.allocating import Allocating
from branchdesk.services.context import Context, Outcome
from branchdesk.services.receivables import Receivables
from branchdesk.storage.backup import back_up_before
from branchdesk.storage.queries import statements as queries
from branchdesk.storage.unit_of_work import UnitOfWork

_NEAR = timedelta(days=5)
_MOST_CUSTOMERS = 4
_METHODS = {"wechat": PaymentMethod.WECHAT, "alipay": PaymentMethod.ALIPAY}


@dataclass(frozen=True, slots=True)
class StatementPlan:
    """What bringing a file in would do: the lines that are new, and how many are known."""

    statement: Statement
    fresh: tuple[tuple[str, ReadLine], ...]  # fingerprint and line

    @property
    def known(self) -> int:
        """Return how many lines are in the branch file already."""
        return len(self.statement.lines) - len(self.fresh)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer whose money a line may be, why, and what it would pay."""

    customer_id: int
    customer: str
    why: tuple[Message, ...]
    score: int
    proposals: tuple[Proposal, ...]
    payment_id: int | None = None  # a payment that was recorded by hand and may be this money


class Statements:
    """What a person does with bank statements."""

    def __init__(self, context: Context, receivables: Receivables) -> None:
        self._context = context
        self._receivables = receivables

    def preview(self, path: Path) -> StatementPlan:
        """Read a file and say which of its lines are new; writes nothing."""
        statement = read_statement(path)
        names = fingerprints(list(statement.lines))
        known = queries.known_fingerprints(self._context.database, names)
        pairs = zip(names, statement.lines, strict=True)
        return StatementPlan(statement, tuple((name, line) for name, line in pairs if name not in known))

    def bring_in(self, plan: StatementPlan) -> Outcome[StatementFile | None]:
        """Keep the new lines of a file; the same file again adds nothing."""
        context, statement = self._context, plan.statement
        if not plan.fresh:
            message = msg("{name}: all lines are known already.", name=statement.path.name)
            with context.act("import_statement") as work:
                pass
            return Outcome(None, work.changes, message)
        back_up_before(context.database, "import", context.clock.now())
        with context.act("import_statement", reason=statement.path.name) as work:
            names = [name for name, _ in plan.fresh]
            known = queries.known_fingerprints(work.database, names)
            kept = work.insert(self._file(statement))
            fresh = [pair for pair in plan.fresh if pair[0] not in known]
            for name, line in fresh:
                work.insert(_kept(kept, name, line))
        message = msg("{n} new transactions from {name}", n=len(fresh), name=statement.path.name)
        return context.outcome(work, kept, message)

    def line(self, line_id: int) -> BankLine:
        """Read one line."""
        return self._context.reader.get(BankLine, line_id)

    def lines(self, state: LineState | None = LineState.NEW) -> list[BankLine]:
        """Read the lines of a state (of all states where None), oldest first."""
        reader = self._context.reader
        found = reader.find(BankLine) if state is None else reader.find(BankLine, state=state)
        return sorted(found, key=lambda one: (one.booked_on, one.at, one.id))

    def files(self) -> list[StatementFile]:
        """Read what was brought in, the newest first."""
        return self._context.reader.find(StatementFile)[::-1]

    def last_on(self) -> date | None:
        """Return the last day that the statements hold: money that came later is not known (D25)."""
        return queries.last_booked_on(self._context.database)

    def candidates(self, line_id: int) -> tuple[Candidate, ...]:
        """Say whose money a line may be, the likeliest first; somebody has to choose (R177)."""
        line = self.line(line_id)
        return _Candidates(self._context, line).found()

    def proposals_for(self, line_id: int, customer_id: int) -> tuple[Proposal, ...]:
        """Say what a line would pay of a customer whom somebody chose by hand."""
        line = self.line(line_id)
        whose = _payable(self._context, customer_id)
        owed = queries.owed_items(self._context.database)
        items = [_open(one) for one in owed if one.customer_id in whose]
        return proposals(line.amount_fen, items, line.text)

    def post(
        self,
        line_id: int,
        customer_id: int,
        shares: Sequence[Share] = (),
        *,
        remember: bool = True,
        key: str = "",
    ) -> Outcome[Payment]:
        """Record a line as a payment of a customer with the invoices that it pays; the rest is on account."""
        context = self._context
        line = self._demand_new(line_id)
        payment = self._payment(line, customer_id)
        checks.require(checks.check_payment(payment, context.clock.today()))
        with context.act("post_bank_line", key=key) as work:
            saved = work.insert(payment)
            Allocating(context, work).pay(saved, shares)
            work.update(replace(line, state=LineState.POSTED, payment_id=saved.id))
            if remember:
                _remember(work, line, customer_id)
        message = msg("Payment of {amount} recorded", amount=Fen(saved.amount_fen))
        return Outcome(saved, work.changes, message, lambda: self.take_back(line_id, "undo"))

    def link(self, line_id: int, payment_id: int) -> Outcome[BankLine]:
        """Say that a line is the money of a payment that was recorded by hand."""
        line = self._demand_new(line_id)
        payment = self._receivables.payment(payment_id)
        if payment.amount_fen != line.amount_fen:
            raise Refused(
                msg(
                    "The payment is {paid}, the line {booked}. Choose the payment with the same amount.",
                    paid=Fen(payment.amount_fen),
                    booked=Fen(line.amount_fen),
                ),
                field="payment_id",
            )
        with self._context.act("link_bank_line") as work:
            saved = work.update(replace(line, state=LineState.KNOWN, payment_id=payment_id))
            _remember(work, line, payment.customer_id)
        return self._context.outcome(
            work, saved, msg("Line of {day} linked to its payment", day=line.booked_on)
        )

    def ignore(self, line_id: int, why: str) -> Outcome[BankLine]:
        """Set a line aside that is no customer's money."""
        if not why.strip():
            raise Refused(msg("Say what the money is, so that nobody looks for it again."), field="note")
        line = self._demand_new(line_id)
        with self._context.act("ignore_bank_line", reason=why) as work:
            saved = work.update(replace(line, state=LineState.IGNORED, note=why.strip()))
        return self._context.outcome(work, saved, msg("Line of {day} set aside", day=line.booked_on))

    def take_back(self, line_id: int, why: str) -> Outcome[BankLine]:
        """Open a line again; a payment that was recorded from it is undone by a reversing payment."""
        line = self.line(line_id)
        if line.state in (LineState.NEW, LineState.OUTGOING):
            raise Refused(msg("This line is open."))
        with self._context.act("reopen_bank_line", reason=why) as work:
            saved = work.update(replace(line, state=LineState.NEW, payment_id=None, note=""))
            if line.state is LineState.POSTED and line.payment_id is not None:
                self._receivables.reverse_within(work, line.payment_id, why)
        return Outcome(saved, work.changes, msg("Line of {day} is open again", day=line.booked_on))

    def _demand_new(self, line_id: int) -> BankLine:
        line = self.line(line_id)
        if line.state is not LineState.NEW:
            raise Refused(msg("This line is dealt with already. Open it again first."))
        return line

    def _payment(self, line: BankLine, customer_id: int) -> Payment:
        context = self._context
        layout = context.reader.get(StatementFile, line.file_id).layout
        return Payment(
            customer_id=customer_id,
            payer=line.payer,
            paid_on=line.booked_on,
            amount_fen=line.amount_fen,
            method=_METHODS.get(layout, PaymentMethod.TRANSFER),
            reference=line.reference,
            note=line.text,
            recorded_at=context.clock.now(),
            recorded_by=context.author.name,
        )

    def _file(self, statement: Statement) -> StatementFile:
        income, expense = statement.totals
        days = [line.on for line in statement.lines]
        return StatementFile(
            name=statement.path.name,
            layout=statement.layout,
            digest=statement.digest,
            imported_at=self._context.clock.now(),
            first_on=min(days),
            last_on=max(days),
            lines=len(statement.lines),
            in_fen=income,
            out_fen=expense,
        )


class _Candidates:
    """Weighs who may have paid one line: memory, name, invoice numbers in the text, amounts."""

    def __init__(self, context: Context, line: BankLine) -> None:
        self._context = context
        self._line = line
        self._items: dict[int, list[OpenItem]] = defaultdict(list)
        self._scores: dict[int, int] = defaultdict(int)
        self._why: dict[int, list[Message]] = defaultdict(list)
        self._names = {one.customer_id: one for one in queries.payer_names(context.database)}

    def found(self) -> tuple[Candidate, ...]:
        """Return the likeliest customers."""
        for item in queries.owed_items(self._context.database):
            self._items[item.customer_id].append(_open(item))
        payments = self._recorded()
        self._by_memory()
        self._by_name()
        self._by_numbers()
        self._by_amount()
        ranked = sorted(self._scores, key=lambda one: (-self._scores[one], one))[:_MOST_CUSTOMERS]
        return tuple(self._candidate(one, payments.get(one)) for one in ranked)

    def _candidate(self, customer_id: int, payment_id: int | None) -> Candidate:
        line, items = self._line, self._payable(customer_id)
        return Candidate(
            customer_id=customer_id,
            customer=self._context.reader.get(Customer, customer_id).name,
            why=tuple(self._why[customer_id]),
            score=self._scores[customer_id],
            proposals=proposals(line.amount_fen, items, line.text),
            payment_id=payment_id,
        )

    def _payable(self, customer_id: int) -> list[OpenItem]:
        return [item for one in _payable(self._context, customer_id) for item in self._items.get(one, ())]

    def _recorded(self) -> dict[int, int]:
        """Find payments that somebody recorded by hand and that may be this money."""
        line = self._line
        found: dict[int, int] = {}
        since, until = line.booked_on - _NEAR, line.booked_on + _NEAR
        for payment_id, customer_id, day in queries.same_money(
            self._context.database, line.amount_fen, since, until
        ):
            found.setdefault(customer_id, payment_id)
            self._add(customer_id, 60, msg("A payment of this amount was recorded on {day}", day=day))
        return found

    def _by_memory(self) -> None:
        payer = fold_text(self._line.payer)
        if not payer:
            return
        for one in self._context.reader.find(PayerMemory, payer=payer):
            self._add(one.customer_id, 80 + one.times, msg("Paid for them before ({n} times)", n=one.times))
        remembered = set(self._scores)
        for name, customer_id, times in queries.payers_before(self._context.database):
            if customer_id not in remembered and fold_text(name) == payer:
                self._add(customer_id, 50, msg("Paid for them before ({n} times)", n=times))

    def _by_name(self) -> None:
        for customer_id, one in self._names.items():
            score = name_score(self._line.payer, one.names)
            if (
                one.account
                and self._line.account
                and fold_text(one.account).endswith(fold_text(self._line.account))
            ):
                self._add(customer_id, 70, msg("Their bank account"))
            elif score:
                self._add(customer_id, 20 * score, msg("The name fits"))

    def _by_numbers(self) -> None:
        for customer_id, items in self._items.items():
            named = [item.number for item in items if is_named_in(item.number, self._line.text)]
            if named:
                self._add(customer_id, 55, msg("The transfer names invoice {numbers}", numbers=tuple(named)))

    def _by_amount(self) -> None:
        """Let an exact amount speak alone only where nobody else is known to pay so much."""
        amount = self._line.amount_fen
        exact = {
            customer_id
            for customer_id, items in self._items.items()
            if any(item.open_fen == amount for item in items) or sum(i.open_fen for i in items) == amount
        }
        for customer_id in exact & set(self._scores):
            self._add(customer_id, 15, msg("The amount is right"))
        if not self._scores and len(exact) == 1:
            self._add(exact.pop(), 10, msg("Only they owe this amount"))

    def _add(self, customer_id: int, score: int, why: Message) -> None:
        self._scores[customer_id] += score
        if why not in self._why[customer_id]:
            self._why[customer_id].append(why)


def _payable(context: Context, customer_id: int) -> set[int]:
    """Return whose invoices a customer may pay: their own, and those of their outlets."""
    outlets = context.reader.find(Customer, group_id=customer_id)
    return {customer_id, *(one.id for one in outlets)}


def _open(item: queries.OwedItem) -> OpenItem:
    return OpenItem(item.id, item.due_on, item.issued_on, item.open_fen, item.number)


def _kept(file: StatementFile, fingerprint: str, line: ReadLine) -> BankLine:
    return BankLine(
        file_id=file.id,
        row_number=line.row,
        fingerprint=fingerprint,
        booked_on=line.on,
        at=line.at,
        amount_fen=line.amount_fen,
        payer=line.payer,
        account=line.account,
        text=line.text,
        reference=line.reference,
        state=LineState.NEW if line.amount_fen > 0 else LineState.OUTGOING,
    )


def _remember(work: UnitOfWork, line: BankLine, customer_id: int) -> None:
    payer = fold_text(line.payer)
    if not payer:
        return
    known = work.first(PayerMemory, payer=payer, customer_id=customer_id)
    if known is None:
        work.insert(PayerMemory(payer=payer, customer_id=customer_id, last_on=line.booked_on))
    else:
        last = max(known.last_on, line.booked_on)
        work.update(replace(known, times=known.times + 1, last_on=last))
