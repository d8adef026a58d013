"""Which list, and what of it: apart from its rows, so that asking loads no rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ListKind(StrEnum):
    """The lists of the program."""

    CUSTOMERS = "customers"
    SITES = "sites"
    CONTACTS = "contacts"
    CONTRACTS = "contracts"
    VISITS = "visits"
    COMPLAINTS = "complaints"
    INVOICES = "invoices"
    PAYMENTS = "payments"
    INTERACTIONS = "interactions"
    WORKDAYS = "workdays"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows: text typed, named filters that all hold, one customer, an order.

    `since` and `until` bound the list's own date (visits: date, invoices: issued, complaints: received).
    """

    kind: ListKind
    text: str = ""
    filters: tuple[str, ...] = ()
    customer_id: int | None = None
    since: date | None = None
    until: date | None = None
    sort: str = ""
    descending: bool = False
    technician_id: int | None = None  # only lists that have a technician: sites, contracts, visits
