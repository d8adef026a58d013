"""A visit that does not take place: called off beforehand, or missed on the day (D07)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.visits import Cause, Visit, VisitStatus
from ui.forms.choice_row import ChoiceRow
from ui.forms.reason_texts import reasons
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.choice import EnumCombo
from ui.widgets.form_dialog import FormDialog, Job


class VisitCancelDialog(FormDialog):
    """Asks why and whose cause; the slot of the plan counts as not served."""

    def __init__(
        self, parent: QWidget | None, session: Session, visit: Visit, *, missed: bool | None = None
    ) -> None:
        lead = tr(
            "Planned for {day} {time}. It will not be planned again.",
            day=words().long_date(visit.date_on),
            time=visit.start_at,
        )
        super().__init__(parent, tr("Cancel the visit"), tr("Record as cancelled"), lead=lead)
        self._session = session
        self._visit = visit
        missed = visit.date_on < session.today if missed is None else missed
        start = VisitStatus.MISSED if missed else VisitStatus.CANCELLED
        status = EnumCombo((VisitStatus.CANCELLED, VisitStatus.MISSED), start)
        cause: ChoiceRow[Cause] = ChoiceRow(tuple(Cause), Cause.CUSTOMER)
        self.form.add("status", tr("What happened"), status, required=True)
        self.form.add("cancelled_cause", tr("Whose cause"), cause, required=True)
        self.form.add(
            "cancelled_why", tr("Reason"), SuggestField(reasons(session, Cause.CUSTOMER)), required=True
        )
        self.form.mark_clean()
        status.edited.connect(self._rename)
        cause.edited.connect(self._offer)
        self._rename()

    def job(self) -> Job:
        """Record that the visit does not take place."""
        values, desk, visit = self.form.values(), self._session.desk, self._visit
        why, cause = values["cancelled_why"], values["cancelled_cause"]
        if values["status"] is VisitStatus.CANCELLED:
            return lambda _progress: desk.visits.cancel_visit(visit.id, why, cause)
        return lambda _progress: desk.plan.causes.miss(visit.id, why, cause)

    def _rename(self) -> None:
        missed = self.form.field("status").value() is VisitStatus.MISSED
        self.set_verb(tr("Record as missed") if missed else tr("Record as cancelled"))

    def _offer(self) -> None:
        cause: Cause = self.form.field("cancelled_cause").value() or Cause.CUSTOMER
        self.form.field("cancelled_why").set_suggestions(reasons(self._session, cause))
