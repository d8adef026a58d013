"""Briefing, training, succession and requests: what a branch keeps about the people at its customers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.customers import Contact, ContactRole, Customer, Site


class BriefingItem(StrEnum):
    """What everybody who looks after a site is told once (R005)."""

    FIRST_SERVICE = "first_service"
    MONTHLY_PLAN = "monthly_plan"
    PROMISES = "promises"
    HYGIENE = "hygiene"
    CO_OPERATION = "co_operation"
    PROCEDURES = "procedures"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingTick:
    """One point of the briefing that a person was told about a site (R005)."""

    id: int = 0
    version: int = 0
    site_id: int = 0
    contact_id: int = 0
    item: BriefingItem = BriefingItem.FIRST_SERVICE
    told_on: date = date.min
    told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training that we offered to a contact, and held if they took it (R027)."""

    id: int = 0
    version: int = 0
    contact_id: int = 0
    topic: str = ""
    offered_on: date | None = None
    held_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCall:
    """Whom of us a customer may call first, and when (R050)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    employee_id: int = 0
    place: int = 1  # 1 is called first
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """Somebody asked for a change, and by what right (R132)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    contract_id: int | None = None
    asked_by: str = ""
    wish: str = ""
    proof: str = ""
    noted_on: date = date.min
    noted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCustomer:
    """A duplicate that lives on in another customer."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    into_id: int = 0
    merged_on: date = date.min


@dataclass(frozen=True, slots=True)
class SiteBriefing:
    """How far a person was briefed about a site (R005); nothing comes from the head office (R034)."""

    site: Site
    contact: Contact | None
    told: frozenset[BriefingItem] = frozenset()

    @property
    def open(self) -> tuple[BriefingItem, ...]:
        """Return what is still to be explained."""
        return tuple(item for item in BriefingItem if item not in self.told)


def lead_contact(contacts: Iterable[Contact], site_id: int) -> Contact | None:
    """Return who looks after a site: the service contact first, the site's own person first."""
    fitting = [one for one in contacts if one.site_id in (None, site_id)]
    rank = {one.id: (ContactRole.SERVICE not in one.roles, one.site_id is None, one.id) for one in fitting}
    return min(fitting, key=lambda one: rank[one.id], default=None)


def is_present(contact: Contact, today: date) -> bool:
    """Tell whether a contact is still there."""
    return contact.to_on is None or contact.to_on >= today


def turnover(contacts: Iterable[Contact], since: date, today: date) -> int:
    """Count who left in a span: many changes put a contract at risk (D12)."""
    return sum(1 for one in contacts if one.to_on is not None and since <= one.to_on <= today)


def holders(customer: Customer, contacts: Iterable[Contact], today: date) -> frozenset[str]:
    """Return who may ask for changes without a proof: managers and signers who are there (R132)."""
    entitled = {ContactRole.MANAGER, ContactRole.SIGNER}
    names = {one.name for one in contacts if is_present(one, today) and entitled & set(one.roles)}
    return frozenset(names | {customer.name, customer.short_name} - {""})
