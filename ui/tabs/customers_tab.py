"""The customer file: the list of customers, and who they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.duties import Duty
from branchdesk.domain.errors import NotFound
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.receivables import Invoice, Payment, Promise
from branchdesk.domain.rows import ContactRow, ContractRow, CustomerRow, InteractionRow, SiteRow
from branchdesk.domain.visits import Visit
from branchdesk.services.context import Outcome
from ui import notices
from ui.dialogs import ask
from ui.forms.contact import ContactDialog
from ui.forms.contract import ContractDialog
from ui.forms.customer import CustomerDialog
from ui.forms.employee import EmployeesDialog
from ui.forms.explain_due import explain_terms
from ui.forms.interaction import InteractionDialog
from ui.forms.site import SiteDialog
from ui.language import tr
from ui.request_acts import open_link
from ui.session import Link, Session, read_link
from ui.table.columns import Column
from ui.tabs import (
    attached,
    customers_calls,
    customers_care,
    customers_field,
    customers_meetings,
    customers_people_acts,
    customers_plan,
    customers_requests,
)
from ui.tabs.base import Command
from ui.tabs.customers_card import COPY, EXPLAIN, CustomerCard
from ui.tabs.customers_columns import customer_columns
from ui.tabs.list_tab import FilterChoice, ListTab
from ui.widgets.card import DetailsCard
from ui.widgets.form_dialog import FormDialog

_AHEAD = 7  # days of duties that the card shows
_OF_CUSTOMER = {
    "site": ListKind.SITES,
    "contact": ListKind.CONTACTS,
    "contract": ListKind.CONTRACTS,
    "interaction": ListKind.INTERACTIONS,
}


class CustomersTab(ListTab):
    """Answers who a customer is and what is open."""

    key = "customers"
    kind = ListKind.CUSTOMERS
    kinds = (
        Customer,
        Site,
        Contact,
        Contract,
        Interaction,
        Visit,
        Complaint,
        Invoice,
        Payment,
        Promise,
        *customers_people_acts.KINDS,
        *customers_care.KINDS,
        *customers_meetings.KINDS,
        *customers_requests.KINDS,
    )
    link_kinds = (
        *("customer", "site", "contact", "contract", "interaction"),
        *customers_calls.LINK_KINDS,
        *customers_meetings.LINK_KINDS,
    )

    def __init__(self, session: Session) -> None:
        self._duties: dict[int, list[Duty]] = {}
        super().__init__(session)
        sentence = tr("No customer is entered yet. A list you have comes in by File > Import.")
        session.duties_changed.connect(self._take_duties)
        self.table.set_empty("users", sentence, tr("New customer"), self.new_customer)

    def title(self) -> str:
        """Return the tab's name."""
        return tr("Customer file")

    def columns(self) -> Sequence[Column[CustomerRow]]:
        """Return the columns of the list."""
        return customer_columns(self.session)

    def filters(self) -> Sequence[FilterChoice]:
        """Return the choices of the filter box."""
        return (
            FilterChoice(tr("Customers we serve"), ("active",)),
            FilterChoice(tr("With overdue money"), ("owing",)),
            FilterChoice(tr("Calls owed this month"), ("uncalled",)),
            FilterChoice(tr("Contract ends soon"), ("ending",)),
            FilterChoice(tr("Groups and outlets"), ("groups",)),
            FilterChoice(tr("Lost and archived"), ("archived",)),
            FilterChoice(tr("All customers")),
        )

    def make_card(self) -> QWidget:
        """Build the card."""
        self.details = DetailsCard(tr("Customer"), tr("Choose a customer to see who they are."))
        self.details.link_activated.connect(self._follow)
        self.details.action_triggered.connect(self._act)
        return self.details

    def show_card(self, record_id: int | None) -> None:
        """Show a customer, or nothing where it is gone."""
        if record_id is None:
            self.details.show_nothing()
            return
        try:
            card = CustomerCard(self.session, record_id, self._duties.get(record_id, ()))
        except NotFound:
            self.details.show_nothing()
            return
        self.details.show_card(card.content())

    def open_record(self, record_id: int) -> None:
        """Open a customer for changing."""
        self._open(CustomerDialog(self, self.session, self.session.desk.customers.customer(record_id)))

    def reload(self) -> None:
        """Read the list again, with the duties that the session knows."""
        self._sort_duties()
        super().reload()

    def show_record(self, link: Link) -> None:
        """Choose the customer to whom a record belongs."""
        customer_id = self._customer_of(link)
        if customer_id is not None:
            super().show_record(Link("customer", customer_id))

    def commands(self) -> Sequence[Command]:
        """Return what can be done with customers."""
        new, people, entries = tr("New for this customer"), tr("People"), tr("Groups and duplicates")

        def of_customer(text: str, act: Callable[[], object], icon: str, under: str) -> Command:
            return Command(text, act, "", icon, needs_record=True, under=under)

        return (
            Command(tr("New customer"), self.new_customer, "Ctrl+N", "plus"),
            Command(tr("Log a call"), self.log_call, "Space", "phone", needs_record=True),
            Command(tr("Edit customer"), self.edit, "F2", "pencil", needs_record=True),
            of_customer(tr("New site"), self.new_site, "map-pin", new),
            of_customer(tr("New contact"), self.new_contact, "user", new),
            of_customer(tr("New contract"), self.new_contract, "file-text", new),
            of_customer(tr("New visit"), self.new_visit, "calendar-plus", new),
            of_customer(tr("New invoice"), self.new_invoice, "receipt", new),
            of_customer(tr("New complaint"), self.new_complaint, "message-square-warning", new),
            Command(""),
            *customers_people_acts.commands(self),
            Command(
                tr("Copy the phone number"),
                self.copy_phone,
                "Ctrl+Shift+C",
                "copy",
                needs_record=True,
                under=people,
            ),
            of_customer(tr("Archive"), self.archive, "archive", entries),
            Command(""),
            *customers_calls.commands(self),
            *customers_requests.commands(self),
            customers_plan.ledger_command(self),
            *customers_field.commands(self),
            Command(""),
            *customers_care.commands(self),
            *customers_meetings.commands(self),
            Command(""),
            attached.command(self),
            Command(tr("Employees…"), self.employees, "", "users", under=people),
        )

    def new_customer(self) -> None:
        """Enter a new customer."""
        self._open(CustomerDialog(self, self.session, Customer(since=self.session.today)), choose=True)

    def edit(self) -> None:
        """Change the chosen customer."""
        self._with_customer(self.open_record)

    def log_call(self) -> None:
        """Log a call with the chosen customer."""
        self._with_customer(
            lambda chosen: self._open(InteractionDialog(self, self.session, Interaction(customer_id=chosen)))
        )

    def one_call(self) -> None:
        """Open every reason to ring the chosen customer (D02)."""
        from ui.forms.one_call import open_call

        self._with_customer(lambda chosen: open_call(self, self.session, chosen))

    def new_site(self) -> None:
        """Enter a site of the chosen customer."""
        self._with_customer(
            lambda chosen: self._open(SiteDialog(self, self.session, Site(customer_id=chosen)))
        )

    def new_contact(self) -> None:
        """Enter a contact of the chosen customer."""
        self._with_customer(
            lambda chosen: self._open(
                ContactDialog(self, self.session, Contact(customer_id=chosen, from_on=self.session.today))
            )
        )

    def new_contract(self) -> None:
        """Enter a contract with the chosen customer."""
        self._with_customer(
            lambda chosen: self._open(
                ContractDialog(self, self.session, Contract(customer_id=chosen, start_on=self.session.today))
            )
        )

    def new_visit(self) -> None:
        """Plan a visit to the chosen customer's first site."""
        self._with_customer(self._new_visit)

    def new_invoice(self) -> None:
        """Enter an invoice to the chosen customer."""
        from ui.forms.invoice import InvoiceDialog

        self._with_customer(
            lambda chosen: self._open(
                InvoiceDialog(self, self.session, Invoice(customer_id=chosen, issued_on=self.session.today))
            )
        )

    def new_complaint(self) -> None:
        """Register a complaint of the chosen customer."""
        from ui.forms.complaint import ComplaintDialog

        self._with_customer(
            lambda chosen: self._open(ComplaintDialog(self, self.session, Complaint(customer_id=chosen)))
        )

    def copy_phone(self) -> None:
        """Copy the customer's number."""
        self._with_customer(lambda chosen: self._copy(self.session.desk.customers.customer(chosen).phone))

    def archive(self) -> None:
        """Take the chosen customer out of the list."""
        self._with_customer(
            lambda chosen: self.session.act(
                self,
                lambda: self.session.desk.customers.archive_customer(chosen),
                title=tr("Archive"),
            )
        )

    def employees(self) -> None:
        """Show the people of the branch."""
        EmployeesDialog(self, self.session).open()

    def _new_visit(self, customer_id: int) -> None:
        from ui.forms.visit import VisitDialog

        sites = [site for site in self.session.desk.customers.sites_of(customer_id) if site.active]
        if not sites:
            question = tr("This customer has no site yet. Enter the site first?")
            ask(self, question, tr("New site"), self.new_site)
            return
        visit = Visit(site_id=sites[0].id, date_on=self.session.today, technician_id=sites[0].technician_id)
        self._open(VisitDialog(self, self.session, visit))

    def _act(self, action: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "call": self.log_call,
            "one_call": self.one_call,
            "edit": self.edit,
            "visit": self.new_visit,
            "invoice": self.new_invoice,
            "complaint": self.new_complaint,
        }
        acts[action]()

    def _follow(self, text: str) -> None:
        """Copy a number, open what belongs to this card, go to anything else."""
        if text.startswith(COPY):
            self._copy(text.removeprefix(COPY))
            return
        if text.startswith(EXPLAIN):
            explain_terms(self, self.session, text.removeprefix(EXPLAIN)).open()
            return
        link = read_link(text)
        if customers_care.follow(self, link) or customers_meetings.follow(self, link):
            return
        if customers_plan.follow(self, link):
            return
        if open_link(self, self.session, link):
            return
        opened = customers_people_acts.dialog_of(self, link)
        if opened is not None:
            opened.open()
            return
        dialog = self._dialog_of(link)
        if dialog is not None:
            self._open(dialog)
        else:
            self.session.follow(link.kind, link.id)

    def _dialog_of(self, link: Link) -> FormDialog | None:
        session = self.session
        customers, chosen = session.desk.customers, self.current_record() or 0
        match link.kind:
            case "site":
                return SiteDialog(self, session, customers.site(link.id))
            case "contract":
                return ContractDialog(self, session, customers.contract(link.id))
            case "interaction":
                return InteractionDialog(self, session, session.desk.interactions.interaction(link.id))
            case "contact":
                found = [one for one in customers.contacts_of(chosen) if one.id == link.id]
                return ContactDialog(self, session, found[0]) if found else None
        return customers_meetings.dialog_of(self, link) or customers_calls.dialog_of(self, session, link)

    def _open(self, dialog: FormDialog, *, choose: bool = False) -> None:
        dialog.saved.connect(self.session.tell)
        if choose:
            dialog.saved.connect(self._choose)
        dialog.open()

    def _choose(self, outcome: Outcome[Any]) -> None:
        self.show_record(Link("customer", outcome.value.id))

    def _copy(self, text: str) -> None:
        if not text:
            notices.post(notices.Notice(tr("No number is entered for this customer.")))
            return
        QGuiApplication.clipboard().setText(text)
        notices.post(notices.Notice(tr("{number} copied", number=text)))

    def _with_customer(self, then: Callable[[int], object]) -> None:
        chosen = self.current_record()
        if chosen is not None:
            then(chosen)

    def _take_duties(self) -> None:
        self._sort_duties()
        self.show_card(self.current_record())

    def _sort_duties(self) -> None:
        last = self.session.today + timedelta(days=_AHEAD)
        self._duties = {}
        for duty in self.session.duties:
            if duty.due_on <= last:
                self._duties.setdefault(duty.whom.customer_id, []).append(duty)

    def _customer_of(self, link: Link) -> int | None:
        if link.kind == "customer":
            return link.id
        if link.kind in customers_meetings.LINK_KINDS:
            return customers_meetings.customer_of(self.session, link)
        if link.kind in customers_calls.LINK_KINDS:
            return customers_calls.customer_of(self.session, link)
        rows = self.session.desk.lists.rows(_OF_CUSTOMER[link.kind], [link.id])
        for row in rows:
            if isinstance(row, SiteRow | ContactRow | ContractRow | InteractionRow):
                return row.customer_id
        return None
