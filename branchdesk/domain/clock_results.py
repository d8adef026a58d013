"""How the clocks of a case ended, frozen at its closing with the calendar that was used (D16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaint_clocks import ClockKind
from branchdesk.domain.deadlines import ClockState


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResult:
    """One clock at one closing; insert-only. `run` counts the reopenings before it."""

    id: int = 0
    complaint_id: int = 0
    run: int = 0
    kind: ClockKind = ClockKind.STATUS
    received_at: datetime = EPOCH
    deadline_at: datetime | None = None
    done_at: datetime | None = None
    state: ClockState = ClockState.MET
    calendar: str = ""
    frozen_at: datetime = EPOCH
