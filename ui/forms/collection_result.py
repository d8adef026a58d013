"""What came of a collection visit: it stands in the history of each invoice (R070)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.interactions import CallResult, Purpose
from branchdesk.domain.money import Fen
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Visit
from branchdesk.services.collecting import CollectionResult
from ui.forms.choice_row import ChoiceRow
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import best_for, present
from ui.language import say, tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TimeField
from ui.widgets.form_dialog import FormDialog, Job

_RESULTS = (
    CallResult.PROMISED,
    CallResult.PAID,
    CallResult.DISPUTED,
    CallResult.REFUSED,
    CallResult.REACHED,
    CallResult.UNREACHABLE,
)


class CollectionResultDialog(FormDialog):
    """A digit says what came of it; a promise asks for its day and is prefilled with all that is open."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        desk = session.desk
        lead = say(desk.plan.collecting.sentence(visit.id))
        super().__init__(parent, tr("Result of the collection visit"), tr("Save the result"), lead=lead)
        self._session, self._visit, self._key = session, visit, Session.new_key()
        self._open = sum(line.open_fen for line in desk.plan.collecting.lines(visit.id))
        contacts = present(
            desk.customers.contacts_of(desk.customers.site(visit.site_id).customer_id), session.today
        )
        contact = best_for(contacts, Purpose.COLLECTION, visit.site_id)
        result: ChoiceRow[CallResult] = ChoiceRow(_RESULTS, columns=3)
        form = self.form
        form.add("result", tr("Result"), result, required=True)
        names = SuggestField([one.name for one in contacts], contact.name if contact else "")
        form.add("spoke_with", tr("Spoke with"), names)
        form.add("arrived_at", tr("Arrived at"), TimeField(visit.start_at or None))
        form.add("promised_fen", tr("Promised amount"), MoneyField(Fen(self._open)), required=True)
        calendar = desk.context.calendar
        form.add(
            "promised_on",
            tr("Promised for"),
            DateField(session.today, calendar=calendar, lean=Lean.FUTURE),
            required=True,
        )
        form.add("text", tr("What was said"), NoteField(lines=3))
        form.mark_clean()
        result.edited.connect(self._follow)
        self._follow()

    def job(self) -> Job:
        """Store the result."""
        values, collecting = self.form.values(), self._session.desk.plan.collecting
        promised = values["result"] is CallResult.PROMISED
        found = CollectionResult(
            result=values["result"],
            spoke_with=values["spoke_with"],
            text=values["text"],
            promised_fen=values["promised_fen"] if promised else None,
            promised_on=values["promised_on"] if promised else None,
            arrived_at=values["arrived_at"] or "",
        )
        visit_id, key = self._visit.id, self._key
        return lambda _progress: collecting.record(visit_id, found, key=key)

    def _follow(self) -> None:
        promised = self.form.field("result").value() is CallResult.PROMISED
        for key in ("promised_fen", "promised_on"):
            self.form.set_visible(key, visible=promised)
