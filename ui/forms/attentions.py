"""What is given and agreed: thanks, special services, awards, expectations (R028, R142-R156)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.care import Attention, AttentionKind, Expectation, ExpectationKind, Improvement
from branchdesk.domain.care_checks import check_attention, check_expectation, check_improvement
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.wording import Situation
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.care_parts import contact_combo, customer_name, past_day, site_combo
from ui.forms.case_phrases import customer_help
from ui.forms.record_dialog import RecordDialog
from ui.forms.suggest_field import SuggestField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.form_dialog import Job

PRINTED = (AttentionKind.THANK_YOU, AttentionKind.AWARD)


class ImprovementDialog(RecordDialog[Improvement]):
    """Something the customer put right, and how we thanked for it (R028)."""

    def __init__(self, parent: QWidget | None, session: Session, one: Improvement) -> None:
        lead = customer_name(session, one.customer_id)
        super().__init__(parent, session, one, tr("Improvement by the customer"), lead=lead, columns=1)
        self._key = Session.new_key()
        form, people = self.form, session.desk.customers.contacts_of(one.customer_id)
        hint = tr("For example: closed the gap under the back door")
        form.add("what", tr("What was improved"), TextField(), required=True, hint=hint)
        form.add("noticed_on", tr("Seen on"), past_day(session), required=True)
        form.add("noticed_by", tr("Seen by"), TextField(placeholder=tr("whoever is writing this")))
        form.add("site_id", tr("Site"), site_combo(session, one.customer_id))
        form.section(tr("Our thanks"))
        form.add("thanked_on", tr("Thanked on"), past_day(session))
        form.add("thanked_whom", tr("Whom"), SuggestField([person.name for person in people]))
        self.fill()

    def check(self) -> dict[str, Message]:
        """Ask the rules of improvements."""
        return check_improvement(self.read(), self.session.today)

    def job(self) -> Job:
        """Save the improvement."""
        care, one, key = self.session.desk.care, self.read(), self._key
        return lambda _progress: care.save_improvement(one, key=key)


class AttentionDialog(RecordDialog[Attention]):
    """A special service, note, award, visit or news; only what belongs to its kind is asked."""

    def __init__(self, parent: QWidget | None, session: Session, one: Attention) -> None:
        lead = customer_name(session, one.customer_id)
        super().__init__(parent, session, one, term(one.kind), lead=lead, columns=1)
        self._key = Session.new_key()
        form, kind = self.form, one.kind
        title, hint = _what(kind)
        form.add("what", title, TextField(), required=True, hint=hint)
        form.add("given_on", tr("Date"), DateField(session.today), required=True)
        form.add("contact_id", tr("To whom"), contact_combo(session, one.customer_id))
        if kind in PRINTED:
            aid = customer_help(session, one.customer_id, Situation.THANKS, Situation.HOLIDAY)
            paper = CheckedNoteField(session, TextPurpose.OUTGOING, lines=4, aid=aid)
            form.add("text", tr("Text on the paper"), paper, hint=tr("Empty: the usual words"))
            self.add_button(tr("Print…"), self._print)
        elif kind is AttentionKind.SPECIAL_SERVICE:
            form.add("cost_fen", tr("Cost"), MoneyField())
        else:
            form.add("text", tr("What was talked about"), NoteField(lines=4))
        form.add("reaction", tr("Reaction"), TextField())
        self.fill()

    def read(self) -> Attention:
        """Return the attention; no amount means no cost."""
        one = super().read()
        return replace(one, cost_fen=Fen(one.cost_fen or 0))

    def check(self) -> dict[str, Message]:
        """Ask the rules of attentions."""
        return check_attention(self.read())

    def job(self) -> Job:
        """Save the attention."""
        care, one, key = self.session.desk.care, self.read(), self._key
        return lambda _progress: care.save_attention(one, key=key)

    def _print(self) -> None:
        from ui.care_papers import print_attention

        problems = self.form.problems() or self.check()
        self.show_problems(problems)
        if not problems:
            print_attention(self, self.session, self.read())


class ExpectationDialog(RecordDialog[Expectation]):
    """An expectation, and how it was settled before the service (R145)."""

    def __init__(self, parent: QWidget | None, session: Session, one: Expectation) -> None:
        lead = customer_name(session, one.customer_id)
        super().__init__(parent, session, one, tr("Expectation"), lead=lead, columns=1)
        self._key = Session.new_key()
        form, staff = self.form, session.desk.customers.employees()
        form.add("text", tr("What is expected"), NoteField(lines=2), required=True)
        form.add("kind", tr("Can it be met?"), EnumCombo(ExpectationKind))
        form.add("noted_on", tr("Noted on"), past_day(session), required=True)
        form.section(tr("Settled before the service"))
        form.add("settled_how", tr("What was agreed"), NoteField(lines=2))
        form.add("settled_on", tr("Agreed with them on"), past_day(session))
        form.add(
            "settled_by",
            tr("Who agreed it"),
            SuggestField([person.name for person in staff if person.active]),
        )
        self.fill()

    def check(self) -> dict[str, Message]:
        """Ask the rules of expectations."""
        return check_expectation(self.read(), self.session.today)

    def job(self) -> Job:
        """Save the expectation."""
        care, one, key = self.session.desk.care, self.read(), self._key
        return lambda _progress: care.save_expectation(one, key=key)


def _what(kind: AttentionKind) -> tuple[str, str]:
    """Ask in the words of the kind, with an example."""
    return {
        AttentionKind.SPECIAL_SERVICE: (tr("What was given"), tr("For example: flowers for the opening")),
        AttentionKind.THANK_YOU: (tr("Thanks for"), tr("For example: the quick repair of the drain")),
        AttentionKind.AWARD: (tr("Award"), tr("For example: model of hygiene of the year")),
        AttentionKind.VISIT: (tr("Reason of the visit"), tr("Nothing is sold on such a visit.")),
        AttentionKind.NEWS: (tr("Which service"), tr("What is new for this customer")),
    }[kind]
