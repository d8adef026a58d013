"""From a duty to the call that fulfils it."""

from __future__ import annotations

from branchdesk.domain.duties import Duty, DutyKind, LinkKind
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.services.call_work import is_reason
from ui.session import Session

_PURPOSES = {
    DutyKind.APPOINTMENT_CALL: Purpose.APPOINTMENT,
    DutyKind.RECONFIRMATION: Purpose.RECONFIRMATION,
    DutyKind.SAME_DAY_CALL: Purpose.SAME_DAY,
    DutyKind.PREPARATION_TALK: Purpose.PREPARATION_TALK,
    DutyKind.NEXT_CONTACT: Purpose.FOLLOW_UP,
    DutyKind.COMPLAINT_ANSWER: Purpose.COMPLAINT,
    DutyKind.COMPLAINT_STATUS: Purpose.COMPLAINT,
    DutyKind.SIGNATURE_CHASE: Purpose.SIGNATURE,
    DutyKind.PAYMENT_REMINDER: Purpose.COLLECTION,
    DutyKind.COLLECTION_CALL: Purpose.COLLECTION,
    DutyKind.PROMISE_CHECK: Purpose.COLLECTION,
    DutyKind.BIRTHDAY_CARE: Purpose.COURTESY,
    DutyKind.GRADE_AGAIN: Purpose.COURTESY,
    DutyKind.INTRODUCTION: Purpose.INTRODUCTION,
    DutyKind.RENEWAL: Purpose.RENEWAL,
    DutyKind.CRITICAL_POINT: Purpose.CRITICAL_POINT,
    DutyKind.OPPORTUNITY_STEP: Purpose.FOLLOW_UP,
}


def interaction_for(duty: Duty) -> Interaction:
    """Draft the contact that a duty asks for: whom, why, and the record it is about."""
    return Interaction(
        customer_id=duty.whom.customer_id,
        contact_id=duty.whom.contact_id,
        spoke_with=duty.whom.contact,
        visit_id=duty.link_id if duty.link is LinkKind.VISIT else None,
        complaint_id=duty.link_id if duty.link is LinkKind.COMPLAINT else None,
        invoice_id=duty.link_id if duty.link is LinkKind.INVOICE else None,
        purpose=_PURPOSES.get(duty.kind, Purpose.OTHER),
    )


def several(session: Session, duty: Duty) -> bool:
    """Tell whether the customer is to be rung about something else as well, today or late."""
    today, chosen = session.today, duty.whom.customer_id
    due = [one for one in session.duties if one.whom.customer_id == chosen and one.due_on <= today]
    return sum(is_reason(one, today) for one in due) > 1 and is_reason(duty, today)
