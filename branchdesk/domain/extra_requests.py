"""Extra service requests (额外服务): from the ring of the telephone to the answer “it is solved”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import Channel


class RequestState(StrEnum):
    """How far an extra request has come; derived, never stored."""

    NEW = "new"  # nobody has replied
    REPLIED = "replied"  # the customer knows what happens, no visit is planned yet
    PLANNED = "planned"
    SERVED = "served"  # done; nobody asked yet whether it is solved
    SOLVED = "solved"  # the customer said so; report or company copy may be missing
    CLOSED = "closed"
    CALLED_OFF = "called_off"


class RequestFilter(StrEnum):
    """Which requests are listed."""

    OPEN = "open"
    LATE = "late"
    PAPERS = "papers"
    CLOSED = "closed"
    ALL = "all"


class SolvedAnswer(StrEnum):
    """What the customer says in the follow-up call (R047)."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraRequest:
    """One call for extra service; it keeps its number when it comes back (R040-R049)."""

    id: int = 0
    version: int = 0
    number: str = ""
    customer_id: int = 0
    site_id: int = 0
    contact_id: int | None = None
    caller: str = ""
    phone: str = ""
    channel: Channel = Channel.PHONE
    received_at: datetime = EPOCH
    taken_by: str = ""
    pest: str = ""
    looks: str = ""  # how it looks
    room: str = ""
    place: str = ""  # the exact place in the room
    seen: int | None = None  # how many
    seen_by: str = ""  # who found it
    urgent: bool = False
    confirmation: str = ""  # the sentence as it was read aloud (R041)
    confirmed: bool = False
    plan: str = ""
    advice: str = ""
    distance_km: int | None = None  # R133
    nobody_free: bool = False
    earliest_on: date | None = None
    earliest_time: str = ""
    told_at: datetime | None = None  # when the customer was told that nobody is free before then
    acknowledged_at: datetime | None = None  # R044: we know how serious it is
    replied_at: datetime | None = None  # R043
    visit_id: int | None = None  # the extra visit that counts now
    company_copy: str = ""  # 公司留底: number of the file or folder (R046)
    solved: bool | None = None  # the answer of the follow-up call (R047)
    asked_at: datetime | None = None
    asked_by: str = ""
    reopened: int = 0  # how often it was not solved (R049)
    closed_at: datetime | None = None
    called_off_why: str = ""
    complaint_id: int | None = None  # the root-cause case that was opened (D08)
    no_case_why: str = ""  # why no root-cause case was opened
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraVisit:
    """One visit of an extra request; a request that comes back has several."""

    id: int = 0
    version: int = 0
    request_id: int = 0
    visit_id: int = 0
