from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.pdf.lines import wrap
from tests.exports.fixtures import LONG

CLOSING = "，。、：；！？）”’》】…%"


def measure(text: str) -> float:
    return float(sum(2 if ord(character) > 0x2FF else 1 for character in text))


def test_no_line_begins_with_a_closing_mark() -> None:
    for width in range(8, 60):
        lines = wrap(LONG, width, measure)
        assert [line for line in lines if line[0] in CLOSING] == []
        assert [line for line in lines if line[-1] in "（“《【"] == []


def test_a_long_number_without_a_break_point_is_cut_rather_than_lost() -> None:
    assert wrap("A" * 25, 10, measure) == ["A" * 10, "A" * 10, "A" * 5]


def test_words_stay_whole_and_blanks_at_line_ends_go() -> None:
    assert wrap("two words here", 9, measure) == ["two words", "here"]


def test_lines_of_the_text_itself_are_kept() -> None:
    assert wrap("一\n\n二", 10, measure) == ["一", "", "二"]


@given(st.text("客户，。（）abc 12.\n", max_size=60), st.integers(4, 30))
def test_nothing_but_blanks_is_lost_and_every_line_fits(text: str, width: int) -> None:
    lines = wrap(text, width, measure)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line.rstrip()) <= width or len(line.strip()) <= 1 for line in lines)
