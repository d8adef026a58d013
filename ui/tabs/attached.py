"""The files of whatever record is chosen, in every tab by the same key."""

from __future__ import annotations

from collections.abc import Callable

from branchdesk.services.desk import Desk
from ui.language import tr
from ui.tabs.base import Command, Tab


def command(tab: Tab) -> Command:
    """Return the way to the files of the chosen record."""
    return Command(
        tr("Attachments…"), lambda: open_attachments(tab), "Ctrl+Shift+F", "paperclip", needs_record=True
    )


def open_attachments(tab: Tab) -> None:
    """Show the files of the chosen visit, customer, complaint, invoice or payment."""
    from ui.forms.attachments import AttachmentsDialog

    link = tab.here()
    if link is not None and link.kind in _TITLES:
        title = _TITLES[link.kind](tab.session.desk, link.id)
        AttachmentsDialog(tab, tab.session, link.kind, link.id, title).open()


def _visit(desk: Desk, visit_id: int) -> str:
    visit = desk.visits.visit(visit_id)
    return f"{visit.date_on} {desk.customers.site(visit.site_id).name}"


def _customer(desk: Desk, customer_id: int) -> str:
    customer = desk.customers.customer(customer_id)
    return customer.short_name or customer.name


def _payment(desk: Desk, payment_id: int) -> str:
    payment = desk.receivables.payment(payment_id)
    return f"{payment.paid_on} {payment.payer or _customer(desk, payment.customer_id)}"


_TITLES: dict[str, Callable[[Desk, int], str]] = {
    "visit": _visit,
    "customer": _customer,
    "complaint": lambda desk, record_id: desk.complaints.complaint(record_id).number,
    "invoice": lambda desk, record_id: desk.receivables.invoice(record_id).number,
    "payment": _payment,
}
