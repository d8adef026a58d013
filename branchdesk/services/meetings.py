"""What a person does with meetings: plan, hold, write minutes, follow what was decided (R024, D10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branchdesk.domain.checks import require
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.meetings import (
    Meeting,
    MeetingTask,
    Quarter,
    Standing,
    check_meeting,
    check_task,
    standing,
)
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.quarter_pack import QuarterPack
from branchdesk.services.context import Context, Outcome
from branchdesk.services.interactions import completed
from branchdesk.storage.queries import meetings as meeting_facts
from branchdesk.storage.queries.meetings import CustomerToMeet
from branchdesk.storage.unit_of_work import UnitOfWork

__all__ = ["CustomerToMeet", "Meetings"]


class Meetings:
    """The meeting with a customer's manager once a quarter, and the tasks that come of it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    def meeting(self, meeting_id: int) -> Meeting:
        """Read one meeting."""
        return self._context.reader.get(Meeting, meeting_id)

    def meetings_of(self, customer_id: int) -> list[Meeting]:
        """Read the meetings of a customer, the newest first."""
        found = self._context.reader.find(Meeting, customer_id=customer_id)
        return sorted(found, key=lambda one: (one.held_on or one.planned_on, one.id), reverse=True)

    def planned(self, customer_id: int) -> Meeting | None:
        """Return the next meeting that is planned and not held yet."""
        open_ones = [one for one in self.meetings_of(customer_id) if one.held_on is None]
        coming = [one for one in open_ones if not one.cancelled_why]
        return min(coming, key=lambda one: (one.planned_on, one.id), default=None)

    def task(self, task_id: int) -> MeetingTask:
        """Read one task."""
        return self._context.reader.get(MeetingTask, task_id)

    def tasks_of(self, meeting_id: int) -> list[MeetingTask]:
        """Read what was decided at a meeting, in the order in which it was written."""
        return self._context.reader.find(MeetingTask, meeting_id=meeting_id)

    def open_tasks(self, customer_id: int) -> list[MeetingTask]:
        """Read what a customer's meetings decided and nobody did yet, the most urgent first."""
        found = self._context.reader.find(MeetingTask, customer_id=customer_id)
        return sorted((one for one in found if one.done_on is None), key=lambda one: (one.due_on, one.id))

    def standing_of(self, customer_id: int) -> Standing:
        """Tell how the meeting of this quarter stands (R024)."""
        found = self.meetings_of(customer_id)
        held = [one.held_on for one in found if one.held_on is not None]
        planned = self.planned(customer_id)
        return standing(
            self._today,
            max(held, default=None),
            planned.planned_on if planned else None,
            self._context.settings.meeting_soon_months,
        )

    def to_meet(self) -> list[CustomerToMeet]:
        """Return the customers not met in this quarter, those absent during service first (R024)."""
        quarter = Quarter.of(self._today)
        return meeting_facts.customers_to_meet(self._context.database, self._today, quarter)

    def pack(self, customer_id: int, *, since: date | None = None, with_prices: bool = True) -> QuarterPack:
        """Gather what one takes to the meeting (D10); papers of some customers carry no prices (R085)."""
        from branchdesk.services.quarter_pack import quarter_pack

        return quarter_pack(self._context, customer_id, since=since, with_prices=with_prices)

    def save_meeting(
        self, meeting: Meeting, tasks: Sequence[MeetingTask] = (), *, key: str = ""
    ) -> Outcome[Meeting]:
        """Plan or change a meeting, or write its minutes with what was decided, in one act.

        A meeting that was held is a contact with the customer as well: it stands in the course of contacts.
        """
        meeting = replace(meeting, employee=meeting.employee or self._context.author.name)
        require(check_meeting(meeting, self._today))
        for task in tasks:
            require(check_task(task, meeting.held_on))
        before = self._context.reader.first(Meeting, id=meeting.id) if meeting.id else None
        with self._context.act("save_meeting", key=key) as work:
            saved = work.update(meeting) if meeting.id else work.insert(meeting)
            _keep_tasks(work, saved, tasks)
            if saved.held_on is not None and (before is None or before.held_on is None):
                work.insert(completed(self._context, self._contact(saved)))
        return self._context.outcome(work, saved, _told(saved))

    def cancel_meeting(self, meeting_id: int, why: str) -> Outcome[Meeting]:
        """Cancel a planned meeting; the quarter's meeting is then still to be arranged."""
        if not why.strip():
            raise Refused(msg("Say why the meeting does not take place."), field="cancelled_why")
        meeting = self.meeting(meeting_id)
        if meeting.held_on is not None:
            raise Refused(msg("This meeting was held on {day} and stays in the file.", day=meeting.held_on))
        with self._context.act("cancel_meeting", reason=why) as work:
            saved = work.update(replace(meeting, cancelled_why=why.strip()))
        return self._context.outcome(work, saved, msg("Meeting of {day} cancelled", day=saved.planned_on))

    def finish_task(
        self, task_id: int, outcome: str = "", *, done_on: date | None = None
    ) -> Outcome[MeetingTask]:
        """Record that something decided at a meeting is done."""
        task = self.task(task_id)
        if task.done_on is not None:
            raise Refused(msg("This is done already, on {day}.", day=task.done_on))
        with self._context.act("finish_task") as work:
            saved = work.update(replace(task, done_on=done_on or self._today, outcome=outcome.strip()))
        return self._context.outcome(work, saved, msg("Done: {what}", what=saved.what))

    def save_task(self, task: MeetingTask, *, key: str = "") -> Outcome[MeetingTask]:
        """Change one task, for example its day."""
        require(check_task(task, self.meeting(task.meeting_id).held_on))
        with self._context.act("save_task", key=key) as work:
            saved = work.update(task) if task.id else work.insert(task)
        return self._context.outcome(work, saved, msg("Saved: {what}", what=saved.what))

    def _contact(self, meeting: Meeting) -> Interaction:
        return Interaction(
            customer_id=meeting.customer_id,
            site_id=meeting.site_id,
            kind=InteractionKind.MEETING,
            purpose=Purpose.COURTESY,
            result=CallResult.REACHED,
            spoke_with=meeting.theirs,
            agenda=meeting.topics,
            text=meeting.minutes,
        )


def _keep_tasks(work: UnitOfWork, meeting: Meeting, tasks: Sequence[MeetingTask]) -> None:
    """Write the tasks of a meeting as they stand in the dialog; one that was struck out goes."""
    kept = {task.id for task in tasks if task.id}
    if tasks or meeting.held_on is not None:
        for known in work.find(MeetingTask, meeting_id=meeting.id):
            if known.id not in kept:
                work.delete(known)
    for task in tasks:
        fresh = replace(task, meeting_id=meeting.id, customer_id=meeting.customer_id)
        _ = work.update(fresh) if fresh.id else work.insert(fresh)


def _told(meeting: Meeting) -> Message:
    if meeting.held_on is not None:
        return msg("Meeting of {day} recorded", day=meeting.held_on)
    return msg("Meeting planned for {day}", day=meeting.planned_on)
