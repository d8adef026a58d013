"""The commands of judgement, claims and papers in the complaint log, and where the lines of its card lead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from branchdesk.domain.attachments import Attachment
from branchdesk.domain.claims import CaseCost, Claim, ClaimState, ThirdPartyClaim
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement import (
    Assessment,
    CaseClosing,
    CaseVerdict,
    CorrectiveAction,
    Demand,
    Evidence,
    GoodWord,
)
from ui.language import tr
from ui.session import read_link
from ui.tabs import attached
from ui.tabs.base import Command

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from ui.tabs.complaints_tab import ComplaintsTab

KINDS: tuple[type, ...] = (
    *(Attachment, Evidence, CaseVerdict, Demand, CorrectiveAction, Assessment),
    *(CaseClosing, GoodWord, Claim, ThirdPartyClaim, CaseCost),
)
"""What the card shows of a judgement: their changes make the tab reload."""


def commands(tab: ComplaintsTab) -> Sequence[Command]:
    """Return what leads to judgement, claims and papers."""
    judging, money = tr("Judgement"), tr("Claims")

    def case(text: str, name: str, icon: str, under: str, shortcut: str = "") -> Command:
        return Command(text, lambda: show(tab, name), shortcut, icon, needs_record=True, under=under)

    return (
        attached.command(tab),
        case(tr("New evidence"), "evidence", "search", judging, "Ctrl+Shift+I"),
        case(tr("Take the demand apart"), "split", "list-checks", judging),
        case(tr("New demand"), "demand", "list-checks", judging),
        case(tr("Valid or not"), "verdict", "scale", judging, "Ctrl+Shift+V"),
        case(tr("Second look"), "second", "scale", judging),
        case(tr("Root cause"), "cause", "search", judging),
        case(tr("New corrective action"), "action", "wrench", judging),
        case(tr("Assessment (ISO 10002)"), "assess", "clipboard-list", judging),
        case(tr("Call after closing"), "after", "phone", judging),
        case(tr("What became of praise or suggestion"), "word", "smile", judging),
        Command("", under=judging),
        case(tr("Print the complaint form…"), "paper", "printer", judging),
        Command(
            tr("Print a blank complaint form…"), lambda: show(tab, "blank"), icon="printer", under=judging
        ),
        case(tr("New claim"), "claim", "hand-coins", money),
        case(tr("Decide on the claim, or set it off"), "claim_step", "key", money),
        case(tr("Claim against a third party"), "third", "send", money),
        case(tr("Cost of the case"), "cost", "wallet", money),
        Command("", under=money),
        Command(tr("Cost of complaints by month"), lambda: show(tab, "month"), icon="wallet", under=money),
    )


def follow(tab: ComplaintsTab, link: str) -> bool:
    """Open what a line of these sections leads to; False where it is not one of theirs."""
    kind, _, rest = link.partition(":")
    if kind == "judge":
        show(tab, rest)
        return True
    if kind not in _RECORDS:
        return False
    _RECORDS[kind](tab, read_link(link).id)
    return True


def show(tab: ComplaintsTab, name: str) -> None:
    """Open one of the dialogs about the case that is chosen."""
    if name in ("month", "blank"):
        _PLAIN[name](tab)
        return
    record_id = tab.current_record()
    if record_id is None:
        return
    case = tab.session.desk.complaints.complaint(record_id)
    if name in _ACTS:
        _ACTS[name](tab, case)
    elif case.closed_at is not None and name not in _ALSO_CLOSED:
        tab.reopen()
    else:
        _open(tab, _dialog(tab, case, name))


_ALSO_CLOSED = frozenset({"action", "third", "cost", "after", "assess"})


def _dialog(tab: ComplaintsTab, case: Complaint, name: str) -> QDialog:
    from ui.forms import (
        case_after,
        case_assessment,
        case_cause,
        case_claim,
        case_demand,
        case_evidence,
        case_gates,
        case_third_party,
        case_verdict,
    )
    from ui.forms.case_cost import CostDialog

    session, case_id = tab.session, case.id
    makers: dict[str, Callable[[], QDialog]] = {
        "evidence": lambda: case_evidence.EvidenceDialog(
            tab, session, case, Evidence(complaint_id=case_id, found_on=session.today)
        ),
        "demand": lambda: case_demand.DemandDialog(tab, session, case, Demand(complaint_id=case_id)),
        "verdict": lambda: case_verdict.VerdictDialog(tab, session, case),
        "second": lambda: case_gates.second_look(tab, session, case),
        "cause": lambda: case_cause.CauseDialog(tab, session, case),
        "action": lambda: case_cause.ActionDialog(tab, session, case, CorrectiveAction(complaint_id=case_id)),
        "assess": lambda: case_assessment.AssessmentDialog(tab, session, case),
        "after": lambda: case_after.AfterClosingDialog(tab, session, case),
        "word": lambda: case_after.GoodWordDialog(tab, session, case),
        "claim": lambda: case_claim.ClaimDialog(tab, session, case, Claim(complaint_id=case_id)),
        "claim_step": lambda: case_gates.claim_step(tab, session, case),
        "third": lambda: case_third_party.ThirdPartyDialog(
            tab, session, case, ThirdPartyClaim(complaint_id=case_id)
        ),
        "cost": lambda: CostDialog(
            tab, session, case, CaseCost(complaint_id=case_id, spent_on=session.today)
        ),
    }
    return makers[name]()


def _open(tab: ComplaintsTab, dialog: QDialog) -> None:
    saved = getattr(dialog, "saved", None)
    if saved is not None:
        saved.connect(tab.session.tell)
    dialog.open()


def _split(tab: ComplaintsTab, case: Complaint) -> None:
    tab.session.act(tab, lambda: tab.session.desk.judgement.split_demand(case.id))


def _paper(tab: ComplaintsTab, case: Complaint) -> None:
    from ui.complaint_papers import print_complaint_form

    print_complaint_form(tab, tab.session, case.id)


def _blank(tab: ComplaintsTab) -> None:
    from ui.complaint_papers import print_blank_form

    print_blank_form(tab, tab.session)


def _month(tab: ComplaintsTab) -> None:
    from ui.forms.case_cost import MonthCostDialog

    MonthCostDialog(tab, tab.session).open()


def _evidence(tab: ComplaintsTab, record_id: int) -> None:
    from ui.forms.case_evidence import EvidenceDialog

    one = tab.session.desk.context.reader.get(Evidence, record_id)
    _open(tab, EvidenceDialog(tab, tab.session, _case(tab, one.complaint_id), one))


def _demand(tab: ComplaintsTab, record_id: int) -> None:
    from ui.forms.case_demand import DemandDialog

    one = tab.session.desk.context.reader.get(Demand, record_id)
    _open(tab, DemandDialog(tab, tab.session, _case(tab, one.complaint_id), one))


def _action(tab: ComplaintsTab, record_id: int) -> None:
    from ui.forms.case_cause import ActionDialog

    one = tab.session.desk.judgement.action(record_id)
    _open(tab, ActionDialog(tab, tab.session, _case(tab, one.complaint_id), one))


def _third(tab: ComplaintsTab, record_id: int) -> None:
    from ui.forms.case_third_party import ThirdPartyDialog

    one = tab.session.desk.claims.third_party(record_id)
    _open(tab, ThirdPartyDialog(tab, tab.session, _case(tab, one.complaint_id), one))


def _claim(tab: ComplaintsTab, record_id: int) -> None:
    """Open a claim; what comes next for it stands at its foot."""
    from ui.forms.case_claim import ClaimDialog

    claim = tab.session.desk.claims.claim(record_id)
    case = _case(tab, claim.complaint_id)
    dialog = ClaimDialog(tab, tab.session, case, claim)
    words = {
        ClaimState.DRAFT: tr("Decide…"),
        ClaimState.REFUSED: tr("Decide again…"),
        ClaimState.APPROVED: tr("Set off…"),
        ClaimState.SETTLED: tr("Take back the set-off…"),
    }
    if claim.state in (ClaimState.APPROVED, ClaimState.SETTLED):
        dialog.add_button(tr("Print the claim form…"), lambda: _claim_paper(tab, claim))
    dialog.add_button(words[claim.state], lambda: dialog.then(lambda: _claim_next(tab, case, claim.id)))
    _open(tab, dialog)


def _claim_next(tab: ComplaintsTab, case: Complaint, claim_id: int) -> None:
    from ui.forms.case_claim import ApproveClaimDialog, SettleClaimDialog, TakeBackClaimDialog

    claim = tab.session.desk.claims.claim(claim_id)
    kinds = {ClaimState.APPROVED: SettleClaimDialog, ClaimState.SETTLED: TakeBackClaimDialog}
    _open(tab, kinds.get(claim.state, ApproveClaimDialog)(tab, tab.session, case, claim))


def _claim_paper(tab: ComplaintsTab, claim: Claim) -> None:
    from ui.complaint_papers import print_claim_form

    print_claim_form(tab, tab.session, claim.id)


def _rest(tab: ComplaintsTab, claim_id: int) -> None:
    """Set the rest of a claim off against the invoice that is due next."""
    claims = tab.session.desk.claims
    claim = claims.claim(claim_id)
    bills = claims.open_invoices(claim.complaint_id)
    if bills:
        tab.session.act(tab, lambda: claims.use_rest(claim_id, bills[0].id))


def _file(tab: ComplaintsTab, attachment_id: int) -> None:
    from ui.file_viewer import show_file
    from ui.operations import Operation

    attachments = tab.session.desk.attachments
    one = attachments.attachment(attachment_id)
    work = Operation(tab, lambda _progress: attachments.content(one.id), title=tr("Opening the file"))
    work.success(lambda data: show_file(one, data)).run()


def _case(tab: ComplaintsTab, complaint_id: int) -> Complaint:
    return tab.session.desk.complaints.complaint(complaint_id)


_ACTS: dict[str, Callable[[ComplaintsTab, Complaint], None]] = {
    "files": lambda tab, _case: attached.open_attachments(tab),
    "split": _split,
    "paper": _paper,
    "close": lambda tab, _case: tab.close_case(),
}
_PLAIN: dict[str, Callable[[ComplaintsTab], None]] = {"month": _month, "blank": _blank}
_RECORDS: dict[str, Callable[[ComplaintsTab, int], None]] = {
    "evidence": _evidence,
    "demand": _demand,
    "action": _action,
    "claim": _claim,
    "rest": _rest,
    "third": _third,
    "file": _file,
}
