import json
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.workdays import DayKind, WorkCalendar, WorkdayOverride
from branchdesk.language import Words

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "holidays"
CHINA = WorkCalendar()
DAYS = st.dates(date(2005, 1, 1), date(2030, 12, 31))

WORKED_WEEKENDS = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
DAYS_OFF = {
    2024: "01-01/01-01 02-10/02-17 04-04/04-06 05-01/05-05 06-10/06-10 09-15/09-17 10-01/10-07",
    2025: "01-01/01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
    2026: "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
}


def year_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(i) for i in range((date(year + 1, 1, 1) - first).days)]


def expected_off(year: int) -> set[date]:
    runs = [run.split("/") for run in DAYS_OFF[year].split()]
    return {day for day in year_of(year) for first, last in runs if first <= f"{day:%m-%d}" <= last}


@pytest.mark.req("R063")
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_table_equals_the_one_in_the_requirements(year: int) -> None:
    worked = {date.fromisoformat(f"{year}-{day}") for day in WORKED_WEEKENDS[year].split()}
    off = expected_off(year)
    for day in year_of(year):
        assert CHINA.is_working_day(day) is (day in worked or (day not in off and day.weekday() < 5)), day
    assert {day for day in year_of(year) if CHINA.note(day).kind is DayKind.WORKED_WEEKEND} == worked


@pytest.mark.req("R063")
@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_published_number_of_working_days(year: int, days: int) -> None:
    assert CHINA.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == days


@pytest.mark.req("R063")
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_table_equals_the_reference_file(year: int) -> None:
    path = REFERENCE / f"holiday-cn-{year}.json"
    if not path.exists():
        pytest.skip(f"REFERENCE CALENDAR MISSING: {path.name} is not beside the checkout")
    listed = {
        date.fromisoformat(row["date"]): row["isOffDay"]
        for row in json.loads(path.read_text("utf-8"))["days"]
    }
    for day in year_of(year):
        assert CHINA.is_working_day(day) is not listed.get(day, day.weekday() >= 5), day


@pytest.mark.req("R063")
def test_a_year_without_worked_weekends_is_not_announced() -> None:
    assert CHINA.is_announced(date(2026, 12, 31))
    assert not CHINA.is_announced(date(2027, 1, 1))
    assert CHINA.announced_until == date(2026, 12, 31)


@pytest.mark.req("R063")
def test_a_year_becomes_announced_when_the_branch_enters_its_table() -> None:
    calendar = WorkCalendar(
        [
            WorkdayOverride(date(2027, 2, 11), working=False, name="春节"),
            WorkdayOverride(date(2027, 2, 20), working=True, name="春节"),
        ]
    )
    assert calendar.is_announced(date(2027, 6, 1))
    assert calendar.announced_until == date(2027, 12, 31)
    assert WorkCalendar([WorkdayOverride(date(2027, 1, 1), working=False)]).is_announced(date(2027, 6, 1))


@pytest.mark.req("R063")
@pytest.mark.parametrize(
    "row",
    [
        WorkdayOverride(date(2027, 3, 8), working=False, name="店庆"),
        WorkdayOverride(date(2027, 1, 16), working=True, name="盘点"),
    ],
)
def test_one_day_of_the_branch_alone_does_not_announce_a_year(row: WorkdayOverride) -> None:
    assert not WorkCalendar([row]).is_announced(row.day)


def test_the_branch_outranks_the_public_calendar_and_gives_its_reason() -> None:
    closed, opened = date(2026, 11, 23), date(2026, 11, 28)
    calendar = WorkCalendar(
        [WorkdayOverride(closed, working=False, name="停电"), WorkdayOverride(opened, working=True)]
    )
    assert calendar.note(closed).kind is DayKind.BRANCH_CLOSED
    assert "停电" in Words("zh_CN").say(calendar.note(closed).why)
    assert calendar.note(opened).kind is DayKind.BRANCH_OPEN
    assert calendar.next_working_day(closed) == date(2026, 11, 24)
    assert calendar.is_working_day(opened)


def test_the_branch_can_close_one_ordinary_saturday() -> None:
    saturday = date(2026, 11, 28)
    note = WorkCalendar([WorkdayOverride(saturday, working=False, name="盘点")]).note(saturday)
    assert note.kind is DayKind.BRANCH_CLOSED
    assert "盘点" in Words("zh_CN").say(note.why)


