"""What the complaints of a year have in common, and which customers say nothing (D20, R121, R123, R126)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from statistics import mean

from branchdesk.domain.complaint_patterns import (
    CaseFact,
    Pattern,
    QuietCustomer,
    Rate,
    Rule,
    TrendPoint,
    patterns,
    rates,
    soon_after_visit,
    trend,
)
from branchdesk.domain.complaints import Stage
from branchdesk.domain.months import Month
from branchdesk.services.context import Context
from branchdesk.storage.queries import case_patterns as queries
from branchdesk.storage.queries.case_patterns import VisitCount

_TREND_MONTHS = 12
_MEAN_MONTHS = 6
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long complaints stayed at a stage before the next one, in minutes as the customer waits (R165)."""

    stage: Stage
    cases: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """How many active customers had no complaint, and whom of them nobody called (R126)."""

    customers: int
    without_complaint: int
    not_called: tuple[QuietCustomer, ...]

    @property
    def share(self) -> Decimal | None:
        """Return the share without complaint in percent."""
        if not self.customers:
            return None
        return (Decimal(100 * self.without_complaint) / self.customers).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Radar:
    """Everything that the page of patterns shows, read once."""

    since: date
    until: date
    cases: tuple[CaseFact, ...]
    patterns: tuple[Pattern, ...]
    soon: tuple[CaseFact, ...]
    by_technician: tuple[Rate, ...]
    by_site: tuple[Rate, ...]
    trend: tuple[TrendPoint, ...]
    stages: tuple[StageTime, ...]
    quiet: Quiet

    @property
    def months(self) -> tuple[Month, ...]:
        """Return the months from the first day to the last."""
        first, count = Month.of(self.since), 0
        while first.plus(count) < Month.of(self.until):
            count += 1
        return tuple(first.plus(n) for n in range(count + 1))


class CasePatterns:
    """The pattern radar of the complaint log."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def radar(self, *, months: int = 12, valid_only: bool = False) -> Radar:
        """Read the last months up to today; `valid_only` leaves out what was found invalid (R102)."""
        context = self._context
        today, settings = context.clock.today(), context.settings
        until = Month.of(today)
        since = until.plus(1 - months).first
        known = self._cases(until.plus(1 - _TREND_MONTHS - _MEAN_MONTHS).first, today, valid_only=valid_only)
        cases = tuple(case for case in known if case.received_on >= since)
        visits = queries.visit_counts(context.database, since, today)
        return Radar(
            since=since,
            until=today,
            cases=cases,
            patterns=self._patterns(known, today),
            soon=soon_after_visit(cases, settings.soon_after_visit_days),
            by_technician=_by_technician(cases, visits),
            by_site=_by_site(cases, visits),
            trend=trend((case.received_on for case in known), until, _TREND_MONTHS),
            stages=self._stages(since, today),
            quiet=self._quiet(since, today),
        )

    def of_case(self, complaint_id: int) -> tuple[Pattern, ...]:
        """Return the patterns of today that a complaint is part of."""
        context = self._context
        today = context.clock.today()
        longest = max(context.settings.pattern_days, context.settings.same_kind_days)
        known = self._cases(date.fromordinal(today.toordinal() - longest), today)
        found = self._patterns(known, today)
        return tuple(one for one in found if any(case.id == complaint_id for case in one.cases))

    def _cases(self, since: date, until: date, *, valid_only: bool = False) -> list[CaseFact]:
        context = self._context
        known = queries.case_facts(context.database, since, until, context.zone)
        return [case for case in known if case.valid is not False] if valid_only else known

    def _patterns(self, cases: list[CaseFact], today: date) -> tuple[Pattern, ...]:
        settings = self._context.settings
        repeats = Rule(settings.pattern_cases, settings.pattern_days)
        kinds = Rule(settings.same_kind_cases, settings.same_kind_days)
        return patterns(cases, today, repeats, kinds)

    def _stages(self, since: date, until: date) -> tuple[StageTime, ...]:
        steps = queries.stage_steps(self._context.database, since, until, self._context.zone)
        return _stage_times(list(steps.values()))

    def _quiet(self, since: date, until: date) -> Quiet:
        context = self._context
        called_since = date.fromordinal(until.toordinal() - context.settings.quiet_call_days)
        found = queries.quiet_customers(context.database, since, until, called_since, context.zone)
        silent = [one for one in found if not one.complained]
        return Quiet(len(found), len(silent), tuple(one for one in silent if not one.called))


def _by_technician(cases: tuple[CaseFact, ...], visits: list[VisitCount]) -> tuple[Rate, ...]:
    went: Counter[str] = Counter()
    for one in visits:
        if one.technician:
            went[one.technician] += one.visits
    return rates(Counter(case.technician for case in cases if case.technician), went)


def _by_site(cases: tuple[CaseFact, ...], visits: list[VisitCount]) -> tuple[Rate, ...]:
    """Set sites with complaints against their visits; sites without complaints would only fill the page."""
    complained = Counter(_place(case.customer, case.site) for case in cases if case.site)
    went: Counter[str] = Counter()
    for one in visits:
        place = _place(one.customer, one.site)
        if place in complained:
            went[place] += one.visits
    return rates(complained, went)


def _place(customer: str, site: str) -> str:
    return f"{customer} · {site}"


def _stage_times(cases: list[dict[Stage, datetime]]) -> tuple[StageTime, ...]:
    spent: dict[Stage, list[float]] = {}
    for reached in cases:
        known = sorted(reached.items(), key=lambda one: list(Stage).index(one[0]))
        for (stage, at), (_, following) in pairwise(known):
            spent.setdefault(stage, []).append(max((following - at).total_seconds(), 0))
    return tuple(
        StageTime(stage, len(spent[stage]), round(mean(spent[stage]) / _MINUTE))
        for stage in Stage
        if stage in spent
    )
