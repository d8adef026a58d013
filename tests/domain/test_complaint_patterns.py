"""What complaints have in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from branchdesk.domain.complaint_patterns import (
    CaseFact,
    Rate,
    Rule,
    Trait,
    by_month,
    pareto,
    patterns,
    rates,
    soon_after_visit,
    trend,
)
from branchdesk.domain.complaints import ComplaintCategory
from branchdesk.domain.months import Month

REPEATS, KINDS = Rule(cases=3, days=90), Rule(cases=3, days=30)
NOV = Month(2026, 11)


def case(day: date, number: int = 1, **changes: Any) -> CaseFact:
    fact = CaseFact(
        id=number,
        number=f"TS-2026-11-{number:03}",
        received_on=day,
        customer_id=number,
        customer=f"客户{number}",
        site_id=number,
        site="总店",
        category=ComplaintCategory.PUNCTUALITY,
        pest="",
        technician_id=None,
        technician="",
        cause="",
        valid=None,
        visit_on=None,
    )
    return replace(fact, **changes)


def late_three_times() -> list[CaseFact]:
    days = (date(2026, 11, 3), date(2026, 11, 12), date(2026, 11, 23))
    return [case(day, number, technician_id=7, technician="李师傅") for number, day in enumerate(days, 1)]


@pytest.mark.req("R121")
def test_the_third_complaint_of_a_kind_about_one_technician_in_30_days_is_flagged_on_its_day() -> None:
    found = patterns(late_three_times(), date(2026, 11, 23), REPEATS, KINDS)
    kind = next(p for p in found if p.trait is Trait.KIND_AND_TECHNICIAN)
    assert kind.flagged_on == date(2026, 11, 23)
    assert [one.number for one in kind.cases] == ["TS-2026-11-001", "TS-2026-11-002", "TS-2026-11-003"]


@pytest.mark.req("R121")
def test_two_of_a_kind_are_no_pattern_yet() -> None:
    assert not patterns(late_three_times(), date(2026, 11, 22), REPEATS, KINDS)


@pytest.mark.req("R121")
def test_a_case_31_days_ago_counts_no_longer_for_the_kind() -> None:
    found = patterns(late_three_times(), date(2026, 12, 3), REPEATS, KINDS)
    assert Trait.KIND_AND_TECHNICIAN not in {p.trait for p in found}


@pytest.mark.req("D20")
@pytest.mark.parametrize(
    ("trait", "shared"),
    [
        (Trait.SITE, {"site_id": 5}),
        (Trait.PEST, {"customer_id": 5, "pest": "蟑螂"}),
        (Trait.TECHNICIAN, {"technician_id": 5}),
        (Trait.CAUSE, {"cause": "饵站未补药"}),
    ],
)
def test_three_in_90_days_with_a_common_trait_are_a_pattern(trait: Trait, shared: dict[str, Any]) -> None:
    kinds = list(ComplaintCategory)
    days = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 20))
    cases = [case(day, n, category=kinds[n], **shared) for n, day in enumerate(days, 1)]
    found = patterns(cases, date(2026, 11, 22), REPEATS, KINDS)
    assert [(p.trait, len(p.cases)) for p in found] == [(trait, 3)]


@pytest.mark.req("D20")
def test_a_cause_written_with_other_blanks_is_the_same_cause() -> None:
    causes = ("饵站未补药", "饵站 未补药", " 饵站未补药 ")
    cases = [case(date(2026, 11, n), n, cause=text) for n, text in enumerate(causes, 1)]
    assert Trait.CAUSE in {p.trait for p in patterns(cases, date(2026, 11, 22), REPEATS, KINDS)}


@pytest.mark.req("D20")
def test_complaints_up_to_14_days_after_a_visit_are_listed_the_quickest_first() -> None:
    day = date(2026, 11, 20)
    cases = [
        case(day, 1, visit_on=date(2026, 11, 6)),
        case(day, 2, visit_on=date(2026, 11, 5)),
        case(day, 3, visit_on=date(2026, 11, 19)),
        case(day, 4),
    ]
    assert [one.id for one in soon_after_visit(cases, 14)] == [3, 1]


@pytest.mark.req("D20")
def test_a_rate_over_few_visits_is_marked_and_comes_last() -> None:
    found = rates({"李": 3, "王": 1}, {"李": 200, "王": 12, "赵": 100})
    assert [(one.label, one.per_hundred, one.is_thin) for one in found] == [
        ("李", Decimal("1.5"), False),
        ("赵", Decimal("0.0"), False),
        ("王", Decimal("8.3"), True),
    ]


def test_without_visits_there_is_no_rate() -> None:
    assert Rate("李", 2, 0).per_hundred is None


@pytest.mark.req("R121")
def test_pareto_puts_the_greatest_first_and_ends_at_all() -> None:
    bars = pareto(["迟到", "虫害复发", "虫害复发", "态度", "虫害复发"])
    assert [(bar.label, bar.count, bar.cumulative) for bar in bars] == [
        ("虫害复发", 3, Decimal("60.0")),
        ("态度", 1, Decimal("80.0")),
        ("迟到", 1, Decimal("100.0")),
    ]


@pytest.mark.req("R123")
def test_a_month_stands_beside_the_mean_of_the_six_before() -> None:
    before = {5: 6, 6: 7, 7: 8, 8: 9, 9: 7, 10: 7}
    days = [date(2026, month, 1) for month, count in before.items() for _ in range(count)]
    point = trend([*days, *[date(2026, 11, 2)] * 9], NOV)[-1]
    assert (point.count, point.mean) == (9, Decimal("7.3"))


@pytest.mark.req("R123")
def test_months_before_the_records_began_are_not_taken_for_good_ones() -> None:
    first, second, third = trend([date(2026, 9, 2), date(2026, 10, 2), date(2026, 10, 3)], NOV, months=3)
    assert (first.mean, second.mean, third.mean) == (None, Decimal("1.0"), Decimal("1.5"))


@pytest.mark.req("R121")
def test_the_cross_table_counts_every_case_once() -> None:
    months = (Month(2026, 10), NOV)
    table = by_month(late_three_times(), months, lambda one: one.technician)
    assert table == {"李师傅": (0, 3)}


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.integers(-100, 10), min_size=12, max_size=40), DAYS)
@example([-90, -89, -1, 0, 1] * 3, date(2026, 11, 23))
@settings(deadline=None)
def test_patterns_never_hold_a_case_of_the_future_or_from_before_their_window(
    offsets: list[int], today: date
) -> None:
    days = [today + timedelta(days=offset) for offset in offsets]
    cases = [case(day, n, site_id=n % 3, technician_id=n % 2 or None) for n, day in enumerate(days, 1)]
    for found in patterns(cases, today, REPEATS, KINDS):
        assert len(found.cases) >= 3
        assert all(today - timedelta(days=90) < one.received_on <= today for one in found.cases)


@given(st.lists(DAYS, max_size=60))
@settings(deadline=None)
def test_a_trend_over_a_year_counts_every_complaint_of_it(days: list[date]) -> None:
    assert sum(point.count for point in trend(days, Month(2026, 12))) == len(days)
