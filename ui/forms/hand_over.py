"""Handing a case over, and taking it: until somebody accepts, it stays where it is (R090, R091, D17)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.hand_overs import HandOver, check_offer
from branchdesk.domain.messages import Message, msg
from ui.forms.choices import employee_choices
from ui.forms.complaint_words import case_lead
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.forms.verdict_field import VerdictField
from ui.language import tr, trn
from ui.session import Session
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class HandOverDialog(FormDialog):
    """Offers a case to a colleague, and says how often it changed hands already."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Hand {number} over", number=complaint.number)
        super().__init__(parent, title, tr("Offer it"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        self._key = Session.new_key()
        people = [one.text for one in employee_choices(session.desk) if one.text != complaint.owner]
        self.form.add("to_name", tr("Hand over to"), SuggestField(people), required=True)
        reasons = (tr("Knows the site"), tr("Another department must act"), tr("Off duty from now on"))
        self.form.add("reason", tr("Why"), SuggestField(reasons), required=True)
        self._so_far = SayField()
        self.form.add("so_far", tr("So far"), self._so_far)
        self._so_far.say(*self._count())
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of hand-overs."""
        values = self.form.values()
        draft = HandOver(from_name=self._complaint.owner, to_name=values["to_name"], reason=values["reason"])
        return check_offer(draft)

    def job(self) -> Job:
        """Offer it."""
        values, hand_overs, key = self.form.values(), self._session.desk.hand_overs, self._key
        case_id = self._complaint.id
        return lambda _progress: hand_overs.offer(case_id, values["to_name"], values["reason"], key=key)

    def so_far_text(self) -> str:
        """Return how often the case changed hands."""
        return self._so_far.text()

    def _count(self) -> tuple[str, str]:
        settings, hand_overs = self._session.desk.context.settings, self._session.desk.hand_overs
        found = hand_overs.count(self._complaint.id)
        rule = tr(
            "{owner} keeps it until it is accepted; after {n} minutes it goes back.",
            owner=self._complaint.owner,
            n=settings.hand_over_minutes,
        )
        if not found.accepted:
            return rule, "muted"
        often = trn("Changed hands {n} time.", "Changed hands {n} times.", found.accepted)
        if found.accepted >= settings.hand_over_limit:
            more = tr("The supervisor is told of one more.")
            return f"{often} {more} {rule}", "late"
        return f"{often} {rule}", "muted"


class HandOverAnswerDialog(FormDialog):
    """Takes an offered case, or declines it with a reason."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        title = tr("Take {number}?", number=complaint.number)
        super().__init__(parent, title, tr("Take the case"), lead=case_lead(session, complaint))
        self._session = session
        self._complaint = complaint
        waiting = session.desk.hand_overs.pending(complaint.id)
        self._offer = waiting.offer if waiting else HandOver()
        offer = SayField()
        self.form.add("offer", tr("Offer"), offer)
        until = tr("until {time}", time=session.moment_text(self._offer.lapses_at)[11:])
        said = f"{self._offer.from_name} → {self._offer.to_name}: {self._offer.reason}"
        offer.say(f"{said} ({until})", "info")
        verdict = VerdictField(tr("{name} takes it", name=self._offer.to_name), tr("declined"))
        verdict.set_value(True)
        self.form.add("takes", tr("Answer"), verdict, required=True)
        self.form.add("reason", tr("Why not"), TextField())
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for the reason of a no."""
        values = self.form.values()
        if values["takes"] is False and not values["reason"]:
            return {"reason": msg("Say why it is declined.")}
        return {}

    def job(self) -> Job:
        """Accept or decline."""
        values, hand_overs, case_id = self.form.values(), self._session.desk.hand_overs, self._complaint.id
        if values["takes"]:
            return lambda _progress: hand_overs.accept(case_id)
        return lambda _progress: hand_overs.decline(case_id, values["reason"])

    def _follow(self) -> None:
        takes = self.form.values()["takes"]
        self.form.set_visible("reason", visible=takes is False)
        self.set_verb(tr("Take the case") if takes else tr("Decline it"))
