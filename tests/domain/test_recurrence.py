from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.errors import Refused
from branchdesk.domain.recurrence import (
    HolidayPolicy,
    Occurrence,
    Rule,
    ServicePlan,
    canonical,
    occurrences,
    parse_rule,
    place,
)
from branchdesk.domain.workdays import WorkCalendar, WorkdayOverride

CHINA = WorkCalendar()
D = date.fromisoformat


def originals(text: str, start: str, until: str) -> list[str]:
    found = occurrences(parse_rule(text), D(start), D(until), CHINA)
    return [slot.original.isoformat() for slot in found]


def moved(day: str, policy: HolidayPolicy, *, may_leave_month: bool = False) -> Occurrence:
    return place(D(day), CHINA, policy, may_leave_month=may_leave_month)


@pytest.mark.req("V1")
@pytest.mark.parametrize(
    "text", ["monthly", "FREQ=MONTHLY;BYMONTHDAY=31", "every month on day 31", "每月31日"]
)
def test_the_31st_is_clamped_from_the_anchor(text: str) -> None:
    days = originals(text, "2026-01-31", "2026-06-30")
    assert [day[5:] for day in days] == ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]


@pytest.mark.req("V2")
def test_the_30th_returns_after_february() -> None:
    days = originals("每月", "2026-01-30", "2026-04-30")
    assert days == ["2026-01-30", "2026-02-28", "2026-03-30", "2026-04-30"]


@pytest.mark.req("V3")
def test_a_moved_day_does_not_move_the_next() -> None:
    closed = WorkCalendar([WorkdayOverride(D("2026-03-05"), False)])
    slots = occurrences(parse_rule("monthly"), D("2026-02-05"), D("2026-04-30"), closed, HolidayPolicy.AFTER)
    assert [slot.day for slot in slots] == [D("2026-02-05"), D("2026-03-06"), D("2026-04-07")]
    assert [slot.original.day for slot in slots] == [5, 5, 5]


@pytest.mark.req("R015")
@pytest.mark.parametrize(
    "text",
    [
        "second Tuesday of each month, 22:00",
        "每月第二个周二 22:00",
        "每月第2个星期二晚上10点",
        "FREQ=MONTHLY;BYDAY=2TU",
    ],
)
def test_the_second_tuesday(text: str) -> None:
    assert originals(text, "2026-11-01", "2027-01-31") == ["2026-11-10", "2026-12-08", "2027-01-12"]


def test_a_leap_day_is_kept_every_year() -> None:
    assert originals("每年", "2024-02-29", "2028-12-31") == [
        "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
    ]  # fmt: skip


def test_twice_a_month_keeps_the_anchor_day() -> None:
    assert originals("每月两次", "2026-11-05", "2026-12-31") == [
        "2026-11-05", "2026-11-20", "2026-12-05", "2026-12-20",
    ]  # fmt: skip


def test_a_window_does_not_move_the_anchor() -> None:
    plan = ServicePlan(rule_text="every 2 weeks", anchor=D("2026-01-01"))
    slots = plan.occurrences(D("2026-02-01"), D("2026-02-28"), CHINA)
    assert [slot.original for slot in slots] == [D("2026-02-12"), D("2026-02-26")]


def test_count_is_of_services_not_of_strands() -> None:
    assert originals("FREQ=MONTHLY;BYMONTHDAY=5,31;COUNT=3", "2026-01-01", "2026-12-31") == [
        "2026-01-05", "2026-01-31", "2026-02-05",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "policy", "expected"),
    [
        ("2026-11-21", HolidayPolicy.BEFORE, "2026-11-20"),
        ("2026-11-21", HolidayPolicy.AFTER, "2026-11-23"),
        ("2026-11-21", HolidayPolicy.NEAREST, "2026-11-20"),
        ("2026-11-22", HolidayPolicy.NEAREST, "2026-11-23"),
        ("2026-06-20", HolidayPolicy.NEAREST, "2026-06-18"),  # two days either way: the earlier
        ("2026-11-21", HolidayPolicy.KEEP, "2026-11-21"),
        ("2026-10-10", HolidayPolicy.BEFORE, "2026-10-10"),  # a worked Saturday
        ("2026-10-03", HolidayPolicy.BEFORE, "2026-10-08"),  # before would be September
        ("2026-10-03", HolidayPolicy.NEAREST, "2026-10-08"),
        ("2026-02-28", HolidayPolicy.AFTER, "2026-02-28"),  # worked
        ("2026-01-31", HolidayPolicy.AFTER, "2026-01-30"),  # after would be February
    ],
)
@pytest.mark.req("R015")
def test_the_holiday_policy_stays_in_the_month(day: str, policy: HolidayPolicy, expected: str) -> None:
    slot = moved(day, policy)
    assert (slot.day, slot.original) == (D(expected), D(day))
    assert (slot.reason is not None) == (expected != day)


