"""Evidence, a verdict that two people share, demands part by part, causes and what was done about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.attachments import NewFile
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, EventKind, Responsibility
from branchdesk.domain.customers import Customer
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.iso_tracking import TrackStage
from branchdesk.domain.judgement import (
    Assessment,
    CaseVerdict,
    CauseKind,
    CorrectiveAction,
    Demand,
    DemandJudgement,
    Evidence,
    IsoCategory,
    Level,
    Remedy,
)
from branchdesk.domain.judgement_checks import split_demand
from branchdesk.services.desk import Desk
from tests.judged import close


@pytest.fixture
def case(desk: Desk, customer: Customer) -> Complaint:
    draft = Complaint(customer_id=customer.id, text="厨房又见蟑螂", demand="1. 今晚返工\n2. 赔偿5000")
    return desk.complaints.register(draft).value


def verdict(case: Complaint, *, valid: bool, by: str = "李主管") -> CaseVerdict:
    who = Responsibility.OURS if valid else Responsibility.CUSTOMER
    return CaseVerdict(
        complaint_id=case.id, valid=valid, responsibility=who, why="监测记录无虫", decided_by=by
    )


def now_of(desk: Desk, case: Complaint) -> Complaint:
    return desk.complaints.complaint(case.id)


def kinds(desk: Desk, days: int = 0) -> list[DutyKind]:
    return [duty.kind for duty in desk.duties.due(days)]


@pytest.mark.req("R100")
def test_evidence_says_what_it_shows_and_whether_the_customer_agrees(desk: Desk, case: Complaint) -> None:
    photo = NewFile("冷库.jpg", b"\xff\xd8 photo", remark="冷库门旁")
    draft = Evidence(complaint_id=case.id, what="照片 3 张", shows="冷库门旁 2 只蟑螂")
    one = desk.judgement.save_evidence(draft, [photo]).value
    assert (one.confirmed, one.noted_by) == (None, "王芳")
    assert [file.file_name for file in desk.attachments.of("evidence", one.id)] == ["冷库.jpg"]
    with pytest.raises(Invalid) as caught:
        desk.judgement.save_evidence(replace(one, confirmed=True))
    assert set(caught.value.problems) == {"confirmed_by"}
    agreed = desk.judgement.save_evidence(replace(one, confirmed=True, confirmed_by="王经理")).value
    assert agreed.confirmed_on == date(2026, 11, 22)


@pytest.mark.req("R101")
@pytest.mark.req("R102")
def test_a_named_person_decides_with_a_reason(desk: Desk, case: Complaint) -> None:
    with pytest.raises(Invalid) as caught:
        desk.judgement.decide(replace(verdict(case, valid=True), why=" "))
    assert set(caught.value.problems) == {"why"}
    desk.judgement.decide(verdict(case, valid=True))
    known = now_of(desk, case)
    assert (known.valid, known.valid_by, known.valid_why) == (True, "李主管", "监测记录无虫")
    assert known.responsibility is Responsibility.OURS


@pytest.mark.req("D19")
def test_not_valid_counts_once_a_second_person_agrees(desk: Desk, case: Complaint) -> None:
    decided = desk.judgement.decide(verdict(case, valid=False)).value
    assert now_of(desk, case).valid is None
    assert DutyKind.SECOND_LOOK in kinds(desk)
    for name in ("李主管", "王芳", " "):
        with pytest.raises(Invalid):
            desk.judgement.second(decided.id, name, agrees=True)
    desk.judgement.second(decided.id, "赵经理", "同意", agrees=True)
    assert now_of(desk, case).valid is False
    assert DutyKind.SECOND_LOOK not in kinds(desk)
    judged = [
        event.employee for event in desk.complaints.events_of(case.id) if event.kind is EventKind.JUDGED
    ]
    assert judged == ["李主管", "赵经理"]


@pytest.mark.req("D19")
def test_who_sees_it_otherwise_says_why_and_it_is_decided_again(desk: Desk, case: Complaint) -> None:
    decided = desk.judgement.decide(verdict(case, valid=False)).value
    with pytest.raises(Invalid, match="otherwise"):
        desk.judgement.second(decided.id, "赵经理", agrees=False)
    desk.judgement.second(decided.id, "赵经理", "灯下有虫尸", agrees=False)
    assert now_of(desk, case).valid is None
    with pytest.raises(Refused, match="second look"):
        desk.judgement.second(decided.id, "周经理", agrees=True)
    desk.judgement.decide(verdict(case, valid=True))
    assert now_of(desk, case).valid is True
    assert len(desk.context.reader.find(CaseVerdict, complaint_id=case.id)) == 2


def test_the_file_itself_keeps_what_was_decided(desk: Desk, case: Complaint) -> None:
    desk.judgement.decide(verdict(case, valid=True))
    for sql in ("UPDATE case_verdict SET valid = 0", "DELETE FROM case_verdict"):
        with pytest.raises(Exception, match="never"):
            desk.context.database.raw.execute(sql)


@pytest.mark.req("R103")
def test_a_demand_is_judged_part_by_part(desk: Desk, case: Complaint) -> None:
    again, money = desk.judgement.split_demand(case.id).value
    assert (again.text, money.text, money.amount_fen) == ("今晚返工", "赔偿5000", 500_000)
    desk.judgement.save_demand(replace(again, remedy=Remedy.REWORK, judged=DemandJudgement.NOW))
    with pytest.raises(Invalid) as caught:
        desk.judgement.save_demand(replace(money, judged=DemandJudgement.EXCESSIVE))
    assert set(caught.value.problems) == {"why"}
    desk.judgement.save_demand(
        replace(money, judged=DemandJudgement.EXCESSIVE, why="合同第 7 条", granted="380")
    )
    judged = [one.judged for one in desk.judgement.demands_of(case.id)]
    assert judged == [DemandJudgement.NOW, DemandJudgement.EXCESSIVE]
    with pytest.raises(Refused, match="nothing to take apart"):
        desk.judgement.split_demand(case.id)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("返工；赔偿 5000 元", [("返工", None), ("赔偿 5000 元", 500_000)]),
        ("（1）道歉\n（2）更换 3 个饵站", [("道歉", None), ("更换 3 个饵站", None)]),
        ("退款", [("退款", None)]),
        ("", []),
    ],
)
def test_a_demand_is_taken_apart_at_lines_and_numbers(text: str, parts: list[tuple[str, int | None]]) -> None:
    assert [(one.text, one.amount_fen) for one in split_demand(text)] == parts


@pytest.mark.req("R122")
def test_an_action_is_due_done_and_found_to_work(desk: Desk, case: Complaint, clock: ManualClock) -> None:
    desk.judgement.save_cause(case.id, "饵站未补药", CauseKind.MISSED_WORK)
    draft = CorrectiveAction(
        complaint_id=case.id, action="每次服务核对饵站", owner="赵强", due_on=date(2026, 11, 30)
    )
    action = desk.judgement.save_action(draft).value
    assert (action.cause, action.check_on) == ("饵站未补药", date(2026, 12, 7))
    assert DutyKind.CORRECTIVE_ACTION not in kinds(desk)
    assert DutyKind.CORRECTIVE_ACTION in kinds(desk, 8)
    clock.instant = ManualClock.at(date(2026, 11, 30)).instant
    action = desk.judgement.save_action(replace(action, done_on=date(2026, 11, 30))).value
    assert DutyKind.CORRECTIVE_ACTION not in kinds(desk)
    clock.instant = ManualClock.at(date(2026, 12, 7)).instant
    assert DutyKind.EFFECT_CHECK in kinds(desk)
    verified = replace(action, verified_on=date(2026, 12, 7), effective=True)
    assert desk.judgement.save_action(verified).value.verified_by == "王芳"
    assert DutyKind.EFFECT_CHECK not in kinds(desk)


@pytest.mark.req("R122")
def test_an_action_without_effect_says_what_did_not_work(desk: Desk, case: Complaint) -> None:
    today = date(2026, 11, 22)
    draft = CorrectiveAction(complaint_id=case.id, action="补药", owner="赵强", due_on=today)
    with pytest.raises(Invalid) as caught:
        desk.judgement.save_action(replace(draft, verified_on=today, effective=False))
    assert set(caught.value.problems) == {"effect_note"}


def test_the_stages_of_iso_10002_are_derived_and_not_asked_twice(
    desk: Desk, case: Complaint, clock: ManualClock
) -> None:
    desk.judgement.save_assessment(
        Assessment(
            complaint_id=case.id,
            recurring=True,
            category=IsoCategory.FAULTY,
            complexity=Level.LOW,
            compensation_likely=Level.MEDIUM,
            remedies=(Remedy.REWORK, Remedy.APOLOGY),
        )
    )
    desk.complaints.answer(case.id, "今晚返工")
    close(desk, case.id)
    (action,) = desk.judgement.actions_of(case.id)
    day = date(2026, 11, 29)
    clock.instant = ManualClock.at(day).instant
    desk.judgement.save_action(replace(action, verified_on=day, effective=True, effect_note="连续两周无虫"))
    found = {one.stage: one for one in desk.judgement.tracking(case.id)}
    first = date(2026, 11, 22)
    assert {stage: one.on for stage, one in found.items()} == {
        TrackStage.ACKNOWLEDGED: first,
        TrackStage.ASSESSED: first,
        TrackStage.INVESTIGATED: first,
        TrackStage.RESOLVED: None,
        TrackStage.INFORMED: first,
        TrackStage.CORRECTED: day,
        TrackStage.VERIFIED: day,
        TrackStage.CLOSED: first,
    }
    assert (found[TrackStage.INFORMED].name, found[TrackStage.INFORMED].remark) == ("王芳", "电话 · 王经理")


def test_what_was_entered_by_mistake_goes_and_comes_back(desk: Desk, case: Complaint) -> None:
    saved = desk.judgement.save_demand(Demand(complaint_id=case.id, text="道歉")).value
    gone = desk.judgement.remove_demand(saved.id)
    assert desk.judgement.demands_of(case.id) == []
    assert gone.undo is not None
    gone.undo()
    assert [one.text for one in desk.judgement.demands_of(case.id)] == ["道歉"]
