"""Months, comparisons and the texts of the summary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.month_definitions_money import SECTIONS
from branchdesk.domain.month_figures import compare, compared_months, mean, middle, share
from branchdesk.domain.months import Month
from branchdesk.language import Words

months = st.builds(Month, st.integers(2000, 2100), st.integers(1, 12))


@given(months, st.integers(-600, 600))
def test_going_forth_and_back_ends_where_it_began(month: Month, count: int) -> None:
    assert month.plus(count).plus(-count) == month
    assert (month.plus(count) > month) == (count > 0)
    assert Month.parse(month.key) == month


@given(months)
def test_months_follow_each_other_without_a_gap(month: Month) -> None:
    assert month.plus(1).first.toordinal() == month.last.toordinal() + 1
    assert Month.of(month.last) == Month.of(month.first) == month


@pytest.mark.req("R123")
def test_a_month_stands_beside_its_year_ago_and_the_mean_of_six() -> None:
    values = {Month.of(date(2026, 11, 1)).plus(-back): Decimal(back) for back in range(8)}
    found = compare(values, Month(2026, 11))
    assert found.value == 0
    assert found.previous == 1
    assert found.same_month_last_year is None
    assert found.mean_6m == Decimal("3.5")
    assert compared_months(Month(2026, 11)) == (
        Month(2025, 11),
        *(Month(2026, number) for number in range(5, 12)),
    )


def test_what_has_no_whole_has_no_share() -> None:
    assert share(3, 0) is None
    assert share(8, 9) == Decimal("88.8889")
    assert mean([None, None]) is None
    assert mean([None, Decimal(4)]) == 4
    assert middle([]) is None
    assert middle([3, 8]) == Decimal("5.5")


@pytest.mark.req("R166")
def test_every_figure_has_one_definition_and_chinese_words() -> None:
    words = Words("zh_CN")
    keys = [(section.key, figure.key) for section in SECTIONS for figure in section.figures]
    assert len(keys) == len(set(keys))
    for section in SECTIONS:
        for figure in section.figures:
            assert figure.text.endswith(".")
            for text in (section.title, figure.label, figure.text):
                assert words.tr(text) != text, text
