"""The aging as a list: by customer, group or invoice, as of any day (R076)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.aging import Basis
from branchdesk.domain.list_query import ListKind
from branchdesk.services.aging_report import AgingBy, AgingReport
from ui.language import tr
from ui.table.columns import Column
from ui.tabs.collections_columns import AgingLine, aging_columns
from ui.tabs.collections_group import GroupLines
from ui.tabs.collections_more_cards import customer_card
from ui.tabs.collections_page import MoneyPage, titles_of
from ui.tabs.collections_rows import AgingRows
from ui.tabs.collections_served import technician_card
from ui.tabs.list_tab import FilterChoice
from ui.theme import GRID
from ui.widgets.card_content import CardContent
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField


class AgingPage(MoneyPage):
    """Who owes how much for how long, as of any day (R076)."""

    key = "collections-aging"
    kind = ListKind.INVOICES
    report_changed = Signal(object)
    customer_wanted = Signal(str)

    def title(self) -> str:
        """Name the list."""
        return tr("Aging")

    def columns(self) -> Sequence[Column[AgingLine]]:
        """Return the columns, named by the branch's edges."""
        return aging_columns(titles_of(self.session))

    def source(self) -> AgingRows:
        """Hold the lines of one report."""
        self.lines = AgingRows()
        self.report: AgingReport | None = None
        return self.lines

    def filters(self) -> Sequence[FilterChoice]:
        """Return what one looks for."""
        return (
            FilterChoice(tr("Everybody who owes")),
            FilterChoice(tr("Overdue"), ("overdue",)),
            FilterChoice(tr("Money on account"), ("on_account",)),
        )

    def above(self) -> QWidget:
        """Offer as of when, by what, and from which day the days are counted."""
        self.by = QComboBox()
        self.by.setAccessibleName(tr("Lines"))
        for text, by in (
            (tr("by customer"), AgingBy.CUSTOMER),
            (tr("by group"), AgingBy.GROUP),
            (tr("by invoice"), AgingBy.INVOICE),
            (tr("by technician"), AgingBy.TECHNICIAN),
        ):
            self.by.addItem(text, by)
        self.basis: EnumCombo[Basis] = EnumCombo(Basis, Basis.DUE)
        self.basis.setAccessibleName(tr("Counted"))
        self.as_of = DateField(self.session.today, self.session.today)
        self.as_of.setAccessibleName(tr("As of"))
        self.by.activated.connect(lambda _index: self.reload())
        self.basis.edited.connect(self.reload)
        self.as_of.edited.connect(self._day_typed)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(GRID * 2, 0, GRID * 2, GRID)
        row.setSpacing(GRID)
        label = QLabel(tr("As of"))
        label.setBuddy(self.as_of)
        for widget in (label, self.as_of, self.by, self.basis):
            row.addWidget(widget)
        row.addStretch(1)
        self.group_lines = GroupLines(self.session)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.group_lines)
        return both

    def reload(self) -> None:
        """Compute the aging again."""
        by = AgingBy(self.by.currentData())  # the box gives the plain word back
        basis = self.basis.value() or Basis.DUE
        self.report = self.session.desk.receivables.aging_report(self._day(), by, basis)
        self.lines.take(self.report)
        self.group_lines.show_day(self._day())
        super().reload()
        self.report_changed.emit(self.report)

    def card_of(self, record_id: int) -> CardContent | None:
        """Write the card of the customer of a line."""
        line = self.lines.line(record_id)
        if line is None or self.report is None:
            return None
        if self.report.by is AgingBy.TECHNICIAN:
            return technician_card(self.session, self.judge, line, self.report.titles)
        return customer_card(self.session, self.judge, line, self.report.titles)

    def open_record(self, record_id: int) -> None:
        """Show the invoices of a line."""
        line = self.lines.line(record_id)
        if line is None:
            return
        if line.row.invoice_id:
            self.session.follow("invoice", line.row.invoice_id)
        elif line.row.name:
            self.customer_wanted.emit(line.row.name)

    def customer_id(self) -> int:
        """Return the customer of the chosen line."""
        chosen = self.current_record()
        line = self.lines.line(chosen) if chosen is not None else None
        return line.row.customer_id if line is not None else 0

    def _day(self) -> date:
        return self.as_of.value() or self.session.today

    def _day_typed(self) -> None:
        if self.as_of.value() is not None:
            self.reload()
