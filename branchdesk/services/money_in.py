"""Money beside plain payments: adjustments, write-offs, bounces, money on account (R077, R084)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from branchdesk.domain.adjustments import Adjustment, AdjustmentKind, check_adjustment, demand_open
from branchdesk.domain.allocation import Share
from branchdesk.domain.bounces import Bounce, check_bounce
from branchdesk.domain.checks import require
from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.escalation import Authority, may_grant, who_grants
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind, Payment, Promise
from branchdesk.services.allocating import Allocating
from branchdesk.services.approving import known_employee
from branchdesk.services.context import Context, Outcome
from branchdesk.services.crediting import record_credit
from branchdesk.services.hand_overs import name_of
from branchdesk.services.interactions import completed
from branchdesk.services.receivables import Receivables
from branchdesk.storage.queries import receivables as queries
from branchdesk.storage.unit_of_work import Reader, UnitOfWork

_PREFIXES = {AdjustmentKind.PRICE: "TJ", AdjustmentKind.WRITE_OFF: "HX"}


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """A decision about an invoice, the number of its credit, and whether it was taken back."""

    adjustment: Adjustment
    number: str
    reversed: bool


@dataclass(frozen=True, slots=True)
class FreeMoney:
    """A payment that has money on account, of the customer or of its head office."""

    payment: Payment
    free_fen: int


class MoneyIn:
    """What a person does with money beside recording it."""

    def __init__(self, context: Context, receivables: Receivables) -> None:
        self._context = context
        self._receivables = receivables

    # Adjustments and write-offs, R084

    def adjust(self, draft: Adjustment, *, key: str = "") -> Outcome[Adjustment]:
        """Take an amount off an invoice by an approved decision; a credit of its own number carries it."""
        context = self._context
        today = context.clock.today()
        if draft.approved_on == date.min:
            draft = replace(draft, approved_on=today)
        with context.act("adjust_invoice", reason=draft.reason, key=key) as work:
            invoice = work.get(Invoice, draft.invoice_id)
            if invoice.kind is not InvoiceKind.INVOICE:
                raise Refused(msg("Only an invoice can be adjusted. Choose the invoice."))
            demand_open(invoice.number, invoice.open_fen)
            require(check_adjustment(draft, invoice.open_fen, context.settings, today))
            demand_grant(work, draft.approved_by, draft.amount_fen)
            saved = self._carry_out(work, draft, invoice)
        message = msg(
            "{kind}: {amount} off invoice {number}, approved by {name}",
            kind=saved.kind,
            amount=Fen(saved.amount_fen),
            number=invoice.number,
            name=saved.approved_by,
        )
        undo = self._receivables.cancel_credit_note
        return Outcome(saved, work.changes, message, lambda: undo(saved.credit_id, "undo"))

    def adjustments_of(self, invoice_id: int) -> list[AdjustmentLine]:
        """Read what was decided about an invoice, the newest first, what was taken back too."""
        reader = self._context.reader
        return [
            AdjustmentLine(
                one,
                reader.get(Invoice, one.credit_id).number,
                queries.is_reversed(self._context.database, "invoice", one.credit_id),
            )
            for one in reversed(reader.find(Adjustment, invoice_id=invoice_id))
        ]

    def decided_by(self, credit_id: int) -> Adjustment | None:
        """Return the decision that a credit carries out, None for other credits."""
        return self._context.reader.first(Adjustment, credit_id=credit_id)

    # Bounced payments, R077

    def bounce(self, draft: Bounce, *, next_step: str = "", key: str = "") -> Outcome[Bounce]:
        """Record that a payment came back: reversed, its invoices open again, and when one rings again."""
        context = self._context
        payment = self._receivables.payment(draft.payment_id)
        require(check_bounce(draft, payment.paid_on, context.clock.today()))
        with context.act("bounce_payment", reason=draft.note, key=key) as work:
            paid = _standing(work, payment.id)
            reversal = self._receivables.reverse_within(work, payment.id, draft.note)
            _break_again(work, payment)
            saved = work.insert(
                replace(
                    draft,
                    reversal_id=reversal.id,
                    recorded_at=work.at,
                    recorded_by=work.author.name,
                )
            )
            talk = work.insert(completed(context, _follow_up(saved, payment, paid, next_step)))
        message = msg(
            "Payment of {amount} came back; call on {day}", amount=Fen(payment.amount_fen), day=saved.next_on
        )
        return Outcome(saved, work.changes, message, lambda: self._unbounce(payment, paid, talk.id))

    def bounce_of(self, payment_id: int) -> Bounce | None:
        """Return how a payment came back, None where it did not; asks for the reversal's number, too."""
        reader = self._context.reader
        return reader.first(Bounce, payment_id=payment_id) or reader.first(Bounce, reversal_id=payment_id)

    # Advances and overpayments, R077

    def on_account_for(self, invoice: Invoice) -> list[FreeMoney]:
        """Return the money on account that may pay an invoice: its customer's, and its head office's."""
        reader = self._context.reader
        if invoice.open_fen <= 0:
            return []
        group_id = reader.get(Customer, invoice.customer_id).group_id
        payers = [invoice.customer_id, *([group_id] if group_id else [])]
        free = queries.free_payments(self._context.database, payers)
        return [FreeMoney(reader.get(Payment, payment_id), fen) for payment_id, fen in free]

    def use(self, payment_id: int, invoice_id: int, *, key: str = "") -> Outcome[Payment]:
        """Give money on account to one invoice, as far as both reach."""
        payment = self._receivables.payment(payment_id)
        invoice = self._receivables.invoice(invoice_id)
        part = min(int(self._receivables.unallocated(payment)), invoice.open_fen)
        if part <= 0:
            raise Refused(msg("Nothing of invoice {number} is open.", number=invoice.number))
        return self._receivables.allocate(payment_id, [Share(invoice_id, part)], key=key)

    def _carry_out(self, work: UnitOfWork, draft: Adjustment, invoice: Invoice) -> Adjustment:
        context = self._context
        prefix = work.at.astimezone(context.zone).strftime(f"{_PREFIXES[draft.kind]}-%Y-%m-")
        tax = round(invoice.tax_fen * draft.amount_fen / invoice.amount_fen)
        credit = Invoice(
            number=f"{prefix}{work.next_number(Invoice, prefix):03d}",
            customer_id=invoice.customer_id,
            contract_id=invoice.contract_id,
            visit_id=invoice.visit_id,
            currency=invoice.currency,
            issued_on=max(context.clock.today(), invoice.issued_on),
            amount_fen=-draft.amount_fen,
            tax_fen=-tax,
            note=f"{draft.rule}: {draft.reason}",
        )
        saved = record_credit(context, work, credit, invoice.id)
        return work.insert(
            replace(draft, credit_id=saved.id, recorded_at=work.at, recorded_by=work.author.name)
        )

    def _unbounce(self, payment: Payment, paid: tuple[Share, ...], talk_id: int) -> Outcome[Payment]:
        """Record a payment again that was taken for bounced by mistake; it pays what it paid."""
        with self._context.act("bounce_payment", reason="undo") as work:
            again = work.insert(replace(payment, id=0, recorded_at=work.at, recorded_by=work.author.name))
            Allocating(self._context, work).pay(again, paid)
            talk = work.first(Interaction, id=talk_id)
            if talk is not None:
                work.update(replace(talk, next_on=None))
        message = msg("Payment of {amount} recorded", amount=Fen(again.amount_fen))
        return Outcome(again, work.changes, message)


