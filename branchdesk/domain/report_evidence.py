"""What stays of an issued report: the facts as they were, and its addenda (R051)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from branchdesk.domain.clock import EPOCH


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Findings, materials, recommendations and ticks at the moment of issue; never changed."""

    id: int = 0
    report_id: int = 0
    content: str = ""  # JSON, see services.report_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAddendum:
    """A dated addition to an issued report, numbered from 1; never changed."""

    id: int = 0
    report_id: int = 0
    number: int = 0
    written_at: datetime = EPOCH
    written_by: str = ""
    text: str = ""
