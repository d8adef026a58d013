"""The short steps of an extra request: there, filed, called off, no case needed (R042, R046, D08)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from branchdesk.domain.duties_requests import RequestFact
from branchdesk.domain.request_rules import summary
from ui.forms.request_words import promised_at
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class RequestArrivedDialog(FormDialog):
    """Enters when somebody was there, beside what was promised."""

    def __init__(self, parent: QWidget | None, session: Session, fact: RequestFact) -> None:
        promised = promised_at(fact)
        lead = _lead(fact)
        if promised:
            lead += "\n" + tr("Promised until {at}", at=promised)
        super().__init__(parent, tr("Somebody is there"), tr("Record the arrival"), lead=lead, columns=1)
        self._session, self._id = session, fact.id
        now = session.local(session.desk.context.clock.now())
        start = now
        if fact.visit is not None and fact.visit.date_on < now.date():
            start = datetime.combine(fact.visit.date_on, time(23, 59))
        field = MomentField(start)
        self.form.add("arrived_at", tr("There at"), field, required=True)
        self.form.mark_clean()

    def job(self) -> Job:
        """Record the arrival."""
        at = self._session.instant(self.form.values()["arrived_at"])
        requests, request_id = self._session.desk.requests, self._id
        return lambda _progress: requests.arrived(request_id, at)


class RequestTextDialog(FormDialog):
    """Asks for one line, and does one thing with it."""

    def __init__(
        self,
        parent: QWidget | None,
        fact: RequestFact,
        words: tuple[str, str, str],
        key: str,
        act: Callable[[int, str], object],
    ) -> None:
        title, verb, label = words
        super().__init__(parent, title, verb, lead=_lead(fact), columns=1)
        self._id, self._key, self._act = fact.id, key, act
        field = TextField(fact.company_copy) if key == "company_copy" else NoteField(lines=2)
        self.form.add(key, label, field, required=True)
        self.form.mark_clean()

    def job(self) -> Job:
        """Do it."""
        text, act, request_id = self.form.values()[self._key], self._act, self._id
        return lambda _progress: act(request_id, text)


def copy_dialog(parent: QWidget | None, session: Session, fact: RequestFact) -> RequestTextDialog:
    """Ask where the company keeps its copy of the report."""
    words = (tr("Company copy"), tr("File the copy"), tr("File or folder"))
    return RequestTextDialog(parent, fact, words, "company_copy", session.desk.requests.file_copy)


def call_off_dialog(parent: QWidget | None, session: Session, fact: RequestFact) -> RequestTextDialog:
    """Ask why a request is called off."""
    words = (tr("Call the request off"), tr("Call it off"), tr("Reason"))
    return RequestTextDialog(parent, fact, words, "called_off_why", session.desk.requests.call_off)


def no_case_dialog(parent: QWidget | None, session: Session, fact: RequestFact) -> RequestTextDialog:
    """Ask why no root-cause case is needed."""
    words = (tr("No case needed"), tr("Record the reason"), tr("Reason"))
    return RequestTextDialog(parent, fact, words, "no_case_why", session.desk.requests.no_case)


def _lead(fact: RequestFact) -> str:
    return " · ".join((fact.request.number, fact.whom.customer, summary(fact.request)))
