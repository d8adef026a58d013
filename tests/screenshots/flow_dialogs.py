"""The dialogs of the course of a case: talk, call-backs, hand-over, escalation, authority."""

from __future__ import annotations

from branchdesk.domain.case_tasks import CaseTask, TaskKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.hand_overs import HandOver
from tests.screenshots.entries import Build, Entry, filled, new
from tests.screenshots.world import World
from ui.forms.authority import AuthorityDialog
from ui.forms.case_call_back import CallBackDialog
from ui.forms.case_caller import CallerDialog
from ui.forms.case_decision import DecisionDialog
from ui.forms.case_line import LineDialog
from ui.forms.case_task_done import TaskDoneDialog
from ui.forms.escalation import EscalationDialog
from ui.forms.hand_over import HandOverAnswerDialog, HandOverDialog
from ui.forms.talk import TalkDialog
from ui.forms.talk_pages import STEPS
from ui.forms.unresolved import UnresolvedDialog
from ui.forms.waiting import WaitingDialog


def _talk(step: int) -> Build:
    def made(_parent: object, world: World) -> TalkDialog:
        dialog = TalkDialog(None, world.session, _talked(world))
        dialog._go(step)
        return dialog

    return made


def _talked(world: World) -> Complaint:
    """Return the open case whose talk has come farthest."""
    open_cases = world.desk.context.reader.find(Complaint, closed_at=None)
    stages = [stage.value for stage in STEPS]
    return max(
        open_cases, key=lambda one: (len(world.desk.case_flow.options_of(one.id)), stages.index(one.stage))
    )


def _offered(world: World) -> Complaint:
    waiting = [one.complaint_id for one in world.desk.context.reader.find(HandOver)]
    return world.desk.complaints.complaint(waiting[-1]) if waiting else world.case()


def _task(kind: TaskKind) -> Build:
    def made(_parent: object, world: World) -> TaskDoneDialog:
        found = world.desk.context.reader.find(CaseTask, kind=kind, done_at=None)
        return TaskDoneDialog(None, world.session, found[0] if found else CaseTask(kind=kind))

    return made


FLOW: tuple[Entry, ...] = (
    *(Entry(f"talk-{stage.value}", TalkDialog, _talk(step)) for step, stage in enumerate(STEPS)),
    *new(CallBackDialog, lambda p, w: CallBackDialog(p, w.session, w.case())),
    *new(LineDialog, lambda p, w: LineDialog(p, w.session, w.case())),
    *new(DecisionDialog, lambda p, w: DecisionDialog(p, w.session, w.case())),
    *new(CallerDialog, lambda p, w: CallerDialog(p, w.session, w.case()), early=True),
    *new(WaitingDialog, lambda p, w: WaitingDialog(p, w.session, w.case())),
    *new(HandOverDialog, lambda p, w: HandOverDialog(p, w.session, w.case()), early=True),
    *filled(HandOverAnswerDialog, lambda p, w: HandOverAnswerDialog(p, w.session, _offered(w))),
    *new(EscalationDialog, lambda p, w: EscalationDialog(p, w.session, w.case()), early=True),
    *(Entry(f"taskdone-{kind.value}", TaskDoneDialog, _task(kind)) for kind in TaskKind),
    *filled(AuthorityDialog, lambda p, w: AuthorityDialog(p, w.session)),
    *filled(UnresolvedDialog, lambda p, w: UnresolvedDialog(p, w.session)),
)
