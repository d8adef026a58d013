"""A supervisor's exception: service is scheduled before a large job is paid for (R080)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.visits import Visit
from ui.forms.suggest_field import SuggestField
from ui.language import say, tr
from ui.session import Session
from ui.widgets.fields import NoteField
from ui.widgets.form_dialog import FormDialog, Job

_MAY = (EmployeeRole.SUPERVISOR, EmployeeRole.AREA_MANAGER)


class ScheduleReleaseDialog(FormDialog):
    """Asks who answers for it and why; the card of the visit shows both."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        found = session.desk.plan.prepayment.state(visit)
        super().__init__(
            parent, tr("Exception before payment"), tr("Make the exception"), lead=say(found.message)
        )
        self._session, self._visit = session, visit
        people = session.desk.customers.employees()
        names = [one.name for one in people if one.active and one.role in _MAY]
        self.form.add(
            "release_by",
            tr("Supervisor"),
            SuggestField(names, names[0] if len(names) == 1 else ""),
            required=True,
        )
        self.form.add("release_why", tr("Reason"), NoteField(lines=2), required=True)
        self.form.mark_clean()

    def job(self) -> Job:
        """Write the exception down."""
        values, prepayment, visit = self.form.values(), self._session.desk.plan.prepayment, self._visit
        return lambda _progress: prepayment.release(visit, values["release_why"], values["release_by"])
