"""Before one dials about money: who owes what, what speaks against it, the invoices' ways (R075)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.chasing import ChaseCustomer
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.promises import reliability
from branchdesk.domain.rows import InvoiceRow
from ui.forms.visit_hints import HintLine
from ui.forms.whom import addressed, numbers
from ui.language import say, term, tr
from ui.session import Session
from ui.tabs.collections_columns import Judge
from ui.tabs.collections_facts import CustomerMoney
from ui.tabs.collections_journey import journey_steps
from ui.theme import GRID, color, figure_font, heading_font
from ui.widgets.journey import JourneyBar

_INVOICES_SHOWN = 3
_TALKS_SHOWN = 2


class ChaseHead(QWidget):
    """Everything that one has to see before the call, on one screen."""

    def __init__(self, session: Session, customer: ChaseCustomer, money: CustomerMoney, where: str) -> None:
        super().__init__()
        self._session = session
        self._customer = customer
        self._money = money
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.warnings = HintLine()
        self._first_line(where)
        self._second_line()
        self.warnings.show_hints([say(one) for one in money.gate(customer.items)])
        self._column.addWidget(self.warnings)
        self._invoices()
        self._efforts()

    def _first_line(self, where: str) -> None:
        owed = self._money.owed
        texts = [tr("Owes {amount}", amount=format_money(owed.open_fen))]
        if self._customer.longest:
            texts.append(tr("overdue {amount}", amount=format_money(self._customer.asks_fen)))
            texts.append(tr("up to {n} days", n=self._customer.longest))
        else:
            texts.append(tr("reminder before the due day"))
        sums = QLabel(" · ".join(texts))
        sums.setFont(figure_font(heading_font(1.1)))
        sums.setStyleSheet(f"color: {color('late' if self._customer.longest else 'soon').name()}")
        place = QLabel(where)
        place.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(sums, 1)
        row.addWidget(place)
        self._column.addLayout(row)

    def _second_line(self) -> None:
        contact, texts = self._money.whom, []
        if contact is not None:
            texts.append(f"{addressed(contact)}  {numbers(contact)}".strip())
            if contact.call_hours:
                texts.append(tr("Call hours: {hours}", hours=contact.call_hours))
        elif self._customer.whom.phone:
            texts.append(self._customer.whom.phone)
        kept, judged = reliability(verdict for _, verdict in self._money.promises)
        if judged:
            texts.append(tr("kept {kept} of {judged} promises", kept=kept, judged=judged))
        self._line(" · ".join(texts))

    def _invoices(self) -> None:
        lists, judge = self._session.desk.lists, Judge(self._session)
        items = self._customer.items
        rows = lists.rows(ListKind.INVOICES, [one.invoice_id for one in items[:_INVOICES_SHOWN]])
        for row in rows:
            if isinstance(row, InvoiceRow):
                self._invoice(row, judge)
        if len(items) > _INVOICES_SHOWN:
            self._line(tr("and {n} more invoices", n=len(items) - _INVOICES_SHOWN), muted=True)

    def _invoice(self, row: InvoiceRow, judge: Judge) -> None:
        standing = judge.standing(row)
        invoice = self._session.desk.receivables.invoice(row.id)
        text = f"{row.number}  {format_money(row.open_fen)}\n{say(standing.words)}"
        if row.disputed_fen:
            text += " · " + tr("{amount} disputed", amount=Fen(row.disputed_fen))
        label = QLabel(text)
        label.setFont(figure_font(self.font()))
        label.setMinimumWidth(190)
        bar = JourneyBar(row.number, journey_steps(invoice, row, standing, self._money))
        line = QHBoxLayout()
        line.setSpacing(GRID * 2)
        line.addWidget(label)
        line.addWidget(bar, 1)
        self._column.addLayout(line)

    def _efforts(self) -> None:
        talks = self._money.calls[:_TALKS_SHOWN]
        if not talks:
            self._line(tr("Nobody has called about money yet."), muted=True)
        for row in talks:
            day = self._session.moment_text(row.happened_at)[:10]
            text = " · ".join(part for part in (day, term(row.result), row.spoke_with, row.text) if part)
            self._line(text, muted=True)

    def _line(self, text: str, *, muted: bool = False) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if muted:
            label.setProperty("role", "muted")
        self._column.addWidget(label)
