"""The aging as people read it: rows with names, by customer, by group or by invoice (R073, R076)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.aging import AgingRow, Basis, Bucket, Fact, ReceivableFact, age, parse_edges
from branchdesk.domain.aging_titles import bucket_titles
from branchdesk.services.context import Context
from branchdesk.storage.queries import receivables as queries
from branchdesk.storage.queries.served_by import technicians_of
from branchdesk.storage.queries.summary_rows import customer_names, invoice_numbers

_Key = tuple[int, int]  # customer or group, invoice or technician; 0 where a row is not about one


class AgingBy(StrEnum):
    """What a row of the aging stands for."""

    CUSTOMER = "customer"
    GROUP = "group"
    INVOICE = "invoice"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class AgingReportRow:
    """One row, in fen by bucket; by invoice, money on account is a row without number and invoice."""

    name: str
    code: str
    amounts: Mapping[Bucket, int]
    total_fen: int
    oldest_days: int
    customer_id: int
    invoice_id: int | None = None
    number: str = ""
    technician_id: int = 0  # by technician; 0 where nobody is named


@dataclass(frozen=True, slots=True)
class AgingReport:
    """The aging as of a date, the largest balance first; titles are English source text."""

    as_of: date
    by: AgingBy
    titles: Mapping[Bucket, str]
    rows: tuple[AgingReportRow, ...]
    total: AgingRow[None]
    open_invoices: int


def aging_rows(
    context: Context, as_of: date, by: AgingBy = AgingBy.CUSTOMER, basis: Basis = Basis.DUE
) -> AgingReport:
    """Make the aging as of any day; by technician a row is named after whoever served (R074)."""
    database = context.database
    customers = customer_names(database)
    served = technicians_of(database) if by is AgingBy.TECHNICIAN else None

    def key(fact: Fact) -> _Key:
        if served is not None:
            invoice_id = fact.invoice_id if isinstance(fact, ReceivableFact) else 0
            return 0, served.of(fact.customer_id, invoice_id)
        if by is AgingBy.INVOICE:
            return fact.customer_id, fact.invoice_id if isinstance(fact, ReceivableFact) else 0
        group = customers[fact.customer_id][2] if by is AgingBy.GROUP else None
        return group or fact.customer_id, 0

    edges = parse_edges(context.settings.aging_edges)
    facts, money = queries.receivable_facts(database, as_of), queries.credit_facts(database, as_of)
    table = age(facts, money, as_of, edges, key=key, basis=basis)
    if served is not None:
        rows = [_technician_row(row, served.names.get(row.key[1], "")) for row in table.rows]
        rows.sort(key=lambda row: (-row.total_fen, row.name))
        return AgingReport(as_of, by, bucket_titles(edges), tuple(rows), table.total, table.open_invoices)
    numbers = invoice_numbers(database, {row.key[1] for row in table.rows})
    rows = [_row(row, customers[row.key[0]], numbers.get(row.key[1], "")) for row in table.rows]
    rows.sort(key=lambda row: (-row.total_fen, row.name, row.number))
    return AgingReport(as_of, by, bucket_titles(edges), tuple(rows), table.total, table.open_invoices)


def _technician_row(row: AgingRow[_Key], name: str) -> AgingReportRow:
    return AgingReportRow(
        name=name,
        code="",
        amounts=row.amounts,
        total_fen=row.total,
        oldest_days=row.oldest_days,
        customer_id=0,
        technician_id=row.key[1],
    )


def _row(row: AgingRow[_Key], customer: tuple[str, str, int | None], number: str) -> AgingReportRow:
    customer_id, invoice_id = row.key
    return AgingReportRow(
        name=customer[1],
        code=customer[0],
        amounts=row.amounts,
        total_fen=row.total,
        oldest_days=row.oldest_days,
        customer_id=customer_id,
        invoice_id=invoice_id or None,
        number=number,
    )
