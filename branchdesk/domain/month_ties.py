"""The reconciliation of a month: what was there, what came, what went, and what is there now (D30)."""

from __future__ import annotations

from decimal import Decimal

from branchdesk.domain.messages import mark
from branchdesk.domain.month_figures import Numbers
from branchdesk.domain.months import Month
from branchdesk.domain.summaries import TieLine, TieOut, Unit

Corrections = dict[str, Decimal]  # by key of a tie: what a locked month would say otherwise today


def ties(numbers: Numbers, month: Month, corrections: Corrections) -> tuple[TieOut, ...]:
    """Reconcile money, visits and complaints of a month."""

    def tie(key: str, title: str, unit: Unit, opening: TieLine, lines: list[TieLine], end: TieLine) -> TieOut:
        found = corrections.get(key, Decimal(0))
        more = [TieLine(mark("Changed later in a month already locked"), found)] if found else []
        return TieOut(key, title, unit, opening, (*more, *lines), end)

    def line(label: str, key: str, sheet: str, column: str, sign: int = 1) -> TieLine:
        amount = numbers[key].get(month) or Decimal(0)
        return TieLine(label, sign * amount if amount else Decimal(0), sheet, column)

    def before(label: str, key: str) -> TieLine:
        return TieLine(label, numbers[key].get(month.plus(-1)) or Decimal(0))

    return (
        tie(
            "receivables",
            mark("Receivables from start to end"),
            Unit.MONEY,
            before(mark("Balance at the start"), "receivables.closing"),
            [
                line(mark("Invoiced"), "receivables.invoiced", "invoices", "invoiced"),
                line(mark("Less credited and reversed"), "receivables.credited", "invoices", "credited", -1),
                line(mark("Less money received"), "receivables.received", "payments", "amount", -1),
            ],
            line(mark("Balance at the end"), "receivables.closing", "aging", "total"),
        ),
        tie(
            "visits",
            mark("Services from start to end"),
            Unit.COUNT,
            before(mark("Services open at the start"), "visits.open"),
            [
                line(mark("Services owed"), "visits.planned", "visits", "planned"),
                line(mark("Less visits done"), "visits.done", "visits", "done", -1),
                line(mark("Less visits missed"), "visits.missed", "visits", "missed", -1),
                line(mark("Less visits cancelled"), "visits.cancelled", "visits", "cancelled", -1),
            ],
            line(mark("Services still open"), "visits.open", "visits", "open"),
        ),
        tie(
            "complaints",
            mark("Complaints from start to end"),
            Unit.COUNT,
            before(mark("Complaints open at the start"), "complaints.open"),
            [
                line(mark("Complaints received"), "complaints.received", "complaints", "received"),
                line(mark("Complaints reopened"), "complaints.reopened", "complaints", "reopened"),
                line(mark("Less complaints closed"), "complaints.closed", "complaints", "closed", -1),
            ],
            line(mark("Complaints open at the end"), "complaints.open", "complaints", "open"),
        ),
    )
