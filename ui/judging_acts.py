"""What a duty of a judged case opens: the action, the second look, the call after closing, the claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.session import Session

if TYPE_CHECKING:
    from branchdesk.domain.complaints import Complaint
    from branchdesk.domain.duties import Duty
    from ui.widgets.form_dialog import FormDialog

_KINDS = frozenset(
    {"corrective_action", "effect_check", "second_look", "after_closing", "claim", "suggestion_answer"}
)


def open_judged_duty(parent: QWidget, session: Session, duty: Duty) -> bool:
    """Go to the case and open what the duty asks for; False for duties of other parts."""
    if duty.kind.value not in _KINDS:
        return False
    session.follow("complaint", duty.link_id)
    case = session.desk.complaints.complaint(duty.link_id)
    dialog = _dialog(parent, session, duty, case)
    if dialog is not None:
        dialog.saved.connect(session.tell)
        dialog.open()
    return True


def _dialog(parent: QWidget, session: Session, duty: Duty, case: Complaint) -> FormDialog | None:
    from ui.forms.case_after import AfterClosingDialog, GoodWordDialog
    from ui.forms.case_gates import second_look

    makers: dict[str, Callable[[], FormDialog | None]] = {
        "corrective_action": lambda: _action(parent, session, case),
        "effect_check": lambda: _action(parent, session, case),
        "second_look": lambda: second_look(parent, session, case),
        "after_closing": lambda: AfterClosingDialog(parent, session, case),
        "claim": lambda: _claim(parent, session, case),
        "suggestion_answer": lambda: GoodWordDialog(parent, session, case),
    }
    return makers[duty.kind.value]()


def _action(parent: QWidget, session: Session, case: Complaint) -> FormDialog | None:
    """Open the action that waits longest: for being done, or for being found to work."""
    from ui.forms.case_cause import ActionDialog

    waiting = [one for one in session.desk.judgement.actions_of(case.id) if one.verified_on is None]
    waiting.sort(key=lambda one: (one.check_on if one.done_on else one.due_on) or session.today)
    return ActionDialog(parent, session, case, waiting[0]) if waiting else None


def _claim(parent: QWidget, session: Session, case: Complaint) -> FormDialog | None:
    """Open what is next about money; the rest of a claim is set off from the card."""
    from branchdesk.domain.claims import ClaimState
    from ui.forms.case_claim import SettleClaimDialog
    from ui.forms.case_third_party import ThirdPartyDialog

    claims = session.desk.claims
    approved = [one for one in claims.of(case.id) if one.state is ClaimState.APPROVED]
    if approved:
        return SettleClaimDialog(parent, session, case, approved[0])
    others = [one for one in claims.third_parties_of(case.id) if one.sent_on and not one.answered_on]
    return ThirdPartyDialog(parent, session, case, others[0]) if others else None
