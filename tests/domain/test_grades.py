"""Marks make grades, exceptions end, and no grade makes an answer later than for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.errors import Refused
from branchdesk.domain.grades import (
    GradeFacts,
    Grading,
    answer_minutes,
    calls_owed,
    check_grading,
    grade_of,
    grade_on,
    graded,
    parse_bounds,
    parse_weights,
    score,
    suggest,
)
from branchdesk.domain.settings import Settings

TODAY = date(2026, 11, 22)
BOUNDS = parse_bounds("4.0/2.5")


@pytest.mark.req("R138")
@pytest.mark.parametrize(
    ("marks", "points", "grade"),
    [((5, 4, 3), "4.30", "A"), ((3, 3, 2), "2.80", "B"), ((2, 2, 2), "2.00", "C"), ((4, 4, 4), "4.00", "A")],
)
def test_three_marks_and_their_weights_make_the_grade(
    marks: tuple[int, int, int], points: str, grade: str
) -> None:
    found = score(marks, parse_weights("50/30/20"))
    assert found == Decimal(points)
    assert grade_of(found, BOUNDS) == grade


@pytest.mark.req("R138")
def test_other_weights_make_another_grade() -> None:
    draft = Grading(value=5, importance=1, potential=1, grade="")
    assert graded(draft, Settings()).by_marks == "B"
    assert graded(draft, Settings(grade_weights="80/10/10")).by_marks == "A"


@pytest.mark.parametrize("text", ["50/30", "50/30/30", "a/b/c", ""])
def test_weights_that_do_not_make_a_hundred_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_weights(text)


@pytest.mark.parametrize("text", ["2.5/4.0", "6/2", "4.0", "x/y"])
def test_bounds_that_do_not_fall_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_bounds(text)


@pytest.mark.req("D14")
def test_an_exception_needs_a_reason_and_a_last_day() -> None:
    draft = Grading(graded_on=TODAY, value=3, importance=3, potential=2, grade="A")
    assert set(check_grading(draft, Settings())) == {"reason", "until_on"}
    right = replace(draft, reason="续约谈判", until_on=date(2026, 12, 31))
    assert check_grading(right, Settings()) == {}


@pytest.mark.req("D14")
def test_an_exception_that_is_over_gives_way_to_the_marks() -> None:
    one = Grading(id=1, graded_on=date(2026, 6, 1), by_marks="B", grade="A", until_on=date(2026, 9, 30))
    assert grade_on([one], "C", date(2026, 5, 31)) == "C"
    assert grade_on([one], "C", date(2026, 9, 30)) == "A"
    assert grade_on([one], "C", date(2026, 10, 1)) == "B"


@pytest.mark.req("R139")
@given(
    grade=st.sampled_from(["A", "B", "C", ""]),
    floor=st.integers(1, 600),
    own_a=st.integers(1, 600),
    own_b=st.integers(1, 600),
)
@settings(deadline=None, max_examples=60)
def test_no_grade_ever_waits_longer_than_all(grade: str, floor: int, own_a: int, own_b: int) -> None:
    limits = Settings(answer_minutes=floor, answer_minutes_a=own_a, answer_minutes_b=own_b)
    assert answer_minutes(grade, limits) <= floor


@pytest.mark.req("R139")
def test_a_is_answered_within_half_an_hour_and_c_within_the_hour() -> None:
    assert (answer_minutes("A", Settings()), answer_minutes("C", Settings())) == (30, 60)


@pytest.mark.req("D14")
def test_the_suggestion_names_its_reasons() -> None:
    facts = GradeFacts(
        invoiced_fen=88_800_00, rank_share=Decimal("0.1"), days_late=41, complaints=3, contacts_gone=1
    )
    found = suggest(facts, BOUNDS)
    assert [reason.mark for reason in found.reasons] == [5, 2, 2, 4]
    assert (found.score, found.grade) == (Decimal("3.60"), "B")
    assert "41" in str(found.reasons[1].say)


@pytest.mark.req("R139", "R025")
@given(grade=st.sampled_from(["A", "B", "C", ""]), own_a=st.integers(-5, 40), own_b=st.integers(-5, 40))
@settings(deadline=None, max_examples=60)
def test_nobody_is_owed_fewer_than_one_call_a_month(grade: str, own_a: int, own_b: int) -> None:
    assert calls_owed(grade, Settings(calls_per_month_a=own_a, calls_per_month_b=own_b)) >= 1
    assert [calls_owed(one, Settings()) for one in "ABC"] == [2, 1, 1]