def demand_grant(reader: Reader, by: str, amount_fen: int) -> None:
    """Refuse who may not grant an amount, and name the person who may (R107)."""
    employee = known_employee(reader, by)
    table = reader.find(Authority)
    if any(one.role is employee.role and may_grant(one, amount_fen) for one in table):
        return
    level = who_grants(table, amount_fen)
    if level is None:
        text = msg("Nobody may grant {amount}. Change the table of authority.", amount=Fen(amount_fen))
        raise Invalid({"amount_fen": text})
    raise Invalid(
        {"approved_by": _ask_instead(employee.name, amount_fen, level, name_of(reader, level.role))}
    )


def _ask_instead(name: str, amount_fen: int, level: Authority, other: str) -> Message:
    if not other:
        return msg(
            "{name} may not grant {amount}. Ask: {level}.",
            name=name,
            amount=Fen(amount_fen),
            level=level.role,
        )
    return msg(
        "{name} may not grant {amount}. Ask {other} ({level}).",
        name=name,
        amount=Fen(amount_fen),
        other=other,
        level=level.role,
    )


def _standing(work: UnitOfWork, payment_id: int) -> tuple[Share, ...]:
    """Return what a payment pays now, to be paid again where the bounce was a mistake."""
    rows = work.find(Allocation, payment_id=payment_id)
    back = {row.reverses_id for row in rows}
    sums: dict[int, int] = {}
    for row in rows:
        if row.reverses_id is None and row.id not in back:
            sums[row.invoice_id] = sums.get(row.invoice_id, 0) + row.amount_fen
    return tuple(Share(invoice_id, fen) for invoice_id, fen in sums.items())


def _break_again(work: UnitOfWork, payment: Payment) -> None:
    """Let a promise that this payment kept be judged anew: the money never came (D24)."""
    for promise in work.find(Promise, customer_id=payment.customer_id, kept_on=payment.paid_on):
        work.update(replace(promise, kept_on=None))


def _follow_up(bounce: Bounce, payment: Payment, paid: tuple[Share, ...], next_step: str) -> Interaction:
    """Draft the contact that makes the next call a duty."""
    return Interaction(
        customer_id=payment.customer_id,
        invoice_id=paid[0].item_id if len(paid) == 1 else None,
        kind=InteractionKind.MESSAGE,
        purpose=Purpose.COLLECTION,
        result=CallResult.CALL_BACK,
        text=bounce.note,
        next_step=next_step,
        next_on=bounce.next_on,
    )
