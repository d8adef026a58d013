"""The clocks of a complaint, derived from its dated rows (decision 3, R092-R094, D16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from branchdesk.domain.business_hours import Frames, parse_frames
from branchdesk.domain.complaints import Complaint, ComplaintPause, LogKind
from branchdesk.domain.deadlines import ClockState, ClockStep, Deadline, Pause, deadline, state
from branchdesk.domain.messages import msg
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar

Agreed = tuple[datetime, datetime]
"""When a call-back was agreed, and for when."""
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
    agreed: Iterable[Agreed] = (),
) -> tuple[ComplaintClock, ...]:
    """Compute the clocks of one case; they start when it was received, not when it was typed.

    Reopened, they run again from the reopening. A call-back agreed with the customer outranks the windows
    of the answer (R095).
    """
    if complaint.kind is not LogKind.COMPLAINT:
        return ()
    since = complaint.reopened_at or complaint.received_at
    received = _local(since, zone)
    rests = [Pause(_local(p.from_at, zone), p.to_at and _local(p.to_at, zone), p.reason) for p in pauses]
    windows = parse_frames(settings.call_back_hours)
    first = complaint.answered_again_at if complaint.reopened_at else complaint.answered_at
    answered = first or complaint.closed_at
    told_at = complaint.told_at if complaint.told_at and complaint.told_at >= since else None
    told = min((at for at in (first, told_at, complaint.closed_at) if at), default=None)
    wanted: tuple[tuple[ClockKind, timedelta, Frames, datetime | None], ...] = (
        (*_answer_clock(complaint, settings), windows, answered),
        (ClockKind.STATUS, timedelta(hours=settings.status_hours), parse_frames("always"), told),
    )
    call_back = _agreed_since(agreed, since, answered)
    local_now = _local(now, zone)
    found = []
    for kind, budget, frames, done in wanted:
        until = deadline(received, budget, frames, calendar, rests)
        if call_back is not None and kind is not ClockKind.STATUS:
            until = _as_agreed(received, _local(call_back, zone))
        done_at = done and _local(done, zone)
        standing = state(until, done_at, local_now, budget / _WARN_SHARE)
        found.append(ComplaintClock(kind, received, until, done_at, standing))
    return tuple(found)


def _agreed_since(agreed: Iterable[Agreed], since: datetime, answered: datetime | None) -> datetime | None:
    """Return the call-back that was agreed last while the answer was still owed."""
    fitting = [due for asked, due in agreed if since <= asked and (answered is None or asked < answered)]
    return fitting[-1] if fitting else None


def _as_agreed(received: datetime, agreed: datetime) -> Deadline:
    """Let the answer be due when the customer was told to expect it, whatever the windows say (R095)."""
    why = msg("a call-back was agreed with the customer")
    return Deadline(agreed, (ClockStep(received, agreed, counted=True, why=why),))


def _answer_clock(complaint: Complaint, settings: Settings) -> tuple[ClockKind, timedelta]:
    if complaint.needs_department:
        return ClockKind.AGREED_ANSWER, timedelta(minutes=settings.answer_minutes)
    return ClockKind.DIRECT_ANSWER, timedelta(minutes=settings.direct_answer_minutes)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
