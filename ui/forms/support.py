"""A difficulty told to the area manager, or support asked for: when, by whom, the answer (R033, R039)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.messages import Message
from branchdesk.domain.support import SupportKind, SupportRequest, check_support
from ui.forms.choices import customer_choices
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import RecordCombo
from ui.widgets.fields import NoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField

_SUPERIORS = (EmployeeRole.AREA_MANAGER, EmployeeRole.SUPERVISOR)


class SupportDialog(FormDialog):
    """Writes down whom we told, when, and what they answered; the answer may come later."""

    def __init__(self, parent: QWidget | None, session: Session, request: SupportRequest) -> None:
        difficult = request.kind is SupportKind.DIFFICULTY
        title = tr("Difficulty in service") if difficult else tr("Ask for support")
        super().__init__(parent, title, tr("Save"), lead=_lead(session, request), columns=1)
        self._session, self._record, self._key = session, request, Session.new_key()
        form, desk = self.form, session.desk
        now = session.local(desk.context.clock.now())
        if not _has_matter(request):
            form.add("customer_id", tr("Customer"), RecordCombo(customer_choices(desk)), required=True)
        label = tr("What is difficult") if difficult else tr("What is wanted")
        form.add("text", label, NoteField(request.text, lines=2), required=True)
        people = [one for one in desk.customers.employees() if one.active]
        superiors = [one.name for one in people if one.role in _SUPERIORS]
        others = [one.name for one in people if one.role not in _SUPERIORS]
        managers = [one.name for one in people if one.role is EmployeeRole.AREA_MANAGER]
        usual = managers if difficult else superiors
        told_to = request.told_to or (usual[0] if len(usual) == 1 else "")
        hint = tr("The area manager, at once") if difficult else tr("Superior or colleague")
        form.add("told_to", tr("Who is told"), SuggestField([*superiors, *others], told_to), hint=hint)
        told = session.local(request.told_at) if request.told_at else (None if request.id else now)
        form.add("told_at", tr("Told at"), MomentField(now, told))
        form.add("answer", tr("Answer"), NoteField(request.answer, lines=2), hint=tr("May come later"))
        answered = session.local(request.answered_at) if request.answered_at else None
        form.add("answered_at", tr("Answered at"), MomentField(now, answered))
        form.mark_clean()

    def draft(self) -> SupportRequest:
        """Return the call for help as it stands in the form; an answer without a time is of this moment."""
        values, instant = self.form.values(), self._session.instant
        told, answered = values["told_at"], values["answered_at"]
        answered_at = instant(answered) if answered else None
        if values["answer"] and answered_at is None:
            answered_at = self._session.desk.context.clock.now()
        told_at = instant(told) if told else None
        raised = self._record.raised_at
        return replace(
            self._record,
            customer_id=values.get("customer_id", self._record.customer_id) or 0,
            text=values["text"],
            raised_at=told_at if raised == EPOCH and told_at is not None else raised,
            told_to=values["told_to"] if told_at is not None else "",
            told_at=told_at,
            answer=values["answer"],
            answered_at=answered_at,
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of calls for help."""
        return check_support(self.draft(), self._session.desk.context.clock.now())

    def job(self) -> Job:
        """Save it."""
        support, draft, key = self._session.desk.support, self.draft(), self._key
        return lambda _progress: support.save(draft, key=key)


def _has_matter(request: SupportRequest) -> bool:
    matters = (request.visit_id, request.complaint_id, request.request_id, request.customer_id or None)
    return any(one is not None for one in matters)


def _lead(session: Session, request: SupportRequest) -> str:
    """Say which visit, case or request it is about."""
    desk, parts = session.desk, []
    if request.visit_id is not None:
        visit = desk.visits.visit(request.visit_id)
        site = desk.customers.site(visit.site_id)
        parts += [desk.customers.customer(site.customer_id).name, tr("Visit of {day}", day=visit.date_on)]
    elif request.request_id is not None:
        known = desk.requests.request(request.request_id)
        parts += [desk.customers.customer(known.customer_id).name, known.number]
    elif request.complaint_id is not None:
        case = desk.complaints.complaint(request.complaint_id)
        parts += [desk.customers.customer(case.customer_id).name, case.number]
    elif request.customer_id:
        parts.append(desk.customers.customer(request.customer_id).name)
    return " · ".join(parts)
