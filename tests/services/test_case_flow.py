"""The talk about a case: stages in order, words confirmed, two ways at least, a promise with a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from branchdesk.domain.care import AngerCause, Temper
from branchdesk.domain.case_talk import (
    CaseOption,
    CaseTalk,
    FactsState,
    FirstWish,
    apology_situation,
    facts_due,
    facts_first,
)
from branchdesk.domain.case_tasks import CaseCaller
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.commitments import Commitment, CommitmentState
from branchdesk.domain.complaints import (
    Complaint,
    ComplaintCategory,
    EventKind,
    Responsibility,
    Severity,
    Stage,
    Threat,
)
from branchdesk.domain.customers import Customer, CustomerKind, Site
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.wording import Situation
from branchdesk.services.case_flow import TalkDraft
from branchdesk.services.desk import Desk

TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 10:00 in Shanghai
STAGES = (Stage.RECAP, Stage.APOLOGY, Stage.SOLUTION, Stage.FOLLOW_UP)


@pytest.fixture
def at_ten(clock: ManualClock) -> ManualClock:
    clock.instant = TEN
    return clock


@pytest.fixture
def case(desk: Desk, customer: Customer, at_ten: ManualClock) -> Complaint:
    draft = Complaint(customer_id=customer.id, text="厨房又见蟑螂", received_at=at_ten.now())
    return desk.complaints.register(draft).value


def talked(desk: Desk, case: Complaint, **facts: object) -> CaseTalk:
    talk = facts.pop("talk", desk.case_flow.talk(case.id))
    text = desk.complaints.complaint(case.id).text
    return desk.case_flow.save(case.id, TalkDraft(talk=talk, text=text, **facts)).value  # type: ignore[arg-type]


@pytest.mark.req("R086")
def test_five_stages_are_stamped_in_order_with_time_and_person(
    desk: Desk, case: Complaint, at_ten: ManualClock
) -> None:
    for stage in STAGES:
        at_ten.advance(timedelta(minutes=2))
        desk.case_flow.reach(case.id, stage)
    stamps = desk.case_flow.stamps(case.id)
    assert list(stamps) == list(Stage)[:5]
    assert [stamp.happened_at for stamp in stamps.values()] == [
        TEN + timedelta(minutes=2 * n) for n in range(5)
    ]
    assert {stamp.employee for stamp in stamps.values()} == {"王芳"}


@pytest.mark.req("R086")
def test_a_stage_earlier_than_the_one_before_is_refused(
    desk: Desk, case: Complaint, at_ten: ManualClock
) -> None:
    at_ten.advance(timedelta(minutes=10))
    desk.case_flow.reach(case.id, Stage.RECAP)
    with pytest.raises(Refused, match="have an order") as caught:
        desk.case_flow.reach(case.id, Stage.APOLOGY, at=TEN + timedelta(minutes=5))
    assert caught.value.field == "at"
    desk.case_flow.reach(case.id, Stage.SOLUTION)
    with pytest.raises(Refused, match="stays reached"):
        desk.case_flow.reach(case.id, Stage.APOLOGY)


@pytest.mark.req("R087")
def test_a_solution_before_the_facts_are_confirmed_is_warned_of(desk: Desk, case: Complaint) -> None:
    warned = facts_first(desk.case_flow.recaps_of(case.id), "今晚返工")
    assert str(warned).startswith("Confirm the facts first")
    talked(desk, case, recap="冷库有蟑螂", agreed=True)
    assert facts_first(desk.case_flow.recaps_of(case.id), "今晚返工") is None


@pytest.mark.req("R088")
def test_the_customers_correction_is_the_second_version(desk: Desk, case: Complaint) -> None:
    talked(desk, case, recap="蟑螂在冷库里，对吗？", agreed=False, correction="蟑螂在冷库门旁")
    first, second = desk.case_flow.recaps_of(case.id)
    assert (first.place, first.confirmed, first.corrected) == (1, False, False)
    assert (second.place, second.text) == (2, "蟑螂在冷库门旁")
    assert (second.confirmed, second.corrected) == (True, True)


def test_a_correction_without_words_saves_nothing(desk: Desk, case: Complaint) -> None:
    with pytest.raises(Invalid):
        talked(desk, case, recap="蟑螂在冷库里", agreed=False, stage=Stage.RECAP)
    assert desk.case_flow.recaps_of(case.id) == []
    assert desk.complaints.complaint(case.id).stage is Stage.LISTEN


def test_saving_again_does_not_repeat_the_words(desk: Desk, case: Complaint) -> None:
    talked(desk, case, recap="冷库有蟑螂", agreed=True)
    talked(desk, case, recap="冷库有蟑螂", agreed=True)
    assert len(desk.case_flow.recaps_of(case.id)) == 1


@pytest.mark.req("R089")
def test_what_they_ask_for_and_what_they_need_are_two_things(desk: Desk, case: Complaint) -> None:
    talked(desk, case, demand="退款", need="开业前消除蟑螂")
    saved = desk.complaints.complaint(case.id)
    assert (saved.demand, saved.need) == ("退款", "开业前消除蟑螂")


@pytest.mark.req("R100")
def test_unproven_facts_have_a_promised_reply_and_are_red_after_a_day(
    desk: Desk, case: Complaint, at_ten: ManualClock
) -> None:
    talk = talked(desk, case, talk=CaseTalk(facts=FactsState.UNPROVEN))
    assert talk.facts_reply_at == TEN + timedelta(hours=24)
    assert facts_due(talk, 24) == TEN + timedelta(hours=24)
    at_ten.advance(timedelta(hours=25))
    duty = next(one for one in desk.duties.due() if one.kind is DutyKind.FACTS_REPLY)
    assert duty.due_at is not None
    assert duty.due_at < at_ten.now().astimezone(at_ten.zone).replace(tzinfo=None)
    assert duty.urgent
    talked(desk, case, talk=replace(talk, facts=FactsState.PROVEN, course="门缝 2 厘米"))
    assert not [one for one in desk.duties.due() if one.kind is DutyKind.FACTS_REPLY]


@pytest.mark.parametrize(
    ("responsibility", "block"),
    [
        (None, Situation.APOLOGY),
        (Responsibility.OURS, Situation.OUR_FAULT),
        (Responsibility.BOTH, Situation.OUR_FAULT),
        (Responsibility.CUSTOMER, Situation.THEIR_FAULT),
        (Responsibility.UNFOUNDED, Situation.UNMET),
    ],
)
@pytest.mark.req("R109")
def test_the_block_of_texts_follows_the_responsibility(
    responsibility: Responsibility | None, block: Situation
) -> None:
    assert apology_situation(responsibility, CaseTalk(facts=FactsState.UNPROVEN)) is block


OPTIONS = (
    CaseOption(place=1, text="今晚返工"),
    CaseOption(place=2, text="周六全面处理", why="开业前彻底解决", chosen=True),
)


@pytest.mark.req("R104")
def test_two_ways_one_chosen_with_reason_and_consent(desk: Desk, case: Complaint) -> None:
    talked(desk, case, options=OPTIONS)
    chosen = desk.case_flow.choose(case.id, 2, "王经理").value
    assert (chosen.text, chosen.why) == ("周六全面处理", "开业前彻底解决")
    assert desk.case_flow.talk(case.id).consent_by == "王经理"


@pytest.mark.req("R104")
@pytest.mark.parametrize(
    ("options", "by", "field"),
    [(OPTIONS[1:], "王经理", "options"), (OPTIONS, "", "consent_by")],
)
def test_one_way_or_no_consent_is_no_choice(
    desk: Desk, case: Complaint, options: tuple[CaseOption, ...], by: str, field: str
) -> None:
    talked(desk, case, options=options)
    with pytest.raises(Invalid) as caught:
        desk.case_flow.choose(case.id, len(options), by)
    assert field in caught.value.problems


@pytest.mark.req("D18")
def test_a_promise_of_the_talk_becomes_a_duty(desk: Desk, case: Complaint) -> None:
    promise = Commitment(text="周六 9 点全面处理", due_on=date(2026, 11, 28), due_time="09:00")
    talked(desk, case, options=OPTIONS, promises=(promise,), answer="周六全面处理", stage=Stage.SOLUTION)
    (given,) = desk.commitments.of_complaint(case.id)
    assert (given.text, given.customer_id) == ("周六 9 点全面处理", case.customer_id)
    assert desk.complaints.complaint(case.id).answered_at == TEN


@pytest.mark.req("R097")
def test_the_number_of_explanations_is_kept(desk: Desk, case: Complaint) -> None:
    talk = talked(desk, case, talk=CaseTalk(understood=True, explanations=2))
    assert (talk.understood, talk.explanations) == (True, 2)


@pytest.mark.req("R110")
@pytest.mark.req("R111")
def test_temper_stays_with_the_customer_and_wishes_with_the_case(desk: Desk, case: Complaint) -> None:
    wishes = (FirstWish.UNDERSTOOD, FirstWish.HELPED)
    talked(desk, case, talk=CaseTalk(wishes=wishes), temper=Temper.FORCEFUL, anger=AngerCause.LOSS)
    known = desk.care.temperament(case.customer_id, None)
    assert known is not None
    assert (known.temper, known.anger) == (Temper.FORCEFUL, AngerCause.LOSS)
    assert desk.case_flow.talk(case.id).wishes == wishes


@pytest.mark.req("R131")
def test_transfers_and_cut_calls_are_counted_and_a_loan_is_noted(desk: Desk, case: Complaint) -> None:
    for kind in (EventKind.TRANSFERRED,) * 3 + (EventKind.CUT_OFF,) * 2:
        desk.case_flow.on_the_line(case.id, kind)
    line = desk.case_flow.line(case.id)
    assert (line.transferred, line.cut_off) == (3, 2)
    assert talked(desk, case, talk=CaseTalk(loan_offered=True, loan_what="灭蝇灯")).loan_offered is True


@pytest.mark.req("R099")
def test_another_way_of_talking_is_noted_with_its_reason(desk: Desk, case: Complaint) -> None:
    desk.case_flow.on_the_line(case.id, EventKind.CHANNEL, "电话→传真：听不清")
    last = desk.complaints.events_of(case.id)[-1]
    assert (last.kind, last.text) == (EventKind.CHANNEL, "电话→传真：听不清")
    with pytest.raises(Invalid):
        desk.case_flow.on_the_line(case.id, EventKind.CHANNEL, " ")


@pytest.mark.req("R130")
def test_who_waits_hears_one_explanation_at_intervals_and_a_missed_word_is_red(
    desk: Desk, case: Complaint, at_ten: ManualClock
) -> None:
    at_ten.instant = TEN - timedelta(hours=1)
    desk.case_flow.explain_to_waiting(
        case.id,
        "机器故障，正在抢修",
        Commitment(due_on=date(2026, 11, 23), due_time="09:00"),
        every_minutes=120,
    )
    for _ in range(2):
        waiting = next(one for one in desk.commitments.of_complaint(case.id) if not one.settled)
        at_ten.instant = waiting.due_at(at_ten.zone)
        desk.commitments.tell(waiting.id, "仍在抢修")
    third = next(one for one in desk.commitments.of_complaint(case.id) if not one.settled)
    assert [one.due_time for one in sorted(desk.commitments.of_complaint(case.id), key=lambda c: c.id)] == [
        "09:00",
        "11:00",
        "13:00",
    ]
    at_ten.advance(timedelta(hours=3))
    assert desk.commitments.state(third) is CommitmentState.OVERDUE
    assert desk.case_flow.talk(case.id).explanation == "机器故障，正在抢修"


def test_what_is_agreed_beside_an_open_talk_stays_when_the_talk_is_saved(desk: Desk, case: Complaint) -> None:
    talk = talked(desk, case)
    first = Commitment(due_on=date(2026, 11, 23), due_time="12:00")
    desk.case_flow.explain_to_waiting(case.id, "正在核查", first)
    saved = talked(desk, case, talk=replace(talk, problem="蟑螂"))
    assert (saved.problem, saved.explanation) == ("蟑螂", "正在核查")


def test_another_caller_joins_the_open_case(desk: Desk, case: Complaint) -> None:
    desk.case_flow.add_caller(
        CaseCaller(complaint_id=case.id, name="李店长", phone="13900001111", text="也有")
    )
    (caller,) = desk.case_flow.callers_of(case.id)
    assert (caller.name, caller.taken_by, caller.called_at) == ("李店长", "王芳", TEN)
    assert desk.complaints.events_of(case.id)[-1].kind is EventKind.CALLER


def test_like_cases_are_the_open_ones_and_those_of_the_week(
    desk: Desk, customer: Customer, site: Site, case: Complaint
) -> None:
    draft = Complaint(
        customer_id=customer.id, site_id=site.id, text="迟到", category=ComplaintCategory.PUNCTUALITY
    )
    other = desk.complaints.register(draft).value
    found = desk.case_flow.like(customer.id, site.id, ComplaintCategory.PUNCTUALITY)
    assert {one.id for one in found} == {case.id, other.id}
    assert desk.case_flow.like(customer.id, site.id, None, without=case.id) == [other]


@pytest.mark.req("R032")
def test_a_complaint_of_a_group_gives_two_notices_of_the_same_minute(desk: Desk, at_ten: ManualClock) -> None:
    at_ten.advance(timedelta(minutes=2))
    for name, role in (("李大客户", EmployeeRole.KEY_ACCOUNT), ("陈区域", EmployeeRole.AREA_MANAGER)):
        desk.customers.save_employee(Employee(name=name, role=role))
    group = desk.customers.save_customer(Customer(name="三川集团", kind=CustomerKind.GROUP)).value
    outlet = Customer(name="三川滨江店", kind=CustomerKind.OUTLET, group_id=group.id)
    saved = desk.customers.save_customer(outlet).value
    case = desk.complaints.register(Complaint(customer_id=saved.id, text="有鼠")).value
    notices = desk.escalation.tasks_of(case.id)
    assert {notice.whom for notice in notices} == {"李大客户", "陈区域"}
    assert {notice.asked_at for notice in notices} == {TEN + timedelta(minutes=2)}
    assert [one.kind for one in desk.duties.due() if one.link_id == case.id].count(DutyKind.CASE_NOTICE) == 1
    for notice in notices:
        desk.escalation.finish(notice.id)
    assert not [one for one in desk.duties.due() if one.kind is DutyKind.CASE_NOTICE]


@pytest.mark.req("R124")
def test_a_threat_makes_the_case_critical_and_tells_the_supervisor_at_once(
    desk: Desk, customer: Customer, at_ten: ManualClock
) -> None:
    desk.customers.save_employee(Employee(name="周主管", role=EmployeeRole.SUPERVISOR))
    draft = Complaint(customer_id=customer.id, text="车被扣了", threats=(Threat.STAFF_HELD,))
    case = desk.complaints.register(draft).value
    assert case.severity is Severity.CRITICAL
    (notice,) = desk.escalation.tasks_of(case.id)
    assert (notice.whom, notice.asked_at) == ("周主管", at_ten.now())
    assert desk.case_flow.threatening(customer.id) == [case]
