"""Who may sign for an invoice at a customer (R064)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from branchdesk.domain.customers import Contact, ContactRole, Customer
from branchdesk.domain.textfold import fold_text

_BETWEEN = re.compile(r"[、,，;；/\n]")


def authorised_signers(customer: Customer, contacts: Iterable[Contact], today: date) -> tuple[str, ...]:
    """Return the names that the customer gave us, and the contacts whose role it is."""
    named = [name.strip() for name in _BETWEEN.split(customer.authorised_signers)]
    by_role = [
        contact.name
        for contact in contacts
        if ContactRole.SIGNER in contact.roles and (contact.to_on is None or contact.to_on >= today)
    ]
    return tuple(dict.fromkeys(name for name in [*named, *by_role] if name))


def may_sign(name: str, authorised: Iterable[str]) -> bool:
    """Tell whether a signature counts at once; where the customer named nobody, everybody may sign."""
    names = {fold_text(one) for one in authorised}
    return not names or fold_text(name) in names
