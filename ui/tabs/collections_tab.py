"""Collections: the tab that answers whom to call about money, and what to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from branchdesk.domain.aging import Bucket
from branchdesk.domain.changes import Changes
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, Customer
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.receivables import Allocation, Invoice, Payment, Promise
from branchdesk.services.aging_report import AgingBy, AgingReport
from ui import notices
from ui.language import tr
from ui.session import Link, Session
from ui.table.listing import Listing
from ui.tabs import (
    attached,
    collections_chase,
    collections_letters,
    collections_money,
    collections_statements,
)
from ui.tabs.base import Command, Tab
from ui.tabs.collections_acts import CollectionActs
from ui.tabs.collections_aging import AgingPage
from ui.tabs.collections_columns import Judge
from ui.tabs.collections_head import CollectionsHead, Shown
from ui.tabs.collections_invoices import InvoicePage
from ui.tabs.collections_page import MoneyPage
from ui.tabs.collections_payments import PaymentPage
from ui.widgets.form import separator
from ui.widgets.search import SearchField

_KINDS = (Invoice, Payment, Allocation, Promise, Interaction, Customer, Contact, Complaint)


class CollectionsTab(Tab):
    """Three lists under one head; the one in view is read again when money moves."""

    key = "collections"
    link_kinds = ("invoice", "payment")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._judge = Judge(session)
        self.acts = CollectionActs(self, session, self._judge)
        self.head = CollectionsHead()
        self.invoices = InvoicePage(session, self._judge, self.acts)
        self.payments = PaymentPage(session, self._judge, self.acts)
        self.aging = AgingPage(session, self._judge, self.acts)
        self._pages: dict[Shown, MoneyPage] = {
            Shown.INVOICES: self.invoices,
            Shown.PAYMENTS: self.payments,
            Shown.AGING: self.aging,
        }
        self._stale = set(Shown)
        self._shown = Shown.INVOICES
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._restore()

    @property
    def page(self) -> MoneyPage:
        """Return the list in view."""
        return self._pages[self._shown]

    @property
    def search(self) -> SearchField:
        """Return the search field of the list in view."""
        return self.page.search

    def title(self) -> str:
        """Name the tab."""
        return tr("Collections")

    def shows(self, changes: Changes) -> bool:
        """Tell whether money or what cards say about it has changed."""
        return changes.touches(*_KINDS)

    def reload(self) -> None:
        """Read the list in view again; the others wait until they are looked at."""
        self._judge.renew()
        self._stale = set(Shown)
        self._freshen()

    def show_list(self, shown: Shown) -> None:
        """Bring one of the lists into view."""
        sizes = self.page.splitter.sizes()
        self._shown = shown
        self.head.choose(shown)
        self._stack.setCurrentWidget(self.page)
        if sum(sizes):
            self.page.splitter.setSizes(sizes)
        if self._fresh:
            self._freshen()
        self.record_changed.emit()

    def show_record(self, link: Link) -> None:
        """Show an invoice or a payment."""
        self.show_list(Shown.PAYMENTS if link.kind == "payment" else Shown.INVOICES)
        self.wake()
        self.page.show_record(link)

    def show_bucket(self, bucket: Bucket) -> None:
        """Show what stands in a column of the aging."""
        if bucket is Bucket.ON_ACCOUNT:
            self.show_list(Shown.PAYMENTS)
            self.payments.show_on_account()
        else:
            self.show_list(Shown.INVOICES)
            self.invoices.show_bucket(bucket)

    def current_record(self) -> int | None:
        """Return the chosen row of the list in view."""
        return self.page.current_record()

    def here(self) -> Link | None:
        """Return the way back to the chosen invoice or payment; the aging is worked out anew."""
        kinds = {Shown.INVOICES: "invoice", Shown.PAYMENTS: "payment"}
        record_id = self.current_record()
        if record_id is None or self._shown not in kinds:
            return None
        return Link(kinds[self._shown], record_id)

    def listing(self) -> Listing:
        """Return the list in view, for paper and files."""
        return self.page.listing()

    def homes(self) -> Sequence[QWidget]:
        """Return the lists, where Space belongs to the chosen row."""
        return tuple(page.table for page in self._pages.values())

    def remember(self) -> None:
        """Keep the layout of all lists, and which one is in view."""
        self.session.settings.set_text(f"{self.key}/list", self._shown.value)
        for page in self._pages.values():
            page.remember()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        acts, view = self.acts, tr("View")
        return (
            Command(
                tr("New invoice"), lambda: acts.new_invoice(self.page.customer_id()), "Ctrl+N", "file-text"
            ),
            Command(tr("Record payment"), lambda: self.page.act("pay"), "Ctrl+R", "hand-coins"),
            Command(tr("Allocate"), self._allocate, "Ctrl+L", "link", needs_record=True),
            Command(""),
            Command(tr("Log a call"), lambda: self.page.act("call"), "Space", "phone", needs_record=True),
            Command(
                tr("Sent / signed for"), self._of_invoice("journey"), "Ctrl+J", "send", needs_record=True
            ),
            Command(
                tr("Promise"), lambda: self.page.act("promise"), "Ctrl+H", "handshake", needs_record=True
            ),
            Command(
                tr("Explain the due date"), self._of_invoice("explain"), "Ctrl+E", "info", needs_record=True
            ),
            Command(""),
            *collections_chase.commands(
                self, lambda: self.page.customer_id(), lambda: self.page.invoice_id()
            ),
            Command(
                tr("New collection visit…"),
                lambda: self.page.act("visit"),
                icon="map-pin",
                needs_record=True,
                under=tr("Chasing"),
            ),
            *collections_statements.commands(self),
            *collections_letters.commands(self, lambda: self.page.customer_id()),
            *collections_money.commands(self, lambda: self.page.invoice_id(), self._payment),
            Command(tr("Credit note"), lambda: self.page.act("credit"), icon="receipt"),
            Command(tr("Reverse"), self._reverse, icon="undo-2", needs_record=True),
            attached.command(self),
            Command(""),
            Command(
                tr("Show invoices"), lambda: self._choose(Shown.INVOICES), "Ctrl+1", "file-text", under=view
            ),
            Command(
                tr("Show payments"), lambda: self._choose(Shown.PAYMENTS), "Ctrl+2", "hand-coins", under=view
            ),
            Command(
                tr("Show the aging"), lambda: self._choose(Shown.AGING), "Ctrl+3", "chart-column", under=view
            ),
        )

    def _payment(self) -> int | None:
        return self.current_record() if self._shown is Shown.PAYMENTS else None

    def _of_invoice(self, key: str) -> Callable[[], None]:
        def act() -> None:
            if self._shown is Shown.INVOICES:
                self.invoices.act(key)
            else:
                notices.post(notices.Notice(tr("Choose an invoice first."), severity=notices.Severity.INFO))

        return act

    def _allocate(self) -> None:
        if self._shown is Shown.PAYMENTS:
            self.payments.act("allocate")
        else:
            text = tr("Choose a payment first.")
            notices.post(notices.Notice(text, severity=notices.Severity.INFO))

    def _reverse(self) -> None:
        if self._shown is not Shown.AGING:
            self.page.act("reverse")

    def _freshen(self) -> None:
        """Read the head and the list in view, unless they are fresh."""
        if self._shown not in self._stale:
            return
        if self._shown is not Shown.AGING:
            report = self.session.desk.receivables.aging_report(self.session.today, AgingBy.INVOICE)
            self.invoices.invoices.take(report)
            self._show_amounts(report)
        self._stale.discard(self._shown)
        self.page.reload()

    def _show_amounts(self, report: AgingReport) -> None:
        self.head.aging.show_amounts(report.titles, report.total.amounts)

    def _choose(self, shown: Shown) -> None:
        self.show_list(shown)
        self.page.table.setFocus()

    def _show_customer(self, name: str) -> None:
        self.show_list(Shown.INVOICES)
        self.invoices.show_customer(name)

    def _connect(self) -> None:
        for page in self._pages.values():
            page.record_changed.connect(self.record_changed)
        self.head.list_chosen.connect(self._choose)
        self.head.aging.bucket_chosen.connect(self.show_bucket)
        self.aging.report_changed.connect(self._show_amounts)
        self.aging.customer_wanted.connect(self._show_customer)
        add = self.acts
        self.invoices.table.set_empty(
            "file-text", tr("No invoice yet."), tr("New invoice"), lambda: add.new_invoice()
        )
        self.payments.table.set_empty(
            "hand-coins", tr("No payment yet."), tr("Record payment"), lambda: add.pay()
        )
        self.aging.table.set_empty("circle-check", tr("Nobody owes anything on this day."))

    def _restore(self) -> None:
        known = self.session.settings.text(f"{self.key}/list")
        self.show_list(Shown(known) if known in {shown.value for shown in Shown} else Shown.INVOICES)

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(separator())
        column.addWidget(self._stack, 1)
