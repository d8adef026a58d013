"""What was known and open before a customer had to call: from solving to preventing (R143)."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from PySide6.QtWidgets import QWidget

from branchdesk.domain.field_gaps import EarlierFinding
from branchdesk.domain.messages import mark
from ui.forms.list_dialog import ListDialog
from ui.language import tr
from ui.session import Session
from ui.table.columns import Column

_COLUMNS: tuple[Column[EarlierFinding], ...] = (
    Column("requested", mark("Requested on"), lambda one: one.requested_on, width=110),
    Column("request", mark("Extra request"), lambda one: one.request, width=140),
    Column("pest", mark("Pest"), lambda one: one.pest, width=110),
    Column("customer", mark("Customer"), lambda one: one.customer, width=160),
    Column("site", mark("Site"), lambda one: one.site, width=120),
    Column("found", mark("Known since"), lambda one: one.found_on, width=110),
    Column(
        "what",
        mark("What was known"),
        lambda one: one.text,
        width=260,
        icon=lambda one: "clipboard-list" if one.is_recommendation else "building-2",
    ),
)


class EarlierFindingsDialog(ListDialog):
    """The last twelve months; Enter goes to the visit at which it was found."""

    def __init__(self, parent: QWidget | None, session: Session, until: date) -> None:
        since = until - relativedelta(months=12)
        lead = tr(
            "Findings of structure and hygiene, and recommendations, that were open when an extra request "
            "came from the same site. Put right in time, the call would not have been needed."
        )
        self._known = session.desk.field.earlier_findings(since, until)
        super().__init__(
            parent, session, tr("Known before the extra request"), _COLUMNS, lambda: self._known, lead=lead
        )
        self.resize(1060, 560)
        self.table.activated_record.connect(self._go)
        self.add_button(tr("Go to the visit"), lambda: self._go(self.table.current_id()))
        self.table.set_empty("circle-check", tr("No request came from what was known."), "", None)

    def _go(self, row_id: int | None) -> None:
        row = next((one for one in self._known if one.id == row_id), None)
        if row is not None and row.visit_id is not None:
            self.go_to("visit", row.visit_id)
