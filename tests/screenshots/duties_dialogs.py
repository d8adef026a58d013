"""The dialogs of duties, meetings and reports owed."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.meetings import Meeting, MeetingTask
from branchdesk.services.duty_work import Away
from tests.screenshots.entries import Entry, filled, new
from tests.screenshots.world import TODAY, World
from ui.forms.away import AwayDialog
from ui.forms.meeting import CancelMeetingDialog, MeetingDialog, MeetingTaskDialog, draft_meeting
from ui.forms.meeting_rounds import (
    MonthlyCallsDialog,
    ReportsOwedDialog,
    SignReportDialog,
    ToMeetDialog,
    WaiveReportDialog,
)
from ui.forms.next_attempt import NextAttemptDialog


def _meeting(world: World) -> Meeting:
    """Return a meeting that was held, with what was decided."""
    return next(one for one in world.desk.context.reader.find(Meeting) if one.held_on is not None)


def _away(world: World) -> Away:
    late = [duty for duty in world.session.duties if date(2026, 11, 18) < duty.due_on < TODAY]
    return Away(date(2026, 11, 18), date(2026, 11, 21), tuple(late))


def _call(world: World) -> Duty:
    return next(duty for duty in world.session.duties if duty.kind is DutyKind.APPOINTMENT_CALL)


def _owed(world: World) -> int:
    owed = world.desk.duty_work.reports_owed()
    return next(one.id for one in owed if one.unsigned)


DUTIES: tuple[Entry, ...] = (
    *filled(AwayDialog, lambda p, w: AwayDialog(p, w.session, _away(w))),
    *new(NextAttemptDialog, lambda p, w: NextAttemptDialog(p, w.session, _call(w)), early=True),
    *new(MeetingDialog, lambda p, w: MeetingDialog(p, w.session, draft_meeting(w.session, w.customer().id))),
    *filled(MeetingDialog, lambda p, w: MeetingDialog(p, w.session, _meeting(w))),
    *new(CancelMeetingDialog, lambda p, w: CancelMeetingDialog(p, w.session, _meeting(w))),
    *filled(MeetingTaskDialog, lambda p, w: MeetingTaskDialog(p, w.session, w.sure(MeetingTask))),
    *filled(ToMeetDialog, lambda p, w: ToMeetDialog(p, w.session)),
    *filled(MonthlyCallsDialog, lambda p, w: MonthlyCallsDialog(p, w.session)),
    *filled(ReportsOwedDialog, lambda p, w: ReportsOwedDialog(p, w.session)),
    *new(SignReportDialog, lambda p, w: SignReportDialog(p, w.session, _owed(w))),
    *new(WaiveReportDialog, lambda p, w: WaiveReportDialog(p, w.session, _owed(w))),
)
