"""Who is called about what at each site, the head office where the site has nobody (D11, R031)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from branchdesk.domain.customers import Contact, ContactRole, Site

MONEY = frozenset({ContactRole.INVOICE, ContactRole.PAYER})


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody to call about something; `head_office` tells that the group answers for the outlet."""

    contact: Contact
    head_office: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """The people of a customer and of its head office who are there today."""

    contacts: tuple[Contact, ...]
    head_office: tuple[Contact, ...] = ()
    head_office_pays: bool = False

    def whom(self, role: ContactRole, site_id: int | None = None) -> tuple[Answer, ...]:
        """Return whom to call about something, the best first.

        The site's own person comes before one for all sites, both before the head office; money goes to the
        head office first where it pays.
        """
        own = [Answer(one) for one in _with(role, self.contacts, site_id)]
        head = [Answer(one, head_office=True) for one in _with(role, self.head_office, None)]
        if role in MONEY and self.head_office_pays:
            return (*head, *own)
        return tuple(own or head)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One role and whom to call about it at each site, in the order of the sites."""

    role: ContactRole
    cells: tuple[tuple[Answer, ...], ...]


def role_matrix(people: Directory, sites: Sequence[Site]) -> tuple[MatrixRow, ...]:
    """Answer every role for every site."""
    return tuple(MatrixRow(role, tuple(people.whom(role, site.id) for site in sites)) for role in ContactRole)


def _with(role: ContactRole, contacts: Iterable[Contact], site_id: int | None) -> list[Contact]:
    fitting = [
        one
        for one in contacts
        if role in one.roles and (site_id is None or one.site_id is None or one.site_id == site_id)
    ]
    return sorted(fitting, key=lambda one: (one.site_id is None or one.site_id != site_id, one.id))
