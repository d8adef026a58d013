"""Invoices, payments, allocations and promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH


class InvoiceKind(StrEnum):
    """Credits carry negative amounts; a reversal undoes one invoice."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REVERSAL = "reversal"


class SentHow(StrEnum):
    """The way an invoice went out (R065)."""

    HAND = "hand"
    COURIER = "courier"
    E_INVOICE = "e_invoice"


class PaymentMethod(StrEnum):
    """How money came."""

    TRANSFER = "transfer"
    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CHEQUE = "cheque"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """What a customer owes, and the journey of its paper (D22)."""

    id: int = 0
    version: int = 0
    number: str = ""
    kind: InvoiceKind = InvoiceKind.INVOICE
    customer_id: int = 0
    contract_id: int | None = None
    visit_id: int | None = None
    reverses_id: int | None = None
    issued_on: date = date.min
    amount_fen: int = 0  # negative for credits
    tax_fen: int = 0
    currency: str = "CNY"
    terms: str = ""
    service_on: date | None = None
    sent_on: date | None = None
    sent_how: SentHow | None = None
    courier: str = ""
    tracking: str = ""
    delivered_on: date | None = None
    signed_on: date | None = None
    signed_by: str = ""
    signature_confirmed: bool = True  # False: signer not authorised, 签收待确认 (R064)
    due_given_on: date | None = None  # stated by hand or by a ledger, overrides the terms
    disputed_fen: int = 0
    disputed_why: str = ""
    dunning_level: int = 0
    dunned_on: date | None = None
    note: str = ""
    # Derived in the transaction that changes their sources, verified by `check --full`:
    due_on: date | None = None
    due_provisional: bool = False
    paid_fen: int = 0
    settled_on: date | None = None

    @property
    def open_fen(self) -> int:
        """Return what is still owed; negative while a credit is unused."""
        return self.amount_fen - self.paid_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money received; insert-only, undone by a reversing payment."""

    id: int = 0
    customer_id: int = 0
    payer: str = ""
    paid_on: date = date.min
    amount_fen: int = 0
    method: PaymentMethod = PaymentMethod.TRANSFER
    reference: str = ""
    note: str = ""
    reverses_id: int | None = None
    recorded_at: datetime = EPOCH
    recorded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A part of a payment or of a credit given to an invoice; insert-only, undone by a negative row."""

    id: int = 0
    payment_id: int | None = None
    credit_id: int | None = None
    invoice_id: int = 0
    allocated_on: date = date.min
    amount_fen: int = 0
    reverses_id: int | None = None
    recorded_at: datetime = EPOCH
    recorded_by: str = ""


class PromiseKind(StrEnum):
    """What was promised, by whom."""

    PAYMENT = "payment"  # by the customer (D24)
    SERVICE = "service"  # by us (R148)
    UPDATE = "update"  # by us: to tell progress (R149)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A word given with a date."""

    id: int = 0
    version: int = 0
    kind: PromiseKind = PromiseKind.PAYMENT
    customer_id: int = 0
    invoice_id: int | None = None
    complaint_id: int | None = None
    visit_id: int | None = None
    contact_id: int | None = None
    text: str = ""
    amount_fen: int | None = None
    due_on: date = date.min
    made_at: datetime = EPOCH
    made_by: str = ""
    kept_on: date | None = None
    withdrawn_why: str = ""
