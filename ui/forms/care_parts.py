"""What the dialogs of care have in common: the customer's name, its contacts and sites to choose from."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import site_choices
from ui.forms.whom import addressed, present
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField


def contact_combo(session: Session, customer_id: int) -> RecordCombo:
    """Let one choose somebody of the customer who has not left."""
    everybody = session.desk.customers.contacts_of(customer_id)
    return RecordCombo(
        [Choice(one.id, one.name, addressed(one)) for one in present(everybody, session.today)]
    )


def site_combo(session: Session, customer_id: int) -> RecordCombo:
    """Let one choose a site of the customer."""
    return RecordCombo(site_choices(session.desk, customer_id))


def past_day(session: Session, value: date | None = None) -> DateField:
    """Ask for a day that has been."""
    return DateField(session.today, value, lean=Lean.PAST)


def coming_day(session: Session, value: date | None = None) -> DateField:
    """Ask for a day to come."""
    return DateField(session.today, value, lean=Lean.FUTURE)


def customer_name(session: Session, customer_id: int) -> str:
    """Return whom a dialog is about."""
    return session.desk.customers.customer(customer_id).name
