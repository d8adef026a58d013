"""What complaints have in common: repeats, complaints soon after a visit, rates, causes (R121, R126, D20)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from branchdesk.domain.complaints import ComplaintCategory
from branchdesk.domain.months import Month

FEW_VISITS = 30
"""A rate over fewer visits says little: it is marked (D20)."""
_TENTH = Decimal("0.1")


class Trait(StrEnum):
    """What several complaints may share."""

    KIND_AND_TECHNICIAN = "kind_and_technician"  # R121
    KIND_AND_SITE = "kind_and_site"  # R121
    SITE = "site"
    PEST = "pest"  # the same pest at the same customer
    TECHNICIAN = "technician"
    CAUSE = "cause"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """What patterns need to know of a complaint; days are the branch's own."""

    id: int
    number: str
    received_on: date
    customer_id: int
    customer: str
    site_id: int | None
    site: str
    category: ComplaintCategory
    pest: str
    technician_id: int | None  # of the visit it is about, else of the last one before it
    technician: str
    cause: str
    valid: bool | None
    visit_on: date | None  # the visit before the complaint

    @property
    def days_after_visit(self) -> int | None:
        """Return how long after a visit it came, None where none went before."""
        return None if self.visit_on is None else (self.received_on - self.visit_on).days


@dataclass(frozen=True, slots=True)
class Rule:
    """From how many cases within how many days on something is a pattern."""

    cases: int
    days: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Cases that share a trait, oldest first; the last one is the day on which it is flagged."""

    trait: Trait
    cases: tuple[CaseFact, ...]

    @property
    def flagged_on(self) -> date:
        """Return the day of the case that made or renewed the pattern."""
        return self.cases[-1].received_on


@dataclass(frozen=True, slots=True)
class Rate:
    """Complaints per hundred visits of one technician or site."""

    label: str
    complaints: int
    visits: int

    @property
    def per_hundred(self) -> Decimal | None:
        """Return the rate, None where nobody went."""
        if not self.visits:
            return None
        return (Decimal(100 * self.complaints) / self.visits).quantize(_TENTH)

    @property
    def is_thin(self) -> bool:
        """Tell whether the numbers are too small to judge anybody by them (D20)."""
        return self.visits < FEW_VISITS


@dataclass(frozen=True, slots=True)
class ParetoBar:
    """One reason with its count and the share of all that it and the greater ones make up, in percent."""

    label: str
    count: int
    cumulative: Decimal


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A month's complaints beside the mean of the six months before it (R123)."""

    month: Month
    count: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class QuietCustomer:
    """An active customer: when we last spoke, and whether there was a complaint (R126)."""

    id: int
    name: str
    phone: str
    spoke_on: date | None
    complained: bool
    called: bool  # within the days that the branch set


def patterns(cases: Iterable[CaseFact], today: date, repeats: Rule, kinds: Rule) -> tuple[Pattern, ...]:
    """Find what repeats up to a day, the most cases first.

    `kinds` is the rule for the same kind of complaint (3 in 30 days, R121), `repeats` the one for the same
    site, pest, technician or cause (3 in 90 days, D20).
    """
    known = sorted((case for case in cases if case.received_on <= today), key=_by_day)
    found = [
        Pattern(trait, tuple(shared))
        for trait, rule in _rules(repeats, kinds).items()
        for shared in _groups(known, trait, today - timedelta(days=rule.days))
        if len(shared) >= rule.cases
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.cases), -one.flagged_on.toordinal(), one.trait)))


def soon_after_visit(cases: Iterable[CaseFact], within_days: int) -> tuple[CaseFact, ...]:
    """Return the complaints that came at most so many days after a visit, the quickest first (D20)."""
    soon = [
        (days, case) for case in cases if (days := case.days_after_visit) is not None and days <= within_days
    ]
    return tuple(case for _, case in sorted(soon, key=lambda one: (one[0], one[1].received_on)))


def rates(complaints: Mapping[str, int], visits: Mapping[str, int]) -> tuple[Rate, ...]:
    """Set complaints against visits by label, the highest trustworthy rate first."""
    both = [Rate(label, complaints.get(label, 0), visits.get(label, 0)) for label in {*complaints, *visits}]
    return tuple(
        sorted(both, key=lambda one: (one.is_thin, -(one.per_hundred or 0), -one.complaints, one.label))
    )


def pareto(labels: Iterable[str]) -> tuple[ParetoBar, ...]:
    """Count labels, the most frequent first, with the running share of all."""
    counts = sorted(Counter(labels).items(), key=lambda one: (-one[1], one[0]))
    total, running = sum(count for _, count in counts), 0
    bars = []
    for label, count in counts:
        running += count
        bars.append(ParetoBar(label, count, (Decimal(100 * running) / total).quantize(_TENTH)))
    return tuple(bars)


def trend(days: Iterable[date], until: Month, months: int = 12) -> tuple[TrendPoint, ...]:
    """Count by month up to one, each beside the mean of the six before it (R123).

    Months before the first complaint do not count for the mean: nobody wrote them down.
    """
    counts = Counter(Month.of(day) for day in days)
    first = min(counts, default=until)
    return tuple(
        TrendPoint(month, counts[month], _mean_before(counts, month, first))
        for month in (until.plus(-back) for back in range(months - 1, -1, -1))
    )


def by_month(
    cases: Iterable[CaseFact], months: Sequence[Month], label: Callable[[CaseFact], str]
) -> dict[str, tuple[int, ...]]:
    """Count month by month under a label, the most frequent label first (R121)."""
    counts: dict[str, Counter[Month]] = defaultdict(Counter)
    for case in cases:
        counts[label(case)][Month.of(case.received_on)] += 1
    rows = {name: tuple(found[month] for month in months) for name, found in counts.items()}
    kept = [(name, row) for name, row in rows.items() if any(row)]
    return dict(sorted(kept, key=lambda one: (-sum(one[1]), one[0])))


def _rules(repeats: Rule, kinds: Rule) -> dict[Trait, Rule]:
    same_kind = {Trait.KIND_AND_TECHNICIAN, Trait.KIND_AND_SITE}
    return {trait: kinds if trait in same_kind else repeats for trait in Trait}


def _groups(cases: Sequence[CaseFact], trait: Trait, after: date) -> Iterable[list[CaseFact]]:
    found: dict[Hashable, list[CaseFact]] = defaultdict(list)
    for case in cases:
        shared = _KEYS[trait](case)
        if shared is not None and case.received_on > after:
            found[shared].append(case)
    return found.values()


def _mean_before(counts: Counter[Month], month: Month, first: Month) -> Decimal | None:
    before = [month.plus(-back) for back in range(1, 7)]
    known = [counts[one] for one in before if one >= first]
    return (Decimal(sum(known)) / len(known)).quantize(_TENTH) if known else None


def _place(case: CaseFact) -> Hashable:
    return case.site_id if case.site_id is not None else f"customer {case.customer_id}"


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _by_day(case: CaseFact) -> tuple[date, int]:
    return case.received_on, case.id


_KEYS: dict[Trait, Callable[[CaseFact], Hashable]] = {
    Trait.KIND_AND_TECHNICIAN: lambda case: (
        (case.category, case.technician_id) if case.technician_id else None
    ),
    Trait.KIND_AND_SITE: lambda case: (case.category, _place(case)),
    Trait.SITE: _place,
    Trait.PEST: lambda case: (case.customer_id, _folded(case.pest)) if case.pest.strip() else None,
    Trait.TECHNICIAN: lambda case: case.technician_id,
    Trait.CAUSE: lambda case: _folded(case.cause) or None,
}
