"""Wait on the line, or be called back: by us, or by a superior who is busy now (R095, R096, R098)."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.case_tasks import CaseTask, TaskKind, check_task
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.typed_dates import Lean
from ui.forms.choice_row import ChoiceRow
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import NumberField, PhoneField, TextField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField

_USUAL_MINUTES = 10
_BOSSES = (EmployeeRole.AREA_MANAGER, EmployeeRole.SUPERVISOR, EmployeeRole.BRANCH_MANAGER)


class CallBackDialog(FormDialog):
    """Agrees a call-back in so many minutes or at a time; it outranks the call-back hours."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Call back about {number}", number=complaint.number)
        super().__init__(parent, title, tr("Agree the call-back"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        self._key = Session.new_key()
        self._now = session.local(session.desk.context.clock.now())
        self._ask = SayField()
        self._add_fields()
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of tasks; a time or minutes are needed."""
        if self._due() is None:
            return {"minutes": msg("Say in how many minutes, or at what time.")}
        return check_task(self._read())

    def job(self) -> Job:
        """Agree it."""
        escalation, task, key = self._session.desk.escalation, self._read(), self._key
        return lambda _progress: escalation.ask(task, key=key)

    def say_text(self) -> str:
        """Return what to say on the telephone."""
        return self._ask.text()

    def _add_fields(self) -> None:
        form, desk = self.form, self._session.desk
        form.add("say", tr("Say"), self._ask)
        who: ChoiceRow[TaskKind] = ChoiceRow((TaskKind.CALL_BACK, TaskKind.SUPERIOR_CALL), TaskKind.CALL_BACK)
        form.add("kind", tr("Who calls back"), who)
        people = [one.name for role in _BOSSES for one in desk.customers.employees() if one.role is role]
        form.add("whom", tr("Superior"), SuggestField(people, people[0] if people else ""))
        form.add("phone", tr("At this number"), PhoneField(self._complaint.phone), required=True)
        form.add("minutes", tr("In minutes"), NumberField(_USUAL_MINUTES, least=1, most=480))
        hint = tr("Instead of the minutes, where they name a time.")
        form.add("at", tr("Or at"), MomentField(self._now, lean=Lean.FUTURE), hint=hint)
        form.add("text", tr("About"), TextField())

    def _due(self) -> datetime | None:
        values = self.form.values()
        if values["at"] is not None:
            due: datetime = values["at"]
            return due
        return self._now + timedelta(minutes=values["minutes"]) if values["minutes"] else None

    def _read(self) -> CaseTask:
        values, due = self.form.values(), self._due()
        superior = values["kind"] is TaskKind.SUPERIOR_CALL
        return CaseTask(
            complaint_id=self._complaint.id,
            kind=values["kind"] or TaskKind.CALL_BACK,
            whom=values["whom"] if superior else self._complaint.owner,
            phone=values["phone"],
            text=values["text"],
            asked_at=self._session.desk.context.clock.now(),
            due_at=self._session.instant(due) if due else None,
        )

    def _follow(self) -> None:
        values, due = self.form.values(), self._due()
        superior = values["kind"] is TaskKind.SUPERIOR_CALL
        self.form.set_visible("whom", visible=superior)
        at = f"{due:%H:%M}" if due else "…"
        if superior:
            who = values["whom"] or "…"
            text = tr(
                "{who} is speaking with a customer. May {who} call you back by {time}?", who=who, time=at
            )
        else:
            text = tr(
                "Finding out takes until {time}. Will you wait, or may I call you back by then?", time=at
            )
        self._ask.say(text, "text")
