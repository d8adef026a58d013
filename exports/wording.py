"""How a value of the month is written: one rule for workbook, PDF and list, so that they cannot differ."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from branchdesk.domain.summaries import Cell, Column, MonthlySummary, Unit
from branchdesk.language import Words

NO_BASIS = "–"
NUMERIC = frozenset({Unit.COUNT, Unit.MONEY, Unit.PERCENT, Unit.MINUTES})


def decimals(unit: Unit, value: Decimal) -> int:
    """Say with how many decimals a number is shown: counts and minutes carry one only where they need it."""
    if unit is Unit.MONEY:
        return 2
    if unit is Unit.PERCENT:
        return 1
    return 0 if rounded(value, 1) == value.to_integral_value() else 1


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up, as spreadsheets do."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number_text(unit: Unit, value: Decimal | None) -> str:
    """Write a number for paper: `1,234.50`, `88.9%`, `–` where there is no basis."""
    if value is None:
        return NO_BASIS
    shown = rounded(value, decimals(unit, value))
    sign = "%" if unit is Unit.PERCENT else ""
    return f"{shown + 0:,f}{sign}"  # + 0: never "-0"


def number_format(unit: Unit, value: Decimal) -> str:
    """Give the spreadsheet format that shows exactly what `number_text` writes."""
    places = decimals(unit, value)
    if unit is Unit.PERCENT:
        return '0.0"%"'
    return "#,##0" + ("." + "0" * places if places else "")


def unit_text(unit: Unit, words: Words) -> str:
    """Name a unit beside a figure; a count needs none."""
    if unit is Unit.MONEY:
        return words.tr("yuan")
    if unit is Unit.MINUTES:
        return words.tr("minutes")
    return "%" if unit is Unit.PERCENT else ""


def with_unit(label: str, unit: Unit, words: Words) -> str:
    """Write a label with its unit where the numbers do not show it themselves: 收款金额 (元)."""
    name = unit_text(unit, words)
    return f"{label} ({name})" if name and unit is not Unit.PERCENT else label


def plain_text(cell: Cell, words: Words) -> str:
    """Write a cell that is not a number."""
    if cell is None:
        return ""
    if isinstance(cell, Enum):
        return words.term(cell)
    if isinstance(cell, date):
        return moment_text(cell) if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)


def cell_text(column: Column, cell: Cell, words: Words) -> str:
    """Write a cell of a data sheet for paper."""
    if column.unit in NUMERIC and isinstance(cell, int | Decimal):
        return number_text(column.unit, Decimal(cell))
    return plain_text(cell, words)


def moment_text(moment: datetime) -> str:
    """Write an instant in the zone that it carries, naming UTC where it is that."""
    utc = " UTC" if moment.tzinfo is not None and not moment.utcoffset() else ""
    return f"{moment:%Y-%m-%d %H:%M}{utc}"


def report_title(summary: MonthlySummary, words: Words) -> str:
    """Name the report: 月度服务汇总 2026年11月."""
    return words.tr("Monthly service summary {month}", month=words.month(summary.year, summary.month))


def report_lines(summary: MonthlySummary, words: Words) -> list[str]:
    """Say as of when the figures hold, when they were made and whether the month is closed."""
    lines = [words.tr("As of {day} · made {moment}", day=summary.as_of, moment=moment_text(summary.made_at))]
    if summary.locked_at is not None:
        closed = words.tr(
            "Locked {moment} by {name}", moment=moment_text(summary.locked_at), name=summary.locked_by
        )
        return [*lines, closed]
    return [*lines, words.tr("Not locked: figures may still change")]


def axis_label(label: str, words: Words) -> str:
    """Write a label under a chart: months of a series come as YYYY-MM, everything else is translated."""
    if len(label) == 7 and label[4] == "-" and label.replace("-", "").isdigit():
        return label
    return words.tr(label) if label else ""
