"""The dialogs in which a case is judged, settled, closed and looked after."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.claims import CaseCost, Claim, ClaimState, ThirdPartyClaim
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.judgement import CaseVerdict, CorrectiveAction, Demand, Evidence
from tests.screenshots.entries import Entry, filled, new
from tests.screenshots.world import TODAY, World
from ui.forms.attachments import AttachmentsDialog
from ui.forms.case_after import AfterClosingDialog, GoodWordDialog
from ui.forms.case_assessment import AssessmentDialog
from ui.forms.case_cause import ActionDialog, CauseDialog
from ui.forms.case_claim import ApproveClaimDialog, ClaimDialog, SettleClaimDialog, TakeBackClaimDialog
from ui.forms.case_cost import CostDialog, MonthCostDialog
from ui.forms.case_demand import DemandDialog
from ui.forms.case_evidence import EvidenceDialog
from ui.forms.case_third_party import ThirdPartyDialog
from ui.forms.case_verdict import SecondLookDialog, VerdictDialog


def _judged(world: World) -> Complaint:
    """Return the open case that has evidence, demands and a claim."""
    return world.desk.complaints.complaint(world.sure(Evidence).complaint_id)


def _waiting(world: World) -> CaseVerdict:
    found = world.desk.context.reader.find(CaseVerdict, valid=False, second_at=None)
    return found[-1]


def _second(world: World) -> Complaint:
    return world.desk.complaints.complaint(_waiting(world).complaint_id)


def _word(world: World, kind: LogKind) -> Complaint:
    return world.desk.context.reader.find(Complaint, kind=kind)[-1]


def _claim(world: World, state: ClaimState) -> Claim:
    """Return the claim as it would stand at this step."""
    return replace(world.sure(Claim), state=state)


JUDGING: tuple[Entry, ...] = (
    *filled(
        AttachmentsDialog,
        lambda p, w: AttachmentsDialog(
            p, w.session, "third_party_claim", w.sure(ThirdPartyClaim).id, _judged(w).number
        ),
    ),
    *new(
        EvidenceDialog,
        lambda p, w: EvidenceDialog(p, w.session, _judged(w), Evidence(complaint_id=_judged(w).id)),
    ),
    *filled(EvidenceDialog, lambda p, w: EvidenceDialog(p, w.session, _judged(w), w.sure(Evidence))),
    *new(VerdictDialog, lambda p, w: VerdictDialog(p, w.session, _judged(w))),
    *new(SecondLookDialog, lambda p, w: SecondLookDialog(p, w.session, _second(w), _waiting(w))),
    *filled(DemandDialog, lambda p, w: DemandDialog(p, w.session, _judged(w), w.sure(Demand))),
    *new(CauseDialog, lambda p, w: CauseDialog(p, w.session, _judged(w))),
    *new(
        ActionDialog,
        lambda p, w: ActionDialog(p, w.session, _judged(w), CorrectiveAction(complaint_id=_judged(w).id)),
    ),
    *filled(ActionDialog, lambda p, w: ActionDialog(p, w.session, w.closed_case(), w.sure(CorrectiveAction))),
    *new(ClaimDialog, lambda p, w: ClaimDialog(p, w.session, _judged(w), Claim(complaint_id=_judged(w).id))),
    *filled(ClaimDialog, lambda p, w: ClaimDialog(p, w.session, _judged(w), _claim(w, ClaimState.SETTLED))),
    *new(
        ApproveClaimDialog,
        lambda p, w: ApproveClaimDialog(p, w.session, _judged(w), _claim(w, ClaimState.DRAFT)),
    ),
    *new(
        SettleClaimDialog,
        lambda p, w: SettleClaimDialog(p, w.session, _judged(w), _claim(w, ClaimState.APPROVED)),
    ),
    *new(
        TakeBackClaimDialog,
        lambda p, w: TakeBackClaimDialog(p, w.session, _judged(w), _claim(w, ClaimState.SETTLED)),
    ),
    *filled(
        ThirdPartyDialog, lambda p, w: ThirdPartyDialog(p, w.session, _judged(w), w.sure(ThirdPartyClaim))
    ),
    *new(
        CostDialog,
        lambda p, w: CostDialog(
            p, w.session, _judged(w), CaseCost(complaint_id=_judged(w).id, spent_on=TODAY)
        ),
    ),
    *filled(MonthCostDialog, lambda p, w: MonthCostDialog(p, w.session)),
    *new(AssessmentDialog, lambda p, w: AssessmentDialog(p, w.session, _judged(w))),
    *new(AfterClosingDialog, lambda p, w: AfterClosingDialog(p, w.session, w.closed_case())),
    *filled(GoodWordDialog, lambda p, w: GoodWordDialog(p, w.session, _word(w, LogKind.PRAISE)), "praise"),
    *filled(
        GoodWordDialog, lambda p, w: GoodWordDialog(p, w.session, _word(w, LogKind.SUGGESTION)), "suggestion"
    ),
)
