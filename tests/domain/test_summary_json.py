"""A summary survives being kept as JSON, value for value."""

from __future__ import annotations

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.receivables import InvoiceKind
from branchdesk.domain.summaries import Cell, Column, DataSheet, Unit
from branchdesk.domain.summary_json import from_plain, to_plain
from tests.exports.fixtures import month

cells = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.sampled_from(InvoiceKind),
)


@pytest.mark.req("D30")
def test_a_locked_month_reads_back_equal() -> None:
    summary = month()
    read = from_plain(json.loads(json.dumps(to_plain(summary))))
    assert read == summary
    assert read.made_at.utcoffset() == summary.made_at.utcoffset()
    zoned = replace(summary, made_at=summary.made_at.astimezone(ZoneInfo("Asia/Shanghai")))
    assert from_plain(json.loads(json.dumps(to_plain(zoned)))) == zoned


@given(st.lists(st.tuples(cells, cells)))
def test_every_cell_keeps_its_value_and_its_kind(
    rows: list[tuple[Cell, ...]],
) -> None:
    columns = (Column("a", "A", Unit.TEXT), Column("b", "B", Unit.MONEY, total=True))
    sheet = DataSheet("rows", "Rows", columns, tuple(rows))
    read = from_plain(json.loads(json.dumps(to_plain(sheet))))
    assert read == sheet
    for ours, theirs in zip(sheet.rows, read.rows, strict=True):
        assert [(type(cell), str(cell)) for cell in ours] == [(type(cell), str(cell)) for cell in theirs]


def test_a_value_that_no_summary_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        to_plain((1.5,))
