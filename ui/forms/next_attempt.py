"""When a call is tried again, and why not now; it stays on the list meanwhile (D04)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.duties import Duty
from branchdesk.domain.typed_dates import Lean
from ui.forms.suggest_field import SuggestField
from ui.language import say, term, tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import TimeField
from ui.widgets.form_dialog import FormDialog, Job


class NextAttemptDialog(FormDialog):
    """Asks for the day, the hour where one was named, and the reason."""

    def __init__(self, parent: QWidget | None, session: Session, duty: Duty) -> None:
        lead = f"{duty.whom.customer} · {term(duty.kind)}\n{say(duty.say)}"
        super().__init__(parent, tr("Next attempt"), tr("Note the next attempt"), lead=lead, columns=1)
        self._session, self._duty = session, duty
        calendar, today = session.desk.context.calendar, session.today
        coming = duty.try_on or calendar.next_working_day(today + timedelta(days=1))
        day = DateField(today, coming, calendar=calendar, lean=Lean.FUTURE)
        self.form.add("try_on", tr("Try again on"), day, required=True)
        self.form.add("try_at", tr("Time"), TimeField(duty.try_at or None))
        self.form.add(
            "why",
            tr("Why not now"),
            SuggestField(_reasons(), duty.try_why),
            required=True,
            hint=tr("It stays on the list as late as it is; whoever rings next sees this."),
        )
        self.form.mark_clean()

    def job(self) -> Job:
        """Note the attempt."""
        work, duty, values = self._session.desk.duty_work, self._duty, self.form.values()
        day, why, at = values["try_on"], values["why"], values["try_at"] or ""
        return lambda _progress: work.postpone(duty, day, why, at=at)


def _reasons() -> list[str]:
    return [
        tr("asked to be called later"),
        tr("the right person is away"),
        tr("line busy all day"),
        tr("waiting for our own answer first"),
    ]
