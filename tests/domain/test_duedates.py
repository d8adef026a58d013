from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.duedates import (
    BaseEvents,
    DueDate,
    add_months,
    appointment_call_day,
    due_date,
    first_follow_up_day,
    month_end,
    preparation_talk_day,
)
from branchdesk.domain.terms import BaseEvent, PaymentTerms, TermUnit, parse_terms
from branchdesk.domain.workdays import WorkCalendar, WorkdayOverride
from branchdesk.language import LANGUAGES, Words
from tests.domain.test_terms import ALL_TERMS

CHINA = WorkCalendar()
DAYS = st.dates(date(2015, 1, 1), date(2029, 12, 31))
DAY = timedelta(1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(terms: str, base: str, calendar: WorkCalendar = CHINA) -> DueDate:
    when = day(base)
    return due_date(parse_terms(terms), BaseEvents(when, when, when, when), calendar)


@pytest.mark.req("R063")
@pytest.mark.req("V5")
@pytest.mark.req("V6")
@pytest.mark.req("V7")
@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("2025-09-24", "2025-10-21"),
        ("2025-01-17", "2025-02-13"),
        ("2025-04-21", "2025-05-14"),
        ("2026-09-25", "2026-10-22"),
        ("2026-10-16", "2026-11-06"),
        ("2026-11-20", "2026-12-11"),
        ("2026-09-24", "2026-10-22"),
        ("2026-09-30", "2026-10-27"),
        ("2026-02-05", "2026-03-04"),
        ("2026-01-30", "2026-02-27"),
        ("2026-04-28", "2026-05-21"),
        ("2026-06-12", "2026-07-06"),
        ("2025-01-20", "2025-02-14"),
        ("2024-09-27", "2024-10-23"),
    ],
)
def test_fifteen_working_days_after_signing(signed: str, expected: str) -> None:
    found = due("signed+15wd", signed)
    assert (found.due, found.base, found.provisional) == (day(expected), day(signed), False)


@pytest.mark.req("V5")
@pytest.mark.parametrize(
    ("signed", "expected"),
    [("2025-09-24", "2025-10-15"), ("2025-01-17", "2025-02-07"), ("2025-04-21", "2025-05-12")],
)
def test_monday_to_friday_would_say_another_day(signed: str, expected: str) -> None:
    assert due("signed+15wd", signed, WorkCalendar(country=None)).due == day(expected)


@pytest.mark.req("R063")
def test_a_due_date_may_fall_on_a_worked_sunday() -> None:
    found = due("signed+15wd", "2026-08-31")
    assert found.due == day("2026-09-20")
    assert found.due.weekday() == 6


@pytest.mark.req("R063")
@pytest.mark.req("V8")
def test_a_date_in_an_unannounced_year_is_provisional_until_the_table_arrives() -> None:
    before = due("signed+15wd", "2027-01-29")
    rows = [
        WorkdayOverride(day(f"2027-02-{n:02}"), working=False, name="春节") for n in (5, 8, 9, 10, 11, 12)
    ]
    after = due(
        "signed+15wd", "2027-01-29", WorkCalendar([*rows, WorkdayOverride(day("2027-02-20"), working=True)])
    )
    assert (before.provisional, before.due) == (True, day("2027-02-25"))
    assert (after.provisional, after.due) == (False, day("2027-02-26"))
    assert before.calendar_version != after.calendar_version
    assert "暂定" in Words("zh_CN").say(before.why)


@pytest.mark.req("V8")
def test_only_counting_that_reaches_the_unannounced_year_is_provisional() -> None:
    assert due("signed+15wd", "2026-12-10").due == day("2026-12-31")
    assert not due("signed+15wd", "2026-12-10").provisional
    assert due("signed+15wd", "2026-12-11").provisional
    assert not due("signed+60d", "2026-12-11").provisional


@pytest.mark.req("R066")
@pytest.mark.parametrize("terms", ["signed+15wd", "sent+3d", "on-service"])
def test_there_is_no_due_date_before_the_base_event(terms: str) -> None:
    found = due_date(parse_terms(terms), BaseEvents(issued=day("2026-11-16")), CHINA)
    assert (found.due, found.base, found.steps, found.provisional) == (None, None, (), False)


