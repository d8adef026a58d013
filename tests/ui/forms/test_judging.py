"""The dialogs of judgement, claims and closing ask for what is needed at that moment, and lead on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.claims import CaseCost, Claim, ClaimState, CostKind, ThirdPartyClaim
from branchdesk.domain.closing_gates import GateKind
from branchdesk.domain.complaints import Complaint, LogKind, Responsibility, Stage
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.judgement import (
    CauseKind,
    CorrectiveAction,
    Demand,
    DemandJudgement,
    Evidence,
    HandlingStandard,
    IsoCategory,
)
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Invoice
from tests.judged import close, closing_of, judge
from tests.ui.branch import TODAY, session_of, small_branch
from ui.forms.case_after import AfterClosingDialog, GoodWordDialog
from ui.forms.case_assessment import AssessmentDialog
from ui.forms.case_cause import ActionDialog, CauseDialog
from ui.forms.case_claim import ApproveClaimDialog, ClaimDialog, SettleClaimDialog, TakeBackClaimDialog
from ui.forms.case_cost import CostDialog, CostRow, MonthCostDialog
from ui.forms.case_demand import DemandDialog
from ui.forms.case_evidence import EvidenceDialog
from ui.forms.case_gates import dialog_for
from ui.forms.case_third_party import ThirdPartyDialog
from ui.forms.case_verdict import SecondLookDialog, VerdictDialog
from ui.forms.complaint_close import ComplaintCloseDialog
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

CASE, CUSTOMER = 1, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        for name, role in (("李主管", EmployeeRole.SUPERVISOR), ("周经理", EmployeeRole.AREA_MANAGER)):
            session.desk.customers.save_employee(Employee(name=name, role=role))
        yield session


@pytest.fixture
def case(session: Session) -> Complaint:
    return session.desk.complaints.complaint(CASE)


def shown(qtbot: QtBot, dialog: FormDialog) -> FormDialog:
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def put(dialog: FormDialog, **values: object) -> None:
    for key, value in values.items():
        dialog.form.field(key).set_value(value)
    dialog.form.changed.emit()


def save(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    assert not dialog.isVisible(), dialog._summary.text()


@pytest.mark.req("R100")
def test_evidence_asks_who_only_once_somebody_was_asked(
    qtbot: QtBot, session: Session, case: Complaint
) -> None:
    dialog = shown(qtbot, EvidenceDialog(None, session, case, Evidence(complaint_id=CASE)))
    assert set(dialog.check()) == {"what", "shows"}
    assert not dialog.form.field("confirmed_by").isVisible()
    put(dialog, what="照片", shows="门缝 2 cm", confirmed=True)
    assert dialog.form.field("confirmed_by").isVisible()
    put(dialog, confirmed_by="周先生")
    save(qtbot, dialog)
    (one,) = session.desk.judgement.evidence_of(CASE)
    assert (one.confirmed, one.confirmed_on) == (True, TODAY)


@pytest.mark.req("R101")
@pytest.mark.req("D19")
def test_not_valid_leads_to_a_second_look(qtbot: QtBot, session: Session, case: Complaint) -> None:
    dialog = shown(qtbot, VerdictDialog(None, session, case))
    assert set(dialog.check()) == {"valid", "responsibility"}
    put(dialog, valid=False, responsibility=Responsibility.CUSTOMER, why="门未关", decided_by="李主管")
    assert "礼貌" in dialog.form.field("next").text()
    save(qtbot, dialog)
    following = dialog_for(GateKind.SECOND_LOOK, dialog, session, case)
    assert isinstance(following, SecondLookDialog)
    shown(qtbot, following)
    put(following, agrees=True, second_by="李主管")
    assert set(following.check()) == {"second_by"}
    put(following, second_by="周经理")
    save(qtbot, following)
    assert session.desk.complaints.complaint(CASE).valid is False


@pytest.mark.req("R103")
def test_a_demand_asks_for_what_its_judgement_needs(qtbot: QtBot, session: Session, case: Complaint) -> None:
    dialog = shown(qtbot, DemandDialog(None, session, case, Demand(complaint_id=CASE, text="赔偿5000")))
    assert not dialog.form.field("due_on").isVisible()
    put(dialog, judged=DemandJudgement.LATER)
    assert dialog.form.field("due_on").isVisible()
    assert set(dialog.check()) == {"why", "due_on"}
    put(dialog, judged=DemandJudgement.EXCESSIVE, why="合同第 7 条")
    save(qtbot, dialog)
    assert session.desk.judgement.demands_of(CASE)[0].judged is DemandJudgement.EXCESSIVE


@pytest.mark.req("R122")
def test_the_day_of_the_check_follows_the_day_of_the_action(
    qtbot: QtBot, session: Session, case: Complaint
) -> None:
    cause = shown(qtbot, CauseDialog(None, session, case))
    put(cause, cause="饵站未补药", cause_kind=CauseKind.MISSED_WORK)
    save(qtbot, cause)
    known = session.desk.complaints.complaint(CASE)
    dialog = shown(qtbot, ActionDialog(None, session, known, CorrectiveAction(complaint_id=CASE)))
    assert dialog.form.field("cause").value() == "饵站未补药"
    put(dialog, action="每次核对", owner="赵强", due_on=date(2026, 11, 30))
    assert dialog.form.field("check_on").value() == date(2026, 12, 7)
    put(dialog, check_on=date(2026, 12, 10), due_on=date(2026, 12, 1))
    assert dialog.form.field("check_on").value() == date(2026, 12, 10)
    save(qtbot, dialog)
    (action,) = session.desk.judgement.actions_of(CASE)
    done = shown(qtbot, ActionDialog(None, session, known, replace(action, done_on=TODAY)))
    put(done, effective=True)
    save(qtbot, done)
    (action,) = session.desk.judgement.actions_of(CASE)
    assert (action.effective, action.verified_on, action.verified_by) == (True, TODAY, "王芳")


@pytest.mark.req("R082")
@pytest.mark.req("R108")
def test_a_claim_goes_from_damage_to_a_lower_bill(qtbot: QtBot, session: Session, case: Complaint) -> None:
    draft = Invoice(
        number="F-1", customer_id=case.customer_id, issued_on=TODAY, amount_fen=120_000, terms="issued+0d"
    )
    bill = session.desk.receivables.save_invoice(draft).value
    dialog = shown(qtbot, ClaimDialog(None, session, case, Claim(complaint_id=CASE)))
    assert set(dialog.check()) == {"what", "quantity"}
    put(dialog, what="纸箱", quantity="12 箱", asked_fen=Fen(38_000))
    put(dialog, signed_by_customer="周先生", signed_by_us="赵强")
    save(qtbot, dialog)
    (claim,) = session.desk.claims.of(CASE)
    approve = shown(qtbot, ApproveClaimDialog(None, session, case, claim))
    assert approve.form.field("granted_fen").value() == 38_000
    assert approve.form.field("approved_by").value() == "李主管"
    assert set(approve.check()) == {"wording"}
    put(approve, wording="一次性补偿 380 元")
    save(qtbot, approve)
    claim = session.desk.claims.claim(claim.id)
    settle = shown(qtbot, SettleClaimDialog(None, session, case, claim))
    assert "820.00" in settle.form.field("effect").text()
    save(qtbot, settle)
    assert session.desk.receivables.invoice(bill.id).open_fen == 82_000
    back = shown(qtbot, TakeBackClaimDialog(None, session, case, session.desk.claims.claim(claim.id)))
    put(back, why="金额有误")
    save(qtbot, back)
    assert session.desk.claims.claim(claim.id).state is ClaimState.APPROVED


def test_who_may_not_approve_is_told_beside_the_name(qtbot: QtBot, session: Session, case: Complaint) -> None:
    claim = session.desk.claims.save(
        Claim(complaint_id=CASE, what="箱", quantity="1", asked_fen=80_000)
    ).value
    dialog = shown(qtbot, ApproveClaimDialog(None, session, case, claim))
    put(dialog, wording="补偿", approved_by="李主管")
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    assert dialog.isVisible()
    assert session.desk.claims.claim(claim.id).state is ClaimState.DRAFT
    put(dialog, decision=False, refused_why="外箱原已破损")
    save(qtbot, dialog)
    assert session.desk.claims.claim(claim.id).state is ClaimState.REFUSED


@pytest.mark.req("R083")
def test_a_third_party_claim_shows_its_next_step_only(
    qtbot: QtBot, session: Session, case: Complaint
) -> None:
    dialog = shown(qtbot, ThirdPartyDialog(None, session, case, ThirdPartyClaim(complaint_id=CASE)))
    put(dialog, against="顺通物流")
    assert not dialog.form.field("answered_on").isVisible()
    put(dialog, sent_on=TODAY)
    assert dialog.form.field("state").text() == "已代为索赔"
    assert dialog.form.field("answered_on").isVisible()
    save(qtbot, dialog)
    assert session.desk.claims.third_parties_of(CASE)[0].against == "顺通物流"


@pytest.mark.req("R125")
def test_the_month_names_its_sum(qtbot: QtBot, session: Session, case: Complaint) -> None:
    for _ in range(2):
        dialog = shown(qtbot, CostDialog(None, session, case, CaseCost(complaint_id=CASE, spent_on=TODAY)))
        put(dialog, kind=CostKind.VISIT, amount_fen=Fen(19_000))
        save(qtbot, dialog)
    month = MonthCostDialog(None, session)
    qtbot.addWidget(month)
    assert month.lead.text() == "2026年11月：380.00 + 2 次上门"
    row = month.model.row_at(0)
    assert isinstance(row, CostRow)
    assert row.number == case.number
    month.turn(-1)
    assert month.lead.text() == "2026年10月：无"


def test_the_assessment_fills_its_tracking_itself(qtbot: QtBot, session: Session, case: Complaint) -> None:
    dialog = shown(qtbot, AssessmentDialog(None, session, case))
    put(dialog, category=IsoCategory.FAULTY, recurring=True)
    save(qtbot, dialog)
    saved = session.desk.judgement.assessment(CASE)
    assert (saved.category, saved.recurring, saved.assessed_by) == (IsoCategory.FAULTY, True, "王芳")


@pytest.mark.req("D21")
@pytest.mark.req("R118")
@pytest.mark.req("R119")
def test_a_case_closes_only_when_every_gate_is_passed(
    qtbot: QtBot, session: Session, case: Complaint
) -> None:
    dialog = ComplaintCloseDialog(None, session, case)
    shown(qtbot, dialog)
    dialog.save()
    assert dialog.isVisible()
    assert set(dialog.check()) == {"verdict", "told_at", "satisfied", "standards"}
    judge(session.desk, CASE)
    put(dialog, told_how="电话", satisfied=4, standards=tuple(HandlingStandard))
    dialog.form.field("told_at").setText("11-21 10:00")
    dialog.form.changed.emit()
    assert dialog.check() == {}
    assert all(gate.passed for gate in dialog.gates.gates())
    save(qtbot, dialog)
    assert session.desk.complaints.complaint(CASE).stage is Stage.CLOSED


@pytest.mark.req("D21")
def test_a_gate_leads_to_its_dialog_and_is_looked_at_again(
    qtbot: QtBot, session: Session, case: Complaint
) -> None:
    dialog = ComplaintCloseDialog(None, session, case)
    shown(qtbot, dialog)
    dialog.gates.asked.emit(GateKind.VERDICT)
    (verdict,) = dialog.findChildren(VerdictDialog)
    put(verdict, valid=True, responsibility=Responsibility.OURS, why="属实")
    save(qtbot, verdict)
    kinds = [gate.kind for gate in dialog.gates.gates() if gate.passed]
    assert kinds == [GateKind.VERDICT]
    assert GateKind.CAUSE in [gate.kind for gate in dialog.gates.gates()]


def test_what_is_known_for_closing_is_kept_for_later(qtbot: QtBot, session: Session, case: Complaint) -> None:
    dialog = ComplaintCloseDialog(None, session, case)
    shown(qtbot, dialog)
    put(dialog, told_how="电话", satisfied=3)
    dialog._keep()
    qtbot.waitUntil(lambda: not running())
    assert session.desk.closing.record(CASE).satisfied == 3
    assert session.desk.complaints.complaint(CASE).closed_at is None


@pytest.mark.req("R120")
def test_the_call_after_closing_is_recorded(qtbot: QtBot, session: Session) -> None:
    close(session.desk, CASE)
    closed = session.desk.complaints.complaint(CASE)
    dialog = shown(qtbot, AfterClosingDialog(None, session, closed))
    put(dialog, result="没有再出现", satisfied=5)
    save(qtbot, dialog)
    assert session.desk.closing.record(CASE).follow_up_result == "没有再出现"


@pytest.mark.req("R128")
def test_a_suggestion_asks_what_changed_only_when_adopted(qtbot: QtBot, session: Session) -> None:
    draft = Complaint(customer_id=2, kind=LogKind.SUGGESTION, text="提前短信")
    case = session.desk.complaints.register(draft).value
    dialog = shown(qtbot, GoodWordDialog(None, session, case))
    assert not dialog.form.field("change").isVisible()
    put(dialog, adopted=True, decided_on=TODAY)
    assert dialog.form.field("change").isVisible()
    put(dialog, change="提前一天短信", changed_on=TODAY, told_on=TODAY)
    save(qtbot, dialog)
    closing = ComplaintCloseDialog(None, session, case)
    shown(qtbot, closing)
    assert closing.check() == {}
    save(qtbot, closing)


def test_a_saved_closing_is_shown_again(qtbot: QtBot, session: Session, case: Complaint) -> None:
    session.desk.closing.save(closing_of(session.desk, CASE))
    dialog = ComplaintCloseDialog(None, session, case)
    qtbot.addWidget(dialog)
    assert dialog.form.field("told_how").value() == "电话"
    assert dialog.form.field("satisfied").value() == 4
