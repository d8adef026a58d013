"""Letting an invoice be paid in parts (R062, R077)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.instalments import LEAST, MOST, propose
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.typed_dates import Lean
from ui.forms.parts_field import PartsField
from ui.language import tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import NumberField
from ui.widgets.form_dialog import FormDialog, Job

_USUAL = 3


class InstalmentsDialog(FormDialog):
    """How many parts from which day; each day and amount can be changed, the sum is told while one types."""

    def __init__(self, parent: QWidget | None, session: Session, invoice: Invoice) -> None:
        customer = session.desk.customers.customer(invoice.customer_id).name
        lead = tr(
            "{customer}, invoice {number} over {amount}. Money pays the oldest part first.",
            customer=customer,
            number=invoice.number,
            amount=Fen(invoice.amount_fen),
        )
        super().__init__(parent, tr("Instalments"), tr("Save the parts"), lead=lead)
        self._session, self._invoice = session, invoice
        self._key = Session.new_key()
        self._known = [one.part for one in session.desk.instalments.of(invoice)]
        self._parts = PartsField(session.today, invoice.amount_fen, invoice.issued_on)
        self._add_fields()
        if self._known:
            self.add_button(tr("Pay at once again"), self._remove)
        self.form.mark_clean()

    def job(self) -> Job:
        """Save the parts, once."""
        instalments, key = self._session.desk.instalments, self._key
        invoice_id, parts = self._invoice.id, self._parts.value()
        return lambda _progress: instalments.save(invoice_id, parts, key=key)

    def _add_fields(self) -> None:
        form, today = self.form, self._session.today
        known = self._known
        count = NumberField(len(known) or _USUAL, least=LEAST, most=MOST)
        first = DateField(today, self._first_day(), lean=Lean.FUTURE)
        form.add("count", tr("Number of parts"), count, required=True)
        form.add("first_on", tr("First part due"), first, required=True, hint=tr("then every month"))
        form.add("parts", tr("Parts"), self._parts, wide=True)
        if known:
            self._parts.set_value(known)
        else:
            self._propose()
        count.edited.connect(self._propose)
        first.edited.connect(self._propose)

    def _first_day(self) -> date:
        if self._known:
            return self._known[0].due_on
        wanted = self._invoice.due_on or self._session.today + timedelta(days=30)
        return max(wanted, self._invoice.issued_on)

    def _propose(self) -> None:
        """Split the amount anew; the odd fen are in the last part."""
        count, first = self.form.field("count"), self.form.field("first_on").value()
        wanted = count.value()
        if wanted and first is not None and count.problem() is None:
            self._parts.set_value(propose(self._invoice.amount_fen, wanted, first))

    def _remove(self) -> None:
        instalments, invoice_id = self._session.desk.instalments, self._invoice.id
        self._session.act(self, lambda: instalments.remove(invoice_id), done=lambda _outcome: self.done(1))
