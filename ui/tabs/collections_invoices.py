"""The list of invoices and credits."""

from __future__ import annotations

from collections.abc import Sequence

from branchdesk.domain.aging import Bucket
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.rows import InvoiceRow
from ui.language import tr
from ui.table.columns import Column
from ui.tabs.collections_card import EXPLAIN, invoice_card
from ui.tabs.collections_columns import invoice_columns
from ui.tabs.collections_page import MoneyPage, titles_of
from ui.tabs.collections_rows import InvoiceRows, bucket_filter
from ui.tabs.list_tab import FilterChoice
from ui.widgets.card_content import CardContent

_IN_BUCKETS = (Bucket.NOT_DUE, Bucket.D1_30, Bucket.D31_60, Bucket.D61_90, Bucket.D91_PLUS)


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
        titles = titles_of(self.session)
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
