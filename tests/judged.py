"""A case with everything that closing asks for."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.complaints import Complaint, Responsibility
from branchdesk.domain.judgement import CaseClosing, CaseVerdict, CorrectiveAction, HandlingStandard
from branchdesk.services.desk import Desk


def judge(desk: Desk, complaint_id: int, *, valid: bool = True) -> None:
    """Decide a case; valid with cause and action, or not valid with a second look."""
    responsible = Responsibility.OURS if valid else Responsibility.UNFOUNDED
    verdict = CaseVerdict(
        complaint_id=complaint_id, valid=valid, responsibility=responsible, why="查过", decided_by="李"
    )
    decided = desk.judgement.decide(verdict).value
    if not valid:
        desk.judgement.second(decided.id, "赵经理", agrees=True)
        return
    desk.judgement.save_cause(complaint_id, "饵站未补药", None)
    today = desk.context.clock.today()
    action = CorrectiveAction(complaint_id=complaint_id, action="每月核对饵站", owner="赵强", due_on=today)
    desk.judgement.save_action(action)


def closing_of(desk: Desk, complaint_id: int) -> CaseClosing:
    """Return a closing record in which nothing is missing."""
    return replace(
        desk.closing.record(complaint_id),
        told_at=desk.context.clock.now(),
        told_how="电话",
        told_whom="王经理",
        told_by="王芳",
        satisfied=4,
        standards=tuple(HandlingStandard),
    )


def close(desk: Desk, complaint_id: int, *, valid: bool = True) -> Complaint:
    """Judge a case and close it."""
    judge(desk, complaint_id, valid=valid)
    return desk.closing.close(complaint_id, closing_of(desk, complaint_id)).value
