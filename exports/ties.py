"""What the reconciliation says: every total beside what its rows say, and what does not tie."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from branchdesk.domain.summaries import Figure, MonthlySummary, TieLine


@dataclass(frozen=True, slots=True)
class RowsSay:
    """What the rows of a data sheet give for one printed amount; `sign` is -1 for an amount taken away."""

    sheet: str
    column: str
    sign: int
    amount: Decimal


def rows_say(summary: MonthlySummary, line: TieLine | Figure, printed: Decimal) -> RowsSay | None:
    """Measure the rows behind an amount; None where it names no sheet."""
    if not line.sheet:
        return None
    measured = summary.sheet(line.sheet).measure(line.column)
    sign = -1 if measured * printed < 0 else 1
    return RowsSay(line.sheet, line.column, sign, sign * measured)


def tied_figures(summary: MonthlySummary) -> list[tuple[Figure, Decimal, RowsSay]]:
    """List the figures that are made of rows, each with its printed value and what the rows say."""
    printed = [
        (figure, figure.value)
        for section in summary.sections
        for figure in section.figures
        if figure.value is not None
    ]
    said = [(figure, value, rows_say(summary, figure, value)) for figure, value in printed]
    return [(figure, value, rows) for figure, value, rows in said if rows is not None]
