"""The clocks of a complaint, derived from its dated rows (decision 3, R092-R094, D16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from branchdesk.domain.business_hours import Frames, parse_frames
from branchdesk.domain.complaints import Complaint, ComplaintPause, LogKind
from branchdesk.domain.deadlines import ClockState, Deadline, Pause, deadline, state
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar

_WARN_SHARE = 4  # the last quarter of a clock's time is a warning


class ClockKind(StrEnum):
    """What must have happened before the time is up."""

    DIRECT_ANSWER = "direct_answer"  # clock A: we can answer ourselves
    AGREED_ANSWER = "agreed_answer"  # clock B: another department must act
    STATUS = "status"  # clock C: the customer hears how it stands


@dataclass(frozen=True, slots=True)
class ComplaintClock:
    """One clock in the branch's local time; `done_at` is when the thing happened, if it did."""

    kind: ClockKind
    received_at: datetime
    deadline: Deadline
    done_at: datetime | None
    state: ClockState


def clocks_of(
    complaint: Complaint,
    pauses: Iterable[ComplaintPause],
    settings: Settings,
    calendar: WorkCalendar,
    zone: ZoneInfo,
    now: datetime,
) -> tuple[ComplaintClock, ...]:
    """Compute the clocks of one case; they start when it was received, not when it was typed."""
    if complaint.kind is not LogKind.COMPLAINT:
        return ()
    received = _local(complaint.received_at, zone)
    rests = [Pause(_local(p.from_at, zone), p.to_at and _local(p.to_at, zone), p.reason) for p in pauses]
    windows = parse_frames(settings.call_back_hours)
    answered = complaint.answered_at or complaint.closed_at
    told = min(
        (at for at in (complaint.answered_at, complaint.told_at, complaint.closed_at) if at), default=None
    )
    wanted: tuple[tuple[ClockKind, timedelta, Frames, datetime | None], ...] = (
        (*_answer_clock(complaint, settings), windows, answered),
        (ClockKind.STATUS, timedelta(hours=settings.status_hours), parse_frames("always"), told),
    )
    local_now = _local(now, zone)
    found = []
    for kind, budget, frames, done in wanted:
        until = deadline(received, budget, frames, calendar, rests)
        done_at = done and _local(done, zone)
        standing = state(until, done_at, local_now, budget / _WARN_SHARE)
        found.append(ComplaintClock(kind, received, until, done_at, standing))
    return tuple(found)


def _answer_clock(complaint: Complaint, settings: Settings) -> tuple[ClockKind, timedelta]:
    if complaint.needs_department:
        return ClockKind.AGREED_ANSWER, timedelta(minutes=settings.answer_minutes)
    return ClockKind.DIRECT_ANSWER, timedelta(minutes=settings.direct_answer_minutes)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
