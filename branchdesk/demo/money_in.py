"""Money in the sample branch: an adjustment, a write-off, a bounced payment, parts, lines of the bank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.story import Story
from branchdesk.domain.account_statements import AccountStatement
from branchdesk.domain.adjustments import USUAL_LOSSES, USUAL_RULES, Adjustment, AdjustmentKind
from branchdesk.domain.bounces import Bounce, BounceReason
from branchdesk.domain.customers import CustomerKind
from branchdesk.domain.instalments import propose
from branchdesk.domain.receivables import Invoice, InvoiceKind, Payment, PaymentMethod, SentHow
from branchdesk.domain.statements import BankLine, StatementFile, fingerprints
from branchdesk.domain.statements import ReadLine as Line
from branchdesk.language import Words

_OFF = 20_000
_LATELY = timedelta(days=25)
_STAMP_DAYS = 17


@dataclass(frozen=True, slots=True)
class _Words:
    far: str
    lost: str
    bank: str
    call: str
    stranger: str
    fee: str


_WORDS = {
    "zh_CN": _Words(
        "新店在外环以外，合同价不含路费",
        "门店已关，多次联系无果",
        "余额不足，退回",
        "告知款项被退回，约定重新付款的日期",
        "余杭顺达商贸有限公司",
        "服务费",
    ),
    "en": _Words(
        "The new site lies outside the ring road; travel is not in the price",
        "The shop is closed, nobody answers",
        "Insufficient funds, returned",
        "Say that the payment came back, and agree when it is paid",
        "Someone Trading Ltd",
        "service fee",
    ),
}


def move_money(story: Story, accounts: list[Account]) -> None:
    """Do with money what happens now and then, so that each of it can be seen."""
    singles = [one for one in accounts if one.customer.kind is CustomerKind.SINGLE]
    book = _Book(story, {one.customer.id: one for one in singles})
    book.adjust()
    book.write_off()
    book.part()
    book.bounce()
    book.bank()
    book.ask_for_stamp()


class _Book:
    def __init__(self, story: Story, singles: dict[int, Account]) -> None:
        self._story, self._desk, self._singles = story, story.desk, singles
        self._words = _WORDS[story.words.language]
        self._touched: set[int] = set()  # customers: each shows one thing

    def adjust(self) -> None:
        """Take travel off an invoice that is not due yet."""
        for invoice in self._open(lambda one: one.due_on is None or one.due_on > self._story.today):
            if invoice.open_fen > _OFF:
                self._decide(invoice, AdjustmentKind.PRICE, _OFF, USUAL_RULES[0], self._words.far)
                return

    def write_off(self) -> None:
        """Give up the smallest of what is long overdue."""
        late = sorted(self._open(self._is_late), key=lambda one: (one.open_fen, one.id))
        if late:
            rest = late[0].open_fen
            self._decide(late[0], AdjustmentKind.WRITE_OFF, rest, USUAL_LOSSES[1], self._words.lost)

    def part(self) -> None:
        """Let a large invoice be paid in three parts, of which the first is overdue."""
        found = [one for one in self._open(self._is_late) if not one.paid_fen and not one.disputed_fen]
        if found:
            invoice = max(found, key=lambda one: (one.open_fen, one.id))
            first = max(invoice.issued_on, self._story.today - timedelta(days=20))
            self._desk.instalments.save(invoice.id, propose(invoice.amount_fen, 3, first))
            self._touched.add(invoice.customer_id)

    def bounce(self) -> None:
        """Let the bank return the last payment of somebody."""
        today, reader = self._story.today, self._desk.context.reader
        reversed_ids = {one.reverses_id for one in reader.find(Payment)}
        lately = [
            one
            for one in reader.find(Payment)
            if one.customer_id in self._singles
            and one.customer_id not in self._touched
            and one.amount_fen > 0
            and one.method in (PaymentMethod.TRANSFER, PaymentMethod.CHEQUE)
            and one.id not in reversed_ids
            and today - _LATELY < one.paid_on < today
        ]
        if not lately:
            return
        payment = min(lately, key=lambda one: (one.amount_fen, one.id))
        draft = Bounce(
            payment_id=payment.id,
            bounced_on=self._story.calendar.previous_working_day(today),
            reason=BounceReason.NO_COVER,
            note=self._words.bank,
            fee_fen=2_000,
            next_on=self._story.workdays_after(today, 1),
        )
        self._desk.money_in.bounce(draft, next_step=self._words.call)
        self._touched.add(payment.customer_id)

    def bank(self) -> None:
        """Bring lines of the bank in that nobody has matched yet."""
        story, day = self._story, self._story.calendar.previous_working_day(self._story.today)
        owed = self._open(self._is_late)[:3]
        payers = [(self._singles[one.customer_id].customer.invoice_title, one.open_fen) for one in owed]
        read = [
            Line(
                row=row,
                on=day,
                amount_fen=fen,
                at=f"{9 + row:02d}:1{row}:00",
                payer=payer,
                text=self._words.fee,
            )
            for row, (payer, fen) in enumerate([*payers, (self._words.stranger, 88_000)], 2)
        ]
        with story.desk.context.act("import_statement") as work:
            file = work.insert(_file(work.at, day, read))
            for name, line in zip(fingerprints(read), read, strict=True):
                work.insert(
                    BankLine(
                        file_id=file.id,
                        row_number=line.row,
                        fingerprint=name,
                        booked_on=day,
                        at=line.at,
                        amount_fen=line.amount_fen,
                        payer=line.payer,
                        text=line.text,
                    )
                )

    def ask_for_stamp(self) -> None:
        """Wait for the stamp on a statement of account."""
        today = self._story.today
        for invoice in self._open(self._is_late):
            sent = self._story.calendar.previous_working_day(today - timedelta(days=_STAMP_DAYS))
            month_end = sent.replace(day=1) - timedelta(days=1)
            one = AccountStatement(
                customer_id=invoice.customer_id,
                since_on=date(month_end.year, 1, 1),
                as_of=month_end,
                sent_on=sent,
                sent_how=SentHow.HAND,
            )
            self._desk.letters.save_statement(one)
            return

    def _decide(self, invoice: Invoice, kind: AdjustmentKind, fen: int, rule: str, why: str) -> None:
        found = self._desk.escalation.who_grants(fen)
        if found is None or not found[1]:
            return
        draft = Adjustment(
            kind=kind,
            invoice_id=invoice.id,
            amount_fen=fen,
            rule=Words(self._story.words.language).tr(rule),
            reason=why,
            approved_by=found[1],
        )
        self._desk.money_in.adjust(draft)
        self._touched.add(invoice.customer_id)

    def _is_late(self, invoice: Invoice) -> bool:
        return invoice.due_on is not None and invoice.due_on < self._story.today

    def _open(self, fits: Callable[[Invoice], bool]) -> list[Invoice]:
        return [
            one
            for one in self._desk.context.reader.find(Invoice, settled_on=None, kind=InvoiceKind.INVOICE)
            if one.customer_id in self._singles
            and one.customer_id not in self._touched
            and one.open_fen > 0
            and fits(one)
        ]


def _file(at: datetime, day: date, read: list[Line]) -> StatementFile:
    return StatementFile(
        name=f"{day:%Y%m%d}.csv",
        layout="icbc",
        digest="sample",
        imported_at=at,
        first_on=day,
        last_on=day,
        lines=len(read),
        in_fen=sum(line.amount_fen for line in read),
    )
