"""Moving a visit to another day: when, why, and whose cause (D07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Cause, Visit
from ui.forms.choice_row import ChoiceRow
from ui.forms.suggest_field import SuggestField
from ui.forms.visit_hints import HintLine, visit_hints
from ui.language import tr, words
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import TimeField
from ui.widgets.form_dialog import FormDialog, Job


def reasons(cause: Cause) -> tuple[str, ...]:
    """Return what is usually the reason, the commonest first."""
    match cause:
        case Cause.CUSTOMER:
            return (
                tr("The customer asked for another day"),
                tr("The site cannot be entered"),
                tr("The site is not prepared"),
            )
        case Cause.US:
            return tr("Our technician is not free"), tr("Planned wrongly by us")
    return tr("Weather"), tr("Traffic or closed roads"), tr("Order of the authorities")


class VisitMoveDialog(FormDialog):
    """Asks for the new day; the usual reason stands there, so that Enter is often enough."""

    def __init__(
        self, parent: QWidget | None, session: Session, visit: Visit, to: date | None = None
    ) -> None:
        lead = tr("Planned for {day} {time}", day=words().long_date(visit.date_on), time=visit.start_at)
        super().__init__(parent, tr("Move the visit"), tr("Move the visit"), lead=lead)
        self._session = session
        self._visit = visit
        self._cause = Cause.CUSTOMER
        self._hints = HintLine()
        calendar = session.desk.context.calendar
        day = DateField(session.today, to or visit.date_on, calendar=calendar, lean=Lean.FUTURE)
        cause: ChoiceRow[Cause] = ChoiceRow(tuple(Cause), self._cause)
        self.form.add("date_on", tr("New day"), day, required=True)
        self.form.add("start_at", tr("Time"), TimeField(visit.start_at or None))
        self.form.add_wide(self._hints)
        self.form.add("cause", tr("Whose cause"), cause, required=True)
        offered = reasons(self._cause)
        self.form.add("why", tr("Reason"), SuggestField(offered, offered[0]), required=True)
        self.form.mark_clean()
        cause.edited.connect(self._take_cause)
        for key in ("date_on", "start_at"):
            self.form.field(key).edited.connect(self._follow)
        self._follow()

    def job(self) -> Job:
        """Move the visit; its plan slot stays (V3)."""
        values, desk, visit_id = self.form.values(), self._session.desk, self._visit.id
        to, start_at, why, cause = values["date_on"], values["start_at"], values["why"], values["cause"]
        return lambda _progress: desk.visits.move_visit(
            visit_id, to, start_at=start_at or "", why=why, cause=cause
        )

    def hints(self) -> str:
        """Return what is warned of."""
        return self._hints.text()

    def _take_cause(self) -> None:
        """Offer the reasons of the cause; a reason in own words stays."""
        cause: Cause = self.form.field("cause").value() or self._cause
        field: SuggestField = self.form.field("why")
        if not field.value() or field.value() in reasons(self._cause):
            field.set_value(reasons(cause)[0])
        field.set_suggestions(reasons(cause))
        self._cause = cause

    def _follow(self) -> None:
        day = self.form.field("date_on").value()
        moved = replace(
            self._visit, date_on=day or date.min, start_at=self.form.field("start_at").value() or ""
        )
        self._hints.show_hints(visit_hints(self._session.desk, moved) if day else [])
