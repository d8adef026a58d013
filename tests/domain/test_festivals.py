"""Festivals and birthdays fall on the right days, also by the old calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.festivals import (
    Festival,
    FestivalDay,
    birthday_in,
    birthdays_near,
    festival_day,
    festivals_near,
    list_day,
    next_birthday,
)


@pytest.mark.req("R140")
@pytest.mark.parametrize(
    ("festival", "day", "listed"),
    [
        (Festival.SPRING, date(2027, 2, 6), date(2027, 1, 30)),
        (Festival.MID_AUTUMN, date(2026, 9, 25), date(2026, 9, 18)),
        (Festival.DRAGON_BOAT, date(2026, 6, 19), date(2026, 6, 12)),
        (Festival.NATIONAL_DAY, date(2026, 10, 1), date(2026, 9, 24)),
        (Festival.NEW_YEAR, date(2027, 1, 1), date(2026, 12, 25)),
    ],
)
def test_the_list_of_a_festival_comes_seven_days_before(festival: Festival, day: date, listed: date) -> None:
    assert festival_day(festival, day.year) == day
    assert list_day(FestivalDay(festival, day)) == listed
    assert FestivalDay(festival, day) in festivals_near(listed, 7)
    assert FestivalDay(festival, day) not in festivals_near(listed - timedelta(days=1), 7)
    assert FestivalDay(festival, day) not in festivals_near(day + timedelta(days=1), 7)


@pytest.mark.req("R141")
def test_somebody_born_on_29_february_is_congratulated_on_the_28th() -> None:
    born = date(1988, 2, 29)
    assert birthday_in(born, 2026) == date(2026, 2, 28)
    assert birthday_in(born, 2028) == date(2028, 2, 29)


@pytest.mark.req("R141")
def test_the_list_of_birthdays_goes_across_the_end_of_the_year() -> None:
    assert list(birthdays_near(date(1980, 1, 2), date(2026, 12, 28), date(2027, 1, 4))) == [date(2027, 1, 2)]
    assert list(birthdays_near(date(1980, 1, 5), date(2026, 12, 28), date(2027, 1, 4))) == []


@pytest.mark.req("R141")
def test_a_lunar_birthday_wanders_through_the_year() -> None:
    born = date(1985, 8, 15)
    assert next_birthday(born, date(2026, 9, 20), lunar=True) == festival_day(Festival.MID_AUTUMN, 2026)
    assert next_birthday(born, date(2026, 9, 26), lunar=True) == festival_day(Festival.MID_AUTUMN, 2027)


@pytest.mark.req("R141")
def test_a_lunar_birthday_at_the_end_of_the_old_year_may_fall_into_january() -> None:
    assert next_birthday(date(1980, 12, 30), date(2027, 1, 20), lunar=True) == date(2027, 2, 5)


@settings(deadline=None, max_examples=60)
@given(
    born=st.dates(date(1940, 1, 1), date(2010, 12, 31)),
    today=st.dates(date(2020, 1, 1), date(2050, 12, 31)),
    lunar=st.booleans(),
)
def test_the_next_birthday_is_never_past_and_never_far(born: date, today: date, lunar: bool) -> None:
    away = (next_birthday(born, today, lunar=lunar) - today).days
    assert 0 <= away <= 385  # a year of the old calendar has up to 385 days
