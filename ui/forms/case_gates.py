"""From a gate of closing to the dialog in which it is passed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.claims import Claim, ClaimState
from branchdesk.domain.closing_gates import GateKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement import CorrectiveAction, Demand
from ui.forms.case_after import GoodWordDialog
from ui.forms.case_cause import ActionDialog, CauseDialog
from ui.forms.case_claim import ApproveClaimDialog, ClaimDialog, SettleClaimDialog
from ui.forms.case_demand import DemandDialog
from ui.forms.case_verdict import SecondLookDialog, VerdictDialog
from ui.forms.talk import TalkDialog
from ui.session import Session
from ui.widgets.form_dialog import FormDialog


def dialog_for(
    kind: GateKind, parent: QWidget, session: Session, case: Complaint
) -> FormDialog | TalkDialog | None:
    """Return the dialog in which a gate is passed; None where it is passed in the closing itself."""
    desk = session.desk
    if kind is GateKind.VERDICT:
        return VerdictDialog(parent, session, case)
    if kind is GateKind.SECOND_LOOK:
        return second_look(parent, session, case)
    if kind is GateKind.DEMANDS:
        waiting = (one for one in desk.judgement.demands_of(case.id) if one.judged is None)
        return DemandDialog(parent, session, case, next(waiting, Demand(complaint_id=case.id)))
    if kind is GateKind.COMPENSATION:
        return claim_step(parent, session, case)
    if kind is GateKind.CAUSE:
        return CauseDialog(parent, session, case)
    if kind is GateKind.ACTION:
        return ActionDialog(parent, session, case, CorrectiveAction(complaint_id=case.id))
    if kind in (GateKind.DECISION, GateKind.CHANGE, GateKind.PASSED_ON, GateKind.ANSWERED):
        return GoodWordDialog(parent, session, case)
    return TalkDialog(parent, session, case) if kind is GateKind.FACTS else None


def second_look(parent: QWidget, session: Session, case: Complaint) -> FormDialog:
    """Return the second look at a verdict, or the verdict itself where it must be decided again."""
    verdict = session.desk.judgement.verdict(case.id)
    if verdict is None or verdict.valid or verdict.second_at is not None:
        return VerdictDialog(parent, session, case)
    return SecondLookDialog(parent, session, case, verdict)


def claim_step(parent: QWidget, session: Session, case: Complaint) -> FormDialog:
    """Return the next step of the first claim that is on its way; a new claim where there is none."""
    for claim in session.desk.claims.of(case.id):
        if claim.state is ClaimState.DRAFT:
            return ApproveClaimDialog(parent, session, case, claim)
        if claim.state is ClaimState.APPROVED:
            return SettleClaimDialog(parent, session, case, claim)
    return ClaimDialog(parent, session, case, Claim(complaint_id=case.id))
