"""Any course of extra requests keeps their numbers whole and their promises settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.request_rules import ArrivalPlan
from branchdesk.domain.visits import VisitStatus
from branchdesk.services.context import Outcome
from branchdesk.services.desk import Desk
from tests.services.test_requests import ZONE, done


@pytest.fixture
def draft(customer: Customer, site: Site) -> ExtraRequest:
    return ExtraRequest(customer_id=customer.id, site_id=site.id, caller="王经理", pest="蟑螂")


ACTS = ("register", "plan", "arrive", "serve", "solved", "again", "reply", "call_off", "undo")


@pytest.mark.parametrize("seed", range(6))
def test_any_course_keeps_numbers_whole_and_the_file_sound(
    desk: Desk, draft: ExtraRequest, clock: ManualClock, seed: int
) -> None:
    dice = Random(seed)
    last: list[Outcome[Any]] = []
    done = 0
    for _ in range(60):
        clock.advance(timedelta(minutes=dice.choice((3, 40, 300))))
        try:
            _one_act(desk, draft, clock, dice, last)
        except (Refused, Invalid):
            continue  # a rule says no: nothing was written
        done += 1
    assert done > 15
    numbers = [request.number for request in sorted(desk.requests.of_site(draft.site_id), key=lambda r: r.id)]
    by_month: dict[str, list[int]] = {}
    for number in numbers:
        by_month.setdefault(number[:10], []).append(int(number[11:]))
    assert all(found == list(range(1, len(found) + 1)) for found in by_month.values())
    assert desk.upkeep.check(full=True) == []
    for request in desk.requests.of_site(draft.site_id):
        arrivals = [one for one in desk.commitments.of_request(request.id) if not one.settled]
        assert len(arrivals) <= 1
        assert not (arrivals and request.closed_at)
    desk.duties.due()  # no course leaves facts that duties cannot be derived from


def _one_act(
    desk: Desk, draft: ExtraRequest, clock: ManualClock, dice: Random, last: list[Outcome[Any]]
) -> None:
    known, act = desk.requests.of_site(draft.site_id), dice.choice(ACTS)
    later = (clock.now() + timedelta(hours=dice.randint(1, 6))).astimezone(ZONE)
    plan = ArrivalPlan(on=later.date(), at=f"{later:%H:%M}")
    following = dice.choice((plan, None))
    if act == "register" or not known:
        desk.requests.register(replace(draft, pest=dice.choice(("蟑螂", "老鼠"))), following)
        return
    request, requests = dice.choice(known), desk.requests
    acts: dict[str, Callable[[], Outcome[Any] | None]] = {
        "undo": lambda: _take_back(last),
        "plan": lambda: requests.change(request, plan),
        "arrive": lambda: requests.arrived(request.id, clock.now()),
        "serve": lambda: _serve(desk, request),
        "solved": lambda: requests.follow_up(request.id, solved=True),
        "again": lambda: requests.follow_up(request.id, solved=False, plan=following),
        "reply": lambda: requests.reply(request.id),
        "call_off": lambda: requests.call_off(request.id, "不需要"),
    }
    made = acts[act]()
    last[:] = [made] if made is not None else []


def _take_back(last: list[Outcome[Any]]) -> None:
    if last and last[-1].undo is not None:
        last[-1].undo()


def _serve(desk: Desk, request: ExtraRequest) -> None:
    if request.visit_id is None:
        return
    visit = desk.visits.visit(request.visit_id)
    if visit.status is VisitStatus.PLANNED:
        done(desk, request, arrived_at=visit.arrived_at or visit.start_at)
