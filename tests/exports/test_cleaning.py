from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.cleaning import CELL_LIMIT, Tally, clean, clean_cell, csv_text, looks_like_formula


@pytest.mark.fault(73)
@pytest.mark.parametrize(
    ("dirty", "shown", "replaced"),
    [
        ("坏\x07字", "坏□字", 1),
        ("\ud83d 半个", "□ 半个", 1),
        ("a\x00b\x1fc\uffff", "a□b□c□", 3),
        ("两\r\n行\r末\t尾", "两\n行\n末\t尾", 0),
        ("𠮷 é 😀", "𠮷 é 😀", 0),
    ],
)
def test_what_a_file_cannot_hold_is_replaced_and_counted(dirty: str, shown: str, replaced: int) -> None:
    tally = Tally()
    assert clean(dirty, tally) == shown
    assert tally.replaced == replaced


@pytest.mark.fault(73)
def test_a_text_beyond_the_limit_of_a_cell_is_cut_and_counted() -> None:
    tally = Tally()
    cut = clean_cell("长" * 40_000, tally)
    assert len(cut) == CELL_LIMIT
    assert cut.endswith("长…")
    assert tally.replaced == 1


def test_text_that_looks_like_an_escape_stays_text() -> None:
    assert clean_cell("_x0041_ _x41_", Tally()) == "_x005F_x0041_ _x41_"


@pytest.mark.fault(72)
@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|'/C calc'!A0", "-2+3", "\t=1", "＝1+1", "+1+1"])
def test_text_that_a_spreadsheet_would_calculate_is_recognised(text: str) -> None:
    assert looks_like_formula(text)
    assert csv_text(text, Tally()).startswith("'")


@pytest.mark.fault(72)
@pytest.mark.parametrize("text", ["+86 138 0000 0001", "-12.50", "王经理", "a=b", "", "138-0000-0001"])
def test_phones_and_numbers_stay_as_they_are(text: str) -> None:
    assert csv_text(text, Tally()) == text


@given(st.text(st.characters(codec=None)))
def test_cleaned_text_can_always_be_encoded(text: str) -> None:
    clean(text, Tally()).encode("utf-8")
