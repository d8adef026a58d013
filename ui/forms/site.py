"""A place that is served: how one gets in, and what must not be treated there (R007, R013)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_site
from branchdesk.domain.customers import Site
from branchdesk.domain.messages import Message
from ui.forms.choices import employee_choices
from ui.forms.record_dialog import RecordDialog
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import RecordCombo
from ui.widgets.fields import CheckField, NoteField, TextField
from ui.widgets.form_dialog import Job


class SiteDialog(RecordDialog[Site]):
    """Adds or changes a site."""

    def __init__(self, parent: QWidget | None, session: Session, site: Site) -> None:
        title = tr("Site {name}", name=site.name) if site.id else tr("New site")
        customer = session.desk.customers.customer(site.customer_id).name
        super().__init__(parent, session, site, title, lead=customer, columns=2)
        self._add_fields()
        self.fill()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the customer file."""
        return check_site(self.read())

    def job(self) -> Job:
        """Save the site."""
        desk, site = self.session.desk, self.read()
        return lambda _progress: desk.customers.save_site(site)

    def _add_fields(self) -> None:
        form = self.form
        form.add("name", tr("Name"), TextField(), required=True, wide=True)
        form.add("address", tr("Address"), TextField(), wide=True)
        form.add("access", tr("Access"), TextField(placeholder=tr("Gate, key, pass, whom to ask")), wide=True)
        hint = tr("Printed in bold on every work sheet.")
        form.add("sensitive_places", tr("Sensitive places"), NoteField(lines=2), wide=True, hint=hint)
        form.add("prep_items", tr("To be prepared"), NoteField(lines=2), wide=True)
        form.add("technician_id", tr("Technician"), RecordCombo(employee_choices(self.session.desk)))
        form.add("logbook_place", tr("Logbook lies"), TextField())
        form.add("note", tr("Note"), NoteField(lines=2), wide=True)
        form.add("active", "", CheckField(tr("This site is served")), wide=True)
