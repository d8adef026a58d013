"""An extra service request in the five steps of the talk, filled in while the customer speaks (R040-R045)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import Channel
from branchdesk.domain.customers import Contact
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.messages import Message
from branchdesk.domain.request_rules import ArrivalPlan, check_arrival, check_request, confirmation
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Visit
from ui.forms.choices import customer_choices, employee_choices, site_choices
from ui.forms.request_words import known_places, opening, pest_suggestions, plan_reminder, watch_words
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import present
from ui.language import say, tr
from ui.session import Session
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.fields import CheckField, NoteField, NumberField, PhoneField, TextField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField

_CHANNELS = (Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.IN_PERSON, Channel.OTHER)
_WIDTH, _HEIGHT = 1040, 750  # all that is asked on the telephone at once
_FREE = ("earliest", "told_at")
_ONE_FIELD = {
    "arrival_on": "arrival",
    "arrival_at": "arrival",
    "due_on": "arrival",
    "earliest_on": "earliest",
    "earliest_time": "earliest",
}


class ExtraRequestDialog(FormDialog):
    """Opening, need, confirmation, plan, further advice: what is said stands beside what is written."""

    def __init__(self, parent: QWidget | None, session: Session, request: ExtraRequest) -> None:
        title = tr("Extra request {number}", number=request.number) if request.id else tr("Extra request")
        super().__init__(parent, title, tr("Save the request"), columns=3)
        self._session, self._record, self._key = session, request, Session.new_key()
        self._now = session.desk.context.clock.now()
        self._sentence = SayField()
        self._watch = SayField()
        self._suggestion = QPushButton()
        self._add_opening()
        self._add_need()
        self._add_confirmation()
        self._add_plan()
        self._add_advice()
        self._take_customer()
        self._connect_fields()
        self._follow()
        self.form.mark_clean()
        self.resize(_WIDTH, min(_HEIGHT, self.screen().availableGeometry().height() - _HEIGHT // 12))

    def draft(self) -> ExtraRequest:
        """Return the request as it stands in the form."""
        values, record, instant = self.form.values(), self._record, self._session.instant
        free = values["nobody_free"]
        earliest: datetime | None = values["earliest"] if free else None
        told = values["told_at"] if free else None
        contacts = present(self._contacts(values["customer_id"]), self._session.today)
        same = next((one.id for one in contacts if one.name == values["caller"]), record.contact_id)
        sentence = confirmation(replace(record, **_need(values)))
        return replace(
            record,
            **_need(values),
            customer_id=values["customer_id"] or 0,
            site_id=values["site_id"] or 0,
            contact_id=same,
            caller=values["caller"],
            phone=values["phone"],
            channel=values["channel"] or Channel.PHONE,
            received_at=instant(values["received_at"]) if values["received_at"] else EPOCH,
            urgent=values["urgent"],
            confirmation=say(sentence) if sentence else "",
            confirmed=values["confirmed"],
            distance_km=values["distance_km"],
            nobody_free=free,
            earliest_on=earliest.date() if earliest else None,
            earliest_time=f"{earliest:%H:%M}" if earliest else "",
            told_at=instant(told) if told else None,
            plan=values["plan"],
            advice=values["advice"],
            replied_at=instant(values["replied_at"]) if values["replied_at"] else None,
        )

    def arrival(self) -> ArrivalPlan | None:
        """Return the arrival that is promised, None while none is."""
        values = self.form.values()
        at: datetime | None = values["arrival"]
        if at is None:
            return None
        return ArrivalPlan(
            on=at.date(),
            at=f"{at:%H:%M}",
            minutes=values["minutes"] or 0,
            technician_id=values["technician_id"],
            estimate_minutes=values["estimate"],
            confirmed_by=values["confirmed_by"],
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of requests and of promised arrivals."""
        plan = self.arrival()
        problems = check_request(self.draft(), self._session.desk.context.clock.now())
        problems |= check_arrival(plan) if plan is not None else {}
        return problems

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where something is still to be asked: whose site it is may be known already."""
        super().showEvent(event)
        asked = ("customer_id", "site_id", "caller", "pest")
        first = next((key for key in asked if not self.form.field(key).value()), "pest")
        self.form.field(first).setFocus()

    def show_problems(self, problems: dict[str, Message]) -> None:
        """Show what is wrong with an arrival beside its one field."""
        super().show_problems({_ONE_FIELD.get(key, key): problem for key, problem in problems.items()})

    def job(self) -> Job:
        """Register the request, or change it."""
        requests, draft, plan, key = self._session.desk.requests, self.draft(), self.arrival(), self._key
        save = requests.change if draft.id else requests.register
        return lambda _progress: save(draft, plan, key=key)

    def _add_opening(self) -> None:
        form, record, desk = self.form, self._record, self._session.desk
        form.section(tr("1 · Opening"))
        form.add_wide(_read_aloud(opening()))
        customers = RecordCombo(customer_choices(desk), record.customer_id or None)
        form.add("customer_id", tr("Customer"), customers, required=True)
        form.add("site_id", tr("Site"), RecordCombo(), required=True)
        form.add("caller", tr("Who calls"), SuggestField([], record.caller))
        form.add("phone", tr("Telephone"), PhoneField(record.phone))
        form.add("channel", tr("Came by"), EnumCombo(_CHANNELS, record.channel))
        local = self._session.local(self._now)
        known = record.received_at != EPOCH
        received = self._session.local(record.received_at) if known else local
        form.add("received_at", tr("Received at"), MomentField(local, received), required=True)

    def _add_need(self) -> None:
        form, record = self.form, self._record
        form.section(tr("2 · Need"))
        form.add(
            "pest",
            tr("What was seen"),
            SuggestField(pest_suggestions(self._session), record.pest),
            required=True,
        )
        form.add("seen", tr("How many"), NumberField(record.seen, most=100_000))
        rooms, places = known_places(self._session, record.site_id)
        form.add("room", tr("In which room"), SuggestField(rooms, record.room))
        form.add("place", tr("Exact place"), SuggestField(places, record.place))
        form.add("looks", tr("What it looks like"), TextField(record.looks))
        who = TextField(record.seen_by, placeholder=tr("one of your staff"))
        form.add("seen_by", tr("Found by"), who)
        urgent = CheckField(tr("Urgent: act now"), record.urgent)
        form.add("urgent", "", urgent)
        form.add("watch", "", self._watch, wide=True)

    def _add_confirmation(self) -> None:
        form, record = self.form, self._record
        form.section(tr("3 · Confirmation"))
        form.add("sentence", tr("Read aloud"), self._sentence, wide=True)
        form.add("confirmed", "", CheckField(tr("The customer confirms"), record.confirmed), wide=True)

    def _add_plan(self) -> None:
        form, record, desk = self.form, self._record, self._session.desk
        form.section(tr("4 · Plan"))
        form.add_wide(_read_aloud(plan_reminder(self._session, record)))
        people = employee_choices(desk)
        visit = desk.visits.visit(record.visit_id) if record.visit_id is not None else Visit()
        form.add("technician_id", tr("Technician"), RecordCombo(people, visit.technician_id))
        form.add("minutes", tr("Minutes on site"), NumberField(visit.minutes, least=1, most=1440))
        form.add("estimate", tr("We need, in minutes"), NumberField(None, least=1, most=100_000))
        self._suggestion.setAutoDefault(False)
        self._suggestion.clicked.connect(self._take_suggestion)
        self._suggestion.hide()
        form.add_wide(self._suggestion)
        arrival = MomentField(self._session.local(self._now), None, lean=Lean.FUTURE)
        arrival.setPlaceholderText(tr("23:30, tomorrow 10:30"))
        arrival.setToolTip(tr("What the customer is promised: type 23:30 or tomorrow 10:30"))
        form.add("arrival", tr("Promised arrival"), arrival)
        form.add("confirmed_by", tr("Confirmed inside by"), SuggestField([one.text for one in people]))
        form.add("distance_km", tr("Kilometres"), NumberField(record.distance_km, most=100_000))
        form.add("nobody_free", "", CheckField(tr("Nobody is free before"), record.nobody_free), wide=True)
        self._add_earliest()
        form.add("plan", tr("What we do"), NoteField(record.plan, lines=2), wide=True)

    def _add_earliest(self) -> None:
        form, record, local = self.form, self._record, self._session.local(self._now)
        earliest = None
        if record.earliest_on is not None:
            clock = time.fromisoformat(record.earliest_time or "00:00")
            earliest = datetime.combine(record.earliest_on, clock)
        field = MomentField(local, earliest, lean=Lean.FUTURE)
        field.setPlaceholderText(tr("23:30, tomorrow 10:30"))
        form.add("earliest", tr("Earliest arrival"), field)
        told = self._session.local(record.told_at) if record.told_at else None
        form.add("told_at", tr("Told at"), MomentField(local, told), hint=tr("Tell it at once"))

    def _add_advice(self) -> None:
        form, record, local = self.form, self._record, self._session.local(self._now)
        form.section(tr("5 · Further advice"))
        form.add("advice", tr("Until we are there"), NoteField(record.advice, lines=2), wide=True)
        replied = self._session.local(record.replied_at) if record.replied_at else None
        hint = tr("Empty: the moment of saving, once an arrival is promised")
        form.add("replied_at", tr("Replied at"), MomentField(local, replied), hint=hint)

    def _connect_fields(self) -> None:
        form = self.form
        form.field("customer_id").edited.connect(self._take_customer)
        form.field("site_id").edited.connect(self._take_site)
        form.field("caller").edited.connect(self._take_caller)
        form.changed.connect(self._follow)

    def _take_customer(self) -> None:
        """Offer the customer's sites and people; a single site is chosen at once."""
        form, desk = self.form, self._session.desk
        customer_id = form.field("customer_id").value()
        choices = site_choices(desk, customer_id) if customer_id else []
        site = form.field("site_id")
        chosen = site.value() or self._record.site_id
        site.set_choices(choices)
        ids = [choice.id for choice in choices]
        site.set_value(chosen if chosen in ids else ids[0] if len(ids) == 1 else None)
        people = present(self._contacts(customer_id), self._session.today)
        form.field("caller").set_suggestions([one.name for one in people])
        self._take_site()

    def _take_site(self) -> None:
        """Send the technician of the site unless somebody is chosen, and look for earlier requests."""
        site_id = self.form.field("site_id").value()
        if site_id and self.form.field("technician_id").value() is None and not self._record.id:
            self.form.field("technician_id").set_value(
                self._session.desk.customers.site(site_id).technician_id
            )
        self._follow()

    def _take_caller(self) -> None:
        """Fill in the number of a known person."""
        name, phone = self.form.field("caller").value(), self.form.field("phone")
        if phone.value():
            return
        for one in self._contacts(self.form.field("customer_id").value()):
            if one.name == name:
                phone.set_value(one.mobile or one.phone)

    def _contacts(self, customer_id: int | None) -> list[Contact]:
        return list(self._session.desk.customers.contacts_of(customer_id)) if customer_id else []

    def _follow(self) -> None:
        """Build the sentence, the suggested promise and the warnings from what is known so far."""
        values, form = self.form.values(), self.form
        sentence = confirmation(replace(self._record, **_need(values)))
        waiting = tr("The sentence comes by itself once it is known what was seen.")
        self._sentence.say(say(sentence) if sentence else waiting, "text" if sentence else "muted")
        for key in _FREE:
            form.set_visible(key, visible=values["nobody_free"])
        self._suggest(values["estimate"])
        text = watch_words(self._session, self.draft())
        self._watch.say(text, "soon")
        form.set_visible("watch", visible=bool(text))

    def _suggest(self, estimate: int | None) -> None:
        self._suggestion.setVisible(estimate is not None)
        if estimate is not None:
            at = self._suggested(estimate)
            minutes = round((at - self._session.local(self._now)) / timedelta(minutes=1))
            text = tr(
                "Promise {at} (in {minutes} minutes instead of {estimate})",
                at=f"{at:%Y-%m-%d %H:%M}",
                minutes=minutes,
                estimate=estimate,
            )
            self._suggestion.setText(text)

    def _suggested(self, estimate: int) -> datetime:
        return self._session.desk.commitments.suggested_due(estimate, self._now).replace(tzinfo=None)

    def _take_suggestion(self) -> None:
        estimate = self.form.field("estimate").value()
        if estimate is not None:
            self.form.field("arrival").set_value(self._suggested(estimate))
            self.form.field("arrival").edited.emit()


def _need(values: dict[str, Any]) -> dict[str, Any]:
    names = ("pest", "looks", "room", "place", "seen", "seen_by")
    return {name: values[name] for name in names}


def _read_aloud(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
