"""Call-backs are kept to the minute, decisions go to who may take them, and steps of the ladder are dated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from branchdesk.domain.case_tasks import CaseTask, TaskKind
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaint_clocks import ClockKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.duties import Assignee, DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.escalation import Authority, EscalationKind, EscalationStep, may_grant
from branchdesk.domain.judgement import Remedy
from branchdesk.services.desk import Desk

NOON = datetime(2026, 11, 23, 3, 55, tzinfo=UTC)  # Monday, 11:55


def local(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour - 8, minute, tzinfo=UTC)


@pytest.fixture
def at_noon(clock: ManualClock) -> ManualClock:
    clock.instant = NOON
    return clock


@pytest.fixture
def case(desk: Desk, customer: Customer, at_noon: ManualClock) -> Complaint:
    return desk.complaints.register(
        Complaint(customer_id=customer.id, text="厨房又见蟑螂", received_at=at_noon.now())
    ).value


@pytest.mark.req("R095")
def test_an_agreed_call_back_outranks_the_windows_and_lateness_counts_in_minutes(
    desk: Desk, case: Complaint, at_noon: ManualClock
) -> None:
    assert desk.complaints.clocks(case.id)[0].deadline.at == datetime(2026, 11, 23, 15, 5)
    task = desk.escalation.call_back(case.id, "13912345678", at=local(13, 30)).value
    assert task.remind_at == local(13, 20)
    clock = desk.complaints.clocks(case.id)[0]
    assert (clock.kind, clock.deadline.at) == (ClockKind.DIRECT_ANSWER, datetime(2026, 11, 23, 13, 30))
    assert [str(step.why) for step in clock.deadline.steps] == ["a call-back was agreed with the customer"]
    at_noon.instant = local(13, 42)
    done = desk.escalation.finish(task.id, "已联系").value
    assert done.minutes_late(at_noon.now()) == 12


@pytest.mark.req("R095")
def test_a_call_back_agreed_after_the_answer_moves_nothing(
    desk: Desk, case: Complaint, at_noon: ManualClock
) -> None:
    at_noon.instant = local(15, 20)
    desk.complaints.answer(case.id, "今晚返工")
    late = desk.complaints.clocks(case.id)[0]
    desk.escalation.call_back(case.id, "13912345678", at=local(17))
    assert desk.complaints.clocks(case.id)[0] == late
    assert late.state is ClockState.MISSED


@pytest.mark.req("R096")
def test_who_does_not_wait_on_the_line_is_called_back_in_so_many_minutes(desk: Desk, case: Complaint) -> None:
    task = desk.escalation.call_back(case.id, "139 0000 0000", minutes=8).value
    assert (task.phone, task.due_at) == ("139 0000 0000", NOON + timedelta(minutes=8))
    with pytest.raises(Invalid) as caught:
        desk.escalation.call_back(case.id, " ", minutes=8)
    assert set(caught.value.problems) == {"phone"}


@pytest.mark.req("R098")
def test_a_busy_superior_gets_a_task_with_a_time(desk: Desk, case: Complaint) -> None:
    desk.customers.save_employee(Employee(name="陈区域", role=EmployeeRole.AREA_MANAGER))
    kind = TaskKind.SUPERIOR_CALL
    draft = CaseTask(
        complaint_id=case.id,
        kind=kind,
        role=EmployeeRole.AREA_MANAGER,
        phone="13900000000",
        due_at=local(15, 30),
    )
    task = desk.escalation.ask(draft).value
    assert (task.whom, task.due_at) == ("陈区域", local(15, 30))
    (duty,) = (one for one in desk.duties.due() if one.kind is DutyKind.CASE_CALL_BACK)
    assert duty.due_at == datetime(2026, 11, 23, 15, 30)
    assert (duty.who, duty.assignee, duty.urgent) == ("陈区域", Assignee.AREA_MANAGER, False)


@pytest.mark.req("R107")
def test_an_amount_goes_to_the_lowest_level_that_may_grant_it(desk: Desk, case: Complaint) -> None:
    found = [desk.escalation.who_grants(amount) for amount in (50_000, 120_000)]
    assert [one and one[0].role for one in found] == [EmployeeRole.SUPERVISOR, EmployeeRole.BRANCH_MANAGER]
    desk.customers.save_employee(Employee(name="吴经理", role=EmployeeRole.BRANCH_MANAGER))
    task = desk.escalation.cannot_decide(case.id, 120_000, "赔偿地毯").value
    assert (task.whom, task.role) == ("吴经理", EmployeeRole.BRANCH_MANAGER)
    assert task.due_at == NOON + timedelta(hours=1)
    with pytest.raises(Invalid):
        desk.escalation.finish(task.id, "")
    assert desk.escalation.finish(task.id, "同意 800", granted=True).value.granted is True


@pytest.mark.req("R107")
def test_the_table_of_authority_can_be_edited(desk: Desk, case: Complaint) -> None:
    desk.escalation.save_table([Authority(role=EmployeeRole.DESK, limit_fen=10_000, minutes=5)])
    with pytest.raises(Refused, match="Nobody may grant"):
        desk.escalation.cannot_decide(case.id, 10_001, "x")
    level = desk.escalation.who_grants(10_000)
    assert level is not None
    assert (level[0].role, level[0].limit_fen, level[0].minutes) == (EmployeeRole.DESK, 10_000, 5)
    assert desk.escalation.who_grants(10_001) is None


@pytest.mark.req("R107")
def test_a_level_may_grant_only_its_remedies() -> None:
    level = Authority(role=EmployeeRole.SUPERVISOR, limit_fen=50_000, remedies=(Remedy.REWORK,))
    assert may_grant(level, 0, (Remedy.REWORK,))
    assert not may_grant(level, 0, (Remedy.REFUND,))
    assert not may_grant(level, 50_001)


@pytest.mark.req("R106")
def test_a_dispute_between_departments_goes_to_the_chief_service_manager(desk: Desk, case: Complaint) -> None:
    desk.customers.save_employee(Employee(name="冯首席", role=EmployeeRole.CHIEF_SERVICE))
    task = desk.escalation.dispute(case.id, "仓库与服务部互推", local(17)).value
    assert (task.whom, task.kind, task.due_at) == ("冯首席", TaskKind.DISPUTE, local(17))


@pytest.mark.req("R105")
def test_each_step_of_the_ladder_is_dated_and_a_concession_needs_an_approver(
    desk: Desk, case: Complaint, at_noon: ManualClock
) -> None:
    steps = (
        {"kind": EscalationKind.PUT_ASIDE, "again_at": local(16)},
        {"kind": EscalationKind.OTHER_PERSON, "whom": "李"},
        {"kind": EscalationKind.PRINCIPLE, "clause": "合同第 7 条"},
    )
    for facts in steps:
        desk.escalation.step(EscalationStep(complaint_id=case.id, text="说明", **facts))
        at_noon.advance(timedelta(minutes=30))
    concession = EscalationStep(complaint_id=case.id, kind=EscalationKind.CONCESSION, text="免费返工")
    with pytest.raises(Invalid) as caught:
        desk.escalation.step(concession)
    assert set(caught.value.problems) == {"approver"}
    taken = desk.escalation.steps_of(case.id)
    assert [step.taken_at for step in taken] == [NOON + timedelta(minutes=30 * n) for n in range(3)]
    (again,) = desk.escalation.tasks_of(case.id)
    assert (again.kind, again.due_at) == (TaskKind.SECOND_HANDLING, local(16))


@pytest.mark.req("R134")
def test_old_cases_stand_with_their_age_and_last_action(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    clock.instant = datetime(2026, 10, 8, 2, 0, tzinfo=UTC)
    case = desk.complaints.register(Complaint(customer_id=customer.id, text="旧案")).value
    clock.instant = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)
    desk.complaints.note(case.id, "已约复查")
    clock.instant = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    desk.complaints.register(Complaint(customer_id=customer.id, text="新案"))
    (old,) = desk.escalation.unresolved(30)
    assert (old.days(clock.now()), old.last_at.date().isoformat(), old.last_text) == (
        45,
        "2026-11-09",
        "已约复查",
    )
    assert len(desk.escalation.unresolved()) == 2
