"""Who owes how much for how long, as of any day."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from branchdesk.cli.output import Result, plain, table
from branchdesk.cli.session import Session
from branchdesk.domain.aging import Basis, Bucket
from branchdesk.domain.money import Fen, decimal_text
from branchdesk.language import Words
from branchdesk.services.aging_report import AgingBy, AgingReport, AgingReportRow


def aging(options: Namespace, session: Session) -> Result:
    """Compute the aging from dated facts (R076); `--as-of` gives any day, by default today."""
    desk = session.desk(options)
    by, basis = AgingBy(options.by), Basis(options.basis)
    report = desk.receivables.aging_report(desk.context.clock.today(), by, basis)
    document = {
        "as_of": plain(report.as_of),
        "rows": [{**_names(row, by), **_amounts(row.amounts, row.total_fen)} for row in report.rows],
        "total": _amounts(report.total.amounts, report.total.total),
        "open_invoices": report.open_invoices,
    }
    return Result(document, _text(report, session.words))


def _names(row: AgingReportRow, by: AgingBy) -> dict[str, str]:
    if by is AgingBy.GROUP:
        return {"group": row.name}
    if by is AgingBy.TECHNICIAN:
        return {"technician": row.name}
    return {"customer": row.name, "invoice": row.number} if by is AgingBy.INVOICE else {"customer": row.name}


def _amounts(amounts: Mapping[Bucket, int], total_fen: int) -> dict[str, Any]:
    return {
        **{bucket.value: decimal_text(amounts[bucket]) for bucket in Bucket},
        "total": decimal_text(total_fen),
    }


def _text(report: AgingReport, words: Words) -> str:
    tr = words.tr
    names = {
        AgingBy.CUSTOMER: [tr("Customer")],
        AgingBy.GROUP: [tr("Group")],
        AgingBy.INVOICE: [tr("Customer"), tr("Invoice")],
        AgingBy.TECHNICIAN: [tr("Technician")],
    }[report.by]
    headings = [*names, *(tr(report.titles[bucket]) for bucket in Bucket), tr("Total")]
    rows = [
        [*_names(row, report.by).values(), *_money(row.amounts, row.total_fen, words)] for row in report.rows
    ]
    last = [tr("Total"), *[""] * (len(names) - 1), *_money(report.total.amounts, report.total.total, words)]
    right = range(len(names), len(headings))
    open_ = words.trn("{n} open invoice", "{n} open invoices", report.open_invoices)
    head = tr("Aging as of {day}", day=report.as_of)
    return f"{head}\n\n{table(headings, [*rows, last], right)}\n\n{open_}"


def _money(amounts: Mapping[Bucket, int], total_fen: int, words: Words) -> list[str]:
    return [words.value(Fen(amount)) for amount in (*(amounts[bucket] for bucket in Bucket), total_fen)]
