"""Every plain field of the customer file can come in from a sheet, under headings that are its own."""

from __future__ import annotations

from dataclasses import fields

import pytest

from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of

# What a sheet names by other words, and what only the program itself knows.
_BY_NAME = {"customer_id", "site_id", "group_id", "technician_id", "successor_id", "rule"}
_OWN = {"id", "version", "lost_yearly_fen", "language"}


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (ImportKind.CUSTOMERS, Customer),
        (ImportKind.SITES, Site),
        (ImportKind.CONTACTS, Contact),
        (ImportKind.CONTRACTS, Contract),
    ],
)
def test_every_field_has_a_column(kind: ImportKind, record: type) -> None:
    columns = {field.attribute for field in fields_of(kind)}
    names = {field.name for field in fields(record)}
    assert names - columns - _BY_NAME - _OWN == set()


@pytest.mark.parametrize("kind", list(ImportKind))
def test_no_heading_means_two_fields(kind: ImportKind) -> None:
    seen: set[str] = set()
    for field in fields_of(kind) if kind in _KNOWN else ():
        for name in {field.zh, field.en, *field.also}:
            assert name.casefold() not in seen, name
            seen.add(name.casefold())


_KNOWN = {ImportKind.CUSTOMERS, ImportKind.SITES, ImportKind.CONTACTS, ImportKind.CONTRACTS}
