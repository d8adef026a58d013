"""The chain of duties around each visit: it follows the visit when it moves; done calls stay done (D03)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from branchdesk.domain.duedates import appointment_call_day, first_follow_up_day, preparation_talk_day
from branchdesk.domain.duties import Assignee, Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFact:
    """What duties need to know of a visit; `purposes` are those whose call is settled."""

    id: int
    whom: Whom
    date_on: date
    start_at: str
    planned: bool
    done: bool
    has_report: bool
    preparation: str
    preparation_missing: str
    called_for: date | None  # the day for which the appointment call was made
    purposes: frozenset[Purpose]
    technician: str = ""
    unsigned_report: str = ""  # the number of an issued report that nobody signed
    of_group: bool = False  # a group site, where no report may be missing (R035)
    serves: bool = True  # nobody is called before a visit that only collects money


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstVisitFact:
    """A first service that is done; what follows it is still open."""

    id: int
    whom: Whom
    served_on: date
    followed: bool  # a second visit is planned or done, or the customer was asked
    explained: bool  # effect, and what happens if pests come back
    technician: str = ""


def visit_duties(
    visits: Iterable[VisitFact], settings: Settings, calendar: WorkCalendar, today: date
) -> Iterator[Duty]:
    """Derive the call chain around each visit; it follows the visit when it moves (D03)."""
    for visit in visits:
        if visit.planned:
            yield from _before(visit, settings, calendar, today)
        elif visit.done:
            yield from _after(visit, calendar)


def first_service_duties(
    facts: Iterable[FirstVisitFact], settings: Settings, calendar: WorkCalendar
) -> Iterator[Duty]:
    """Ask for the second look 14 days after a first service, and for what was not explained (R010, R012)."""
    for fact in facts:
        if not fact.followed:
            yield _of_first(DutyKind.FIRST_FOLLOW_UP, *_follow_up(fact, settings, calendar), fact)
        if not fact.explained:
            say = msg(
                "First service on {day}: the effect, and what happens if pests come back, is not explained "
                "yet. It is not complete without.",
                day=fact.served_on,
            )
            day = calendar.next_working_day(fact.served_on + timedelta(days=1))
            yield _of_first(DutyKind.EFFECT_UNEXPLAINED, day, say, fact)


def _follow_up(fact: FirstVisitFact, settings: Settings, calendar: WorkCalendar) -> tuple[date, Message]:
    days = settings.follow_up_days_after_first
    on, plain = first_follow_up_day(fact.served_on, calendar, days), fact.served_on + timedelta(days=days)
    if on == plain:
        say = msg(
            "First service was on {day} and no second visit is planned. Plan it or ask how it is.",
            day=fact.served_on,
        )
    else:
        say = msg(
            "First service was on {day} and no second visit is planned ({plain} is a day off). "
            "Plan it or ask how it is.",
            day=fact.served_on,
            plain=plain,
        )
    return on, say


def _before(visit: VisitFact, settings: Settings, calendar: WorkCalendar, today: date) -> Iterator[Duty]:
    if visit.date_on < today:
        say = msg("The visit of {day} is not recorded. Was it done, moved or missed?", day=visit.date_on)
        yield _of_visit(DutyKind.VISIT_UNRECORDED, visit.date_on, visit, say)
        return
    if not visit.serves:
        return
    call_on = appointment_call_day(visit.date_on, calendar, settings.appointment_days_before)
    if Purpose.APPOINTMENT not in visit.purposes:
        yield _of_visit(DutyKind.APPOINTMENT_CALL, call_on, visit, _appointment(visit))
    elif _moved_far(visit, settings):
        say = msg(
            "The visit has moved to {day} {time}. Confirm the new day.",
            day=visit.date_on,
            time=visit.start_at,
        )
        yield _of_visit(DutyKind.RECONFIRMATION, min(today, visit.date_on), visit, say)
    if Purpose.SAME_DAY not in visit.purposes:
        say = msg("Visit today at {time}. Is the site ready? Any questions?", time=visit.start_at or "--:--")
        hour, minute = settings.same_day_call_by.split(":")
        by = datetime.combine(visit.date_on, time(int(hour), int(minute)))
        yield _of_visit(DutyKind.SAME_DAY_CALL, visit.date_on, visit, say, by)


def _after(visit: VisitFact, calendar: WorkCalendar) -> Iterator[Duty]:
    day = visit.date_on + timedelta(days=1)
    if not visit.has_report:
        say = msg(
            "The service report of the visit of {day} is missing. Issue it or ask for it.", day=visit.date_on
        )
        yield _of_visit(DutyKind.REPORT_MISSING, day, visit, say, urgent=visit.of_group)
    elif visit.unsigned_report:
        say = msg(
            "Nobody has signed report {number} of {day}. Ask for the signature: its invoice waits for it.",
            number=visit.unsigned_report,
            day=visit.date_on,
        )
        yield _of_visit(DutyKind.REPORT_UNSIGNED, day, visit, say)
    if visit.preparation_missing and Purpose.PREPARATION_TALK not in visit.purposes:
        say = msg("Preparation was incomplete: {items}. Talk it over.", items=visit.preparation_missing)
        yield _of_visit(DutyKind.PREPARATION_TALK, preparation_talk_day(visit.date_on, calendar), visit, say)


def _appointment(visit: VisitFact) -> Message:
    if visit.preparation:
        return msg(
            "Service on {day} {time}. Ask to prepare: {items}. Anything special?",
            day=visit.date_on,
            time=visit.start_at,
            items=visit.preparation,
        )
    text = msg("Service on {day} {time}. Remind of the preparation; anything special?")
    return Message(text.template, {"day": visit.date_on, "time": visit.start_at})


def _moved_far(visit: VisitFact, settings: Settings) -> bool:
    called_for = visit.called_for or visit.date_on
    return abs((visit.date_on - called_for).days) > settings.reconfirm_beyond_days


def _of_visit(
    kind: DutyKind,
    on: date,
    visit: VisitFact,
    say: Message,
    at: datetime | None = None,
    *,
    urgent: bool = False,
) -> Duty:
    return Duty(
        kind=kind,
        due_on=on,
        due_at=at,
        whom=visit.whom,
        say=say,
        link=LinkKind.VISIT,
        link_id=visit.id,
        assignee=Assignee.TECHNICIAN if visit.technician else Assignee.DESK,
        who=visit.technician,
        urgent=urgent,
    )


def _of_first(kind: DutyKind, on: date, say: Message, fact: FirstVisitFact) -> Duty:
    return Duty(
        kind=kind,
        due_on=on,
        whom=fact.whom,
        say=say,
        link=LinkKind.VISIT,
        link_id=fact.id,
        assignee=Assignee.TECHNICIAN if fact.technician else Assignee.DESK,
        who=fact.technician,
    )
