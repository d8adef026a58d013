"""One part of what is asked for, judged by itself: now, not at once, excessive (R103)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement import Demand, DemandJudgement, Remedy
from branchdesk.domain.judgement_checks import check_demand
from branchdesk.domain.messages import Message
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.case_parts import CaseDialog
from ui.forms.choice_row import ChoiceRow
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form_dialog import Job


class DemandDialog(CaseDialog[Demand]):
    """Judges one part; what is not needed for the judgement stays out of sight."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint, one: Demand) -> None:
        title = tr("Demand of {number}", number=case.number)
        super().__init__(parent, session, case, one, title, columns=2)
        form = self.form
        form.add("text", tr("Part of the demand"), TextField(longest=500), required=True, wide=True)
        form.add("remedy", tr("Kind of remedy"), EnumCombo(Remedy))
        form.add("amount_fen", tr("Amount asked"), MoneyField())
        judged: ChoiceRow[DemandJudgement] = ChoiceRow(tuple(DemandJudgement), columns=3)
        form.add("judged", tr("It is"), judged, wide=True)
        why = CheckedNoteField(
            session, TextPurpose.OUTGOING, lines=2, placeholder=tr("The reason, as the customer is told")
        )
        form.add("why", tr("Because"), why, wide=True)
        granted = TextField(placeholder=tr("What they get, or get instead"), longest=500)
        form.add("granted", tr("What they get"), granted, wide=True)
        form.add("due_on", tr("Possible from"), self.coming_day())
        form.add("done_on", tr("Done on"), self.past_day())
        form.changed.connect(self._follow)
        self.fill()
        self._follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of demands."""
        return check_demand(self.read())

    def job(self) -> Job:
        """Save it."""
        judgement, one, key = self.session.desk.judgement, self.read(), self.key
        return lambda _progress: judgement.save_demand(one, key=key)

    def _follow(self) -> None:
        judged = self.form.field("judged").value()
        self.form.set_visible("due_on", visible=judged is DemandJudgement.LATER)
        known = judged is not None
        self.form.set_visible("granted", visible=known)
        self.form.set_visible("done_on", visible=known and judged is not DemandJudgement.EXCESSIVE)
