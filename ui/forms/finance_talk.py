"""A talk about money with the customer's finance people, and the invoices that it was about (R068)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_interaction
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from ui.forms.call_brief import CallBrief
from ui.forms.invoices_field import InvoicesField
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import best_for, present
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class FinanceTalkDialog(FormDialog):
    """Logs person, subject, invoices, result and what comes next."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int) -> None:
        desk = session.desk
        customer = desk.customers.customer(customer_id)
        super().__init__(parent, tr("Talk about money"), tr("Log it"), lead=customer.name, columns=2)
        self._session, self._customer_id, self._key = session, customer_id, Session.new_key()
        self._contacts = present(desk.customers.contacts_of(customer_id), session.today)
        contact = best_for(self._contacts, Purpose.COLLECTION)
        brief = CallBrief()
        brief.show_brief(customer, contact, "", "")
        form = self.form
        form.add_wide(brief)
        names = SuggestField([one.name for one in self._contacts], contact.name if contact else "")
        form.add("spoke_with", tr("Spoke with"), names, required=True)
        form.add("kind", tr("By"), EnumCombo(InteractionKind, InteractionKind.CALL_OUT))
        form.add("subject", tr("Subject"), TextField(), required=True, wide=True)
        field = InvoicesField(desk.receivables.open_invoices(customer_id))
        form.add("invoices", tr("Invoices"), field, wide=True)
        form.add("text", tr("Result"), NoteField(lines=2), wide=True)
        form.add("next_step", tr("Next step"), TextField())
        calendar = desk.context.calendar
        form.add("next_on", tr("Next contact"), DateField(session.today, calendar=calendar, lean=Lean.FUTURE))
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of contacts."""
        return check_interaction(self._read(), self._session.today)

    def job(self) -> Job:
        """Record the talk with its invoices."""
        work, talk, key = self._session.desk.call_work, self._read(), self._key
        invoices = self.form.field("invoices").value()
        return lambda _progress: work.log_finance(talk, invoices, key=key)

    def _read(self) -> Interaction:
        values = self.form.values()
        name = values["spoke_with"]
        return Interaction(
            customer_id=self._customer_id,
            contact_id=next((one.id for one in self._contacts if one.name == name), None),
            kind=values["kind"] or InteractionKind.CALL_OUT,
            purpose=Purpose.FINANCE,
            result=CallResult.REACHED,
            spoke_with=name,
            agenda=values["subject"],
            text=values["text"],
            next_step=values["next_step"],
            next_on=values["next_on"],
        )
