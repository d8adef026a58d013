"""What a case asks of somebody by a time: call-backs, decisions, notices (R032, R095-R107)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.messages import Message, msg

REMIND_BEFORE = timedelta(minutes=10)  # R095
_MINUTE = timedelta(minutes=1)


class TaskKind(StrEnum):
    """What somebody has to do."""

    CALL_BACK = "call_back"  # agreed with the customer: outranks the call-back hours (R095, R096)
    SUPERIOR_CALL = "superior_call"  # the superior was busy and calls back (R098)
    DECISION = "decision"  # the next level decides (R107)
    DISPUTE = "dispute"  # the chief service manager decides between departments (R106)
    SECOND_HANDLING = "second_handling"  # a case that was put aside comes again (R105)
    NOTICE = "notice"  # to be read and acknowledged (R032, R091, R124)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTask:
    """One thing that a case waits for; `whom` is the person of ours who has to do it."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    kind: TaskKind = TaskKind.CALL_BACK
    whom: str = ""
    role: EmployeeRole | None = None
    phone: str = ""
    text: str = ""
    amount_fen: int | None = None
    asked_at: datetime = EPOCH
    asked_by: str = ""
    due_at: datetime | None = None  # a notice has none: it is due at once
    done_at: datetime | None = None
    done_by: str = ""
    outcome: str = ""
    granted: bool | None = None

    @property
    def remind_at(self) -> datetime:
        """Return when to remind of it: ten minutes before, a notice at once (R095)."""
        due = self.due_at or self.asked_at
        return max(due - REMIND_BEFORE, self.asked_at)

    def minutes_late(self, now: datetime) -> int:
        """Return the whole minutes by which it was or is late, 0 when in time."""
        due = self.due_at or self.asked_at
        return max((self.done_at or now) - due, timedelta()) // _MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCaller:
    """Another caller about an open case, kept there instead of in a second case."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    name: str = ""
    phone: str = ""
    text: str = ""
    called_at: datetime = EPOCH
    taken_by: str = ""


def check_task(task: CaseTask) -> dict[str, Message]:
    """Check one task before it is asked for."""
    problems: dict[str, Message] = {}
    if not task.whom.strip() and task.role is None:
        problems["whom"] = msg("Enter who has to do it.")
    if task.kind is not TaskKind.NOTICE:
        if task.due_at is None:
            problems["due_at"] = msg("Enter by when.")
        elif task.due_at < task.asked_at:
            problems["due_at"] = msg("This lies in the past. Enter a time that is still to come.")
    if task.kind in (TaskKind.CALL_BACK, TaskKind.SUPERIOR_CALL) and not task.phone.strip():
        problems["phone"] = msg("Enter the number at which to call back.")
    return problems
