from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.errors import Refused
from branchdesk.domain.typed_dates import Lean, parse_typed_date

TODAY = date(2026, 11, 22)


class Fortnight:
    """Counts every working day as one day more than it is, to show whose answer is taken."""

    def add_working_days(self, day: date, count: int) -> date:
        return day + timedelta(days=count + 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25", date(2026, 11, 25)),
        ("25日", date(2026, 11, 25)),
        ("9-25", date(2026, 9, 25)),
        ("9月25日", date(2026, 9, 25)),
        ("１１/２５", date(2026, 11, 25)),
        ("2026-9-25", date(2026, 9, 25)),
        ("2026/9/25", date(2026, 9, 25)),
        ("2026.9.25", date(2026, 9, 25)),
        ("2026年9月25日", date(2026, 9, 25)),
        ("20261125", date(2026, 11, 25)),
        ("今天", TODAY),
        (" Today ", TODAY),
        ("明天", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 23)),
        ("后天", date(2026, 11, 24)),
        ("昨天", date(2026, 11, 21)),
        ("周三", date(2026, 11, 18)),
        ("下周三", date(2026, 11, 25)),
        ("+15", date(2026, 12, 7)),
        ("-1", date(2026, 11, 21)),
        ("+2w", date(2026, 12, 6)),
        ("+1m", date(2026, 12, 22)),
        ("+3个月", date(2027, 2, 22)),
        ("+15wd", date(2026, 12, 8)),
        ("+15个工作日", date(2026, 12, 8)),
    ],
)
def test_a_date_is_read_as_people_type_it(text: str, expected: date) -> None:
    assert parse_typed_date(text, TODAY, Fortnight()) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "32", "2-30", "2026-13-1", "20261301", "+", "9999-1-1", "+wd", "0"]
)
def test_nonsense_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Refused, match="is not a date"):
        parse_typed_date(text, TODAY)


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(Refused, match="Working days"):
        parse_typed_date("+15wd", TODAY)


def test_a_date_without_year_is_the_nearest_one() -> None:
    assert parse_typed_date("12-28", date(2027, 1, 3)) == date(2026, 12, 28)
    assert parse_typed_date("1-3", date(2026, 12, 28)) == date(2027, 1, 3)
    assert parse_typed_date("2", date(2026, 11, 28)) == date(2026, 12, 2)


def test_a_field_may_lean_to_the_past_or_the_future() -> None:
    assert parse_typed_date("5", TODAY, lean=Lean.PAST) == date(2026, 11, 5)
    assert parse_typed_date("5", TODAY, lean=Lean.FUTURE) == date(2026, 12, 5)
    assert parse_typed_date("22", TODAY, lean=Lean.PAST) == TODAY


def test_a_leap_day_is_found_years_away() -> None:
    assert parse_typed_date("2-29", TODAY) == date(2028, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
@settings(deadline=None)
def test_an_iso_date_reads_back(day: date) -> None:
    assert parse_typed_date(day.isoformat(), TODAY) == day


@given(st.integers(-9999, 9999))
@settings(deadline=None)
def test_days_are_counted_from_today(count: int) -> None:
    assert parse_typed_date(f"{count:+d}", TODAY) == TODAY + timedelta(days=count)


@given(st.text(max_size=12))
@settings(deadline=None)
def test_any_text_gives_a_date_or_a_refusal(text: str) -> None:
    with suppress(Refused):
        assert isinstance(parse_typed_date(text, TODAY), date)
