"""Every recommendation that still waits, over all sites: whom to remind, the most urgent first (R053)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from branchdesk.domain.changes import Changes
from branchdesk.domain.field_gaps import OpenAdvice
from branchdesk.domain.messages import mark
from branchdesk.domain.recommendations import ActsFor
from ui.forms.list_dialog import ListDialog
from ui.forms.site_advice import SiteAdviceDialog
from ui.language import term, tr, trn
from ui.session import Session
from ui.table.columns import Column


def _columns(late: Callable[[OpenAdvice], bool]) -> tuple[Column[OpenAdvice], ...]:
    return (
        Column(
            "due",
            mark("Act by"),
            lambda one: one.due_on,
            width=120,
            icon=lambda one: "circle-alert" if late(one) else "clock",
            color=lambda one: "late" if late(one) else None,
        ),
        Column("owner", mark("Owner"), lambda one: one.owner or term(one.acts), width=130),
        Column("acts", mark("Who acts"), lambda one: one.acts, text=lambda one: term(one.acts), width=80),
        Column("text", mark("Recommendation"), lambda one: one.text, width=300),
        Column("customer", mark("Customer"), lambda one: one.customer, width=140),
        Column("site", mark("Site"), lambda one: one.site, width=110),
        Column("given", mark("Given on"), lambda one: one.given_on, width=100),
    )


class OpenAdviceDialog(ListDialog):
    """One line for each; Enter opens the recommendations of its site."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        columns = _columns(self._is_late)
        super().__init__(parent, session, tr("Open recommendations"), columns, self._read, lead=" ")
        self.resize(1080, 560)
        self.table.activated_record.connect(self._change)
        self.add_button(tr("Change…"), lambda: self._change(self.table.current_id()))
        self.add_button(tr("Go to the customer"), self._go)
        self.table.set_empty("circle-check", tr("No recommendation waits."), "", None)
        session.bus.changed.connect(self._take_changes)
        self._show()

    def _read(self) -> list[OpenAdvice]:
        return self.session.desk.site_book.open_advice()

    def _take_changes(self, _changes: Changes) -> None:
        self._show()

    def _show(self) -> None:
        rows = self._read()
        late, ours = sum(map(self._is_late, rows)), sum(one.acts is ActsFor.US for one in rows)
        counted = trn("{n} recommendation waits", "{n} recommendations wait", len(rows))
        self.lead.setText(
            tr("{counted}: {late} overdue, {ours} for us to act", counted=counted, late=late, ours=ours)
        )
        self.model.refresh()

    def _is_late(self, one: OpenAdvice) -> bool:
        return one.due_on is not None and one.due_on < self.session.today

    def _change(self, chosen: int | None) -> None:
        row = self._row(chosen)
        if row is not None:
            site = self.session.desk.customers.site(row.site_id)
            dialog = SiteAdviceDialog(self, self.session, site)
            dialog.saved.connect(self.session.tell)
            dialog.open()

    def _go(self) -> None:
        row = self._row(self.table.current_id())
        if row is not None:
            self.go_to("customer", row.customer_id)

    def _row(self, chosen: int | None) -> OpenAdvice | None:
        return next((one for one in self._read() if one.id == chosen), None)
