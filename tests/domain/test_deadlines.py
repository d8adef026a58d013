from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from branchdesk.domain.deadlines import (
    ALWAYS,
    CALL_BACK_FRAMES,
    ClockState,
    Deadline,
    Frames,
    Pause,
    business_time,
    call_back,
    deadline,
    deadline_at,
    parse_budget,
    parse_frames,
    parse_moment,
    parse_pause,
    state,
)
from branchdesk.domain.errors import Refused
from branchdesk.domain.workdays import WorkCalendar, WorkdayOverride

CHINA = WorkCalendar()
WINDOWS = CALL_BACK_FRAMES
OFFICE = parse_frames("mon-fri 08:30-12:00,13:30-17:30")
AT = datetime.fromisoformat


def clock(received: str, minutes: int, frames: Frames = OFFICE, *pauses: str) -> Deadline:
    rests = [parse_pause(pause) for pause in pauses]
    return deadline(AT(received), timedelta(minutes=minutes), frames, CHINA, rests)


EARLIER_PAUSE = "2026-03-06T10:00/2026-03-06T14:00"
FRIDAY_PAUSE = "2026-03-06T10:00/2026-03-06T15:00"


@pytest.mark.parametrize(
    ("received", "minutes", "frames", "pauses", "expected"),
    [
        pytest.param("2026-03-06 17:20", 60, OFFICE, [], "2026-03-09 09:20", marks=pytest.mark.req("V9")),
        pytest.param("2026-03-06 11:55", 10, OFFICE, [], "2026-03-06 13:35", marks=pytest.mark.req("V10")),
        pytest.param("2026-03-06 11:55", 10, ALWAYS, [], "2026-03-06 12:05", marks=pytest.mark.req("V10")),
        pytest.param(
            "2026-03-06 09:00", 480, OFFICE, [FRIDAY_PAUSE], "2026-03-09 14:30", marks=pytest.mark.req("V11")
        ),
        pytest.param(
            "2026-03-06 09:00", 480, OFFICE, [FRIDAY_PAUSE, "2026-03-09T09:00/2026-03-09T10:00"],
            "2026-03-09 15:30", marks=pytest.mark.req("V12"),
        ),
        pytest.param("2026-03-07 10:00", 60, OFFICE, [], "2026-03-09 09:30", marks=pytest.mark.req("V13")),
        pytest.param("2026-11-23 11:55", 10, WINDOWS, [], "2026-11-23 15:05", marks=pytest.mark.req("R092")),
        pytest.param("2026-11-23 11:55", 60, WINDOWS, [], "2026-11-23 15:55", marks=pytest.mark.req("R092")),
        pytest.param("2026-11-27 17:30", 1440, ALWAYS, [], "2026-11-28 17:30", marks=pytest.mark.req("R093")),
        pytest.param("2026-09-30 17:50", 60, WINDOWS, [], "2026-10-08 09:50", marks=pytest.mark.req("R094")),
        pytest.param("2026-10-10 16:00", 60, WINDOWS, [], "2026-10-10 17:00", marks=pytest.mark.req("R094")),
        ("2026-03-06 11:00", 60, OFFICE, [], "2026-03-06 12:00"),  # closing time is closing time
        ("2026-03-06 16:30", 60, OFFICE, [], "2026-03-06 17:30"),
        ("2026-03-06 12:30", 0, OFFICE, [], "2026-03-06 12:30"),
        ("2026-03-06 23:00", 120, ALWAYS, ["2026-03-06T23:30/2026-03-07T08:00"], "2026-03-07 09:30"),
        # overlapping, repeated, earlier, empty and nightly pauses cost no minute twice
        ("2026-03-06 09:00", 480, OFFICE, [FRIDAY_PAUSE, FRIDAY_PAUSE], "2026-03-09 14:30"),
        ("2026-03-06 09:00", 480, OFFICE, ["2026-03-06T12:00/2026-03-06T15:00", EARLIER_PAUSE],
         "2026-03-09 14:30"),
        ("2026-03-06 09:00", 480, OFFICE, ["2026-03-01T12:00/2026-03-05T15:00", FRIDAY_PAUSE],
         "2026-03-09 14:30"),
        ("2026-03-06 09:00", 60, OFFICE, ["2026-03-06T09:30/2026-03-06T09:30"], "2026-03-06 10:00"),
        ("2026-03-06 17:20", 60, OFFICE, ["2026-03-06T18:00/2026-03-09T08:00"], "2026-03-09 09:20"),
    ],
)  # fmt: skip
def test_a_deadline(received: str, minutes: int, frames: Frames, pauses: list[str], expected: str) -> None:
    assert clock(received, minutes, frames, *pauses).at == AT(expected)


