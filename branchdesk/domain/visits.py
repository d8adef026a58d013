"""Plan slots, visits and service reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class VisitKind(StrEnum):
    """Why we go."""

    ROUTINE = "routine"
    FIRST = "first"
    FOLLOW_UP = "follow_up"
    EXTRA = "extra"
    ONE_OFF = "one_off"
    COLLECTION = "collection"  # no service: to ask for money in person (R070)


class VisitStatus(StrEnum):
    """How far a visit has come."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Cause(StrEnum):
    """Whose cause it was that a visit moved or failed (D07)."""

    US = "us"
    CUSTOMER = "customer"
    FORCE_MAJEURE = "force_majeure"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSlot:
    """One service that a contract owes: moving its visit never moves the slot."""

    id: int = 0
    version: int = 0
    contract_id: int = 0
    site_id: int = 0
    anchor_on: date = date.min  # the day the rule gives; identifies the slot
    planned_on: date = date.min  # after the holiday policy
    moved_why: str = ""  # rendered reason of the holiday policy
    waived_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One attendance at a site, planned or done."""

    id: int = 0
    version: int = 0
    site_id: int = 0
    contract_id: int | None = None
    slot_id: int | None = None
    kind: VisitKind = VisitKind.ROUTINE
    status: VisitStatus = VisitStatus.PLANNED
    date_on: date = date.min
    start_at: str = ""  # wall time HH:MM, empty while open
    minutes: int = 60
    technician_id: int | None = None
    original_on: date | None = None
    moved_why: str = ""
    moved_cause: Cause | None = None
    cancelled_why: str = ""
    cancelled_cause: Cause | None = None
    arrived_at: str = ""
    told_whom: str = ""
    preparation_missing: str = ""
    findings: str = ""
    actions: str = ""
    recommendations: str = ""
    handed_to: str = ""
    left_without_hand_over: str = ""
    difficulty: str = ""
    next_on: date | None = None
    done_at: datetime | None = None
    note: str = ""
    amount_fen: int = 0  # what this job is worth where no contract prices it (R080)


class ReportStatus(StrEnum):
    """Issued reports are evidence and never change (R051)."""

    DRAFT = "draft"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReport:
    """What was found and done at a visit, numbered without gaps (R021, R051)."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    number: str = ""
    status: ReportStatus = ReportStatus.DRAFT
    findings: str = ""
    actions: str = ""
    recommendations: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    company_copy: str = ""
    issued_at: datetime | None = None
