"""What the plan keeps beside slots and visits: further visits, causes of changes, exceptions, busy times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.visits import Cause


class ChangeKind(StrEnum):
    """What became of a planned visit instead of the plan (D07)."""

    MOVED = "moved"
    MISSED = "missed"
    CANCELLED = "cancelled"
    LATE = "late"  # it took place, but later than planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebooking:
    """A further visit for a slot whose first one did not take place."""

    id: int = 0
    version: int = 0
    slot_id: int = 0
    visit_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChange:
    """One move, miss or late arrival, with its reason and whose cause it was."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    kind: ChangeKind = ChangeKind.MOVED
    from_on: date = date.min
    from_at: str = ""  # wall time HH:MM
    to_on: date | None = None
    to_at: str = ""
    why: str = ""
    cause: Cause | None = None
    noted_at: datetime = EPOCH
    noted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReason:
    """One reason that dialogs offer for moves and misses, in the branch's own words."""

    id: int = 0
    version: int = 0
    cause: Cause = Cause.CUSTOMER
    text: str = ""
    place: int = 0  # the commonest first


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionItem:
    """One invoice that a collection visit is about, with what was open when it was planned (R070)."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    invoice_id: int = 0
    amount_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRelease:
    """A supervisor's exception: service is scheduled before it is paid for (R080)."""

    id: int = 0
    version: int = 0
    contract_id: int | None = None
    visit_id: int | None = None
    amount_fen: int = 0  # what the job was worth when it was released
    why: str = ""
    approved_by: str = ""
    approved_at: datetime = EPOCH


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyTime:
    """A time at which a technician is taken elsewhere, read from their own calendar."""

    id: int = 0
    version: int = 0
    technician_id: int = 0
    uid: str = ""
    starts_at: datetime = EPOCH
    ends_at: datetime = EPOCH
    title: str = ""
    source: str = ""  # the name of the file