def test_an_open_pause_leaves_the_deadline_open() -> None:
    paused = clock("2026-03-06 09:00", 480, OFFICE, "2026-03-06T10:00/")
    assert paused.at is None
    assert (paused.steps[-1].start, paused.steps[-1].end) == (AT("2026-03-06 10:00"), None)
    assert clock("2026-03-06 09:00", 480, OFFICE, "2026-03-01T10:00/").at is None


def test_a_pause_after_the_time_is_up_changes_nothing() -> None:
    assert clock("2026-03-06 09:00", 60, OFFICE, "2026-03-06T10:00/").at == AT("2026-03-06 10:00")


@pytest.mark.req("D16")
def test_every_stretch_is_explained() -> None:
    steps = clock("2026-03-06 09:00", 480, OFFICE, FRIDAY_PAUSE).steps
    assert [(f"{step.start:%d %H:%M}", step.counted, str(step.why)) for step in steps] == [
        ("06 09:00", True, "working hours"),
        ("06 10:00", False, "paused"),
        ("06 15:00", True, "working hours"),
        ("06 17:30", False, "outside working hours"),
        ("07 00:00", False, "weekend"),
        ("09 00:00", False, "outside working hours"),
        ("09 08:30", True, "working hours"),
        ("09 12:00", False, "outside working hours"),
        ("09 13:30", True, "working hours"),
    ]


def test_holidays_are_named_in_the_explanation() -> None:
    said = {str(step.why) for step in clock("2026-09-30 17:50", 60, WINDOWS).steps}
    assert "public holiday: National Day" in said


@pytest.mark.req("V14")
@pytest.mark.parametrize(
    ("done", "now", "expected"),
    [
        ("2026-03-06 10:00", "2026-03-06 12:00", ClockState.MET),
        ("2026-03-06 10:01", "2026-03-06 12:00", ClockState.MISSED),
        (None, "2026-03-06 09:10", ClockState.RUNNING),
        (None, "2026-03-06 09:45", ClockState.WARNING),
        (None, "2026-03-06 10:00", ClockState.WARNING),
        (None, "2026-03-06 10:01", ClockState.BREACHED),
    ],
)
def test_done_exactly_at_the_deadline_is_met(done: str | None, now: str, expected: ClockState) -> None:
    running = clock("2026-03-06 09:00", 60)
    assert state(running, AT(done) if done else None, AT(now), timedelta(minutes=15)) is expected


def test_a_paused_clock_says_so_and_cannot_be_late() -> None:
    paused = clock("2026-03-06 09:00", 60, OFFICE, "2026-03-06T09:30/")
    assert state(paused, None, AT("2026-03-20 09:00")) is ClockState.PAUSED
    assert state(paused, None, AT("2026-03-06 09:29")) is ClockState.RUNNING
    assert state(paused, AT("2026-03-20 09:00"), AT("2026-03-20 09:00")) is ClockState.MET
    planned = clock("2026-03-06 09:00", 60, OFFICE, FRIDAY_PAUSE)
    assert planned.at == AT("2026-03-06 10:00")


@pytest.mark.req("R095")
def test_an_agreed_time_outranks_the_windows() -> None:
    call = call_back(AT("2026-11-23 11:00"), CHINA, agreed=AT("2026-11-23 13:30"))
    assert (call.due, call.remind_at) == (AT("2026-11-23 13:30"), AT("2026-11-23 13:20"))
    assert call.minutes_late(AT("2026-11-23 13:42")) == 12
    assert call.minutes_late(AT("2026-11-23 13:29")) == 0
    assert call_back(AT("2026-09-30 17:50"), CHINA).due == AT("2026-10-08 09:50")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10min", 10),
        ("1h", 60),
        ("24h", 1440),
        ("1h30min", 90),
        ("90 minutes", 90),
        ("１小时", 60),
        ("10分钟", 10),
    ],
)
def test_a_budget_is_read(text: str, minutes: int) -> None:
    assert parse_budget(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "soon", "10", "-5min", "1.5h", "9999999999h"])
def test_an_unreadable_budget_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_budget(text)
    assert refusal.value.field == "within"


@pytest.mark.parametrize(
    "text", ["2026-03-06T10:00", "soon/later", "2026-03-06T15:00/2026-03-06T10:00", "2026-03-06T10:00+08:00/"]
)
def test_an_unreadable_pause_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_pause(text)
    assert refusal.value.field == "pause"


def test_a_moment_needs_its_time() -> None:
    assert parse_moment("2026-03-06 17:20") == AT("2026-03-06T17:20")
    with pytest.raises(Refused):
        parse_moment("2026-03-06")


