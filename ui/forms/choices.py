"""The records that dialogs let one choose from."""

from __future__ import annotations

from branchdesk.domain.customers import CustomerKind
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.rows import CustomerRow
from branchdesk.services.desk import Desk
from ui.widgets.choice import Choice


def customer_choices(desk: Desk) -> list[Choice]:
    """Return the customers that are not archived, found by names, pinyin, code and any of their phones."""
    found_by = desk.lists.search_texts()
    return [_choice(row, found_by.get(row.id, "")) for row in _customers(desk, "active")]


def group_choices(desk: Desk) -> list[Choice]:
    """Return the customers that are groups."""
    return [_choice(row) for row in _customers(desk, "groups") if row.kind is CustomerKind.GROUP]


def site_choices(desk: Desk, customer_id: int) -> list[Choice]:
    """Return the sites of one customer."""
    return [Choice(site.id, site.name, site.address) for site in desk.customers.sites_of(customer_id)]


def employee_choices(desk: Desk) -> list[Choice]:
    """Return everybody who works at the branch now."""
    return [Choice(person.id, person.name) for person in desk.customers.employees() if person.active]


def _customers(desk: Desk, name: str) -> list[CustomerRow]:
    ids = desk.lists.ids(ListQuery(ListKind.CUSTOMERS, filters=(name,)))
    return [row for row in desk.lists.rows(ListKind.CUSTOMERS, ids) if isinstance(row, CustomerRow)]


def _choice(row: CustomerRow, found_by: str = "") -> Choice:
    return Choice(row.id, row.name, f"{row.short_name} {row.code} {row.phone} {found_by}")
