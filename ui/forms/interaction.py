"""Recording a call, a message or a meeting while the phone is still in the hand (R006, R018, R029, R078)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_interaction, check_promise
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.customers import Contact, Customer
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Promise
from branchdesk.domain.role_matrix import Directory
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.wording_rules import TextPurpose
from branchdesk.services.context import Outcome
from ui.forms.call_brief import CallBrief
from ui.forms.care_lines import care_lines
from ui.forms.choice_row import ChoiceRow
from ui.forms.choices import customer_choices
from ui.forms.phone_form import add_phone_form, with_phone_form
from ui.forms.suggest_field import SuggestField
from ui.forms.visit_call import add_visit_call, show_visit_call, with_visit_call
from ui.forms.whom import addressed, whom_for
from ui.language import tr
from ui.operations import Progress
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, TextField, TimeField
from ui.widgets.form_dialog import FormDialog, Job

_PROMISE = ("amount_fen", "due_on")


class InteractionDialog(FormDialog):
    """Logs one contact; what the record already says stands there, so that a result is all one adds.

    A result "promised" asks for amount and date and records the promise in the same act of saving.
    """

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        interaction: Interaction,
        *,
        say: str = "",
        agenda: str = "",
    ) -> None:
        title = tr("Correct a contact") if interaction.id else tr("Log a contact")
        verb = tr("Save") if interaction.id else tr("Log it")
        super().__init__(parent, title, verb, lead=_lead(session, interaction), columns=2)
        self._session = session
        self._record = interaction
        self._key = Session.new_key()
        self._say = say
        # Why one calls is the agenda of the call (R029).
        self._agenda = agenda or interaction.agenda or say
        self._customer: Customer | None = None
        self._contacts: list[Contact] = []
        self._brief = CallBrief()
        self.form.add_wide(self._brief)
        if not interaction.customer_id:
            self._add_customer()
        self._add_result()
        self._add_rest()
        add_visit_call(self.form, interaction)
        show_visit_call(self.form, interaction.purpose)
        add_phone_form(self.form, interaction, self._agenda)
        self._take_customer(interaction.customer_id)
        self._show_promise()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the contact, and those of the promise where there is one."""
        problems = check_interaction(self._read(), self._session.today)
        promise = self._promise()
        return problems | (check_promise(promise) if promise is not None else {})

    def job(self) -> Job:
        """Record the contact, and the promise that it brought."""
        desk, key = self._session.desk, self._key
        interaction, promise = self._read(), self._promise()

        def log(_progress: Progress) -> Outcome[Interaction]:
            outcome = desk.interactions.log(interaction, key=key)
            if promise is None:
                return outcome
            return _together(outcome, desk.receivables.promise(promise, key=f"{key}-promise"))

        return log

    def _add_customer(self) -> None:
        combo = RecordCombo(customer_choices(self._session.desk))
        self.form.add("customer_id", tr("Customer"), combo, required=True, wide=True)
        combo.edited.connect(lambda: self._take_customer(combo.value() or 0))

    def _add_result(self) -> None:
        result: ChoiceRow[CallResult] = ChoiceRow(tuple(CallResult), self._record.result)
        self.form.add("result", tr("Result"), result, required=True, wide=True)
        self.form.add("amount_fen", tr("Promised amount"), MoneyField(), required=True)
        self.form.add("due_on", tr("Promised for"), self._day(None), required=True)
        said = CheckedNoteField(self._session, TextPurpose.LOG, self._record.text)
        self.form.add("text", tr("What was said"), said, wide=True)
        result.edited.connect(self._show_promise)
        result.picked.connect(self._go_on)

    def _add_rest(self) -> None:
        record, form = self._record, self.form
        form.add("spoke_with", tr("Spoke with"), SuggestField(text=record.spoke_with))
        purpose = EnumCombo(Purpose, record.purpose)
        form.add("purpose", tr("About"), purpose)
        purpose.edited.connect(lambda: show_visit_call(form, purpose.value()))
        form.add("next_step", tr("Next step"), TextField(record.next_step))
        form.add("next_on", tr("Next contact"), self._day(record.next_on))
        form.add("kind", tr("By"), EnumCombo(InteractionKind, record.kind))
        moment = TimeField(self._wall_time())
        moment.setPlaceholderText(tr("now, or HH:MM"))
        form.add("at", tr("Time"), moment)

    def _day(self, value: Any) -> DateField:
        calendar = self._session.desk.context.calendar
        return DateField(self._session.today, value, calendar=calendar, lean=Lean.FUTURE)

    def _take_customer(self, customer_id: int) -> None:
        """Read whom one may call there; the brief and the suggestions follow."""
        desk = self._session.desk
        self._customer = desk.customers.customer(customer_id) if customer_id else None
        everybody = desk.customers.contacts_of(customer_id) if customer_id else []
        people = desk.people.directory(customer_id) if customer_id else Directory(())
        self._contacts = [*people.contacts, *people.head_office]
        known = [*everybody, *people.head_office]
        contact = next((one for one in known if one.id == self._record.contact_id), None)
        contact = contact or whom_for(people, self._record.purpose, self._record.site_id)
        agenda = self._agenda if self._agenda != self._say else ""
        care = care_lines(self._session, customer_id, contact.id if contact else None)
        self._brief.show_brief(self._customer, contact, agenda, self._say, care)
        field: SuggestField = self.form.field("spoke_with")
        field.set_suggestions([one.name for one in self._contacts])
        if contact is not None and not self._record.id and not self._record.spoke_with:
            field.set_value(contact.name)

    def _show_promise(self) -> None:
        wanted = self.form.field("result").value() is CallResult.PROMISED and not self._record.id
        for key in _PROMISE:
            self.form.set_visible(key, visible=wanted)
        amount: MoneyField = self.form.field("amount_fen")
        if wanted and amount.value() is None and self._customer is not None:
            amount.set_value(self._expected(self._customer.id))

    def _expected(self, customer_id: int) -> Fen | None:
        """Suggest what is overdue, for that is what one calls about; the one invoice where there is one."""
        today, receivables = self._session.today, self._session.desk.receivables
        if self._record.invoice_id is not None:
            return Fen(receivables.invoice(self._record.invoice_id).open_fen)
        due = [one for one in receivables.open_invoices(customer_id) if one.due_on and one.due_on < today]
        return Fen(sum(one.open_fen for one in due)) if due else None

    def _go_on(self) -> None:
        promised = self.form.field("result").value() is CallResult.PROMISED and not self._record.id
        self.form.field("due_on" if promised else "text").setFocus()

    def _read(self) -> Interaction:
        values = self.form.values()
        result: CallResult = values["result"] or CallResult.REACHED
        name = values["spoke_with"]
        read = replace(
            self._record,
            customer_id=self._customer.id if self._customer else 0,
            contact_id=self._contact_id(name),
            result=result,
            text=values["text"],
            # Nobody was spoken to where nobody answered; whom one tried stays known by the contact.
            spoke_with=name if result.counts_as_reached else "",
            purpose=values["purpose"] or Purpose.OTHER,
            kind=values["kind"] or InteractionKind.CALL_OUT,
            next_step=values["next_step"],
            next_on=values["next_on"],
            happened_at=self._moment(values["at"]),
        )
        return with_visit_call(with_phone_form(read, values), values)

    def _contact_id(self, name: str) -> int | None:
        """Find the contact by the name or the address in the field; free text is nobody of the list."""
        if name == self._record.spoke_with and self._record.contact_id is not None:
            return self._record.contact_id
        named = (one.id for one in self._contacts if name in (one.name, addressed(one)))
        return next(named, None)

    def _promise(self) -> Promise | None:
        values = self.form.values()
        if values["result"] is not CallResult.PROMISED or self._record.id:
            return None
        record = self._read()
        return Promise(
            customer_id=record.customer_id,
            invoice_id=record.invoice_id,
            contact_id=record.contact_id,
            text=record.text,
            amount_fen=values["amount_fen"],
            due_on=values["due_on"],
            made_by=values["spoke_with"],
        )

    def _wall_time(self) -> str | None:
        known = self._record.happened_at != EPOCH
        return f"{self._session.local(self._record.happened_at):%H:%M}" if known else None

    def _moment(self, wall: str | None) -> datetime:
        before = self._record.happened_at
        if wall is None or wall == self._wall_time():
            return before
        day = self._session.local(before).date() if before != EPOCH else self._session.today
        return self._session.instant(datetime.combine(day, time.fromisoformat(wall)))


def _lead(session: Session, interaction: Interaction) -> str:
    """Name the customer where it is known beforehand."""
    known = interaction.customer_id
    return session.desk.customers.customer(known).name if known else ""


def _together(call: Outcome[Interaction], promise: Outcome[Promise]) -> Outcome[Interaction]:
    """Tell both as one act that is taken back as one."""

    def undo() -> Outcome[Any]:
        second = promise.undo() if promise.undo else promise
        first = call.undo() if call.undo else call
        return replace(first, changes=first.changes | second.changes)

    return replace(call, changes=call.changes | promise.changes, message=promise.message, undo=undo)
