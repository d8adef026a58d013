"""Somebody asks for a change: by what right (R132)."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message
from branchdesk.domain.people import ChangeRequest
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import present
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.fields import NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class ChangeRequestDialog(FormDialog):
    """Notes who asks for what; who does not hold the contract shows a proof first."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int) -> None:
        customer = session.desk.customers.customer(customer_id)
        title = tr("Somebody asks for a change")
        super().__init__(parent, title, tr("Note the request"), lead=customer.name, columns=1)
        self._session = session
        self._customer_id = customer_id
        self._add_fields()
        self._follow()
        self.form.mark_clean()
        self.form.changed.connect(self._follow)

    def check(self) -> dict[str, Message]:
        """Ask for the proof where it is missing."""
        try:
            self._session.desk.people.checked(self._read())
        except Known as no:
            return {getattr(no, "field", ""): no.message}
        return {}

    def job(self) -> Job:
        """Note the request."""
        request, people = self._read(), self._session.desk.people
        return lambda _progress: people.note_request(request)

    def explanation(self) -> str:
        """Return the sentence that says whether a proof is needed."""
        return self._line.text()

    def _add_fields(self) -> None:
        form, desk = self.form, self._session.desk
        names = [
            one.name for one in present(desk.customers.contacts_of(self._customer_id), self._session.today)
        ]
        form.add("asked_by", tr("Change asked by"), SuggestField(names), required=True)
        form.add("wish", tr("What they want changed"), NoteField(lines=2), required=True)
        contracts = [Choice(one.id, one.number) for one in desk.customers.contracts_of(self._customer_id)]
        form.add("contract_id", tr("Contract"), RecordCombo(contracts))
        proof = TextField(placeholder=tr("For example: letter of authority of 18 November, copy filed"))
        form.add("proof", tr("Proof of authority"), proof)
        self._line = QLabel()
        self._line.setWordWrap(True)
        self._line.setProperty("role", "muted")
        form.add_wide(self._line)

    def _read(self) -> ChangeRequest:
        return ChangeRequest(customer_id=self._customer_id, **self.form.values())

    def _follow(self) -> None:
        name = self.form.field("asked_by").value().strip()
        self._line.setText(proof_words(self._session, self._customer_id, name))


def proof_words(session: Session, customer_id: int, name: str) -> str:
    """Say whether somebody may ask for changes as they are."""
    if not name:
        return ""
    if session.desk.people.needs_proof(customer_id, name):
        return tr("{name} does not hold the contract: a proof of authority is needed.", name=name)
    return tr("{name} may ask for changes.", name=name)
