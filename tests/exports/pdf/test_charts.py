from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.summaries import ChartKind, Series, Unit
from branchdesk.language import Words
from exports.pdf.charts import draw_chart, nice_top
from exports.pdf.document import Paper
from tests.exports.fixtures import month


@pytest.mark.parametrize(
    ("highest", "top"),
    [("0", "1"), ("-5", "1"), ("1", "1"), ("3", "4"), ("337109", "400000"), ("0.7", "0.8"), ("99", "100")],
)
def test_an_axis_ends_at_a_round_number(highest: str, top: str) -> None:
    assert nice_top(Decimal(highest)) == Decimal(top)


@given(st.decimals("0.01", "1e12", places=2))
def test_no_value_is_above_its_axis(highest: Decimal) -> None:
    assert highest <= nice_top(highest) <= 2 * highest


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("values", [(), (0,), (5,), (0, 0), (-3, 2), (1, 10**9)])
def test_a_chart_of_anything_can_be_drawn(kind: ChartKind, values: tuple[int, ...]) -> None:
    labels = tuple(f"2026-{n:02}" for n in range(1, len(values) + 1))
    series = Series("x", "Total", Unit.MONEY, labels, tuple(map(Decimal, values)), kind)
    with Paper(Words("zh_CN"), branch="", title="", made_at=month().made_at) as paper:
        before = paper.y
        draw_chart(paper, series)
        assert paper.y > before
