"""Two fields that appear while a job must be paid first: who makes an exception, and why (R080)."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.visits import Visit
from ui.forms.suggest_field import SuggestField
from ui.language import say, tr
from ui.session import Session
from ui.widgets.fields import TextField
from ui.widgets.form import Form

_MAY = (EmployeeRole.SUPERVISOR, EmployeeRole.AREA_MANAGER)


class ReleaseFields:
    """Part of the dialog of a visit; empty fields make no exception."""

    def __init__(self, session: Session) -> None:
        self._session = session
        people = session.desk.customers.employees()
        self._by = SuggestField([one.name for one in people if one.active and one.role in _MAY])
        self._why = TextField()
        self._asked = False

    def add_to(self, form: Form) -> None:
        """Put the fields into a form, out of sight."""
        hint = tr("Only if the service is to come before the money")
        form.add("release_by", tr("Exception by"), self._by, hint=hint)
        form.add("release_why", tr("because"), self._why)
        self._show(form, asked=False)

    def follow(self, form: Form, visit: Visit) -> str:
        """Show the fields where the job must be paid first; return the sentence that says so."""
        ready = not visit.id and bool(visit.site_id) and visit.date_on != date.min
        found = self._session.desk.plan.prepayment.state(visit) if ready else None
        asked = found is not None and not found.passes
        if asked != self._asked:
            self._show(form, asked=asked)
        return say(found.message) if found is not None and asked else ""

    def given(self) -> tuple[str, str] | None:
        """Return reason and supervisor where an exception is asked for."""
        if not self._asked or not (self._by.value() or self._why.value()):
            return None
        return self._why.value(), self._by.value()

    def _show(self, form: Form, *, asked: bool) -> None:
        self._asked = asked
        for key in ("release_by", "release_why"):
            form.set_visible(key, visible=asked)
