"""A case closes through its gates; after it comes a call, a watch, and perhaps the case again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.case_talk import CaseTalk, FactsState
from branchdesk.domain.claims import Claim, ClaimKind
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.closing_gates import GateKind
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.customers import Customer
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.judgement import Demand, GoodWord, HandlingStandard
from branchdesk.services.desk import Desk
from tests.judged import close, closing_of, judge


def register(desk: Desk, customer: Customer, kind: LogKind = LogKind.COMPLAINT) -> Complaint:
    return desk.complaints.register(Complaint(customer_id=customer.id, text="又见蟑螂", kind=kind)).value


def open_gates(desk: Desk, case: Complaint) -> list[GateKind]:
    return [gate.kind for gate in desk.closing.gates(case.id) if not gate.passed]


@pytest.fixture
def monday(clock: ManualClock) -> ManualClock:
    clock.instant = ManualClock.at(date(2026, 11, 23)).instant
    return clock


@pytest.mark.req("D21")
@pytest.mark.req("R101")
@pytest.mark.req("R118")
@pytest.mark.req("R119")
def test_the_gates_say_what_is_missing(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    assert open_gates(desk, case) == [
        *(GateKind.VERDICT, GateKind.TOLD, GateKind.SATISFIED, GateKind.STANDARDS),
    ]
    judge(desk, case.id)
    assert open_gates(desk, case) == [GateKind.TOLD, GateKind.SATISFIED, GateKind.STANDARDS]
    half = replace(closing_of(desk, case.id), told_how="", satisfied=None, standards=())
    with pytest.raises(Invalid) as caught:
        desk.closing.close(case.id, half)
    assert set(caught.value.problems) == {"told_how", "satisfied", "standards"}
    assert desk.closing.record(case.id).id == 0
    assert desk.closing.close(case.id, closing_of(desk, case.id)).value.closed_at is not None


def test_a_valid_complaint_needs_its_cause_and_an_action(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    judge(desk, case.id)
    (action,) = desk.judgement.actions_of(case.id)
    desk.judgement.remove_action(action.id)
    assert GateKind.ACTION in open_gates(desk, case)
    desk.closing.save(replace(desk.closing.record(case.id), no_action_why="一次性事件"))
    assert GateKind.ACTION not in open_gates(desk, case)


def test_unproven_facts_open_demands_and_claims_hold_a_case_open(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    judge(desk, case.id)
    with desk.context.act("test") as work:
        known = work.first(CaseTalk, complaint_id=case.id)
        talk = replace(known or CaseTalk(complaint_id=case.id), facts=FactsState.UNPROVEN)
        _ = work.update(talk) if talk.id else work.insert(talk)
    desk.judgement.save_demand(Demand(complaint_id=case.id, text="道歉"))
    desk.claims.save(Claim(complaint_id=case.id, kind=ClaimKind.GOODWILL, what="误工"))
    found = set(open_gates(desk, case))
    assert {GateKind.FACTS, GateKind.DEMANDS, GateKind.COMPENSATION} <= found


@pytest.mark.req("R120")
def test_after_closing_comes_a_call_and_a_watch(desk: Desk, customer: Customer, monday: ManualClock) -> None:
    case = register(desk, customer)
    close(desk, case.id)
    closing = desk.closing.record(case.id)
    assert (closing.follow_up_on, closing.watch_until) == (date(2026, 11, 30), date(2027, 2, 23))
    assert desk.closing.watched(customer.id) == [(case.id, case.number, date(2027, 2, 23))]
    monday.instant = ManualClock.at(date(2026, 11, 30)).instant
    assert DutyKind.AFTER_CLOSING in [duty.kind for duty in desk.duties.due()]
    desk.closing.follow_up(case.id, date(2026, 11, 30), "一直没再出现", satisfied=5)
    assert DutyKind.AFTER_CLOSING not in [duty.kind for duty in desk.duties.due()]
    assert desk.complaints.complaint(case.id).satisfied == 5


@pytest.mark.req("D21")
def test_a_reopened_case_keeps_its_number_and_is_closed_anew(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    close(desk, case.id)
    again = desk.complaints.reopen(case.id, "又出现").value
    assert (again.number, again.reopened) == (case.number, 1)
    assert desk.closing.watched(customer.id) == []
    assert GateKind.TOLD in open_gates(desk, case)
    with pytest.raises(Refused, match="not closed"):
        desk.closing.follow_up(case.id, date(2026, 11, 22), "好")
    desk.closing.close(case.id, closing_of(desk, case.id))
    assert [one.round for one in desk.closing.rounds(case.id)] == [0, 1]


@pytest.mark.req("D19")
def test_a_complaint_that_is_not_valid_still_gets_a_courteous_word(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    judge(desk, case.id, valid=False)
    assert open_gates(desk, case) == [GateKind.TOLD, GateKind.SATISFIED, GateKind.STANDARDS]
    assert desk.closing.close(case.id, closing_of(desk, case.id)).value.valid is False


@pytest.mark.req("R119")
def test_a_standard_that_was_not_kept_is_noted(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    judge(desk, case.id)
    kept = (HandlingStandard.SERIOUS, HandlingStandard.TACTFUL, HandlingStandard.FAIR)
    draft = replace(closing_of(desk, case.id), standards=kept)
    with pytest.raises(Invalid):
        desk.closing.close(case.id, draft)
    desk.closing.close(case.id, replace(draft, standards_note="首次回复晚了 2 小时"))


@pytest.mark.req("R118")
def test_the_customer_is_not_told_before_the_complaint(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer)
    early = ManualClock.at(date(2026, 11, 1)).instant
    with pytest.raises(Refused, match="before the complaint"):
        desk.closing.save(replace(desk.closing.record(case.id), told_at=early))


@pytest.mark.req("R128")
def test_a_suggestion_is_adopted_changes_something_and_the_customer_hears(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    clock.instant = ManualClock.at(date(2026, 10, 12)).instant
    case = register(desk, customer, LogKind.SUGGESTION)
    clock.instant = ManualClock.at(date(2026, 11, 3)).instant
    assert open_gates(desk, case) == [GateKind.DECISION, GateKind.ANSWERED]
    with pytest.raises(Invalid):
        desk.closing.close(case.id)
    day = date(2026, 11, 2)
    word = GoodWord(complaint_id=case.id, adopted=True, decided_on=day, change="提前一天短信", changed_on=day)
    saved = desk.closing.save_good_word(word).value
    assert DutyKind.SUGGESTION_ANSWER in [duty.kind for duty in desk.duties.due()]
    desk.closing.save_good_word(replace(saved, told_on=date(2026, 11, 3), told_how="电话"))
    assert desk.closing.close(case.id).value.closed_at is not None
    known = desk.closing.good_word(case.id)
    assert (known.adopted, known.changed_on, known.told_on) == (True, day, date(2026, 11, 3))


@pytest.mark.req("R128")
def test_praise_is_passed_on_and_thanked_for(desk: Desk, customer: Customer) -> None:
    case = register(desk, customer, LogKind.PRAISE)
    assert open_gates(desk, case) == [GateKind.PASSED_ON, GateKind.ANSWERED]
    day = date(2026, 11, 22)
    desk.closing.save_good_word(GoodWord(complaint_id=case.id, passed_to="赵强", passed_on=day, told_on=day))
    assert desk.closing.close(case.id).value.closed_at is not None
