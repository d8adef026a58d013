"""The first look at a case in the words of ISO 10002 and GB/T 19012, and how far it has come since."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.iso_tracking import Track
from branchdesk.domain.judgement import Assessment, IsoCategory, Level, Remedy
from ui.forms.case_parts import CaseDialog
from ui.forms.ticks import TicksField
from ui.forms.verdict_field import VerdictField
from ui.icons import pixmap
from ui.language import term, tr
from ui.session import Session
from ui.theme import GRID
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import Job


class AssessmentDialog(CaseDialog[Assessment]):
    """A few choices; the follow-up below fills itself from what is on record."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint) -> None:
        record = session.desk.judgement.assessment(case.id)
        title = tr("Assessment of {number} (ISO 10002 / GB/T 19012)", number=case.number)
        super().__init__(parent, session, case, record, title, columns=2)
        form, unknown = self.form, tr("not known")
        form.add("category", tr("Category"), EnumCombo(IsoCategory, empty=unknown))
        form.add("detail", tr("In detail"), TextField(placeholder=tr("such as how long the delay was")))
        form.add("problem_on", tr("Problem since"), self.past_day())
        form.add("recurring", tr("Recurring"), VerdictField(tr("yes"), tr("no")))
        form.add("complexity", tr("Complexity"), EnumCombo(Level, empty=unknown))
        form.add("impact", tr("Impact"), EnumCombo(Level, empty=unknown))
        form.add("act_now", tr("Must be acted on at once"), VerdictField(tr("yes"), tr("no")))
        form.add("can_act_now", tr("Can be acted on at once"), VerdictField(tr("yes"), tr("no")))
        likely = EnumCombo(Level, empty=unknown)
        form.add("compensation_likely", tr("Compensation is likely"), likely)
        form.add("reference", tr("About which paper"), TextField(placeholder=tr("Contract, report or order")))
        form.add("referred_by", tr("Passed on to us by"), TextField())
        form.add("remedies", tr("Action taken"), TicksField(tuple(Remedy), columns=4), wide=True)
        form.section(tr("Tracking"))
        form.add_wide(_Tracking(session.desk.judgement.tracking(case.id)))
        self.fill()

    def job(self) -> Job:
        """Save it."""
        judgement, one = self.session.desk.judgement, self.read()
        return lambda _progress: judgement.save_assessment(one)


class _Tracking(QWidget):
    """The stages with day, name and remark; nobody types them."""

    def __init__(self, tracks: tuple[Track, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        for row, track in enumerate(tracks):
            done = track.on is not None
            sign = QLabel()
            sign.setPixmap(pixmap("circle-check" if done else "circle", "kept" if done else "muted", 16))
            day = track.on.isoformat() if track.on else "–"
            for column, widget in enumerate(
                (sign, _text(term(track.stage)), _text(day), _text(track.name), _text(track.remark))
            ):
                grid.addWidget(widget, row, column)


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(len(text) > 30)
    return label
