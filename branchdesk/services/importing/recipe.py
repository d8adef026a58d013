"""What a recipe is: how the rows of one kind of list become records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.messages import msg
from branchdesk.services.importing.bench import Row

_LINKS = {
    "customer_id": "customer",
    "site_id": "site",
    "group_id": "group",
    "rule": "frequency",
    "disputed_fen": "disputed",
}


class Recipe(Protocol):
    """Turns rows into records on the bench."""

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Look up what the rows may match; returns them in the order in which one builds on another."""

    def apply(self, row: Row) -> str:
        """Match, make or change what the row says; returns its title. Raises Refused or Invalid."""


def plain_values(kind: ImportKind, row: Row) -> dict[str, Any]:
    """Return the values of the row that are plain attributes of its record."""
    return {
        field.attribute: row.values[field.key]
        for field in fields_of(kind)
        if field.attribute and field.key in row.values
    }


def field_names(kind: ImportKind) -> Mapping[str, str]:
    """Return the field of each attribute, for saying beside which cell a rule's sentence belongs."""
    names = {field.attribute: field.key for field in fields_of(kind) if field.attribute}
    return names | _LINKS


def same_customer(known: int, named: int, number: str) -> None:
    """Refuse a row that gives a number to another customer than it belongs to."""
    if known != named:
        raise Refused(
            msg(
                "{number} belongs to another customer already. Correct the number or the customer.",
                number=number,
            ),
            field="customer",
        )
