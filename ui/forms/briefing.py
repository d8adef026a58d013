"""What the person at a site was told, point by point (R005, R034)."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.people import BriefingItem
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import site_choices
from ui.forms.ticks import TicksField
from ui.forms.whom import full_name, present
from ui.language import tr
from ui.session import Session
from ui.tabs.customers_words import points_open
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.form_dialog import FormDialog, Job


class BriefingDialog(FormDialog):
    """Ticks off what a person knows about a site; each person begins with nothing."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        customer_id: int,
        site_id: int | None = None,
        contact_id: int | None = None,
    ) -> None:
        customer = session.desk.customers.customer(customer_id)
        super().__init__(parent, tr("Briefing"), tr("Save the briefing"), lead=customer.name, columns=1)
        self._session = session
        people = present(session.desk.customers.contacts_of(customer_id), session.today)
        sites = site_choices(session.desk, customer_id)
        persons = [Choice(one.id, full_name(one)) for one in people]
        self._usual = {
            one.site.id: one.contact.id
            for one in session.desk.people.briefings(customer_id)
            if one.contact is not None
        }
        site = site_id or (sites[0].id if sites else None)
        contact = contact_id or self._usual.get(site or 0)
        self._add_fields(sites, persons, site, contact)
        self._load()
        self.form.field("site_id").edited.connect(self._choose_contact)
        self.form.field("contact_id").edited.connect(self._load)
        self.form.changed.connect(self._count)

    def check(self) -> dict[str, Message]:
        """Refuse a day that has not come."""
        told_on = self.form.field("told_on").value()
        if told_on is not None and told_on > self._session.today:
            return {"told_on": msg("A briefing cannot lie in the future. Correct the day.")}
        return {}

    def job(self) -> Job:
        """Save the ticks."""
        values, people = self.form.values(), self._session.desk.people
        return lambda _progress: people.brief(
            values["site_id"], values["contact_id"], values["items"], values["told_on"]
        )

    def count_line(self) -> str:
        """Return the sentence under the points."""
        return self._line.text()

    def _add_fields(
        self, sites: list[Choice], people: list[Choice], site: int | None, contact: int | None
    ) -> None:
        form, today = self.form, self._session.today
        form.add("site_id", tr("Site"), RecordCombo(sites, value=site), required=True)
        form.add("contact_id", tr("Told to"), RecordCombo(people, value=contact), required=True)
        form.add("told_on", tr("Told on"), DateField(today, today, lean=Lean.PAST), required=True)
        form.add("items", tr("Explained"), TicksField(tuple(BriefingItem), columns=1))
        self._line = QLabel()
        self._line.setProperty("role", "muted")
        form.add_wide(self._line)

    def _choose_contact(self) -> None:
        usual = self._usual.get(self.form.field("site_id").value() or 0)
        if usual is not None:
            self.form.field("contact_id").set_value(usual)
        self._load()

    def _load(self) -> None:
        site, contact = (self.form.field(key).value() for key in ("site_id", "contact_id"))
        told = self._session.desk.people.briefing(site, contact).told if site and contact else frozenset()
        self.form.field("items").set_value(tuple(told))
        self.form.mark_clean()
        self._count()

    def _count(self) -> None:
        left = len(BriefingItem) - len(self.form.field("items").value())
        self._line.setText(points_open(left) if left else tr("Everything is explained."))
