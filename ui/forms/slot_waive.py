"""Letting an owed service go, with the reason that stands in its box ever after (D01)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.month_ledger import OwedService
from branchdesk.domain.visits import Cause, VisitStatus
from ui.forms.choice_row import ChoiceRow
from ui.forms.reason_texts import reasons
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job


class SlotWaiveDialog(FormDialog):
    """Asks why; a visit that is still planned for it is called off by the same act."""

    def __init__(self, parent: QWidget | None, session: Session, service: OwedService, where: str) -> None:
        lead = tr("{where}, owed for {day}", where=where, day=words().long_date(service.anchor_on))
        if service.status is VisitStatus.PLANNED and service.visit_on is not None:
            lead += "\n" + tr(
                "Its visit of {day} is called off too.", day=words().long_date(service.visit_on)
            )
        super().__init__(parent, tr("Waive the service"), tr("Waive the service"), lead=lead)
        self._session, self._slot_id = session, service.slot_id
        cause: ChoiceRow[Cause] = ChoiceRow(tuple(Cause), Cause.CUSTOMER)
        self.form.add("cause", tr("Whose cause"), cause, required=True)
        self.form.add("why", tr("Reason"), SuggestField(reasons(session, Cause.CUSTOMER)), required=True)
        self.form.mark_clean()
        cause.edited.connect(self._offer)

    def job(self) -> Job:
        """Waive the service."""
        values, ledger, slot_id = self.form.values(), self._session.desk.plan.ledger, self._slot_id
        return lambda _progress: ledger.waive(slot_id, values["why"], values["cause"])

    def _offer(self) -> None:
        cause: Cause = self.form.field("cause").value() or Cause.CUSTOMER
        self.form.field("why").set_suggestions(reasons(self._session, cause))