@pytest.mark.req("R066")
@pytest.mark.parametrize(
    ("terms", "awaited"), [("signed+15wd", "发票签收"), ("eom+45d", "开票"), ("on-service", "服务完成")]
)
def test_a_missing_due_date_says_what_it_waits_for(terms: str, awaited: str) -> None:
    assert f"“{awaited}”" in Words("zh_CN").say(due_date(parse_terms(terms), BaseEvents(), CHINA).why)


@pytest.mark.req("R062")
@pytest.mark.parametrize(
    ("terms", "base", "expected"),
    [
        ("issued+30d", "2026-01-31", "2026-03-02"),
        ("issued+1m", "2026-01-31", "2026-02-28"),
        ("issued+1m", "2028-01-31", "2028-02-29"),
        ("issued+12m", "2028-02-29", "2029-02-28"),
        ("signed+2m-eom", "2026-12-31", "2027-02-28"),
        ("signed+2m-eom", "2026-11-05", "2027-01-31"),
        ("issued+0m-eom", "2026-11-05", "2026-11-30"),
        ("eom+45d", "2026-11-05", "2027-01-14"),
        ("eom+30d", "2026-11-30", "2026-12-30"),
        ("eom+5wd", "2026-09-05", "2026-10-13"),
        ("dom:10", "2026-11-09", "2026-11-10"),
        ("dom:10", "2026-11-10", "2026-12-10"),
        ("dom:31", "2027-01-31", "2027-02-28"),
        ("dom:31", "2026-11-15", "2026-11-30"),
        ("dom:5", "2026-12-20", "2027-01-05"),
        ("eom+dom:10", "2026-11-05", "2026-12-10"),
        ("signed+dom:10", "2026-11-20", "2026-12-10"),
        ("on-service", "2026-11-22", "2026-11-22"),
        ("signed+0wd", "2026-11-22", "2026-11-22"),
    ],
)
def test_calendar_and_month_terms(terms: str, base: str, expected: str) -> None:
    assert due(terms, base).due == day(expected)


@pytest.mark.req("D23")
def test_the_proof_names_every_day_counted_and_skipped() -> None:
    lines = [
        (f"{step.date:%m-%d}", step.counted, Words("zh_CN").say(step.why))
        for step in due("signed+5wd", "2026-09-29").steps
    ]
    assert lines == [
        ("09-30", True, "第 1 个工作日"),
        ("10-01", False, "法定节假日：国庆节"),
        ("10-02", False, "法定节假日：国庆节"),
        ("10-03", False, "法定节假日：国庆节"),
        ("10-04", False, "周末"),
        ("10-05", False, "法定节假日：国庆节"),
        ("10-06", False, "国庆节放假，2026-09-20 调休上班"),
        ("10-07", False, "国庆节放假，2026-10-10 调休上班"),
        ("10-08", True, "第 2 个工作日"),
        ("10-09", True, "第 3 个工作日"),
        ("10-10", True, "第 4 个工作日：国庆节调休上班"),
        ("10-11", False, "周末"),
        ("10-12", True, "第 5 个工作日"),
    ]


@pytest.mark.req("D23")
@pytest.mark.parametrize(
    ("terms", "base", "expected"),
    [
        ("eom+45d", "2026-11-05", ["2026-11-05", "2026-11-30", "2027-01-14"]),
        ("signed+2m-eom", "2026-12-31", ["2026-12-31", "2027-02-28"]),
        ("signed+2m-eom", "2026-11-05", ["2026-11-05", "2027-01-05", "2027-01-31"]),
        ("dom:31", "2026-11-15", ["2026-11-15", "2026-11-30"]),
        ("on-service", "2026-11-22", ["2026-11-22"]),
    ],
)
def test_month_and_calendar_terms_show_their_arithmetic(terms: str, base: str, expected: list[str]) -> None:
    assert [step.date.isoformat() for step in due(terms, base).steps] == expected


