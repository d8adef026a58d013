"""What a person can say of a duty with one key, and the contact that is written for it (R018, R019, D04)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain.duties import Duty, DutyKind, LinkKind
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose

PURPOSES: dict[DutyKind, Purpose] = {
    DutyKind.APPOINTMENT_CALL: Purpose.APPOINTMENT,
    DutyKind.RECONFIRMATION: Purpose.RECONFIRMATION,
    DutyKind.SAME_DAY_CALL: Purpose.SAME_DAY,
    DutyKind.PREPARATION_TALK: Purpose.PREPARATION_TALK,
    DutyKind.FIRST_FOLLOW_UP: Purpose.FOLLOW_UP,
    DutyKind.NEXT_CONTACT: Purpose.FOLLOW_UP,
    DutyKind.COMPLAINT_ANSWER: Purpose.COMPLAINT,
    DutyKind.COMPLAINT_STATUS: Purpose.COMPLAINT,
    DutyKind.SIGNATURE_CHASE: Purpose.SIGNATURE,
    DutyKind.PAYMENT_REMINDER: Purpose.COLLECTION,
    DutyKind.COLLECTION_CALL: Purpose.COLLECTION,
    DutyKind.PREPAYMENT: Purpose.COLLECTION,
    DutyKind.PROMISE_CHECK: Purpose.COLLECTION,
    DutyKind.BIRTHDAY_CARE: Purpose.COURTESY,
    DutyKind.GRADE_AGAIN: Purpose.COURTESY,
    DutyKind.INTRODUCTION: Purpose.INTRODUCTION,
    DutyKind.RENEWAL: Purpose.RENEWAL,
    DutyKind.CRITICAL_POINT: Purpose.CRITICAL_POINT,
    DutyKind.OPPORTUNITY_STEP: Purpose.FOLLOW_UP,
}
"""What a contact that fulfils a duty is about."""


class QuickResult(StrEnum):
    """What one key says; those that ask for more open the dialog."""

    REACHED = "reached"
    DONE = "done"
    NOT_REACHED = "not_reached"
    MESSAGE = "message"
    CALL_BACK = "call_back"
    PROMISED = "promised"
    MORE = "more"


OPENS = frozenset({QuickResult.CALL_BACK, QuickResult.PROMISED, QuickResult.MORE})
"""Results that need a day, an amount or a sentence."""

RESULTS: dict[QuickResult, CallResult] = {
    QuickResult.REACHED: CallResult.REACHED,
    QuickResult.NOT_REACHED: CallResult.UNREACHABLE,
    QuickResult.MESSAGE: CallResult.VOICEMAIL,
    QuickResult.CALL_BACK: CallResult.CALL_BACK,
    QuickResult.PROMISED: CallResult.PROMISED,
}
_CALL = (QuickResult.REACHED, QuickResult.NOT_REACHED, QuickResult.MESSAGE, QuickResult.CALL_BACK)
_MONEY = (QuickResult.REACHED, QuickResult.NOT_REACHED, QuickResult.MESSAGE, QuickResult.PROMISED)
_TALK = (QuickResult.MORE, QuickResult.NOT_REACHED, QuickResult.MESSAGE, QuickResult.CALL_BACK)
_KEYS: dict[DutyKind, tuple[QuickResult, ...]] = {
    DutyKind.APPOINTMENT_CALL: _CALL,
    DutyKind.RECONFIRMATION: _CALL,
    DutyKind.SAME_DAY_CALL: _CALL,
    DutyKind.PREPARATION_TALK: _CALL,
    DutyKind.FIRST_FOLLOW_UP: _CALL,
    DutyKind.NEXT_CONTACT: _CALL,
    DutyKind.COMPLAINT_STATUS: _CALL,
    DutyKind.SIGNATURE_CHASE: _CALL,
    DutyKind.INTRODUCTION: _CALL,
    DutyKind.RENEWAL: _CALL,
    DutyKind.CRITICAL_POINT: _TALK,  # what they said is what it is for
    DutyKind.COMPLAINT_ANSWER: _TALK,
    DutyKind.OPPORTUNITY_STEP: _TALK,
    DutyKind.PAYMENT_REMINDER: _MONEY,
    DutyKind.COLLECTION_CALL: _MONEY,
    DutyKind.PREPAYMENT: _MONEY,
    DutyKind.PROMISE_CHECK: (
        QuickResult.PROMISED,
        QuickResult.NOT_REACHED,
        QuickResult.MESSAGE,
        QuickResult.CALL_BACK,
    ),
    DutyKind.BIRTHDAY_CARE: (QuickResult.DONE,),
    DutyKind.MEETING_TASK: (QuickResult.DONE,),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A digit and what it says of the duty."""

    digit: int
    result: QuickResult


def keys_for(duty: Duty) -> tuple[Key, ...]:
    """Return what can be said of a duty with one digit; nothing where a record must be opened."""
    return tuple(Key(nth, result) for nth, result in enumerate(_KEYS.get(duty.kind, ()), start=1))


def contact_for(duty: Duty, result: CallResult = CallResult.REACHED) -> Interaction:
    """Draft the contact that a duty asks for: whom, why, and the record it is about.

    A call that reached somebody said what its sentence says: of that the ticks of R018 are made.
    """
    reached = result.fulfils
    before_visit = duty.kind in (DutyKind.APPOINTMENT_CALL, DutyKind.RECONFIRMATION)
    return Interaction(
        customer_id=duty.whom.customer_id,
        contact_id=duty.whom.contact_id,
        spoke_with=duty.whom.contact if result.counts_as_reached else "",
        visit_id=duty.link_id if duty.link is LinkKind.VISIT else None,
        complaint_id=duty.link_id if duty.link is LinkKind.COMPLAINT else None,
        invoice_id=duty.link_id if duty.link is LinkKind.INVOICE else None,
        kind=InteractionKind.CALL_OUT,
        purpose=PURPOSES.get(duty.kind, Purpose.OTHER),
        result=result,
        reminded=reached and before_visit,
        asked_special=reached and duty.kind is DutyKind.APPOINTMENT_CALL,
        site_ready=True if reached and duty.kind is DutyKind.SAME_DAY_CALL else None,
    )


def is_call(duty: Duty) -> bool:
    """Tell whether a duty is done on the telephone, so that it can be tried again another day."""
    return duty.kind in PURPOSES and bool(duty.whom.customer_id)
