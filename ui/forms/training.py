"""A training that was offered to a contact, or held (R027)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.people import Training
from branchdesk.domain.typed_dates import Lean
from ui.forms.whom import full_name, present
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class TrainingDialog(FormDialog):
    """Adds or changes a training of one of the customer's people."""

    def __init__(
        self, parent: QWidget | None, session: Session, customer_id: int, training: Training
    ) -> None:
        title = tr("Training {topic}", topic=training.topic) if training.id else tr("New training")
        customer = session.desk.customers.customer(customer_id).name
        super().__init__(parent, title, tr("Save the training"), lead=customer, columns=1)
        self._session = session
        self._training = training
        people = present(session.desk.customers.contacts_of(customer_id), session.today)
        choices = [Choice(one.id, full_name(one)) for one in people]
        self._add_fields(choices)
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for a day."""
        values = self.form.values()
        if values["offered_on"] is None and values["held_on"] is None:
            return {"offered_on": msg("Enter when the training was offered or held.")}
        return {}

    def job(self) -> Job:
        """Save the training."""
        training, people = replace(self._training, **self.form.values()), self._session.desk.people
        return lambda _progress: people.save_training(training)

    def _add_fields(self, people: list[Choice]) -> None:
        form, one, today = self.form, self._training, self._session.today
        form.add("contact_id", tr("For"), RecordCombo(people, value=one.contact_id or None), required=True)
        topic = TextField(one.topic, placeholder=tr("For example: keeping rats out"))
        form.add("topic", tr("About"), topic, required=True)
        offered = one.offered_on if one.id else today
        form.add("offered_on", tr("Offered on"), DateField(today, offered, lean=Lean.PAST))
        form.add("held_on", tr("Held on"), DateField(today, one.held_on))
        form.add("note", tr("Note"), NoteField(one.note, lines=2))
