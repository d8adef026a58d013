"""What is agreed before a visit: steps and what is expected of them, the customer's part (R004, R008)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visit_record import first_wrong
from branchdesk.domain.visit_sheet import CustomerHelp, VisitStep, check_help, check_step
from branchdesk.domain.visits import Visit
from ui.forms.field_grids import day_reader, names_at
from ui.language import tr, words
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.grid_field import Completes, GridColumn, GridField, GridLine

_STEP = ("text", "detail", "expected", "agreed_with", "disagreement", "advice")


class VisitPrepareDialog(FormDialog):
    """Two small tables: the steps, and what the customer is to do."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        site = session.desk.customers.site(visit.site_id)
        lead = tr("{site}, {day}", site=site.name, day=words().long_date(visit.date_on))
        super().__init__(parent, tr("Agreed for the visit"), tr("Save the agreement"), lead=lead)
        self.setMinimumWidth(1040)
        self._session = session
        self._visit = visit
        self._names = names_at(session, visit.site_id)
        self._read_day = day_reader(session.today, session.desk.context.calendar, Lean.PAST)
        self._add_steps()
        self._add_helps()
        self.form.mark_clean()

    def steps(self) -> list[VisitStep]:
        """Return the steps as they stand."""
        return [
            replace(
                line.origin or VisitStep(),
                agreed_on=self._day(line.cells["agreed_on"]),
                **{name: line.cells[name] for name in _STEP},
            )
            for line in self.form.field("steps").value()
        ]

    def helps(self) -> list[CustomerHelp]:
        """Return what the customer is to do."""
        return [
            replace(
                line.origin or CustomerHelp(),
                text=line.cells["text"],
                told_on=self._day(line.cells["told_on"]),
                told_whom=line.cells["told_whom"],
            )
            for line in self.form.field("helps").value()
        ]

    def check(self) -> dict[str, Message]:
        """Ask the rules of steps and help."""
        found = {
            "steps": first_wrong([check_step(one, self._visit) for one in self.steps()]),
            "helps": first_wrong([check_help(one) for one in self.helps()]),
        }
        return {key: wrong for key, wrong in found.items() if wrong is not None}

    def job(self) -> Job:
        """Save both."""
        field, visit_id, steps, helps = self._session.desk.field, self._visit.id, self.steps(), self.helps()
        return lambda _progress: field.save_preparation(visit_id, steps=steps, helps=helps)

    def _add_steps(self) -> None:
        columns = (
            GridColumn("text", tr("Step")),
            GridColumn("detail", tr("Agreed detail")),
            GridColumn("expected", tr("Expected result")),
            GridColumn("agreed_with", tr("Agreed with"), 116, tuple(self._names)),
            GridColumn("agreed_on", tr("Agreed on"), 100, tidy=self._written),
            GridColumn("disagreement", tr("They disagree")),
            GridColumn("advice", tr("Our advice")),
        )
        grid = GridField(columns, lines=5, completes=self._today_with("agreed_with", "agreed_on"))
        rows = self._session.desk.field.steps(self._visit.id)
        grid.set_value([GridLine(_cells(one, _STEP, agreed_on=one.agreed_on), one) for one in rows])
        hint = tr("A step without name and day is printed as not confirmed.")
        self.form.add_table("steps", tr("Steps, agreed before they are carried out"), grid, hint=hint)

    def _add_helps(self) -> None:
        items = self._session.desk.customers.site(self._visit.site_id).prep_items
        usual = tuple(part.strip() for part in items.replace("；", ";").split(";") if part.strip())
        columns = (
            GridColumn("text", tr("What the customer is to do"), 0, usual),
            GridColumn("told_whom", tr("Told whom"), 160, tuple(self._names)),
            GridColumn("told_on", tr("Said on"), 110, tidy=self._written),
        )
        grid = GridField(columns, lines=4, completes=self._today_with("told_whom", "told_on"))
        rows = self._session.desk.field.helps(self._visit.id)
        grid.set_value(
            [GridLine(_cells(one, ("text", "told_whom"), told_on=one.told_on), one) for one in rows]
        )
        hint = tr("Printed on the preparation notice.")
        self.form.add_table("helps", tr("Help needed from the customer"), grid, hint=hint)

    def _today_with(self, name: str, day: str) -> Completes:
        """Offer today as soon as a name is typed: most often it has just been said."""
        today = self._session.today.isoformat()
        return lambda cells, key: {day: today} if key == name and cells[name] else {}

    def _written(self, text: str) -> str:
        return self._read_day(text).isoformat()

    def _day(self, text: str) -> date | None:
        return self._read_day(text) if text else None


def _cells(record: object, names: tuple[str, ...], **days: date | None) -> dict[str, str]:
    texts = {name: str(getattr(record, name)) for name in names}
    return texts | {name: day.isoformat() if day else "" for name, day in days.items()}
