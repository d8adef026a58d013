"""What one does with the chosen visit: every act opens its dialog, prefilled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from branchdesk.domain.errors import Known
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from ui import notices
from ui.calendar_view.items import MoveWish
from ui.language import say, tr, trn
from ui.session import Session

if TYPE_CHECKING:
    from ui.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at: a day, and perhaps an empty time of a technician."""

    day: date
    time: str = ""
    who: int = 0


def wished(visit: Visit, wish: MoveWish) -> Visit:
    """Return a visit as it would stand where somebody wants it."""
    return replace(
        visit,
        date_on=wish.day,
        start_at=visit.start_at if wish.time is None else wish.time,
        technician_id=visit.technician_id if wish.who_id is None else wish.who_id or None,
    )


class VisitActs:
    """Opens the dialogs over a parent; `current` gives the chosen visit."""

    def __init__(
        self, parent: QWidget, session: Session, current: Callable[[], int | None], place: Callable[[], Place]
    ) -> None:
        self._parent = parent
        self._session = session
        self._current = current
        self._place = place

    def new(self) -> None:
        """Plan a visit on the day and at the time that are looked at, or today where that is over."""
        from ui.forms.visit import VisitDialog

        place = self._place()
        draft = Visit(
            date_on=max(place.day, self._session.today), start_at=place.time, technician_id=place.who or None
        )
        self._open(VisitDialog(self._parent, self._session, draft))

    def open(self, visit_id: int | None = None) -> None:
        """Open a visit: its plan, its record where it is done, or an addendum to its issued report."""
        from ui.forms.addendum import AddendumDialog
        from ui.forms.visit import VisitDialog
        from ui.forms.visit_done import VisitDoneDialog

        visit = self._visit(visit_id)
        if visit is None or self._collection(visit):
            return
        report = self._session.desk.visits.report_of(visit.id)
        if visit.status is VisitStatus.PLANNED:
            self._open(VisitDialog(self._parent, self._session, visit))
        elif visit.status is not VisitStatus.DONE:
            self._say(tr("This visit did not take place. Plan a further visit instead."))
        elif report is not None:
            self._open(AddendumDialog(self._parent, self._session, report))
        else:
            self._open(VisitDoneDialog(self._parent, self._session, visit))

    def call(self) -> None:
        """Log a call about the chosen visit."""
        from branchdesk.domain.interactions import Interaction
        from ui.forms.interaction import InteractionDialog
        from ui.tabs.calendar_card import VisitCard
        from ui.tabs.calendar_lights import next_purpose

        visit = self._visit(None)
        if visit is None:
            return
        card = VisitCard(self._session, visit.id)
        draft = Interaction(
            customer_id=card.customer.id,
            site_id=card.site.id,
            contact_id=card.contact.id if card.contact else None,
            visit_id=visit.id,
            purpose=next_purpose(visit, card.calls, self._session.today),
        )
        self._open(InteractionDialog(self._parent, self._session, draft))

    def record(self) -> None:
        """Record the chosen visit as done."""
        from ui.forms.visit_done import VisitDoneDialog

        visit = self._visit(None)
        if visit is None or self._collection(visit, result=True):
            return
        if visit.status in (VisitStatus.PLANNED, VisitStatus.MISSED):
            self._open(VisitDoneDialog(self._parent, self._session, visit))
        else:
            self.open(visit.id)

    def move(self, visit_id: int | None = None) -> None:
        """Move a visit; one that lacks its time is booked instead."""
        visit = self._planned(visit_id)
        if visit is not None:
            self._ask(visit, MoveWish(visit.id, visit.date_on))

    def place(self, wish: MoveWish) -> None:
        """Put a visit where somebody let it go; what breaks no word and has no clash is done at once."""
        if isinstance(wish.item_id, int) and wish.item_id < 0:
            self._book_slot(-wish.item_id, lambda draft: wished(draft, wish))
            return
        visit = self._planned(wish.item_id if isinstance(wish.item_id, int) else None)
        if visit is None:
            return
        placed = wished(visit, wish)
        settled = bool(placed.start_at and placed.technician_id)
        same_time = (placed.date_on, placed.start_at) == (visit.date_on, visit.start_at)
        free = same_time or (settled and not visit.start_at)
        if free and not self._against(placed):
            self._book(visit, placed)
        else:
            self._ask(visit, wish)

    def book(self, visit_id: int) -> None:
        """Give a visit the time and technician that it lacks, or a slot (below zero) a further visit."""
        from ui.forms.visit_book import VisitBookDialog

        if visit_id < 0:
            self._book_slot(-visit_id, lambda draft: draft)
            return
        visit = self._planned(visit_id)
        if visit is not None:
            self._open(VisitBookDialog(self._parent, self._session, visit))

    def lengthen(self, visit_id: int, minutes: int) -> None:
        """Make a visit longer or shorter; where that clashes, ask first."""
        from ui.dialogs import ask

        visit = self._planned(visit_id)
        if visit is None:
            return
        longer = replace(visit, minutes=minutes)
        against = self._against(longer) if minutes > visit.minutes else []
        if not against:
            self._book(visit, longer)
            return
        question = trn("Let the visit take {n} minute?", "Let the visit take {n} minutes?", minutes)
        ask(
            self._parent,
            question,
            tr("Change it all the same"),
            lambda: self._book(visit, longer),
            detail="\n".join(against),
            loses=True,
        )

    def cancel(self) -> None:
        """Cancel the chosen visit, or record it as missed."""
        from ui.forms.visit_cancel import VisitCancelDialog

        visit = self._visit(None)
        if visit is None:
            return
        if visit.status is VisitStatus.DONE:
            self._say(tr("This visit is done already and cannot be cancelled."))
        elif visit.status is not VisitStatus.PLANNED:
            self._say(tr("This visit did not take place. Plan a further visit instead."))
        else:
            self._open(VisitCancelDialog(self._parent, self._session, visit))

    def delay(self) -> None:
        """Write down that the chosen visit will likely be late (R137)."""
        from branchdesk.domain.delays import Delay
        from ui.forms.delay import DelayDialog

        visit = self._visit(None)
        if visit is not None:
            customer_id = self._session.desk.customers.site(visit.site_id).customer_id
            draft = Delay(customer_id=customer_id, visit_id=visit.id)
            self._open(DelayDialog(self._parent, self._session, draft))

    def issue(self) -> None:
        """Issue the report of the chosen visit; what it lacks is asked for first (R021)."""
        from ui.forms.report import ReportDialog
        from ui.forms.visit_done import VisitDoneDialog

        visit = self._visit(None)
        if visit is None:
            return
        if self._session.desk.visits.report_of(visit.id) is not None:
            self._say(tr("The report of this visit is issued already."))
        elif visit.status is VisitStatus.DONE and visit.findings and visit.actions:
            self._open(ReportDialog(self._parent, self._session, visit))
        elif visit.status in (VisitStatus.DONE, VisitStatus.PLANNED):
            dialog = VisitDoneDialog(self._parent, self._session, visit)
            dialog.form.field("issue").set_value(True)
            dialog.form.mark_clean()
            self._open(dialog)
        else:
            self._say(tr("This visit did not take place. Plan a further visit instead."))

    def plan(self) -> None:
        """Plan what all contracts owe for the months ahead."""
        session = self._session
        session.act(self._parent, session.desk.visits.plan, title=tr("Plan the months ahead"))

    def show_customer(self) -> None:
        """Go to the customer of the chosen visit."""
        visit = self._visit(None)
        if visit is not None:
            site = self._session.desk.customers.site(visit.site_id)
            self._session.follow("customer", site.customer_id)

    def _book_slot(self, slot_id: int, place: Callable[[Visit], Visit]) -> None:
        """Book a further visit for a service whose own one failed."""
        from ui.forms.slot_book import SlotBookDialog

        desk = self._session.desk
        site = desk.customers.site(desk.plan.ledger.slot(slot_id).site_id)
        customer = desk.customers.customer(site.customer_id)
        where = f"{customer.short_name or customer.name} · {site.name}"
        self._open(SlotBookDialog(self._parent, self._session, slot_id, where, place))

    def _planned(self, visit_id: int | None) -> Visit | None:
        visit = self._visit(visit_id)
        if visit is not None and visit.status is not VisitStatus.PLANNED:
            self._say(tr("Only a planned visit can be moved. Plan a further visit instead."))
            return None
        return visit

    def _against(self, visit: Visit) -> list[str]:
        from ui.forms.visit_hints import objections

        return objections(self._session.desk, visit)

    def _book(self, visit: Visit, placed: Visit) -> None:
        desk = self._session.desk
        self._session.act(
            self._parent,
            lambda: desk.visits.book_visit(
                visit.id,
                placed.date_on,
                start_at=placed.start_at,
                technician_id=placed.technician_id or 0,
                minutes=placed.minutes,
            ),
        )

    def _ask(self, visit: Visit, wish: MoveWish) -> None:
        from ui.forms.visit_book import VisitBookDialog
        from ui.forms.visit_move import VisitMoveDialog

        placed = wished(visit, wish)
        dialog = VisitMoveDialog if visit.start_at else VisitBookDialog
        self._open(dialog(self._parent, self._session, visit, placed))

    def _collection(self, visit: Visit, *, result: bool = False) -> bool:
        """Open a visit that asks for money in its own dialogs; False for a service (R070)."""
        from ui.forms.collection_result import CollectionResultDialog
        from ui.forms.collection_visit import CollectionVisitDialog

        if visit.kind is not VisitKind.COLLECTION:
            return False
        if visit.status is not VisitStatus.PLANNED:
            self._say(tr("The result of this visit is recorded already."))
        elif result:
            self._open(CollectionResultDialog(self._parent, self._session, visit))
        else:
            self._open(CollectionVisitDialog(self._parent, self._session, visit))
        return True

    def _visit(self, visit_id: int | None) -> Visit | None:
        wanted = self._current() if visit_id is None else visit_id
        if wanted is None:
            self._say(tr("Choose a visit first."))
            return None
        try:
            return self._session.desk.visits.visit(wanted)
        except Known as gone:
            self._say(say(gone.message))
            return None

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()

    @staticmethod
    def _say(text: str) -> None:
        notices.post(notices.Notice(text, severity=notices.Severity.WARNING))
