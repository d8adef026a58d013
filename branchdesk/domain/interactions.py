"""Every contact with a customer: calls, messages, visits, meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH


class InteractionKind(StrEnum):
    """The way in which we spoke."""

    CALL_OUT = "call_out"
    CALL_IN = "call_in"
    MESSAGE = "message"
    EMAIL = "email"
    MEETING = "meeting"
    LETTER = "letter"


class Purpose(StrEnum):
    """Why we spoke; a duty is fulfilled by an interaction of its purpose."""

    APPOINTMENT = "appointment"
    RECONFIRMATION = "reconfirmation"
    SAME_DAY = "same_day"
    FOLLOW_UP = "follow_up"
    PREPARATION_TALK = "preparation_talk"
    COLLECTION = "collection"
    SIGNATURE = "signature"
    COMPLAINT = "complaint"
    INTRODUCTION = "introduction"
    COURTESY = "courtesy"
    RENEWAL = "renewal"
    CRITICAL_POINT = "critical_point"  # R154
    FINANCE = "finance"  # R068
    OTHER = "other"


class CallResult(StrEnum):
    """What came of it."""

    REACHED = "reached"
    UNREACHABLE = "unreachable"
    VOICEMAIL = "voicemail"
    CALL_BACK = "call_back"
    AGREED = "agreed"
    REFUSED = "refused"
    PROMISED = "promised"
    DISPUTED = "disputed"
    PAID = "paid"

    @property
    def counts_as_reached(self) -> bool:
        """Tell whether somebody was spoken to, so that the duty is done."""
        return self not in (CallResult.UNREACHABLE, CallResult.VOICEMAIL)

    @property
    def fulfils(self) -> bool:
        """Tell whether what the call was for is settled; who asks to be rung later is still to be rung."""
        return self.counts_as_reached and self is not CallResult.CALL_BACK


class SiteReady(StrEnum):
    """Whether a site is ready on the day of its visit (R019)."""

    READY = "ready"
    NOT_READY = "not_ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One contact with a customer and what follows from it (R006, R018, R029, R078)."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    site_id: int | None = None
    contact_id: int | None = None
    visit_id: int | None = None
    complaint_id: int | None = None
    invoice_id: int | None = None
    for_on: date | None = None  # the visit's day when we spoke: a later move is measured from it (D03)
    kind: InteractionKind = InteractionKind.CALL_OUT
    purpose: Purpose = Purpose.OTHER
    result: CallResult = CallResult.REACHED
    happened_at: datetime = EPOCH
    employee: str = ""
    spoke_with: str = ""
    agenda: str = ""
    text: str = ""
    next_step: str = ""
    next_on: date | None = None
    asked_convenient: bool = False
    key_words: str = ""  # what we repeated back
    asked_suggestions: bool = False
    suggestions: str = ""
    reminded: bool = False  # of day and preparation (R018)
    asked_special: bool = False  # for special attention (R018)
    site_ready: bool | None = None  # None: not asked (R019)
