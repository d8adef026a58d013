"""Booking a further visit for a month whose own visit did not take place (D01)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.visits import Visit
from ui.forms.placement import Placement
from ui.language import tr, words
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job


class SlotBookDialog(FormDialog):
    """Prefilled as the contract says; the visit counts for the month that owns the slot."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        slot_id: int,
        where: str,
        place: Callable[[Visit], Visit] = lambda draft: draft,
    ) -> None:
        slot, draft = session.desk.plan.ledger.slot(slot_id), session.desk.plan.ledger.draft(slot_id)
        lead = tr("{where}, owed for {day}", where=where, day=words().long_date(slot.anchor_on))
        super().__init__(parent, tr("Book the visit"), tr("Book the visit"), lead=lead, columns=2)
        self._session, self._slot_id, self._key = session, slot_id, Session.new_key()
        self._placement = Placement(self, session, draft, place(draft))
        self.form.mark_clean()
        self._placement.follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of visits."""
        return self._placement.problems()

    def job(self) -> Job:
        """Book the visit for its slot."""
        ledger, slot_id, key = self._session.desk.plan.ledger, self._slot_id, self._key
        visit = self._placement.placed()
        return lambda _progress: ledger.book(slot_id, visit, key=key)
