"""Whom of us a customer may call first, and when (R050)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.people import FirstCall
from ui.language import term, tr
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job

PLACES = (1, 2, 3)


class FirstCallsDialog(FormDialog):
    """Up to three people of the branch in the order in which they are called."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int) -> None:
        customer = session.desk.customers.customer(customer_id)
        lead = tr(
            "{customer} calls the first of these; the card shows number and hours.", customer=customer.name
        )
        super().__init__(
            parent, tr("Our numbers for the customer"), tr("Save the numbers"), lead=lead, columns=2
        )
        self._session = session
        self._customer_id = customer_id
        known = session.desk.people.first_calls(customer_id)
        people = [
            Choice(one.id, " · ".join(part for part in (one.name, term(one.role), one.phone) if part))
            for one in session.desk.customers.employees()
            if one.active and one.role is not EmployeeRole.FINANCE
        ]
        for place in PLACES:
            one = known[place - 1] if len(known) >= place else FirstCall()
            who = RecordCombo(people, value=one.employee_id or None)
            self.form.add(f"who{place}", tr("Number {place}", place=place), who)
            hours = TextField(one.hours, placeholder=tr("For example: in the morning"))
            self.form.add(f"hours{place}", tr("When"), hours)
        self.form.mark_clean()

    def job(self) -> Job:
        """Save the numbers; an empty line is left out."""
        values, people, customer_id = self.form.values(), self._session.desk.people, self._customer_id
        calls = [
            FirstCall(employee_id=values[f"who{place}"], hours=values[f"hours{place}"])
            for place in PLACES
            if values[f"who{place}"]
        ]
        return lambda _progress: people.save_first_calls(customer_id, calls)
