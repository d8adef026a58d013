"""What happened with a customer lately, from all records, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from branchdesk.domain.interactions import CallResult
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.receivables import InvoiceKind
from branchdesk.domain.rows import ComplaintRow, InteractionRow, InvoiceRow, PaymentRow, Row
from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visits import VisitStatus
from ui.language import term, tr
from ui.session import Link, Session
from ui.widgets.card_content import Event

MOST = 12
_BACK = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class _Past:
    """One event with the wall time by which it is sorted."""

    at: datetime
    event: Event


def recent(session: Session, customer_id: int) -> tuple[Event, ...]:
    """Return the last dozen events of half a year."""
    past = [
        *_interactions(session, customer_id),
        *_visits(session, customer_id),
        *_complaints(session, customer_id),
        *_invoices(session, customer_id),
        *_payments(session, customer_id),
    ]
    past.sort(key=lambda one: one.at, reverse=True)
    return tuple(one.event for one in past[:MOST])


def _rows(session: Session, kind: ListKind, customer_id: int, sort: str) -> list[Row]:
    lists, today = session.desk.lists, session.today
    query = ListQuery(
        kind, customer_id=customer_id, since=today - _BACK, until=today, sort=sort, descending=True
    )
    return lists.rows(kind, lists.ids(query)[:MOST])


def _interactions(session: Session, customer_id: int) -> Iterator[_Past]:
    for row in _rows(session, ListKind.INTERACTIONS, customer_id, "happened_at"):
        if isinstance(row, InteractionRow):
            at = session.local(row.happened_at)
            reached = row.result.counts_as_reached
            title = " · ".join(part for part in (term(row.purpose), term(row.result), row.spoke_with) if part)
            picture = "handshake" if row.result is CallResult.PROMISED else "phone"
            yield _past(
                at, title, row.text, picture if reached else "phone-off", "info", Link("interaction", row.id)
            )


def _visits(session: Session, customer_id: int) -> Iterator[_Past]:
    states = {
        VisitStatus.DONE: ("circle-check", "kept"),
        VisitStatus.MISSED: ("circle-x", "late"),
        VisitStatus.CANCELLED: ("ban", "done"),
    }
    for row in _rows(session, ListKind.VISITS, customer_id, "date_on"):
        if isinstance(row, VisitRow) and row.status in states:
            picture, token = states[row.status]
            title = tr("Visit {site}: {status}", site=row.site, status=row.status)
            at = datetime.fromisoformat(f"{row.date_on.isoformat()}T{row.start_at or '00:00'}")
            yield _past(at, title, row.findings, picture, token, Link("visit", row.id))


def _complaints(session: Session, customer_id: int) -> Iterator[_Past]:
    for row in _rows(session, ListKind.COMPLAINTS, customer_id, "received_at"):
        if isinstance(row, ComplaintRow):
            title = f"{term(row.kind)} {row.number} · {term(row.category)}"
            token = "done" if row.closed_at else "late"
            at = session.local(row.received_at)
            yield _past(at, title, row.text, "message-square-warning", token, Link("complaint", row.id))


def _invoices(session: Session, customer_id: int) -> Iterator[_Past]:
    for row in _rows(session, ListKind.INVOICES, customer_id, "issued_on"):
        if isinstance(row, InvoiceRow):
            kind = tr("Invoice") if row.kind is InvoiceKind.INVOICE else term(row.kind)
            title = f"{kind} {row.number} · {format_money(row.amount_fen)}"
            at = datetime.fromisoformat(row.issued_on.isoformat())
            yield _past(at, title, "", "receipt", "muted", Link("invoice", row.id))


def _payments(session: Session, customer_id: int) -> Iterator[_Past]:
    for row in _rows(session, ListKind.PAYMENTS, customer_id, "paid_on"):
        if isinstance(row, PaymentRow):
            title = tr("Payment {amount} · {how}", amount=Fen(row.amount_fen), how=row.method)
            at = datetime.fromisoformat(row.paid_on.isoformat())
            yield _past(at, title, row.note, "banknote", "kept", Link("payment", row.id))


def _past(at: datetime, title: str, detail: str, picture: str, token: str, link: Link) -> _Past:
    return _Past(at, Event(f"{at:%m-%d}", title, detail, picture, token, link.text()))
