"""Whom to call about what (D11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from branchdesk.domain.customers import Contact, ContactRole
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.role_matrix import Directory
from branchdesk.domain.salutation import salutation
from ui.language import tr

_ROLES: dict[Purpose, tuple[ContactRole, ...]] = {
    Purpose.COLLECTION: (ContactRole.PAYER, ContactRole.INVOICE),
    Purpose.SIGNATURE: (ContactRole.INVOICE, ContactRole.SIGNER),
    Purpose.COMPLAINT: (ContactRole.COMPLAINT, ContactRole.SERVICE),
}
_USUAL = (ContactRole.SERVICE,)


def present(contacts: Iterable[Contact], today: date) -> list[Contact]:
    """Return the contacts who have not left."""
    return [contact for contact in contacts if contact.to_on is None or contact.to_on >= today]


def best_for(contacts: Iterable[Contact], purpose: Purpose, site_id: int | None = None) -> Contact | None:
    """Pick whom to call: the right role first, the site's own contact first."""
    roles = _ROLES.get(purpose, _USUAL)
    fitting = [contact for contact in contacts if site_id is None or contact.site_id in (None, site_id)]

    def rank(contact: Contact) -> tuple[int, bool]:
        places = [at for at, role in enumerate(roles) if role in contact.roles]
        return (min(places, default=len(roles)), contact.site_id is None)

    return min(fitting, key=rank, default=None)


def whom_for(people: Directory, purpose: Purpose, site_id: int | None = None) -> Contact | None:
    """Pick whom to call by the role matrix: the head office where the outlet has nobody (D11, R031)."""
    for role in _ROLES.get(purpose, ()):
        answers = people.whom(role, site_id)
        if answers:
            return answers[0].contact
    return best_for(people.contacts, purpose, site_id)


def addressed(contact: Contact) -> str:
    """Address a contact as one does on the phone, for example 陈经理 (R030)."""
    return salutation(contact.name, contact.title)


def full_name(contact: Contact) -> str:
    """Address a contact, with the whole name where the salutation leaves part of it out."""
    name = addressed(contact)
    return name if contact.name in name else tr("{salutation} ({name})", salutation=name, name=contact.name)


def numbers(contact: Contact) -> str:
    """Return the numbers of a contact, the mobile one first."""
    return " / ".join(number for number in (contact.mobile, contact.phone) if number)