@pytest.mark.req("D23")
@given(st.sampled_from(["signed", "issued", "eom"]), st.integers(1, 60), DAYS)
def test_the_proof_leaves_no_day_out_and_ends_on_the_due_date(base: str, count: int, start: date) -> None:
    found = due(f"{base}+{count}wd", start.isoformat())
    assert found.due
    assert found.base
    steps = [step for step in found.steps if step.date > found.base]
    assert [step.date for step in steps] == [found.base + DAY * n for n in range(1, len(steps) + 1)]
    assert steps[-1].date == found.due
    assert sum(step.counted for step in steps) == count
    assert all(step.counted is CHINA.is_working_day(step.date) for step in steps)


@given(ALL_TERMS, DAYS, st.sampled_from(LANGUAGES))
def test_every_due_date_can_be_explained(terms: PaymentTerms, start: date, language: str) -> None:
    found = due_date(terms, BaseEvents(start, start, start, start), CHINA)
    words = Words(language)
    assert found.due
    assert found.due >= start
    assert all("{" not in words.say(why) for why in [found.why, *(step.why for step in found.steps)])
    assert found.steps[-1].date == found.due


@given(DAYS, st.integers(1, 31), st.sampled_from(["", "signed+", "eom+"]))
def test_a_day_of_the_month_comes_strictly_after_and_within_a_month(
    start: date, number: int, base: str
) -> None:
    found = due(f"{base}dom:{number}", start.isoformat())
    assert found.due
    assert found.base
    assert found.base < found.due <= found.base + DAY * 31
    assert found.due.day == number or found.due == month_end(found.due)


@given(DAYS, st.integers(-40, 40))
def test_months_keep_the_day_or_take_the_last(start: date, count: int) -> None:
    later = add_months(start, count)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == count
    assert later.day == start.day or (later.day < start.day and later == month_end(later))


@pytest.mark.req("R017")
@pytest.mark.parametrize(("service", "call"), [("2026-11-18", "2026-11-11"), ("2026-10-13", "2026-09-30")])
def test_the_appointment_call_is_a_week_before_or_the_last_working_day_before_that(
    service: str, call: str
) -> None:
    assert appointment_call_day(day(service), CHINA) == day(call)


@pytest.mark.req("R012")
@pytest.mark.parametrize(("service", "visit"), [("2026-11-02", "2026-11-16"), ("2026-09-17", "2026-10-08")])
def test_the_follow_up_of_a_first_service_is_two_weeks_later_or_the_next_working_day(
    service: str, visit: str
) -> None:
    assert first_follow_up_day(day(service), CHINA) == day(visit)


@pytest.mark.req("R013")
@pytest.mark.parametrize(("visit", "talk"), [("2026-10-09", "2026-10-10"), ("2026-10-10", "2026-10-12")])
def test_the_talk_about_preparation_is_on_the_next_working_day(visit: str, talk: str) -> None:
    assert preparation_talk_day(day(visit), CHINA) == day(talk)


@pytest.mark.req("R066")
def test_each_base_event_counts_from_its_own_day() -> None:
    events = BaseEvents(day("2026-11-02"), day("2026-11-03"), day("2026-11-05"), day("2026-10-30"))
    starts = {base: f"{'eom' if base is BaseEvent.MONTH_END else base}+0d" for base in BaseEvent}
    found = {base: due_date(parse_terms(text), events, CHINA).due for base, text in starts.items()}
    assert found == {
        BaseEvent.ISSUED: events.issued,
        BaseEvent.SENT: events.sent,
        BaseEvent.SIGNED: events.signed,
        BaseEvent.SERVICE: events.service,
        BaseEvent.MONTH_END: day("2026-11-30"),
    }


def test_every_unit_of_payment_terms_gives_a_date() -> None:
    texts = ["signed+1wd", "signed+1d", "signed+1m", "dom:1", "signed+1m-eom", "on-service"]
    assert {parse_terms(text).unit for text in texts} == set(TermUnit)
    assert all(due(text, "2026-11-22").due for text in texts)
