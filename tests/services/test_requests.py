"""Extra service requests from the first ring to “it is solved”, and help inside the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.commitments import Commitment, CommitmentKind, CommitmentState
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.duties import Assignee, Duty, DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.extra_requests import ExtraRequest, RequestState
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.months import Month
from branchdesk.domain.request_rules import ArrivalPlan
from branchdesk.domain.support import SupportRequest
from branchdesk.domain.visits import Cause, Visit, VisitKind, VisitStatus
from branchdesk.services.call_work import Talk
from branchdesk.services.desk import Desk

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 22)


def at(hour: int, minute: int = 0, day: int = 22) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def draft(customer: Customer, site: Site) -> ExtraRequest:
    return ExtraRequest(
        customer_id=customer.id,
        site_id=site.id,
        caller="王经理",
        pest="蟑螂",
        room="女更衣室",
        place="靠近西墙的储物柜内",
        seen=3,
    )


@pytest.fixture
def technician(desk: Desk) -> Employee:
    return desk.customers.save_employee(Employee(name="张强")).value


def kinds(desk: Desk) -> list[DutyKind]:
    return [duty.kind for duty in desk.duties.due() if duty.kind.value.startswith(("request", "root", "arr"))]


def done(desk: Desk, request: ExtraRequest, **values: str) -> Visit:
    assert request.visit_id is not None
    visit = desk.visits.visit(request.visit_id)
    arrived = values.get("arrived_at", "")
    return desk.visits.save_visit(
        replace(visit, status=VisitStatus.DONE, findings="蟑螂 3 只", actions="胶饵", arrived_at=arrived)
    ).value


@pytest.mark.req("R040")
def test_numbers_run_without_gaps_and_the_visit_is_planned(
    desk: Desk, draft: ExtraRequest, technician: Employee
) -> None:
    plan = ArrivalPlan(on=TODAY, at="23:30", technician_id=technician.id)
    first = desk.requests.register(draft, plan).value
    with pytest.raises(Invalid):
        desk.requests.register(replace(draft, pest=""))
    second = desk.requests.register(draft).value
    assert (first.number, second.number) == ("ES-2026-11-001", "ES-2026-11-002")
    (visit,) = desk.requests.visits_of(first.id)
    assert (visit.kind, visit.date_on, visit.start_at) == (VisitKind.EXTRA, TODAY, "23:30")
    assert desk.requests.of_visit(visit.id) == first


@pytest.mark.req("R042")
def test_promised_half_past_eleven_there_at_twenty_to_twelve(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="23:30")).value
    clock.instant = at(23, 45)
    desk.requests.arrived(request.id, at(23, 40))
    (promise,) = desk.commitments.of_request(request.id)
    assert promise.kept_at == at(23, 40)
    assert desk.commitments.state(promise) is CommitmentState.LATE


@pytest.mark.req("R042")
def test_an_arrival_recorded_with_the_visit_reaches_the_promise(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="11:00")).value
    clock.instant = at(12)
    assert kinds(desk) == [DutyKind.ARRIVAL_DUE]
    done(desk, request, arrived_at="10:50")
    (promise,) = desk.commitments.of_request(request.id)
    assert desk.commitments.state(promise) is CommitmentState.KEPT


@pytest.mark.req("R042")
def test_another_time_agreed_before_the_first_was_over_breaks_no_promise(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="11:00")).value
    request = desk.requests.change(request, ArrivalPlan(on=TODAY, at="15:00")).value
    clock.instant = at(16)
    desk.requests.change(request, ArrivalPlan(on=TODAY, at="18:00"))
    states = {desk.commitments.state(one) for one in desk.commitments.of_request(request.id)}
    assert states == {CommitmentState.WITHDRAWN, CommitmentState.BROKEN, CommitmentState.OPEN}
    assert len(desk.requests.visits_of(request.id)) == 1


@pytest.mark.req("R043")
def test_a_reply_after_eight_minutes_is_measured(desk: Desk, draft: ExtraRequest, clock: ManualClock) -> None:
    clock.instant = at(17)
    for reply in (18, 30, 51):
        desk.requests.register(replace(draft, received_at=at(16, 10), replied_at=at(16, reply)))
    measures = desk.requests.measures(Month(2026, 11))
    assert (measures.received, measures.reply.median, measures.reply.slowest) == (3, Decimal(20), 41)


@pytest.mark.req("R044")
def test_an_urgent_request_stands_over_everything_else(
    desk: Desk, draft: ExtraRequest, customer: Customer, site: Site
) -> None:
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 2)))
    request = desk.requests.register(replace(draft, urgent=True)).value
    first = desk.duties.due()[0]
    assert (first.kind, first.link_id) == (DutyKind.REQUEST_URGENT, request.id)
    assert first.whom.customer_id == customer.id


@pytest.mark.req("R044")
def test_an_hour_without_a_word_is_red(desk: Desk, draft: ExtraRequest, clock: ManualClock) -> None:
    request = desk.requests.register(draft).value
    assert kinds(desk) == [DutyKind.REQUEST_REPLY]
    clock.advance(timedelta(minutes=60))
    assert kinds(desk) == [DutyKind.REQUEST_REPLY]
    clock.advance(timedelta(minutes=1))
    assert kinds(desk) == [DutyKind.REQUEST_WAITING]
    acknowledged = desk.requests.acknowledge(request.id)
    assert kinds(desk) == [DutyKind.REQUEST_REPLY]
    assert acknowledged.undo is not None
    acknowledged.undo()
    support = SupportRequest(request_id=request.id, text="支援", told_to="李经理")
    desk.support.save(replace(support, told_at=clock.now()))
    assert kinds(desk) == [DutyKind.REQUEST_REPLY]


@pytest.mark.req("R045")
def test_eight_of_nine_arrivals_kept_are_88_9_percent_of_the_technician(
    desk: Desk, draft: ExtraRequest, technician: Employee, clock: ManualClock
) -> None:
    plan = ArrivalPlan(on=TODAY, at="11:00", technician_id=technician.id)
    requests = [desk.requests.register(draft, plan).value for _ in range(9)]
    for nth, request in enumerate(requests):
        clock.instant = at(11, 30 if nth == 0 else 0)
        desk.requests.arrived(request.id, clock.instant)
    assert desk.requests.measures(Month(2026, 11)).kept == (("张强", 8, 9),)


@pytest.mark.req("R046")
def test_closed_without_a_company_copy_is_listed_until_it_is_filed(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="11:00")).value
    clock.instant = at(13)
    visit = done(desk, request, arrived_at="11:00")
    desk.requests.follow_up(request.id, solved=True)
    assert desk.requests.state(desk.requests.fact(request.id)) is RequestState.SOLVED
    assert kinds(desk) == [DutyKind.REQUEST_PAPERS]
    desk.visits.issue_report(visit.id)
    assert kinds(desk) == [DutyKind.REQUEST_PAPERS]
    desk.requests.file_copy(request.id, "2026-ES-12")
    assert kinds(desk) == []
    assert desk.requests.state(desk.requests.fact(request.id)) is RequestState.CLOSED


@pytest.mark.req("R047")
def test_the_day_after_the_service_somebody_asks_whether_it_is_solved(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    clock.instant = datetime(2026, 10, 16, 16, 0, tzinfo=ZONE)
    request = desk.requests.register(draft, ArrivalPlan(on=date(2026, 10, 16), at="23:50")).value
    clock.instant = datetime(2026, 10, 17, 9, 0, tzinfo=ZONE)
    done(desk, request, arrived_at="23:50")
    (duty,) = (one for one in desk.duties.due() if one.kind is DutyKind.REQUEST_FOLLOW_UP)
    assert duty.due_on == date(2026, 10, 17)
    assert duty.say.params["plain"] == date(2026, 10, 17)
    assert duty.say.params["working"] == date(2026, 10, 19)


@pytest.mark.req("R048")
def test_the_morning_after_a_night_service_belongs_to_the_desk(
    desk: Desk, draft: ExtraRequest, technician: Employee, clock: ManualClock
) -> None:
    from branchdesk.domain.duties_requests import spare_the_resting
    from branchdesk.services.request_watch import spared

    plan = ArrivalPlan(on=TODAY, at="23:00", minutes=180, technician_id=technician.id)
    desk.requests.register(draft, plan)
    clock.instant = at(9, day=23)
    duty = replace(_any_duty(desk), assignee=Assignee.TECHNICIAN, who="张强", due_on=date(2026, 11, 23))
    (handed,) = spared(desk.context, [duty])
    assert (handed.assignee, handed.who) == (Assignee.DESK, "")
    desk.customers.save_employee(Employee(name="李经理", role=EmployeeRole.AREA_MANAGER))
    (handed,) = spared(desk.context, [duty])
    assert (handed.assignee, handed.who) == (Assignee.AREA_MANAGER, "李经理")
    clock.instant = at(12, day=23)
    assert spared(desk.context, [duty]) == [duty]
    other = replace(duty, who="陈静")
    assert spare_the_resting([other], {}, clock.now(), "") == [other]


def _any_duty(desk: Desk) -> Duty:
    return next(duty for duty in desk.duties.due() if duty.kind is DutyKind.ARRIVAL_DUE)


@pytest.mark.req("R049")
def test_not_solved_opens_the_request_again_with_its_number(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="11:00")).value
    clock.instant = at(13)
    done(desk, request)
    desk.requests.follow_up(request.id, solved=True)
    again = desk.requests.follow_up(
        request.id, solved=False, text="又见蟑螂", plan=ArrivalPlan(on=date(2026, 11, 23), at="10:00")
    ).value
    assert (again.number, again.reopened, again.closed_at) == (request.number, 1, None)
    assert len(desk.requests.visits_of(request.id)) == 2
    assert desk.requests.state(desk.requests.fact(request.id)) is RequestState.PLANNED
    second = desk.requests.register(draft).value
    assert desk.requests.repeats(desk.requests.of_site(draft.site_id)) == {second.id: again}


@pytest.mark.req("R133")
def test_nobody_free_is_told_at_once_with_the_earliest_arrival(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    clock.instant = at(16, 40, day=23)
    far = replace(draft, distance_km=300, nobody_free=True)
    with pytest.raises(Invalid):
        desk.requests.register(far)
    told = replace(far, earliest_on=date(2026, 11, 24), earliest_time="10:30", told_at=clock.now())
    saved = desk.requests.register(told).value
    assert (saved.distance_km, saved.earliest_time, saved.told_at) == (300, "10:30", at(16, 40, day=23))
    assert saved.replied_at == saved.told_at


@pytest.mark.req("D08")
def test_the_third_request_in_sixty_days_asks_for_a_case_once(desk: Desk, draft: ExtraRequest) -> None:
    requests = [desk.requests.register(draft).value for _ in range(3)]
    asking = [duty for duty in desk.duties.due() if duty.kind is DutyKind.ROOT_CAUSE]
    assert [duty.link_id for duty in asking] == [requests[2].id]
    assert len(desk.requests.asks_for_cause(requests[2].id)) == 3
    case = desk.complaints.register(desk.requests.case_draft(requests[2].id)).value
    assert all(request.number in case.text for request in requests)
    desk.requests.link_case(requests[2].id, case.id)
    assert DutyKind.ROOT_CAUSE not in kinds(desk)


@pytest.mark.req("D08")
def test_what_extra_requests_cost_is_known_for_the_meeting(
    desk: Desk, draft: ExtraRequest, customer: Customer, clock: ManualClock
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="11:00", minutes=90)).value
    clock.instant = at(13)
    done(desk, request)
    assert desk.requests.cost(customer.id, date(2026, 10, 1), TODAY) == (1, 30_000 + 18_000)
    assert desk.requests.cost(customer.id, date(2026, 7, 1), date(2026, 9, 30)) == (0, 0)


def test_a_request_called_off_lets_its_visit_and_promise_go(desk: Desk, draft: ExtraRequest) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="11:00")).value
    desk.requests.call_off(request.id, "客户自行处理")
    (visit,) = desk.requests.visits_of(request.id)
    (promise,) = desk.commitments.of_request(request.id)
    assert visit.status is VisitStatus.CANCELLED
    assert desk.commitments.state(promise) is CommitmentState.WITHDRAWN
    assert kinds(desk) == []
    with pytest.raises(Refused):
        desk.requests.reply(request.id)


def test_a_request_is_found_by_its_number(desk: Desk, draft: ExtraRequest) -> None:
    request = desk.requests.register(draft).value
    assert [(found.kind.value, found.id) for found in desk.lists.find("ES-2026-11")] == [
        ("extra_request", request.id)
    ]


@pytest.mark.req("D02")
def test_one_call_for_everything_replies_and_tells_how_it_stands(
    desk: Desk, draft: ExtraRequest, customer: Customer
) -> None:
    request = desk.requests.register(draft).value
    update = Commitment(
        kind=CommitmentKind.UPDATE,
        customer_id=customer.id,
        text="饵站",
        due_on=TODAY,
        due_time="15:00",
        every_minutes=1440,
    )
    given = desk.commitments.give(update).value
    asked = {duty.kind for duty in desk.call_work.reasons(customer.id)}
    assert asked >= {DutyKind.REQUEST_REPLY, DutyKind.UPDATE_DUE}
    talk = Interaction(customer_id=customer.id, text="明早更换")
    done = desk.call_work.log_together(
        [Talk(interaction=talk, update_id=given.id), Talk(interaction=talk, request_id=request.id)]
    )
    assert desk.commitments.commitment(given.id).outcome == "明早更换"
    assert desk.requests.request(request.id).replied_at == desk.context.clock.now()
    assert [one.settled for one in desk.commitments.of_customer(customer.id)] == [False, True]
    assert done.undo is not None
    done.undo()
    assert desk.requests.request(request.id).replied_at is None


@pytest.mark.req("R042")
@pytest.mark.parametrize(
    ("cause", "state"), [(Cause.US, CommitmentState.BROKEN), (Cause.CUSTOMER, CommitmentState.WITHDRAWN)]
)
def test_a_visit_called_off_in_the_calendar_settles_its_promise(
    desk: Desk, draft: ExtraRequest, cause: Cause, state: CommitmentState
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="15:00")).value
    desk.visits.cancel_visit(request.visit_id or 0, "改期", cause)
    (promise,) = desk.commitments.of_request(request.id)
    assert desk.commitments.state(promise) is state
    assert desk.requests.state(desk.requests.fact(request.id)) is RequestState.REPLIED


@pytest.mark.req("R042")
def test_a_move_that_the_customer_asked_for_moves_the_promise_ours_does_not(
    desk: Desk, draft: ExtraRequest
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="15:00")).value
    tomorrow = date(2026, 11, 23)
    desk.visits.move_visit(request.visit_id or 0, tomorrow, start_at="10:00", why="忙", cause=Cause.US)
    assert [one.due_on for one in desk.commitments.of_request(request.id)] == [TODAY]
    desk.visits.move_visit(
        request.visit_id or 0, tomorrow, start_at="11:00", why="开会", cause=Cause.CUSTOMER
    )
    open_, withdrawn = desk.commitments.of_request(request.id)
    assert (open_.due_on, open_.due_time, withdrawn.withdrawn_why) == (tomorrow, "11:00", "开会")


@pytest.mark.req("R042")
def test_ten_past_midnight_is_said_of_the_visit_of_the_evening(
    desk: Desk, draft: ExtraRequest, clock: ManualClock
) -> None:
    request = desk.requests.register(draft, ArrivalPlan(on=TODAY, at="23:30")).value
    with pytest.raises(Refused):
        desk.requests.arrived(request.id, at(8, 30))  # it would be tomorrow, which is still to come
    clock.instant = at(1, day=23)
    for said in (at(0, 10, day=22), at(0, 10, day=23)):
        desk.requests.arrived(request.id, said)
        (promise,) = desk.commitments.of_request(request.id)
        assert promise.kept_at == at(0, 10, day=23)
    with pytest.raises(Refused):
        desk.requests.arrived(request.id, at(23, 40, day=21))


def test_requests_and_support_follow_their_customer_when_two_become_one(
    desk: Desk, draft: ExtraRequest, customer: Customer
) -> None:
    other = desk.customers.save_customer(Customer(name="三川实业")).value
    place = desk.customers.save_site(Site(customer_id=other.id, name="总店")).value
    mine = replace(draft, customer_id=other.id, site_id=place.id)
    request = desk.requests.register(mine, ArrivalPlan(on=TODAY, at="15:00")).value
    asked = desk.support.save(SupportRequest(request_id=request.id, text="支援")).value
    undo = desk.people.merging.merge(customer.id, other.id).undo
    moved = desk.requests.request(request.id)
    assert (moved.customer_id, moved.site_id) == (customer.id, draft.site_id)
    assert desk.support.support(asked.id).customer_id == customer.id
    assert undo is not None
    undo()
    assert desk.requests.request(request.id).site_id == place.id
