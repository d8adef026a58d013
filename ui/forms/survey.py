"""Entering a feedback form or talk: ten marks, wishes, and what they come to (R144, R146, R155)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.care_checks import check_survey
from branchdesk.domain.messages import Message
from branchdesk.domain.surveys import (
    Dimension,
    Survey,
    SurveySource,
    SurveyWish,
    Verdict,
    expected_mean,
    found_mean,
    satisfaction,
    verdict,
)
from ui.forms.care_parts import contact_combo, customer_name, past_day
from ui.forms.mark_field import MarkField
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job

TOKENS = {Verdict.DISSATISFIED: "late", Verdict.SATISFIED: "info", Verdict.EXCEEDED: "kept"}
_WISHES = 3


class SurveyDialog(FormDialog):
    """One dialog for the paper form, the talk on a visit and the agency's result."""

    def __init__(self, parent: QWidget | None, session: Session, survey: Survey) -> None:
        title = tr("Feedback {number}", number=survey.number) if survey.id else tr("Enter feedback")
        lead = customer_name(session, survey.customer_id)
        super().__init__(parent, title, tr("Save the feedback"), lead=lead, columns=2)
        self._session = session
        self._survey = survey
        self._key = Session.new_key()
        self._result = SayField()
        self._add_head()
        self._add_marks()
        self._add_wishes()
        self.form.add("comment", tr("In their words"), NoteField(survey.comment), wide=True)
        self.form.mark_clean()
        self.form.changed.connect(self._show_result)
        self._show_result()

    def read(self) -> Survey:
        """Return the survey as it stands in the form."""
        values = self.form.values()
        marks = {key: values[key] or 0 for key in _mark_keys()}
        return replace(
            self._survey,
            number=values["number"],
            asked_on=values["asked_on"] or date.min,
            source=values["source"] or SurveySource.OWN,
            asked_by=values["asked_by"],
            contact_id=values["contact_id"],
            comment=values["comment"],
            **marks,
        )

    def wishes(self) -> list[SurveyWish]:
        """Return the particular expectations that were written down."""
        values = self.form.values()
        rows = ((values[f"wish_{at}"], values[f"wish_mark_{at}"]) for at in range(_WISHES))
        return [SurveyWish(text=text, mark=mark or 3) for text, mark in rows if text]

    def check(self) -> dict[str, Message]:
        """Ask the rules of surveys."""
        return check_survey(self.read(), self._session.today)

    def job(self) -> Job:
        """Save the survey."""
        opinions, survey, wishes, key = self._session.desk.opinions, self.read(), self.wishes(), self._key
        return lambda _progress: opinions.save_survey(survey, wishes, key=key)

    def _add_head(self) -> None:
        form, survey, session = self.form, self._survey, self._session
        number = TextField(survey.number, placeholder=session.desk.opinions.next_form_number())
        day = survey.asked_on if survey.id else session.today
        form.add("source", tr("Source"), EnumCombo(SurveySource, survey.source))
        form.add("asked_on", tr("Date"), past_day(session, day), required=True)
        form.add(
            "asked_by", tr("Asked by"), TextField(survey.asked_by, placeholder=tr("whoever is writing this"))
        )
        form.add("contact_id", tr("Who answered"), contact_combo(session, survey.customer_id))
        form.field("contact_id").set_value(survey.contact_id)
        form.add("number", tr("Number of the form"), number, hint=tr("Empty: the next number"))

    def _add_marks(self) -> None:
        form, survey = self.form, self._survey
        form.section(tr("From 1 (low) to 5 (high): what was expected, what was found"))
        for one in Dimension:
            expected, found = survey.expected(one) or None, survey.found(one) or None
            form.add(
                f"expect_{one.value}", tr("{what}: expected", what=one), MarkField(expected), required=True
            )
            form.add(f"found_{one.value}", tr("{what}: found", what=one), MarkField(found), required=True)
        form.add("result", tr("Result"), self._result, wide=True)

    def _add_wishes(self) -> None:
        opinions, survey = self._session.desk.opinions, self._survey
        known = opinions.wishes_of(survey.id) if survey.id else []
        earlier = list(opinions.wish_courses(survey.customer_id))
        texts = [wish.text for wish in known] or earlier
        marks = [wish.mark for wish in known]
        self.form.section(tr("What matters to them in particular, and how well we meet it"))
        for at in range(_WISHES):
            text = texts[at] if at < len(texts) else ""
            mark = marks[at] if at < len(marks) else None
            field = SuggestField(earlier, text, placeholder=tr("For example: done at night"))
            self.form.add(f"wish_{at}", tr("Wish {n}", n=at + 1), field)
            self.form.add(f"wish_mark_{at}", tr("mark"), MarkField(mark))

    def _show_result(self) -> None:
        survey = self.read()
        if not all(survey.expected(one) and survey.found(one) for one in Dimension):
            self._result.say(tr("Give the ten marks."))
            return
        outcome = verdict(satisfaction(survey))
        self._result.say(result_words(survey), TOKENS[outcome])


def result_words(survey: Survey) -> str:
    """Say what a survey came to: expected 4.0, found 3.6: -0.4, not satisfied."""
    difference = satisfaction(survey)
    return tr(
        "expected {expected}, found {found}: {difference} {verdict}",
        expected=expected_mean(survey),
        found=found_mean(survey),
        difference=f"{difference:+}" if difference else "0",
        verdict=term(verdict(difference)),
    )


def _mark_keys() -> list[str]:
    return [f"{side}_{one.value}" for one in Dimension for side in ("expect", "found")]
