"""What is noted beside the duties: days when somebody looked, next attempts, reports given up (D04, D09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from branchdesk.domain.clock import EPOCH


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDay:
    """A day on which somebody looked at the duties; a gap between two such days is told about (D04)."""

    id: int = 0
    version: int = 0
    day: date = date.min
    employee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAttempt:
    """When a call that could not be made is tried again, and why; the duty stays on the list."""

    id: int = 0
    version: int = 0
    duty_key: str = ""
    customer_id: int = 0
    try_on: date = date.min
    try_at: str = ""  # wall time HH:MM, empty for any time
    why: str = ""
    employee: str = ""
    noted_at: datetime = EPOCH


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWaiver:
    """A service report that will never come, with the reason and who decided (D09)."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    why: str = ""
    employee: str = ""
    decided_on: date = date.min
