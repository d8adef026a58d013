"""A payment that the bank returned: why, what it cost, and when one rings again (R077)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.bounces import Bounce, BounceReason, check_bounce
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Payment
from branchdesk.domain.typed_dates import Lean
from ui.forms.choice_row import ChoiceRow
from ui.language import tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class BounceDialog(FormDialog):
    """Reverses a payment that came back and makes the next call a duty."""

    def __init__(self, parent: QWidget | None, session: Session, payment: Payment) -> None:
        name = session.desk.customers.customer(payment.customer_id).name
        lead = tr(
            "{customer}, {amount} of {day}. A reversing payment is booked, the invoices are open again, and "
            "promises that it kept are broken.",
            customer=name,
            amount=Fen(payment.amount_fen),
            day=payment.paid_on,
        )
        super().__init__(parent, tr("Payment bounced"), tr("Take the payment back"), lead=lead)
        self._session, self._payment = session, payment
        self._key = Session.new_key()
        self._add_fields()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of a bounce."""
        return check_bounce(self.read(), self._payment.paid_on, self._session.today)

    def job(self) -> Job:
        """Take the payment back, once."""
        money, draft, key = self._session.desk.money_in, self.read(), self._key
        step = str(self.form.field("next_step").value())
        return lambda _progress: money.bounce(draft, next_step=step, key=key)

    def read(self) -> Bounce:
        """Return what is known, as it stands in the form."""
        values = self.form.values()
        return Bounce(
            payment_id=self._payment.id,
            bounced_on=values["bounced_on"] or date.min,
            reason=values["reason"] or BounceReason.OTHER,
            note=values["note"],
            fee_fen=int(values["fee_fen"] or 0),
            next_on=values["next_on"] or date.min,
        )

    def _add_fields(self) -> None:
        form, today = self.form, self._session.today
        calendar = self._session.desk.context.calendar
        reason: ChoiceRow[BounceReason] = ChoiceRow(tuple(BounceReason), columns=3)
        reason.set_value(BounceReason.NO_COVER)
        form.add("reason", tr("Reason"), reason, required=True)
        form.add("bounced_on", tr("Returned on"), DateField(today, today, lean=Lean.PAST), required=True)
        form.add("fee_fen", tr("Bank fee"), MoneyField())
        form.add("note", tr("What the bank wrote"), TextField(longest=300))
        call_on = calendar.next_working_day(today + timedelta(days=1))
        next_on = DateField(today, call_on, calendar=calendar, lean=Lean.FUTURE)
        form.add("next_on", tr("Call on"), next_on, required=True)
        step = tr("Say that the payment came back, and agree when it is paid")
        form.add("next_step", tr("Next step"), TextField(step, longest=200))
