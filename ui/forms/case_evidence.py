"""Evidence: what it is, what it shows, and whether the customer agrees (R100)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement import Evidence
from branchdesk.domain.judgement_checks import check_evidence
from branchdesk.domain.messages import Message
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.case_parts import CaseDialog
from ui.forms.suggest_field import SuggestField
from ui.forms.verdict_field import VerdictField
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.form_dialog import Job


class EvidenceDialog(CaseDialog[Evidence]):
    """One piece of evidence; while nobody asked the customer it stands as to be verified."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint, one: Evidence) -> None:
        title = tr("Evidence") if one.id else tr("New evidence")
        super().__init__(parent, session, case, one, title, columns=2)
        form = self.form
        usual = (tr("Photos"), tr("Service report"), tr("Trap count"), tr("Statement"), tr("Delivery note"))
        form.add("what", tr("What it is"), SuggestField(usual), required=True)
        form.add("found_on", tr("Of the day"), self.past_day())
        shows = CheckedNoteField(
            session, TextPurpose.LOG, lines=2, placeholder=tr("Plain facts: what, where, how many")
        )
        form.add("shows", tr("What it shows"), shows, required=True, wide=True)
        agrees = VerdictField(tr("the customer agrees"), tr("the customer sees it otherwise"))
        hint = tr("Neither: to be verified. Until then we neither admit nor deny it.")
        form.add("confirmed", tr("Confirmed"), agrees, wide=True, hint=hint)
        form.add("confirmed_by", tr("Asked whom"), self.their_people())
        form.add("confirmed_on", tr("Asked on"), self.past_day())
        self.add_files("evidence")
        self.fill()
        self.form.changed.connect(self._follow)
        self._follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of evidence."""
        return check_evidence(self.read(), self.session.today)

    def job(self) -> Job:
        """Save it with its files."""
        judgement, one, files, key = self.session.desk.judgement, self.read(), self.files(), self.key
        return lambda _progress: judgement.save_evidence(one, files, key=key)

    def _follow(self) -> None:
        asked = self.form.field("confirmed").value() is not None
        for key in ("confirmed_by", "confirmed_on"):
            self.form.set_visible(key, visible=asked)
