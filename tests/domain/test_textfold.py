"""Two spellings of one thing fold to the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.textfold import fold_phone, fold_text, heading_key


@pytest.mark.fault(58)
@pytest.mark.parametrize("text", ["Café 杭州", "CAFE\u0301\u3000杭州", "ｃａｆé杭 州"])
def test_width_case_composition_and_blanks_do_not_matter(text: str) -> None:
    assert fold_text(text) == "café杭州"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@pytest.mark.parametrize(
    "text",
    ["13800138000", "+86 138 0013 8000", "008613800138000", "１３８００１３８０００"],
)
def test_a_mobile_is_the_same_with_and_without_country_code(text: str) -> None:
    assert fold_phone(text) == "13800138000"


def test_a_landline_gets_its_zero_back_behind_the_country_code() -> None:
    assert fold_phone("+86 571 8888 8888") == fold_phone("0571-88888888")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("客户 名称*", "客户名称"),
        ("金额(元)", "金额"),
        ("金额（收入）", "金额收入"),
        ("Due_Date:", "duedate"),
    ],
)
def test_headings_are_compared_by_letters_only(heading: str, key: str) -> None:
    assert heading_key(heading) == key
