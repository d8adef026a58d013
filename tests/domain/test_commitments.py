"""What to promise, and how far ahead of it we were (R147)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.commitments import Commitment, minutes_late, suggested_due, suggested_minutes

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


@pytest.mark.req("R147")
def test_sixty_minutes_of_work_are_promised_as_ninety_and_done_after_62_are_28_early() -> None:
    assert suggested_minutes(60, "1.5") == 90
    due = suggested_due(START, 60, "1.5")
    one = Commitment(due_on=due.date(), due_time=f"{due:%H:%M}", kept_at=START + timedelta(minutes=62))
    assert minutes_late(one, ZONE) == -28


@pytest.mark.req("R042")
def test_promised_half_past_eleven_and_there_at_twenty_to_twelve_is_ten_minutes_late() -> None:
    kept = datetime(2026, 11, 23, 23, 40, tzinfo=ZONE)
    one = Commitment(due_on=date(2026, 11, 23), due_time="23:30", kept_at=kept)
    assert minutes_late(one, ZONE) == 10


@given(st.integers(1, 5000), st.integers(0, 86_399))
def test_a_suggestion_is_never_sooner_than_the_factor_says_and_at_most_five_minutes_later(
    estimate: int, second: int
) -> None:
    at = START + timedelta(seconds=second)
    spare = suggested_due(at, estimate, "1.5") - at - timedelta(minutes=suggested_minutes(estimate, "1.5"))
    assert timedelta(seconds=-1) < spare <= timedelta(minutes=5)
