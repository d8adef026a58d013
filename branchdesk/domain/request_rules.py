"""What follows from an extra request: its sentence, its state, when to ask, what repeats, what it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from branchdesk.domain.checks import Problems, wall_time
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.extra_requests import ExtraRequest, RequestState
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.month_figures import middle
from branchdesk.domain.settings import Settings
from branchdesk.domain.textfold import fold_text
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.domain.workdays import WorkCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalPlan:
    """When somebody is to be there and who; this is what the customer is promised (R042)."""

    on: date = date.min
    at: str = ""  # wall time HH:MM
    minutes: int = 60
    technician_id: int | None = None
    estimate_minutes: int | None = None  # R147
    confirmed_by: str = ""  # who said that it can be kept (R148)


def confirmation(request: ExtraRequest) -> Message | None:
    """Build the sentence that is read aloud, None while it is not known what was seen (R041)."""
    pest = request.pest.strip()
    if not pest:
        return None
    values = {
        "who": request.seen_by.strip() or msg("one of your staff"),
        "where": _where(request),
        "seen": request.seen,
        "pest": pest,
    }
    if not values["where"]:
        text = _SEEN_COUNT if request.seen else _SEEN
    else:
        text = _SEEN_COUNT_WHERE if request.seen else _SEEN_WHERE
    return Message(text.template, values)


_SEEN_COUNT_WHERE = msg("You say that {who} found {pest} (number seen: {seen}) here: {where}. Is that right?")
_SEEN_WHERE = msg("You say that {who} found {pest} here: {where}. Is that right?")
_SEEN_COUNT = msg("You say that {who} found {pest} (number seen: {seen}). Is that right?")
_SEEN = msg("You say that {who} found {pest}. Is that right?")


def _where(request: ExtraRequest) -> str | Message:
    room, place = request.room.strip(), request.place.strip()
    return msg("{room}, {place}", room=room, place=place) if room and place else room or place


def summary(request: ExtraRequest) -> str:
    """Name what was seen and where, for lists and for the visit's sheet."""
    count = f" ×{request.seen}" if request.seen else ""
    where = " ".join(part for part in (request.room.strip(), request.place.strip()) if part)
    return " · ".join(part for part in (f"{request.pest.strip()}{count}", where) if part)


def check_request(request: ExtraRequest, now: datetime) -> Problems:
    """Check one extra request at the moment `now`."""
    problems: Problems = {}
    if not request.customer_id:
        problems["customer_id"] = msg("Choose the customer.")
    if not request.site_id:
        problems["site_id"] = msg("Choose the site to which we go.")
    if not request.pest.strip():
        problems["pest"] = msg("Ask what was seen, and write it down.")
    for name in ("received_at", "replied_at", "told_at", "acknowledged_at"):
        moment = getattr(request, name)
        if moment is None or moment == EPOCH:
            continue
        if moment > now:
            problems[name] = msg("This moment is still to come. Enter when it was.")
        elif moment < request.received_at:
            problems[name] = msg("This lies before the time received. Correct the time.")
    if request.nobody_free and request.earliest_on is None:
        problems["earliest_on"] = msg("Nobody is free: say at once from when somebody is.")
    return problems | wall_time("earliest_time", request.earliest_time)


def check_arrival(plan: ArrivalPlan) -> Problems:
    """Check a promised arrival; it has a day and a time."""
    problems = wall_time("arrival_at", plan.at)
    if plan.on == date.min:
        problems["arrival_on"] = msg("Enter the day on which somebody will be there.")
    if not plan.at:
        problems["arrival_at"] = msg("Enter by what time somebody will be there.")
    if not 1 <= plan.minutes <= 1440:
        problems["minutes"] = msg("Enter minutes from 1 to 1440.")
    return problems


def state(request: ExtraRequest, visit: Visit | None, *, papers: bool) -> RequestState:
    """Say how far a request has come; `papers` means report issued and company copy filed (R046)."""
    if request.called_off_why:
        return RequestState.CALLED_OFF
    if request.closed_at is not None:
        return RequestState.CLOSED if papers else RequestState.SOLVED
    if visit is not None and visit.status is VisitStatus.DONE:
        return RequestState.SERVED
    if visit is not None and visit.status is VisitStatus.PLANNED:
        return RequestState.PLANNED
    return RequestState.REPLIED if request.replied_at is not None else RequestState.NEW


