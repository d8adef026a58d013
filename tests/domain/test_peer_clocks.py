"""What other systems got wrong, or state as right, about clocks in working hours; each names its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from branchdesk.domain.complaint_clocks import ClockKind, clocks_of
from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.domain.deadlines import (
    ALWAYS,
    ClockState,
    Frames,
    Pause,
    business_time,
    deadline,
    parse_frames,
    state,
)
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar, WorkdayOverride

AT = datetime.fromisoformat
NINE_TO_FIVE = parse_frames("mon-fri 09:00-17:00")
NINE_TO_NINE = parse_frames("mon-fri 09:00-21:00")
EIGHT_TO_SIX = parse_frames("mon-fri 08:00-18:00")
LUNCH = parse_frames("mon-fri 09:00-13:00,14:00-18:00")
ZONE = ZoneInfo("Asia/Shanghai")


def off(*days: str) -> WorkCalendar:
    return WorkCalendar(tuple(WorkdayOverride(date.fromisoformat(day), working=False) for day in days))


CHINA = off()


def until(
    received: str,
    minutes: int,
    frames: Frames,
    *rests: tuple[str, str],
    calendar: WorkCalendar = CHINA,
) -> datetime | None:
    pauses = [Pause(AT(start), AT(end)) for start, end in rests]
    return deadline(AT(received), timedelta(minutes=minutes), frames, calendar, pauses).at


@pytest.mark.req("D16")
@pytest.mark.parametrize(
    ("received", "minutes", "frames", "rests", "expected"),
    [
        # chatwoot pull 13392: Friday 16:30 and an hour is Monday 9:30, not Friday 17:30.
        ("2026-03-06 16:30", 60, NINE_TO_FIVE, [], "2026-03-09 09:30"),
        ("2026-03-04 10:00", 120, NINE_TO_FIVE, [], "2026-03-04 12:00"),
        # the same: a conversation that begins before opening counts from the opening on
        ("2026-03-04 07:00", 120, NINE_TO_FIVE, [], "2026-03-04 11:00"),
        # freescout issue 3756: four hours from 16:00 end at noon of the next working day
        ("2026-03-05 16:00", 240, NINE_TO_FIVE, [], "2026-03-06 12:00"),
        # glpi issue 687: created outside the hours of its calendar, it still has a deadline
        ("2026-03-07 23:00", 60, EIGHT_TO_SIX, [], "2026-03-09 09:00"),
        # glpi issue 10594 and pull 14937: a weekend spent pending adds no time to a clock in working hours
        (
            "2026-03-06 17:00",
            120,
            EIGHT_TO_SIX,
            [("2026-03-06 18:00", "2026-03-09 08:00")],
            "2026-03-09 09:00",
        ),
        # erpnext pull 47172: time on hold moves the end inside the working hours, never beyond them
        (
            "2026-03-06 15:00",
            120,
            NINE_TO_FIVE,
            [("2026-03-06 15:30", "2026-03-06 16:30")],
            "2026-03-09 10:00",
        ),
        # erpnext: its first code kept only the last of several holds
        (
            "2026-03-06 09:00",
            240,
            NINE_TO_FIVE,
            [("2026-03-06 10:00", "2026-03-06 11:00"), ("2026-03-06 12:00", "2026-03-06 13:00")],
            "2026-03-06 15:00",
        ),
        # zammad issue 3180: around the clock there is no minute lost at midnight
        ("2026-03-06 23:30", 60, ALWAYS, [], "2026-03-07 00:30"),
        ("2026-03-06 23:30", 60, parse_frames("daily 00:00-24:00"), [], "2026-03-07 00:30"),
        # frappe helpdesk issue 2212 and osticket issue 6847: nobody answers over lunch
        ("2026-03-06 12:30", 60, LUNCH, [], "2026-03-06 14:30"),
        ("2026-03-06 13:20", 30, LUNCH, [], "2026-03-06 14:30"),
        # osticket issue 2131: after 17:00 the clock rests until the morning
        ("2026-03-05 16:00", 120, NINE_TO_FIVE, [], "2026-03-06 10:00"),
        # osticket issue 1168: what arrives on a weekend is not overdue by Monday morning
        ("2026-03-07 12:00", 480, NINE_TO_FIVE, [], "2026-03-09 17:00"),
    ],
)
def test_the_deadlines_of_other_systems(
    received: str, minutes: int, frames: Frames, rests: list[tuple[str, str]], expected: str
) -> None:
    assert until(received, minutes, frames, *rests) == AT(expected)


def test_two_holidays_of_the_calendar_do_not_count() -> None:
    """Case of zammad issue 390: 48 hours in days of 9 to 21, from a night on, over two holidays."""
    found = until("2016-11-06 23:00", 48 * 60, NINE_TO_NINE, calendar=off("2016-11-08", "2016-11-10"))
    assert found == AT("2016-11-14 21:00")


def test_a_pause_never_moves_the_end_outside_the_hours() -> None:
    """Case of glpi issue 9082: eight days of ten hours, pending for 3 h 31, a holiday on the way."""
    pending = ("2021-05-12 10:00", "2021-05-12 13:31")
    found = until("2021-05-10 08:00", 8 * 600, EIGHT_TO_SIX, pending, calendar=off("2021-05-13"))
    assert found == AT("2021-05-21 11:31")


def test_time_on_hold_is_no_time_of_work() -> None:
    """Case of erpnext issue 16729: opened at 10, on hold from 11 to 12, closed at 13 is two hours."""
    whole = business_time(AT("2026-03-06 10:00"), AT("2026-03-06 13:00"), NINE_TO_FIVE, CHINA)
    hold = business_time(AT("2026-03-06 11:00"), AT("2026-03-06 12:00"), NINE_TO_FIVE, CHINA)
    assert whole - hold == timedelta(hours=2)


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


PAUSE = ComplaintPause(from_at=wall(23, 9, 10), to_at=wall(23, 9, 40), reason="待客户照片")


def test_another_severity_keeps_the_pauses() -> None:
    """Case of glpi issue 6902: another urgency, and limit, must not forget the time spent pending."""
    case = Complaint(id=1, received_at=wall(23, 9))
    now = wall(23, 9, 45)
    ends = [
        clocks_of(one, [PAUSE], Settings(), CHINA, ZONE, now)[0].deadline.at
        for one in (case, Complaint(id=1, received_at=wall(23, 9), needs_department=True))
    ]
    # Ten minutes are up when the pause begins; of the hour, ten were used, the other fifty follow it.
    assert ends == [AT("2026-11-23 09:10"), AT("2026-11-23 10:30")]


def test_time_spent_closed_does_not_count_after_reopening() -> None:
    """Case of glpi pull 9267: solved at once, closed, opened again a day later."""
    case = Complaint(
        id=1,
        received_at=wall(23, 9),
        answered_at=wall(23, 9, 5),
        reopened=1,
        reopened_at=wall(24, 10),
    )
    answer, status = clocks_of(case, (), Settings(), CHINA, ZONE, wall(24, 10, 1))
    assert (answer.deadline.at, answer.done_at) == (AT("2026-11-24 10:10"), None)
    assert answer.state is ClockState.RUNNING
    assert (status.kind, status.deadline.at) == (ClockKind.STATUS, AT("2026-11-25 10:00"))


def test_a_case_reopened_several_times_counts_from_the_last_one() -> None:
    """Case of zammad issue 188: closed and opened again some times, the escalation was counted wrongly."""
    first = Complaint(id=1, received_at=wall(16, 9), answered_at=wall(16, 9, 5), reopened=2)
    case = replace(first, reopened_at=wall(24, 15), told_at=wall(20, 10))
    answer, status = clocks_of(case, [PAUSE], Settings(), CHINA, ZONE, wall(24, 15, 5))
    assert (answer.deadline.at, answer.done_at) == (AT("2026-11-24 15:10"), None)
    assert (status.deadline.at, status.done_at) == (AT("2026-11-25 15:00"), None), (
        "an old word counts no more"
    )


def test_a_longer_limit_takes_an_open_case_out_of_breach() -> None:
    """Case of zammad issue 4353: with the limit changed, what had escalated stayed escalated."""
    case, now = Complaint(id=1, received_at=wall(23, 9)), wall(23, 9, 30)
    states = [
        clocks_of(case, (), Settings(direct_answer_minutes=minutes), CHINA, ZONE, now)[0].state
        for minutes in (10, 120)
    ]
    assert states == [ClockState.BREACHED, ClockState.RUNNING]


def test_the_first_answer_ends_the_clock_and_a_second_does_not_start_it_again() -> None:
    """Case of zammad issue 2082: the escalation followed only the second reply."""
    case = Complaint(id=1, received_at=wall(23, 9), answered_at=wall(23, 9, 10))
    answer, status = clocks_of(case, (), Settings(), CHINA, ZONE, wall(23, 18))
    assert (answer.state, status.state) == (ClockState.MET, ClockState.MET)


def test_a_paused_clock_is_neither_late_nor_warned_of() -> None:
    """Case of frappe helpdesk issue 1554: marked as paused, the clock ticked on behind it."""
    open_pause = Pause(AT("2026-03-06 10:00"))
    clock = deadline(AT("2026-03-06 09:30"), timedelta(hours=1), NINE_TO_FIVE, CHINA, [open_pause])
    assert state(clock, None, AT("2026-03-09 12:00")) is ClockState.PAUSED
