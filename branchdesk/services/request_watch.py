"""The facts from which the duties of extra requests, promises and calls for help follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta

from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.duties_requests import (
    Now,
    RequestFact,
    commitment_duties,
    difficulty_duties,
    request_duties,
    spare_the_resting,
    support_duties,
)
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.request_rules import asks_for_cause, rest_day, served_by_night
from branchdesk.domain.settings import Settings
from branchdesk.services.context import Context
from branchdesk.storage.queries import commitments, requests

_AT_ONCE = (DutyKind.REQUEST_URGENT, DutyKind.REQUEST_WAITING)
_DIFFICULTIES = timedelta(days=60)  # older ones are no news that the area manager waits for


def request_watch(context: Context, today: date, until: date) -> Iterator[Duty]:
    """Derive what is due of extra requests, of our own promises and of calls for help."""
    database, settings = context.database, context.settings
    now = Now(at=context.clock.now(), zone=context.zone, settings=settings, calendar=context.calendar)
    facts = requests.open_or_lacking(database, today)
    yield from request_duties(facts, _causes(context, today, facts, settings), now)
    yield from commitment_duties(commitments.open_rows(database, today, until), now)
    yield from difficulty_duties(requests.untold_difficulties(database, today, today - _DIFFICULTIES), now)
    waiting = "h.told_at IS NOT NULL AND h.answered_at IS NULL"
    yield from support_duties(requests.support_calls(database, today, waiting), now)


def late_requests(context: Context) -> set[int]:
    """Return the requests for which something should have been done by now."""
    today, database, at = context.clock.today(), context.database, context.clock.now()
    now = Now(at=at, zone=context.zone, settings=context.settings, calendar=context.calendar)
    duties = request_duties(requests.open_or_lacking(database, today), {}, now)
    late = {duty.link_id for duty in duties if duty.kind in _AT_ONCE or duty.due_on < today}
    arrivals = [row.commitment for row in commitments.open_rows(database, today, today)]
    overdue = (one for one in arrivals if one.due_at(context.zone) < at)
    return late | {one.request_id for one in overdue if one.request_id is not None}


def spared(context: Context, duties: list[Duty]) -> list[Duty]:
    """Hand on what technicians should do who served last night and rest this morning (R048)."""
    settings, today = context.settings, context.clock.today()
    now = context.clock.now().astimezone(context.zone)
    until = time.fromisoformat(settings.night_until)
    if now.time() >= until:
        return duties
    visits = requests.night_visits(context.database, today, today - timedelta(days=1))
    resting = {
        name: until for name, visit in visits if served_by_night(visit, settings) and rest_day(visit) == today
    }
    return list(spare_the_resting(duties, resting, now, _manager(context))) if resting else duties


def _manager(context: Context) -> str:
    found = context.reader.first(Employee, role=EmployeeRole.AREA_MANAGER, active=True)
    return found.name if found is not None else ""


def _causes(
    context: Context, today: date, facts: list[RequestFact], settings: Settings
) -> dict[int, tuple[str, ...]]:
    """Find the newest request of each site whose requests ask for their cause; one question a site (D08)."""
    recent = requests.since(context.database, context.clock.now() - timedelta(days=settings.root_cause_days))
    by_site: dict[int, list[ExtraRequest]] = defaultdict(list)
    for request in recent:
        by_site[request.site_id].append(request)
    found = {}
    for same in by_site.values():
        asking = asks_for_cause(same[-1], same, settings)
        if asking and not any(one.complaint_id or one.no_case_why for one in asking):
            found[same[-1].id] = tuple(one.number for one in asking)
    known = {fact.id for fact in facts}
    missing = [request_id for request_id in found if request_id not in known]
    if missing:
        facts.extend(requests.among(context.database, today, missing))
    return found
