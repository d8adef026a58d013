from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.business_hours import (
    ALWAYS,
    Frames,
    business_minutes,
    last_working_moment,
    parse_frames,
)
from branchdesk.domain.errors import Refused
from branchdesk.domain.workdays import WorkCalendar, WorkdayOverride

CHINA = WorkCalendar()
WINDOWS = parse_frames("mon-fri 09:00-12:00,15:00-18:00")
AT = datetime.fromisoformat
MORNING, AFTERNOON = (540, 720), (900, 1080)


@pytest.mark.parametrize(
    "text",
    [
        "mon-fri 09:00-12:00,15:00-18:00; sat 09:00-12:00",
        "Monday to Friday 9:00-12:00, 15:00-18:00; Saturday 9:00 to 12:00",
        "周一至周五 09:00-12:00、15:00-18:00；周六 9:00至12:00",
        "星期一到五：9:00～12:00，15:00～18:00；星期六 9:00-12:00",
        "工作日 09:00-12:00,15:00-18:00; 周六 09:00-12:00",
        "09:00-12:00,15:00-18:00; sat 09:00-12:00",
        "mon,tue,wed-fri 09:00-10:00,10:00-12:00,15:00-18:00; sat 09:00-11:00; sat 10:00-12:00",
    ],
)
def test_hours_are_read_in_both_languages(text: str) -> None:
    assert parse_frames(text) == Frames(((MORNING, AFTERNOON),) * 5 + ((MORNING,), ()))


@pytest.mark.parametrize("text", ["always", "24/7", "全天", " ALWAYS "])
def test_always_is_the_wall_clock(text: str) -> None:
    assert parse_frames(text) is ALWAYS


def test_a_day_may_end_at_24_and_a_week_may_wrap() -> None:
    assert parse_frames("sat-mon 22:00-24:00").week[5:] == (((1320, 1440),),) * 2


@pytest.mark.parametrize(
    "text",
    ["", ";", "mon", "foo 09:00-12:00", "mon 9-12", "mon 12:00-09:00", "mon 09:00-09:00", "mon 09:60-10:00",
     "mon 09:00-24:01", "mon 09:00-12:00 tue", "mon-foo 09:00-12:00"],
)  # fmt: skip
def test_unreadable_hours_are_refused_beside_the_hours(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_frames(text)
    assert refusal.value.field == "hours"


@pytest.mark.req("R094")
def test_a_saturday_that_the_branch_closes_has_no_hours_and_its_sunday_keeps_them() -> None:
    frames = parse_frames("mon-fri 09:00-18:00; sat-sun 09:00-12:00")
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    calendar = WorkCalendar([WorkdayOverride(saturday, working=False)])
    assert frames.on(saturday, CHINA) == (MORNING,)
    assert frames.on(saturday, calendar) == ()
    assert frames.on(sunday, calendar) == (MORNING,)


@pytest.mark.req("R094")
@pytest.mark.parametrize(
    ("day", "hours"),
    [
        ("2026-10-10", (MORNING, AFTERNOON)),  # worked Saturday: Monday's hours
        ("2026-11-21", ()),
        ("2026-10-05", ()),  # holiday
        ("2026-11-23", (MORNING, AFTERNOON)),
    ],
)
def test_worked_weekends_have_the_hours_of_weekdays(day: str, hours: tuple[tuple[int, int], ...]) -> None:
    assert WINDOWS.on(date.fromisoformat(day), CHINA) == hours


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2026-11-21", True),
        ("2026-10-10", True),
        ("2026-10-03", False),
        ("2026-02-21", False),
        ("2026-09-26", False),
    ],
)
def test_saturday_hours_rest_only_during_festivals(day: str, open_: bool) -> None:
    frames = parse_frames("mon-fri 09:00-18:00; sat 09:00-12:00")
    assert frames.on(date.fromisoformat(day), CHINA) == ((MORNING,) if open_ else ())


@pytest.mark.req("R093")
@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        ("2026-11-28 17:30", "2026-11-27 18:00"),
        ("2026-11-27 17:30", "2026-11-27 17:30"),
        ("2026-11-27 13:00", "2026-11-27 12:00"),
        ("2026-11-30 09:00", "2026-11-27 18:00"),
        ("2026-10-07 12:00", "2026-09-30 18:00"),
    ],
)
def test_the_last_working_moment_before_a_deadline(deadline: str, last: str) -> None:
    assert last_working_moment(AT(deadline), WINDOWS, CHINA) == AT(last)


def test_a_wall_clock_has_no_earlier_working_moment() -> None:
    assert last_working_moment(AT("2026-11-28 17:30"), ALWAYS, CHINA) == AT("2026-11-28 17:30")


def test_a_table_without_working_days_ends_every_search() -> None:
    days = [date(2026, 1, 1) + timedelta(days=i) for i in range(400)]
    closed = WorkCalendar([WorkdayOverride(day, False) for day in days])
    assert last_working_moment(AT("2026-11-28 17:30"), WINDOWS, closed) == AT("2026-11-28 17:30")
    assert business_minutes(AT("2026-01-05 09:00"), AT("2026-12-05 09:00"), WINDOWS, closed) == 0


@pytest.mark.req("D16")
def test_elapsed_time_counts_working_time_only() -> None:
    assert business_minutes(AT("2026-11-20 17:30"), AT("2026-11-23 09:45"), WINDOWS, CHINA) == 75
    assert business_minutes(AT("2026-11-20 17:30"), AT("2026-11-23 09:45"), ALWAYS, CHINA) == 64 * 60 + 15
    assert business_minutes(AT("2026-11-23 09:45"), AT("2026-11-20 17:30"), WINDOWS, CHINA) == 0


def test_moments_many_years_apart_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        business_minutes(AT("0202-11-20 17:30"), AT("2026-11-23 09:45"), WINDOWS, CHINA)
    assert refusal.value.field == "within"


MOMENTS = st.datetimes(AT("2025-12-01 00:00"), AT("2026-12-31 00:00"))


@given(MOMENTS, MOMENTS, MOMENTS)
def test_elapsed_time_adds_up(a: datetime, b: datetime, c: datetime) -> None:
    first, second, third = sorted(moment.replace(second=0, microsecond=0) for moment in (a, b, c))
    parts = business_minutes(first, second, WINDOWS, CHINA) + business_minutes(second, third, WINDOWS, CHINA)
    assert parts == business_minutes(first, third, WINDOWS, CHINA)
