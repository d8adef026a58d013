"""Letters about money: reminders, statements of account, and how long claims last (R079, D29)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from branchdesk.domain.account_statements import AccountStatement, check_statement
from branchdesk.domain.checks import require
from branchdesk.domain.claim_period import YEARS, ClaimPeriod, claim_period
from branchdesk.domain.customers import Contact, ContactRole, Customer
from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.money_letters import AccountPaper, DunningLetter, LetterItem, Sender
from branchdesk.domain.people import is_present
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.salutation import salutation
from branchdesk.services.context import Context, Outcome
from branchdesk.services.dunning import Dunning, DunningProposal
from branchdesk.storage.queries import accounts as queries


@dataclass(frozen=True, slots=True)
class Claim:
    """One open invoice and how long it can still be enforced."""

    id: int  # of the invoice
    number: str
    customer_id: int
    open_fen: int
    period: ClaimPeriod


class Letters:
    """What a person does with letters about money."""

    def __init__(self, context: Context, dunning: Dunning) -> None:
        self._context = context
        self._dunning = dunning

    def due_letters(self, customer_id: int | None = None) -> list[DunningLetter]:
        """Return the letters of the reminders that are due today, one for each customer and step."""
        return [self.letter_of(one) for one in self._dunning.due(customer_id) if one.step.way.is_letter]

    def letter_of(self, proposal: DunningProposal) -> DunningLetter:
        """Return the letter of a reminder that is to be given."""
        asked = {one.invoice_id: one.standing.asks_fen for one in proposal.lines}
        disputed = {one.invoice_id: one.disputed_fen for one in proposal.lines}
        last = proposal.step.level == len(self._dunning.ladder)
        return self._letter(
            proposal.whom.customer_id,
            proposal.step.level,
            proposal.step.name,
            asked,
            self._today,
            last=last,
            disputed=disputed,
        )

    def letter_of_step(self, step_id: int) -> DunningLetter:
        """Return the letter of a reminder that was given, with the amounts as they were asked for then."""
        given = self._dunning.given_step(step_id)
        asked = {one.invoice_id: one.amount_fen for one in given.items}
        disputed = {one.invoice_id: one.disputed_fen for one in given.items}
        invoice = self._context.reader.get(Invoice, given.items[0].invoice_id)
        step = given.step
        last = step.level >= len(self._dunning.ladder)
        letter = self._letter(
            invoice.customer_id, step.level, step.name, asked, step.done_on, last=last, disputed=disputed
        )
        return replace(letter, before=tuple(day for day in letter.before if day < step.done_on))

    def account(self, customer_id: int, since: date, as_of: date) -> AccountPaper:
        """Return the account of a customer from one day to another; its balance is that of the aging."""
        if since > as_of:
            raise Refused(msg("The end lies before the start. Correct one of the two."), field="as_of")
        customer = self._context.reader.get(Customer, customer_id)
        moves = queries.account_moves(self._context.database, customer_id, as_of)
        return AccountPaper(
            sender=self._sender(),
            customer=customer.invoice_title or customer.name,
            address=customer.address,
            since_on=since,
            as_of=as_of,
            opening_fen=sum(one.amount_fen for one in moves if one.on < since),
            moves=tuple(one for one in moves if one.on >= since),
            open_items=self._open_items(customer_id, as_of),
        )

    def statements_of(self, customer_id: int) -> list[AccountStatement]:
        """Read the statements of account of a customer, the newest first."""
        found = self._context.reader.find(AccountStatement, customer_id=customer_id)
        return sorted(found, key=lambda one: (one.as_of, one.id), reverse=True)

    def statement(self, statement_id: int) -> AccountStatement:
        """Read one statement of account."""
        return self._context.reader.get(AccountStatement, statement_id)

    def waited_for(self) -> list[AccountStatement]:
        """Read the statements that were sent and have not come back, the oldest first."""
        found = self._context.reader.find(AccountStatement, returned_on=None)
        return sorted((one for one in found if one.is_waited_for), key=lambda one: (one.sent_on, one.id))

    def save_statement(self, one: AccountStatement, *, key: str = "") -> Outcome[AccountStatement]:
        """Write down a statement: made, sent, or come back with its stamp; a new one states the balance."""
        require(check_statement(one, self._today))
        if not one.id:
            balance = self.account(one.customer_id, one.since_on, one.as_of).closing_fen
            one = replace(one, amount_fen=balance)
        with self._context.act("save_account_statement", key=key) as work:
            saved = work.update(one) if one.id else work.insert(one)
        message = msg("Statement of account of {day} saved", day=saved.as_of)
        return self._context.outcome(work, saved, message)

    def claims(self, customer_id: int) -> list[Claim]:
        """Return how long each open invoice can still be enforced, the most urgent first."""
        context = self._context
        found = queries.interruptions(context.database, customer_id, context.zone)
        whole = found.get(None, [])
        claims = [
            Claim(
                one.id,
                one.number,
                customer_id,
                one.open_fen,
                claim_period(one.due_on, [*whole, *found.get(one.id, [])], self._today),
            )
            for one in context.reader.find(Invoice, customer_id=customer_id, settled_on=None)
            if one.open_fen > 0 and one.due_on is not None and one.due_on < self._today
        ]
        return sorted(claims, key=lambda one: (one.period.ends_on, one.id))

    def ending_claims(self) -> list[Claim]:
        """Return the claims of all customers that end within the days that the branch set, the next first."""
        horizon = self._today + timedelta(days=self._context.settings.claim_warning_days)
        old = horizon - relativedelta(years=YEARS)
        whose = queries.customers_owing_since(self._context.database, old)
        found = (one for customer_id in whose for one in self.claims(customer_id))
        near = [one for one in found if one.period.ends_on <= horizon]
        return sorted(near, key=lambda one: (one.period.ends_on, one.id))

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    def _letter(
        self,
        customer_id: int,
        level: int,
        name: str,
        asked: dict[int, int],
        day: date,
        *,
        last: bool,
        disputed: dict[int, int],
    ) -> DunningLetter:
        customer = self._context.reader.get(Customer, customer_id)
        invoices = [self._context.reader.get(Invoice, one) for one in asked]
        items = [
            replace(_item(one, day), asked_fen=asked[one.id], open_fen=asked[one.id] + disputed[one.id])
            for one in invoices
        ]
        given = [
            one.step.done_on
            for one in self._dunning.given(customer_id)
            if not one.withdrawn and any(item.invoice_id in asked for item in one.items)
        ]
        return DunningLetter(
            sender=self._sender(),
            customer=customer.invoice_title or customer.name,
            address=customer.address,
            whom=self._payer(customer_id),
            level=level,
            name=name,
            last=last,
            day=day,
            items=tuple(sorted(items, key=lambda one: (one.due_on or one.issued_on, one.number))),
            reply_days=self._context.settings.letter_reply_days,
            before=tuple(sorted(set(given))),
        )

    def _sender(self) -> Sender:
        author = self._context.author.name
        me = self._context.reader.first(Employee, name=author)
        return Sender(
            branch=self._context.branch.name,
            person=author if me else "",
            phone=me.phone if me else "",
            pay_to=self._context.settings.pay_to,
        )

    def _payer(self, customer_id: int) -> str:
        """Return whom to write to about money: who pays, else who gets the invoices."""
        there = [
            one
            for one in self._context.reader.find(Contact, customer_id=customer_id)
            if is_present(one, self._today)
        ]
        for role in (ContactRole.PAYER, ContactRole.INVOICE, ContactRole.MANAGER):
            found = next((one for one in there if role in one.roles), None)
            if found is not None:
                return salutation(found.name, found.title)
        return ""

    def _open_items(self, customer_id: int, as_of: date) -> tuple[LetterItem, ...]:
        """Return what is open now of the invoices up to a day, for a statement that is made today."""
        invoices = self._context.reader.find(Invoice, customer_id=customer_id)
        open_fen = queries.open_on(self._context.database, customer_id, as_of)
        items = [
            replace(_item(one, as_of), open_fen=open_fen[one.id], asked_fen=open_fen[one.id])
            for one in invoices
            if open_fen.get(one.id, 0) > 0
        ]
        return tuple(sorted(items, key=lambda one: (one.issued_on, one.number)))


def _item(invoice: Invoice, on: date) -> LetterItem:
    late = (on - invoice.due_on).days if invoice.due_on is not None else 0
    return LetterItem(
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        amount_fen=invoice.amount_fen,
        open_fen=invoice.open_fen,
        asked_fen=invoice.open_fen,
        days_late=max(late, 0),
    )
