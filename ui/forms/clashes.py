"""All clashes of the next weeks: who would be in two places, with the way to the visit and a move (R016)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.capacity import BusySpan, Clash, DayLoad
from branchdesk.domain.messages import mark
from branchdesk.domain.visits import VisitStatus
from ui.forms.list_dialog import ListDialog
from ui.language import tr, trn
from ui.session import Session
from ui.table.columns import Align, Column

WEEKS = 8


@dataclass(frozen=True, slots=True)
class ClashLine:
    """One clash of two windows, or one day that holds too much."""

    id: int
    when: str
    technician: str
    visit: str
    other: str
    minutes: str
    visit_id: int | None
    token: str = "late"  # noqa: S105 - a colour, no secret


_COLUMNS: tuple[Column[ClashLine], ...] = (
    Column("when", mark("When"), lambda r: r.when, icon=lambda _r: "triangle-alert", width=215),
    Column("technician", mark("Technician"), lambda r: r.technician, width=100),
    Column("visit", mark("Visit"), lambda r: r.visit, tooltip=lambda r: r.visit, width=220),
    Column(
        "other",
        mark("Runs into"),
        lambda r: r.other,
        color=lambda r: r.token,
        tooltip=lambda r: r.other,
        width=280,
    ),
    Column("minutes", mark("Minutes"), lambda r: r.minutes, align=Align.RIGHT, width=70),
)


class ClashesDialog(ListDialog):
    """Lists clashes by time; Enter goes to the visit."""

    def __init__(self, parent: QWidget | None, session: Session, weeks: int = WEEKS) -> None:
        self._weeks = weeks
        self._lines: list[ClashLine] = []
        super().__init__(parent, session, tr("Clashes"), _COLUMNS, lambda: self._lines)
        self.table.set_empty("circle-check", tr("Nobody is in two places. Nothing to do here."))
        self.table.activated_record.connect(lambda _id: self.show_visit())
        self.add_button(tr("Show the visit"), self.show_visit)
        self.add_button(tr("Move the visit…"), self.move_visit)
        self.add_button(tr("Four weeks more"), self.look_further)
        session.bus.changed.connect(self.refresh)
        self.resize(1020, 560)
        self.refresh()

    def refresh(self) -> None:
        """Read the clashes again; what is chosen stays chosen."""
        self._lines = self._read()
        self.lead.setText(
            tr(
                "{found} up to {day}. A window is preparing, work, cleaning and cleaning up together.",
                found=trn("{n} clash", "{n} clashes", len(self._lines)),
                day=self._until,
            )
        )
        self.lead.show()
        self.model.refresh()
        if self.table.current_id() is None and self._lines:
            self.table.go_to(self._lines[0].id)

    def lines(self) -> Sequence[ClashLine]:
        """Return what is shown."""
        return self._lines

    def look_further(self) -> None:
        """Take four more weeks in."""
        self._weeks += 4
        self.refresh()

    def show_visit(self) -> None:
        """Close and go to the chosen visit."""
        line = self._chosen()
        if line is not None and line.visit_id is not None:
            self.go_to("visit", line.visit_id)

    def move_visit(self) -> None:
        """Move the chosen visit without leaving the list."""
        from ui.forms.visit_move import VisitMoveDialog

        line = self._chosen()
        if line is None or line.visit_id is None:
            return
        visit = self.session.desk.visits.visit(line.visit_id)
        if visit.status is VisitStatus.PLANNED:
            dialog = VisitMoveDialog(self, self.session, visit)
            dialog.saved.connect(self.session.tell)
            dialog.open()

    @property
    def _until(self) -> str:
        return (self.session.today + timedelta(weeks=self._weeks)).isoformat()

    def _chosen(self) -> ClashLine | None:
        chosen = self.table.current_id()
        return next((line for line in self._lines if line.id == chosen), None)

    def _read(self) -> list[ClashLine]:
        capacity, today = self.session.desk.plan.capacity, self.session.today
        until = today + timedelta(weeks=self._weeks)
        limits = capacity.limits()
        names = {one.id: one.name for one in self.session.desk.customers.employees()}
        found = [(clash.since.date(), _of_clash(clash)) for clash in capacity.clashes(today, until)]
        for load in capacity.loads(today, until):
            if load.is_over(limits.minutes, limits.visits):
                first = capacity.bookings(load.day, load.day, load.technician_id)[-1]
                found.append((load.day, _of_load(load, names, first.id, first.title)))
        ordered = sorted(found, key=lambda one: (one[0], one[1].when))
        return [replace(line, id=at) for at, (_day, line) in enumerate(ordered, 1)]


def _of_clash(clash: Clash) -> ClashLine:
    other = clash.other
    text = (
        tr("taken elsewhere: {title}", title=other.title or "–")
        if isinstance(other, BusySpan)
        else f"{other.start_at} {other.title}"
    )
    return ClashLine(
        id=0,
        when=f"{clash.since:%Y-%m-%d %H:%M}–{clash.until:%H:%M}",
        technician=clash.visit.technician,
        visit=f"{clash.visit.start_at} {clash.visit.title}",
        other=text,
        minutes=str(clash.minutes),
        visit_id=clash.visit.id,
    )


def _of_load(load: DayLoad, names: dict[int, str], visit_id: int, title: str) -> ClashLine:
    return ClashLine(
        id=0,
        when=load.day.isoformat(),
        technician=names.get(load.technician_id, ""),
        visit=title,
        other=tr(
            "the day holds {visits} visits, {minutes} minutes", visits=load.visits, minutes=load.minutes
        ),
        minutes="",
        visit_id=visit_id,
        token="soon",  # noqa: S106 - a colour, no secret
    )
