"""Invoices of the sample branch: issued each month, sent, signed for, paid, chased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from branchdesk.demo.accounts import Account, Habit
from branchdesk.demo.chase import give_reminder, note_promise, rests_lately
from branchdesk.demo.story import Story, Write
from branchdesk.demo.talks import talk
from branchdesk.domain.customers import Contact, ContactRole, CustomerKind
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.interactions import CallResult, InteractionKind, Purpose
from branchdesk.domain.invoice_dates import with_due, with_paid
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.months import Month
from branchdesk.domain.receivables import (
    Allocation,
    Invoice,
    InvoiceKind,
    Payment,
    PaymentMethod,
    Promise,
    SentHow,
)
from branchdesk.domain.visits import Visit
from branchdesk.storage.unit_of_work import UnitOfWork

Act = Callable[[UnitOfWork, Invoice], None]

_FIRST_NUMBER = 26_314_507
_MOST_OVERDUE = timedelta(days=150)
_WAYS = (SentHow.COURIER, SentHow.COURIER, SentHow.E_INVOICE, SentHow.HAND)
_KEEPS_WORD = {Habit.PUNCTUAL: 1.0, Habit.SLOW: 0.7, Habit.LATE: 0.4, Habit.CHRONIC: 0.02}
_SLOW_TO_SIGN = 2  # customers with this last figure let every invoice lie
_SMALL = 500_000  # above it everybody pays by transfer
_METHODS = (
    *((PaymentMethod.TRANSFER,) * 7),
    *(PaymentMethod.WECHAT, PaymentMethod.ALIPAY, PaymentMethod.CHEQUE),
)


@dataclass(slots=True)
class Ledger:
    """All invoices of the history by id, in their newest version, and what becomes of them."""

    story: Story
    invoices: dict[int, Invoice] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)  # who pays an invoice
    promises: dict[int, Promise] = field(default_factory=dict)  # the newest of an invoice
    _bills: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # ids by account
    _number: int = _FIRST_NUMBER

    @property
    def finance(self) -> str:
        """Return who keeps the books."""
        return self.story.colleague(EmployeeRole.FINANCE)

    def number(self) -> str:
        """Return the next number of an e-invoice; the branch does not get all of a roll."""
        self._number += self.story.dice.randint(1, 23)
        return str(self._number)

    def bill_months(self, account: Account, since: date) -> None:
        """Let a customer be billed in the first days of each month for the month before."""
        story = self.story
        month = since.replace(day=1)
        while (following := Month.of(month).plus(1).first) <= story.today:
            on = story.workdays_after(following, story.dice.randint(1, 5))
            self._bill(account, month, on)
            month = following

    def _bill(self, account: Account, month: date, on: date) -> None:
        def write(work: UnitOfWork) -> None:
            if account.billed_centrally:
                return
            central = [outlet for outlet in account.outlets if outlet.billed_centrally]
            running = [
                c for one in central or [account] if one.served for c in one.contracts if c.start_on <= on
            ]
            if central and running:
                self.issue(work, account, sum(c.fee_fen for c in running), note=f"{month:%Y-%m}")
                return
            for contract in running:
                self.issue(work, account, contract.fee_fen, contract_id=contract.id, note=f"{month:%Y-%m}")

        self.story.at(self.story.moment(on, "10:15"), "save_invoice", write, self.finance)

    def issue(
        self,
        work: UnitOfWork,
        account: Account,
        fen: int,
        *,
        contract_id: int | None = None,
        visit: Visit | None = None,
        note: str = "",
    ) -> Invoice:
        """Issue one invoice and let its paper go its way."""
        story = self.story
        draft = Invoice(
            number=self.number(),
            customer_id=account.customer.id,
            contract_id=contract_id,
            visit_id=visit.id if visit else None,
            issued_on=story.local(work.at),
            amount_fen=fen,
            tax_fen=round(fen * 6 / 106),
            terms=account.customer.terms,
            service_on=visit.date_on if visit else None,
            note=note,
        )
        invoice = work.insert(with_due(draft, story.calendar))
        self.invoices[invoice.id], self.accounts[invoice.id] = invoice, account
        self._bills[account.index].append(invoice.id)
        if visit is None:
            self._later(invoice, story.pick((0, 1, 2)), "15:20", self._send)
        self._when_due_is_known(invoice)
        return invoice

    # The way of the paper (R065)

    def _send(self, work: UnitOfWork, invoice: Invoice) -> None:
        story = self.story
        way = story.pick(_WAYS)
        name, prefix = story.pick(story.pool.names.couriers)
        by_courier = way is SentHow.COURIER
        today = story.local(work.at)
        sent = self.keep(
            work,
            replace(
                invoice,
                sent_on=today,
                delivered_on=None if by_courier else today,
                sent_how=way,
                courier=name if by_courier else "",
                tracking=f"{prefix}{story.dice.randrange(10**12):012d}" if by_courier else "",
            ),
        )
        slow = self.accounts[invoice.id].index % 10 == _SLOW_TO_SIGN or story.chance(0.04)
        on_the_way = {SentHow.COURIER: story.pick((1, 2, 3)), SentHow.HAND: 0, SentHow.E_INVOICE: 0}[way]
        if by_courier:
            self._later(sent, on_the_way, "16:30", self._deliver)
        self._later(sent, on_the_way + (story.dice.randint(14, 26) if slow else 1), "16:45", self._sign)
        if slow:
            for days in (4, 9, 14):
                self._later(sent, days, "", self._ask_signature)

    def _deliver(self, work: UnitOfWork, invoice: Invoice) -> None:
        self.keep(work, replace(invoice, delivered_on=self.story.local(work.at)))

    def _sign(self, work: UnitOfWork, invoice: Invoice) -> None:
        if invoice.signed_on is not None:
            return
        story, account = self.story, self.accounts[invoice.id]
        stranger = story.chance(0.05)
        signer = account.contact(ContactRole.SIGNER)
        name = story.pick(story.pool.names.outsiders) if stranger else _name(signer)
        signed = self._signed(
            work,
            replace(
                invoice, signed_on=story.local(work.at), signed_by=name, signature_confirmed=not stranger
            ),
        )
        if stranger:
            self._later(signed, 3, "", self._ask_signature)
            self._later(signed, story.dice.randint(5, 12), "10:40", self._confirm)

    def _confirm(self, work: UnitOfWork, invoice: Invoice) -> None:
        self._signed(work, replace(invoice, signature_confirmed=True))

    def _signed(self, work: UnitOfWork, invoice: Invoice) -> Invoice:
        had_due = invoice.due_on is not None
        saved = self.keep(work, with_due(invoice, self.story.calendar))
        if not had_due:
            self._when_due_is_known(saved)
        return saved

    def _ask_signature(self, work: UnitOfWork, invoice: Invoice) -> None:
        if invoice.signed_on is None or not invoice.signature_confirmed:
            talk(self.story, work, self.accounts[invoice.id], Purpose.SIGNATURE, invoice=invoice)

    # Money

    def _when_due_is_known(self, invoice: Invoice) -> None:
        if invoice.due_on is None:
            return
        story, account = self.story, self.accounts[invoice.id]
        least, most = account.habit.value
        pay_on = story.workday(invoice.due_on + story.days(least, most))
        pay_on = max(pay_on, story.workdays_after(invoice.signed_on or invoice.issued_on, 1))
        if account.customer.kind is CustomerKind.ONE_OFF:
            pay_on = invoice.due_on
        if account.customer.head_office_pays:
            return  # the head office pays for all its outlets at once, and is not chased by the branch (R073)
        self._on(invoice, pay_on, "14:10", self._pay)
        if account.customer.kind is not CustomerKind.ONE_OFF:
            remind_on = story.workdays_after(invoice.due_on, -3)
            if story.chance(0.9):
                self._on(invoice, remind_on, "", self._remind)
            self._on(invoice, story.workdays_after(invoice.due_on, 1), "", self._chase)

    def _pay(self, work: UnitOfWork, invoice: Invoice) -> None:
        """Pay this invoice, and with it everything else of the payer that is due."""
        story, account, today = self.story, self.accounts[invoice.id], self.story.local(work.at)
        if invoice.open_fen <= invoice.disputed_fen:
            return
        due = [
            one
            for one in map(self.invoices.__getitem__, self._bills[account.index])
            if one.open_fen > one.disputed_fen
            and (
                one is invoice or (account.habit is not Habit.CHRONIC and one.due_on and one.due_on <= today)
            )
        ]
        amounts = [one.open_fen - one.disputed_fen for one in due]
        if len(due) == 1 and account.habit in (Habit.LATE, Habit.CHRONIC) and story.chance(0.3):
            amounts = [amounts[0] // 200_00 * 100_00 or amounts[0]]  # about half, in whole hundreds
            self._on(invoice, story.workdays_after(today, story.dice.randint(15, 40)), "14:10", self._pay)
        self.receive(work, account, due, amounts, over=30_000 if story.chance(0.006) else 0)

    def receive(
        self,
        work: UnitOfWork,
        account: Account,
        invoices: Sequence[Invoice],
        amounts: Sequence[int],
        *,
        over: int = 0,
        note: str = "",
    ) -> Payment:
        """Write a payment with its parts; what is over stays on account (R077)."""
        story, today = self.story, self.story.local(work.at)
        account_note = story.pool.phrases.account if over and invoices else note
        amount, on_the_spot = sum(amounts) + over, account.customer.kind is CustomerKind.ONE_OFF
        usual = PaymentMethod.TRANSFER if amount > _SMALL else story.pick(_METHODS)
        payment = work.insert(
            Payment(
                customer_id=account.customer.id,
                payer=account.customer.invoice_title,
                paid_on=today,
                amount_fen=amount,
                method=PaymentMethod.WECHAT if on_the_spot else usual,
                reference=f"{today:%Y%m%d}{story.dice.randrange(10**6):06d}",
                note=account_note,
                recorded_at=work.at,
                recorded_by=work.author.name,
            )
        )
        for invoice, fen in zip(invoices, amounts, strict=True):
            self.allocate(work, invoice, fen, payment_id=payment.id, on=today)
        return payment

    def allocate(
        self,
        work: UnitOfWork,
        invoice: Invoice,
        fen: int,
        *,
        on: date,
        payment_id: int | None = None,
        credit_id: int | None = None,
        reverses_id: int | None = None,
    ) -> Allocation:
        """Give a part of a payment or a credit to an invoice, or take it back with a negative amount."""
        row = Allocation(
            payment_id=payment_id,
            credit_id=credit_id,
            invoice_id=invoice.id,
            allocated_on=on,
            amount_fen=fen,
            reverses_id=reverses_id,
            recorded_at=work.at,
            recorded_by=work.author.name,
        )
        saved = work.insert(row)
        fresh = self.keep(
            work, with_paid(self.invoices[invoice.id], self.invoices[invoice.id].paid_fen + fen, on)
        )
        promise = self.promises.get(invoice.id)
        if promise is not None and fresh.settled_on and on <= self.story.workdays_after(promise.due_on, 1):
            self.promises[invoice.id] = work.update(replace(promise, kept_on=on))
        return saved

    def keep(self, work: UnitOfWork, invoice: Invoice) -> Invoice:
        """Write the newest version of an invoice."""
        saved = work.update(invoice)
        self.invoices[saved.id] = saved
        return saved

    # Reminders before the due date and calls after it: R069, R078, R079

    def _remind(self, work: UnitOfWork, invoice: Invoice) -> None:
        if invoice.settled_on is None:
            talk(self.story, work, self.accounts[invoice.id], Purpose.COLLECTION, invoice=invoice)

    def _chase(self, work: UnitOfWork, invoice: Invoice) -> None:
        story, account, today = self.story, self.accounts[invoice.id], self.story.local(work.at)
        overdue = today - (invoice.due_on or today)
        if invoice.settled_on or invoice.open_fen <= invoice.disputed_fen or overdue > _MOST_OVERDUE:
            return
        if rests_lately(account, today, story.today):
            return
        promised = story.chance(0.25)
        unreachable = not promised and story.chance(0.15)
        wait = 2 if unreachable else 7
        if promised:
            wait = self._promise(work, account, invoice)
        else:
            result = CallResult.UNREACHABLE if unreachable else CallResult.REACHED
            talk(story, work, account, Purpose.COLLECTION, invoice=invoice, result=result)
        level = min(3, overdue.days // 30)
        if level > invoice.dunning_level:
            self._dun(work, invoice)
        next_on = story.workday(today + timedelta(days=wait))
        self._on(invoice, next_on, "", self._chase)

    def _promise(self, work: UnitOfWork, account: Account, invoice: Invoice) -> int:
        story, today = self.story, self.story.local(work.at)
        due = story.workday(today + story.days(4, 10))
        contact = account.contact(ContactRole.PAYER)
        fen = invoice.open_fen - invoice.disputed_fen
        text = story.pool.phrases.promised.format(amount=format_money(Fen(fen)), day=due)
        said = talk(
            story, work, account, Purpose.COLLECTION, invoice=invoice, result=CallResult.PROMISED, text=text
        )
        self.promises[invoice.id] = work.insert(
            Promise(
                customer_id=account.customer.id,
                invoice_id=invoice.id,
                contact_id=contact.id if contact else None,
                text=text,
                amount_fen=fen,
                due_on=due,
                made_at=work.at,
                made_by=work.author.name,
            )
        )
        note_promise(work, said, self.promises[invoice.id])
        if story.chance(_KEEPS_WORD[account.habit]):
            self._on(invoice, due, "14:30", self._pay)
        return (due - today).days + 3

    def _dun(self, work: UnitOfWork, invoice: Invoice) -> None:
        """Send the next reminder letter; one level at a time."""
        story, today = self.story, self.story.local(work.at)
        name, prefix = story.pick(story.pool.names.couriers)
        tracking = f"{prefix}{story.dice.randrange(10**12):012d}"
        text = story.pool.phrases.letter.format(number=f"{name} {tracking}")
        fresh = replace(invoice, dunning_level=invoice.dunning_level + 1, dunned_on=today)
        account = self.accounts[invoice.id]
        give_reminder(story, work, self.keep(work, fresh), account.called(ContactRole.PAYER), name, tracking)
        talk(
            story, work, account, Purpose.COLLECTION, kind=InteractionKind.LETTER, invoice=invoice, text=text
        )

    # Queueing

    def _later(self, invoice: Invoice, workdays: int, at: str, act: Act) -> None:
        after = invoice.signed_on or invoice.sent_on or invoice.issued_on
        self._on(invoice, self.story.workdays_after(after, workdays), at, act)

    def _on(self, invoice: Invoice, day: date, at: str, act: Act) -> None:
        """Queue an act for the version of the invoice that there will be by then."""
        story = self.story
        moment = story.moment(day, at) if at else story.office(day)
        story.at(moment, "save_invoice", self._on_newest(invoice.id, act), self.finance)

    def _on_newest(self, invoice_id: int, act: Act) -> Write:
        def write(work: UnitOfWork) -> None:
            invoice = self.invoices[invoice_id]
            if invoice.kind is InvoiceKind.INVOICE:
                act(work, invoice)

        return write


def _name(contact: Contact | None) -> str:
    return contact.name if contact else ""
