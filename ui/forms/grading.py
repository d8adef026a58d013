"""Grading a customer: three marks, what the file says, exceptions with an end (R138, D14)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from branchdesk.domain.grades import Grade, Grading, Suggestion, check_grading, graded
from branchdesk.domain.messages import Message
from ui.forms.care_parts import coming_day, customer_name
from ui.forms.mark_field import MarkField
from ui.forms.say_field import SayField
from ui.language import say, tr
from ui.session import Session
from ui.theme import GRID, heading_font
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job

_HISTORY = 4
_EXCEPTION = ("reason", "until_on")


class GradingDialog(FormDialog):
    """Every saving is a new grading; the old ones stay in the history."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int) -> None:
        lead = customer_name(session, customer_id)
        super().__init__(parent, tr("Grade the customer"), tr("Give this grade"), lead=lead, columns=1)
        self._session = session
        self._customer_id = customer_id
        self._key = Session.new_key()
        self._result = SayField()
        opinions = session.desk.opinions
        past, suggestion = opinions.gradings_of(customer_id), opinions.suggestion(customer_id)
        self.form.add_wide(_reasons(suggestion))
        self._add_marks(past[0] if past else None, suggestion)
        self._add_exception()
        if past:
            self.form.section(tr("History"))
            self.form.add_wide(_history(past[:_HISTORY]))
        self.form.mark_clean()
        self.form.changed.connect(self._show_result)
        self._show_result()

    def read(self) -> Grading:
        """Return the grading as it stands in the form."""
        values = self.form.values()
        draft = Grading(
            customer_id=self._customer_id,
            graded_on=self._session.today,
            value=values["value"] or 0,
            importance=values["importance"] or 0,
            potential=values["potential"] or 0,
            grade=values["grade"].value if values["grade"] else "",
        )
        if not self._is_exception(draft):
            return draft
        return replace(draft, reason=values["reason"], until_on=values["until_on"])

    def check(self) -> dict[str, Message]:
        """Ask the rules of gradings."""
        return check_grading(self.read(), self._session.desk.context.settings)

    def job(self) -> Job:
        """Give the grade."""
        opinions, draft, key = self._session.desk.opinions, self.read(), self._key
        return lambda _progress: opinions.grade(draft, key=key)

    def _add_marks(self, last: Grading | None, suggestion: Suggestion) -> None:
        low, high = tr("low"), tr("high")
        for key, title, mark in (
            ("value", tr("Value"), last.value if last else suggestion.reasons[0].mark),
            ("importance", tr("Importance"), last.importance if last else None),
            ("potential", tr("Potential"), last.potential if last else None),
        ):
            self.form.add(key, title, MarkField(mark, low=low, high=high), required=True)
        self.form.add("result", tr("The marks give"), self._result)

    def _add_exception(self) -> None:
        self.form.add("grade", tr("Grade"), EnumCombo(Grade, empty=tr("as the marks say")))
        self.form.add("reason", tr("Why this exception"), TextField(), required=True)
        self.form.add("until_on", tr("Exception until"), coming_day(self._session), required=True)

    def _is_exception(self, draft: Grading) -> bool:
        complete = all((draft.value, draft.importance, draft.potential))
        return complete and bool(draft.grade) and draft.grade != self._by_marks(draft).by_marks

    def _by_marks(self, draft: Grading) -> Grading:
        return graded(draft, self._session.desk.context.settings)

    def _show_result(self) -> None:
        draft = self.read()
        exception = self._is_exception(draft)
        for key in _EXCEPTION:
            self.form.set_visible(key, visible=exception)
        if not all((draft.value, draft.importance, draft.potential)):
            self._result.say(tr("Give the three marks."))
            return
        ready = self._by_marks(draft)
        score = f"{ready.score_hundredths / 100:.1f}"
        text = tr(
            "{score} points: grade {grade} (weights {weights})",
            score=score,
            grade=ready.by_marks,
            weights=ready.weights,
        )
        self._result.say(text, "info")


def _reasons(suggestion: Suggestion) -> QWidget:
    """Show which grade the facts of twelve months speak for, and why."""
    box = QFrame()
    box.setProperty("role", "card")
    grid = QGridLayout(box)
    grid.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
    grid.setHorizontalSpacing(GRID * 2)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    score = f"{suggestion.score:.1f}"
    title = QLabel(
        tr("The file speaks for grade {grade} ({score} points)", grade=suggestion.grade, score=score)
    )
    title.setFont(heading_font(1.0))
    grid.addWidget(title, 0, 0, 1, 2)
    for row, reason in enumerate(suggestion.reasons, 1):
        text = QLabel(say(reason.say))
        text.setWordWrap(True)
        mark = QLabel(tr("{mark} of 5", mark=reason.mark))
        mark.setProperty("role", "muted")
        grid.addWidget(text, row, 0)
        grid.addWidget(mark, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return box


def history_line(one: Grading) -> str:
    """Say one grading in a line."""
    marks = f"{one.value}·{one.importance}·{one.potential}"
    line = tr(
        "{day}: grade {grade} from {marks}, {who}",
        day=one.graded_on,
        grade=one.grade,
        marks=marks,
        who=one.employee,
    )
    if one.until_on is None:
        return line
    return tr("{line} – exception until {day}: {reason}", line=line, day=one.until_on, reason=one.reason)


def _history(gradings: list[Grading]) -> QLabel:
    label = QLabel("\n".join(history_line(one) for one in gradings))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
