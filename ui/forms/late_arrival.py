"""Whose cause a late arrival was: what is not ours is left out of our figures (D07)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.visits import Cause, Visit
from ui.forms.choice_row import ChoiceRow
from ui.forms.reason_texts import reasons
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job


class LateArrivalDialog(FormDialog):
    """Asks cause and reason of one late arrival."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        late = session.desk.plan.causes.minutes_late(visit) or 0
        lead = tr(
            "{day}: planned {planned}, arrived {arrived}, {n} minutes late.",
            day=words().long_date(visit.date_on),
            planned=visit.start_at,
            arrived=visit.arrived_at,
            n=late,
        )
        super().__init__(parent, tr("Explain the late arrival"), tr("Save the explanation"), lead=lead)
        self._session, self._visit = session, visit
        cause: ChoiceRow[Cause] = ChoiceRow(tuple(Cause), Cause.US)
        self.form.add("cause", tr("Whose cause"), cause, required=True)
        self.form.add("why", tr("Reason"), SuggestField(reasons(session, Cause.US)), required=True)
        self.form.mark_clean()
        cause.edited.connect(self._offer)

    def job(self) -> Job:
        """Save the explanation."""
        values, causes, visit_id = self.form.values(), self._session.desk.plan.causes, self._visit.id
        return lambda _progress: causes.explain_late(visit_id, values["why"], values["cause"])

    def _offer(self) -> None:
        cause: Cause = self.form.field("cause").value() or Cause.US
        self.form.field("why").set_suggestions(reasons(self._session, cause))
