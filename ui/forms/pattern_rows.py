"""The rows and columns of the page of patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from branchdesk.domain.complaint_patterns import CaseFact, Pattern, QuietCustomer, Rate, Trait
from branchdesk.domain.messages import mark
from branchdesk.domain.months import Month
from branchdesk.services.case_patterns import StageTime
from ui.language import term, tr, trn
from ui.table.columns import Align, Column
from ui.tabs.customers_words import ago


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern in the list."""

    id: int
    pattern: Pattern

    @property
    def what(self) -> str:
        """Say what the cases share, by name."""
        last = self.pattern.cases[-1]
        names = {
            Trait.KIND_AND_TECHNICIAN: f"{term(last.category)} · {last.technician}",
            Trait.KIND_AND_SITE: f"{term(last.category)} · {place(last)}",
            Trait.SITE: place(last),
            Trait.PEST: f"{last.pest} · {last.customer}",
            Trait.TECHNICIAN: last.technician,
            Trait.CAUSE: last.cause,
        }
        return names[self.pattern.trait]


@dataclass(frozen=True, slots=True)
class RateRow:
    """A technician or site with its rate."""

    id: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class MonthsRow:
    """How often something was complained about, month by month."""

    id: int
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """How long cases stayed at a stage."""

    id: int
    time: StageTime


def place(case: CaseFact) -> str:
    """Name where a complaint came from."""
    return f"{case.customer} · {case.site}" if case.site else case.customer


def case_columns() -> tuple[Column[CaseFact], ...]:
    """Return the columns of complaints."""
    return (
        Column("number", mark("Number"), lambda r: r.number, width=130),
        Column("received", mark("Received on"), lambda r: r.received_on, width=100),
        Column("place", mark("Customer and site"), place, width=210),
        Column("category", mark("Category"), lambda r: r.category, width=110),
        Column("technician", mark("Technician"), lambda r: r.technician, width=90),
        Column("after", mark("After the visit"), lambda r: r.days_after_visit, text=_after, width=110),
        Column("pest", mark("Pest"), lambda r: r.pest, width=80),
        Column("cause", mark("Root cause"), lambda r: r.cause, width=160),
    )


def pattern_columns() -> tuple[Column[PatternRow], ...]:
    """Return the columns of patterns."""
    return (
        Column(
            "trait", mark("In common"), lambda r: r.pattern.trait, icon=lambda _r: "refresh-cw", width=190
        ),
        Column("what", mark("What"), lambda r: r.what, width=320),
        Column("cases", mark("Cases"), lambda r: len(r.pattern.cases), align=Align.RIGHT, width=80),
        Column("since", mark("Since"), lambda r: r.pattern.cases[0].received_on, width=110),
        Column("flagged", mark("Last one"), lambda r: r.pattern.flagged_on, width=110),
    )


def rate_columns(title: str) -> tuple[Column[RateRow], ...]:
    """Return the columns of rates; a rate over few visits says so (D20)."""
    return (
        Column("label", title, lambda r: r.rate.label, width=300),
        Column("complaints", mark("Complaints"), lambda r: r.rate.complaints, align=Align.RIGHT, width=90),
        Column("visits", mark("Visits done"), lambda r: r.rate.visits, align=Align.RIGHT, width=100),
        Column(
            "rate",
            mark("Per 100 visits"),
            lambda r: str(r.rate.per_hundred) if r.rate.per_hundred is not None else "–",
            align=Align.RIGHT,
            width=110,
        ),
        Column(
            "thin",
            mark("Reliability"),
            lambda r: r.rate.is_thin,
            text=lambda r: tr("too few visits to judge") if r.rate.is_thin else "",
            icon=lambda r: "triangle-alert" if r.rate.is_thin else None,
            color=lambda r: "soon" if r.rate.is_thin else None,
            width=190,
        ),
    )


def month_columns(title: str, months: Sequence[Month]) -> tuple[Column[MonthsRow], ...]:
    """Return one column for each month and one for their sum (R121)."""
    head: Column[MonthsRow] = Column("label", title, lambda r: r.label, width=200)
    total: Column[MonthsRow] = Column(
        "total", mark("Total"), lambda r: sum(r.counts), align=Align.RIGHT, width=64
    )
    return head, *(_month_column(at, month) for at, month in enumerate(months)), total


def quiet_columns(today: date) -> tuple[Column[QuietCustomer], ...]:
    """Return the columns of customers who say nothing (R126)."""
    return (
        Column("name", mark("Customer"), lambda r: r.name, width=260),
        Column("phone", mark("Phone"), lambda r: r.phone, width=140),
        Column("spoke", mark("Last spoken to"), lambda r: r.spoke_on, width=130),
        Column(
            "ago",
            mark("That is"),
            lambda r: r.spoke_on,
            text=lambda r: ago(r.spoke_on, today) if r.spoke_on else tr("never"),
            width=130,
        ),
    )


def stage_columns() -> tuple[Column[StageRow], ...]:
    """Return the columns of the stages (R165)."""
    return (
        Column("stage", mark("Stage"), lambda r: r.time.stage, width=200),
        Column("cases", mark("Cases"), lambda r: r.time.cases, align=Align.RIGHT, width=90),
        Column(
            "minutes",
            mark("Until the next stage, on average"),
            lambda r: r.time.minutes,
            text=lambda r: duration_words(r.time.minutes),
            align=Align.RIGHT,
            width=240,
        ),
    )


def duration_words(minutes: int) -> str:
    """Write a duration the way one says it: minutes, hours or days."""
    if minutes < 120:
        return trn("{n} minute", "{n} minutes", minutes)
    hours = round(minutes / 60)
    return (
        trn("{n} hour", "{n} hours", hours) if hours < 48 else trn("{n} day", "{n} days", round(hours / 24))
    )


def _month_column(at: int, month: Month) -> Column[MonthsRow]:
    return Column(
        f"m{at}",
        month.key,
        lambda r: r.counts[at],
        text=lambda r: str(r.counts[at] or "·"),
        align=Align.RIGHT,
        width=68,
    )


def _after(case: CaseFact) -> str:
    days = case.days_after_visit
    if days is None:
        return ""
    return tr("same day") if days == 0 else trn("{n} day later", "{n} days later", days)
