"""A group as a whole: its head office, its outlets, and their sum (R031)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.domain.rows import CustomerRow
from ui.forms.list_dialog import ListDialog
from ui.language import tr, trn
from ui.session import Session
from ui.table.columns import Align, Column

TOTAL = -1


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One outlet, the head office, or the sum of all."""

    id: int
    name: str
    sites: int
    next_visit_on: date | None
    open_complaints: int
    open_fen: int
    overdue_fen: int


_COLUMNS: tuple[Column[GroupLine], ...] = (
    Column("name", mark("Name"), lambda r: r.name, width=220),
    Column("sites", mark("Sites"), lambda r: r.sites, align=Align.RIGHT, width=70),
    Column("next", mark("Next visit"), lambda r: r.next_visit_on, width=110),
    Column("complaints", mark("Open complaints"), lambda r: r.open_complaints, align=Align.RIGHT, width=110),
    Column("open", mark("Open"), lambda r: Fen(r.open_fen), align=Align.RIGHT, width=120),
    Column(
        "overdue",
        mark("Overdue"),
        lambda r: Fen(r.overdue_fen),
        align=Align.RIGHT,
        width=120,
        icon=lambda r: "triangle-alert" if r.overdue_fen > 0 else None,
        color=lambda r: "late" if r.overdue_fen > 0 else None,
    ),
)


class GroupDialog(ListDialog):
    """One row for the head office and each outlet, and their sum; Enter goes there."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int) -> None:
        self._view = session.desk.people.group_view(customer_id)
        head, count = self._view.head, len(self._view.outlets)
        lead = trn("{n} outlet; Enter goes to its card.", "{n} outlets; Enter goes to their cards.", count)
        title = tr("Group {name}", name=head.short_name or head.name)
        super().__init__(parent, session, title, _COLUMNS, self.lines, lead=lead)
        self.table.activated_record.connect(self._open)

    def lines(self) -> Sequence[GroupLine]:
        """Return head office, outlets and sum."""
        view = self._view
        head = _line(view.head, tr("{name} (head office)", name=view.head.short_name or view.head.name))
        outlets = [_line(one, one.short_name or one.name) for one in view.outlets]
        total = GroupLine(
            TOTAL,
            tr("Together"),
            view.total("sites"),
            min((one.next_visit_on for one in view.rows if one.next_visit_on), default=None),
            view.total("open_complaints"),
            view.total("open_fen"),
            view.total("overdue_fen"),
        )
        return [head, *outlets, total]

    def _open(self, record_id: int) -> None:
        if record_id != TOTAL:
            self.go_to("customer", record_id)


def _line(row: CustomerRow, name: str) -> GroupLine:
    return GroupLine(
        row.id, name, row.sites, row.next_visit_on, row.open_complaints, row.open_fen, row.overdue_fen
    )
