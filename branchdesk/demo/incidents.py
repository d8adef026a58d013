"""What does not happen every month: credits, reversals, disputes, returned money, one-off customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.attendance import done_visit, write_report
from branchdesk.demo.billing import Ledger
from branchdesk.demo.chase import pay_on_spot
from branchdesk.demo.story import Story, Write
from branchdesk.domain.customers import CustomerKind
from branchdesk.domain.invoice_dates import needs_signature, with_due
from branchdesk.domain.receivables import Invoice, InvoiceKind, Payment, SentHow
from branchdesk.domain.visits import Visit, VisitKind
from branchdesk.storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Incidents:
    """Unusual acts on the ledger of a history."""

    story: Story
    ledger: Ledger

    def pay_for_group(self, head: Account) -> None:
        """Let a head office pay all invoices of its outlets that are due, towards the end of each month."""
        day = self.story.start.replace(day=25)
        while day < self.story.today:
            on = self.story.workday(day)
            self._at(on, "14:40", "record_payment", lambda work: self._group_payment(work, head))
            day = (day + timedelta(days=31)).replace(day=25)

    def _group_payment(self, work: UnitOfWork, head: Account) -> None:
        today, ids = self.story.local(work.at), {outlet.customer.id for outlet in head.outlets}
        due = [
            invoice
            for invoice in self.ledger.invoices.values()
            if invoice.customer_id in ids
            and invoice.open_fen > 0
            and invoice.due_on is not None
            and invoice.due_on <= today
        ]
        if due:
            note = self.story.pool.phrases.group_payment.format(month=f"{today:%Y-%m}")
            self.ledger.receive(work, head, due, [invoice.open_fen for invoice in due], note=note)

    def dispute(self, on: date, nth: int) -> None:
        """Let a customer contest a part of an open invoice."""

        def write(work: UnitOfWork) -> None:
            for invoice in self._open(nth):
                reasons = self.story.pool.phrases.disputes
                part = min(invoice.open_fen, 20_000 * (1 + nth % 3))
                why = reasons[nth % len(reasons)]
                self.ledger.keep(work, replace(invoice, disputed_fen=part, disputed_why=why))

        self._at(on, "11:10", "save_invoice", write)

    def credit(self, on: date, nth: int, *, used: bool) -> None:
        """Give a credit note, set against an open invoice or still unused (R077)."""

        def write(work: UnitOfWork) -> None:
            for target in self._open(nth):
                fen = min(20_000 + 5_000 * nth, target.open_fen)
                note = self._credit(work, target, InvoiceKind.CREDIT_NOTE, fen, self.ledger.number())
                if used:
                    self._set_off(work, note, target, fen)

        self._at(on, "11:30", "credit_note", write)

    def reverse(self, on: date, nth: int) -> None:
        """Reverse an unpaid invoice and issue it again (decision 7)."""

        def write(work: UnitOfWork) -> None:
            for wrong in [one for one in self._open(nth) if not one.paid_fen]:
                account = self.ledger.accounts[wrong.id]
                note = self._credit(work, wrong, InvoiceKind.REVERSAL, wrong.amount_fen, f"{wrong.number}-R")
                self._set_off(work, note, wrong, wrong.amount_fen)
                text = self.story.pool.phrases.reissued.format(number=wrong.number)
                self.ledger.issue(work, account, wrong.amount_fen, contract_id=wrong.contract_id, note=text)

        self._at(on, "11:50", "cancel_invoice", write)

    def return_payment(self, on: date, nth: int) -> None:
        """Let money come and go back to the bank: both entries stay visible."""

        def write(work: UnitOfWork) -> None:
            for invoice in self._open(nth):
                account, fen = self.ledger.accounts[invoice.id], invoice.open_fen
                paid = self.ledger.receive(work, account, [], [], over=fen)
                row = self.ledger.allocate(work, invoice, fen, payment_id=paid.id, on=paid.paid_on)
                self.story.at(
                    work.at + timedelta(days=1), "reverse_payment", self._back(paid, row.id, invoice)
                )

        self._at(on, "09:50", "record_payment", write)

    def _back(self, paid: Payment, row_id: int, invoice: Invoice) -> Write:
        def write(work: UnitOfWork) -> None:
            today = self.story.local(work.at)
            fen = -paid.amount_fen
            self.ledger.allocate(work, invoice, fen, payment_id=paid.id, on=today, reverses_id=row_id)
            work.insert(
                replace(
                    paid,
                    id=0,
                    amount_fen=fen,
                    paid_on=today,
                    reverses_id=paid.id,
                    note=self.story.pool.phrases.returned,
                    recorded_at=work.at,
                )
            )

        return write

    def sign_by_stranger(self, on: date, nth: int) -> None:
        """Let somebody sign for an invoice who is not authorised: its term has not begun (R064)."""

        def write(work: UnitOfWork) -> None:
            waiting = [
                invoice
                for invoice in self.ledger.invoices.values()
                if invoice.sent_on and invoice.signed_on is None and needs_signature(invoice)
            ]
            waiting = waiting or self._signed_and_unpaid()
            if waiting:
                invoice, names = waiting[nth % len(waiting)], self.story.pool.names.outsiders
                signed = replace(
                    invoice,
                    delivered_on=invoice.delivered_on or self.story.local(work.at),
                    signed_on=self.story.local(work.at),
                    signed_by=names[nth % len(names)],
                    signature_confirmed=False,
                )
                self.ledger.keep(work, with_due(signed, self.story.calendar))

        self._at(on, "17:20", "save_invoice", write)

    def _signed_and_unpaid(self) -> list[Invoice]:
        """Return the newest invoices whose term has begun with a signature and that are not paid."""
        open_ones = [
            invoice
            for invoice in reversed(self.ledger.invoices.values())
            if invoice.signed_on and not invoice.paid_fen and needs_signature(invoice)
        ]
        return open_ones[:9]

    def pay_partly(self, on: date, nth: int) -> None:
        """Let a customer pay about half of an invoice."""

        def write(work: UnitOfWork) -> None:
            for invoice in self._open(nth + 8):
                half = max(invoice.open_fen // 20_000 * 10_000, 10_000)
                self.ledger.receive(work, self.ledger.accounts[invoice.id], [invoice], [half])

        self._at(on, "14:20", "record_payment", write)

    def pay_in_advance(self, on: date, account: Account) -> None:
        """Let a customer pay before there is an invoice: money on account."""

        def write(work: UnitOfWork) -> None:
            self.ledger.receive(work, account, [], [], over=120_000, note=self.story.pool.phrases.advance)

        self._at(on, "10:50", "record_payment", write)

    def serve_once(self, account: Account, on: date) -> None:
        """Serve a customer without contract, who pays on the spot (R071)."""
        at = self.story.moment(on, "15:45")

        def write(work: UnitOfWork) -> None:
            site = account.sites[0]
            draft = Visit(
                site_id=site.id,
                kind=VisitKind.ONE_OFF,
                date_on=on,
                start_at="14:00",
                minutes=90,
                technician_id=site.technician_id,
            )
            visit = work.insert(
                replace(done_visit(self.story, account, draft, work.at), preparation_missing="")
            )
            account.visits[visit.id] = visit
            write_report(self.story, work, account, visit)
            invoice = self.ledger.issue(work, account, self.story.dice.randint(12, 36) * 5000, visit=visit)
            handed = replace(
                invoice, sent_on=on, sent_how=SentHow.HAND, signed_on=on, signed_by=visit.told_whom
            )
            self.ledger.keep(work, handed)
            paid = bool(account.index % 3) or self.story.today - on > timedelta(days=90)
            pay_on_spot(self.story, work, visit, invoice.amount_fen, paid=paid)
            if paid:
                self.ledger.receive(work, self.ledger.accounts[invoice.id], [handed], [handed.open_fen])

        self.story.at(at, "save_visit", write)

    def _credit(self, work: UnitOfWork, wrong: Invoice, kind: InvoiceKind, fen: int, number: str) -> Invoice:
        phrases = self.story.pool.phrases
        reversal = kind is InvoiceKind.REVERSAL
        credit = Invoice(
            number=number,
            kind=kind,
            customer_id=wrong.customer_id,
            contract_id=wrong.contract_id,
            reverses_id=wrong.id if reversal else None,
            issued_on=self.story.local(work.at),
            amount_fen=-fen,
            tax_fen=-round(fen * 6 / 106),
            note=phrases.reversal if reversal else phrases.credit,
        )
        saved = work.insert(credit)
        self.ledger.invoices[saved.id] = saved
        self.ledger.accounts[saved.id] = self.ledger.accounts[wrong.id]
        return saved

    def _set_off(self, work: UnitOfWork, credit: Invoice, target: Invoice, fen: int) -> None:
        on = self.story.local(work.at)
        self.ledger.allocate(work, target, fen, credit_id=credit.id, on=on)
        self.ledger.keep(
            work, replace(credit, paid_fen=-fen, settled_on=on if fen == -credit.amount_fen else None)
        )

    def _open(self, nth: int) -> Sequence[Invoice]:
        """Return one open invoice that nothing has happened to yet, if there is any."""
        fitting = [
            invoice
            for invoice in reversed(self.ledger.invoices.values())
            if invoice.kind is InvoiceKind.INVOICE
            and invoice.paid_fen == 0
            and not invoice.disputed_fen
            and self.ledger.accounts[invoice.id].customer.kind is CustomerKind.SINGLE
        ]
        return [fitting[7 * nth % len(fitting)]] if fitting else []

    def _at(self, on: date, at: str, action: str, write: Write) -> None:
        self.story.at(self.story.moment(self.story.workday(on), at), action, write, self.ledger.finance)
