"""The traffic lights of a visit: appointment call, call on the day, report (R017, R019, D03)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from branchdesk.domain.duedates import appointment_call_day
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.settings import Settings
from branchdesk.domain.visits import ServiceReport, Visit, VisitKind, VisitStatus
from branchdesk.domain.workdays import WorkCalendar
from ui.language import tr, trn
from ui.tabs.calendar_states import VisitState
from ui.widgets.card_content import LinkRow

_APPOINTMENT = (Purpose.APPOINTMENT, Purpose.RECONFIRMATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFacts:
    """What the lights are computed from; `now` is the branch's wall time, `moment` writes an instant."""

    visit: Visit
    calls: Sequence[Interaction]
    report: ServiceReport | None
    settings: Settings
    calendar: WorkCalendar
    now: datetime
    moment: Callable[[datetime], str]

    @property
    def today(self) -> date:
        """Return the day of `now`."""
        return self.now.date()


def lights(facts: ChainFacts) -> tuple[LinkRow, ...]:
    """Return the three lights; none for a visit that does not take place."""
    no_service = facts.visit.kind is VisitKind.COLLECTION
    if no_service or facts.visit.status in (VisitStatus.CANCELLED, VisitStatus.MISSED):
        return ()
    return (
        _light(tr("Appointment call"), _appointment(facts)),
        _light(tr("Same-day call"), _same_day(facts)),
        _light(tr("Service report"), _report(facts)),
    )


def next_purpose(visit: Visit, calls: Sequence[Interaction], today: date) -> Purpose:
    """Return what one would call about now."""
    if visit.kind is VisitKind.COLLECTION:
        return Purpose.COLLECTION
    if visit.status is not VisitStatus.PLANNED:
        return Purpose.PREPARATION_TALK if visit.preparation_missing else Purpose.FOLLOW_UP
    if _reached(calls, *_APPOINTMENT) is None:
        return Purpose.APPOINTMENT
    return Purpose.SAME_DAY if visit.date_on <= today else Purpose.RECONFIRMATION


def _light(text: str, state: VisitState) -> LinkRow:
    return LinkRow(text, "", state.word, state.icon, state.token)


def _reached(calls: Sequence[Interaction], *purposes: Purpose) -> Interaction | None:
    found = [call for call in calls if call.purpose in purposes and call.result.fulfils]
    return max(found, key=lambda call: call.happened_at, default=None)


def _called(facts: ChainFacts, call: Interaction) -> VisitState:
    return VisitState(facts.moment(call.happened_at), "kept", "circle-check")


def _appointment(facts: ChainFacts) -> VisitState:
    visit = facts.visit
    call = _reached(facts.calls, *_APPOINTMENT)
    if call is None:
        return _uncalled_appointment(facts)
    called_for = call.for_on or visit.date_on
    moved = abs((visit.date_on - called_for).days) > facts.settings.reconfirm_beyond_days
    if moved and visit.status is VisitStatus.PLANNED:
        return VisitState(tr("confirm again: called for {day}", day=called_for), "soon", "clock")
    return _called(facts, call)


def _uncalled_appointment(facts: ChainFacts) -> VisitState:
    if facts.visit.status is not VisitStatus.PLANNED or facts.visit.date_on < facts.today:
        return VisitState(tr("not made"), "done", "minus")
    due = appointment_call_day(facts.visit.date_on, facts.calendar, facts.settings.appointment_days_before)
    late = (facts.today - due).days
    if late > 0:
        return VisitState(_overdue(late), "late", "triangle-alert")
    if late == 0:
        return VisitState(tr("due today"), "soon", "clock")
    return VisitState(tr("due on {day}", day=due), "info", "clock")


def _same_day(facts: ChainFacts) -> VisitState:
    visit = facts.visit
    call = _reached(facts.calls, Purpose.SAME_DAY)
    if call is not None:
        return _called(facts, call)
    if visit.status is not VisitStatus.PLANNED or visit.date_on < facts.today:
        return VisitState(tr("not made"), "done", "minus")
    if visit.date_on > facts.today:
        return VisitState(tr("due on {day}", day=visit.date_on), "info", "clock")
    by = time.fromisoformat(facts.settings.same_day_call_by)
    late = facts.now.time() > by
    return VisitState(
        tr("due today by {time}", time=facts.settings.same_day_call_by),
        "late" if late else "soon",
        "triangle-alert" if late else "clock",
    )


def _report(facts: ChainFacts) -> VisitState:
    if facts.report is not None:
        return VisitState(facts.report.number, "kept", "circle-check")
    if facts.visit.status is not VisitStatus.DONE:
        return VisitState(tr("after the visit"), "info", "circle")
    late = (facts.today - facts.visit.date_on).days
    if late > 0:
        return VisitState(_overdue(late), "late", "triangle-alert")
    return VisitState(tr("due today"), "soon", "clock")


def _overdue(days: int) -> str:
    return trn("overdue {n} day", "overdue {n} days", days)
