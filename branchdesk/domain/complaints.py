"""Complaints, their events and pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH


class Channel(StrEnum):
    """The way by which a matter reached us."""

    PHONE = "phone"
    MESSAGE = "message"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"
    HEAD_OFFICE = "head_office"
    OTHER = "other"


class LogKind(StrEnum):
    """What the entry of the log is (R128)."""

    COMPLAINT = "complaint"
    PRAISE = "praise"
    SUGGESTION = "suggestion"


class ComplaintCategory(StrEnum):
    """What the complaint is about."""

    PESTS_BACK = "pests_back"
    PUNCTUALITY = "punctuality"
    CONDUCT = "conduct"
    REPORT = "report"
    SAFETY = "safety"
    BILLING = "billing"
    COMMUNICATION = "communication"
    OTHER = "other"


class Severity(StrEnum):
    """How bad it is; critical reaches the supervisor at once (R124)."""

    MINOR = "minor"
    NORMAL = "normal"
    SERIOUS = "serious"
    CRITICAL = "critical"


class Threat(StrEnum):
    """What the customer threatens or does; each makes the case critical (R124)."""

    MEDIA = "media"
    REGULATOR = "regulator"
    HEAD_OFFICE = "head_office"
    STAFF_HELD = "staff_held"


class Stage(StrEnum):
    """The stages of a complaint, in order (R086)."""

    LISTEN = "listen"
    RECAP = "recap"
    APOLOGY = "apology"
    SOLUTION = "solution"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


class Responsibility(StrEnum):
    """Who was at fault (R101)."""

    UNFOUNDED = "unfounded"
    CUSTOMER = "customer"
    BOTH = "both"
    OURS = "ours"


class EventKind(StrEnum):
    """What happened to a complaint; events are only ever added."""

    RECEIVED = "received"
    STAGE = "stage"
    NOTE = "note"
    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    OFFERED = "offered"  # the baton: offered, declined, gone back
    CALLER = "caller"  # another caller about the same
    TRANSFERRED = "transferred"  # the call was put through to somebody else (R131)
    CUT_OFF = "cut_off"  # the line broke (R131)
    CHANNEL = "channel"  # we went on in another way (R099)
    ESCALATED = "escalated"  # R105
    JUDGED = "judged"  # a verdict or the second look at it (R102, D19)
    MONEY = "money"  # a claim was approved, refused, set off or taken back (R082, R108)
    TOLD = "told"  # the customer heard the decision (R118)
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One matter of the log, from the first ring to the cause that does not come back."""

    id: int = 0
    version: int = 0
    number: str = ""
    kind: LogKind = LogKind.COMPLAINT
    customer_id: int = 0
    site_id: int | None = None
    contact_id: int | None = None
    visit_id: int | None = None
    reporter: str = ""
    phone: str = ""
    channel: Channel = Channel.PHONE
    received_at: datetime = EPOCH
    registered_at: datetime = EPOCH
    text: str = ""
    category: ComplaintCategory = ComplaintCategory.OTHER
    pest: str = ""  # where it is about one: what repeats is found by it (D20)
    severity: Severity = Severity.NORMAL
    needs_department: bool = False  # another department must act: the hour instead of ten minutes (R092)
    demand: str = ""
    need: str = ""
    owner: str = ""
    stage: Stage = Stage.LISTEN
    answered_at: datetime | None = None
    answer: str = ""
    valid: bool | None = None
    valid_by: str = ""
    valid_why: str = ""
    responsibility: Responsibility | None = None
    root_cause: str = ""
    told_at: datetime | None = None
    told_how: str = ""
    satisfied: int | None = None  # 1 to 5 (R120)
    follow_up_on: date | None = None
    closed_at: datetime | None = None
    reopened: int = 0
    note: str = ""
    threats: tuple[Threat, ...] = ()
    reopened_at: datetime | None = None  # the clocks run again from here
    answered_again_at: datetime | None = None  # the answer after reopening; the first one stays as it was


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintEvent:
    """A dated entry in the course of a complaint; insert-only."""

    id: int = 0
    complaint_id: int = 0
    kind: EventKind = EventKind.NOTE
    stage: Stage | None = None
    happened_at: datetime = EPOCH
    employee: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPause:
    """A dated rest of the clocks with its reason; correcting it corrects the deadline."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    from_at: datetime = EPOCH
    to_at: datetime | None = None
    reason: str = ""