def follow_up_days(served_on: date, calendar: WorkCalendar) -> tuple[date, date]:
    """Return the day after a service, and the next working day after it (R047)."""
    plain = served_on + _DAY
    return plain, calendar.next_working_day(plain)


def arrival(visit: Visit, zone: ZoneInfo) -> datetime | None:
    """Return when somebody was there; an hour long before the plan belongs to the next day (R042)."""
    if not visit.arrived_at:
        return None
    at = datetime.combine(visit.date_on, time.fromisoformat(visit.arrived_at), zone)
    if visit.start_at:
        planned = datetime.combine(visit.date_on, time.fromisoformat(visit.start_at), zone)
        if planned - at > timedelta(hours=12):
            return at + _DAY
    return at


def repeat_of(request: ExtraRequest, others: Iterable[ExtraRequest], days: int) -> ExtraRequest | None:
    """Find the request for the same pest at the same site within `days` before, the latest one (R049)."""
    if request.called_off_why:
        return None
    pest, limit = fold_text(request.pest), timedelta(days=days)
    found = [
        other
        for other in others
        if other.id != request.id
        and other.site_id == request.site_id
        and not other.called_off_why
        and fold_text(other.pest) == pest
        and timedelta() <= request.received_at - other.received_at <= limit
        and (other.received_at, other.id) < (request.received_at, request.id)
    ]
    return max(found, key=lambda one: (one.received_at, one.id), default=None)


def repeats(requests: Iterable[ExtraRequest], days: int) -> dict[int, ExtraRequest]:
    """Find for each repeated request the one that it repeats, reading each site once."""
    by_site: dict[int, list[ExtraRequest]] = defaultdict(list)
    for request in requests:
        by_site[request.site_id].append(request)
    found = {}
    for same in by_site.values():
        for request in same:
            if (before := repeat_of(request, same, days)) is not None:
                found[request.id] = before
    return found


def asks_for_cause(
    request: ExtraRequest, others: Iterable[ExtraRequest], settings: Settings
) -> tuple[ExtraRequest, ...]:
    """Return the requests at one site that together ask for their cause, none while they are few (D08)."""
    since = request.received_at - timedelta(days=settings.root_cause_days)
    found = [
        one
        for one in others
        if one.site_id == request.site_id
        and not one.called_off_why
        and since <= one.received_at
        and (one.received_at, one.id) <= (request.received_at, request.id)
    ]
    found.sort(key=lambda one: (one.received_at, one.id))
    return tuple(found) if len(found) >= settings.root_cause_requests else ()


def cost_fen(visits: int, minutes: int, settings: Settings) -> int:
    """Return what extra visits cost us: each visit, and each hour of work (D08)."""
    return visits * settings.extra_visit_cost_fen + round(minutes * settings.extra_hour_cost_fen / 60)


@dataclass(frozen=True, slots=True)
class ReplyMeasures:
    """How fast requests were replied to (R043)."""

    replied: int
    median: Decimal | None
    slowest: int | None


def reply_measures(minutes: Sequence[int]) -> ReplyMeasures:
    """Measure the minutes from receipt to reply."""
    return ReplyMeasures(len(minutes), middle(list(minutes)), max(minutes, default=None))


def served_by_night(visit: Visit, settings: Settings) -> bool:
    """Tell whether a visit ends in the night or begins before six (R048)."""
    if not visit.start_at or visit.status not in (VisitStatus.PLANNED, VisitStatus.DONE):
        return False
    start = _minutes(visit.start_at)
    return start < 6 * 60 or start + visit.minutes > _minutes(settings.night_from)


def rest_day(visit: Visit) -> date:
    """Return the morning on which who served at night rests: after midnight it is the same day."""
    return visit.date_on if _minutes(visit.start_at) < 6 * 60 else visit.date_on + _DAY


def _minutes(wall: str) -> int:
    hour, minute = wall.split(":")
    return int(hour) * 60 + int(minute)


def not_solved(request: ExtraRequest) -> ExtraRequest:
    """Open a request again under its number, and count it (R049)."""
    return replace(
        request, solved=False, reopened=request.reopened + 1, closed_at=None, visit_id=None, company_copy=""
    )
