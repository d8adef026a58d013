from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.workbook.names import reference, sheet_name


@pytest.mark.req("R175")
@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("投诉/回访[11月]", [], "投诉 回访 11月"),
        ("'账龄'", [], "账龄"),
        ("", [], "Sheet 1"),
        ("History", [], "History 1"),
        ("Aging", ["aging"], "Aging (2)"),
        ("应" * 40, ["应" * 31], "应" * 27 + " (2)"),
    ],
)
def test_a_sheet_name_is_one_that_spreadsheets_accept(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name


@given(st.lists(st.text(max_size=40), max_size=6))
def test_names_are_short_clean_and_all_different(wanted: list[str]) -> None:
    taken: list[str] = []
    for text in wanted:
        taken.append(sheet_name(text, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")


def test_a_quote_in_a_name_is_doubled_in_formulas() -> None:
    assert reference("王's", "A1") == "'王''s'!A1"