def test_a_slot_may_leave_its_month_where_the_contract_allows() -> None:
    slot = moved("2026-10-03", HolidayPolicy.BEFORE, may_leave_month=True)
    assert slot.day == D("2026-09-30")
    assert slot.month == "2026-10"


def test_a_month_without_working_days_keeps_the_day_and_says_why() -> None:
    days = [D("2026-11-01") + timedelta(days=i) for i in range(30)]
    closed = WorkCalendar([WorkdayOverride(day, False, "flood") for day in days])
    slot = place(D("2026-11-17"), closed, HolidayPolicy.AFTER)
    assert slot.day == slot.original
    assert "kept" in str(slot.reason)


@pytest.mark.req("D05")
def test_slots_that_meet_on_one_day_both_remain() -> None:
    slots = occurrences(parse_rule("daily"), D("2026-02-14"), D("2026-02-24"), CHINA, HolidayPolicy.AFTER)
    assert [slot.day for slot in slots] == [D("2026-02-14")] + [D("2026-02-24")] * 10
    assert len({slot.original for slot in slots}) == 11


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
        "FREQ=YEARLY;BYDAY=1MO;BYSETPOS=5",
        "FREQ=WEEKLY;UNTIL=20250101",
    ],
)
def test_a_rule_without_any_day_is_refused_at_once(text: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(Refused) as refusal:
        originals(text, "2026-11-01", "2027-11-01")
    assert refusal.value.field == "rule"
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize(
    ("start", "until", "field"),
    [
        ("2026-11-02", "2026-11-01", "until"),
        ("2026-11-02", "9999-12-31", "until"),
        ("2026-11-02", "2100-01-01", "until"),
        ("0026-11-02", "2026-11-01", "start"),
    ],
)
def test_an_absurd_range_is_refused(start: str, until: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        originals("daily", start, until)
    assert refusal.value.field == field


DAYS = st.dates(D("2020-01-01"), D("2030-12-31"))
MONTHLY = st.one_of(
    st.just("FREQ=MONTHLY"),
    st.integers(1, 31).map(lambda n: f"FREQ=MONTHLY;BYMONTHDAY={n}"),
    st.integers(1, 31).map(lambda n: f"FREQ=MONTHLY;BYMONTHDAY=-{n}"),
    st.tuples(st.sampled_from((1, 2, 3, 4, -1, -2, -3, -4)), st.sampled_from(("MO", "TU", "FR", "SU"))).map(
        lambda nth: f"FREQ=MONTHLY;BYDAY={nth[0]}{nth[1]}"
    ),
    st.sampled_from(("每月最后一个工作日", "last day of each month")),
)


@pytest.mark.req("V4")
@pytest.mark.req("D01")
@given(MONTHLY, DAYS, st.sampled_from(HolidayPolicy))
def test_every_month_has_one_slot_on_a_working_day_of_that_month(
    text: str, anchor: date, policy: HolidayPolicy
) -> None:
    first = (anchor.replace(day=1) + timedelta(days=32)).replace(day=1)
    until = first.replace(year=first.year + 1) - timedelta(days=1)
    slots = occurrences(parse_rule(text), anchor, until, CHINA, policy, since=first)
    months = [slot.month for slot in slots]
    assert len(months) == len(set(months)) == 12
    for slot in slots:
        assert f"{slot.day:%Y-%m}" == slot.month
        assert policy is HolidayPolicy.KEEP or CHINA.is_working_day(slot.day)
        assert (slot.reason is None) == (slot.day == slot.original)


@given(st.integers(1, 31), DAYS)
def test_the_day_of_the_month_never_drifts(day: int, anchor: date) -> None:
    until = anchor.replace(year=anchor.year + 2, day=1)
    for slot in occurrences(parse_rule(f"每月{day}日"), anchor, until, CHINA):
        last = (slot.original.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        assert slot.original.day == min(day, last.day)


RULES = st.sampled_from(
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=SA;BYMONTH=2,7",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,WE;BYSETPOS=2,-1",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=1,15;BYMONTH=3,9",
        "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1,15",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU",
        "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=5",
        "FREQ=WEEKLY;UNTIL=20280101",
    ]
)


@given(RULES, DAYS)
def test_rules_without_late_days_mean_what_rfc_5545_says(text: str, anchor: date) -> None:
    until = anchor + timedelta(days=800)
    known = rrulestr(text, dtstart=_midnight(anchor)).between(_midnight(anchor), _midnight(until), inc=True)
    rule = parse_rule(text)
    assert parse_rule(canonical(rule)) == rule
    assert [slot.original for slot in _slots(rule, anchor, until)] == [moment.date() for moment in known]


def _slots(rule: Rule, anchor: date, until: date) -> tuple[Occurrence, ...]:
    try:
        return occurrences(rule, anchor, until, CHINA)
    except Refused:  # its end lies before the anchor
        return ()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())
