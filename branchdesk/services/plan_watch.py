"""What the plan asks of a day: results of collection visits, and money before large jobs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branchdesk.domain.duties import Duty
from branchdesk.domain.duties_plan import UnpaidJobFact, collection_visit_duties, prepayment_duties
from branchdesk.domain.visits import Visit
from branchdesk.services.context import Context
from branchdesk.services.prepayment import prepaid
from branchdesk.storage.queries import plan_duties

_AHEAD = timedelta(days=31)  # a week before, and holidays between


def plan_watch(context: Context, today: date, until: date) -> Iterator[Duty]:
    """Derive the duties of the plan."""
    database, settings = context.database, context.settings
    yield from collection_visit_duties(plan_duties.collection_visits(database, today, until))
    if settings.prepay_above_fen > 0:
        yield from prepayment_duties(_unpaid(context, today, until + _AHEAD), settings, context.calendar)


def _unpaid(context: Context, today: date, horizon: date) -> Iterator[UnpaidJobFact]:
    limit = context.settings.prepay_above_fen
    for job in plan_duties.large_jobs(context.database, today, horizon, limit):
        visit = context.reader.get(Visit, job.visit_id)
        found = prepaid(context.reader, context, visit)
        if not found.passes:
            yield UnpaidJobFact(
                id=visit.id,
                whom=job.whom,
                date_on=visit.date_on,
                worth_fen=found.worth_fen,
                paid_fen=found.covered_fen,
            )
