"""After closing: the call a week later (R120); and what became of praise and suggestions (R128)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.judgement import CaseClosing, GoodWord
from branchdesk.domain.judgement_checks import check_good_word
from branchdesk.domain.messages import Message
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.case_parts import CaseDialog
from ui.forms.complaint_reopen import ComplaintReopenDialog
from ui.forms.satisfied_field import SatisfiedField
from ui.forms.suggest_field import SuggestField
from ui.forms.verdict_field import VerdictField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import Job


class AfterClosingDialog(CaseDialog[CaseClosing]):
    """Has it stayed solved? If not, the case opens again under its number."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint) -> None:
        record = session.desk.closing.record(case.id)
        title = tr("Call after closing {number}", number=case.number)
        super().__init__(parent, session, case, record, title)
        self.set_verb(tr("Record the call"))
        form = self.form
        form.add("followed_on", tr("Called on"), self.past_day(), required=True)
        said = CheckedNoteField(
            session, TextPurpose.LOG, lines=3, placeholder=tr("Has it stayed solved? What did they say?")
        )
        form.add("result", tr("Answer"), said, required=True)
        form.add("satisfied", tr("Satisfied"), SatisfiedField())
        if record.watch_until is not None:
            day = words().long_date(record.watch_until)
            self.note().setText(tr("The customer is watched until {day}.", day=day))
        self.add_button(tr("It has come back…"), self._reopen)
        self.fill()
        form.field("followed_on").set_value(session.today)
        form.mark_clean()

    def job(self) -> Job:
        """Record it."""
        values, closing, case_id = self.form.values(), self.session.desk.closing, self.case.id
        return lambda _progress: closing.follow_up(
            case_id, values["followed_on"], values["result"], satisfied=values["satisfied"]
        )

    def _reopen(self) -> None:
        parent = self.parentWidget()
        dialog = ComplaintReopenDialog(parent, self.session, self.case)
        dialog.saved.connect(self.session.tell)
        self.accept()
        dialog.open()


class GoodWordDialog(CaseDialog[GoodWord]):
    """What became of it: passed on, adopted, changed, told."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint) -> None:
        record = session.desk.closing.good_word(case.id)
        praise = case.kind is LogKind.PRAISE
        number = case.number
        title = tr("Praise {number}", number=number) if praise else tr("Suggestion {number}", number=number)
        super().__init__(parent, session, case, record, title, columns=2)
        if praise:
            self._add_praise()
        else:
            self._add_suggestion()
        form = self.form
        form.section(tr("Word to the customer"))
        form.add("told_on", tr("Thanked on") if praise else tr("Customer told on"), self.past_day())
        ways = (tr("By telephone"), tr("By message"), tr("In person"))
        form.add("told_how", tr("How"), SuggestField(ways))
        form.changed.connect(self._follow)
        self.fill()
        self._follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of praise and suggestions."""
        return check_good_word(self.read(), self.session.today)

    def job(self) -> Job:
        """Save it."""
        closing, word = self.session.desk.closing, self.read()
        return lambda _progress: closing.save_good_word(word)

    def _add_praise(self) -> None:
        self.form.add("passed_to", tr("Passed on to"), self.colleagues())
        self.form.add("passed_on", tr("On"), self.past_day())

    def _add_suggestion(self) -> None:
        form = self.form
        form.add("adopted", tr("The suggestion is"), VerdictField(tr("adopted"), tr("not adopted")))
        form.add("decided_on", tr("Decided on"), self.past_day())
        form.add("why", tr("Because"), TextField(longest=500), wide=True)
        form.add("change", tr("What has changed"), TextField(longest=500))
        form.add("changed_on", tr("Since"), self.past_day())

    def _follow(self) -> None:
        if self.case.kind is LogKind.PRAISE:
            return
        adopted = self.form.field("adopted").value()
        for key in ("change", "changed_on"):
            self.form.set_visible(key, visible=adopted is True)
        self.form.set_visible("why", visible=adopted is False)
