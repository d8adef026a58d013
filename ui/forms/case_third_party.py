"""A claim that we make for the customer against somebody else: papers, sent, answered, paid (R083)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.claims import ThirdPartyClaim
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement_checks import check_third
from branchdesk.domain.messages import Message
from ui.forms.case_parts import CaseDialog
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.forms.verdict_field import VerdictField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form_dialog import Job


class ThirdPartyDialog(CaseDialog[ThirdPartyClaim]):
    """Each step adds its day; the state follows from them."""

    def __init__(
        self, parent: QWidget | None, session: Session, case: Complaint, one: ThirdPartyClaim
    ) -> None:
        title = tr("Claim against a third party")
        super().__init__(parent, session, case, one, title, columns=2)
        form = self.form
        form.add("against", tr("Against"), TextField(placeholder=tr("Subcontractor, courier")), required=True)
        form.add("amount_fen", tr("Amount"), MoneyField())
        form.add("what", tr("What for"), TextField(longest=500), wide=True)
        self._state = SayField()
        form.add("state", tr("State"), self._state, wide=True)
        form.add("sent_on", tr("Sent on"), self.past_day())
        form.add("sent_how", tr("How"), SuggestField((tr("By courier"), tr("E-mail"), tr("By hand"))))
        form.add("answered_on", tr("Answered on"), self.past_day())
        form.add("accepted", tr("They"), VerdictField(tr("accept"), tr("refuse")))
        form.add("answer", tr("Their answer"), TextField(longest=500), wide=True)
        form.add("paid_on", tr("Paid on"), self.past_day())
        form.add("paid_fen", tr("Paid"), MoneyField())
        self.add_files("third_party_claim")
        form.changed.connect(self._follow)
        self.fill()
        self._follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of these claims."""
        return check_third(self.read(), self.session.today)

    def job(self) -> Job:
        """Save it with its papers."""
        claims, one, files, key = self.session.desk.claims, self.read(), self.files(), self.key
        return lambda _progress: claims.save_third(one, files, key=key)

    def _follow(self) -> None:
        one = self.read()
        self._state.say(term(one.state), "info")
        sent, answered = one.sent_on is not None, one.answered_on is not None
        for key, visible in (
            ("sent_how", sent),
            ("answered_on", sent),
            ("accepted", answered),
            ("answer", answered),
            ("paid_on", answered and one.accepted is not False),
            ("paid_fen", answered and one.accepted is not False),
        ):
            self.form.set_visible(key, visible=visible)
