"""Closing a case: what must be known first, ticked off while one types (R101, R102, R118, R120)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint, LogKind, Responsibility
from branchdesk.domain.messages import Message
from branchdesk.services.complaints import Closing, missing_for_closing
from ui.forms.checklist import Checklist
from ui.forms.choice_row import ChoiceRow
from ui.forms.complaint_words import case_lead
from ui.forms.suggest_field import SuggestField
from ui.forms.verdict_field import VerdictField
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import NoteField, NumberField, TextField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField

_GATES = (("valid", "valid_why"), ("responsibility",), ("root_cause",), ("told_at", "told_how"))


class ComplaintCloseDialog(FormDialog):
    """Asks for judgement, cause and word to the customer; refuses until all is there."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Close {number}", number=complaint.number)
        super().__init__(parent, title, tr("Close the case"), lead=case_lead(session, complaint), columns=2)
        self._session = session
        self._complaint = complaint
        self._now = session.local(session.desk.context.clock.now())
        gates = (
            tr("Decided whether it is valid"),
            tr("Responsibility named"),
            tr("Cause named"),
            tr("Customer told how it was decided"),
        )
        self._list = Checklist(gates)
        if complaint.kind is LogKind.COMPLAINT:
            self.form.add_wide(self._list)
            self._add_judgement()
            self.form.changed.connect(self._follow)
        self._add_word()
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Say what closing still lacks, each beside its field."""
        return missing_for_closing(self._read(), self._complaint.kind)

    def job(self) -> Job:
        """Close the case."""
        complaints, closing = self._session.desk.complaints, self._read()
        return lambda _progress: complaints.close(self._complaint.id, closing)

    def _add_judgement(self) -> None:
        form, record = self.form, self._complaint
        form.section(tr("Judgement"))
        verdict = VerdictField(tr("Valid"), tr("Not valid"))
        verdict.set_value(record.valid)
        form.add("valid", tr("The complaint is"), verdict, wide=True)
        why = TextField(record.valid_why, placeholder=tr("needed where it is not valid"))
        form.add("valid_why", tr("Because"), why, wide=True)
        responsible: ChoiceRow[Responsibility] = ChoiceRow(
            tuple(Responsibility), record.responsibility, columns=4
        )
        form.add("responsibility", tr("Responsible"), responsible, wide=True)
        cause = NoteField(record.root_cause, lines=2, placeholder=tr("So that it does not come back"))
        form.add("root_cause", tr("Root cause"), cause, wide=True)

    def _add_word(self) -> None:
        form, record, session = self.form, self._complaint, self._session
        form.section(tr("Word to the customer"))
        told = session.local(record.told_at) if record.told_at else None
        form.add("told_at", tr("Told"), MomentField(self._now, told))
        ways = [tr("{name} by telephone", name=record.reporter)] if record.reporter else []
        form.add("told_how", tr("How, to whom"), SuggestField(ways, record.told_how))
        mark = NumberField(record.satisfied, least=1, most=5)
        mark.setPlaceholderText(tr("1 to 5, empty: not asked"))
        form.add("satisfied", tr("Satisfied"), mark)

    def _read(self) -> Closing:
        values = self.form.values()
        told = values.pop("told_at")
        return Closing(told_at=self._session.instant(told) if told else None, **values)

    def _follow(self) -> None:
        missing = missing_for_closing(self._read(), self._complaint.kind)
        self._list.set_done([not any(key in missing for key in gate) for gate in _GATES])
