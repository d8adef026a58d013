"""The reconciliation of a month: what was there, what came, what went, and what is there now (D30)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from branchdesk.domain.messages import mark
from branchdesk.domain.month_figures import Numbers
from branchdesk.domain.months import Month
from branchdesk.domain.summaries import TieLine, TieOut, Unit

Corrections = dict[str, Decimal]  # by key of a tie: what a locked month would say otherwise today


def ties(numbers: Numbers, month: Month, corrections: Corrections) -> tuple[TieOut, ...]:
    """Reconcile money, visits and complaints of a month."""
    course = _Course(numbers, month, corrections)
    return _receivables(course), _visits(course), _complaints(course)


@dataclass(frozen=True, slots=True)
class _Course:
    """A month between what was there before it and what is there at its end."""

    numbers: Numbers
    month: Month
    corrections: Corrections

    def before(self, label: str, key: str) -> TieLine:
        return TieLine(label, self.numbers[key].get(self.month.plus(-1)) or Decimal(0))

    def plus(self, label: str, key: str, sheet: str, column: str) -> TieLine:
        return TieLine(label, self._amount(key), sheet, column)

    def less(self, label: str, key: str, sheet: str, column: str) -> TieLine:
        amount = self._amount(key)
        return TieLine(label, -amount if amount else amount, sheet, column)  # never minus nought

    def corrected(self, key: str, *lines: TieLine) -> tuple[TieLine, ...]:
        """Put what changed in locked months before the lines."""
        found = self.corrections.get(key)
        if not found:
            return lines
        return TieLine(mark("Changed later in a month already locked"), found), *lines

    def _amount(self, key: str) -> Decimal:
        return self.numbers[key].get(self.month) or Decimal(0)


def _receivables(course: _Course) -> TieOut:
    return TieOut(
        "receivables",
        mark("Receivables from start to end"),
        Unit.MONEY,
        course.before(mark("Balance at the start"), "receivables.closing"),
        course.corrected(
            "receivables",
            course.plus(mark("Invoiced"), "receivables.invoiced", "invoices", "invoiced"),
            course.less(mark("Less credited and reversed"), "receivables.credited", "invoices", "credited"),
            course.less(mark("Less money received"), "receivables.received", "payments", "amount"),
        ),
        course.plus(mark("Balance at the end"), "receivables.closing", "aging", "total"),
    )


def _visits(course: _Course) -> TieOut:
    return TieOut(
        "visits",
        mark("Services from start to end"),
        Unit.COUNT,
        course.before(mark("Services open at the start"), "visits.open"),
        course.corrected(
            "visits",
            course.plus(mark("Services owed"), "visits.planned", "visits", "planned"),
            course.less(mark("Less visits done"), "visits.done", "visits", "done"),
            course.less(mark("Less visits missed"), "visits.missed", "visits", "missed"),
            course.less(mark("Less visits cancelled"), "visits.cancelled", "visits", "cancelled"),
        ),
        course.plus(mark("Services still open"), "visits.open", "visits", "open"),
    )


def _complaints(course: _Course) -> TieOut:
    return TieOut(
        "complaints",
        mark("Complaints from start to end"),
        Unit.COUNT,
        course.before(mark("Complaints open at the start"), "complaints.open"),
        course.corrected(
            "complaints",
            course.plus(mark("Complaints received"), "complaints.received", "complaints", "received"),
            course.plus(mark("Complaints reopened"), "complaints.reopened", "complaints", "reopened"),
            course.less(mark("Less complaints closed"), "complaints.closed", "complaints", "closed"),
        ),
        course.plus(mark("Complaints open at the end"), "complaints.open", "complaints", "open"),
    )
