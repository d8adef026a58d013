"""Invoices and payments from a sheet; what is paid follows in the same transaction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from branchdesk.domain import checks
from branchdesk.domain.allocation import may_pay
from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.invoice_dates import with_due, with_paid
from branchdesk.domain.messages import msg
from branchdesk.domain.money import format_money
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind, Payment, SentHow
from branchdesk.services.importing.bench import Bench, Row
from branchdesk.services.importing.directory import ON_ACCOUNT, Directory, name_key
from branchdesk.services.importing.recipe import plain_values, same_customer
from branchdesk.storage.queries.import_keys import (
    PaymentKey,
    brought_by_reference,
    find_among,
    ledger_currency,
    money_on_invoices,
    payment_counts,
)
from branchdesk.storage.queries.instalments import all_parts
from branchdesk.storage.queries.receivables import allocated_to, taken_back_days

_HOME = "CNY"


class Settling:
    """Gives money to invoices on the bench and keeps what is derived from it."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._last: dict[int, date] = {}
        self._taken_back = taken_back_days(bench.context.database)
        self.parts = all_parts(bench.context.database)
        self._money = money_on_invoices(bench.context.database)
        self._brought = brought_by_reference(bench.context.database)

    def pay(self, payment: Payment, invoice: Invoice, amount_fen: int) -> None:
        """Allocate a part of a payment to an invoice, on its day or when the invoice was open again."""
        day = max(payment.paid_on, self._taken_back.get(invoice.id, payment.paid_on))
        last = max(self._last_on(invoice) or day, day)
        self._bench.add(
            Allocation(
                payment_id=payment.id,
                invoice_id=invoice.id,
                allocated_on=day,
                amount_fen=amount_fen,
                recorded_at=payment.recorded_at,
                recorded_by=payment.recorded_by,
            )
        )
        self._bench.remember(self._last, invoice.id, last)
        self._bench.remember(self._money, invoice.id, self.money_on(invoice) + amount_fen)
        parts = self.parts.get(invoice.id, ())
        self._bench.derive(with_paid(invoice, invoice.paid_fen + amount_fen, last, parts))

    def receive(self, payment: Payment, said: Sequence[str] = (), *, is_row: bool = False) -> Payment:
        """Record money, once it is checked."""
        checks.require(checks.check_payment(payment, self._bench.today))
        author = self._bench.context.author.name
        signed = replace(payment, recorded_at=self._bench.at, recorded_by=author)
        key = (payment.customer_id, payment.reference, None)
        self._bench.remember(self._brought, key, self._brought.get(key, 0) + payment.amount_fen)
        return self._bench.add(signed, said, is_row=is_row)

    def money_on(self, invoice: Invoice) -> int:
        """Return what of an invoice is paid by money, in fen, credits left aside."""
        return self._money.get(invoice.id, 0)

    def brought_for(self, invoice: Invoice, on: date) -> int:
        """Return what came for an invoice as a ledger says it, in fen; of that day also what was reversed."""
        whose = invoice.customer_id, invoice.number
        return self._brought.get((*whose, None), 0) + self._brought.get((*whose, on), 0)

    def _last_on(self, invoice: Invoice) -> date | None:
        if invoice.id not in self._last and invoice.paid_fen:
            last = allocated_to(self._bench.context.database, invoice.id)[1]
            if last is not None:
                self._last[invoice.id] = last
        return self._last.get(invoice.id)


