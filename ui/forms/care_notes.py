"""What one remembers of a customer: preferences and habits, temperament, what decides (R136, R110, R160)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.care import AngerCause, CustomerNote, Deciders, NoteKind, Temper, Temperament
from branchdesk.domain.care_checks import check_deciders, check_note, check_temperament
from branchdesk.domain.messages import Message
from branchdesk.domain.temper_tips import tips
from ui.forms.care_parts import coming_day, contact_combo, customer_name, site_combo
from ui.forms.choice_row import ChoiceRow
from ui.forms.record_dialog import RecordDialog
from ui.forms.say_field import SayField
from ui.language import say, tr, words
from ui.session import Session
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import CheckField, NoteField, NumberField, TextField
from ui.widgets.form_dialog import Job


class NoteDialog(RecordDialog[CustomerNote]):
    """A dated note, and where it is to be seen."""

    def __init__(self, parent: QWidget | None, session: Session, note: CustomerNote) -> None:
        title = tr("Note on the customer") if note.id else tr("New note on the customer")
        lead = customer_name(session, note.customer_id)
        super().__init__(parent, session, note, title, lead=lead, columns=1)
        self._key = Session.new_key()
        form = self.form
        hint = tr("For example: no calls on Tuesday afternoon; needs a work permit; no gel in the bakery")
        form.add("text", tr("What to remember"), NoteField(), required=True, hint=hint)
        form.add("kind", tr("Kind"), ChoiceRow(tuple(NoteKind), columns=4))
        form.add("at_call", tr("Show it"), CheckField(tr("when somebody calls")))
        form.add("at_visit", "", CheckField(tr("when somebody goes there")))
        form.add("contact_id", tr("Only for"), contact_combo(session, note.customer_id))
        form.add("site_id", tr("Only at"), site_combo(session, note.customer_id))
        form.add(
            "until_on",
            tr("Holds until"),
            coming_day(session),
            hint=tr("Empty: for good. A note that no longer holds stays in the file, but is not shown."),
        )
        self.fill()

    def check(self) -> dict[str, Message]:
        """Ask the rules of notes."""
        return check_note(self.read())

    def job(self) -> Job:
        """Save the note."""
        care, note, key = self.session.desk.care, self.read(), self._key
        return lambda _progress: care.save_note(note, key=key)


class TemperamentDialog(RecordDialog[Temperament]):
    """How somebody is inclined and what lies behind their anger; the tip follows at once."""

    def __init__(self, parent: QWidget | None, session: Session, one: Temperament) -> None:
        name = customer_name(session, one.customer_id)
        lead = tr("{name} – for us alone: it is never printed and never exported.", name=name)
        super().__init__(parent, session, one, tr("Temperament"), lead=lead, columns=1)
        self._key = Session.new_key()
        self._tip = SayField()
        form = self.form
        form.add("contact_id", tr("Who"), contact_combo(session, one.customer_id))
        form.add("temper", tr("Temperament"), EnumCombo(Temper, empty=tr("not known")))
        form.add("anger", tr("Behind the anger"), EnumCombo(AngerCause, empty=tr("not known")))
        form.add("tip", tr("How to speak"), self._tip)
        form.add("text", tr("Remark"), TextField())
        self.fill()
        form.changed.connect(self._show_tip)
        self._show_tip()

    def check(self) -> dict[str, Message]:
        """Ask for one of the two."""
        return check_temperament(self.read())

    def job(self) -> Job:
        """Save the entry."""
        care, one, key = self.session.desk.care, self.read(), self._key
        return lambda _progress: care.save_temperament(one, key=key)

    def _show_tip(self) -> None:
        found = [say(tip) for tip in tips(self.read())]
        self._tip.say("\n".join(found) or tr("Choose, and a tip stands here."), "info" if found else "muted")


class DecidersDialog(RecordDialog[Deciders]):
    """What decides for this customer, ranked 1 to 4 (R160)."""

    def __init__(self, parent: QWidget | None, session: Session, one: Deciders) -> None:
        lead = customer_name(session, one.customer_id)
        super().__init__(parent, session, one, tr("What decides for this customer"), lead=lead, columns=1)
        self._key = Session.new_key()
        self.form.section(tr("1 decides most, 4 least; each rank once"))
        for key, title in (
            ("price", tr("Price")),
            ("brand", tr("Brand")),
            ("convenience", tr("Convenience")),
            ("speed", tr("Speed")),
        ):
            self.form.add(key, title, NumberField(least=1, most=4), required=True)
        self.fill()
        self.note().setText(_shares(session))

    def check(self) -> dict[str, Message]:
        """Ask for each rank once."""
        return check_deciders(self.read())

    def job(self) -> Job:
        """Save the ranks."""
        care, one, key = self.session.desk.care, self.read(), self._key
        return lambda _progress: care.save_deciders(one, key=key)


def _shares(session: Session) -> str:
    counts, served = session.desk.care.deciding_first()
    parts = [
        f"{title} {counts[key]}"
        for key, title in (
            ("price", tr("Price")),
            ("brand", tr("Brand")),
            ("convenience", tr("Convenience")),
            ("speed", tr("Speed")),
        )
    ]
    return tr("First with our {n} customers: {counts}", n=served, counts=words().value(parts))
