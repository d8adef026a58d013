"""The call on the day after an extra service: is it solved? (R047, R049)."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from branchdesk.domain.duties_requests import RequestFact
from branchdesk.domain.extra_requests import SolvedAnswer
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.request_rules import ArrivalPlan, follow_up_days, summary
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import employee_choices
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import present
from ui.language import tr, words
from ui.session import Session
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.fields import NoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class RequestFollowUpDialog(FormDialog):
    """Asks for the answer; “not solved” opens the request again and may promise the next arrival at once."""

    def __init__(self, parent: QWidget | None, session: Session, fact: RequestFact) -> None:
        super().__init__(
            parent, tr("Is it solved?"), tr("Record the answer"), lead=_lead(session, fact), columns=1
        )
        self._session, self._fact, self._key = session, fact, Session.new_key()
        form, desk = self.form, session.desk
        form.add("answer", tr("Answer"), EnumCombo(SolvedAnswer), required=True)
        people = present(desk.customers.contacts_of(fact.request.customer_id), session.today)
        names = [one.name for one in people]
        form.add("spoke_with", tr("Spoke with"), SuggestField(names, fact.whom.contact))
        form.add("text", tr("What was said"), NoteField(lines=2))
        local = session.local(desk.context.clock.now())
        arrival = MomentField(local, None, lean=Lean.FUTURE)
        arrival.setPlaceholderText(tr("23:30, tomorrow 10:30"))
        form.add("arrival", tr("Promised arrival"), arrival, hint=tr("Empty: plan it later"))
        technician = fact.visit.technician_id if fact.visit is not None else None
        form.add("technician_id", tr("Technician"), RecordCombo(employee_choices(desk), technician))
        form.field("answer").edited.connect(self._follow)
        self._follow()
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask what is wrong where it is not solved."""
        values = self.form.values()
        if values["answer"] is SolvedAnswer.NOT_SOLVED and not values["text"]:
            return {"text": msg("Write down what the customer still sees.")}
        return {}

    def job(self) -> Job:
        """Record the answer, and plan the next arrival where it was promised."""
        values, requests, fact, key = self.form.values(), self._session.desk.requests, self._fact, self._key
        solved, at = values["answer"] is SolvedAnswer.SOLVED, values["arrival"]
        plan = _plan(at, values["technician_id"]) if at is not None and not solved else None
        return lambda _progress: requests.follow_up(
            fact.id,
            solved=solved,
            spoke_with=values["spoke_with"],
            text=values["text"],
            plan=plan,
            key=key,
        )

    def _follow(self) -> None:
        open_again = self.form.field("answer").value() is SolvedAnswer.NOT_SOLVED
        for name in ("arrival", "technician_id"):
            self.form.set_visible(name, visible=open_again)


def _plan(at: datetime, technician_id: int | None) -> ArrivalPlan:
    return ArrivalPlan(on=at.date(), at=f"{at:%H:%M}", technician_id=technician_id)


def _lead(session: Session, fact: RequestFact) -> str:
    """Say what it is about, and when the call is due by both ways of counting."""
    lines = [" · ".join((fact.request.number, fact.whom.customer, summary(fact.request)))]
    if fact.visit is not None:
        plain, working = follow_up_days(fact.visit.date_on, session.desk.context.calendar)
        text = tr("Served on {day}, to be asked on {plain}", day=fact.visit.date_on, plain=_day(plain))
        if plain != working:
            other = tr("(on working days only: {day})", day=_day(working))
            text = f"{text} {other}"
        lines.append(text)
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day.isoformat()} {words().weekday(day)}"
