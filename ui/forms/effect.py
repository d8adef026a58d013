"""After the first service: effect, and what happens if pests come back, explained to whom and when (R010)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Visit
from ui.forms.field_grids import names_at
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField
from ui.widgets.form_dialog import FormDialog, Job


class EffectDialog(FormDialog):
    """Two fields and a tick: it is done after the report is issued, most often at the second look."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        lead = tr("First service of {day}", day=words().long_date(visit.date_on))
        super().__init__(parent, tr("Effect explained"), tr("Record the explanation"), lead=lead)
        self._session = session
        self._visit = visit
        sheet = session.desk.field.sheet(visit.id)
        calendar = session.desk.context.calendar
        on = sheet.effect_on if sheet and sheet.effect_on else session.today
        names = names_at(session, visit.site_id)
        self.form.add(
            "effect_to",
            tr("Explained to"),
            SuggestField(names, sheet.effect_to if sheet else ""),
            required=True,
            hint=tr("The effect so far, and what we do if pests come back."),
        )
        day = DateField(session.today, on, calendar=calendar, lean=Lean.PAST)
        self.form.add("effect_on", tr("Explained on"), day, required=True)
        self.form.add("complete", "", CheckField(tr("First service complete"), True))  # noqa: FBT003 - its value
        self.form.mark_clean()

    def job(self) -> Job:
        """Save it."""
        values, field, visit_id = self.form.values(), self._session.desk.field, self._visit.id
        return lambda _progress: field.explain_effect(
            visit_id, values["effect_to"], values["effect_on"], complete=values["complete"]
        )
