"""The stages of ISO 10002 and GB/T 19012 with date and name, derived from what is on record anyway."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from branchdesk.domain.claims import Claim, ClaimState
from branchdesk.domain.complaints import Complaint, ComplaintEvent, EventKind
from branchdesk.domain.judgement import (
    Assessment,
    CaseClosing,
    CaseVerdict,
    CorrectiveAction,
    Demand,
    Evidence,
)


class TrackStage(StrEnum):
    """The follow-up of annex D, in order."""

    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    INVESTIGATED = "investigated"
    RESOLVED = "resolved"
    INFORMED = "informed"
    CORRECTED = "corrected"
    VERIFIED = "verified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Track:
    """One stage: the day, who, and a remark; no day while it lies ahead."""

    stage: TrackStage
    on: date | None = None
    name: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFacts:
    """What the stages are derived from."""

    complaint: Complaint
    closing: CaseClosing
    events: Sequence[ComplaintEvent] = ()
    assessment: Assessment | None = None
    evidence: Sequence[Evidence] = ()
    verdict: CaseVerdict | None = None
    demands: Sequence[Demand] = ()
    claims: Sequence[Claim] = ()
    actions: Sequence[CorrectiveAction] = ()


def tracking(facts: TrackFacts, zone: ZoneInfo) -> tuple[Track, ...]:
    """Return all stages; nothing is asked for twice."""
    return (
        _acknowledged(facts, zone),
        _assessed(facts, zone),
        _investigated(facts, zone),
        _resolved(facts, zone),
        _informed(facts.closing, zone),
        _corrected(facts.actions),
        _verified(facts.actions),
        _closed(facts, zone),
    )


def _acknowledged(facts: TrackFacts, zone: ZoneInfo) -> Track:
    answered = _last(facts.events, EventKind.ANSWERED, first=True)
    if answered is not None:
        return Track(
            TrackStage.ACKNOWLEDGED, _day(answered.happened_at, zone), answered.employee, answered.text
        )
    at = facts.complaint.answered_at
    return Track(TrackStage.ACKNOWLEDGED, _day(at, zone), facts.complaint.owner if at else "")


def _assessed(facts: TrackFacts, zone: ZoneInfo) -> Track:
    one = facts.assessment
    if one is None or one.assessed_at is None:
        return Track(TrackStage.ASSESSED)
    return Track(TrackStage.ASSESSED, _day(one.assessed_at, zone), one.assessed_by, one.detail)


def _investigated(facts: TrackFacts, zone: ZoneInfo) -> Track:
    """Take the verdict as the end of the investigation: until then evidence may still come."""
    if facts.verdict is None:
        return Track(TrackStage.INVESTIGATED)
    one = facts.verdict
    return Track(TrackStage.INVESTIGATED, _day(one.decided_at, zone), one.decided_by, one.why)


def _resolved(facts: TrackFacts, zone: ZoneInfo) -> Track:
    """Take the day on which the last demand was met, or the last claim decided."""
    days = [one.done_on for one in facts.demands if one.done_on]
    days += [day for one in facts.claims if (day := _day(one.approved_at, zone))]
    waiting = any(one.judged is None for one in facts.demands)
    waiting = waiting or any(one.state is ClaimState.DRAFT for one in facts.claims)
    if not days or waiting:
        return Track(TrackStage.RESOLVED)
    granted = [one.granted for one in facts.demands if one.granted]
    granted += [one.wording for one in facts.claims if one.state is not ClaimState.DRAFT and one.wording]
    return Track(TrackStage.RESOLVED, max(days), facts.complaint.owner, "; ".join(granted))


def _informed(closing: CaseClosing, zone: ZoneInfo) -> Track:
    if closing.told_at is None:
        return Track(TrackStage.INFORMED)
    remark = " · ".join(part for part in (closing.told_how, closing.told_whom) if part)
    return Track(TrackStage.INFORMED, _day(closing.told_at, zone), closing.told_by, remark)


def _corrected(actions: Sequence[CorrectiveAction]) -> Track:
    done = [one for one in actions if one.done_on is not None]
    if not actions or len(done) < len(actions):
        return Track(TrackStage.CORRECTED)
    last = max(done, key=lambda one: one.done_on or date.min)
    return Track(TrackStage.CORRECTED, last.done_on, last.owner, last.action)


def _verified(actions: Sequence[CorrectiveAction]) -> Track:
    found = [one for one in actions if one.verified_on is not None]
    if not found or any(one.verified_on is None for one in actions):
        return Track(TrackStage.VERIFIED)
    last = max(found, key=lambda one: one.verified_on or date.min)
    return Track(TrackStage.VERIFIED, last.verified_on, last.verified_by, last.effect_note)


def _closed(facts: TrackFacts, zone: ZoneInfo) -> Track:
    at = facts.complaint.closed_at
    event = _last(facts.events, EventKind.CLOSED)
    return Track(TrackStage.CLOSED, _day(at, zone), event.employee if at and event else "")


def _last(events: Iterable[ComplaintEvent], kind: EventKind, *, first: bool = False) -> ComplaintEvent | None:
    found = [event for event in events if event.kind is kind]
    return found[0 if first else -1] if found else None


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at is not None else None
