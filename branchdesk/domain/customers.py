"""Customers, their sites, contacts and contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CustomerKind(StrEnum):
    """How a customer stands to us and to its group (R031, R071)."""

    SINGLE = "single"
    GROUP = "group"
    OUTLET = "outlet"
    ONE_OFF = "one_off"


class CustomerStatus(StrEnum):
    """Where the business with a customer stands (R158)."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    PAUSED = "paused"
    LOST = "lost"
    ARCHIVED = "archived"


class ContactRole(StrEnum):
    """What one may call a contact about (D11)."""

    SERVICE = "service"
    COMPLAINT = "complaint"
    INVOICE = "invoice"
    PAYER = "payer"
    SIGNER = "signer"
    MEETING = "meeting"
    MANAGER = "manager"
    MAINTENANCE = "maintenance"


class HolidayPolicy(StrEnum):
    """Where a planned service goes that falls on a day off."""

    BEFORE = "before"
    AFTER = "after"
    NEAREST = "nearest"
    KEEP = "keep"


class ContractStatus(StrEnum):
    """Whether a contract plans services."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Whoever we serve and bill; a group's outlets name their group."""

    id: int = 0
    version: int = 0
    name: str = ""
    code: str = ""
    short_name: str = ""
    kind: CustomerKind = CustomerKind.SINGLE
    group_id: int | None = None
    grade: str = ""
    industry: str = ""
    status: CustomerStatus = CustomerStatus.ACTIVE
    tax_id: str = ""
    invoice_title: str = ""
    bank_account: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    terms: str = ""  # canonical, see `terms.canonical`
    head_office_pays: bool = False
    authorised_signers: str = ""  # names, separated by "、" (R064)
    price_free: bool = False  # papers without prices (R085)
    credit_limit_fen: int | None = None
    note: str = ""
    birthday: date | None = None
    referred_by: str = ""
    since: date | None = None
    lost_on: date | None = None
    lost_reason: str = ""
    lost_yearly_fen: int | None = None  # None: worked out from the last invoices (R158)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place that is served."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    name: str = ""
    address: str = ""
    access: str = ""
    sensitive_places: str = ""  # printed in bold on every work sheet (R007)
    prep_items: str = ""
    technician_id: int | None = None
    logbook_place: str = ""
    note: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at a customer, dated, with what one may call them about."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    site_id: int | None = None
    name: str = ""
    title: str = ""
    roles: tuple[ContactRole, ...] = ()
    phone: str = ""
    mobile: str = ""
    email: str = ""
    wechat: str = ""
    birthday: date | None = None
    birthday_lunar: bool = False
    call_hours: str = ""
    expects: str = ""  # what they know and expect (R003)
    from_on: date | None = None
    to_on: date | None = None
    successor_id: int | None = None
    note: str = ""
    language: str = ""  # of messages to them; empty is the branch's own (D33)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What was agreed: scope, plan, price and terms (R002, R015, R016, R062)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    site_id: int | None = None
    number: str = ""
    status: ContractStatus = ContractStatus.ACTIVE
    start_on: date = date.min
    end_on: date | None = None
    service: str = ""
    rule: str = ""  # canonical recurrence, see `recurrence.canonical`; empty plans nothing
    start_at: str = ""  # wall time HH:MM
    minutes_on_site: int = 60
    minutes_cleaning: int = 0
    minutes_preparation: int = 0
    minutes_after: int = 0
    holiday_policy: HolidayPolicy = HolidayPolicy.KEEP
    may_leave_month: bool = False
    technician_id: int | None = None
    fee_fen: int = 0
    billing: str = ""
    terms: str = ""
    promises: str = ""
    exclusions: str = ""
    scope: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None
    read_by: str = ""
    read_on: date | None = None
    explained_to: str = ""
    explained_on: date | None = None
    sales: str = ""
    note: str = ""
