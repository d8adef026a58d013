"""What the three lists of collections share."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.aging import Bucket, parse_edges
from branchdesk.domain.aging_titles import bucket_titles
from ui.language import tr
from ui.session import Session, read_link
from ui.tabs.collections_acts import CollectionActs
from ui.tabs.collections_card import TAKE_BACK
from ui.tabs.collections_columns import Judge
from ui.tabs.collections_parts import PROMISE
from ui.tabs.list_tab import ListTab
from ui.widgets.card import DetailsCard
from ui.widgets.card_content import CardContent


class MoneyPage(ListTab):
    """A list with a card whose links and buttons lead to the acts."""

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
            case "visit" if customer_id:
                self.acts.visit(customer_id, invoice_id)
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


def titles_of(session: Session) -> dict[Bucket, str]:
    """Name the columns of the aging by the branch's own edges."""
    return bucket_titles(parse_edges(session.desk.context.settings.aging_edges))
