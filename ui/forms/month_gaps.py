"""What the visits of a month lack, with the way to each of them (R009, R022, R023, R035, R037)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.field_gaps import GapKind, MonthGap
from branchdesk.domain.messages import mark
from branchdesk.domain.months import Month
from ui.forms.list_dialog import ListDialog
from ui.language import term, tr, words
from ui.session import Session
from ui.table.columns import Column

_ICONS = {
    GapKind.REPORT: "file-text",
    GapKind.LOGBOOK: "clipboard-list",
    GapKind.HAND_OVER: "handshake",
    GapKind.LEAVING: "lock",
    GapKind.RATING: "star",
}
_COLUMNS: tuple[Column[MonthGap], ...] = (
    Column(
        "kind",
        mark("Missing"),
        lambda gap: gap.kind,
        text=lambda gap: term(gap.kind),
        width=170,
        icon=lambda gap: _ICONS[gap.kind],
        color=lambda gap: "late" if gap.kind is GapKind.REPORT else "soon",
    ),
    Column("day", mark("Visit of"), lambda gap: gap.day, width=110),
    Column("customer", mark("Customer"), lambda gap: gap.customer, width=170),
    Column("site", mark("Site"), lambda gap: gap.site, width=150),
    Column("detail", mark("Reason"), lambda gap: gap.detail, width=200),
)


class MonthGapsDialog(ListDialog):
    """One line for each thing that is missing; Enter goes to its visit."""

    def __init__(self, parent: QWidget | None, session: Session, month: Month) -> None:
        self._month = month
        super().__init__(
            parent, session, tr("What is missing this month"), _COLUMNS, lambda: self._rows(), lead=" "
        )
        self.table.activated_record.connect(self._go)
        self.add_button(tr("Previous month"), lambda: self._turn(-1))
        self.add_button(tr("Next month"), lambda: self._turn(1))
        self.add_button(tr("Go to the visit"), lambda: self._go(self.table.current_id()))
        self.table.set_empty("circle-check", tr("Nothing is missing."), "", None)
        self._turn(0)

    def _rows(self) -> list[MonthGap]:
        return self.session.desk.field.month_gaps(self._month)

    def _turn(self, months: int) -> None:
        self._month = self._month.plus(months)
        rows = self._rows()
        counted = [
            tr("{what}: {n}", what=term(kind), n=sum(gap.kind is kind for gap in rows)) for kind in GapKind
        ]
        name = words().month(self._month.year, self._month.number)
        self.lead.setText(" · ".join([name, *counted]))
        self.model.refresh()

    def _go(self, gap_id: int | None) -> None:
        gap = next((one for one in self._rows() if one.id == gap_id), None)
        if gap is not None:
            self.go_to("visit", gap.visit_id)
