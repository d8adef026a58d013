"""What a duty of a case opens: the task to be ended, the offer to be answered, the talk (R095-R107, D17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.session import Session

if TYPE_CHECKING:
    from branchdesk.domain.case_tasks import TaskKind
    from branchdesk.domain.duties import Duty, DutyKind
    from ui.widgets.form_dialog import FormDialog


def open_case_duty(parent: QWidget, session: Session, duty: Duty) -> bool:
    """Go to the case and open what the duty asks for; False for duties of other parts."""
    from branchdesk.domain.duties import DutyKind

    kinds = _tasks()
    if duty.kind not in (*kinds, DutyKind.HAND_OVER, DutyKind.FACTS_REPLY):
        return False
    session.follow("complaint", duty.link_id)
    if duty.kind is DutyKind.FACTS_REPLY:
        _talk(parent, session, duty.link_id)
        return True
    dialog = _dialog(parent, session, duty, kinds)
    if dialog is not None:
        dialog.saved.connect(session.tell)
        dialog.open()
    return True


def _talk(parent: QWidget, session: Session, complaint_id: int) -> None:
    from ui.forms.talk import open_talk

    open_talk(parent, session, session.desk.complaints.complaint(complaint_id))


def _tasks() -> dict[DutyKind, tuple[TaskKind, ...]]:
    from branchdesk.domain.duties_cases import KINDS

    found: dict[DutyKind, tuple[TaskKind, ...]] = {}
    for task, kind in KINDS.items():
        found[kind] = (*found.get(kind, ()), task)
    return found


def _dialog(
    parent: QWidget, session: Session, duty: Duty, kinds: dict[DutyKind, tuple[TaskKind, ...]]
) -> FormDialog | None:
    from branchdesk.domain.duties import DutyKind
    from ui.forms.case_task_done import TaskDoneDialog
    from ui.forms.hand_over import HandOverAnswerDialog

    desk = session.desk
    case = desk.complaints.complaint(duty.link_id)
    if duty.kind is DutyKind.HAND_OVER:
        return HandOverAnswerDialog(parent, session, case) if desk.hand_overs.pending(case.id) else None
    waiting = [
        task
        for task in desk.escalation.tasks_of(case.id)
        if task.done_at is None and task.kind in kinds[duty.kind]
    ]
    return TaskDoneDialog(parent, session, waiting[0]) if waiting else None
