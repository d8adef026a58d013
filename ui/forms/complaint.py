"""Registering a complaint while the customer is still on the line, and correcting what was taken down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from branchdesk.domain.case_tasks import CaseCaller
from branchdesk.domain.checks import check_complaint
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import Channel, Complaint, ComplaintCategory, LogKind, Severity, Threat
from branchdesk.domain.customers import Contact
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.messages import Message
from branchdesk.domain.textfold import fold_phone
from branchdesk.domain.wording_rules import TextPurpose
from branchdesk.services.context import Outcome
from ui.forms.case_caller import CallerDialog
from ui.forms.choice_row import ChoiceRow
from ui.forms.choices import customer_choices, employee_choices, site_choices
from ui.forms.clock_words import answer_clock, clock_word, span_words
from ui.forms.complaint_hints import CaseHints
from ui.forms.complaint_note import ComplaintNoteDialog
from ui.forms.complaint_words import critical_words, department_words
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.forms.ticks import TicksField
from ui.forms.whom import best_for, numbers, present
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.fields import CheckField, PhoneField, TextField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class ComplaintDialog(FormDialog):
    """Takes a case down (id 0) or corrects it; who and when fill themselves from the customer."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Correct {number}", number=complaint.number) if complaint.id else tr("New complaint")
        super().__init__(parent, title, tr("Save") if complaint.id else tr("Register it"), columns=2)
        self._session = session
        self._record = complaint
        self._key = Session.new_key()
        self._now = session.local(session.desk.context.clock.now())
        self._customer_id = 0
        self._contacts: list[Contact] = []
        self._hints = CaseHints(session, complaint.id)
        self._until, self._critical = SayField(), SayField()
        self._dialled = ""
        self._talks = False
        self._add_matter()
        self._add_circumstances()
        self._fill()
        self._connect_rules()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the log."""
        now = self._session.desk.context.clock.now()
        draft = self._read()
        return check_complaint(draft if draft.id else replace(draft, registered_at=now))

    def job(self) -> Job:
        """Register or save."""
        complaints, draft, key = self._session.desk.complaints, self._read(), self._key
        if draft.id:
            return lambda _progress: complaints.update(draft)
        return lambda _progress: complaints.register(draft, key=key)

    def due_text(self) -> str:
        """Return the sentence about the time of the answer."""
        return self._until.text()

    def hints(self) -> CaseHints:
        """Return the block with the open cases."""
        return self._hints

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what is said where the customer is known."""
        super().showEvent(event)
        if self._record.customer_id:
            self.form.field("text").setFocus()

    def _add_matter(self) -> None:
        form, desk = self.form, self._session.desk
        customer = RecordCombo(customer_choices(desk))
        customer.setPlaceholderText(tr("Name, pinyin or any phone number"))
        form.add("customer_id", tr("Customer"), customer, required=True, wide=True)
        form.add_wide(self._hints)
        words = tr("In the customer's own words; let them finish")
        said = CheckedNoteField(self._session, TextPurpose.LOG, lines=3, placeholder=words)
        form.add("text", tr("What they say"), said, required=True, wide=True)
        category: ChoiceRow[ComplaintCategory] = ChoiceRow(tuple(ComplaintCategory), columns=4)
        form.add("category", tr("About"), category, required=True, wide=True)
        form.add("pest", tr("Pest"), SuggestField(desk.field.known_pests()))
        severity: ChoiceRow[Severity] = ChoiceRow(tuple(Severity), columns=4, anywhere=False)
        form.add("severity", tr("Severity"), severity, wide=True)
        threats: TicksField[Threat] = TicksField(tuple(Threat))
        form.add("threats", tr("They threaten"), threats, wide=True)
        form.add("critical", "", self._critical, wide=True)
        self._critical.say(critical_words(desk), "late")
        form.add("needs_department", "", CheckField(department_words(desk)), wide=True)
        form.add("until", tr("Clock"), self._until, wide=True)

    def _add_circumstances(self) -> None:
        form, desk = self.form, self._session.desk
        form.section(tr("Who and when"))
        form.add("received_at", tr("Received at"), MomentField(self._now), required=True)
        form.add("reporter", tr("Who says it"), SuggestField())
        form.add("site_id", tr("Site"), RecordCombo())
        form.add("phone", tr("Their phone"), PhoneField())
        form.add("demand", tr("What they ask for"), TextField(placeholder=tr("for example: money back")))
        form.add(
            "need", tr("What they need"), TextField(placeholder=tr("for example: no pests at the opening"))
        )
        people = [choice.text for choice in employee_choices(desk)]
        if not self._record.id:  # afterwards it changes hands only when somebody accepts it (R090)
            form.add("owner", tr("Owner"), SuggestField(people), required=True)
        form.add("channel", tr("By"), EnumCombo(Channel))
        form.add("kind", tr("Kind"), EnumCombo(LogKind))
        form.add("note", tr("Note"), TextField())

    def _fill(self) -> None:
        record, session = self._record, self._session
        received = self._now.replace(second=0)
        if record.received_at != EPOCH:
            received = session.local(record.received_at)
        names = (
            "text",
            "pest",
            "severity",
            "threats",
            "needs_department",
            "demand",
            "need",
            "channel",
            "kind",
            "note",
        )
        shown: dict[str, Any] = {name: getattr(record, name) for name in names}
        shown["customer_id"] = record.customer_id or None
        shown["received_at"] = received
        if not record.id:
            shown["owner"] = record.owner or session.desk.context.author.name
        shown["reporter"], shown["phone"] = record.reporter, record.phone
        if record.id or record.category is not ComplaintCategory.OTHER:  # a draft that knows what it is about
            shown["category"] = record.category
        self.form.set_values(shown)
        self._take_customer()
        if record.site_id is not None:
            self.form.field("site_id").set_value(record.site_id)
        if not record.id:
            talk = self.add_button(tr("Register and talk"), self._register_and_talk)
            talk.setToolTip(QKeySequence(_TALK).toString(QKeySequence.SequenceFormat.NativeText))
            QShortcut(QKeySequence(_TALK), self, self._register_and_talk)
        self._follow()
        self.form.mark_clean()

    def _register_and_talk(self) -> None:
        """Register it, and go straight on to the guided talk while the customer is on the line."""
        self._talks = True
        self.save()

    def _go_on_talking(self, outcome: Outcome[Complaint]) -> None:
        home = self.parentWidget()
        if self._talks and home is not None and outcome.value.kind is LogKind.COMPLAINT:
            from ui.forms.talk import open_talk

            open_talk(home, self._session, outcome.value)

    def _connect_rules(self) -> None:
        form = self.form
        customer: RecordCombo = form.field("customer_id")
        customer.edited.connect(self._take_customer)
        customer.left.connect(self._take_customer)
        form.field("reporter").edited.connect(self._take_reporter)
        customer.textEdited.connect(self._remember_typed)
        for key in ("category", "severity", "threats", "needs_department", "received_at", "kind"):
            form.field(key).edited.connect(self._follow)
        for key in ("category", "site_id"):
            form.field(key).edited.connect(self._show_hints)
        self.saved.connect(self._go_on_talking)
        self._hints.case_chosen.connect(self._open_instead)
        self._hints.caller_joins.connect(self._join)

    def _take_customer(self) -> None:
        """Fill site and caller from the customer that is chosen now."""
        chosen: int = self.form.field("customer_id").value() or 0
        if chosen == self._customer_id:
            return
        self._customer_id = chosen
        desk, form = self._session.desk, self.form
        sites = site_choices(desk, chosen) if chosen else []
        site: RecordCombo = form.field("site_id")
        site.set_choices(sites)
        site.set_value(sites[0].id if len(sites) == 1 else None)
        everybody = desk.customers.contacts_of(chosen) if chosen else []
        self._contacts = present(everybody, self._session.today)
        form.field("reporter").set_suggestions([contact.name for contact in self._contacts])
        if not self._record.id and not self._record.reporter:
            self._suggest_caller()
        self._show_hints()

    def _show_hints(self) -> None:
        """Offer what may be the same case, while one types."""
        category, site = self.form.field("category").value(), self.form.field("site_id").value()
        self._hints.show_customer(self._customer_id, site, category)

    def _remember_typed(self, text: str) -> None:
        """Keep a typed number: whoever it belongs to is on the line."""
        digits = fold_phone(text)
        if digits:
            self._dialled = digits

    def _suggest_caller(self) -> None:
        caller = caller_of(self._contacts, self._dialled)
        if caller is None:
            caller = best_for(self._contacts, Purpose.COMPLAINT, self.form.field("site_id").value())
        self.form.field("reporter").set_value(caller.name if caller else "")
        self.form.field("phone").set_value(numbers(caller) if caller else "")

    def _take_reporter(self) -> None:
        caller = self._caller()
        if caller is not None:
            self.form.field("phone").set_value(numbers(caller))

    def _caller(self) -> Contact | None:
        name = self.form.field("reporter").value()
        return next((contact for contact in self._contacts if contact.name == name), None)

    def _follow(self) -> None:
        """Say what follows from severity, time and department."""
        self.form.set_visible("pest", visible=self._is_about_pests())
        critical = self.form.field("severity").value() is Severity.CRITICAL
        threatened = bool(self.form.field("threats").value())
        self.form.set_visible("critical", visible=critical or threatened)
        draft = self._read()
        try:
            clock = answer_clock(self._session.desk.complaints.clocks_with(draft))
        except Refused:
            clock = None  # the year of the moment cannot be right, as its own field says
        self.form.set_visible("until", visible=clock is not None and draft.answered_at is None)
        if clock is not None:
            word = clock_word(clock, self._now)
            late = self._late_words(draft)
            self._until.say(" · ".join(part for part in (word.text, late) if part), word.token)

    def _late_words(self, draft: Complaint) -> str:
        """Say that it is typed in late: that is counted by itself (D16)."""
        late = self._now - self._session.local(draft.received_at)
        limit = self._session.desk.context.settings.late_entry_minutes
        if draft.id or late < timedelta(minutes=limit):
            return ""
        return tr("typed in {span} late", span=span_words(late))

    def _is_about_pests(self) -> bool:
        """Tell whether the pest is asked for: what repeats is found by it (D20)."""
        category = self.form.field("category").value()
        return category is ComplaintCategory.PESTS_BACK or bool(self.form.field("pest").value())

    def _read(self) -> Complaint:
        values = self.form.values()
        received: datetime | None = values["received_at"]
        caller = self._caller()
        return replace(
            self._record,
            customer_id=values["customer_id"] or 0,
            site_id=values["site_id"],
            contact_id=caller.id if caller else None,
            received_at=self._session.instant(received or self._now),
            category=values["category"] or ComplaintCategory.OTHER,
            severity=values["severity"] or Severity.NORMAL,
            channel=values["channel"] or Channel.PHONE,
            kind=values["kind"] or LogKind.COMPLAINT,
            **{key: values[key] for key in _AS_TYPED if key in values},
        )

    def _join(self, complaint_id: int) -> None:
        """Add whoever is on the line to an open case, with what was typed."""
        session, values = self._session, self.form.values()
        case = session.desk.complaints.complaint(complaint_id)
        caller = CaseCaller(name=values["reporter"], phone=values["phone"], text=values["text"])
        dialog = CallerDialog(self.parentWidget(), session, case, caller)
        dialog.saved.connect(session.tell)
        session.follow("complaint", complaint_id)
        dialog.open()
        self.done(QDialog.DialogCode.Rejected)

    def _open_instead(self, complaint_id: int) -> None:
        """Go on with an open case; what was typed becomes a note of it."""
        session, typed = self._session, self.form.field("text").value()
        session.follow("complaint", complaint_id)
        if typed:
            case = session.desk.complaints.complaint(complaint_id)
            note = ComplaintNoteDialog(self.parentWidget(), session, case, typed)
            note.saved.connect(session.tell)
            note.open()
        self.done(QDialog.DialogCode.Rejected)


def caller_of(contacts: Iterable[Contact], dialled: str) -> Contact | None:
    """Return the one contact whose number holds what was typed; four digits at least."""
    if len(dialled) < _LEAST_DIGITS:
        return None
    found = [one for one in contacts if any(dialled in fold_phone(n) for n in (one.mobile, one.phone) if n)]
    return found[0] if len(found) == 1 else None


_LEAST_DIGITS = 4
_TALK = "Ctrl+Shift+Return"
_AS_TYPED = (
    "threats",
    "text",
    "pest",
    "needs_department",
    "reporter",
    "phone",
    "demand",
    "need",
    "owner",
    "note",
)
