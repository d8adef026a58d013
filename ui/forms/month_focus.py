"""The key customer of the month (R151)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.forms.choices import customer_choices
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import RecordCombo
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class MonthFocusDialog(FormDialog):
    """Names whom the branch wants to win or to grow with this month, and why."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, tr("Key customer of the month"), tr("Name the customer"), columns=1)
        self._session = session
        known = session.desk.call_work.progress().focus
        combo = RecordCombo(customer_choices(session.desk), value=known.customer_id if known else None)
        self.form.add("customer_id", tr("Customer"), combo, required=True)
        self.form.add("why", tr("Why"), TextField(known.why if known else ""))
        self.form.mark_clean()

    def job(self) -> Job:
        """Name the customer."""
        values, work = self.form.values(), self._session.desk.call_work
        return lambda _progress: work.name_focus(values["customer_id"], values["why"])
