"""From numbers by month to figures, sections and charts; no records, no basis (R123, R173)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from branchdesk.domain.messages import mark
from branchdesk.domain.month_definitions import Definition, SectionDefinition
from branchdesk.domain.month_definitions_money import SECTIONS
from branchdesk.domain.months import Month
from branchdesk.domain.summaries import ChartKind, Figure, Section, Series, Unit

ByMonth = Mapping[Month, Decimal | None]
Numbers = Mapping[str, ByMonth]  # by "section.figure"

MONTHS_BACK = 12
_MEAN_OF = 6
_PLACES = Decimal("0.0001")  # finer than any figure is printed


@dataclass(frozen=True, slots=True)
class Compared:
    """A value of the month and what it is measured against."""

    value: Decimal | None
    previous: Decimal | None
    same_month_last_year: Decimal | None
    mean_6m: Decimal | None


def compare(values: ByMonth, month: Month) -> Compared:
    """Set a month beside the one before, the one a year ago and the mean of the six before (R123).

    The mean leaves out months without a basis; without any there is no mean.
    """
    before = [values.get(month.plus(-back)) for back in range(1, _MEAN_OF + 1)]
    return Compared(values.get(month), before[0], values.get(month.plus(-MONTHS_BACK)), mean(before))


def compared_months(month: Month) -> tuple[Month, ...]:
    """Return the months whose figures stand beside a month's, itself included, oldest first."""
    return (month.plus(-MONTHS_BACK), *(month.plus(-back) for back in range(_MEAN_OF, -1, -1)))


def mean(values: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of the values that exist."""
    known = [value for value in values if value is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(_PLACES) if known else None


def share(part: int, whole: int) -> Decimal | None:
    """Return a part in percent, None where there is no whole."""
    return (Decimal(100 * part) / whole).quantize(_PLACES) if whole else None


def middle(values: Sequence[int]) -> Decimal | None:
    """Return the median, None where there is nothing."""
    return Decimal(median(values)) if values else None


def sections(numbers: Numbers, month: Month) -> tuple[Section, ...]:
    """Make the sections of a month from its numbers and those of the months before."""
    return tuple(_section(definition, numbers, month) for definition in SECTIONS)


def _section(wanted: SectionDefinition, numbers: Numbers, month: Month) -> Section:
    figures = [
        _figure(definition, compare(numbers[f"{wanted.key}.{definition.key}"], month))
        for definition in wanted.figures
    ]
    return Section(wanted.key, wanted.title, tuple(figures))


def _figure(definition: Definition, found: Compared) -> Figure:
    return Figure(
        key=definition.key,
        label=definition.label,
        definition=definition.text,
        unit=definition.unit,
        value=found.value,
        previous=found.previous,
        same_month_last_year=found.same_month_last_year,
        mean_6m=found.mean_6m,
        sheet=definition.sheet,
        column=definition.column,
    )


def charts(numbers: Numbers, month: Month, aging: Sequence[tuple[str, Decimal]]) -> tuple[Series, ...]:
    """Draw twelve months of visits, complaints and money, and the aging by (title, yuan)."""
    year = tuple(month.plus(back) for back in range(1 - MONTHS_BACK, 1))

    def months(key: str, title: str, unit: Unit, kind: ChartKind) -> Series:
        section, _, figure = key.partition(".")
        points = tuple(numbers[key].get(at) or Decimal(0) for at in year)
        return Series(f"{section}_{figure}", title, unit, tuple(at.key for at in year), points, kind)

    labels, amounts = tuple(label for label, _ in aging), tuple(amount for _, amount in aging)
    return (
        months("visits.done", mark("Visits done by month"), Unit.COUNT, ChartKind.COLUMNS),
        months("complaints.received", mark("Complaints received by month"), Unit.COUNT, ChartKind.LINE),
        months("receivables.invoiced", mark("Invoiced by month"), Unit.MONEY, ChartKind.COLUMNS),
        months("receivables.received", mark("Money received by month"), Unit.MONEY, ChartKind.COLUMNS),
        Series("aging", mark("Receivables by age"), Unit.MONEY, labels, amounts, ChartKind.STACK),
    )
