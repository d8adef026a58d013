"""Amounts in capitals, by the examples of the rules for receipts."""

from __future__ import annotations

import re

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.capitals import capitals


@pytest.mark.req("R079")
@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (12_345_0, "壹仟贰佰叁拾肆元伍角"),
        (10_020_003, "壹拾万零贰佰元零叁分"),
        (70_000_000, "柒拾万元整"),
        (1_240_000, "壹万贰仟肆佰元整"),
        (100_030, "壹仟元叁角"),
        (100_003_000, "壹佰万零叁拾元整"),
    ],
)
def test_an_amount_in_capitals(fen: int, text: str) -> None:
    assert capitals(fen) == text


def test_a_debt_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        capitals(-1)


@given(st.integers(1, 10**12))
@settings(deadline=None)
def test_whole_yuan_read_back_as_the_number_they_were(yuan: int) -> None:
    text = capitals(yuan * 100)
    assert text.endswith("元整")
    assert cn2an.cn2an(text.removesuffix("元整"), "normal") == yuan


@given(st.integers(0, 10**12))
@settings(deadline=None)
def test_capitals_hold_no_plain_figure(fen: int) -> None:
    assert re.fullmatch("[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+", capitals(fen))
