"""One entry of a word table, one exception, one stock phrase, one edition of an approved answer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.wording import (
    CHECKED,
    GROUPS,
    REPLACING,
    ApprovedAnswer,
    Situation,
    StockPhrase,
    WordException,
    WordGroup,
    WordKind,
    WordRule,
    check_answer,
    check_exception,
    check_phrase,
    check_rule,
)
from branchdesk.domain.wording_rules import TextPurpose
from branchdesk.domain.wording_stock import gap_names
from ui.forms.choice_row import ChoiceRow
from ui.forms.language_field import LanguageField
from ui.forms.suggest_field import SuggestField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class WordRuleDialog(FormDialog):
    """Adds or changes an entry of a word table."""

    def __init__(self, parent: QWidget | None, session: Session, rule: WordRule) -> None:
        title = tr("Change the entry") if rule.id else tr("New entry")
        super().__init__(parent, title, tr("Save"), lead=term(rule.kind))
        self._session, self._rule, self._key = session, rule, Session.new_key()
        searched = rule.kind is not WordKind.PALETTE
        hint = tr("“…” stands for a few characters; a comma may be left out in the text.") if searched else ""
        self.form.add("text", tr("Word or phrase"), TextField(rule.text), required=True, hint=hint)
        if rule.kind in REPLACING:
            needed = rule.kind is WordKind.TERM
            hint = "" if needed else tr("Empty: it is only pointed out")
            self.form.add("instead", tr("Write instead"), TextField(rule.instead), required=needed, hint=hint)
        if rule.kind in GROUPS:
            groups: ChoiceRow[WordGroup] = ChoiceRow(GROUPS[rule.kind], rule.group_name, anywhere=False)
            self.form.add("group_name", tr("Word group"), groups, required=True)
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the word tables."""
        return check_rule(self._read())

    def job(self) -> Job:
        """Save the entry."""
        wording, rule, key = self._session.desk.wording, self._read(), self._key
        return lambda _progress: wording.save_rule(rule, key=key)

    def _read(self) -> WordRule:
        return replace(self._rule, **self.form.values())


class WordExceptionDialog(FormDialog):
    """Adds or changes a text that one of the checks leaves alone."""

    def __init__(self, parent: QWidget | None, session: Session, one: WordException) -> None:
        title = tr("Change the exception") if one.id else tr("New exception")
        super().__init__(parent, title, tr("Save"), lead=tr("What stands here is never marked by the check."))
        self._session, self._exception, self._key = session, one, Session.new_key()
        kinds = tuple(kind for kind in WordKind if kind in CHECKED)
        self.form.add("kind", tr("Kind of check"), EnumCombo(kinds, one.kind), required=True)
        hint = tr("For units: the word before a number that only names something, such as “No.”.")
        self.form.add("text", tr("Left alone"), TextField(one.text), required=True, hint=hint)
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of exceptions."""
        return check_exception(self._read())

    def job(self) -> Job:
        """Save the exception."""
        wording, one, key = self._session.desk.wording, self._read(), self._key
        return lambda _progress: wording.save_exception(one, key=key)

    def _read(self) -> WordException:
        return replace(self._exception, **self.form.values())


class StockPhraseDialog(FormDialog):
    """Adds or changes a stock phrase."""

    def __init__(self, parent: QWidget | None, session: Session, phrase: StockPhrase) -> None:
        title = tr("Change the phrase") if phrase.id else tr("New phrase")
        super().__init__(parent, title, tr("Save"))
        self._session, self._phrase, self._key = session, phrase, Session.new_key()
        language = LanguageField()
        language.set_value(phrase.language)
        self.form.add(
            "situation", tr("Situation"), EnumCombo(tuple(Situation), phrase.situation), required=True
        )
        gaps = " ".join(f"{{{name}}}" for name in gap_names(phrase.language))
        hint = tr("These gaps are filled in where the name is known: {gaps}", gaps=gaps)
        self.form.add("text", tr("Phrase"), NoteField(phrase.text, lines=4), required=True, hint=hint)
        self.form.add("language", tr("Language"), language)
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of phrases."""
        return check_phrase(self._read())

    def job(self) -> Job:
        """Save the phrase."""
        wording, phrase, key = self._session.desk.wording, self._read(), self._key
        return lambda _progress: wording.save_phrase(phrase, key=key)

    def _read(self) -> StockPhrase:
        values = self.form.values()
        language = values["language"] or self._session.desk.context.branch.language
        return replace(
            self._phrase, situation=values["situation"], text=values["text"].strip(), language=language
        )


class ApproveAnswerDialog(FormDialog):
    """Approves an answer; what was approved before stays as an earlier edition (R167)."""

    def __init__(self, parent: QWidget | None, session: Session, answer: ApprovedAnswer) -> None:
        title = tr("Approve a new edition") if answer.number else tr("New approved answer")
        lead = (
            tr("The present edition is kept: what was said before can be looked up.") if answer.number else ""
        )
        super().__init__(parent, title, tr("Approve"), lead=lead)
        self.setMinimumWidth(600)
        self._session, self._answer, self._key = session, answer, Session.new_key()
        form, today = self.form, session.today
        form.add("question", tr("Question"), TextField(answer.question), required=True)
        text = CheckedNoteField(session, TextPurpose.OUTGOING, answer.answer, lines=6)
        form.add("answer", tr("The one answer"), text, required=True)
        people = [one.name for one in session.desk.customers.employees() if one.active]
        by = session.desk.context.author.name if not answer.number else answer.approved_by
        form.add("approved_by", tr("Approved by"), SuggestField(people, by), required=True)
        form.add("approved_on", tr("Approved on"), DateField(today, today, lean=Lean.PAST), required=True)
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of approved answers."""
        return check_answer(self._read(), self._session.today)

    def job(self) -> Job:
        """Approve the answer."""
        wording, answer, key = self._session.desk.wording, self._read(), self._key
        return lambda _progress: wording.approve(answer, key=key)

    def _read(self) -> ApprovedAnswer:
        values = self.form.values()
        values["approved_on"] = values["approved_on"] or self._session.today
        return replace(self._answer, retired=False, **values)
