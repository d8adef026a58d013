"""The data sheets of a month: the rows behind its figures (D30)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from branchdesk.domain.aging import AgingTable, Bucket, Edges
from branchdesk.domain.aging_titles import bucket_titles
from branchdesk.domain.complaints import ComplaintCategory, Severity
from branchdesk.domain.messages import mark
from branchdesk.domain.money import yuan
from branchdesk.domain.receivables import InvoiceKind, PaymentMethod
from branchdesk.domain.summaries import Cell, Column, DataSheet, Unit
from branchdesk.domain.visits import VisitKind
from branchdesk.services.context import Context
from branchdesk.storage.queries import summary_rows as queries
from branchdesk.storage.queries.summary_frame import Frame

_CODE = Column("code", mark("Customer code"), Unit.TEXT)
_CUSTOMER = Column("customer", mark("Customer"), Unit.TEXT)


def _text(key: str, title: str) -> Column:
    return Column(key, title, Unit.TEXT)


def _count(key: str, title: str) -> Column:
    return Column(key, title, Unit.COUNT, total=True)


def _money(key: str, title: str) -> Column:
    return Column(key, title, Unit.MONEY, total=True)


def sheets(context: Context, frame: Frame, aging: AgingTable[int], edges: Edges) -> tuple[DataSheet, ...]:
    """Make every sheet of the month."""
    return (
        _visits(context, frame),
        _complaints(context, frame),
        _invoices(context, frame),
        _payments(context, frame),
        _aging(context, aging, edges),
        _interactions(context, frame),
    )


def _visits(context: Context, frame: Frame) -> DataSheet:
    columns = (
        Column("date", mark("Date"), Unit.DATE),
        _CODE,
        _CUSTOMER,
        _text("site", mark("Site")),
        _text("kind", mark("Kind")),
        _text("technician", mark("Technician")),
        _count("planned", mark("Owed")),
        _count("done", mark("Done")),
        _count("missed", mark("Missed")),
        _count("cancelled", mark("Cancelled")),
        _count("open", mark("Still open")),
        _count("moved", mark("Moved")),
        _count("report", mark("Report in time")),
        _count("report_missing", mark("Report missing")),
    )
    rows = tuple(
        (
            _day(day),
            code,
            customer,
            site,
            VisitKind(kind or VisitKind.ROUTINE),
            technician,
            *map(_flag, flags),
        )
        for day, code, customer, site, kind, technician, *flags in queries.visit_rows(context.database, frame)
    )
    return DataSheet("visits", mark("Visits of the month"), columns, rows)


def _complaints(context: Context, frame: Frame) -> DataSheet:
    columns = (
        _text("number", mark("Number")),
        Column("received_on", mark("Received on"), Unit.DATE),
        _CODE,
        _CUSTOMER,
        _text("category", mark("Category")),
        _text("severity", mark("Severity")),
        _text("text", mark("What the customer said")),
        _text("owner", mark("Owner")),
        Column("minutes", mark("Minutes to the answer"), Unit.MINUTES),
        _count("received", mark("Received")),
        _count("reopened", mark("Reopened")),
        _count("closed", mark("Closed")),
        _count("open", mark("Still open")),
    )
    rows = []
    for row in queries.complaint_rows(context.database, frame):
        number, received, code, customer, category, severity, text, owner, answered, *flags = row
        who = (code, customer, ComplaintCategory(category), Severity(severity), text, owner)
        minutes = _minutes(received, answered, frame.end_at(frame.month))
        rows.append((number, _local_day(received, frame.zone), *who, minutes, *map(_flag, flags)))
    return DataSheet("complaints", mark("Complaints received or open"), columns, tuple(rows))


def _invoices(context: Context, frame: Frame) -> DataSheet:
    columns = (
        _text("number", mark("Number")),
        Column("date", mark("Date"), Unit.DATE),
        _CODE,
        _CUSTOMER,
        _text("kind", mark("Kind")),
        Column("due", mark("Due on"), Unit.DATE),
        _money("invoiced", mark("Invoiced")),
        _money("credited", mark("Credited and reversed")),
    )
    rows = tuple(
        (number, _day(on), code, name, InvoiceKind(kind), due and _day(due), _yuan(plus), _yuan(minus))
        for number, on, code, name, kind, due, plus, minus in queries.invoice_rows(context.database, frame)
    )
    return DataSheet("invoices", mark("Invoices of the month"), columns, rows)


def _payments(context: Context, frame: Frame) -> DataSheet:
    columns = (
        Column("date", mark("Date"), Unit.DATE),
        _CODE,
        _CUSTOMER,
        _text("payer", mark("Payer")),
        _text("method", mark("Method")),
        _text("reference", mark("Reference")),
        _money("amount", mark("Amount")),
    )
    rows = tuple(
        (_day(on), code, name, payer, PaymentMethod(method), reference, yuan(fen))
        for on, code, name, payer, method, reference, fen in queries.payment_rows(context.database, frame)
    )
    return DataSheet("payments", mark("Payments of the month"), columns, rows)


def _aging(context: Context, aging: AgingTable[int], edges: Edges) -> DataSheet:
    titles = bucket_titles(edges)
    columns = (
        _CODE,
        _CUSTOMER,
        *(_money(bucket.value, titles[bucket]) for bucket in Bucket),
        _money("total", mark("Balance")),
        Column("days", mark("Most days overdue"), Unit.COUNT),
    )
    names = queries.customer_names(context.database)
    rows = tuple(
        (
            *names[row.key][:2],
            *(yuan(row.amounts[bucket]) for bucket in Bucket),
            yuan(row.total),
            row.oldest_days or None,
        )
        for row in sorted(aging.rows, key=lambda row: names[row.key][:2])
    )
    return DataSheet("aging", mark("Aging by customer"), columns, rows)


def _interactions(context: Context, frame: Frame) -> DataSheet:
    columns = (
        _text("employee", mark("Employee")),
        _count("calls", mark("Calls")),
        _count("messages", mark("Messages and e-mails")),
        _count("letters", mark("Letters")),
        _count("meetings", mark("Meetings")),
        _count("total", mark("All contacts")),
    )
    rows = tuple(queries.interaction_rows(context.database, frame))
    return DataSheet("interactions", mark("Contacts by employee"), columns, rows)


def _flag(value: int | None) -> Cell:
    """Leave a cell empty rather than write a nought in it."""
    return value or None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _local_day(text: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(text).astimezone(zone).date()


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else yuan(fen)


def _minutes(received: str, answered: str | None, end: datetime) -> Cell:
    """Return how long the customer waited, if the answer came by the end of the month."""
    if answered is None or datetime.fromisoformat(answered) >= end:
        return None
    waited = datetime.fromisoformat(answered) - datetime.fromisoformat(received)
    return int(waited.total_seconds()) // 60
