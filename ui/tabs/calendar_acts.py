"""What one does with the chosen visit: every act opens its dialog, prefilled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from branchdesk.domain.errors import Known
from branchdesk.domain.visits import Visit, VisitStatus
from ui import notices
from ui.language import say, tr
from ui.session import Session

if TYPE_CHECKING:
    from ui.widgets.form_dialog import FormDialog


class VisitActs:
    """Opens the dialogs over a parent; `current` gives the chosen visit."""

    def __init__(
        self, parent: QWidget, session: Session, current: Callable[[], int | None], day: Callable[[], date]
    ) -> None:
        self._parent = parent
        self._session = session
        self._current = current
        self._day = day

    def new(self) -> None:
        """Plan a visit on the day that is looked at, or today where that is over."""
        from ui.forms.visit import VisitDialog

        day = max(self._day(), self._session.today)
        self._open(VisitDialog(self._parent, self._session, Visit(date_on=day)))

    def open(self, visit_id: int | None = None) -> None:
        """Open a visit: the plan of a planned one, the record of a done one."""
        from ui.forms.visit import VisitDialog
        from ui.forms.visit_done import VisitDoneDialog

        visit = self._visit(visit_id)
        if visit is None:
            return
        if visit.status is VisitStatus.PLANNED:
            self._open(VisitDialog(self._parent, self._session, visit))
        elif visit.status is not VisitStatus.DONE:
            self._say(tr("This visit did not take place. Plan a further visit instead."))
        elif self._session.desk.visits.report_of(visit.id) is not None:
            self._say(tr("The report of this visit is issued; its record stays as it is."))
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
        if visit is None:
            return
        if visit.status in (VisitStatus.PLANNED, VisitStatus.MISSED):
            self._open(VisitDoneDialog(self._parent, self._session, visit))
        else:
            self.open(visit.id)

    def move(self, visit_id: int | None = None, to: date | None = None) -> None:
        """Move a visit; one that is no longer planned stays where it is."""
        from ui.forms.visit_move import VisitMoveDialog

        visit = self._visit(visit_id)
        if visit is None:
            return
        if visit.status is not VisitStatus.PLANNED:
            self._say(tr("Only a planned visit can be moved. Plan a further visit instead."))
        else:
            self._open(VisitMoveDialog(self._parent, self._session, visit, to))

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
