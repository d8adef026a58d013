"""Who waits for a slot: those who paid first come first (R081)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from branchdesk.domain.capacity import Waiting
from branchdesk.domain.messages import mark
from ui.forms.list_dialog import ListDialog
from ui.language import term, tr, trn, words
from ui.session import Session
from ui.table.columns import Align, Column

WEEKS = 4


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One visit that waits, with its place in the queue."""

    id: int
    place: int
    waiting: Waiting
    paid: str

    def missing(self) -> str:
        """Say what it waits for."""
        visit = self.waiting.visit
        parts = (
            tr("no time yet") if not visit.start_at else "",
            tr("nobody assigned") if visit.technician_id is None else "",
            tr("the technician's day is full") if self.waiting.over else "",
        )
        return words().value([part for part in parts if part])


_COLUMNS: tuple[Column[QueueLine], ...] = (
    Column("place", mark("Turn"), lambda r: r.place, align=Align.RIGHT, width=60),
    Column(
        "paid",
        mark("Paid"),
        lambda r: r.paid,
        icon=lambda r: "hand-coins" if r.waiting.paid_at else "hourglass",
        color=lambda r: "kept" if r.waiting.paid_at else "muted",
        width=160,
    ),
    Column("visit", mark("Visit"), lambda r: r.waiting.visit.title, width=240),
    Column("day", mark("Wanted for"), lambda r: r.waiting.visit.date_on, width=110),
    Column(
        "kind",
        mark("Kind"),
        lambda r: r.waiting.visit.kind,
        text=lambda r: term(r.waiting.visit.kind),
        width=110,
    ),
    Column("missing", mark("Waits for"), QueueLine.missing, width=220),
)


class QueueDialog(ListDialog):
    """Lists the queue; Enter books the first in it."""

    def __init__(self, parent: QWidget | None, session: Session, weeks: int = WEEKS) -> None:
        self._weeks = weeks
        self._lines: list[QueueLine] = []
        super().__init__(parent, session, tr("Waiting for a slot"), _COLUMNS, lambda: self._lines)
        self.table.set_empty("circle-check", tr("Every visit has its time and its technician."))
        self.table.activated_record.connect(lambda _id: self.book())
        self.add_button(tr("Show the visit"), self.show_visit)
        self.add_button(tr("Book…"), self.book)
        session.bus.changed.connect(self.refresh)
        self.resize(980, 560)
        self.refresh()

    def refresh(self) -> None:
        """Read the queue again."""
        found = self.session.desk.plan.capacity.queue(self._weeks)
        self._lines = [self._line(place, one) for place, one in enumerate(found, 1)]
        self.lead.setText(
            tr(
                "{found} in the next {weeks} weeks. Where room is short, those who paid first come first.",
                found=trn("{n} visit", "{n} visits", len(found)),
                weeks=self._weeks,
            )
        )
        self.lead.show()
        self.model.refresh()
        if self.table.current_id() is None and self._lines:
            self.table.go_to(self._lines[0].id)

    def lines(self) -> Sequence[QueueLine]:
        """Return what is shown."""
        return self._lines

    def show_visit(self) -> None:
        """Close and go to the chosen visit."""
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("visit", chosen)

    def book(self) -> None:
        """Give the chosen visit its time and technician; one that has a time is moved, with the reason."""
        from ui.forms.visit_book import VisitBookDialog
        from ui.forms.visit_move import VisitMoveDialog

        chosen = self.table.current_id()
        if chosen is None:
            return
        visit = self.session.desk.visits.visit(chosen)
        make = VisitMoveDialog if visit.start_at and visit.technician_id is not None else VisitBookDialog
        dialog = make(self, self.session, visit)
        dialog.saved.connect(self.session.tell)
        dialog.open()

    def _line(self, place: int, one: Waiting) -> QueueLine:
        paid = self.session.moment_text(one.paid_at) if one.paid_at else tr("not paid ahead")
        return QueueLine(one.visit.id, place, one, paid)
