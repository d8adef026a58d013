"""The meeting pack of a customer in one call (D10)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Refused
from branchdesk.domain.meetings import MeetingTask
from branchdesk.domain.messages import msg
from branchdesk.domain.quarter_pack import PackCase, QuarterPack, by_owner
from branchdesk.services.care import Care
from branchdesk.services.complaints import Complaints
from branchdesk.services.context import Context
from branchdesk.services.meetings import Meetings
from branchdesk.services.opinions import Opinions
from branchdesk.services.requests import Requests
from branchdesk.storage.queries import quarter_pack as facts

_USUAL = relativedelta(months=3)
_MOST = relativedelta(months=6)


def quarter_pack(
    context: Context, customer_id: int, *, since: date | None = None, with_prices: bool = True
) -> QuarterPack:
    """Gather what a meeting speaks of: the time since the last one, else three months (D10).

    Without prices for a customer whose papers carry none, or where the caller wants none (R085).
    """
    customer, today = context.reader.get(Customer, customer_id), context.clock.today()
    first = since or _since(context, customer_id, today)
    if first > today:
        raise Refused(msg("This period has not begun yet. Choose an earlier day."), field="since")
    priced = with_prices and not customer.price_free
    database = context.database
    owed, done = facts.owed_between(database, customer_id, first, today)
    from_at = datetime.combine(first, time(), context.zone)
    to_at = datetime.combine(today + timedelta(days=1), time(), context.zone)
    care = Care(context)
    cost = Requests(context).cost(customer_id, first, today)[1] if priced else None
    return QuarterPack(
        branch=context.branch.name,
        customer=customer.name,
        since=first,
        until=today,
        owed=owed,
        done=done,
        visits=facts.visits_between(database, customer_id, first, today),
        requests=facts.requests_between(database, customer_id, from_at, to_at, context.zone),
        requests_cost_fen=cost,
        cases=_cases(context, customer_id, from_at, to_at),
        surveys=[one for one in Opinions(context).surveys_of(customer_id) if one.asked_on <= today][:4],
        advice=by_owner(facts.open_advice(database, customer_id, today)),
        tasks=_tasks(context, customer_id, first),
        improvements=care.improvements_of(customer_id, first, today),
        expectations=care.open_expectations(customer_id),
        money=facts.money_between(database, customer_id, first, today) if priced else None,
    )


def _since(context: Context, customer_id: int, today: date) -> date:
    held = [one.held_on for one in Meetings(context).meetings_of(customer_id) if one.held_on]
    last = max((day for day in held if day < today), default=None)
    if last is None or last < today - _MOST:
        return today - _USUAL
    return last + timedelta(days=1)


def _cases(context: Context, customer_id: int, from_at: datetime, to_at: datetime) -> list[PackCase]:
    log = Complaints(context)
    ids = facts.cases_between(context.database, customer_id, from_at, to_at)
    clocks = log.clocks_of_many(ids)
    found = []
    for one in ids:
        case = log.complaint(one)
        found.append(
            PackCase(
                complaint=case,
                received_at=case.received_at.astimezone(context.zone).replace(tzinfo=None),
                clocks=clocks.get(one, ()),
                closed_at=case.closed_at and case.closed_at.astimezone(context.zone).replace(tzinfo=None),
            )
        )
    return found


def _tasks(context: Context, customer_id: int, since: date) -> list[MeetingTask]:
    """Return what earlier meetings decided: all that is open, and what was done in the period."""
    found = context.reader.find(MeetingTask, customer_id=customer_id)
    return [one for one in found if one.done_on is None or one.done_on >= since]
