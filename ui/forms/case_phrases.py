"""The phrases for a case: which come first, and the names that fill them (R109, R113)."""

from __future__ import annotations

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact
from branchdesk.domain.salutation import salutation
from branchdesk.domain.wording import Situation, blocks_for
from ui.session import Session
from ui.widgets.checked_field import Help


def case_help(session: Session, complaint: Complaint, *first: Situation) -> Help:
    """Offer these situations first, then the blocks that follow from whose fault it was."""
    situations = tuple(dict.fromkeys((*first, *blocks_for(complaint.responsibility))))
    return Help(situations, lambda: _values(session, complaint))


def customer_help(session: Session, customer_id: int, *first: Situation) -> Help:
    """Offer these situations first, filled with the name of a customer."""
    return Help(first, lambda: _of_customer(session, customer_id))


def _of_customer(session: Session, customer_id: int) -> dict[str, object]:
    if not customer_id:
        return {}
    customer = session.desk.customers.customer(customer_id)
    return {"customer": customer.short_name or customer.name}


def _values(session: Session, complaint: Complaint) -> dict[str, object]:
    called = complaint.reporter
    if complaint.contact_id is not None:
        contact = session.desk.context.reader.get(Contact, complaint.contact_id)
        called = salutation(contact.name, contact.title) or called
    return {
        **_of_customer(session, complaint.customer_id),
        "salutation": called,
        "number": complaint.number,
    }
