"""The card of a technician in the aging: what the customers that he served still owe (R074)."""

from __future__ import annotations

from collections.abc import Mapping

from branchdesk.domain.aging import Bucket
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.money import format_money
from branchdesk.domain.rows import InvoiceRow
from ui.language import say, tr
from ui.session import Link, Session
from ui.tabs import collections_looks as looks
from ui.tabs.collections_columns import AgingLine, Judge
from ui.widgets.card_content import CardContent, Fact, LinkRow, Section

_SHOWN = 30


def technician_card(
    session: Session, judge: Judge, line: AgingLine, titles: Mapping[Bucket, str]
) -> CardContent:
    """Write the card of a line of the aging by technician, invoice by invoice."""
    facts = tuple(
        Fact(tr(titles[bucket]), format_money(fen)) for bucket, fen in line.row.amounts.items() if fen
    )
    ids = session.desk.receivables.open_of_technician(line.row.technician_id)
    rows = tuple(
        _row(judge, row)
        for row in session.desk.lists.rows(ListKind.INVOICES, ids[:_SHOWN])
        if isinstance(row, InvoiceRow)
    )
    return CardContent(
        key=f"technician:{line.row.technician_id}",
        title=f"{line.row.name or tr('Nobody named')}  {format_money(line.row.total_fen)}",
        subtitle=tr("Technician of the visit, the contract or the first site"),
        sections=(
            Section(tr("Aging"), facts=facts),
            Section(tr("Open invoices"), rows=rows, empty=tr("Nothing is open.")),
        ),
    )


def _row(judge: Judge, row: InvoiceRow) -> LinkRow:
    standing = judge.standing(row)
    return LinkRow(
        f"{row.customer}  {row.number}  {say(standing.words)}",
        Link("invoice", row.id).text(),
        format_money(row.open_fen),
        looks.picture(standing),
        looks.token(standing, judge.chase_days),
    )