@pytest.mark.parametrize(
    ("received", "hours", "field"),
    [("2026-03-06 09:00", 99_999, "within"), ("2026-03-06 09:00", 30_000, "within"),
     ("2026-03-06 09:00", -1, "within"), ("0206-03-06 09:00", 1, "received"),
     ("9999-12-31 23:00", 2, "received")],
)  # fmt: skip
def test_absurd_clocks_are_refused_at_once(received: str, hours: int, field: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(Refused) as refusal:
        deadline(AT(received), timedelta(hours=hours), OFFICE, CHINA)
    assert refusal.value.field == field
    assert time.perf_counter() - begin < 1


def test_a_branch_that_never_works_gets_a_sentence() -> None:
    days = [date(2026, 1, 1) + timedelta(days=i) for i in range(4000)]
    closed = WorkCalendar([WorkdayOverride(day, False) for day in days])
    with pytest.raises(Refused):
        deadline(AT("2026-03-06 09:00"), timedelta(hours=1), OFFICE, closed)


def test_instants_are_not_accepted() -> None:
    with pytest.raises(ValueError, match="local naive"):
        deadline(datetime.now(UTC), timedelta(hours=1), OFFICE, CHINA)


def test_two_hundred_clocks_take_milliseconds() -> None:
    received = [AT("2026-11-01 11:55") + timedelta(minutes=37 * i) for i in range(200)]
    deadline_at(received[0], timedelta(hours=24), OFFICE, CHINA)
    begin = time.perf_counter()
    for moment in received:
        deadline_at(moment, timedelta(hours=24), OFFICE, CHINA)
    assert time.perf_counter() - begin < 0.25  # 0.01 s on the machine where it was written


MOMENTS = st.datetimes(AT("2025-12-01 00:00"), AT("2026-12-31 00:00")).map(
    lambda at: at.replace(microsecond=0)
)
BUDGETS = st.timedeltas(timedelta(minutes=1), timedelta(hours=60)).map(
    lambda b: timedelta(seconds=int(b.total_seconds()))
)
HOURS = st.sampled_from([OFFICE, WINDOWS, ALWAYS, parse_frames("daily 22:00-24:00; sat 09:00-12:00")])
PAUSES = st.lists(
    st.tuples(MOMENTS, st.timedeltas(timedelta(), timedelta(days=9))).map(lambda p: Pause(p[0], p[0] + p[1])),
    max_size=4,
)  # fmt: skip


@given(MOMENTS, BUDGETS, HOURS)
def test_the_time_until_the_deadline_is_the_budget(
    received: datetime, budget: timedelta, frames: Frames
) -> None:
    at = deadline_at(received, budget, frames, CHINA)
    assert at is not None
    assert business_time(received, at, frames, CHINA) == budget


@given(MOMENTS, BUDGETS, HOURS, PAUSES)
def test_steps_join_and_count_exactly_the_budget(
    received: datetime, budget: timedelta, frames: Frames, pauses: list[Pause]
) -> None:
    found = deadline(received, budget, frames, CHINA, pauses)
    assert found.at == deadline_at(received, budget, frames, CHINA, pauses)
    assert (found.steps[0].start, found.steps[-1].end) == (received, found.at)
    assert all(before.end == after.start for before, after in pairwise(found.steps))
    spent = [step.end - step.start for step in found.steps if step.end and step.counted]
    assert sum(spent, timedelta()) == budget
    for step in found.steps:
        assert not (step.counted and any(pause.holds(step.start) for pause in pauses))


@given(MOMENTS, BUDGETS, HOURS, PAUSES, st.tuples(MOMENTS, st.timedeltas(timedelta(), timedelta(days=9))))
def test_another_pause_never_makes_it_earlier(
    received: datetime,
    budget: timedelta,
    frames: Frames,
    pauses: list[Pause],
    more: tuple[datetime, timedelta],
) -> None:
    before = deadline_at(received, budget, frames, CHINA, pauses)
    after = deadline_at(received, budget, frames, CHINA, [*pauses, Pause(more[0], more[0] + more[1])])
    assert before is not None
    assert after is not None
    assert before <= after


@given(MOMENTS, BUDGETS, BUDGETS, HOURS, PAUSES)
def test_more_time_is_never_up_sooner(
    received: datetime, one: timedelta, other: timedelta, frames: Frames, pauses: list[Pause]
) -> None:
    assume(one != other)
    first = deadline_at(received, min(one, other), frames, CHINA, pauses)
    second = deadline_at(received, max(one, other), frames, CHINA, pauses)
    assert first is not None
    assert second is not None
    assert first < second
