"""Moving a visit to another day: when, why, and whose cause (D07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.visits import Cause, Visit
from ui.forms.choice_row import ChoiceRow
from ui.forms.placement import Placement
from ui.forms.reason_texts import reasons
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job


class VisitMoveDialog(FormDialog):
    """Asks for the new day; the usual reason stands there, so that Enter is often enough."""

    def __init__(
        self, parent: QWidget | None, session: Session, visit: Visit, placed: Visit | date | None = None
    ) -> None:
        lead = tr("Planned for {day} {time}", day=words().long_date(visit.date_on), time=visit.start_at)
        super().__init__(parent, tr("Move the visit"), tr("Move the visit"), lead=lead, columns=2)
        self._session = session
        self._visit = visit
        self._cause = Cause.CUSTOMER
        self._placement = Placement(self, session, visit, _placed(visit, placed), day=tr("New day"))
        cause: ChoiceRow[Cause] = ChoiceRow(tuple(Cause), self._cause)
        self.form.add("cause", tr("Whose cause"), cause, required=True, wide=True)
        offered = reasons(self._session, self._cause)
        self.form.add("why", tr("Reason"), SuggestField(offered, offered[0]), required=True, wide=True)
        self.form.mark_clean()
        cause.edited.connect(self._take_cause)
        self._placement.follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of visits."""
        return self._placement.problems()

    def job(self) -> Job:
        """Move the visit; its plan slot stays (V3)."""
        values, desk, placed = self.form.values(), self._session.desk, self._placement.placed()
        why, cause = values["why"], values["cause"]
        return lambda _progress: desk.visits.move_visit(
            placed.id,
            placed.date_on,
            start_at=placed.start_at,
            technician_id=placed.technician_id or 0,
            minutes=placed.minutes,
            why=why,
            cause=cause,
        )

    def hints(self) -> str:
        """Return what is warned of."""
        return self._placement.hints.text()

    def _take_cause(self) -> None:
        """Offer the reasons of the cause; a reason in own words stays."""
        cause: Cause = self.form.field("cause").value() or self._cause
        field: SuggestField = self.form.field("why")
        if not field.value() or field.value() in reasons(self._session, self._cause):
            field.set_value(reasons(self._session, cause)[0])
        field.set_suggestions(reasons(self._session, cause))
        self._cause = cause


def _placed(visit: Visit, wanted: Visit | date | None) -> Visit:
    if isinstance(wanted, date):
        return replace(visit, date_on=wanted)
    return wanted or visit
