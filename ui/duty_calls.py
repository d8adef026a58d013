"""From a duty to the call that fulfils it."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.duties import Duty
from branchdesk.domain.duty_results import contact_for
from branchdesk.domain.interactions import Interaction
from branchdesk.services.call_work import is_reason
from ui.session import Session


def interaction_for(duty: Duty) -> Interaction:
    """Draft the contact that a duty asks for: whom, why, and the record it is about."""
    return replace(
        contact_for(duty), reminded=False, asked_special=False, site_ready=None, spoke_with=duty.whom.contact
    )


def several(session: Session, duty: Duty) -> bool:
    """Tell whether the customer is to be rung about something else as well, today or late."""
    today, chosen = session.today, duty.whom.customer_id
    due = [one for one in session.duties if one.whom.customer_id == chosen and one.due_on <= today]
    return sum(is_reason(one, today) for one in due) > 1 and is_reason(duty, today)
