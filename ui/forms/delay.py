"""A likely delay: what will be late, and when the customer heard of it from us (R137)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.delays import Delay, check_delay
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.messages import Message
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.fields import CheckField, NoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField


class DelayDialog(FormDialog):
    """Writes a likely delay down, at once or later with the moment at which the customer was told."""

    def __init__(self, parent: QWidget | None, session: Session, delay: Delay) -> None:
        super().__init__(
            parent, tr("Likely delay"), tr("Log the delay"), lead=_lead(session, delay), columns=1
        )
        self._session, self._record, self._key = session, delay, Session.new_key()
        self._now = session.desk.context.clock.now()
        form = self.form
        form.add("expected", tr("What will be late"), NoteField(delay.expected), required=True)
        told = session.local(delay.told_at) if delay.told_at else None
        form.add("told_at", tr("Customer told at"), MomentField(session.local(self._now), told))
        form.add("told_before", "", CheckField(tr("We told them before they noticed"), delay.told_before))
        form.add("complaint_id", tr("Complaint"), RecordCombo(_cases(session, delay), delay.complaint_id))
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of likely delays."""
        return check_delay(self._read(), self._session.desk.context.clock.now())

    def job(self) -> Job:
        """Save the delay."""
        work, delay, key = self._session.desk.call_work, self._read(), self._key
        return lambda _progress: work.save_delay(delay, key=key)

    def _read(self) -> Delay:
        values = self.form.values()
        told = values["told_at"]
        return replace(
            self._record,
            expected=values["expected"],
            complaint_id=values["complaint_id"],
            told_at=self._session.instant(told) if told else None,
            told_before=values["told_before"],
        )


def _lead(session: Session, delay: Delay) -> str:
    """Say whose delay it is, and of which visit."""
    desk = session.desk
    parts = [desk.customers.customer(delay.customer_id).name]
    if delay.visit_id is not None:
        parts.append(tr("Visit of {day}", day=desk.visits.visit(delay.visit_id).date_on))
    return " · ".join(parts)


def _cases(session: Session, delay: Delay) -> list[Choice]:
    """Offer the customer's open complaints, and the one that was chosen though it be closed since."""
    desk = session.desk
    found = desk.lists.ids(
        ListQuery(ListKind.COMPLAINTS, filters=("open",), customer_id=delay.customer_id, until=None)
    )
    chosen = () if delay.complaint_id is None else (delay.complaint_id,)
    cases = [desk.complaints.complaint(one) for one in sorted({*found, *chosen})]
    return [Choice(case.id, case.number) for case in cases]
