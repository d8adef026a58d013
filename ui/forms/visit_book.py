"""Booking a visit that is owed: its day, time and technician. Nothing agreed breaks: nobody asks why."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Contract
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.visits import Visit
from ui.forms.placement import Placement
from ui.language import tr, words
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job


class VisitBookDialog(FormDialog):
    """Prefilled with what the contract says and with where somebody let the visit go."""

    def __init__(
        self, parent: QWidget | None, session: Session, visit: Visit, placed: Visit | None = None
    ) -> None:
        site = session.desk.customers.site(visit.site_id)
        customer = session.desk.customers.customer(site.customer_id)
        name = customer.short_name or customer.name
        where = name if site.name in ("", name) else f"{name} · {site.name}"
        lead = tr("{where}, owed for {day}", where=where, day=words().long_date(visit.date_on))
        super().__init__(parent, tr("Book the visit"), tr("Book the visit"), lead=lead, columns=2)
        self._session = session
        self._visit = visit
        prefilled = _prefilled(session, placed or visit)
        self._placement = Placement(self, session, visit, prefilled)
        for key in ("date_on", "start_at"):  # what was agreed already is moved, and says why
            self.form.field(key).setEnabled(not visit.start_at)
        self.form.mark_clean()
        self._placement.follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of visits; a booking has a time."""
        problems = self._placement.problems()
        if not self._placement.placed().start_at:
            problems["start_at"] = msg("Enter the time that was agreed, for example 22:00.")
        return problems

    def job(self) -> Job:
        """Book the visit."""
        desk, placed = self._session.desk, self._placement.placed()
        return lambda _progress: desk.visits.book_visit(
            placed.id,
            placed.date_on,
            start_at=placed.start_at,
            technician_id=placed.technician_id or 0,
            minutes=placed.minutes,
        )

    def hints(self) -> str:
        """Return what is warned of."""
        return self._placement.hints.text()


def _prefilled(session: Session, visit: Visit) -> Visit:
    """Take the time of the contract and the technician of contract or site where nothing is known yet."""
    desk = session.desk
    contract = desk.context.reader.get(Contract, visit.contract_id) if visit.contract_id else None
    site = desk.customers.site(visit.site_id)
    return replace(
        visit,
        start_at=visit.start_at or (contract.start_at if contract else ""),
        technician_id=visit.technician_id
        or (contract.technician_id if contract else None)
        or site.technician_id,
    )