class InvoiceRecipe:
    """An invoice is known by its number; its amount and its customer never change."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._directory = Directory(bench)
        self._settling = Settling(bench)
        self._numbers: dict[str, int] = {}
        self._due: dict[tuple[Any, ...], tuple[date | None, bool]] = {}
        self._currency = ""

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Look the numbers up; the branch keeps its books in the currency that is there first."""
        database = self._bench.context.database
        found = find_among(database, Invoice, "number", [row.text("number") for row in rows])
        self._numbers = {invoice.number: invoice.id for invoice in self._bench.stored(found)}
        first = next((row.text("currency") for row in rows if "currency" in row.values), _HOME)
        self._currency = ledger_currency(database) or first
        return rows

    def apply(self, row: Row) -> str:
        """Add or change an invoice; one that is paid gets its payment."""
        self._require_currency(row)
        customer = self._directory.customer(row.text("customer"))
        values = self._values(row, customer)
        known = self._numbers.get(values["number"])
        if known is None:
            invoice = self._new(values, customer)
        else:
            invoice = self._changed(self._bench.get(Invoice, known), values, customer)
        self._settle(invoice, row)
        return invoice.number

    def _values(self, row: Row, customer: Customer) -> dict[str, Any]:
        values = plain_values(ImportKind.INVOICES, row) | {"currency": self._currency}
        due = row.values.get("due")
        if isinstance(due, date):
            values["due_given_on"] = due
        elif due:
            values.setdefault("terms", due)
        disputed = row.values.get("disputed")
        if disputed is not None:
            whole = max(values["amount_fen"], 0) if disputed is True else 0
            values["disputed_fen"] = whole if isinstance(disputed, bool) else disputed
        if "courier" in values or "tracking" in values:
            values["sent_how"] = SentHow.COURIER
        if "signed_by" in values:
            values["signature_confirmed"] = _may_sign(values["signed_by"], customer)
        return values

    def _new(self, values: dict[str, Any], customer: Customer) -> Invoice:
        kind = InvoiceKind.INVOICE if values["amount_fen"] >= 0 else InvoiceKind.CREDIT_NOTE
        invoice = Invoice(**values, kind=kind, customer_id=customer.id)
        if kind is InvoiceKind.INVOICE and not invoice.terms and invoice.due_given_on is None:
            terms = customer.terms or self._bench.settings.default_terms
            invoice = replace(invoice, terms=terms)
        checks.require(checks.check_invoice(invoice))
        fresh = self._bench.add(self._dated(invoice), values, is_row=True)
        self._bench.remember(self._numbers, fresh.number, fresh.id)
        return fresh

    def _changed(self, known: Invoice, values: dict[str, Any], customer: Customer) -> Invoice:
        same_customer(known.customer_id, customer.id, known.number)
        if values["amount_fen"] != known.amount_fen:
            raise Refused(
                msg("The amount of a saved invoice stays. Reverse the invoice and enter a new one."),
                field="amount",
            )
        if known.id in self._settling.parts:
            values.pop("due_given_on", None)  # its days are those of its parts
        invoice = self._bench.change(known, values)
        if invoice == known:
            return known
        checks.require(checks.check_invoice(invoice))
        return self._bench.derive(self._dated(invoice))

    def _dated(self, invoice: Invoice) -> Invoice:
        """Give the invoice its due date; those of a ledger share few days, so each is worked out once."""
        journey = (invoice.sent_on, invoice.signed_on, invoice.signature_confirmed, invoice.due_given_on)
        key = (invoice.kind, invoice.terms, invoice.issued_on, invoice.service_on, *journey)
        if key not in self._due:
            dated = with_due(invoice, self._bench.calendar)
            self._due[key] = (dated.due_on, dated.due_provisional)
        due_on, provisional = self._due[key]
        return replace(invoice, due_on=due_on, due_provisional=provisional)

    def _settle(self, invoice: Invoice, row: Row) -> None:
        """Record what the ledger says was paid so far, as far as it is not there yet."""
        paid_on, paid = row.values.get("paid_on"), row.values.get("paid_amount")
        if paid_on is None and not paid:
            return
        _check_paid(invoice, paid_on, paid)
        settling = self._settling
        by_money = settling.money_on(invoice)
        credited = invoice.paid_fen - by_money
        wanted = invoice.amount_fen - credited if paid is None else paid
        # What the ledger brought before stays known, even where somebody took it back since.
        fresh = wanted - max(by_money, settling.brought_for(invoice, paid_on or date.min))
        if fresh > 0:
            payment = settling.receive(
                Payment(
                    customer_id=invoice.customer_id,
                    paid_on=paid_on or date.min,
                    amount_fen=fresh,
                    reference=invoice.number,
                )
            )
            share = min(fresh, invoice.open_fen)
            if share > 0:
                settling.pay(payment, invoice, share)

    def _require_currency(self, row: Row) -> None:
        currency = row.text("currency") or self._currency
        if currency != self._currency:
            raise Refused(
                msg(
                    "The invoice is in {currency}, but this branch file keeps its books in {home}; "
                    "two currencies cannot be added. Keep the other one in a branch file of its own.",
                    currency=currency,
                    home=self._currency,
                ),
                field="currency",
            )


