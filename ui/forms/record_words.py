"""What kinds of record are called where people count them."""

from __future__ import annotations

from branchdesk.domain.messages import mark
from ui.language import tr

_NAMES = {
    "Customer": mark("Outlets"),
    "Site": mark("Sites"),
    "Contact": mark("Contacts"),
    "Contract": mark("Contracts"),
    "Interaction": mark("Contact records"),
    "Complaint": mark("Complaints"),
    "Invoice": mark("Invoices"),
    "Payment": mark("Payments"),
    "Promise": mark("Promises"),
    "Other": mark("Other notes"),
}


def kind_words(kind: type) -> str:
    """Name a kind of record; smaller ones are all called notes."""
    return tr(_NAMES[kind.__name__ if kind.__name__ in _NAMES else "Other"])
