"""What one should know about the day and time of a visit; it warns and never forbids (R016)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visit_overlap import overlapping
from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.domain.workdays import DayKind
from branchdesk.services.desk import Desk
from ui.icons import pixmap
from ui.language import say, tr
from ui.tabs.calendar_states import visit_title
from ui.theme import GRID, color

_DAY = timedelta(days=1)
_OUT = (VisitStatus.CANCELLED, VisitStatus.MISSED)


def visit_hints(desk: Desk, visit: Visit) -> list[str]:
    """Return what is special about the day, and with which visits of the technician this one collides."""
    note = desk.context.calendar.note(visit.date_on)
    found = [] if note.kind is DayKind.WORKING else [tr("This day: {why}", why=say(note.why))]
    return found + [
        tr(
            "{technician} is at {where} at {time}",
            technician=row.technician,
            where=visit_title(row),
            time=_time(row),
        )
        for row in _collisions(desk, visit)
    ]


def _collisions(desk: Desk, visit: Visit) -> list[VisitRow]:
    if visit.technician_id is None or not visit.start_at:
        return []
    query = ListQuery(
        ListKind.VISITS,
        technician_id=visit.technician_id,
        since=visit.date_on - _DAY,
        until=visit.date_on + _DAY,
    )
    rows = desk.lists.rows(ListKind.VISITS, desk.lists.ids(query))
    taking_place = [row for row in rows if isinstance(row, VisitRow) and row.status not in _OUT]
    return overlapping(visit, taking_place)


def _time(row: VisitRow) -> str:
    return f"{row.date_on.isoformat()} {row.start_at}"


class HintLine(QFrame):
    """An amber line over the whole width of a form; gone while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(f"QFrame {{ background: {color('soon_soft').name()}; border-radius: 6px; }}")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setStyleSheet(f"color: {color('soon').name()}")
        picture = QLabel()
        picture.setPixmap(pixmap("triangle-alert", "soon", 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def show_hints(self, hints: list[str]) -> None:
        """Show these sentences, one a line."""
        self._text.setText("\n".join(hints))
        self.setAccessibleName(self._text.text())
        self.setVisible(bool(hints))

    def text(self) -> str:
        """Return what is shown."""
        return self._text.text()
