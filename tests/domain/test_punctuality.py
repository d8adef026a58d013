"""Late is late by the clock, but only what we caused counts against us (D07)."""

from __future__ import annotations

import pytest

from branchdesk.domain.months import Month
from branchdesk.domain.plan_records import ChangeKind
from branchdesk.domain.punctuality import Arrival, Disturbance, figures, minutes_late
from branchdesk.domain.visits import Cause

NOVEMBER = Month(2026, 11)


@pytest.mark.parametrize(
    ("planned", "arrived", "late"),
    [
        ("22:00", "22:10", 10),
        ("22:00", "21:55", -5),
        ("23:50", "00:05", 15),
        ("00:10", "23:58", -12),
        ("", "08:00", None),
        ("08:00", "", None),
    ],
)
def test_minutes_late_by_the_wall_clock(planned: str, arrived: str, late: int | None) -> None:
    assert minutes_late(planned, arrived) == late


@pytest.mark.req("D07")
def test_what_others_caused_is_left_out_of_our_share() -> None:
    came = [
        Arrival(1, NOVEMBER, "22:00", "22:15"),  # exactly the allowed minutes
        Arrival(1, NOVEMBER, "22:00", "22:16"),
        Arrival(1, NOVEMBER, "22:00", "23:00", Cause.CUSTOMER),
        Arrival(1, NOVEMBER, "22:00", "23:00", Cause.FORCE_MAJEURE),
        Arrival(1, NOVEMBER, "", "22:00"),
    ]
    disturbed = [
        Disturbance(1, NOVEMBER, ChangeKind.MOVED, Cause.US),
        Disturbance(1, NOVEMBER, ChangeKind.MOVED, Cause.CUSTOMER),
        Disturbance(1, NOVEMBER, ChangeKind.MISSED, Cause.US),
        Disturbance(1, NOVEMBER, ChangeKind.CANCELLED, Cause.US),
    ]
    (one,) = figures(came, disturbed, 15)
    assert (one.arrivals, one.on_time, one.late_ours, one.late_others) == (4, 1, 1, 2)
    assert (one.moved_ours, one.moved_others, one.missed_ours, one.missed_others) == (1, 1, 1, 0)
    assert one.share == 0.5
    assert figures([Arrival(None, NOVEMBER, "22:00", "23:00", Cause.CUSTOMER)], [], 15)[0].share is None