def _check_paid(invoice: Invoice, paid_on: date | None, paid: int | None) -> None:
    if paid_on is None:
        raise Refused(msg("Say on which day the money came."), field="paid_on")
    if paid is not None and paid < 0:
        raise Refused(msg("Enter an amount above zero."), field="paid_amount")
    if invoice.kind is not InvoiceKind.INVOICE:
        raise Refused(
            msg("A credit is not paid but set against an invoice. Leave the day of payment empty."),
            field="paid_on",
        )


def _may_sign(signer: str, customer: Customer) -> bool:
    """Tell whether a signer is authorised; where the customer names nobody, anybody is (R064)."""
    named = {name_key(name) for name in re.split(r"[、,，;；/ ]+", customer.authorised_signers) if name}
    return not named or name_key(signer) in named


class PaymentRecipe:
    """A payment is known by customer, day, amount and reference; as many equal ones as the file holds."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._directory = Directory(bench)
        self._settling = Settling(bench)
        self._invoices: dict[str, int] = {}
        self._stored: dict[PaymentKey, int] = {}

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Look up the invoices named and count the payments of the span."""
        database = self._bench.context.database
        numbers = [number for row in rows for number in row.values.get("invoices", ())]
        found = find_among(database, Invoice, "number", numbers)
        self._invoices = {invoice.number: invoice.id for invoice in self._bench.stored(found)}
        days = [row.values["date"] for row in rows] or [self._bench.today]
        self._stored = dict(payment_counts(database, min(days), max(days)))
        return rows

    def apply(self, row: Row) -> str:
        """Add a payment and its allocations, unless the file only repeats what is there."""
        customer = self._customer(row)
        values = plain_values(ImportKind.PAYMENTS, row) | {"customer_id": customer.id}
        payment = Payment(**values)
        key = (customer.id, payment.paid_on, payment.amount_fen, payment.reference)
        left = self._stored.get(key, 0)
        if left:
            self._bench.remember(self._stored, key, left - 1)
        else:
            self._allocate(self._settling.receive(payment, tuple(values), is_row=True), row)
        return f"{customer.name} · {payment.paid_on}"

    def _customer(self, row: Row) -> Customer:
        for key in ("customer", "payer"):
            found = self._directory.find(row.text(key), key) if key in row.values else None
            if found is not None:
                return found
        if "customer" not in row.values and row.values.get("invoices"):
            owner = self._invoice(row.values["invoices"][0]).customer_id
            return self._bench.get(Customer, owner)
        if "customer" not in row.values and "payer" not in row.values:
            raise Refused(msg("Say from which customer the money came."), field="customer")
        key = "customer" if "customer" in row.values else "payer"
        return self._directory.customer(row.text(key), key)

    def _allocate(self, payment: Payment, row: Row) -> None:
        """Give the money to the invoices in the order named; what is left stays on account."""
        rest = payment.amount_fen
        for number in row.values.get("invoices", ()):
            invoice = self._invoice(number)
            self._require_payer(payment, invoice)
            share = min(rest, max(invoice.open_fen, 0))
            if share:
                self._settling.pay(payment, invoice, share)
                rest -= share
        if rest and row.values.get("invoices"):
            self._bench.tell(ON_ACCOUNT, f"{row.number}: {format_money(rest)}")

    def _invoice(self, number: str) -> Invoice:
        if number not in self._invoices:
            raise Refused(
                msg("There is no invoice {number}. Import the invoices first.", number=number),
                field="invoices",
            )
        return self._bench.get(Invoice, self._invoices[number])

    def _require_payer(self, payment: Payment, invoice: Invoice) -> None:
        """Let a customer pay its own invoices, and a group those of its outlets (R071)."""
        owner = self._bench.get(Customer, invoice.customer_id)
        if not may_pay(payment.customer_id, owner.id, owner.group_id):
            raise Refused(
                msg("Invoice {number} belongs to {customer}.", number=invoice.number, customer=owner.name),
                field="invoices",
            )
