"""The next stage of a case: what is needed, who goes on with it, what keeps it from coming back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint, Stage
from branchdesk.domain.typed_dates import Lean
from ui.forms.choice_row import ChoiceRow
from ui.forms.choices import employee_choices
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job

_PROMISING = (Stage.SOLUTION, Stage.FOLLOW_UP)


class ComplaintStageDialog(FormDialog):
    """Takes a case one stage on (R086); a stage that was reached stays reached."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Next stage of {number}", number=complaint.number)
        super().__init__(parent, title, tr("Save"), lead=case_lead(session, complaint), columns=2)
        self._session = session
        self._complaint = complaint
        self._early = SayField()
        self._add_stage()
        self._add_remedy()
        self.form.changed.connect(self._follow)
        self.form.field("stage").set_value(_next(complaint.stage))
        self._follow()
        self.form.mark_clean()

    def job(self) -> Job:
        """Save stage, owner and remedy."""
        complaints, draft = self._session.desk.complaints, self._read()
        return lambda _progress: complaints.update(draft)

    def is_early(self) -> bool:
        """Tell whether a solution is on its way before the need is known (R087)."""
        return self._early.isVisibleTo(self)

    def _add_stage(self) -> None:
        form, record = self.form, self._complaint
        stages = tuple(Stage)[tuple(Stage).index(record.stage) : -1]
        choice: ChoiceRow[Stage] = ChoiceRow(stages, record.stage)
        form.add("stage", tr("Stage"), choice, required=True, wide=True)
        need = TextField(record.need, placeholder=tr("In objective words, confirmed by the customer"))
        form.add("need", tr("What they need"), need, wide=True)
        form.add("early", "", self._early, wide=True)
        early = tr("First confirm what they really need: no promise before the facts are clear.")
        self._early.say(early, "soon")
        people = [one.text for one in employee_choices(self._session.desk)]
        form.add("owner", tr("Owner"), SuggestField(people, record.owner), required=True)
        follow_up = DateField(self._session.today, record.follow_up_on, lean=Lean.FUTURE)
        form.add("follow_up_on", tr("Ask again on"), follow_up)

    def _add_remedy(self) -> None:
        form, record = self.form, self._complaint
        form.section(tr("So that it does not come back"))
        form.add("root_cause", tr("Root cause"), TextField(record.root_cause, longest=1000), wide=True)

    def _read(self) -> Complaint:
        values = {key: value for key, value in self.form.values().items() if key != "early"}
        return replace(self._complaint, **{**values, "stage": values["stage"] or self._complaint.stage})

    def _follow(self) -> None:
        values = self.form.values()
        self.form.set_visible("early", visible=values["stage"] in _PROMISING and not values["need"])


def _next(stage: Stage) -> Stage:
    """Suggest the stage after this one; closing has a dialog of its own."""
    stages = tuple(Stage)[:-1]
    return stages[min(stages.index(stage) + 1, len(stages) - 1)]
