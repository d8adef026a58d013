"""The list of payments and their reversals."""

from __future__ import annotations

from collections.abc import Sequence

from branchdesk.domain.list_query import ListKind
from branchdesk.domain.rows import PaymentRow
from ui.language import tr
from ui.table.columns import Column
from ui.tabs.collections_columns import payment_columns
from ui.tabs.collections_more_cards import payment_card
from ui.tabs.collections_page import MoneyPage
from ui.tabs.list_tab import FilterChoice
from ui.widgets.card_content import CardContent


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
