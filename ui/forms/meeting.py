"""The quarterly meeting: plan it, and write down afterwards what was said and who does what (R024, D10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import ContactRole
from branchdesk.domain.meetings import Meeting, MeetingTask, check_meeting, check_task
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.typed_dates import Lean, WorkingDays
from ui.forms.care_parts import customer_name, site_combo
from ui.forms.field_grids import day_reader
from ui.forms.record_dialog import RecordDialog
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import addressed, present
from ui.language import tr, trn, words
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField, TextField, TimeField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.grid_field import GridColumn, GridField, GridLine


class TasksGrid(GridField):
    """What was decided: what, whose it is, who does it, by when."""

    def __init__(
        self, ours: Sequence[str], theirs: Sequence[str], today: date, calendar: WorkingDays
    ) -> None:
        self._theirs = frozenset(theirs)
        self._read_day = day_reader(today, calendar, Lean.FUTURE)
        self._sides = (tr("us"), tr("customer"))
        columns = (
            GridColumn("what", tr("What was decided")),
            GridColumn("side", tr("Who acts"), 84, self._sides, strict=True),
            GridColumn("owner", tr("Owner"), 132, (*ours, *theirs)),
            GridColumn("due", tr("Due"), 108, tidy=lambda text: self._read_day(text).isoformat()),
        )
        super().__init__(columns, lines=3, completes=self._complete)

    def show_tasks(self, tasks: Sequence[MeetingTask]) -> None:
        """Show what was written before."""
        self.set_value([GridLine(self._cells(one), one) for one in tasks])

    def tasks(self) -> tuple[MeetingTask, ...]:
        """Return the tasks as they stand."""
        return tuple(self._task(line) for line in self.value())

    def _complete(self, cells: dict[str, str], key: str) -> dict[str, str]:
        """Know whose a task is by its name; what is said of nobody is ours."""
        if key == "owner" and cells["owner"]:
            return {"side": self._sides[cells["owner"] in self._theirs]}
        return {"side": self._sides[0]} if cells["what"] else {}

    def _cells(self, one: MeetingTask) -> dict[str, str]:
        return {
            "what": one.what,
            "side": self._sides[one.by_customer],
            "owner": one.owner,
            "due": one.due_on.isoformat(),
        }

    def _task(self, line: GridLine) -> MeetingTask:
        cells = line.cells
        return replace(
            line.origin or MeetingTask(),
            what=cells["what"].strip(),
            by_customer=cells["side"] == self._sides[1],
            owner=cells["owner"].strip(),
            due_on=self._read_day(cells["due"]) if cells["due"] else date.min,
        )


class MeetingDialog(RecordDialog[Meeting]):
    """One dialog before and after the meeting: without a day on which it was held it is a plan."""

    def __init__(
        self, parent: QWidget | None, session: Session, meeting: Meeting, *, hold: bool = False
    ) -> None:
        title = tr("Minutes of the meeting") if hold or meeting.held_on else tr("Plan a quarterly meeting")
        lead = customer_name(session, meeting.customer_id)
        super().__init__(parent, session, meeting, title, lead=lead, columns=2)
        self._key = Session.new_key()
        self._ours = [one.name for one in session.desk.customers.employees() if one.active]
        people = present(session.desk.customers.contacts_of(meeting.customer_id), session.today)
        self._theirs = [addressed(one) for one in people]
        known = session.desk.meetings.tasks_of(meeting.id) if meeting.id else []
        self.tasks = TasksGrid(self._ours, self._theirs, session.today, session.desk.context.calendar)
        self._add_plan()
        self._add_minutes(hold=hold)
        self.fill()
        self.tasks.show_tasks(known)
        self._add_buttons()
        self.resize(820, 670)
        self.form.mark_clean()

    def read(self) -> Meeting:
        """Return the meeting; an hour that is not known stays open."""
        one = super().read()
        return replace(one, start_at=one.start_at or "")

    def check(self) -> dict[str, Message]:
        """Ask the rules of meetings and of what was decided."""
        meeting = self.read()
        problems = check_meeting(meeting, self.session.today)
        tasks = self.tasks.tasks()
        if meeting.held_on is None and (meeting.minutes.strip() or tasks):
            problems["held_on"] = msg("On which day was it held?")
        for task in tasks:
            for problem in check_task(task, meeting.held_on).values():
                problems.setdefault("tasks", problem)
        return problems

    def job(self) -> Job:
        """Save the meeting with what was decided."""
        meetings, one, tasks, key = self.session.desk.meetings, self.read(), self.tasks.tasks(), self._key
        return lambda _progress: meetings.save_meeting(one, tasks, key=key)

    def cancel_meeting(self) -> None:
        """Let the meeting fall out, with the reason."""
        dialog = CancelMeetingDialog(self, self.session, self.record)
        dialog.saved.connect(self.saved)
        dialog.saved.connect(lambda _outcome: self.accept())
        dialog.open()

    def print_pack(self) -> None:
        """Print what one takes along."""
        from ui.care_papers import print_quarter_pack

        print_quarter_pack(self, self.session, self.record.customer_id)

    def _add_plan(self) -> None:
        form, session, one = self.form, self.session, self.record
        calendar = session.desk.context.calendar
        day = DateField(session.today, calendar=calendar, lean=Lean.FUTURE)
        form.add("planned_on", tr("Planned for"), day, required=True)
        form.add("start_at", tr("Time"), TimeField())
        form.add(
            "theirs",
            tr("From the customer"),
            SuggestField(self._theirs),
            hint=tr("several names, separated by 、 or a comma"),
        )
        form.add("ours", tr("From us"), SuggestField(self._ours))
        form.add("site_id", tr("Site"), site_combo(session, one.customer_id))
        form.add("place", tr("Place"), TextField())
        form.add("topics", tr("Topics"), NoteField(lines=2), wide=True)

    def _add_minutes(self, *, hold: bool) -> None:
        form, session = self.form, self.session
        form.section(tr("After the meeting"))
        held = DateField(session.today, lean=Lean.PAST)
        form.add("held_on", tr("Held on"), held, hint=tr("empty: still to come"))
        form.add("minutes", tr("What was talked about"), NoteField(lines=3), wide=True)
        form.add(
            "tasks",
            tr("Decided"),
            self.tasks,
            wide=True,
            hint=tr("Each becomes a duty until it is done."),
        )
        if hold and self.record.held_on is None:
            day = min(max(self.record.planned_on, date(1990, 1, 1)), session.today)
            self.record = replace(self.record, held_on=day)

    def _add_buttons(self) -> None:
        self.add_button(tr("Print the pack…"), self.print_pack)
        if self.record.id and self.session.desk.meetings.meeting(self.record.id).held_on is None:
            self.add_button(tr("It does not take place…"), self.cancel_meeting)


class CancelMeetingDialog(FormDialog):
    """Asks why a planned meeting does not take place."""

    def __init__(self, parent: QWidget | None, session: Session, meeting: Meeting) -> None:
        lead = tr("The meeting of this quarter is then still to be arranged.")
        super().__init__(parent, tr("Cancel the meeting"), tr("Cancel the meeting"), lead=lead)
        self._session, self._id = session, meeting.id
        self.form.add("cancelled_why", tr("Why"), TextField(), required=True)

    def job(self) -> Job:
        """Cancel it."""
        meetings, chosen, why = self._session.desk.meetings, self._id, self.form.values()["cancelled_why"]
        return lambda _progress: meetings.cancel_meeting(chosen, why)


class MeetingTaskDialog(RecordDialog[MeetingTask]):
    """One thing that a meeting decided: done with what outcome, or another day."""

    def __init__(self, parent: QWidget | None, session: Session, task: MeetingTask) -> None:
        lead = customer_name(session, task.customer_id)
        super().__init__(parent, session, task, tr("Decided at the meeting"), lead=lead, columns=1)
        self._key = Session.new_key()
        form = self.form
        form.add("what", tr("What was decided"), NoteField(lines=2), required=True)
        form.add("owner", tr("Who does it"), TextField(), required=True)
        day = DateField(session.today, calendar=session.desk.context.calendar, lean=Lean.FUTURE)
        form.add("due_on", tr("Due"), day, required=True)
        form.section(tr("When it is done"))
        form.add("done_on", tr("Done on"), DateField(session.today, lean=Lean.PAST))
        form.add("outcome", tr("What came of it"), NoteField(lines=2))
        self.fill()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of tasks."""
        held = self.session.desk.meetings.meeting(self.record.meeting_id).held_on
        problems = check_task(self.read(), held)
        done = self.read().done_on
        if done is not None and done > self.session.today:
            problems["done_on"] = msg("This day is still to come. Enter the day on which it was done.")
        return problems

    def job(self) -> Job:
        """Save the task."""
        meetings, one, key = self.session.desk.meetings, self.read(), self._key
        return lambda _progress: meetings.save_task(one, key=key)


def draft_meeting(session: Session, customer_id: int) -> Meeting:
    """Prefill a meeting: whom one meets, and what there is to talk about."""
    desk, today = session.desk, session.today
    people = present(desk.customers.contacts_of(customer_id), today)
    wanted = (ContactRole.MEETING, ContactRole.MANAGER)
    fit = [addressed(one) for role in wanted for one in people if role in one.roles]
    named = list(dict.fromkeys(fit))
    pack = desk.meetings.pack(customer_id, with_prices=False)
    topics = [
        trn("{n} complaint", "{n} complaints", len(pack.cases)) if pack.cases else "",
        trn("{n} extra request", "{n} extra requests", len(pack.requests)) if pack.requests else "",
        trn("{n} open recommendation", "{n} open recommendations", len(pack.advice)) if pack.advice else "",
        tr("thanks for: {what}", what=pack.improvements[0].what) if pack.improvements else "",
    ]
    soon = desk.context.calendar.next_working_day(today.fromordinal(today.toordinal() + 7))
    return Meeting(
        customer_id=customer_id,
        planned_on=soon,
        theirs=words().value(named[:2]),
        ours=desk.context.author.name,
        topics=words().value([topic for topic in topics if topic]),
    )
