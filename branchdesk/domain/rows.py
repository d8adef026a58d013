"""Rows of the lists: what the tables of the window and `list KIND` show, one flat value a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from branchdesk.domain.complaints import Channel, ComplaintCategory, LogKind, Responsibility, Severity, Stage
from branchdesk.domain.customers import ContactRole, ContractStatus, CustomerKind, CustomerStatus
from branchdesk.domain.interactions import CallResult, InteractionKind, Purpose
from branchdesk.domain.list_query import ListKind as ListKind
from branchdesk.domain.list_query import ListQuery as ListQuery
from branchdesk.domain.receivables import InvoiceKind, PaymentMethod
from branchdesk.domain.visit_row import VisitRow as VisitRow


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer with what is open."""

    id: int
    code: str
    name: str
    short_name: str
    kind: CustomerKind
    group: str
    grade: str
    status: CustomerStatus
    phone: str
    address: str
    sites: int
    next_visit_on: date | None
    last_contact_at: datetime | None
    open_complaints: int
    open_fen: int
    overdue_fen: int


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site."""

    id: int
    customer_id: int
    customer: str
    name: str
    address: str
    access: str
    sensitive_places: str
    technician: str
    active: bool


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact."""

    id: int
    customer_id: int
    customer: str
    site: str
    name: str
    title: str
    roles: tuple[ContactRole, ...]
    phone: str
    mobile: str
    email: str
    call_hours: str
    to_on: date | None


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract."""

    id: int
    customer_id: int
    customer: str
    site: str
    number: str
    status: ContractStatus
    service: str
    rule: str
    start_on: date
    end_on: date | None
    fee_fen: int
    terms: str


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One matter of the complaint log."""

    id: int
    customer_id: int
    number: str
    kind: LogKind
    received_at: datetime
    customer: str
    site: str
    reporter: str
    category: ComplaintCategory
    severity: Severity
    stage: Stage
    owner: str
    text: str
    answered_at: datetime | None
    closed_at: datetime | None
    valid: bool | None
    root_cause: str
    channel: Channel
    phone: str
    pest: str
    demand: str
    answer: str
    responsibility: Responsibility | None


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice or credit."""

    id: int
    customer_id: int
    number: str
    kind: InvoiceKind
    customer: str
    group: str
    issued_on: date
    amount_fen: int
    open_fen: int
    sent_on: date | None
    signed_on: date | None
    signature_confirmed: bool
    due_on: date | None
    due_provisional: bool
    settled_on: date | None
    disputed_fen: int
    dunning_level: int
    terms: str
    promised_on: date | None
    last_chased_at: datetime | None
    reversed: bool


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment or its reversal."""

    id: int
    customer_id: int
    paid_on: date
    customer: str
    payer: str
    amount_fen: int
    unallocated_fen: int
    method: PaymentMethod
    reference: str
    note: str
    reverses_id: int | None
    reversed: bool
    bounced: bool


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """One contact with a customer."""

    id: int
    customer_id: int
    happened_at: datetime
    customer: str
    kind: InteractionKind
    purpose: Purpose
    result: CallResult
    employee: str
    spoke_with: str
    text: str
    next_step: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class WorkdayRow:
    """One day of the branch's own work calendar."""

    id: int
    day: date
    working: bool
    name: str


Row = (
    CustomerRow
    | SiteRow
    | ContactRow
    | ContractRow
    | VisitRow
    | ComplaintRow
    | InvoiceRow
    | PaymentRow
    | InteractionRow
    | WorkdayRow
)

ROW_TYPES: dict[ListKind, type[Row]] = {
    ListKind.CUSTOMERS: CustomerRow,
    ListKind.SITES: SiteRow,
    ListKind.CONTACTS: ContactRow,
    ListKind.CONTRACTS: ContractRow,
    ListKind.VISITS: VisitRow,
    ListKind.COMPLAINTS: ComplaintRow,
    ListKind.INVOICES: InvoiceRow,
    ListKind.PAYMENTS: PaymentRow,
    ListKind.INTERACTIONS: InteractionRow,
    ListKind.WORKDAYS: WorkdayRow,
}
