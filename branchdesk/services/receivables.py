"""What a person does with invoices, payments and promises; money is undone by reversing entries only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branchdesk.domain import checks
from branchdesk.domain.aging import AgingTable, Basis, age, by_customer, parse_edges
from branchdesk.domain.allocation import Share, suggest_oldest_first
from branchdesk.domain.claims import Claim
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.customers import Contract, Customer
from branchdesk.domain.duedates import DueDate
from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Refused
from branchdesk.domain.invoice_dates import explain_due, with_due, with_parts
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind, Payment, Promise
from branchdesk.domain.terms import canonical, parse_terms
from branchdesk.services.aging_report import AgingBy, AgingReport, aging_rows
from branchdesk.services.allocating import Allocating, open_items
from branchdesk.services.context import Context, Outcome
from branchdesk.services.crediting import opposite, record_credit, reverse_credit
from branchdesk.storage.queries import receivables as queries
from branchdesk.storage.queries.instalments import parts_of
from branchdesk.storage.queries.served_by import technicians_of
from branchdesk.storage.unit_of_work import UnitOfWork


class Receivables:
    """Collections."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def invoice(self, invoice_id: int) -> Invoice:
        """Read one invoice."""
        return self._context.reader.get(Invoice, invoice_id)

    def payment(self, payment_id: int) -> Payment:
        """Read one payment."""
        return self._context.reader.get(Payment, payment_id)

    def open_invoices(self, customer_id: int) -> list[Invoice]:
        """Read a customer's invoices that are not settled, credits included."""
        return self._context.reader.find(Invoice, customer_id=customer_id, settled_on=None)

    def payments_of(self, customer_id: int) -> list[Payment]:
        """Read a customer's payments and their reversals."""
        return self._context.reader.find(Payment, customer_id=customer_id)

    def allocations_to(self, invoice_id: int) -> list[Allocation]:
        """Read what was allocated to an invoice."""
        return self._context.reader.find(Allocation, invoice_id=invoice_id)

    def promises_of(self, customer_id: int) -> list[Promise]:
        """Read the promises of a customer."""
        return self._context.reader.find(Promise, customer_id=customer_id)

    def unallocated(self, payment: Payment) -> Fen:
        """Return what of a payment is not allocated yet, in fen; nothing where the money went back."""
        return Fen(queries.free_of_payment(self._context.database, payment.id))

    def explain_due(self, invoice: Invoice) -> DueDate | None:
        """Prove a due date: base, rule, every day counted or skipped (D23)."""
        return explain_due(invoice, self._context.calendar)

    def suggest(self, customer_id: int, amount_fen: int) -> tuple[Share, ...]:
        """Suggest how to allocate an amount: oldest due first."""
        return suggest_oldest_first(amount_fen, open_items(self.open_invoices(customer_id)))

    def aging(self, as_of: date, basis: Basis = Basis.DUE) -> AgingTable[int]:
        """Compute the aging by customer from dated facts, as of any day (R076)."""
        facts = queries.receivable_facts(self._context.database, as_of)
        credits_ = queries.credit_facts(self._context.database, as_of)
        edges = parse_edges(self._context.settings.aging_edges)
        return age(facts, credits_, as_of, edges, key=by_customer, basis=basis)

    def aging_report(
        self, as_of: date, by: AgingBy = AgingBy.CUSTOMER, basis: Basis = Basis.DUE
    ) -> AgingReport:
        """Make the aging with names, by customer, group or invoice, as of any day (R073, R076)."""
        return aging_rows(self._context, as_of, by, basis)

    def open_of_technician(self, technician_id: int) -> list[int]:
        """Return the open invoices of a technician, earliest due first; 0 stands for nobody (R074)."""
        served = technicians_of(self._context.database)
        found = [
            one
            for one in self._context.reader.find(Invoice, settled_on=None)
            if served.of(one.customer_id, one.id) == technician_id
        ]
        found.sort(key=lambda one: (one.due_on is None, one.due_on or one.issued_on, one.id))
        return [one.id for one in found]

    def technician_named(self, name: str) -> int | None:
        """Return the technician of a name, None where nobody has it."""
        found = self._context.reader.first(Employee, name=name.strip())
        return found.id if found else None

    def default_terms(self, customer_id: int, contract_id: int | None = None) -> str:
        """Return the terms that a new invoice gets: contract's, else customer's, else the branch's."""
        reader = self._context.reader
        contract = reader.first(Contract, id=contract_id) if contract_id else None
        customer = reader.first(Customer, id=customer_id)
        own = (contract.terms if contract else "") or (customer.terms if customer else "")
        return own or self._context.settings.default_terms

    def save_invoice(self, invoice: Invoice, *, key: str = "") -> Outcome[Invoice]:
        """Add an invoice or change the facts of its journey; the due date follows from them."""
        if not invoice.terms and invoice.due_given_on is None:
            invoice = replace(invoice, terms=self.default_terms(invoice.customer_id, invoice.contract_id))
        checks.require(checks.check_invoice(invoice))
        if invoice.terms:
            invoice = replace(invoice, terms=canonical(parse_terms(invoice.terms)))
        if invoice.id:
            self._check_kept(invoice)
            # The day of an invoice in parts follows from them, whatever somebody typed.
            invoice = with_parts(invoice, parts_of(self._context.database, invoice.id))
        invoice = with_due(invoice, self._context.calendar)
        with self._context.act("save_invoice", key=key) as work:
            saved = work.update(invoice) if invoice.id else work.insert(invoice)
        outcome = self._context.outcome(work, saved, msg("Invoice {number} saved", number=saved.number))
        if invoice.id:
            return outcome
        return replace(outcome, undo=lambda: self.cancel_invoice(saved.id, "undo"))

    def cancel_invoice(self, invoice_id: int, why: str) -> Outcome[Invoice]:
        """Undo an invoice by a reversal of the same amount that stays visible (decision 7)."""
        with self._context.act("cancel_invoice", reason=why) as work:
            invoice = work.get(Invoice, invoice_id)
            self._demand_reversible(work, invoice)
            reversal = work.insert(opposite(self._context, invoice, InvoiceKind.REVERSAL, why))
            Allocating(self._context, work).credit(reversal, invoice, invoice.amount_fen)
        message = msg("Invoice {number} reversed", number=invoice.number)
        return Outcome(reversal, work.changes, message)

    def add_credit_note(self, credit: Invoice, against_id: int | None = None) -> Outcome[Invoice]:
        """Record a credit note (negative amount), set against an invoice as far as that is open (R077)."""
        with self._context.act("credit_note") as work:
            saved = record_credit(self._context, work, credit, against_id)
        message = msg("Credit note {number} recorded", number=saved.number)
        return Outcome(saved, work.changes, message, lambda: self.cancel_credit_note(saved.id, "undo"))

    def cancel_credit_note(self, credit_id: int, why: str) -> Outcome[Invoice]:
        """Undo a credit note: what it paid is open again, and an invoice of its amount uses it up."""
        with self._context.act("cancel_credit_note", reason=why) as work:
            credit = work.get(Invoice, credit_id)
            _demand_free(work, credit)
            counter = reverse_credit(self._context, work, credit_id, why)
        return Outcome(counter, work.changes, msg("Credit note {number} reversed", number=credit.number))

    def record_payment(
        self, payment: Payment, shares: Sequence[Share] = (), *, key: str = ""
    ) -> Outcome[Payment]:
        """Record money that came, with the parts of it that pay invoices; the rest stays on account."""
        checks.require(checks.check_payment(payment, self._context.clock.today()))
        with self._context.act("record_payment", key=key) as work:
            saved = work.insert(self._signed(payment))
            Allocating(self._context, work).pay(saved, shares)
        message = msg("Payment of {amount} recorded", amount=Fen(saved.amount_fen))
        return Outcome(saved, work.changes, message, lambda: self.reverse_payment(saved.id, "undo"))

    def allocate(self, payment_id: int, shares: Sequence[Share], *, key: str = "") -> Outcome[Payment]:
        """Give unallocated money of a payment to invoices."""
        with self._context.act("allocate", key=key) as work:
            payment = work.get(Payment, payment_id)
            rows = Allocating(self._context, work).pay(payment, shares)
        ids = [row.id for row in rows]
        message = msg("Allocated {count} parts", count=len(rows))
        return Outcome(payment, work.changes, message, lambda: self._take_back_all(ids))

    def take_back_allocation(self, allocation_id: int, why: str) -> Outcome[Allocation]:
        """Take an allocation back by a reversing row; the money is on account again."""
        with self._context.act("take_back_allocation", reason=why) as work:
            row = Allocating(self._context, work).take_back(work.get(Allocation, allocation_id))
        return Outcome(
            row, work.changes, msg("Allocation of {amount} taken back", amount=Fen(-row.amount_fen))
        )

    def reverse_payment(self, payment_id: int, why: str) -> Outcome[Payment]:
        """Undo a payment by a reversing payment, its allocations first (decision 7)."""
        with self._context.act("reverse_payment", reason=why) as work:
            reversal = self.reverse_within(work, payment_id, why)
        message = msg("Payment of {amount} reversed", amount=Fen(-reversal.amount_fen))
        return Outcome(reversal, work.changes, message)

    def reverse_within(self, work: UnitOfWork, payment_id: int, why: str) -> Payment:
        """Reverse a payment as a part of another act."""
        payment = work.get(Payment, payment_id)
        allocating = Allocating(self._context, work)
        allocating.demand_standing(payment)
        allocating.take_back_all(payment_id=payment_id)
        return work.insert(
            self._signed(
                replace(
                    payment,
                    id=0,
                    amount_fen=-payment.amount_fen,
                    paid_on=max(self._context.clock.today(), payment.paid_on),
                    reverses_id=payment.id,
                    note=why,
                    recorded_at=EPOCH,
                )
            )
        )

    def promise(self, promise: Promise, *, key: str = "") -> Outcome[Promise]:
        """Record a promise with its date (D24)."""
        checks.require(checks.check_promise(promise))
        if promise.made_at == EPOCH:
            promise = replace(promise, made_at=self._context.clock.now())
        with self._context.act("save_promise", key=key) as work:
            saved = work.update(promise) if promise.id else work.insert(promise)
        return self._context.outcome(work, saved, msg("Promise for {day} recorded", day=saved.due_on))

    def recompute_due(self, work: UnitOfWork) -> int:
        """Work open due dates out again after the calendar changed (decision 6); returns how many moved."""
        moved = 0
        for invoice in work.find(Invoice, settled_on=None):
            fresh = with_due(invoice, self._context.calendar)
            if fresh != invoice:
                work.update(fresh)
                moved += 1
        return moved

    def _take_back_all(self, ids: Sequence[int]) -> Outcome[int]:
        """Undo the allocations of one act in one act, whole or not at all."""
        with self._context.act("take_back_allocation", reason="undo") as work:
            allocating = Allocating(self._context, work)
            for row_id in ids:
                allocating.take_back(work.get(Allocation, row_id))
        return Outcome(len(ids), work.changes, msg("{count} parts taken back", count=len(ids)))

    def _signed(self, payment: Payment) -> Payment:
        at = self._context.clock.now() if payment.recorded_at == EPOCH else payment.recorded_at
        return replace(payment, recorded_at=at, recorded_by=payment.recorded_by or self._context.author.name)

    def _demand_reversible(self, work: UnitOfWork, invoice: Invoice) -> None:
        number = invoice.number
        if invoice.kind is not InvoiceKind.INVOICE or queries.is_reversed(
            work.database, "invoice", invoice.id
        ):
            raise Refused(msg("Invoice {number} is reversed already.", number=number))
        if invoice.paid_fen:
            raise Refused(
                msg("Invoice {number} has payments. Take their allocation back first.", number=number)
            )

    def _check_kept(self, invoice: Invoice) -> None:
        """Refuse a change of what other rows rest on: the amount, and the customer of settled money."""
        saved = self.invoice(invoice.id)
        if invoice.amount_fen != saved.amount_fen:
            text = msg("The amount of a saved invoice stays. Reverse the invoice and enter a new one.")
            raise Refused(text, field="amount_fen")
        if invoice.customer_id != saved.customer_id and saved.paid_fen:
            text = msg(
                "Invoice {number} has payments of its customer. Take the allocation back first.",
                number=saved.number,
            )
            raise Refused(text, field="customer_id")


def _demand_free(work: UnitOfWork, credit: Invoice) -> None:
    """Refuse to undo a credit note that settles a claim: the claim would not know of it (R082)."""
    claim = work.first(Claim, credit_id=credit.id)
    if claim is not None:
        raise Refused(
            msg(
                "Credit note {number} settles claim {claim}. Take the set-off back at its complaint.",
                number=credit.number,
                claim=claim.number,
            )
        )
