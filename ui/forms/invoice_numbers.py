"""The number that a new paper probably bears."""

from __future__ import annotations

import re

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.receivables import InvoiceKind
from branchdesk.domain.rows import InvoiceRow
from branchdesk.services.desk import Desk

_LAST_DIGITS = re.compile(r"(.*?)(\d+)(\D*)", re.DOTALL)
_LOOKED_AT = 40


def next_number(desk: Desk, kind: InvoiceKind) -> str:
    """Suggest the number after the one entered last; nothing where there is none yet."""
    ids = desk.lists.ids(ListQuery(ListKind.INVOICES, sort="id", descending=True))
    taken = set()
    last = ""
    for row in desk.lists.rows(ListKind.INVOICES, ids[:_LOOKED_AT]):
        if isinstance(row, InvoiceRow):
            taken.add(row.number)
            last = last or (row.number if row.kind is kind else "")
    number = following(last)
    while number in taken:
        number = following(number)
    return number


def following(number: str) -> str:
    """Count the last digits of a number up, keeping their width: `FP-0042` gives `FP-0043`."""
    found = _LAST_DIGITS.fullmatch(number)
    if found is None:
        return ""
    return f"{found[1]}{int(found[2]) + 1:0{len(found[2])}d}{found[3]}"