def test_a_row_that_agrees_with_the_public_calendar_changes_nothing() -> None:
    rows = [
        WorkdayOverride(date(2026, 10, 1), working=False),
        WorkdayOverride(date(2026, 10, 10), working=True),
    ]
    assert [WorkCalendar(rows).note(row.day) for row in rows] == [CHINA.note(row.day) for row in rows]


@pytest.mark.req("D23")
@pytest.mark.parametrize(
    ("day", "english", "chinese"),
    [
        ("2026-10-01", "public holiday: National Day", "法定节假日：国庆节"),
        (
            "2026-10-07",
            "day off for National Day, worked on 2026-10-10 instead",
            "国庆节放假，2026-10-10 调休上班",
        ),
        ("2026-10-10", "worked weekend day for National Day", "国庆节调休上班"),
        (
            "2025-10-07",
            "day off for National Day, worked on 2025-09-28 instead",
            "国庆节放假，2025-09-28 调休上班",
        ),
        ("2026-02-16", "public holiday: Lunar New Year's Eve", "法定节假日：除夕"),
        ("2026-11-22", "weekend", "周末"),
        ("2026-11-23", "working day", "工作日"),
    ],
)
def test_every_day_has_its_reason_in_both_languages(day: str, english: str, chinese: str) -> None:
    why = CHINA.note(date.fromisoformat(day)).why
    assert (Words("en").say(why), Words("zh_CN").say(why)) == (english, chinese)


def test_the_names_do_not_follow_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from branchdesk.domain import workdays

    monkeypatch.setenv("LANGUAGE", "en_US")
    workdays._published.cache_clear()
    assert CHINA.note(date(2026, 10, 7)).swapped_with == date(2026, 10, 10)


def test_without_a_country_the_week_is_monday_to_friday() -> None:
    plain = WorkCalendar(country=None)
    assert plain.is_working_day(date(2026, 10, 1))
    assert not plain.is_working_day(date(2026, 10, 10))
    assert plain.is_announced(date(2050, 1, 1))
    assert plain.announced_until == date.max


def test_the_version_names_the_table_and_changes_with_it() -> None:
    row = WorkdayOverride(date(2027, 1, 1), working=False, name="元旦")
    other = WorkdayOverride(date(2027, 1, 2), working=False, name="元旦")
    versions = {WorkCalendar(rows).version for rows in ([], [row], [other], [row, other])}
    assert len(versions) == 4
    assert WorkCalendar([row, other]).version == WorkCalendar([other, row]).version
    assert WorkCalendar(country=None).version != CHINA.version


def test_a_weekend_day_is_moved_to_the_nearest_working_day_on_the_side_asked_for() -> None:
    assert CHINA.next_working_day(date(2026, 10, 3)) == date(2026, 10, 8)
    assert CHINA.previous_working_day(date(2026, 10, 6)) == date(2026, 9, 30)
    assert CHINA.next_working_day(date(2026, 10, 10)) == date(2026, 10, 10)


@pytest.mark.req("R069")
def test_three_working_days_before_a_due_date() -> None:
    assert CHINA.add_working_days(date(2026, 10, 22), -3) == date(2026, 10, 19)


@given(DAYS, st.integers(-80, 80))
def test_counting_back_what_was_counted_gives_the_same_number(day: date, count: int) -> None:
    end = CHINA.add_working_days(day, count)
    assert CHINA.working_days_between(day, end) == count
    assert count == 0 or CHINA.is_working_day(end)


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_adding_in_two_parts_is_adding_at_once(day: date, first: int, second: int) -> None:
    assert CHINA.add_working_days(CHINA.add_working_days(day, first), second) == CHINA.add_working_days(
        day, first + second
    )


@given(st.sets(DAYS, max_size=8), st.booleans(), DAYS)
def test_the_quick_answer_equals_the_explained_one(days: set[date], working: bool, day: date) -> None:
    calendar = WorkCalendar([WorkdayOverride(each, working=working) for each in days])
    assert all(calendar.is_working_day(each) is calendar.note(each).working for each in [*days, day])
    assert all(calendar.is_working_day(each) is working for each in days)


def test_other_countries_are_there_after_the_chinese_calendar_was_loaded_alone() -> None:
    CHINA.note(date(2026, 1, 1))
    assert holidays.country_holidays("US", years=2026)[date(2026, 7, 4)] == "Independence Day"
