"""What is owed and has nobody coming: the pool from which the calendar is filled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.visits import VisitStatus


@dataclass(frozen=True, slots=True)
class OwedSlot:
    """One service of a contract whose visit did not take place, and for which no other is booked."""

    slot_id: int
    customer: str
    site: str
    planned_on: date
    status: VisitStatus  # what became of its visit
    technician_id: int | None
    technician: str
