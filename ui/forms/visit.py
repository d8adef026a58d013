"""Planning a visit: where, when, who goes; a warning never keeps anybody from saving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_visit
from branchdesk.domain.customers import Contract, ContractStatus, Site
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Visit, VisitKind
from ui.forms.choices import customer_choices, employee_choices, site_choices
from ui.forms.release_fields import ReleaseFields
from ui.forms.visit_hints import HintLine, visit_hints
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import Choice, EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, NumberField, TimeField
from ui.widgets.form_dialog import FormDialog, Job

_DAY_LONG = 24 * 60


class VisitDialog(FormDialog):
    """Adds or changes a planned visit; the day of a saved one is changed by moving it, which asks why."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        title = tr("Change the visit") if visit.id else tr("New visit")
        super().__init__(parent, title, tr("Save the visit") if visit.id else tr("Plan the visit"), columns=2)
        self._session = session
        self._record = visit
        self._key = Session.new_key()
        self._sites: dict[int, Site] = {}
        self._contracts: dict[int, Contract] = {}
        self._hints = HintLine()
        self._release = ReleaseFields(session)
        self._add_where()
        self._add_when()
        self._show_record()
        self._connect_fields()
        self._follow()
        self.form.mark_clean()

    def draft(self) -> Visit:
        """Return the visit as it stands in the form."""
        values = self.form.values()
        return replace(
            self._record,
            site_id=values["site_id"] or 0,
            contract_id=values["contract_id"],
            kind=values["kind"] or VisitKind.ROUTINE,
            date_on=values["date_on"] or date.min,
            start_at=values["start_at"] or "",
            minutes=values["minutes"] or 0,
            technician_id=values["technician_id"],
            amount_fen=values["amount_fen"] or 0,
            note=values["note"],
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of visits."""
        draft = self.draft()
        contract = self._contracts.get(draft.contract_id) if draft.contract_id else None
        return check_visit(draft, contract)

    def job(self) -> Job:
        """Save the visit."""
        desk, draft, key = self._session.desk, self.draft(), self._key
        released = self._release.given()
        if released is not None:
            why, who = released
            return lambda _progress: desk.plan.prepayment.schedule(draft, why, who, key=key)
        return lambda _progress: desk.visits.save_visit(draft, key=key)

    def hints(self) -> str:
        """Return what is warned of."""
        return self._hints.text()

    def _add_where(self) -> None:
        form, desk = self.form, self._session.desk
        form.add("customer_id", tr("Customer"), RecordCombo(customer_choices(desk)), required=True, wide=True)
        form.add("site_id", tr("Site"), RecordCombo(), required=True)
        form.add("contract_id", tr("Contract"), RecordCombo(), hint=tr("Empty: without contract"))

    def _add_when(self) -> None:
        form, record, desk = self.form, self._record, self._session.desk
        calendar = desk.context.calendar
        day = DateField(self._session.today, calendar=calendar, lean=Lean.FUTURE)
        day.setEnabled(not record.id)
        hint = tr("“Move” changes the day and asks why") if record.id else ""
        services = [kind for kind in VisitKind if kind is not VisitKind.COLLECTION]
        form.add("kind", tr("Kind"), EnumCombo(services, record.kind))
        form.add("date_on", tr("Date"), day, required=True, hint=hint)
        form.add("start_at", tr("Time"), TimeField(record.start_at or None))
        form.add(
            "minutes", tr("Minutes"), NumberField(record.minutes, least=1, most=_DAY_LONG), required=True
        )
        form.add("technician_id", tr("Technician"), RecordCombo(employee_choices(desk)))
        form.add_wide(self._hints)
        worth = MoneyField(Fen(record.amount_fen) if record.amount_fen else None)
        form.add("amount_fen", tr("Worth"), worth, hint=tr("Only where no contract prices the job"))
        self._release.add_to(form)
        form.add("note", tr("Note"), NoteField(record.note, lines=2), wide=True)

    def _show_record(self) -> None:
        record, form = self._record, self.form
        form.field("date_on").set_value(record.date_on if record.date_on != date.min else None)
        form.field("technician_id").set_value(record.technician_id)
        if record.site_id:
            customer_id = self._session.desk.customers.site(record.site_id).customer_id
            form.field("customer_id").set_value(customer_id)
            self._take_customer()
            form.field("site_id").set_value(record.site_id)
            form.field("contract_id").set_value(record.contract_id)

    def _connect_fields(self) -> None:
        form = self.form
        # Every key, every pick and every name that leaving the field completes comes as `edited`.
        for key, take in (
            ("customer_id", self._take_customer),
            ("site_id", self._take_site),
            ("contract_id", self._take_contract),
            ("technician_id", self._follow),
        ):
            form.field(key).edited.connect(take)
        for key in ("date_on", "start_at", "minutes", "amount_fen"):
            form.field(key).edited.connect(self._follow)

    def _take_customer(self) -> None:
        """Offer the customer's sites and contracts; a single one is chosen at once."""
        form, desk = self.form, self._session.desk
        customer_id = form.field("customer_id").value()
        sites = desk.customers.sites_of(customer_id) if customer_id else []
        contracts = desk.customers.contracts_of(customer_id) if customer_id else []
        self._sites = {site.id: site for site in sites if site.active or site.id == self._record.site_id}
        kept = (ContractStatus.ACTIVE, ContractStatus.PAUSED)
        self._contracts = {c.id: c for c in contracts if c.status in kept or c.id == self._record.contract_id}
        offered = site_choices(desk, customer_id) if customer_id else []
        form.field("site_id").set_choices([choice for choice in offered if choice.id in self._sites])
        form.field("contract_id").set_choices([_contract_choice(c) for c in self._contracts.values()])
        if form.field("site_id").value() not in self._sites:
            form.field("site_id").set_value(next(iter(self._sites)) if len(self._sites) == 1 else None)
        if form.field("contract_id").value() not in self._contracts:
            form.field("contract_id").set_value(None)
        self._take_site()

    def _take_site(self) -> None:
        """Send the technician of the site, unless somebody is chosen already."""
        site = self._sites.get(self.form.field("site_id").value() or 0)
        if site is not None and self.form.field("technician_id").value() is None:
            self.form.field("technician_id").set_value(site.technician_id)
        self._follow()

    def _take_contract(self) -> None:
        """Take time and length from the contract while no time is entered."""
        contract = self._contracts.get(self.form.field("contract_id").value() or 0)
        if contract is not None and self.form.field("start_at").value() is None:
            self.form.field("start_at").set_value(contract.start_at or None)
            self.form.field("minutes").set_value(contract.minutes_on_site)
        self._follow()

    def _follow(self) -> None:
        draft = self.draft()
        known = draft.date_on != date.min
        found = visit_hints(self._session.desk, draft) if known else []
        unpaid = self._release.follow(self.form, draft)
        self._hints.show_hints([unpaid, *found] if unpaid else found)


def _contract_choice(contract: Contract) -> Choice:
    return Choice(contract.id, f"{contract.number} {contract.service}".strip())
