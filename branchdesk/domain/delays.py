"""Bad news first: a likely delay is told before the customer notices it (R137)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.messages import Message, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A delay that we expect, of a visit, of a complaint or of anything else."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    visit_id: int | None = None
    complaint_id: int | None = None
    entered_at: datetime = EPOCH
    expected: str = ""
    told_at: datetime | None = None
    told_before: bool = False  # we told them before they noticed


def check_delay(delay: Delay, now: datetime) -> dict[str, Message]:
    """Check one likely delay at the moment `now`; told in advance means told at all."""
    problems: dict[str, Message] = {}
    if not delay.expected.strip():
        problems["expected"] = msg("Write down what will be late, and by how much.")
    if delay.told_before and delay.told_at is None:
        problems["told_at"] = msg("Say when the customer was told.")
    elif delay.told_at is not None and delay.told_at > now:
        problems["told_at"] = msg("This moment is still to come. Enter when the customer was told.")
    return problems
