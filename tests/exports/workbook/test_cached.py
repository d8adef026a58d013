from __future__ import annotations

from decimal import Decimal

import pytest

from exports.workbook.cached import add_cached_values

CELL = b'<row><c r="B5" s="3"><f>SUM(B1:B4)</f><v /></c><c r="C5" t="n"><v>1</v></c></row>'


def test_a_formula_gets_its_number_and_nothing_else_changes() -> None:
    filled = add_cached_values(CELL, {"B5": Decimal("1E+2")})
    assert filled == CELL.replace(b"<v /></c><c", b"<v>100</v></c><c")


def test_a_formula_that_gives_text_says_so() -> None:
    filled = add_cached_values(CELL, {"B5": "相符 <&>"})
    assert b'<c r="B5" s="3" t="str"><f>SUM(B1:B4)</f><v>' in filled
    assert "相符 &lt;&amp;&gt;".encode() in filled


def test_text_that_quotes_a_formula_is_left_alone() -> None:
    text = b'<c r="A1" t="inlineStr"><is><t>&lt;f&gt;1&lt;/f&gt;&lt;v /&gt;</t></is></c>'
    assert add_cached_values(text, {}) == text


def test_a_formula_without_a_value_is_a_bug() -> None:
    with pytest.raises(KeyError):
        add_cached_values(CELL, {})
