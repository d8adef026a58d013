"""The three lists of collections: invoices, payments, and the aging."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from branchdesk.domain.aging import Basis, Bucket
from branchdesk.domain.rows import InvoiceRow, ListKind, PaymentRow
from branchdesk.services.aging_report import AgingBy, AgingReport
from ui.language import tr
from ui.session import Link, Session, read_link
from ui.table.columns import Column
from ui.tabs.collections_acts import CollectionActs
from ui.tabs.collections_card import EXPLAIN, TAKE_BACK, invoice_card
from ui.tabs.collections_columns import (
    AgingLine,
    Judge,
    aging_columns,
    invoice_columns,
    payment_columns,
)
from ui.tabs.collections_more_cards import customer_card, payment_card
from ui.tabs.collections_parts import PROMISE
from ui.tabs.collections_rows import AgingRows, InvoiceRows, bucket_filter
from ui.tabs.list_tab import FilterChoice, ListTab
from ui.theme import GRID
from ui.widgets.card import DetailsCard
from ui.widgets.card_content import CardContent
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField

_IN_BUCKETS = (Bucket.NOT_DUE, Bucket.D1_30, Bucket.D31_60, Bucket.D61_90, Bucket.D91_PLUS)


class MoneyPage(ListTab):
    """What the three lists share: a card whose links and buttons lead to the acts."""

    nothing_chosen = ""

    def __init__(self, session: Session, judge: Judge, acts: CollectionActs) -> None:
        self.judge = judge
        self.acts = acts
        super().__init__(session)

    def make_card(self) -> QWidget:
        """Build the card."""
        self.details = DetailsCard(self.title(), tr("Choose an entry to see its card."))
        self.details.link_activated.connect(self.follow_link)
        self.details.action_triggered.connect(self.act)
        return self.details

    def show_card(self, record_id: int | None) -> None:
        """Show the chosen record."""
        content = self.card_of(record_id) if record_id is not None else None
        if content is None:
            self.details.show_nothing()
        else:
            self.details.show_card(content)

    def card_of(self, record_id: int) -> CardContent | None:
        """Write the card of a record."""
        raise NotImplementedError

    def customer_id(self) -> int:
        """Return whose money is chosen, 0 for nobody's."""
        raise NotImplementedError

    def invoice_id(self) -> int | None:
        """Return the chosen invoice, where the list has invoices."""
        return None

    def act(self, key: str) -> None:
        """Do what a button of the card says."""
        customer_id, invoice_id = self.customer_id(), self.invoice_id()
        match key:
            case "pay":
                self.acts.pay(customer_id)
            case "call" if customer_id:
                self.acts.call(customer_id, invoice_id)
            case "promise" if customer_id:
                self.acts.promise(customer_id, invoice_id)
            case "credit":
                self.acts.credit(customer_id, invoice_id)

    def follow_link(self, text: str) -> None:
        """Go where a link of the card leads."""
        link = read_link(text)
        if link.kind == PROMISE:
            self.acts.edit_promise(link.id)
        elif link.kind == TAKE_BACK:
            self.acts.take_back(link.id)
        else:
            self.session.follow(link.kind, link.id)


