"""A customer is lost: since when, why, and what that costs a year (R158)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Customer
from branchdesk.domain.money import Fen
from branchdesk.domain.typed_dates import Lean
from ui.language import tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField
from ui.widgets.form_dialog import FormDialog, Job


class LoseDialog(FormDialog):
    """Asks for day and reason; the yearly revenue is worked out from the last invoices."""

    def __init__(self, parent: QWidget | None, session: Session, customer: Customer) -> None:
        super().__init__(parent, tr("Customer lost"), tr("Record the loss"), lead=customer.name, columns=1)
        self._session, self._customer = session, customer
        form, today = self.form, session.today
        on = customer.lost_on or today
        form.add("lost_on", tr("Lost on"), DateField(today, on, lean=Lean.PAST), required=True)
        form.add("reason", tr("Why lost"), NoteField(customer.lost_reason, lines=2), required=True)
        yearly = customer.lost_yearly_fen
        if yearly is None:
            yearly = session.desk.call_work.yearly_fen(customer.id, on)
        hint = tr("What was billed in the twelve months before; correct it where you know better.")
        form.add("yearly", tr("Worth a year"), MoneyField(Fen(yearly)), required=True, hint=hint)
        form.mark_clean()

    def job(self) -> Job:
        """Record the loss."""
        values, work, chosen = self.form.values(), self._session.desk.call_work, self._customer.id
        return lambda _progress: work.lose(chosen, values["lost_on"], values["reason"], values["yearly"] or 0)
