"""Planning a visit that asks for money in person, with the invoices that it is about (R070)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.domain.checks import check_visit
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Visit, VisitKind
from ui.forms.choices import customer_choices, employee_choices, site_choices
from ui.forms.invoices_field import InvoicesField
from ui.forms.visit_hints import HintLine, visit_hints
from ui.language import tr, trn
from ui.session import Session
from ui.widgets.choice import RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField, NumberField, TimeField
from ui.widgets.form_dialog import FormDialog, Job


class CollectionVisitDialog(FormDialog):
    """Where, when, who goes, and about which invoices; what is open is ticked already."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        visit: Visit,
        customer_id: int = 0,
        invoice_ids: Sequence[int] = (),
    ) -> None:
        planned = tr("Change the collection visit") if visit.id else tr("New collection visit")
        super().__init__(parent, planned, tr("Plan the collection visit"), columns=2)
        self._session, self._record, self._key = session, visit, Session.new_key()
        self._wanted = tuple(invoice_ids)
        if visit.id:
            self._wanted = tuple(line.invoice.id for line in session.desk.plan.collecting.lines(visit.id))
        if visit.site_id:
            customer_id = session.desk.customers.site(visit.site_id).customer_id
        self._hints, self._total = HintLine(), QLabel()
        self._add_fields()
        self.form.field("customer_id").set_value(customer_id or None)
        self._take_customer()
        if visit.site_id:
            self.form.field("site_id").set_value(visit.site_id)
        self.form.mark_clean()
        self._follow()

    def draft(self) -> Visit:
        """Return the visit as it stands in the form."""
        values = self.form.values()
        return replace(
            self._record,
            site_id=values["site_id"] or 0,
            kind=VisitKind.COLLECTION,
            date_on=values["date_on"] or date.min,
            start_at=values["start_at"] or "",
            minutes=values["minutes"] or 0,
            technician_id=values["technician_id"],
            note=values["note"],
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of visits; money is asked for where some is owed."""
        problems = check_visit(self.draft(), None)
        if not self._invoices.value():
            problems["customer_id"] = msg("Tick at least one invoice that the visit is about.")
        if problems.get("site_id") and not self.form.field("site_id").value() and self._customer():
            problems["site_id"] = msg("Choose the site. A customer without one gets it in the customer file.")
        return problems

    def job(self) -> Job:
        """Plan the visit with its invoices."""
        collecting, draft, key = self._session.desk.plan.collecting, self.draft(), self._key
        invoices = self._invoices.value()
        return lambda _progress: collecting.plan(draft, invoices, key=key)

    def total(self) -> str:
        """Return the sentence about what is ticked."""
        return self._total.text()

    def _customer(self) -> int:
        return self.form.field("customer_id").value() or 0

    def _add_fields(self) -> None:
        form, desk, record = self.form, self._session.desk, self._record
        form.add("customer_id", tr("Customer"), RecordCombo(customer_choices(desk)), required=True)
        form.add("site_id", tr("Site"), RecordCombo(), required=True)
        day = DateField(
            self._session.today,
            record.date_on if record.date_on != date.min else None,
            calendar=desk.context.calendar,
            lean=Lean.FUTURE,
        )
        form.add("date_on", tr("Date"), day, required=True)
        form.add("start_at", tr("Time"), TimeField(record.start_at or None))
        form.add("technician_id", tr("Who goes"), RecordCombo(employee_choices(desk), record.technician_id))
        form.add("minutes", tr("Minutes"), NumberField(record.minutes, least=1, most=1440), required=True)
        form.add_wide(self._hints)
        self._choices = _Room()
        form.add_wide(self._choices)
        self._total.setProperty("role", "muted")
        form.add_wide(self._total)
        form.add("note", tr("Note"), NoteField(record.note, lines=2), wide=True)
        form.field("customer_id").edited.connect(self._take_customer)
        for key in ("date_on", "start_at", "minutes", "technician_id"):
            form.field(key).edited.connect(self._follow)

    def _take_customer(self) -> None:
        """Offer the customer's sites and open invoices, all of them ticked."""
        desk, customer_id = self._session.desk, self._customer()
        sites = site_choices(desk, customer_id) if customer_id else []
        self.form.field("site_id").set_choices(sites)
        self.form.field("site_id").set_value(sites[0].id if sites else None)
        found = desk.receivables.open_invoices(customer_id) if customer_id else []
        self._open = {one.id: one.open_fen for one in found}
        self._invoices = InvoicesField(found)
        self._invoices.set_value(self._wanted or tuple(self._open))
        self._invoices.edited.connect(self._follow)
        self._choices.show_field(self._invoices)
        self._follow()

    def _follow(self) -> None:
        chosen = self._invoices.value()
        amount = sum(self._open[one] for one in chosen)
        self._total.setText(
            tr(
                "{invoices}, {amount} in all",
                invoices=trn("{n} invoice", "{n} invoices", len(chosen)),
                amount=format_money(Fen(amount)),
            )
        )
        draft = self.draft()
        known = draft.date_on != date.min and draft.site_id
        self._hints.show_hints(visit_hints(self._session.desk, draft) if known else [])


class _Room(QWidget):
    """Holds the invoices of the customer who is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None

    def show_field(self, field: QWidget) -> None:
        """Put another field in."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.deleteLater()
        self._shown = field
        self._column.addWidget(field)