class InvoicePage(MoneyPage):
    """The invoices and credits."""

    key = "collections-invoices"
    kind = ListKind.INVOICES

    def title(self) -> str:
        """Name the list."""
        return tr("Invoices")

    def columns(self) -> Sequence[Column[InvoiceRow]]:
        """Return the columns of the invoices."""
        return invoice_columns(self.judge)

    def source(self) -> InvoiceRows:
        """Read the desk's invoices, or those of one bucket."""
        self.invoices = InvoiceRows(self.session.desk)
        return self.invoices

    def filters(self) -> Sequence[FilterChoice]:
        """Return what one looks for; the buckets of the aging come last."""
        titles = _titles(self.session)
        return (
            FilterChoice(tr("Open"), ("open",)),
            FilterChoice(tr("Overdue"), ("overdue",)),
            FilterChoice(tr("Not signed"), ("not_signed",)),
            FilterChoice(tr("Disputed"), ("disputed",)),
            FilterChoice(tr("Settled"), ("settled",)),
            FilterChoice(tr("All invoices")),
            *(
                FilterChoice(tr("Aging: {bucket}", bucket=tr(titles[one])), (bucket_filter(one),))
                for one in _IN_BUCKETS
            ),
        )

    def show_bucket(self, bucket: Bucket) -> None:
        """Show the invoices of one column of the aging."""
        wanted = ("not_signed",) if bucket is Bucket.NOT_SIGNED else (bucket_filter(bucket),)
        names = [choice.filters for choice in self.filters()]
        if wanted in names:
            self.search.clear()
            self.filter_box.setCurrentIndex(names.index(wanted))
            self.filter_box.activated.emit(names.index(wanted))

    def show_customer(self, name: str) -> None:
        """Show the open invoices of a customer."""
        self.filter_box.setCurrentIndex(0)
        self.search.setText(name)
        self.search.searched.emit(name)

    def card_of(self, record_id: int) -> CardContent | None:
        """Write the card of an invoice."""
        return invoice_card(self.session, self.judge, record_id)

    def open_record(self, record_id: int) -> None:
        """Open an invoice for changing."""
        self.acts.edit_invoice(record_id)

    def invoice_id(self) -> int | None:
        """Return the chosen invoice."""
        return self.current_record()

    def customer_id(self) -> int:
        """Return whose invoice is chosen."""
        chosen = self.current_record()
        return self.session.desk.receivables.invoice(chosen).customer_id if chosen is not None else 0

    def act(self, key: str) -> None:
        """Do what a button of the card says."""
        chosen = self.current_record()
        match key:
            case "journey" if chosen is not None:
                self.acts.journey(chosen)
            case "reverse" if chosen is not None:
                self.acts.reverse_invoice(chosen)
            case "explain" if chosen is not None:
                self.acts.explain(chosen)
            case _:
                super().act(key)

    def follow_link(self, text: str) -> None:
        """Explain the due date, or go to a record."""
        if text == EXPLAIN:
            self.act(EXPLAIN)
        else:
            super().follow_link(text)


class PaymentPage(MoneyPage):
    """The payments and their reversals."""

    key = "collections-payments"
    kind = ListKind.PAYMENTS

    def title(self) -> str:
        """Name the list."""
        return tr("Payments")

    def columns(self) -> Sequence[Column[PaymentRow]]:
        """Return the columns of the payments."""
        return payment_columns()

    def filters(self) -> Sequence[FilterChoice]:
        """Return what one looks for."""
        return (FilterChoice(tr("All payments")), FilterChoice(tr("Money on account"), ("on_account",)))

    def show_on_account(self) -> None:
        """Show the payments that still have money to allocate."""
        self.filter_box.setCurrentIndex(1)
        self.filter_box.activated.emit(1)

    def card_of(self, record_id: int) -> CardContent | None:
        """Write the card of a payment."""
        return payment_card(self.session, record_id)

    def open_record(self, record_id: int) -> None:
        """Allocate what is left; a payment itself is never changed."""
        payment = self.session.desk.receivables.payment(record_id)
        if payment.amount_fen > 0 and self.session.desk.receivables.unallocated(payment):
            self.acts.allocate(record_id)

    def customer_id(self) -> int:
        """Return who paid."""
        chosen = self.current_record()
        return self.session.desk.receivables.payment(chosen).customer_id if chosen is not None else 0

    def act(self, key: str) -> None:
        """Do what a button of the card says."""
        chosen = self.current_record()
        match key:
            case "allocate" if chosen is not None:
                self.open_record(chosen)
            case "reverse" if chosen is not None:
                self.acts.reverse_payment(chosen)
            case _:
                super().act(key)


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
        return aging_columns(_titles(self.session))

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
        return bar

    def reload(self) -> None:
        """Compute the aging again."""
        by: AgingBy = self.by.currentData()
        basis = self.basis.value() or Basis.DUE
        self.report = self.session.desk.receivables.aging_report(self._day(), by, basis)
        self.lines.take(self.report)
        super().reload()
        self.report_changed.emit(self.report)

    def card_of(self, record_id: int) -> CardContent | None:
        """Write the card of the customer of a line."""
        line = self.lines.line(record_id)
        if line is None or self.report is None:
            return None
        return customer_card(self.session, self.judge, line, self.report.titles)

    def open_record(self, record_id: int) -> None:
        """Show the invoices of a line."""
        line = self.lines.line(record_id)
        if line is None:
            return
        if line.row.invoice_id:
            self.session.follow(Link("invoice", 0).kind, line.row.invoice_id)
        else:
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


def _titles(session: Session) -> dict[Bucket, str]:
    from branchdesk.domain.aging import parse_edges
    from branchdesk.domain.aging_titles import bucket_titles

    return bucket_titles(parse_edges(session.desk.context.settings.aging_edges))
