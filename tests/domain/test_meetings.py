"""Quarters, and how a customer's meeting of one stands (R024)."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.meetings import (
    Meeting,
    MeetingTask,
    Quarter,
    QuarterState,
    check_meeting,
    check_task,
    standing,
    standing_words,
)
from branchdesk.language import Words

LAST = date(2026, 8, 14)


@pytest.mark.req("R024")
@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 9, 30), QuarterState.MET),
        (date(2026, 11, 22), QuarterState.OPEN),
        (date(2026, 11, 30), QuarterState.OPEN),
        (date(2026, 12, 1), QuarterState.SOON),
    ],
)
def test_a_quarter_without_a_meeting_becomes_urgent_in_its_last_month(
    today: date, state: QuarterState
) -> None:
    assert standing(today, LAST, None, 1).state is state


@pytest.mark.req("R024")
def test_the_card_says_by_when_the_quarter_is_due() -> None:
    one = standing(date(2026, 11, 22), LAST, None, 1)
    assert Words("en").say(standing_words(one)) == "Q4 due 2026-12-31"
    assert Words("zh_CN").say(standing_words(one)) == "第 4 季度应于 2026-12-31 前召开"


def test_a_planned_meeting_is_not_urgent_unless_it_lies_beyond_the_quarter() -> None:
    today = date(2026, 12, 2)
    assert standing(today, LAST, date(2026, 12, 20), 1).state is QuarterState.PLANNED
    assert standing(today, LAST, date(2027, 1, 5), 1).state is QuarterState.SOON


@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_lies_in_its_quarter(month: int) -> None:
    day = date(2026, month, 28)
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert (quarter.last - quarter.first).days in (89, 90, 91)


def test_minutes_need_people_and_a_day_that_has_been() -> None:
    draft = Meeting(customer_id=1, planned_on=date(2026, 11, 24), held_on=date(2026, 11, 24))
    assert set(check_meeting(draft, date(2026, 11, 22))) == {"held_on", "theirs", "minutes"}
    assert set(check_meeting(Meeting(customer_id=1), date(2026, 11, 22))) == {"planned_on"}


def test_a_task_names_who_does_what_by_when() -> None:
    assert set(check_task(MeetingTask(), None)) == {"what", "owner", "due_on"}
    early = MeetingTask(what="补门缝", owner="陈经理", due_on=date(2026, 11, 1))
    assert set(check_task(early, date(2026, 11, 20))) == {"due_on"}
