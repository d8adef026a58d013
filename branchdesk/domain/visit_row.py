"""The row of the one list that the first picture shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.visits import VisitKind, VisitStatus


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit."""

    id: int
    customer_id: int
    site_id: int
    date_on: date
    start_at: str
    minutes: int
    customer: str
    site: str
    kind: VisitKind
    status: VisitStatus
    technician: str
    original_on: date | None
    appointment_called: bool
    report: str
    findings: str
    technician_id: int | None
    minutes_before: int  # preparing
    minutes_after: int  # the customer's cleaning and cleaning up
