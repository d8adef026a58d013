"""A promise that we give: in whose words, until when, confirmed inside by whom (R147-R149)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QPushButton, QWidget

from branchdesk.domain.commitments import UNCONFIRMED, Commitment, CommitmentKind, check_commitment
from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import customer_choices, employee_choices
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import present
from ui.language import say, tr
from ui.session import Session
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField, NumberField, TimeField
from ui.widgets.form_dialog import FormDialog, Job

_KINDS = (CommitmentKind.SERVICE, CommitmentKind.UPDATE)


class CommitmentDialog(FormDialog):
    """Gives or corrects a promise; its day is never filled in beforehand."""

    def __init__(self, parent: QWidget | None, session: Session, commitment: Commitment) -> None:
        title = tr("Change our promise") if commitment.id else tr("Our promise")
        verb = tr("Save") if commitment.id else tr("Give the promise")
        super().__init__(parent, title, verb, lead=matter_line(session, commitment), columns=1)
        self._session, self._record, self._key = session, commitment, Session.new_key()
        self._warning, self._suggestion = SayField(), QPushButton()
        self._add_what()
        self._add_when()
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def draft(self) -> Commitment:
        """Return the promise as it stands in the form."""
        values, record = self.form.values(), self._record
        kind = values["kind"] or record.kind
        return replace(
            record,
            kind=kind,
            customer_id=values.get("customer_id", record.customer_id) or 0,
            text=values["text"],
            given_to=values["given_to"],
            due_on=values["due_on"] or date.min,
            due_time=values["due_time"] or "",
            every_minutes=values["every_minutes"] if kind is CommitmentKind.UPDATE else None,
            estimate_minutes=values["estimate_minutes"],
            confirmed_by=values["confirmed_by"],
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of promises."""
        return check_commitment(self.draft())

    def job(self) -> Job:
        """Save the promise."""
        work, draft, key = self._session.desk.commitments, self.draft(), self._key
        if draft.id:
            return lambda _progress: work.change(draft)
        return lambda _progress: work.give(draft, key=key)

    def _add_what(self) -> None:
        form, record, desk = self.form, self._record, self._session.desk
        if not record.customer_id:
            form.add("customer_id", tr("Customer"), RecordCombo(customer_choices(desk)), required=True)
        kinds = EnumCombo((*_KINDS, CommitmentKind.ARRIVAL) if record.id else _KINDS, record.kind)
        form.add("kind", tr("Kind"), kinds)
        form.add("text", tr("What we promise"), NoteField(record.text, lines=2), required=True)
        known = desk.customers.contacts_of(record.customer_id) if record.customer_id else []
        names = [one.name for one in present(known, self._session.today)]
        form.add("given_to", tr("Promised to"), SuggestField(names, record.given_to))

    def _add_when(self) -> None:
        form, record, desk = self.form, self._record, self._session.desk
        hint = tr("What we think it takes; promise less, deliver more")
        estimate = NumberField(record.estimate_minutes, least=1, most=525_600)
        form.add("estimate_minutes", tr("We need, in minutes"), estimate, hint=hint)
        self._suggestion.setAutoDefault(False)
        self._suggestion.clicked.connect(self._take_suggestion)
        form.add_wide(self._suggestion)
        day = record.due_on if record.due_on != date.min else None
        calendar = desk.context.calendar
        until = DateField(self._session.today, day, calendar=calendar, lean=Lean.FUTURE)
        form.add("due_on", tr("Due by"), until, required=True)
        form.add(
            "due_time",
            tr("Time"),
            TimeField(record.due_time or None),
            hint=tr("Empty: by the end of the day"),
        )
        every = NumberField(record.every_minutes, least=1, most=525_600)
        form.add("every_minutes", tr("Then every, in minutes"), every, hint=tr("Empty: once"))
        people = [one.text for one in employee_choices(desk)]
        form.add("confirmed_by", tr("Confirmed inside by"), SuggestField(people, record.confirmed_by))
        form.add("warning", "", self._warning)

    def _follow(self) -> None:
        values = self.form.values()
        self.form.set_visible("every_minutes", visible=values["kind"] is CommitmentKind.UPDATE)
        lacking = values["kind"] is CommitmentKind.SERVICE and not values["confirmed_by"]
        self._warning.say(say(UNCONFIRMED), "soon")
        self.form.set_visible("warning", visible=lacking)
        estimate = values["estimate_minutes"]
        self._suggestion.setVisible(estimate is not None)
        if estimate is not None:
            at = self._suggested(estimate)
            now = self._session.local(self._session.desk.context.clock.now())
            text = tr(
                "Promise {at} (in {minutes} minutes instead of {estimate})",
                at=f"{at:%Y-%m-%d %H:%M}",
                minutes=round((at - now) / timedelta(minutes=1)),
                estimate=estimate,
            )
            self._suggestion.setText(text)

    def _suggested(self, estimate: int) -> datetime:
        return self._session.desk.commitments.suggested_due(estimate).replace(tzinfo=None)

    def _take_suggestion(self) -> None:
        estimate = self.form.field("estimate_minutes").value()
        if estimate is None:
            return
        at = self._suggested(estimate)
        self.form.field("due_on").set_value(at.date())
        self.form.field("due_time").set_value(f"{at:%H:%M}")
        self.form.changed.emit()


def matter_line(session: Session, commitment: Commitment) -> str:
    """Say to whom and about what a promise is."""
    desk = session.desk
    if not commitment.customer_id:
        return ""
    parts = [desk.customers.customer(commitment.customer_id).name]
    if commitment.complaint_id is not None:
        parts.append(desk.complaints.complaint(commitment.complaint_id).number)
    if commitment.request_id is not None:
        parts.append(desk.requests.request(commitment.request_id).number)
    elif commitment.visit_id is not None:
        parts.append(tr("Visit of {day}", day=desk.visits.visit(commitment.visit_id).date_on))
    return " · ".join(parts)
